"""The ranked misconceptions: each with the path that produces it here, and what is seen there.

A row is a function: its docstring is the path, its name says what is believed or asked.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from lenet_gui.core.alarms import Alarm
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    CompareZeroGrad,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    Reset,
    SetOptimizer,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError, FailureKind, WarningKind, warning_kind
from lenet_gui.core.experiments import CALLS, Experiment
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.program import CANONICAL, Program, SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.snapshot import GradientState, NoneReason, Notice, Outcome
from lenet_gui.core.trainer import Trainer

START = (ZeroGrad(), Forward(), ComputeLoss())
KEEP = Backward(retain_graph=True)

MISSING = {
    10: "padding tokens: LeNet has images, every one of which counts",
    33: "batch norm: LeNet has none, so accumulation is exact here",
    34: "dropout: LeNet has none",
}
"""Rows that cannot be produced, and why."""

ROWS: dict[int, Callable[[], None]] = {}


def row(number: int):
    def list_it(check):
        assert number not in ROWS
        ROWS[number] = check
        return check

    return list_it


def apply_all(trainer: Trainer, *commands) -> Outcome:
    for command in commands:
        outcome = trainer.apply(command)
    return outcome


def play(experiment: Experiment, trainer: Trainer | None = None) -> tuple[Trainer, Outcome]:
    trainer = trainer or Trainer()
    for command in CALLS[experiment]:
        try:
            trainer.apply(command)
        except CallError:
            break
    return trainer, trainer.state.last


def run(trainer: Trainer, program: Program, iterations: int) -> None:
    """Whole iterations of a program."""
    trainer.apply(SetProgram(program))
    end = trainer.counter.iteration + iterations
    while trainer.counter.iteration < end:
        trainer.apply(trainer.counter.next_call())


def run_to_step(trainer: Trainer, program: Program) -> None:
    """One iteration up to its step."""
    trainer.apply(SetProgram(program))
    while not isinstance(trainer.counter.next_call(), OptimizerStep):
        trainer.apply(trainer.counter.next_call())


def flat(arrays) -> np.ndarray:
    return np.concatenate([array.astype(float).ravel() for array in arrays.values()])


def gradient(trainer: Trainer) -> np.ndarray:
    return flat(trainer.snapshot().gradients)


def norm(trainer: Trainer) -> float:
    return float(np.linalg.norm(gradient(trainer)))


def cosine(one: np.ndarray, two: np.ndarray) -> float:
    return float(one @ two / np.linalg.norm(one) / np.linalg.norm(two))


def digits(size: int = 8) -> Trainer:
    return Trainer(source=Digits(batch_size=size))


@row(1)
def without_zero_grad_it_trains_faster():
    """Experiment FORGOTTEN_ZERO_GRAD; the comparison with and without zero_grad."""
    trainer, last = play(Experiment.FORGOTTEN_ZERO_GRAD)
    assert last.notices == (Notice.STEP_ACCUMULATED,)
    trainer.apply(CompareZeroGrad(steps=15))
    comparison = trainer.snapshot().comparison
    assert comparison.losses_identical  # to those of momentum 1
    forgot, cleared, _ = (curve.losses for curve in comparison.curves)
    assert forgot[9] < cleared[9]
    assert forgot[12] > forgot[10]  # past the goal


@row(2)
def a_second_backward_needs_zero_grad():
    """Experiments SECOND_BACKWARD and ZERO_GRAD_BETWEEN."""
    for experiment in (Experiment.SECOND_BACKWARD, Experiment.ZERO_GRAD_BETWEEN):
        _, last = play(experiment)
        assert last.failure.kind is FailureKind.GRAPH_FREED
        assert last.failure.written == ()


@row(3)
def zero_grad_between_backward_and_step_is_harmless():
    """Experiment ZERO_GRAD_BEFORE_STEP."""
    start = Trainer().snapshot().parameters
    trainer, last = play(Experiment.ZERO_GRAD_BEFORE_STEP)
    assert last.notices == (Notice.STEP_WITHOUT_GRADIENTS,)
    assert (flat(trainer.snapshot().parameters) == flat(start)).all()


@row(4)
def the_place_of_zero_grad_matters():
    """The line zero_grad moved through the usual loop in the program."""
    ends = []
    calls = [Forward(), ComputeLoss(), Backward(), OptimizerStep()]
    for place in range(5):
        lines = [line for line in CANONICAL.lines if not isinstance(line.call, ZeroGrad)][1:]
        assert [line.call for line in lines] == calls
        lines.insert(place, CANONICAL.lines[1])
        trainer = Trainer()
        apply_all(trainer, SetProgram(Program(tuple(lines))), Reset())
        run(trainer, trainer.counter.program, 3)
        ends.append(flat(trainer.snapshot().parameters))
    for place in (1, 2, 4):
        assert (ends[place] == ends[0]).all()
    assert (ends[3] == flat(Trainer().snapshot().parameters)).all()


@row(5)
def none_and_zeros_are_the_same():
    """zero_grad with and without set_to_none."""
    trainer = Trainer()
    seen = [trainer.snapshot().rows[0].gradient_state]
    for last in (Backward(), ZeroGrad(set_to_none=False), ZeroGrad()):
        apply_all(trainer, Forward(), ComputeLoss(), last)
        seen.append(trainer.snapshot().rows[0].gradient_state)
    assert seen == [
        GradientState.NONE, GradientState.VALUES, GradientState.ZEROS, GradientState.NONE,
    ]  # fmt: skip


@row(6)
def zero_gradients_are_harmless():
    """Adam; a step; zero_grad either way; a step."""
    for zero_grad, moves in ((ZeroGrad(), False), (ZeroGrad(set_to_none=False), True)):
        trainer = Trainer()
        apply_all(trainer, SetOptimizer(Adam()), *START, Backward(), OptimizerStep(), zero_grad)
        before = flat(trainer.snapshot().parameters)
        last = apply_all(trainer, OptimizerStep())
        assert ((flat(trainer.snapshot().parameters) != before).any()) == moves
        assert last.notices == (
            (Notice.STEP_ON_ZEROS,) if moves else (Notice.STEP_WITHOUT_GRADIENTS,)
        )


@row(7)
def micro_batches_need_no_division():
    """Recipes ACCUMULATE and ACCUMULATE_UNDIVIDED."""
    one, two = digits(), digits()
    run_to_step(one, PROGRAMS[Recipe.ACCUMULATE])
    run_to_step(two, PROGRAMS[Recipe.ACCUMULATE_UNDIVIDED])
    assert norm(two) == pytest.approx(4 * norm(one), rel=1e-6)


@row(8)
def with_adam_the_division_makes_no_difference():
    """The same recipes with SGD and with Adam."""
    apart = {}
    for spec in (SGD(lr=0.1), Adam()):
        ends = []
        for recipe in (Recipe.ACCUMULATE, Recipe.ACCUMULATE_UNDIVIDED):
            trainer = digits()
            trainer.apply(SetOptimizer(spec))
            start = flat(trainer.snapshot().parameters)
            run(trainer, PROGRAMS[recipe], 3)
            ends.append(flat(trainer.snapshot().parameters))
        apart[spec.name] = np.linalg.norm(ends[1] - ends[0]) / np.linalg.norm(ends[0] - start)
    assert 0 < apart["Adam"] < 0.1 < 1 < apart["SGD"]


@row(9)
def the_mean_of_micro_batch_means_is_the_mean():
    """Recipe ACCUMULATE over the two unequal batches of an epoch of digits."""
    size = 1000
    trainer = digits(size)
    data = trainer.snapshot().input.train_count
    assert size < data < 2 * size
    run_to_step(trainer, PROGRAMS[Recipe.ACCUMULATE].with_micro_batches(2))
    sizes, sums = [], np.zeros_like(gradient(trainer))
    check = digits(size)
    for _ in range(2):
        apply_all(check, NextBatch(), *START, Backward())
        sizes.append(check.snapshot().input.batch_size)
        sums += gradient(check) * sizes[-1]
    assert len(set(sizes)) == 2
    true = sums / sum(sizes)
    assert np.linalg.norm(gradient(trainer) - true) > 0.01 * np.linalg.norm(true)


@row(11)
def a_window_that_is_not_full_is_a_smaller_step():
    """Recipe ACCUMULATE, stepped call by call, with step pressed after 3 of 4 micro-batches."""
    whole, part = Trainer(), Trainer()
    run_to_step(whole, PROGRAMS[Recipe.ACCUMULATE])
    part.apply(SetProgram(PROGRAMS[Recipe.ACCUMULATE]))
    while part.state.accounts.deposits["fc3.bias"] < 3:
        part.apply(part.counter.next_call())
    assert norm(part) / norm(whole) == pytest.approx(0.75, rel=1e-6)
    part.apply(OptimizerStep())


@row(12)
def a_weight_can_be_changed_like_any_tensor():
    """Experiments LEAF_IN_PLACE and VIEW_IN_PLACE."""
    _, leaf = play(Experiment.LEAF_IN_PLACE)
    _, view = play(Experiment.VIEW_IN_PLACE)
    assert leaf.failure.kind is FailureKind.LEAF_IN_PLACE
    assert view.failure.kind is FailureKind.VIEW_IN_PLACE
    assert dict(leaf.failure.facts) == {"parameter": "fc3.weight"}


@row(13)
def a_retained_graph_survives_a_step():
    """Experiment STEP_BETWEEN."""
    trainer, last = play(Experiment.STEP_BETWEEN)
    assert last.failure.kind is FailureKind.STALE_WEIGHTS
    facts = dict(last.failure.facts)
    assert (facts["parameter"], facts["saved_version"], facts["version"]) == (
        "fc3.weight.T", "1", "2",
    )  # fmt: skip
    assert [row.version for row in trainer.snapshot().rows] == [2] * 10


@row(14)
def data_repairs_the_error():
    """Experiments MANUAL_STEP_BETWEEN and EDIT_DATA."""
    for experiment in (Experiment.MANUAL_STEP_BETWEEN, Experiment.EDIT_DATA):
        _, last = play(experiment)
        assert last.failure is None
        assert Notice.STALE_DATA in last.notices
        assert float(dict(last.facts)["difference"]) > 1e-3


@row(15)
def f_is_the_parameter_after_f_is_f_data_sub():
    """Experiment NAME_OF_DATA."""
    _, last = play(Experiment.NAME_OF_DATA)
    assert last.notices == (Notice.NAME_OF_DATA,)
    assert dict(last.facts) == {"same_object": "False", "same_memory": "True"}


@row(16)
def w_is_w_minus_lr_g_moves_w():
    """Experiments REBIND and ASSIGN_TENSOR."""
    _, last = play(Experiment.REBIND)
    assert last.notices == (Notice.REBOUND,)
    assert dict(last.facts)["moved"] == "0"
    _, last = play(Experiment.ASSIGN_TENSOR)
    assert last.failure.kind is FailureKind.NOT_A_PARAMETER


@row(17)
def why_a_scalar_and_what_is_the_vector():
    """Experiment NO_VECTOR; then backward from the output with the vector dL/d output."""
    trainer, last = play(Experiment.NO_VECTOR)
    assert last.failure.kind is FailureKind.NOT_SCALAR
    apply_all(trainer, *START)
    snapshot = trainer.snapshot()
    vector = 2 * (snapshot.output[0] - snapshot.input.target) / 10
    trainer.apply(BackwardOutput(vector=tuple(vector.tolist())))
    other = Trainer()
    apply_all(other, *START, Backward())
    assert gradient(trainer) == pytest.approx(gradient(other), rel=1e-4, abs=1e-8)


@row(18)
def the_random_vectors_gradient_is_gone_after_loss_backward():
    """Recipe VECTOR_THEN_LOSS."""
    trainer = Trainer()
    run_to_step(trainer, PROGRAMS[Recipe.VECTOR_THEN_LOSS])
    assert Notice.DEPOSIT_ADDED in trainer.state.last.notices
    assert [row.deposits for row in trainer.snapshot().rows] == [2] * 10
    other = Trainer()
    apply_all(other, *START, Backward())
    assert cosine(gradient(trainer), gradient(other)) < 0.9


@row(19)
def next_functions_0_of_the_last_layer_is_relu():
    """The Graph panel after loss."""
    trainer = Trainer()
    apply_all(trainer, *START)
    nodes = {node.path: node for node in trainer.snapshot().graph.nodes}
    addmm = "loss.grad_fn.next_functions[0][0]"
    assert nodes[addmm].name == "AddmmBackward0"
    assert nodes[f"{addmm}.next_functions[0][0]"].name == "AccumulateGrad"
    assert nodes[f"{addmm}.next_functions[0][0]"].variable == "fc3.bias"
    assert nodes[f"{addmm}.next_functions[1][0]"].name == "ReluBackward0"


@row(20)
def every_tensor_has_a_grad_after_backward():
    """Experiments OUTPUT_GRAD and RETAINED_LATE."""
    _, last = play(Experiment.OUTPUT_GRAD)
    assert [warning_kind(text) for text in last.warnings] == [WarningKind.NON_LEAF_GRAD]
    _, last = play(Experiment.RETAINED_LATE)
    assert last.notices == (Notice.RETAINED_LATE,)


@row(21)
def why_is_my_grad_none():
    """Experiments DETACHED, NO_GRAD_FORWARD and FREEZE_BEFORE, and the question at the account."""
    reasons = {}
    for experiment in (Experiment.DETACHED, Experiment.NO_GRAD_FORWARD, Experiment.FREEZE_BEFORE):
        trainer, _ = play(experiment)
        reasons[experiment] = trainer.snapshot().rows[0].none_reason
    assert list(reasons.values()) == [
        NoneReason.NO_GRAPH, NoneReason.NO_GRAPH, NoneReason.FROZEN,
    ]  # fmt: skip


@row(22)
def parameters_is_a_list():
    """Experiments EXHAUSTED_OPTIMIZER and EXHAUSTED_CLIP."""
    _, last = play(Experiment.EXHAUSTED_OPTIMIZER)
    assert last.failure.kind is FailureKind.NO_PARAMETERS
    trainer, last = play(Experiment.EXHAUSTED_CLIP)
    assert [warning_kind(text) for text in last.warnings] == [WarningKind.EMPTY_GENERATOR]
    assert norm(trainer) > 1.1  # nothing was clipped to 1


@row(23)
def the_optimizer_sees_a_new_layer():
    """Experiment REPLACED_LAYER."""
    trainer, last = play(Experiment.REPLACED_LAYER)
    assert last.notices == (Notice.ORPHANS,)
    rows = {row.name: row for row in trainer.snapshot().rows}
    assert (rows["fc3.weight"].owner, rows["fc3.weight"].update_count) == ("", 0)
    assert rows["fc2.weight"].update_count > 0


@row(24)
def both_zero_grads_do_the_same():
    """Experiment REPLACED_LAYER_CLEARED, then net.zero_grad()."""
    trainer, last = play(Experiment.REPLACED_LAYER_CLEARED)
    assert last.notices == (Notice.ORPHANS_KEPT,)
    held = [name for name, values in trainer.snapshot().gradients.items() if values is not None]
    assert held == ["fc3.weight", "fc3.bias"]
    trainer.apply(ZeroGrad())
    assert set(trainer.snapshot().gradients.values()) == {None}


@row(25)
def clip_after_each_micro_batch():
    """Recipes CLIP_ONCE and CLIP_EACH."""
    once, each = digits(1), digits(1)
    for trainer, recipe in ((once, Recipe.CLIP_ONCE), (each, Recipe.CLIP_EACH)):
        program = PROGRAMS[recipe]
        lines = tuple(
            replace(line, call=ClipGradNorm(0.02)) if isinstance(line.call, ClipGradNorm) else line
            for line in program.lines
        )
        run_to_step(trainer, replace(program, lines=lines))
    assert norm(once) == pytest.approx(0.02, rel=1e-3)
    assert norm(each) == pytest.approx(0.02, rel=1e-3)
    assert cosine(gradient(once), gradient(each)) < 0.999


@row(26)
def clip_before_unscale():
    """Experiment CLIP_SCALED, then the scaler's unscale_."""
    trainer, last = play(Experiment.CLIP_SCALED)
    assert last.notices == (Notice.GRADIENTS_SCALED,)
    assert norm(trainer) == pytest.approx(1, rel=1e-3)
    trainer.apply(Misuse(Mistake.UNSCALE))
    assert norm(trainer) == pytest.approx(1 / 65536, rel=1e-3)


@row(27)
def unscale_after_each_micro_batch():
    """Experiment UNSCALE_TWICE; and unscale_ in the middle of a window."""
    _, last = play(Experiment.UNSCALE_TWICE)
    assert last.failure.kind is FailureKind.UNSCALED_TWICE
    trainer = Trainer()
    scaled = Misuse(Mistake.SCALED_BACKWARD)
    apply_all(trainer, *START, scaled, Misuse(Mistake.UNSCALE))
    once = norm(trainer)
    apply_all(trainer, Forward(), ComputeLoss(), scaled)
    assert norm(trainer) / once == pytest.approx(65537, rel=1e-3)


@row(28)
def infinite_gradients_stop_the_training():
    """Experiment OVERFLOW."""
    start = flat(Trainer().snapshot().parameters)
    trainer, last = play(Experiment.OVERFLOW)
    assert last.notices == (Notice.STEP_SKIPPED,)
    assert dict(last.facts) == {"scale": "65536", "new_scale": "32768"}
    assert (flat(trainer.snapshot().parameters) == start).all()


@row(29)
def the_scheduler_counts_updates():
    """Recipes SCHEDULE and SCHEDULE_EACH."""
    rates = {}
    for recipe in (Recipe.SCHEDULE, Recipe.SCHEDULE_EACH):
        trainer = Trainer()
        trainer.apply(SetOptimizer(SGD(lr=0.1)))
        run(trainer, PROGRAMS[recipe], 5)
        rates[recipe] = trainer.snapshot().lr
    assert list(rates.values()) == [0.1, 0.025]  # 5 steps of the scheduler, and 20


@row(30)
def losses_may_be_added_up_over_iterations():
    """Experiments ADDED_LOSSES and ADDED_LOSSES_RETAINED."""
    _, last = play(Experiment.ADDED_LOSSES)
    assert last.failure.kind is FailureKind.GRAPH_FREED
    trainer, last = play(Experiment.ADDED_LOSSES_RETAINED)
    assert last.notices == (Notice.LOSSES_ADDED,)
    other = Trainer()
    apply_all(other, *START, Backward())
    assert norm(trainer) / norm(other) == pytest.approx(6, rel=1e-5)


@row(31)
def a_list_of_losses_is_a_list_of_numbers():
    """Experiment KEPT_LOSSES, then backward and losses.clear()."""
    trainer, last = play(Experiment.KEPT_LOSSES)
    assert last.notices == (Notice.GRAPHS_KEPT,)
    held = trainer.snapshot().kept_bytes
    assert held == int(dict(last.facts)["bytes"]) > 100_000
    trainer.apply(Backward())
    target = 4 * 10  # all three graphs hold it, and it is there once
    assert trainer.snapshot().kept_bytes == (held - target) * 2 // 3 + target
    trainer.apply(Misuse(Mistake.DROP_LOSSES))
    assert trainer.snapshot().kept_bytes == 0


@row(32)
def an_old_output_can_be_used_again():
    """Experiment OLD_OUTPUT."""
    _, last = play(Experiment.OLD_OUTPUT)
    assert last.failure.kind is FailureKind.GRAPH_FREED


@row(35)
def accumulated_and_full_batch_differ_in_the_last_bits():
    """Recipe ACCUMULATE with batches of 8, and one batch of 32 of the same images."""
    small, large = digits(8), Trainer()
    images, labels = [], []
    run_to_step(small, PROGRAMS[Recipe.ACCUMULATE])
    check = digits(8)
    for _ in range(4):
        check.apply(NextBatch())
        images.append(check.state.feed.batch.images)
        labels.append(check.state.feed.batch.target)
    nn.MSELoss()(large.state.net(torch.cat(images)), torch.cat(labels)).backward()
    one, two = gradient(small), gradient(large)
    assert (one != two).any()
    assert one == pytest.approx(two, rel=1e-3, abs=1e-7)


@row(36)
def k_backwards_are_k_times_the_gradient():
    """backward(retain_graph=True) pressed again and again."""
    trainer = Trainer()
    apply_all(trainer, *START, KEEP)
    once = gradient(trainer)
    for times in (2, 3, 4, 5):
        trainer.apply(KEEP)
        expected = (once.astype(np.float32) * np.float32(times)).astype(float)
        assert (gradient(trainer) == expected).all()


@row(37)
def retain_graph_is_a_good_habit():
    """Experiment RETAINED_AGAIN."""
    trainer, last = play(Experiment.RETAINED_AGAIN)
    assert last.notices == (Notice.DEPOSIT_REPEATED,)
    assert [row.deposits for row in trainer.snapshot().rows] == [2] * 10


@row(38)
def a_dead_relu_comes_back():
    """Experiment DEAD_RELU, with its alarm."""
    trainer = Trainer()
    hits = [hit for c in CALLS[Experiment.DEAD_RELU] for hit in trainer.apply(c).alarms]
    assert [(hit.alarm, hit.subject, hit.value) for hit in hits] == [
        (Alarm.DEAD_RELU, "relu4", 1.0)
    ]
    assert trainer.state.last.notices == (Notice.ZERO_GRADIENTS,)
    alive = [name for name, values in trainer.snapshot().gradients.items() if values.any()]
    assert alive == ["fc3.bias"]


@row(39)
def gradients_vanish_or_explode_unseen():
    """A learning rate of 5, with the alarm."""
    trainer = Trainer()
    trainer.apply(SetOptimizer(SGD(lr=5.0)))
    seen = set()
    for _ in range(4):
        for command in (*START, Backward(), OptimizerStep()):
            seen |= {hit.alarm for hit in trainer.apply(command).alarms}
    assert Alarm.UPDATE_RATIO in seen
    assert seen & {Alarm.EXPLODING, Alarm.NON_FINITE}


@row(40)
def relu_has_a_derivative_at_0():
    """Experiment ZERO_LAYER: every input of relu4 is exactly 0."""
    trainer, last = play(Experiment.ZERO_LAYER)
    assert not trainer.snapshot().activations["fc2"].any()
    assert last.notices == (Notice.ZERO_GRADIENTS,)
    assert not trainer.snapshot().gradients["fc2.bias"].any()


@row(41)
def eval_stops_gradients():
    """Experiment EVAL_MODE."""
    trainer, last = play(Experiment.EVAL_MODE)
    assert last.notices == (Notice.EVAL_MODE,)
    other = Trainer()
    apply_all(other, *START, Backward())
    assert (gradient(trainer) == gradient(other)).all()


@row(42)
def a_frozen_parameter_stays():
    """Experiment FREEZE_AFTER."""
    trainer, last = play(Experiment.FREEZE_AFTER)
    assert last.notices == (Notice.STALE_FROZEN,)
    first = trainer.snapshot().rows[0]
    assert (first.name, first.requires_grad) == ("conv1.weight", False)
    assert first.update_count > 0


@row(43)
def a_hook_registered_twice_is_called_once():
    """Experiment HOOK_TWICE."""
    trainer, last = play(Experiment.HOOK_TWICE)
    assert last.notices == (Notice.HOOK_AGAIN,)
    other = Trainer()
    apply_all(other, *START, Backward())
    ratio = trainer.snapshot().gradients["fc3.bias"] / other.snapshot().gradients["fc3.bias"]
    assert ratio == pytest.approx(100, rel=1e-5)


@row(44)
def a_list_of_grads_is_their_history():
    """Experiment GRADIENT_HISTORY; then either zero_grad."""
    trainer, last = play(Experiment.GRADIENT_HISTORY)
    assert last.notices == (Notice.GRADIENT_ALIAS,)
    first, second = trainer.state.left.history
    assert first is second
    kept = first.clone()
    trainer.apply(ZeroGrad())
    assert torch.equal(first, kept)
    trainer, _ = play(Experiment.GRADIENT_HISTORY)
    trainer.apply(ZeroGrad(set_to_none=False))
    assert not trainer.state.left.history[0].any()


@pytest.mark.parametrize("number", sorted(ROWS), ids=lambda n: f"{n}-{ROWS[n].__name__}")
def test_misconception_can_be_produced(number):
    ROWS[number]()


def test_41_of_the_44_are_produced_each_with_its_path_and_the_others_have_a_reason():
    assert ROWS.keys() | MISSING.keys() == set(range(1, 45))
    assert not ROWS.keys() & MISSING.keys()
    assert len(ROWS) == 41
    assert all(check.__doc__ for check in ROWS.values())
