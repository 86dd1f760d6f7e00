"""What the Inspector gets at once: the number, the step, and the comparison."""

import torch
from torch import nn

from lenet_gui.core.commands import Backward, ComputeLoss, Forward, OptimizerStep
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.trainer import Trainer

NUMBER = Element(Quantity.GRADIENT, "fc3.bias", (4,))


def after_backward() -> Trainer:
    trainer = Trainer(seed=0)
    for command in (Forward(), ComputeLoss(), Backward(), Inspect(NUMBER)):
        trainer.apply(command)
    return trainer


def test_gradient_comes_with_the_step_that_it_would_make():
    trainer = after_backward()
    inspection = trainer.snapshot().inspection
    assert inspection is not None
    assert inspection.update is not None
    assert not inspection.update.done
    copy = nn.Parameter(trainer.parameters["fc3.bias"].detach().clone())
    copy.grad = torch.as_tensor(trainer.snapshot().gradients["fc3.bias"].copy())
    torch.optim.SGD([copy], lr=0.01).step()
    assert inspection.update.rules[0].torch_weight == copy[4].item()


def test_activation_comes_without_a_step():
    trainer = after_backward()
    trainer.apply(Inspect(Element(Quantity.ACTIVATION, "relu1", (0, 2, 3, 4))))
    inspection = trainer.snapshot().inspection
    assert inspection is not None
    assert inspection.update is None


def test_comparison_with_finite_differences_lasts_until_the_next_call():
    trainer = after_backward()
    trainer.apply(CheckGradient("fc3.bias", (4,)))
    inspection = trainer.snapshot().inspection
    assert inspection is not None
    assert inspection.check is not None
    trainer.apply(OptimizerStep())
    inspection = trainer.snapshot().inspection
    assert inspection is not None
    assert inspection.check is None
