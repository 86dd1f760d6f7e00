"""Generated sequences of calls: after each, every account folds to its ``.grad``, to the last bit.

The oracle of a deposit is ``torch.autograd.grad`` of the same root, asked just before.
"""

from collections.abc import Mapping

import numpy as np
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import Tensor

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.errors import CallError
from lenet_gui.core.inputs import Digits
from lenet_gui.core.ledger_view import EntryKind
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.trainer import Trainer

PATH = [Forward(), ComputeLoss(), Backward()]
CALLS = st.sampled_from([
    *PATH, *PATH, *PATH, Backward(retain_graph=True), Backward(retain_graph=True),
    BackwardOutput(seed=1), BackwardOutput(seed=2, retain_graph=True), ComputeLoss(divide_by=3),
    ZeroGrad(), ZeroGrad(set_to_none=False), ZeroGrad(of=ZeroGradOf.OPTIMIZER), NextBatch(),
    ClipGradNorm(0.5), ClipGradNorm(1000.0), OptimizerStep(), OptimizerStep(UpdateRule.MANUAL),
    *map(Misuse, (
        Mistake.EDIT_NO_GRAD, Mistake.AUTOGRAD_GRAD, Mistake.ADD_LOSS, Mistake.REPLACE_LAYER,
        Mistake.FREEZE, Mistake.UNFREEZE, Mistake.HOOK, Mistake.SCALED_BACKWARD, Mistake.UNSCALE,
        Mistake.WRITE_GRADIENT,
    )),
])  # fmt: skip


def expected_deposits(trainer: Trainer, command: Command) -> Mapping[str, Tensor] | None:
    """What the backward is to deposit, by `autograd.grad`; None: it refuses, or it is no oracle."""
    state = trainer.state
    match command:
        case Backward():
            root, vector = state.loss, None
        case BackwardOutput(seed=seed):
            root = state.output
            shape = (1, 10) if root is None else tuple(root.shape)
            vector = torch.randn(shape, generator=torch.Generator().manual_seed(seed))
        case _:
            return None
    asked = {n: p for n, p in trainer.parameters.items() if p.requires_grad}
    if root is None or not root.requires_grad:
        return None
    try:
        found = torch.autograd.grad(
            root, list(asked.values()), vector, retain_graph=True, allow_unused=True
        )
    except RuntimeError:
        return None
    return {n: g for n, g in zip(asked, found, strict=True) if g is not None}


def check_account(trainer: Trainer, name: str) -> None:
    """Fold the entries by hand, in numpy's float32, and compare."""
    account = trainer.state.ledger.view().accounts[name]
    gradient = trainer.parameters[name].grad
    value = np.zeros(tuple(trainer.parameters[name].shape), np.float32) if account.zeros else None
    for entry in account.entries:
        if entry.kind is EntryKind.SCALED:
            value = value * np.float32(entry.factor)
        elif entry.deposits:
            value = entry.values if value is None else value + entry.values
        else:
            value = entry.values
    assert account.proved
    assert account.explained
    assert (value is None) is (gradient is None)
    if value is not None:
        assert value.tobytes() == gradient.detach().numpy().tobytes()


@settings(
    max_examples=1000, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(calls=st.lists(CALLS, min_size=3, max_size=12), digits=st.booleans())
def test_every_account_folds_to_its_gradient_after_every_call(calls, digits):
    trainer = Trainer(source=Digits(batch_size=3) if digits else None)
    for command in calls:
        expected = expected_deposits(trainer, command)
        before = len(trainer.state.ledger.view().accounts["fc1.bias"].entries)
        try:
            trainer.apply(command)
        except CallError:
            assert expected is None
            expected = None
        for name in ("conv1.weight", "conv2.bias", "fc1.bias", "fc3.bias"):
            check_account(trainer, name)
        if expected is None:
            continue
        for name, account in trainer.state.ledger.view().accounts.items():
            if name in expected:
                newest = account.entries[-1].values
                assert newest.tobytes() == expected[name].contiguous().numpy().tobytes()
        assert len(trainer.state.ledger.view().accounts["fc1.bias"].entries) == before + 1
