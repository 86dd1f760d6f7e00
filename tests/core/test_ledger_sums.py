"""The arithmetic that the ledger's panel shows, against PyTorch and against exact fractions."""

from fractions import Fraction

import numpy as np
import pytest
import torch

from lenet_gui.core.commands import (
    Backward,
    ClipGradNorm,
    ComputeLoss,
    Forward,
    NextBatch,
    ZeroGrad,
)
from lenet_gui.core.inputs import Digits
from lenet_gui.core.ledger_sums import (
    norm_levels,
    number_levels,
    reversed_sum,
    rounding,
    ulp,
)
from lenet_gui.core.ledger_view import Account
from lenet_gui.core.trainer import Trainer

BATCH = (NextBatch(), Forward(), ComputeLoss(), Backward())
CLIP = ClipGradNorm(0.3)


def account_after(*commands, name: str = "fc3.weight") -> tuple[Trainer, Account]:
    trainer = Trainer(source=Digits(batch_size=2))
    for command in commands:
        trainer.apply(command)
    return trainer, trainer.snapshot().ledger.accounts[name]


@pytest.mark.parametrize(
    "commands",
    [BATCH * 6, (*BATCH, CLIP, *BATCH), (*BATCH, ZeroGrad(False), *BATCH, *BATCH)],
    ids=["sum", "clipped", "from zeros"],
)
def test_the_last_level_of_each_number_is_the_gradients_own_bits(commands):
    trainer, account = account_after(*commands)
    gradient = trainer.parameters["fc3.weight"].grad.reshape(-1)
    for index in range(0, 840, 7):
        assert np.float32(number_levels(account, index)[-1].after) == gradient[index].numpy()


def test_each_level_is_what_pytorch_had_by_then():
    trainer = Trainer(source=Digits(batch_size=2))
    seen = []
    for command in (*BATCH, *BATCH, CLIP, *BATCH):
        trainer.apply(command)
        if isinstance(command, Backward | ClipGradNorm):
            seen.append(trainer.parameters["fc3.bias"].grad[4].item())
    account = trainer.snapshot().ledger.accounts["fc3.bias"]
    assert [level.after for level in number_levels(account, 4)] == seen


def test_the_norms_levels_end_at_the_norm():
    _, account = account_after(*BATCH, *BATCH, CLIP, *BATCH)
    levels = norm_levels(account)
    norm = float(np.linalg.norm(account.total.astype(np.float64)))
    assert levels[-1].after == pytest.approx(norm, rel=1e-6)
    assert sum(level.change for level in levels) == pytest.approx(norm, rel=1e-6)


def test_without_a_gradient_there_are_no_levels():
    _, account = account_after()
    assert norm_levels(account) == number_levels(account, 0) == ()


def test_a_rounding_is_the_exact_sum_and_at_most_half_an_ulp():
    _, account = account_after(*BATCH * 6)
    errors = []
    for index in range(840):
        for level in number_levels(account, index)[1:]:
            found = rounding(level, index)
            term = Fraction(float(level.entry.values.reshape(-1)[index]))
            assert found.exact == Fraction(level.before) + term
            assert abs(found.error) <= 0.5
            errors.append(found.error)
    assert any(errors)


def test_the_first_deposit_and_what_is_not_finite_are_not_rounded():
    _, account = account_after(*BATCH)
    assert rounding(number_levels(account, 0)[0], 0) is None


def test_an_ulp_is_the_spacing_of_float32():
    assert ulp(1.0) == 2.0**-23
    assert ulp(-1.5) == 2.0**-23
    assert ulp(0.75) == 2.0**-24


def test_the_reverse_order_is_pytorchs_own_sum_of_the_reversed_deposits():
    _, account = account_after(*BATCH * 6)
    parts = [torch.tensor(entry.values) for entry in reversed(account.entries)]
    total = parts[0].clone()
    for part in parts[1:]:
        total += part
    total = total.reshape(-1)
    found = [reversed_sum(account, index) for index in range(840)]
    assert found == total.tolist()
    assert found != account.total.reshape(-1).tolist()


def test_there_is_no_reverse_order_of_one_deposit_or_across_a_clipping():
    assert reversed_sum(account_after(*BATCH)[1], 0) is None
    assert reversed_sum(account_after(*BATCH, CLIP, *BATCH)[1], 0) is None
