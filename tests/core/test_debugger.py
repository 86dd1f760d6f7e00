"""Breakpoints, conditions and watches of a real training, against what torch says."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    OptimizerStep,
    Reset,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError, InputError, InputProblem
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.program import CANONICAL, Break, SetProgram
from lenet_gui.core.running import Halt, HaltKind
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.trainer import Trainer
from lenet_gui.core.watch_problems import WatchProblem
from lenet_gui.core.watches import MAX_WATCHES, SetWatches, Watch

STEP = CANONICAL.find(OptimizerStep)


@pytest.fixture
def trainer() -> Trainer:
    return Trainer(seed=0)


def set_break(trainer: Trainer, stop: Break, line: int = STEP) -> None:
    program = CANONICAL.with_line(line, replace(CANONICAL.lines[line], stop=stop))
    trainer.apply(SetProgram(program))


def watch(trainer: Trainer, *texts: str, **options) -> None:
    trainer.apply(SetWatches(tuple(Watch(text, **options) for text in texts)))


def iterate(trainer: Trainer, count: int) -> list[tuple[int, Halt]]:
    """Run the program, and note at which updates it would have stopped, and why."""
    halts = []
    until = trainer.counter.iteration + count
    while trainer.counter.iteration < until:
        trainer.apply(trainer.counter.next_call())
        if trainer.halt is not None:
            halts.append((trainer.snapshot().step, trainer.halt))
    return halts


def views(trainer: Trainer) -> dict:
    return {view.watch.text: view for view in trainer.snapshot().watches}


def test_breakpoint_stops_before_its_line_at_every_iteration(trainer):
    set_break(trainer, Break())
    assert trainer.watchful
    assert iterate(trainer, 3) == [
        (k, Halt(HaltKind.BREAKPOINT, STEP, hits=k + 1)) for k in range(3)
    ]


def test_breakpoint_with_a_count_stops_from_that_hit_on(trainer):
    set_break(trainer, Break(hits=3))
    assert [step for step, _ in iterate(trainer, 5)] == [2, 3, 4]


def test_condition_stops_only_where_it_is_true(trainer):
    set_break(trainer, Break(condition="loss < 0.77"))
    losses = []
    plain = Trainer(seed=0)
    for _ in range(5):
        for command in (ZeroGrad(), Forward(), ComputeLoss()):
            plain.apply(command)
        losses.append(plain.snapshot().loss)
        plain.apply(Backward())
        plain.apply(OptimizerStep())
    expected = [k for k, loss in enumerate(losses) if loss < 0.77]
    assert [step for step, _ in iterate(trainer, 5)] == expected
    assert 0 < len(expected) < 5


def test_condition_without_a_value_is_not_true(trainer):
    set_break(trainer, Break(condition="norm(fc3.weight.grad) > 0"), CANONICAL.find(Forward))
    assert iterate(trainer, 2) == []  # zero_grad has just left None


def test_hits_are_counted_anew_after_a_reset(trainer):
    set_break(trainer, Break(hits=2))
    iterate(trainer, 1)
    trainer.apply(Reset())
    assert [step for step, _ in iterate(trainer, 2)] == [1]


@pytest.mark.parametrize("condition", ["loss <", "open('x')", "fc9.weight", "x" * 201])
def test_program_with_a_condition_that_cannot_be_read_is_refused(trainer, condition):
    before = trainer.snapshot()
    with pytest.raises(InputError) as refused:
        set_break(trainer, Break(condition=condition))
    assert refused.value.problem is InputProblem.BAD_EXPRESSION
    assert trainer.snapshot().program == before.program


def test_watch_shows_torchs_own_number_after_each_call(trainer):
    watch(trainer, "conv1.bias.grad[0]", "norm(conv1.weight.grad)", "loss", "version(fc3.weight)")
    for command in (Forward(), ComputeLoss(), Backward(), OptimizerStep()):
        trainer.apply(command)
    found = {text: view.value for text, view in views(trainer).items()}
    parameters = trainer.parameters
    assert found["conv1.bias.grad[0]"] == parameters["conv1.bias"].grad[0].item()
    norm = parameters["conv1.weight"].grad.double().norm().item()
    assert found["norm(conv1.weight.grad)"] == pytest.approx(norm, rel=1e-12)
    assert found["loss"] == trainer.snapshot().loss
    assert found["version(fc3.weight)"] == parameters["fc3.weight"]._version


def test_watch_without_a_value_says_why(trainer):
    watch(trainer, "norm(fc1.weight.grad)")
    view = views(trainer)["norm(fc1.weight.grad)"]
    assert view.value is None
    assert view.error.problem is WatchProblem.IS_NONE


def test_watch_records_each_change_with_its_update(trainer):
    watch(trainer, "loss")
    iterate(trainer, 4)
    view = views(trainer)["loss"]
    curve = trainer.snapshot().curve
    assert view.steps.tolist() == curve.steps.tolist()
    assert view.values.tolist() == curve.losses.tolist()
    assert not view.values.flags.writeable


def test_every_name_that_is_offered_can_be_watched(trainer):
    iterate(trainer, 1)
    for command in (Forward(), ComputeLoss(), Backward()):
        trainer.apply(command)
    names = sorted(trainer.snapshot().watchable - {"accuracy"})  # a random image has no classes
    for start in range(0, len(names), MAX_WATCHES):
        watch(trainer, *names[start : start + MAX_WATCHES])
        for name, view in views(trainer).items():
            assert view.error is None, name
            assert view.value is not None, name


def test_watched_array_is_a_copy(trainer):
    watch(trainer, "fc3.bias")
    value = views(trainer)["fc3.bias"].value
    with pytest.raises(ValueError, match="read-only"):
        value[0] = 1.0
    assert not np.shares_memory(value, trainer.parameters["fc3.bias"].detach().numpy())


def test_watch_that_becomes_true_stops_once(trainer):
    watch(trainer, "step >= 2", stops=True)
    halts = iterate(trainer, 5)
    assert [(step, halt.kind, halt.text) for step, halt in halts] == [
        (2, HaltKind.WATCH, "step >= 2")
    ]


def test_watch_that_is_true_already_does_not_stop(trainer):
    watch(trainer, "step >= 0", stops=True)
    assert iterate(trainer, 2) == []


def test_watch_that_does_not_stop_never_does(trainer):
    watch(trainer, "step >= 2")
    assert iterate(trainer, 4) == []


def test_watch_that_stays_keeps_its_record(trainer):
    watch(trainer, "loss")
    iterate(trainer, 3)
    trainer.apply(SetWatches((Watch("loss", stops=True), Watch("lr"))))
    assert len(views(trainer)["loss"].values) == 3


def test_record_begins_anew_with_a_reset(trainer):
    watch(trainer, "loss")
    iterate(trainer, 3)
    trainer.apply(Reset())
    assert len(views(trainer)["loss"].values) == 0


def test_watch_looks_after_a_call_that_fails(trainer):
    watch(trainer, "fc3.weight.grad is None", "conv1.weight.grad is None")
    trainer.apply(Forward())
    trainer.apply(ComputeLoss())
    with torch.no_grad():
        trainer.parameters["conv2.weight"].add_(1.0)  # backward fails there, half way
    with pytest.raises(CallError):
        trainer.apply(Backward())
    assert views(trainer)["fc3.weight.grad is None"].value is False
    assert views(trainer)["conv1.weight.grad is None"].value is True


def test_too_many_or_unreadable_watches_are_refused_and_change_nothing(trainer):
    watch(trainer, "loss")
    for texts in (["lr"] * (MAX_WATCHES + 1), ["lr", "__import__('os')"]):
        with pytest.raises(InputError):
            watch(trainer, *texts)
        assert list(views(trainer)) == ["loss"]


def test_watches_and_breakpoints_change_no_bit():
    watched, bare = Trainer(seed=0), Trainer(seed=0)
    watch(watched, "norm(fc1.weight.grad)", "output", "relu1", "version(fc3.bias)", stops=False)
    set_break(watched, Break(condition="loss < 0.7"))
    iterate(watched, 6)
    for _ in range(6):
        for command in (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep()):
            bare.apply(command, measured=False)
    one, other = watched.snapshot(), bare.snapshot()
    for name, values in one.parameters.items():
        assert values.tobytes() == other.parameters[name].tobytes()
        assert one.rows[0].version == other.rows[0].version


def test_number_that_stays_nan_is_recorded_once(trainer):
    watch(trainer, "log(0 - step - 1)")
    iterate(trainer, 3)
    assert len(views(trainer)["log(0 - step - 1)"].values) == 1


def test_version_of_a_gradient_that_is_none_has_no_value(trainer):
    watch(trainer, "version(fc3.weight.grad)")
    assert views(trainer)["version(fc3.weight.grad)"].error.problem is WatchProblem.IS_NONE
    iterate(trainer, 1)
    assert views(trainer)["version(fc3.weight.grad)"].value == (
        trainer.parameters["fc3.weight"].grad._version
    )


def test_muted_flag_is_left_out_and_nothing_else(trainer):
    trainer.apply(SetMuted(frozenset({Notice.STEP_WITHOUT_GRADIENTS})))
    assert trainer.apply(OptimizerStep()).notices == ()
    assert trainer.snapshot().muted == {Notice.STEP_WITHOUT_GRADIENTS}
    trainer.apply(Forward())
    assert trainer.apply(Forward()).notices == (Notice.GRAPH_REPLACED,)
    trainer.apply(SetMuted())
    assert trainer.apply(OptimizerStep()).notices == (Notice.STEP_WITHOUT_GRADIENTS,)
