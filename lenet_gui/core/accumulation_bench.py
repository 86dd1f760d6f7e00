"""The accumulation bench: a plan and the whole batch, each in float32 and in float64."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lenet_gui.core.accumulation import AccumulationPlan, BenchAccumulation, Clipping, check_plan
from lenet_gui.core.accumulation_loop import Material, Passage, flat, go_through
from lenet_gui.core.accumulation_report import (
    AccumulationReport,
    ComparedNumber,
    Difference,
    Finding,
    MicroBatch,
    Trajectory,
)
from lenet_gui.core.accumulation_verdict import judge_gradient, judge_parameters
from lenet_gui.core.commands import LossKind
from lenet_gui.core.differences import compare, largest_in_bins
from lenet_gui.core.errors import CallError
from lenet_gui.core.failures import explain
from lenet_gui.core.snapshot import Series
from lenet_gui.core.state import TrainingState
from lenet_gui.core.vectors import length, product


def bench_accumulation(state: TrainingState, command: BenchAccumulation) -> None:
    """Carry a plan out beside the whole batch, on copies.

    Raises:
        InputError: the plan does not fit the batch or the loss.
        InterruptedError: somebody has asked for the end.
    """
    plan, batch = command.plan, state.feed.batch
    check_plan(plan, len(batch.images), state.loss_kind)
    material = _material(state, plan)
    exact, check = material.in_float64(), state.check_interruption
    try:
        runs = _Runs(
            plan,
            _series(flat(material.net.parameters())),
            go_through(plan, material, check),
            go_through(plan.whole(), material, check),
            go_through(plan, exact, check),
            go_through(plan.whole(), exact, check),
        )
    except RuntimeError as error:  # such as an lr that no float32 can hold
        raise CallError(explain(error, state.parameters)) from error
    gradient = runs.judge_gradient()
    state.warnings += runs.one.warned
    state.accumulation = AccumulationReport(
        plan=plan,
        loss=material.loss,
        optimizer=material.optimizer,
        batch_size=len(batch.images),
        indices=batch.indices,
        step=state.step,
        parts=runs.parts(state.parameters),
        gradients=runs.by_parameter(state.parameters),
        gradient=_compare(runs.one.gradient, runs.whole.gradient),
        finding=gradient,
        accumulated_error=_error(runs.one, runs.exact_whole),
        whole_error=_error(runs.whole, runs.exact_whole),
        accumulated=_trajectory(runs.one),
        whole=_trajectory(runs.whole),
        moved=_compare(runs.one.parameters, runs.whole.parameters),
        distance=length(_series(runs.whole.parameters) - runs.start),
        moved_finding=runs.judge_parameters(gradient),
        examples=runs.examples(state.parameters),
    )


def _material(state: TrainingState, plan: AccumulationPlan) -> Material:
    batch, loss = state.feed.batch, state.loss_kind
    target = batch.labels if loss is LossKind.CROSS_ENTROPY else batch.target
    assert target is not None  # noqa: S101 - only a picture has none, and it is a batch of one
    return Material(state.net, batch.images, target, loss, plan.optimizer or state.spec)


@dataclass(frozen=True, slots=True)
class _Runs:
    """The plan and the whole batch at once, in both precisions, from one start."""

    plan: AccumulationPlan
    start: Series
    one: Passage
    whole: Passage
    exact_one: Passage
    exact_whole: Passage

    def judge_gradient(self) -> Finding:
        """Compare the gradients of the first update."""
        plan, exact = self.plan, self.exact_one
        lengths = [length(_series(deposit.gradient)) for deposit in exact.deposits]
        norms = [d.before for d in (*exact.deposits, *self.exact_whole.deposits)]
        clipped = [] if plan.clipping is Clipping.NONE else [n for n in norms if n > plan.max_norm]
        return judge_gradient(
            plan,
            (self.one.gradient.numpy(), self.whole.gradient.numpy()),
            (_series(exact.gradient), _series(self.exact_whole.gradient)),
            magnitude=float(np.dot(self._kept(exact), lengths)),
            clipped_norm=min(clipped, default=math.inf),
        )

    def judge_parameters(self, gradient: Finding) -> Finding:
        """Compare the parameters after the updates."""
        return judge_parameters(
            self.plan,
            gradient,
            (self.one.parameters.numpy(), self.whole.parameters.numpy()),
            (_series(self.exact_one.parameters), _series(self.exact_whole.parameters)),
            self.start,
            (_trajectory(self.one), _trajectory(self.whole)),
        )

    def parts(self, parameters: Mapping[str, Tensor]) -> tuple[MicroBatch, ...]:
        """What each micro-batch of the first update did."""
        plan = self.plan
        whole = _series(self.whole.gradient)
        direction = whole / (length(whole) or 1.0)
        rows = zip(self.one.deposits, self._kept(self.one), strict=True)
        most = [int(deposit.gradient.abs().argmax()) for deposit in self.one.deposits]
        return tuple(
            MicroBatch(
                size=plan.sizes[index],
                valid=plan.valid[index],
                weight=deposit.weight,
                counted=plan.counted(index),
                loss=deposit.loss,
                norm=length(_series(deposit.gradient)),
                before=deposit.before,
                after=deposit.after,
                kept=kept,
                along=kept * product(_series(deposit.gradient), direction),
                largest=self._number(parameters, most[index]),
                deposited=float(deposit.gradient[most[index]]),
            )
            for index, (deposit, kept) in enumerate(rows)
        )

    def by_parameter(self, parameters: Mapping[str, Tensor]) -> tuple[Difference, ...]:
        """The gradients of the first update, parameter by parameter."""
        sizes = [parameter.numel() for parameter in parameters.values()]
        one, whole = (torch.split(p.gradient, sizes) for p in (self.one, self.whole))
        return tuple(map(_compare, one, whole, parameters))

    def examples(self, parameters: Mapping[str, Tensor]) -> tuple[ComparedNumber | None, ...]:
        """A number for each count of the differences in units of the last place."""
        places = largest_in_bins(self.one.gradient.numpy(), self.whole.gradient.numpy())
        return tuple(None if p is None else self._number(parameters, p) for p in places)

    def _number(self, parameters: Mapping[str, Tensor], place: int) -> ComparedNumber:
        """The number at a place of the gradients laid one after the other."""
        names, sizes = list(parameters), [p.numel() for p in parameters.values()]
        which = int(np.searchsorted(np.cumsum(sizes), place, side="right"))
        name, inside = names[which], place - sum(sizes[:which])
        index = tuple(int(i) for i in np.unravel_index(inside, tuple(parameters[name].shape)))
        one, whole = (float(run.gradient[place]) for run in (self.one, self.whole))
        return ComparedNumber(name, index, one, whole)

    def _kept(self, passage: Passage) -> list[float]:
        """The share of each deposit that clipping has left until the update."""
        deposits = passage.deposits
        kept = [1.0] * len(deposits)
        left = 1.0
        if self.plan.clipping is Clipping.ONCE:
            left = _shrunk(deposits[-1].after, length(_series(passage.gradient)))
        for index in reversed(range(len(deposits))):
            left *= _shrunk(deposits[index].before, deposits[index].after)
            kept[index] = left
        return kept


def _shrunk(before: float, after: float) -> float:
    return min(1.0, after / before) if before else 1.0


def _series(values: Tensor) -> Series:
    series: Series = values.double().numpy()
    return series


def _compare(one: Tensor, other: Tensor, name: str = "") -> Difference:
    return compare(name, one.numpy(), other.numpy())


def _error(passage: Passage, reference: Passage) -> float:
    """How far a gradient is from the one in float64, by the norm of that."""
    exact = _series(reference.gradient)
    norm = length(exact)
    return length(_series(passage.gradient) - exact) / norm if norm else 0.0


def _trajectory(passage: Passage) -> Trajectory:
    return Trajectory(tuple(passage.losses), tuple(passage.lrs))
