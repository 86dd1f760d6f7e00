import numpy as np
import pytest
import torch
from torch import nn

from lenet_gui.core.commands import Backward, CompareZeroGrad, ComputeLoss, Forward
from lenet_gui.core.errors import InputError
from lenet_gui.core.trainer import Trainer
from tests.core import oracle


def plain_losses(zero_grad: bool, steps: int, momentum: float = 0.0) -> list[float]:
    start = oracle.tutorial(0)
    optimizer = torch.optim.SGD(start.net.parameters(), lr=0.01, momentum=momentum)
    losses = []
    for k in range(steps + 1):
        if zero_grad:
            optimizer.zero_grad()
        loss = nn.MSELoss()(start.net(start.x), start.y)
        losses.append(loss.item())
        if k < steps:
            loss.backward()
            optimizer.step()
    return losses


def test_its_three_curves_are_those_of_plain_loops():
    trainer = Trainer(seed=0)
    trainer.apply(CompareZeroGrad(steps=15))
    without, with_it, momentum = trainer.snapshot().comparison.curves
    assert without.losses.tolist() == plain_losses(False, 15)
    assert with_it.losses.tolist() == plain_losses(True, 15)
    assert momentum.losses.tolist() == plain_losses(True, 15, momentum=1.0)
    assert not np.concatenate([without.calls, with_it.calls, momentum.calls]).any()


def test_it_finds_the_swing_that_the_tutorial_did_not_wait_for():
    trainer = Trainer(seed=0)
    trainer.apply(CompareZeroGrad(steps=30))
    comparison = trainer.snapshot().comparison
    losses = comparison.curves[0].losses
    assert comparison.lowest_step == int(np.argmin(losses[:12]))
    assert comparison.highest_step == comparison.lowest_step + int(
        np.argmax(losses[comparison.lowest_step : comparison.lowest_step + 5])
    )
    assert comparison.losses_identical
    assert comparison.parameters_identical
    assert comparison.parameter_count == 61706


def test_it_leaves_the_network_at_hand_alone():
    trainer = Trainer(seed=0)
    for command in (Forward(), ComputeLoss(), Backward(retain_graph=True)):
        trainer.apply(command)
    before = trainer.snapshot()
    trainer.apply(CompareZeroGrad(steps=3))
    after = trainer.snapshot()
    assert after.graph == before.graph
    assert after.curve.losses.tolist() == before.curve.losses.tolist()
    for name, gradient in before.gradients.items():
        assert gradient.tobytes() == after.gradients[name].tobytes()


def test_it_needs_at_least_one_step():
    with pytest.raises(InputError):
        Trainer().apply(CompareZeroGrad(steps=0))


def test_it_can_be_interrupted_and_then_changes_nothing():
    trainer = Trainer()
    asked = iter([False] * 5)
    trainer.interrupted = lambda: next(asked, True)
    with pytest.raises(InterruptedError):
        trainer.apply(CompareZeroGrad(steps=50))
    assert trainer.snapshot().comparison is None
    assert trainer.snapshot().calls == 0


@pytest.mark.parametrize(
    "command",
    [CompareZeroGrad(1001), CompareZeroGrad(2, lr=float("nan")), CompareZeroGrad(2, lr=-0.1)],
)
def test_a_comparison_that_would_take_minutes_or_has_no_learning_rate_is_refused(command):
    with pytest.raises(InputError):
        Trainer().apply(command)
