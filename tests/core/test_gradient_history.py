"""The record of the gradients, held against plain PyTorch and against counting one by one."""

import dataclasses
import math

import numpy as np
import pytest
import torch

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    ComputeLoss,
    Forward,
    OptimizerStep,
    Reset,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError
from lenet_gui.core.gradient_history import Cause, moment_type
from lenet_gui.core.gradient_record import CAPACITY, FIRST, NEWEST, SHARE, GradientRecord
from lenet_gui.core.log_bins import BINS, LOWEST, SIDE
from lenet_gui.core.trainer import Trainer
from tests.core import oracle

ITERATION = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())


BYTES = 5480
"""What `moment_type` and `CAPACITY` say of LeNet."""


class Clock:
    """A clock that a test moves, and that moves on by itself while the record measures."""

    def __init__(self, tick: float = 0.0) -> None:
        self.now = 0.0
        self._tick = tick

    def __call__(self) -> float:
        self.now += self._tick
        return self.now


@pytest.fixture
def trainer() -> Trainer:
    return Trainer(seed=0)


def apply_all(trainer: Trainer, *commands, measured: bool = True) -> None:
    for command in commands:
        trainer.apply(command, measured=measured)


def history(trainer: Trainer):
    return trainer.snapshot().gradient_history


def bins_of(values: torch.Tensor) -> list[int]:
    """Each number's bin from its logarithm, written without bits."""
    found = [0] * BINS
    for value in values.flatten().tolist():
        if value:
            mantissa, exponent = math.frexp(abs(value))
            place = min(SIDE - 1, max(0, 2 * (exponent - 1 - LOWEST) + (mantissa >= 0.75)))
            found[SIDE + place if value > 0 else SIDE - 1 - place] += 1
    return found


def one(value: float = 1.0) -> dict[str, torch.Tensor]:
    """A network of one parameter of one entry, whose gradient is `value`."""
    parameter = torch.zeros(1, requires_grad=True)
    parameter.grad = torch.full((1,), value)
    return {"w": parameter}


def add(record: GradientRecord, parameters, *, measured: bool = False, **facts) -> None:
    facts = {"step": 0, "call": 0, "deposits": 1, "cause": Cause.BACKWARD} | facts
    if record.is_due(facts["cause"], measured=measured):
        record.add(parameters, **facts)


def test_there_is_no_moment_before_the_first_backward(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), ClipGradNorm(), ZeroGrad())
    found = history(trainer)
    assert (len(found), found.seen, found.recorded) == (0, 0, 0)


def test_each_backward_is_recorded_as_plain_pytorch_computes_it(trainer):
    apply_all(trainer, *ITERATION * 3)
    found = history(trainer)
    start = oracle.tutorial(0)
    optimizer = torch.optim.SGD(start.net.parameters(), lr=0.01)
    for moment in found.moments:
        start.net.zero_grad()
        torch.nn.functional.mse_loss(start.net(start.x), start.y).backward()
        for index, parameter in enumerate(start.net.parameters()):
            gradient = parameter.grad
            assert moment["counts"][index].tolist() == bins_of(gradient)
            assert moment["zeros"][index] == int((gradient == 0).sum())
            for name, tensor in (("norm", gradient), ("weight_norm", parameter.detach())):
                expected = torch.linalg.vector_norm(tensor, dtype=torch.float64).item()
                assert moment[name][index] == expected
        optimizer.step()
    assert found.moments["step"].tolist() == [0, 1, 2]
    assert found.moments["call"].tolist() == [4, 9, 14]
    assert found.names == tuple(name for name, _ in start.net.named_parameters())
    assert found.sizes == tuple(p.numel() for p in start.net.parameters())


def test_newest_moment_has_the_norms_that_the_snapshot_shows(trainer):
    apply_all(trainer, *ITERATION * 2)
    snapshot = trainer.snapshot()
    norms = snapshot.gradient_history.moments["norm"][-1].tolist()
    assert norms == [row.gradient_norm for row in snapshot.rows]


def test_rms_of_the_weights_gradients_at_seed_0_is_that_of_the_notes(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward())
    found = history(trainer)
    rms = [found.gradient_rms(i)[0] for i, n in enumerate(found.names) if n.endswith("weight")]
    # The notes give two digits: half of the last one is at most 5 % of the smallest.
    assert rms == pytest.approx([1.2e-2, 7.7e-3, 3.2e-3, 3.8e-3, 1.5e-2], rel=0.05)
    fc1 = trainer.parameters["fc1.weight"].detach().numpy().astype(np.float64)
    assert found.weight_rms(4)[0] == pytest.approx(float(np.sqrt((fc1**2).mean())))


def test_entries_always_add_up_to_the_size_of_the_parameter(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward())
    with torch.no_grad():
        trainer.parameters["fc3.bias"][0] = math.nan
        trainer.parameters["fc2.bias"][0] = math.inf
    apply_all(trainer, Forward(), ComputeLoss(), Backward())
    found = history(trainer)
    for index, size in enumerate(found.sizes):
        inside = found.moments["counts"][:, index].sum(axis=1) + found.moments["zeros"][:, index]
        assert (inside + found.non_finite(index)).tolist() == [size, size]
    assert found.non_finite(9).tolist() == [0, 10]
    assert math.isnan(found.gradient_rms(9)[1])


def test_deposits_of_accumulation_are_told(trainer):
    apply_all(trainer, *(Forward(), ComputeLoss(), Backward()) * 3)
    assert history(trainer).moments["deposits"].tolist() == [1, 2, 3]


def test_clipping_is_a_moment_of_its_own(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward(), ClipGradNorm(0.5))
    found = history(trainer)
    assert found.moments["cause"].tolist() == [Cause.BACKWARD, Cause.CLIP]
    norms = np.sqrt((found.moments["norm"] ** 2).sum(axis=1))
    assert norms[0] > 1
    assert norms[1] == pytest.approx(0.5, rel=1e-4)


def test_a_backward_that_fails_halfway_leaves_the_moment_that_it_made(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), OptimizerStep())

    def fail(_gradient):
        raise RuntimeError("a hook that fails")

    trainer.parameters["fc1.weight"].register_hook(fail)
    with pytest.raises(CallError):
        trainer.apply(Backward())
    found = history(trainer)
    assert len(found) == 1
    known = dict(zip(found.names, found.moments["known"][0], strict=True))
    assert known["fc3.bias"]
    assert not known["conv1.weight"]


def test_backward_that_is_refused_adds_no_moment(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward())
    with pytest.raises(CallError):
        trainer.apply(Backward())
    assert history(trainer).seen == 1


def test_parameter_without_gradient_has_no_entries(trainer):
    trainer.parameters["conv1.weight"].requires_grad_(False)
    apply_all(trainer, Forward(), BackwardOutput(seed=1))
    found = history(trainer)
    moment = found.moments[0]
    assert not moment["known"][0]
    assert int(moment["counts"][0].sum()) == int(moment["zeros"][0]) == found.non_finite(0)[0] == 0
    assert math.isnan(found.gradient_rms(0)[0])
    assert moment["weight_norm"][0] > 0


def test_reset_begins_a_new_record(trainer):
    apply_all(trainer, *ITERATION)
    old = history(trainer)
    trainer.apply(Reset())
    assert len(history(trainer)) == 0
    assert len(old) == 1


def test_snapshot_without_arrays_has_no_history(trainer):
    apply_all(trainer, *ITERATION)
    assert len(trainer.snapshot().without_arrays().gradient_history) == 0


def test_recording_changes_no_result():
    parameters = []
    for measured in (True, False):
        trainer = Trainer(seed=0)
        apply_all(trainer, *ITERATION * 80, measured=measured)
        parameters.append(
            b"".join(p.detach().numpy().tobytes() for p in trainer.parameters.values())
        )
    assert parameters[0] == parameters[1]


def test_first_moments_of_a_free_run_are_all_recorded_and_then_a_share_of_the_time():
    clock = Clock(tick=0.5)
    record = GradientRecord(one(), clock)
    parameters = one()
    for _ in range(FIRST):
        add(record, parameters)
    assert record.view().recorded == FIRST
    # Recording took half a second by the clock: nothing for SHARE halves from when it was due.
    start = clock.now - 1.0
    skipped = 0
    while clock.now + 0.5 < start + SHARE * 0.5:
        add(record, parameters)
        skipped += 1
        assert record.view().recorded == FIRST
    assert skipped > 1
    add(record, parameters)
    found = record.view()
    assert found.recorded == FIRST + 1
    assert found.seen == FIRST + skipped + 1
    assert found.moments["number"].tolist() == list(range(FIRST + 1))


def test_measured_moment_is_recorded_however_early():
    record, parameters = GradientRecord(one(), Clock(tick=1.0)), one()
    for _ in range(FIRST + 1):
        add(record, parameters)
    add(record, parameters, measured=True)
    assert record.view().recorded == FIRST + 1


def test_clipping_is_recorded_just_where_its_backward_was():
    clock = Clock(tick=1.0)
    record, parameters = GradientRecord(one(), clock), one()
    for _ in range(FIRST + 1):
        add(record, parameters)
    add(record, parameters, cause=Cause.CLIP)
    assert record.view().recorded == FIRST
    clock.now += 10 * SHARE
    add(record, parameters)
    add(record, parameters, cause=Cause.CLIP)
    assert record.view().recorded == FIRST + 2
    add(record, parameters)
    add(record, parameters, cause=Cause.CLIP, measured=True)
    assert record.view().recorded == FIRST + 3


def test_long_record_keeps_its_ends_and_thins_evenly_what_lies_between():
    record = GradientRecord(one(), Clock())
    total = 5 * CAPACITY
    parameters = one()
    for step in range(total):
        parameters["w"].grad.fill_(float(step))
        add(record, parameters, measured=True, step=step)
    found = record.view()
    assert len(found) <= CAPACITY
    assert (found.seen, found.recorded) == (total, total)
    numbers = found.moments["number"]
    assert numbers[:FIRST].tolist() == list(range(FIRST))
    assert numbers[-NEWEST:].tolist() == list(range(total - NEWEST, total))
    middle = numbers[(numbers >= CAPACITY) & (numbers < 2 * CAPACITY)]
    assert len(set(np.diff(middle))) == 1
    # What is left is as it was.
    assert found.moments["step"].tolist() == numbers.tolist()
    assert found.moments["norm"][:, 0].tolist() == [float(number) for number in numbers]


def test_view_stays_as_it_was_while_the_record_grows_and_is_thinned():
    record, parameters = GradientRecord(one(), Clock()), one()
    views = []
    for step in range(CAPACITY + 10):
        if step in (1, CAPACITY - 1, CAPACITY):
            view = record.view()
            views.append((view, view.moments.tobytes()))
        add(record, parameters, measured=True, step=step)
    for view, content in views:
        assert view.moments.tobytes() == content
        assert not view.moments.flags.writeable
    with pytest.raises(dataclasses.FrozenInstanceError):
        views[0][0].seen = 0


def test_moment_of_lenet_takes_the_bytes_that_are_documented(trainer):
    sizes = tuple(p.numel() for p in trainer.parameters.values())
    assert moment_type(sizes).itemsize == BYTES
    assert moment_type((2**16,))["counts"].base == np.uint32
