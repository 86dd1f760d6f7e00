"""Each way to a gradient of None is told apart from the others."""

import pytest
import torch

from lenet_gui.core.commands import Backward, BackwardOutput, ComputeLoss, Forward, ZeroGrad
from lenet_gui.core.errors import CallError
from lenet_gui.core.snapshot import NoneReason
from lenet_gui.core.trainer import Trainer


@pytest.fixture
def trainer() -> Trainer:
    return Trainer(seed=0)


def reasons(trainer: Trainer, *commands) -> dict[str, NoneReason | None]:
    for command in commands:
        trainer.apply(command)
    return {row.name: row.none_reason for row in trainer.snapshot().rows}


def test_before_any_forward_nothing_was_computed(trainer):
    assert set(reasons(trainer).values()) == {NoneReason.NOTHING_COMPUTED}


@pytest.mark.parametrize("commands", [(Forward(),), (Forward(), ComputeLoss())])
def test_after_a_forward_backward_is_missing(trainer, commands):
    assert set(reasons(trainer, *commands).values()) == {NoneReason.NO_BACKWARD}


def test_gradient_that_is_there_has_no_reason(trainer):
    assert set(reasons(trainer, Forward(), ComputeLoss(), Backward()).values()) == {None}


def test_after_zero_grad_it_was_cleared(trainer):
    found = reasons(trainer, Forward(), BackwardOutput(), ZeroGrad())
    assert set(found.values()) == {NoneReason.CLEARED}


def test_frozen_parameter_is_frozen(trainer):
    trainer.parameters["conv1.weight"].requires_grad_(False)
    found = reasons(trainer, Forward(), ComputeLoss(), Backward())
    assert found.pop("conv1.weight") is NoneReason.FROZEN
    assert set(found.values()) == {None}


def test_all_frozen_still_names_the_freezing(trainer):
    for parameter in trainer.parameters.values():
        parameter.requires_grad_(False)
    assert set(reasons(trainer, Forward(), ComputeLoss()).values()) == {NoneReason.FROZEN}


def test_output_without_a_graph_leads_nowhere(trainer):
    trainer.apply(Forward())
    trainer.state.output = trainer.state.output.detach()
    assert set(reasons(trainer, ComputeLoss()).values()) == {NoneReason.NO_GRAPH}


def test_parameter_that_the_graph_does_not_reach_is_outside(trainer):
    for command in (Forward(), ComputeLoss()):
        trainer.apply(command)
    trainer.state.net.fc3 = torch.nn.Linear(84, 10)
    trainer.state.take_parameters()
    found = reasons(trainer, Backward())
    assert {name for name, r in found.items() if r is NoneReason.OUTSIDE} == {
        "fc3.weight", "fc3.bias",
    }  # fmt: skip
    assert {name for name, r in found.items() if r is None} == {
        name for name in found if not name.startswith("fc3")
    }


def test_parameter_that_a_failing_backward_did_not_reach_says_so(trainer):
    for command in (Forward(), ComputeLoss()):
        trainer.apply(command)
    with torch.no_grad():
        trainer.parameters["conv2.weight"].add_(1.0)
    with pytest.raises(CallError):
        trainer.apply(Backward())
    found = reasons(trainer)
    assert {name for name, reason in found.items() if reason is NoneReason.FAILED} == {
        "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias",
    }  # fmt: skip
    assert found["fc3.weight"] is None
