"""Going to any moment and on from there: the state is what it was, to the last bit."""

import random

import pytest
import torch

from lenet_gui.core import history
from lenet_gui.core.branch_record import BranchRecord
from lenet_gui.core.checkpoint import OVERHEAD
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SchedulerStep,
    SetLoss,
    SetOptimizer,
    SetThreads,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.errors import CallError, FailureKind, InputError, InputProblem
from lenet_gui.core.inputs import Digits, Part
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import SGD, Adadelta, Adagrad, Adam, AdamW, RMSprop
from lenet_gui.core.program import CANONICAL, Line, Program, SetProgram, StepLR
from lenet_gui.core.timeline import (
    CompareMoments,
    DropBranch,
    GoTo,
    Mark,
    Moment,
    NameBranch,
    SetHistoryBudget,
)
from lenet_gui.core.trainer import Trainer
from lenet_gui.core.watches import SetWatches, Watch
from tests.core.same import differences

LOOP = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
CALLS = (
    ZeroGrad(), ZeroGrad(set_to_none=False), ZeroGrad(of=ZeroGradOf.OPTIMIZER), Forward(),
    ComputeLoss(), ComputeLoss(divide_by=4), Backward(), Backward(retain_graph=True),
    BackwardOutput(retain_graph=True), BackwardOutput(), OptimizerStep(), NextBatch(),
    OptimizerStep(UpdateRule.MANUAL), ClipGradNorm(0.5), SetOptimizer(Adam()),
    SetOptimizer(SGD(momentum=0.9)), SetLoss(LossKind.CROSS_ENTROPY), SetLoss(LossKind.MSE),
    Reset(), Reset(3), LoadInput(Digits(batch_size=3)), SchedulerStep(), Evaluate(20),
    SetProgram(Program(CANONICAL.lines, scheduler=StepLR(2, 0.5))),
)  # fmt: skip
MISTAKES = tuple(Misuse(mistake) for mistake in Mistake)
OPTIMIZERS = (
    SGD(), SGD(momentum=0.9, nesterov=True), Adam(amsgrad=True), AdamW(), RMSprop(momentum=0.5),
    Adagrad(), Adadelta(),
)  # fmt: skip


def make(trainer, command, *, measured=True):
    try:
        trainer.apply(command, measured=measured)
    except CallError as error:
        return error.failure
    return None


def random_call(rng):
    chance = rng.random()
    return rng.choice(LOOP if chance < 0.5 else CALLS if chance < 0.8 else MISTAKES)


def bits(trainer):
    state = trainer.state
    found = {}
    for name, parameter in state.parameters.items():
        found[name] = parameter.detach().numpy().tobytes()
        gradient = parameter.grad
        found[f"{name}.grad"] = None if gradient is None else gradient.numpy().tobytes()
        entries = {} if state.optimizer is None else state.optimizer.state.get(parameter, {})
        for key, value in entries.items():
            found[f"{name}.{key}"] = value.numpy().tobytes() if torch.is_tensor(value) else value
    return found


@pytest.mark.parametrize("seed", range(200))
def test_every_call_of_a_sequence_can_be_gone_to_and_all_is_as_it_was(seed, monkeypatch):
    rng = random.Random(seed)
    monkeypatch.setattr(history, "SPACING", rng.choice([0.0, 0.005, 0.025]))
    trainer = Trainer(source=rng.choice([None, Digits(batch_size=4)]))
    moments = [trainer.snapshot()]
    for _ in range(16):
        make(trainer, random_call(rng))
        moments.append(trainer.snapshot())
    order = list(range(len(moments)))
    rng.shuffle(order)
    for call in (*order, len(moments) - 1):
        trainer.apply(GoTo(Moment(0, call)))
        found = trainer.snapshot()
        assert not differences(moments[call], found), f"after call {call}"
        assert found.timeline.now == Moment(0, call)


@pytest.mark.parametrize("accumulates", [False, True], ids=["zero_grad", "no zero_grad"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda spec: spec.line().partition(".")[2])
def test_the_next_steps_from_a_restored_moment_equal_the_uninterrupted_run(optimizer, accumulates):
    loop = LOOP[1:] if accumulates else LOOP
    trainer = Trainer(source=Digits(batch_size=2))
    trainer.apply(SetOptimizer(optimizer))
    calls = [(NextBatch(), *loop)[k % (len(loop) + 1)] for k in range(130 * (len(loop) + 1))]
    start = 30 * (len(loop) + 1) + 4  # in the middle of an iteration, with gradients and a graph
    for command in calls:
        trainer.apply(command, measured=False)
    end, expected = trainer.snapshot().timeline.now, bits(trainer)
    losses = trainer.curve().losses.tobytes()
    trainer.apply(GoTo(Moment(0, 1 + start)))
    for command in calls[start:]:
        trainer.apply(command, measured=False)
    assert bits(trainer) == expected
    assert trainer.curve().losses.tobytes() == losses
    # Whoever does what was done goes along the old way, so that nothing was written twice.
    timeline = trainer.snapshot().timeline
    assert timeline.now == end
    assert len(timeline.branches) == 1


def test_a_different_call_begins_a_branch_and_both_futures_stay():
    trainer = Trainer()
    for command in LOOP * 2:
        trainer.apply(command)
    old = trainer.snapshot()
    trainer.apply(GoTo(Moment(0, 5)))
    trainer.apply(Forward())
    trainer.apply(ComputeLoss())
    new = trainer.snapshot()
    first, second = new.timeline.branches
    assert (second.parent, second.fork, second.end) == (0, 5, 7)
    assert first.end == 10
    assert new.timeline.now == Moment(1, 7)
    trainer.apply(GoTo(Moment(0, 10)))
    assert not differences(old, trainer.snapshot())
    trainer.apply(GoTo(Moment(1, 7)))
    assert not differences(new, trainer.snapshot())


def test_every_loss_and_test_of_the_curve_tells_the_call_that_computed_it():
    trainer = Trainer(source=Digits(batch_size=4))
    for command in (Forward(), ComputeLoss(), Reset(), NextBatch(), *LOOP, Evaluate(20), *LOOP):
        trainer.apply(command)
    trainer.apply(GoTo(Moment(0, 10)))
    for command in (Forward(), ComputeLoss(), ComputeLoss(divide_by=4), Evaluate(20)):
        trainer.apply(command)
    snapshot = trainer.snapshot()
    assert (snapshot.curve.calls.tolist(), snapshot.curve.test_calls.tolist()) == (
        [7, 12, 13], [10, 14],
    )  # fmt: skip
    for call, loss in zip(snapshot.curve.calls.tolist(), snapshot.curve.losses, strict=True):
        place = snapshot.timeline.owner(1, call)
        branch = snapshot.timeline.branch(place.branch)
        assert branch.losses[call - branch.fork - 1] == loss
    trainer.apply(GoTo(Moment(1, 12)))
    assert trainer.snapshot().curve.calls.tolist() == [7, 12]


def test_a_branch_can_be_followed_from_before_it_forks_off():
    trainer = Trainer()
    for command in LOOP * 2:
        trainer.apply(command)
    trainer.apply(GoTo(Moment(0, 5)))
    trainer.apply(Forward())
    trainer.apply(GoTo(Moment(1, 3)))
    timeline = trainer.snapshot().timeline
    assert timeline.now == Moment(1, 3)
    assert timeline.owner(1, 3) == Moment(0, 3)
    assert timeline.end == Moment(1, 6)
    for command in (Backward(), OptimizerStep(), Forward()):
        trainer.apply(command)
    assert trainer.snapshot().timeline.now == Moment(1, 6)
    assert len(trainer.snapshot().timeline.branches) == 2


def test_a_rebuilt_graph_fails_as_the_old_one_does_where_the_weights_have_changed_since():
    calls = (Forward(), ComputeLoss(), Backward(retain_graph=True), OptimizerStep())
    trainer = Trainer()
    for command in calls:
        trainer.apply(command)
    expected = make(trainer, Backward())
    assert expected.kind is FailureKind.STALE_WEIGHTS
    trainer.apply(GoTo(Moment(0, 0)))
    trainer.apply(GoTo(Moment(0, 4)))
    assert make(trainer, Backward()) == expected


def test_a_rebuilt_graph_that_was_freed_is_freed():
    trainer = Trainer()
    for command in (Forward(), ComputeLoss(), Backward()):
        trainer.apply(command)
    trainer.apply(GoTo(Moment(0, 2)))
    trainer.apply(GoTo(Moment(0, 3)))
    assert make(trainer, Backward()).kind is FailureKind.GRAPH_FREED


def test_the_arrival_tells_what_was_done_again():
    trainer = Trainer()
    for command in LOOP:
        trainer.apply(command)
    assert trainer.snapshot().timeline.arrival is None
    trainer.apply(GoTo(Moment(0, 4)))
    arrival = trainer.snapshot().timeline.arrival
    assert arrival.origin == Moment(0, 5)
    assert arrival.rebuilt
    assert arrival.replayed == 4
    trainer.apply(GoTo(Moment(0, 1)))
    assert not trainer.snapshot().timeline.arrival.rebuilt
    trainer.apply(Forward())
    assert trainer.snapshot().timeline.arrival is None


def test_no_graph_is_said_to_be_rebuilt_where_there_was_none():
    trainer = Trainer()
    trainer.apply(Misuse(Mistake.FORWARD_NO_GRAD))
    trainer.apply(ZeroGrad())
    trainer.apply(GoTo(Moment(0, 1)))
    assert trainer.state.output is not None
    assert not trainer.snapshot().timeline.arrival.rebuilt


def test_a_call_that_failed_is_marked_and_replayed_as_a_failure():
    trainer = Trainer()
    make(trainer, Backward())
    trainer.apply(Forward())
    trainer.apply(GoTo(Moment(0, 1)))
    snapshot = trainer.snapshot()
    assert snapshot.last.failure.kind is FailureKind.NO_LOSS
    assert snapshot.timeline.branch(0).marks[0] & Mark.FAILED


@pytest.mark.parametrize(
    "moment", [Moment(0, 6), Moment(0, -1), Moment(7, 0)], ids=["later", "negative", "no branch"]
)
def test_a_moment_that_there_is_not_is_refused(moment):
    trainer = Trainer()
    for command in LOOP:
        trainer.apply(command)
    before = trainer.snapshot()
    with pytest.raises(InputError) as refused:
        trainer.apply(GoTo(moment))
    assert refused.value.problem is InputProblem.NO_SUCH_MOMENT
    assert not differences(before, trainer.snapshot())


def test_who_is_interrupted_on_the_way_stays_where_one_was():
    trainer = Trainer()
    for command in LOOP * 3:
        trainer.apply(command)
    before = trainer.snapshot()
    trainer.interrupted = lambda: True
    with pytest.raises(InterruptedError):
        trainer.apply(GoTo(Moment(0, 7)))
    trainer.interrupted = lambda: False
    assert not differences(before, trainer.snapshot())
    assert trainer.snapshot().timeline.now == Moment(0, 15)


def test_a_reset_can_be_undone():
    trainer = Trainer()
    for command in LOOP:
        trainer.apply(command)
    before = trainer.snapshot()
    trainer.apply(Reset(9))
    trainer.apply(Forward())
    trainer.apply(GoTo(Moment(0, 5)))
    assert not differences(before, trainer.snapshot())


def test_branches_are_named_and_dropped_with_what_forks_off_from_them():
    trainer = Trainer()
    for command in LOOP:
        trainer.apply(command)
    trainer.apply(GoTo(Moment(0, 3)))
    trainer.apply(Forward())
    trainer.apply(NameBranch(1, " again "))
    trainer.apply(GoTo(Moment(1, 4)))
    trainer.apply(ZeroGrad())
    trainer.apply(GoTo(Moment(1, 4)))
    trainer.apply(OptimizerStep())
    assert [branch.name for branch in trainer.snapshot().timeline.branches] == ["", "again", ""]
    with pytest.raises(InputError) as refused:
        trainer.apply(DropBranch(1))  # one is on a branch that forks off from it
    assert refused.value.problem is InputProblem.BRANCH_IN_USE
    trainer.apply(GoTo(Moment(0, 5)))
    trainer.apply(DropBranch(1))
    assert [branch.number for branch in trainer.snapshot().timeline.branches] == [0]
    with pytest.raises(InputError) as refused:
        trainer.apply(DropBranch(0))
    assert refused.value.problem is InputProblem.BRANCH_IN_USE


def test_two_moments_are_compared_bit_by_bit_without_going_there():
    trainer = Trainer()
    for command in LOOP * 2:
        trainer.apply(command)
    before = trainer.snapshot()
    trainer.apply(CompareMoments(Moment(0, 4), Moment(0, 9)))
    found = trainer.snapshot()
    assert not differences(before, found)
    compared = found.timeline.compared
    assert not compared.identical
    reference = Trainer()
    for command in LOOP[:4]:
        reference.apply(command)
    then = {n: (p.detach().clone(), p.grad.clone()) for n, p in reference.parameters.items()}
    for command in (*LOOP[4:], *LOOP[:4]):
        reference.apply(command)
    rows = {(row.part, row.name): row for row in compared.rows}
    for name, parameter in reference.parameters.items():
        for part, old, new in (
            ("parameter", then[name][0], parameter.detach()),
            ("grad", then[name][1], parameter.grad),
        ):
            row = rows[part, name]
            assert row.count == old.numel()
            assert row.changed == int((old != new).sum())
            assert row.largest == float((new.double() - old.double()).abs().max())
    trainer.apply(CompareMoments(Moment(0, 9), Moment(0, 9)))
    assert trainer.snapshot().timeline.compared.identical


def test_a_gradient_that_is_there_at_one_moment_only_is_said_to_be():
    trainer = Trainer()
    for command in LOOP:
        trainer.apply(command)
    trainer.apply(CompareMoments(Moment(0, 1), Moment(0, 5)))
    rows = trainer.snapshot().timeline.compared.rows
    found = [row for row in rows if row.part == "grad"]
    assert len(found) == 10
    assert all(row.changed is None and row.norms[0] is None and row.norms[1] > 0 for row in found)


def test_what_thinning_frees_is_given_back_a_lot_at_a_time(monkeypatch):
    monkeypatch.setattr(history, "SPACING", 0.0)
    monkeypatch.setattr(history, "WORTHWHILE", 8 * 2**20)
    given = []
    monkeypatch.setattr(history.heap, "give_back", lambda: given.append(True))
    trainer = Trainer()
    trainer.apply(SetHistoryBudget(16))
    made = 200  # states of 241 KiB: 47 MiB, of which 31 or a little more go again
    for _ in range(made):
        for command in LOOP:
            trainer.apply(command, measured=False)
    assert 3 <= len(given) <= 4


def test_the_memory_of_calls_and_losses_counts(monkeypatch):
    monkeypatch.setattr(history, "SPACING", float("inf"))  # no state is kept but the first
    trainer = Trainer()
    before = trainer.snapshot().timeline.bytes
    for _ in range(4000):
        trainer.apply(ComputeLoss() if trainer.state.output is not None else Forward())
    grown = trainer.snapshot().timeline.bytes - before
    # Of each call 38 bytes, of each loss 32, and a quarter more while there is room.
    assert 4000 * 38 < grown < 4001 * (38 + 32) * 1.25


@pytest.mark.parametrize("loop", [LOOP, LOOP[1:]], ids=["zero_grad", "no zero_grad"])
def test_within_a_small_budget_every_moment_is_reached_all_the_same(loop, monkeypatch):
    monkeypatch.setattr(history, "SPACING", 0.0)
    trainer = Trainer()
    trainer.apply(SetHistoryBudget(16))
    trainer.apply(SetOptimizer(Adam()))
    losses = []
    for _ in range(120):
        for command in loop:
            trainer.apply(command, measured=False)
        losses.append(trainer.state.loss.item())
    timeline = trainer.snapshot().timeline
    assert timeline.bytes <= timeline.budget == 16 * 2**20
    assert timeline.saved < 100  # of 120 or so
    for step in (1, 2, 60, 119, 7):
        trainer.apply(GoTo(Moment(0, 1 + step * len(loop))))
        assert trainer.state.step == step
        assert trainer.state.loss.item() == losses[step - 1]


@pytest.mark.parametrize("megabytes", [0, 15, 65537])
def test_a_budget_out_of_range_is_refused(megabytes):
    with pytest.raises(InputError):
        Trainer().apply(SetHistoryBudget(megabytes))


def test_a_watch_has_the_record_that_it_had_then():
    trainer = Trainer()
    trainer.apply(SetWatches((Watch("loss"),)))
    for command in LOOP * 3:
        trainer.apply(command)
    whole = trainer.snapshot().watches[0]
    trainer.apply(GoTo(Moment(0, 10)))
    cut = trainer.snapshot().watches[0]
    assert cut.values.tolist() == whole.values.tolist()[:2]
    for command in LOOP:
        trainer.apply(command)
    assert trainer.snapshot().watches[0].values.tolist() == whole.values.tolist()


def test_a_watch_that_was_set_later_stays_where_one_goes_back():
    trainer = Trainer()
    for command in LOOP * 2:
        trainer.apply(command)
    trainer.apply(SetWatches((Watch("step"),)))
    trainer.apply(GoTo(Moment(0, 5)))
    assert trainer.snapshot().watches[0].value == 1


def test_settings_of_who_looks_on_are_no_calls():
    trainer = Trainer()
    trainer.apply(SetWatches((Watch("loss"),)))
    assert trainer.snapshot().timeline.now == Moment(0, 0)


def test_measurements_are_not_made_again_on_the_way(monkeypatch):
    trainer = Trainer(source=Digits(batch_size=4))
    trainer.apply(Forward())
    trainer.apply(Evaluate(50))
    expected = trainer.snapshot()
    trainer.apply(Forward())
    monkeypatch.setattr("lenet_gui.core.batches.Feed.test_batches", lambda *_: [])
    trainer.apply(GoTo(Moment(0, 2)))
    assert not differences(expected, trainer.snapshot())


def test_a_data_set_is_not_read_again_on_the_way(monkeypatch):
    trainer = Trainer()
    trainer.apply(LoadInput(Digits(batch_size=4)))
    trainer.apply(Forward())
    expected = trainer.snapshot()
    monkeypatch.setattr("lenet_gui.core.batches.shipped_digits", lambda: pytest.fail("read again"))
    trainer.apply(GoTo(Moment(0, 1)))
    trainer.apply(GoTo(Moment(0, 2)))
    assert not differences(expected, trainer.snapshot())


def test_the_record_of_gradients_ends_at_the_moment_and_goes_on_from_there():
    trainer = Trainer()
    for command in LOOP * 4:
        trainer.apply(command)
    whole = trainer.snapshot().gradient_history
    trainer.apply(GoTo(Moment(0, 10)))
    cut = trainer.snapshot().gradient_history
    assert cut.moments.tobytes() == whole.moments[:2].tobytes()
    assert (cut.seen, cut.recorded) == (2, 2)
    for command in LOOP[1:] * 2:  # without zero_grad: another branch
        trainer.apply(command)
    other = trainer.snapshot().gradient_history
    assert other.moments["call"].tolist() == [4, 9, 13, 17]
    trainer.apply(GoTo(Moment(0, 20)))
    assert trainer.snapshot().gradient_history.moments.tobytes() == whole.moments.tobytes()


def test_lines_of_an_edited_program_come_back_with_their_time():
    trainer = Trainer()
    trainer.apply(Forward())
    trainer.apply(SetProgram(Program((Line(Forward()),))))
    trainer.apply(GoTo(Moment(0, 1)))
    assert trainer.counter.program == CANONICAL
    trainer.apply(GoTo(Moment(0, 2)))
    assert trainer.counter.program.lines == (Line(Forward()),)


def test_a_branch_knows_no_alarm_of_what_its_parent_went_on_to_do():
    trainer = Trainer()
    trainer.apply(SetOptimizer(SGD(lr=0.0)))
    for command in LOOP[:4]:
        trainer.apply(command)
    trainer.apply(OptimizerStep())  # it leaves every parameter as it was
    assert any(view.count for view in trainer.snapshot().alarms)
    trainer.apply(GoTo(Moment(0, 5)))
    trainer.apply(ZeroGrad())
    branch = trainer.snapshot()
    assert not any(view.count for view in branch.alarms)
    trainer.apply(GoTo(Moment(0, 6)))
    trainer.apply(GoTo(Moment(1, 6)))
    assert not differences(branch, trainer.snapshot())


def test_a_call_with_minus_zero_is_another_one_than_with_zero():
    trainer = Trainer()
    for vector in ((0.0,) * 10, (-0.0,) * 10):
        for command in (ZeroGrad(), Forward(), BackwardOutput(vector=vector)):
            trainer.apply(command)
    expected = bits(trainer)
    trainer.apply(GoTo(Moment(0, 0)))
    trainer.apply(GoTo(Moment(0, 6)))
    assert bits(trainer) == expected
    assert repr(trainer.snapshot().last.command.vector[0]) == "-0.0"


def test_a_comparison_that_is_interrupted_leaves_the_number_of_threads(monkeypatch):
    monkeypatch.setattr(history, "SPACING", float("inf"))
    trainer = Trainer()
    for command in (SetThreads(2), Forward(), SetThreads(1), Forward()):
        trainer.apply(command)
    asked = []
    trainer.interrupted = lambda: asked.append(1) or len(asked) > 3  # on the way to the second
    with pytest.raises(InterruptedError):
        trainer.apply(CompareMoments(Moment(0, 2), Moment(0, 4)))
    assert torch.get_num_threads() == 1


def tensors_of(checkpoint):
    """All tensors that can be reached from a kept state, but for graphs and records."""
    found, todo, seen = {}, [checkpoint], set()
    while todo:
        value = todo.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if torch.is_tensor(value):
            found[id(value)] = value
        elif isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list | tuple):
            todo += value
        elif type(value).__module__.startswith("lenet_gui.core"):
            slots = [n for k in type(value).__mro__ for n in getattr(k, "__slots__", ())]
            todo += [getattr(value, name, None) for name in slots]
            todo += getattr(value, "__dict__", {}).values()
    return found


@pytest.mark.parametrize("measured", [False, True])
def test_all_tensors_of_the_states_that_are_kept_are_counted(measured, monkeypatch):
    monkeypatch.setattr(history, "SPACING", 0.0)
    trainer = Trainer(source=Digits(batch_size=64))
    trainer.apply(SetOptimizer(Adam()))
    for command in (*LOOP, NextBatch()) * 8:
        trainer.apply(command, measured=measured)
    states = [s for kept in trainer._history.kept_states().values() for s in kept]
    held = {k: t for state in states for k, t in tensors_of(state).items()}
    timeline = trainer.snapshot().timeline
    assert len(states) == timeline.saved == 9
    small = sum(state.vectors.nbytes for state in states)  # of the overhead
    total = sum(tensor.nbytes for tensor in held.values()) - small
    assert total <= timeline.bytes - OVERHEAD * len(states)


def test_a_data_set_that_is_opened_again_is_held_once():
    trainer = Trainer(source=Digits())
    first = trainer.state.feed.data
    for part in (Part.TEST, Part.TRAIN):
        trainer.apply(LoadInput(Digits(batch_size=4, part=part)))
        feed = trainer.state.feed
        assert feed.data is first
        expected = Trainer(source=Digits(batch_size=4, part=part)).state.feed
        for _ in range(2):
            assert torch.equal(feed.batch.images, expected.batch.images)
            assert feed.batch.indices == expected.batch.indices
            feed.advance()
            expected.advance()


def test_a_kept_loss_has_its_graph_though_that_was_freed_after_the_moment(monkeypatch):
    monkeypatch.setattr(history, "SPACING", 0.0)
    keep = Misuse(Mistake.KEEP_LOSS)
    trainer = Trainer()
    for command in (Forward(), ComputeLoss(), keep, ComputeLoss(), Forward()):
        trainer.apply(command)
    trainer.apply(Backward())  # of the second loss: frees what the kept one needs, too
    trainer.apply(GoTo(Moment(0, 5)))
    for command in (ComputeLoss(), keep):
        trainer.apply(command)
    expected = trainer.snapshot()
    trainer.apply(GoTo(Moment(0, 0)))
    trainer.apply(GoTo(Moment(1, 7)))
    assert not differences(expected, trainer.snapshot())


def test_a_branch_can_fork_off_from_a_branch_more_often_than_a_recursion_can_go():
    record = BranchRecord(0, None, 0, 0.01)
    for number in range(1, 3000):
        record = BranchRecord(number, record, number, 0.01)
    assert [branch.number for branch in record.line] == list(range(3000))
    assert record.owner(17).number == 16
