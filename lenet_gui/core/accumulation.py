"""Gradient accumulation as data: how a batch is split, and what is done to each piece.

Nothing here imports torch: the window builds its form from the plan.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from lenet_gui.core.commands import Command, LossKind
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.program import MAX_MICRO_BATCHES, StepLR

MAX_UPDATES = 50


class Reduction(StrEnum):
    """What the loss function makes of the losses of a batch, by PyTorch's names."""

    MEAN = "mean"
    SUM = "sum"


class Weighting(StrEnum):
    """What is done to a micro-batch's loss before ``backward``."""

    COUNT = "count"  # divided by N, the number of micro-batches in a full window
    SHARE = "share"  # times n_i / n, its share of the samples
    TOTAL = "total"  # divided by the number of targets in the whole batch
    NONE = "none"  # nothing


class Clipping(StrEnum):
    """How often ``clip_grad_norm_`` is called."""

    NONE = "none"
    ONCE = "once"  # before each update
    EACH = "each"  # after each backward


class Scheduling(StrEnum):
    """How often ``scheduler.step()`` is called."""

    NONE = "none"
    UPDATE = "update"  # after each update
    MICRO_BATCH = "micro_batch"  # after each backward


@dataclass(frozen=True, slots=True)
class AccumulationPlan:
    """A loop over micro-batches.

    Attributes:
        sizes: samples in each micro-batch, in order, from the front of the batch.
        window: micro-batches in a full window, the N that losses are divided by. More than there
            are sizes: the last window of an epoch, only partly filled. 0: as many as sizes.
        reduction: what the loss function does.
        weighting: what is done to its result.
        clipping: how often gradients are clipped.
        max_norm: the norm that they are clipped to, above 0.
        updates: updates made, 1 to `MAX_UPDATES`, all on this batch.
        optimizer: the update rule; ``None``: the session's.
        divide_lr: the updates are made with ``lr / N``.
        scheduling: how often the scheduler steps.
        scheduler: the scheduler, where there is one.
        ignored: so many targets, from the front of the batch, are -100, which cross-entropy
            leaves out (``ignore_index``).
    """

    sizes: tuple[int, ...]
    window: int = 0
    reduction: Reduction = Reduction.MEAN
    weighting: Weighting = Weighting.COUNT
    clipping: Clipping = Clipping.NONE
    max_norm: float = 0.5
    updates: int = 1
    optimizer: OptimizerSpec | None = None
    divide_lr: bool = False
    scheduling: Scheduling = Scheduling.NONE
    scheduler: StepLR = StepLR()
    ignored: int = 0

    @property
    def samples(self) -> int:
        """Samples of the batch that are used."""
        return sum(self.sizes)

    @property
    def divisor(self) -> int:
        """The N of the loop."""
        return self.window or len(self.sizes)

    @property
    def valid(self) -> tuple[int, ...]:
        """Targets of each micro-batch that are not ignored."""
        counts, left = [], self.ignored
        for size in self.sizes:
            gone = min(size, left)
            counts.append(size - gone)
            left -= gone
        return tuple(counts)

    def whole(self) -> "AccumulationPlan":
        """The loop that accumulation is to stand in for: the same with one piece, the batch."""
        return replace(
            self,
            sizes=(self.samples,),
            window=1,
            clipping=Clipping.NONE if self.clipping is Clipping.NONE else Clipping.ONCE,
            scheduling=Scheduling.NONE if self.scheduling is Scheduling.NONE else Scheduling.UPDATE,
        )

    def weight(self, size: int, total: int) -> float:
        """What the loss of a micro-batch is multiplied by.

        Args:
            size: its samples.
            total: numbers in the whole target that are not ignored.
        """
        return {
            Weighting.COUNT: 1 / self.divisor,
            Weighting.SHARE: size / self.samples,
            Weighting.TOTAL: 1 / total,
            Weighting.NONE: 1.0,
        }[self.weighting]

    def counted(self, index: int) -> float:
        """How much a target of a micro-batch counts, compared with the whole batch at once.

        1 for every micro-batch just where the pieces add up to the whole; NaN for one that has
        no targets.
        """
        valid = self.valid[index]
        if not valid:
            return math.nan
        # The whole batch is divided by the same total, so that any number will do for it.
        weight = self.weight(self.sizes[index], 1)
        return weight * sum(self.valid) / valid if self.reduction is Reduction.MEAN else weight


@dataclass(frozen=True, slots=True)
class BenchAccumulation(Command):
    """Accumulate the current batch's gradient by a plan, and compare it with the whole batch's.

    It runs on a copy of the network with an optimizer of its own, and leaves the session alone.
    """

    plan: AccumulationPlan


def check_plan(plan: AccumulationPlan, batch_size: int, loss: LossKind) -> None:
    """Refuse what cannot be done.

    Args:
        plan: the plan.
        batch_size: samples in the current batch.
        loss: the loss function.

    Raises:
        InputError: a number is out of range, there is nothing to split, or targets are to be
            ignored by a loss that has no ``ignore_index``.
    """
    if batch_size < 2:
        raise InputError(InputProblem.NOTHING_TO_SPLIT, "batch", actual=batch_size)
    count = len(plan.sizes)
    _in_range("len(sizes)", count, 1, MAX_MICRO_BATCHES)
    _in_range("min(sizes)", min(plan.sizes), 1, batch_size)
    _in_range("sum(sizes)", plan.samples, 1, batch_size)
    if plan.window:
        _in_range("window", plan.window, count, MAX_MICRO_BATCHES)
    _in_range("updates", plan.updates, 1, MAX_UPDATES)
    _in_range("ignored", plan.ignored, 0, plan.samples - 1)
    if plan.ignored and loss is not LossKind.CROSS_ENTROPY:
        raise InputError(InputProblem.NEEDS_CLASSES, "ignored", actual=plan.ignored)
    if not plan.max_norm > 0:
        raise InputError(
            InputProblem.OUT_OF_RANGE, "max_norm", lowest=0, highest="", actual=plan.max_norm
        )


def _in_range(name: str, number: int, lowest: int, highest: int) -> None:
    if not lowest <= number <= highest:
        raise InputError(
            InputProblem.OUT_OF_RANGE, name, lowest=lowest, highest=highest, actual=number
        )
