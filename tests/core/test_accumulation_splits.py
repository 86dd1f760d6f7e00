"""Any split: the verdict against a float64 gradient of the whole batch, computed here."""

import copy
from itertools import pairwise

import numpy as np
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import nn

from lenet_gui.core.accumulation import AccumulationPlan, BenchAccumulation, Weighting
from lenet_gui.core.accumulation_report import Verdict
from lenet_gui.core.commands import LossKind, SetLoss
from lenet_gui.core.inputs import Digits
from lenet_gui.core.trainer import Trainer

BATCHES = (2, 3, 8, 20, 32)
UNIT = 2.0**-24


def length(values: np.ndarray) -> float:
    """The Euclidean norm; np.linalg.norm starts threads, which beside torch's take far longer."""
    return float(np.sqrt((values * values).sum()))


@st.composite
def splits(draw: st.DrawFn) -> tuple[int, tuple[int, ...], Weighting, LossKind, int]:
    batch = draw(st.sampled_from(BATCHES))
    cuts = draw(st.sets(st.integers(1, batch - 1), max_size=8))
    edges = [0, *sorted(cuts), batch]
    sizes = tuple(b - a for a, b in pairwise(edges))
    weighting = draw(st.sampled_from([Weighting.COUNT, Weighting.SHARE, Weighting.NONE]))
    loss = draw(st.sampled_from(LossKind))
    return batch, sizes, weighting, loss, draw(st.integers(0, 4))


def exact_gradient(net: nn.Module, trainer: Trainer, criterion: nn.Module) -> np.ndarray:
    """The whole batch's gradient in float64."""
    batch = trainer.state.feed.batch
    twin = copy.deepcopy(net).double()
    target = batch.labels if isinstance(criterion, nn.CrossEntropyLoss) else batch.target.double()
    criterion(twin(batch.images.double()), target).backward()
    return torch.cat([p.grad.flatten() for p in twin.parameters()]).numpy()


def plain_gradient(net, trainer, criterion, sizes, weights) -> np.ndarray:
    """What a plain float32 loop over the micro-batches leaves in .grad."""
    batch = trainer.state.feed.batch
    twin = copy.deepcopy(net)
    target = batch.labels if isinstance(criterion, nn.CrossEntropyLoss) else batch.target
    pieces = zip(batch.images.split(sizes), target.split(sizes), weights, strict=True)
    for x, y, weight in pieces:
        (criterion(twin(x), y) * weight).backward()
    return torch.cat([p.grad.flatten() for p in twin.parameters()]).double().numpy()


@settings(
    max_examples=200, derandomize=True, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(splits())
def test_verdict_on_a_split_is_that_of_a_float64_gradient(split):
    batch, sizes, weighting, loss, seed = split
    trainer = Trainer(seed, source=Digits(batch_size=batch, seed=seed))
    trainer.apply(SetLoss(loss))
    trainer.apply(BenchAccumulation(AccumulationPlan(sizes, weighting=weighting)))
    found = trainer.snapshot().accumulation.finding
    criterion = getattr(nn, loss.value)()
    exact = exact_gradient(trainer.state.net, trainer, criterion)
    weights = {
        Weighting.COUNT: [1 / len(sizes)] * len(sizes),
        Weighting.SHARE: [size / batch for size in sizes],
        Weighting.NONE: [1.0] * len(sizes),
    }[weighting]
    plain = plain_gradient(trainer.state.net, trainer, criterion, sizes, weights)
    norm = length(exact)

    def apart(factor: float) -> float:
        return length(plain - factor * exact) / norm

    counts = {weight * batch / size for weight, size in zip(weights, sizes, strict=True)}
    if max(counts) - min(counts) > 1e-9:
        assert found.verdict is Verdict.WRONG
        # What rounding does to this network is some 1e-7; a wrong weight does far more.
        assert apart(found.factor) > 1e-4
    elif abs(max(counts) - 1) > 1e-9:
        assert found.verdict is Verdict.FACTOR
        assert abs(found.factor - len(sizes)) < 1e-9 * len(sizes)
        assert apart(len(sizes)) < 1e-4 * len(sizes)
        assert apart(1.0) > 0.5
    else:
        assert found.verdict in (Verdict.IDENTICAL, Verdict.ROUNDING)
        assert (found.verdict is Verdict.IDENTICAL) >= (len(sizes) == 1)
        assert found.exact < 1e-12
        whole = plain_gradient(trainer.state.net, trainer, criterion, (batch,), [1.0])
        rounding = length(whole - exact) / norm
        # No farther from the exact gradient than the whole batch's own is, but for its rounding
        # and for that of a sum (Higham, section 4.2); 4 for the luck of a single draw.
        assert apart(1.0) <= 4 * rounding + 4 * (len(sizes) + 1) * UNIT
