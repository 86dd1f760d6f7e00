"""The lab numbers: known values of the tutorial's net at seed 0, from the project's notes.

Relative tolerance 1e-4, because other processors round otherwise; steps of extrema may shift
by one for the same reason.
"""

import numpy as np
import pytest

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ComputeLoss,
    Forward,
    OptimizerStep,
    SetOptimizer,
    UpdateRule,
    ZeroGrad,
)
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.trainer import Trainer


@pytest.fixture
def trainer() -> Trainer:
    return Trainer(seed=0)


def gradient_norm(gradients) -> float:
    return float(np.sqrt(sum((g.astype(float) ** 2).sum() for g in gradients.values())))


def losses(zero_grad: bool, steps: int, lr: float = 0.01, momentum: float = 0.0) -> np.ndarray:
    trainer = Trainer(seed=0)
    trainer.apply(SetOptimizer(SGD(lr=lr, momentum=momentum)))
    for _ in range(steps):
        if zero_grad:
            trainer.apply(ZeroGrad())
        for command in (Forward(), ComputeLoss(), Backward(), OptimizerStep()):
            trainer.apply(command, measured=False)
    return trainer.snapshot().curve.losses


def test_base_values(trainer):
    for command in (Forward(), ComputeLoss(), Backward()):
        trainer.apply(command)
    snapshot = trainer.snapshot()
    assert snapshot.loss == pytest.approx(0.794664, rel=1e-4)
    assert snapshot.gradient_norm == pytest.approx(1.166108, rel=1e-4)
    assert snapshot.gradients["conv1.bias"][:3] == pytest.approx(
        [-0.0041238, -0.0112364, 0.0023667], rel=1e-4
    )
    norms = [row.gradient_norm for row in snapshot.rows]
    assert norms == pytest.approx(
        [0.148433, 0.014993, 0.376432, 0.044695, 0.702934, 0.103549, 0.378459, 0.223843, 0.421676,
         0.563796], rel=1e-4,
    )  # fmt: skip


def test_lab_1_forgotten_zero_grad_is_faster_and_then_overshoots():
    forgot, cleared = losses(False, 60), losses(True, 60)
    assert forgot[[0, 1, 2, 5, 8, 9, 10, 11, 12]] == pytest.approx(
        [0.794664, 0.781018, 0.753994, 0.593024, 0.232963, 0.083056, 0.038912, 0.263728,
         0.548622], rel=1e-3,
    )  # fmt: skip
    assert cleared[[0, 1, 5, 10]] == pytest.approx(
        [0.794664, 0.781018, 0.725597, 0.650434], rel=1e-4
    )
    assert cleared[59] == pytest.approx(0.000489, rel=2e-2)
    assert forgot[:2].tolist() == cleared[:2].tolist()
    assert forgot[2] < cleared[2]


def test_lab_2_forgotten_zero_grad_is_momentum_1_to_the_last_bit():
    assert losses(False, 60).tolist() == losses(True, 60, momentum=1.0).tolist()


@pytest.mark.parametrize(
    ("lr", "step"), [(0.0025, 20), (0.005, 14), (0.01, 10), (0.02, 7), (0.04, 5)]
)
def test_lab_3_first_minimum_comes_with_the_square_root_of_the_learning_rate(lr, step):
    curve = losses(False, step + 4, lr)
    first = next(k for k in range(len(curve) - 1) if curve[k + 1] > curve[k])
    assert abs(first - step) <= 1


def test_lab_4_each_pass_through_a_retained_graph_adds_the_same_gradient(trainer):
    trainer.apply(Forward())
    trainer.apply(ComputeLoss())
    trainer.apply(Backward(retain_graph=True))
    once = trainer.snapshot().gradients
    for times in (2, 3, 4, 5):
        trainer.apply(Backward(retain_graph=True))
        for name, gradient in trainer.snapshot().gradients.items():
            assert gradient.tobytes() == (once[name] * np.float32(times)).tobytes()
    assert gradient_norm(trainer.snapshot().gradients) == pytest.approx(5 * 1.166108, rel=1e-4)


def test_lab_5_random_vector_then_loss_leaves_their_sum(trainer):
    trainer.apply(Forward())
    trainer.apply(ComputeLoss())
    trainer.apply(BackwardOutput(seed=5, retain_graph=True))
    vector_part = trainer.snapshot().gradients
    trainer.apply(ZeroGrad())
    trainer.apply(Backward(retain_graph=True))
    loss_part = trainer.snapshot().gradients
    trainer.apply(ZeroGrad())
    trainer.apply(BackwardOutput(seed=5, retain_graph=True))
    trainer.apply(Backward())
    both = trainer.snapshot().gradients
    assert gradient_norm(vector_part) == pytest.approx(6.650291, rel=1e-4)
    assert gradient_norm(loss_part) == pytest.approx(1.166108, rel=1e-4)
    assert gradient_norm(both) == pytest.approx(6.993832, rel=1e-4)
    dot = sum((vector_part[n].astype(float) * loss_part[n]).sum() for n in both)
    cosine = dot / gradient_norm(vector_part) / gradient_norm(loss_part)
    assert cosine == pytest.approx(0.214541, rel=1e-4)
    for name, gradient in both.items():
        assert gradient.tobytes() == (vector_part[name] + loss_part[name]).tobytes()


def test_lab_6_life_of_a_gradient(trainer):
    assert trainer.snapshot().gradients["conv1.bias"] is None
    for command in (Forward(), ComputeLoss(), Backward()):
        trainer.apply(command)
    before = trainer.parameters["conv1.bias"].grad
    trainer.apply(ZeroGrad(set_to_none=False))
    assert trainer.snapshot().gradients["conv1.bias"].tolist() == [0.0] * 6
    assert trainer.parameters["conv1.bias"].grad is before
    trainer.apply(ZeroGrad())
    assert trainer.snapshot().gradients["conv1.bias"] is None


def test_lab_7_zero_grad_between_backward_and_step_changes_nothing(trainer):
    start = trainer.snapshot().parameters
    for _ in range(5):
        for command in (Forward(), ComputeLoss(), Backward(), ZeroGrad(), OptimizerStep()):
            trainer.apply(command)
    snapshot = trainer.snapshot()
    assert snapshot.curve.losses == pytest.approx([0.7946642637] * 5, rel=1e-6)
    assert len(set(snapshot.curve.losses.tolist())) == 1
    for name, values in start.items():
        assert values.tobytes() == snapshot.parameters[name].tobytes()


def test_lab_13_manual_rule_differs_from_sgd_by_a_few_units_in_the_last_place():
    after = {}
    for rule in UpdateRule:
        trainer = Trainer(seed=0)
        for command in (Forward(), ComputeLoss(), Backward(), OptimizerStep(rule)):
            trainer.apply(command)
        after[rule] = trainer.snapshot()
    manual, by_optimizer = after[UpdateRule.MANUAL], after[UpdateRule.OPTIMIZER]
    ulps = max(
        int(
            np.abs(
                values.view(np.int32).astype(np.int64)
                - by_optimizer.parameters[name].view(np.int32)
            )[np.abs(values) > 1e-3].max(initial=0)
        )
        for name, values in manual.parameters.items()
    )
    assert ulps <= 4
    assert [row.version for row in manual.rows] == [1] * 10
    assert [row.version for row in by_optimizer.rows] == [2] * 10
