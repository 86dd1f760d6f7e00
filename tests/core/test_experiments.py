"""Each experiment ends where it should, from whatever state, and a reset undoes it."""

import pytest

from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    LossKind,
    OptimizerStep,
    Reset,
    SetLoss,
    SetOptimizer,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError, FailureKind, WarningKind, warning_kind
from lenet_gui.core.experiments import CALLS, GROUPS, Experiment, group_of
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import Adam
from lenet_gui.core.snapshot import Notice, Outcome
from lenet_gui.core.trainer import Trainer
from tests.core import scripts

ENDS = {
    Experiment.SECOND_BACKWARD: FailureKind.GRAPH_FREED,
    Experiment.ZERO_GRAD_BETWEEN: FailureKind.GRAPH_FREED,
    Experiment.RETAINED_AGAIN: Notice.DEPOSIT_REPEATED,
    Experiment.OLD_OUTPUT: FailureKind.GRAPH_FREED,
    Experiment.STEP_BETWEEN: FailureKind.STALE_WEIGHTS,
    Experiment.MANUAL_STEP_BETWEEN: Notice.STALE_DATA,
    Experiment.EDIT_NO_GRAD: FailureKind.STALE_WEIGHTS,
    Experiment.EDIT_DATA: Notice.STALE_DATA,
    Experiment.DETACHED: FailureKind.NO_GRAPH,
    Experiment.NO_GRAD_FORWARD: FailureKind.NO_GRAPH,
    Experiment.NO_VECTOR: FailureKind.NOT_SCALAR,
    Experiment.WRONG_VECTOR: FailureKind.VECTOR_SHAPE,
    Experiment.FLOAT_BACKWARD: FailureKind.FLOAT_BACKWARD,
    Experiment.EVAL_MODE: Notice.EVAL_MODE,
    Experiment.OUTPUT_GRAD: WarningKind.NON_LEAF_GRAD,
    Experiment.RETAINED_LATE: Notice.RETAINED_LATE,
    Experiment.OUTPUT_FLAG: FailureKind.FLAG_OF_RESULT,
    Experiment.NUMPY: FailureKind.NUMPY_OF_GRAPH,
    Experiment.FORGOTTEN_ZERO_GRAD: Notice.STEP_ACCUMULATED,
    Experiment.ZERO_GRAD_BEFORE_STEP: Notice.STEP_WITHOUT_GRADIENTS,
    Experiment.LEAF_IN_PLACE: FailureKind.LEAF_IN_PLACE,
    Experiment.VIEW_IN_PLACE: FailureKind.VIEW_IN_PLACE,
    Experiment.FREEZE_BEFORE: Notice.FROZEN_SKIPPED,
    Experiment.FREEZE_AFTER: Notice.STALE_FROZEN,
    Experiment.AUTOGRAD_GRAD: Notice.GRADIENTS_RETURNED,
    Experiment.GRADIENT_SIZE: FailureKind.GRADIENT_SIZE,
    Experiment.GRADIENT_BY_HAND: Notice.GRADIENT_WRITTEN,
    Experiment.GRADIENT_HISTORY: Notice.GRADIENT_ALIAS,
    Experiment.HOOK_TWICE: Notice.HOOK_AGAIN,
    Experiment.DEAD_RELU: Notice.ZERO_GRADIENTS,
    Experiment.ZERO_LAYER: Notice.ZERO_GRADIENTS,
    Experiment.STEP_TWICE: Notice.STEP_REPEATED,
    Experiment.REPLACED_LAYER: Notice.ORPHANS,
    Experiment.REPLACED_LAYER_CLEARED: Notice.ORPHANS_KEPT,
    Experiment.REBIND: Notice.REBOUND,
    Experiment.ASSIGN_TENSOR: FailureKind.NOT_A_PARAMETER,
    Experiment.NAME_OF_DATA: Notice.NAME_OF_DATA,
    Experiment.NONE_BY_HAND: FailureKind.GRADIENT_NONE,
    Experiment.EXHAUSTED_OPTIMIZER: FailureKind.NO_PARAMETERS,
    Experiment.EXHAUSTED_CLIP: WarningKind.EMPTY_GENERATOR,
    Experiment.OPTIMIZER_OF_TENSOR: FailureKind.NOT_A_LIST,
    Experiment.CLIP_SCALED: Notice.GRADIENTS_SCALED,
    Experiment.UNSCALE_TWICE: FailureKind.UNSCALED_TWICE,
    Experiment.OVERFLOW: Notice.STEP_SKIPPED,
    Experiment.TARGET_SHAPE: Notice.TARGET_BROADCAST,
    Experiment.SMALL_IMAGE: FailureKind.IMAGE_SIZE,
    Experiment.COLOUR_IMAGE: FailureKind.CHANNELS,
    Experiment.NO_BATCH: Notice.BATCH_MISSING,
    Experiment.NO_CHANNEL: FailureKind.DIMENSIONS,
    Experiment.DOUBLE_INPUT: FailureKind.DTYPE,
    Experiment.CLASS_TOO_HIGH: FailureKind.TARGET_CLASS,
    Experiment.TOO_MANY_TARGETS: FailureKind.TARGET_COUNT,
    Experiment.FLOAT_CLASSES: FailureKind.TARGET_DTYPE,
    Experiment.SOFTMAX_FIRST: Notice.SOFTMAX_TWICE,
    Experiment.LOSS_CLASS: FailureKind.LOSS_CLASS,
    Experiment.ADDED_LOSSES: FailureKind.GRAPH_FREED,
    Experiment.ADDED_LOSSES_RETAINED: Notice.LOSSES_ADDED,
    Experiment.KEPT_LOSSES: Notice.GRAPHS_KEPT,
    Experiment.CREATE_GRAPH: WarningKind.CREATE_GRAPH,
    Experiment.COPIED_LOSS: FailureKind.COPY_OF_GRAPH,
}
"""What each one ends at."""

WITH_A_BATCH = {Experiment.TARGET_SHAPE: FailureKind.SHAPES_DIFFER}
"""Where four samples end otherwise than one: the column of 40 does not even broadcast."""


def play(trainer: Trainer, experiment: Experiment) -> list[Outcome]:
    """Its calls, up to the first that fails."""
    outcomes = []
    for command in CALLS[experiment]:
        try:
            outcomes.append(trainer.apply(command))
        except CallError:
            outcomes.append(trainer.state.last)
            break
    return outcomes


def told(outcome: Outcome) -> set:
    """All that an outcome tells."""
    failure = set() if outcome.failure is None else {outcome.failure.kind}
    return failure | set(outcome.notices) | {warning_kind(text) for text in outcome.warnings}


def test_every_experiment_is_listed_once_with_an_end():
    assert set(CALLS) == set(Experiment) == set(ENDS)
    assert sum(len(members) for members in GROUPS.values()) == len(Experiment)
    assert [group_of(experiment) for experiment in Experiment] == [
        group for group, members in GROUPS.items() for _ in members
    ]


def test_every_mistake_but_the_two_that_undo_one_is_in_an_experiment():
    used = {c.mistake for calls in CALLS.values() for c in calls if isinstance(c, Misuse)}
    assert set(Mistake) - used == {Mistake.TRAIN, Mistake.DROP_LOSSES}


@pytest.mark.parametrize("experiment", Experiment)
def test_experiment_ends_at_what_teaches(experiment):
    outcomes = play(Trainer(), experiment)
    assert len(outcomes) == len(CALLS[experiment])
    assert ENDS[experiment] in told(outcomes[-1])


@pytest.mark.parametrize("experiment", Experiment)
def test_experiment_does_what_its_lines_do_in_a_script(experiment):
    trainer = Trainer()
    last = play(trainer, experiment)[-1]
    script = scripts.run(scripts.start(), *CALLS[experiment])
    assert (last.failure.text if last.failure else "") == script.error
    assert last.warnings == script.warned
    for ours, theirs in zip(trainer.parameters.values(), script.net.parameters(), strict=True):
        assert ours.detach().numpy().tobytes() == theirs.detach().numpy().tobytes()
        assert (ours.grad is None) == (theirs.grad is None)
        if ours.grad is not None:
            assert ours.grad.detach().numpy().tobytes() == theirs.grad.detach().numpy().tobytes()


@pytest.mark.parametrize("experiment", Experiment)
def test_experiment_ends_alike_from_the_middle_of_a_session(experiment):
    trainer = Trainer(source=Digits(batch_size=4))
    for command in (
        SetLoss(LossKind.CROSS_ENTROPY), SetOptimizer(Adam()), Forward(), ComputeLoss(),
        Backward(retain_graph=True), OptimizerStep(), Forward(),
    ):  # fmt: skip
        trainer.apply(command)
    outcomes = play(trainer, experiment)
    assert WITH_A_BATCH.get(experiment, ENDS[experiment]) in told(outcomes[-1])


@pytest.mark.parametrize("experiment", Experiment)
def test_experiment_ends_alike_when_it_is_run_again(experiment):
    trainer = Trainer()
    play(trainer, experiment)
    assert ENDS[experiment] in told(play(trainer, experiment)[-1])


@pytest.mark.parametrize("experiment", Experiment)
def test_after_a_reset_the_state_is_a_fresh_start_to_the_last_bit(experiment):
    trainer, fresh = Trainer(), Trainer()
    play(trainer, experiment)
    play(trainer, experiment)
    trainer.apply(Reset())
    for commands in ((), (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())):
        for command in commands:
            assert trainer.apply(command) == fresh.apply(command)
        one, two = trainer.snapshot(), fresh.snapshot()
        assert one.rows == two.rows
        assert (one.graph, one.loss, one.step) == (two.graph, two.loss, two.step)
        assert (one.kept_losses, one.optimizer_state) == (0, two.optimizer_state)
        for name, values in two.parameters.items():
            assert one.parameters[name].tobytes() == values.tobytes()
            gradient = two.gradients[name]
            if gradient is None:
                assert one.gradients[name] is None
            else:
                assert one.gradients[name].tobytes() == gradient.tobytes()


def test_all_experiments_after_one_another_break_nothing():
    trainer = Trainer()
    for experiment in Experiment:
        play(trainer, experiment)
        trainer.snapshot()
    trainer.apply(Reset())
    assert trainer.snapshot().rows == Trainer().snapshot().rows
