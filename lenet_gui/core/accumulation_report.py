"""What the accumulation bench has found: the two gradients side by side, and the verdict."""

import math
from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.accumulation import AccumulationPlan
from lenet_gui.core.commands import LossKind
from lenet_gui.core.optimizers import OptimizerSpec

ULP_EDGES = (0, 1, 2, *(2**power for power in range(2, 11)))
"""The largest distance of each bin of a histogram in ulps: 0, 1, 2, 3-4, 5-8, ..., 513-1024."""


class Verdict(StrEnum):
    """How the accumulated gradient stands to that of the whole batch."""

    IDENTICAL = "identical"  # all bits are equal
    ROUNDING = "rounding"  # the same number, rounded otherwise
    FACTOR = "factor"  # the same direction, too long or too short by a constant factor
    WRONG = "wrong"  # another gradient
    NOT_FINITE = "not_finite"  # one of the two holds NaN or infinity


class Reason(StrEnum):
    """Why."""

    NONE = "none"  # nothing is wrong
    UNDIVIDED = "undivided"  # N mean losses were added, and nobody divided
    PARTIAL_WINDOW = "partial_window"  # divided by the N of a full window
    DIVIDED_SUM = "divided_sum"  # sums add up by themselves, and were divided again
    UNEQUAL_SIZES = "unequal_sizes"  # a mean over few samples got the weight of one over many
    UNEQUAL_TARGETS = "unequal_targets"  # the same with targets that are not ignored
    CLIPPED_EACH = "clipped_each"  # every clip shrank what earlier micro-batches had deposited
    NO_TARGETS = "no_targets"  # a micro-batch without a target adds nothing, and N counts it
    HIDDEN_BY_CLIPPING = "hidden_by_clipping"  # equal, because both were clipped to one norm
    GRADIENTS = "gradients"  # of parameters: the gradients are not the same
    SCHEDULE = "schedule"  # of parameters: the schedule ran faster than the updates
    LEARNING_RATE = "learning_rate"  # of parameters: lr / N, though the gradient was right
    OPTIMIZER = "optimizer"  # of parameters: this optimizer does not turn lr / N into g / N
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ComparedNumber:
    """One number of the two gradients, as an example of many.

    Attributes:
        name: its parameter.
        index: its place there.
        accumulated: the number in the accumulated gradient.
        whole: the same of the whole batch.
    """

    name: str
    index: tuple[int, ...]
    accumulated: float
    whole: float


@dataclass(frozen=True, slots=True)
class MicroBatch:
    """One piece of the first update.

    Attributes:
        size: its samples.
        valid: its targets that are not ignored.
        weight: what its loss was multiplied by.
        counted: how much a target of it counts, compared with the whole batch at once; NaN: it
            has none.
        loss: its loss, before the weight; NaN where a mean has no targets, which is 0 / 0.
        norm: Euclidean norm of what it deposited.
        before: norm of all gradients after its backward, before any clipping there.
        after: the same after the clipping.
        kept: the share of its deposit that was left at the update, 0 to 1: clipping shrinks
            what is there already.
        along: the length of what was left, along the whole batch's gradient; these add up to
            that gradient's norm where the two are the same.
        largest: where its deposit has its largest number; ``None``: not known.
        deposited: that number of the deposit, before any clipping.
    """

    size: int
    valid: int
    weight: float
    counted: float
    loss: float
    norm: float
    before: float
    after: float
    kept: float
    along: float
    largest: ComparedNumber | None = None
    deposited: float = math.nan


@dataclass(frozen=True, slots=True)
class Difference:
    """A float32 tensor compared with another one that it is to equal.

    Attributes:
        name: the parameter's; empty: all together.
        count: numbers compared.
        norm: Euclidean norm of the other.
        norm_ratio: norm of the one by that of the other; NaN: both are zero.
        relative_error: norm of their difference by that of the other; NaN: both are zero.
        cosine: of the angle between them; NaN: one is zero.
        largest: the largest absolute difference of two numbers.
        identical: all bits are equal.
        ulps: how many numbers lie how far apart, counted in float32 numbers from one to the
            other: a count for each of `ULP_EDGES`, then those beyond, then those whose signs
            differ, then those of which one is NaN or infinite.
        ulp_median: the median of these distances.
        ulp_p99: the distance that 99 % do not exceed.
    """

    name: str
    count: int
    norm: float
    norm_ratio: float
    relative_error: float
    cosine: float
    largest: float
    identical: bool
    ulps: tuple[int, ...]
    ulp_median: float
    ulp_p99: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, with its reason and the number that goes with it.

    Attributes:
        verdict: the verdict.
        reason: the reason.
        factor: for `Verdict.FACTOR`: the factor.
        exact: the relative difference of the two where both are computed in float64, whose
            rounding is 5e8 times finer: what is left of it is no rounding.
    """

    verdict: Verdict
    reason: Reason = Reason.NONE
    factor: float = 1.0
    exact: float = 0.0


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The updates of one of the two loops.

    Attributes:
        losses: the loss that the loop would print before each update: the sum of what it called
            ``backward`` on.
        lrs: the learning rate of each update.
    """

    losses: tuple[float, ...]
    lrs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AccumulationReport:
    """A plan carried out, beside the whole batch at once.

    Attributes:
        plan: the plan.
        loss: the loss function.
        optimizer: the update rule.
        batch_size: samples in the batch.
        indices: the batch's positions in its part of the data set.
        step: updates that the network had had.
        parts: the micro-batches of the first update.
        gradients: the accumulated ``.grad`` at the first update against the whole batch's, for
            each parameter.
        gradient: the same for all parameters together.
        finding: what that means.
        accumulated_error: relative distance of the accumulated gradient from the whole batch's
            in float64.
        whole_error: the same of the whole batch's gradient in float32.
        accumulated: the updates of the accumulating loop.
        whole: those of the loop over the whole batch.
        moved: the parameters after the updates, all together.
        distance: how far the loop over the whole batch has moved them.
        moved_finding: what that means.
        examples: for each count of ``gradient.ulps`` the number among those counted that is the
            largest in the whole batch's gradient; ``None``: none is counted.
    """

    plan: AccumulationPlan
    loss: LossKind
    optimizer: OptimizerSpec
    batch_size: int
    indices: tuple[int, ...]
    step: int
    parts: tuple[MicroBatch, ...]
    gradients: tuple[Difference, ...]
    gradient: Difference
    finding: Finding
    accumulated_error: float
    whole_error: float
    accumulated: Trajectory
    whole: Trajectory
    moved: Difference
    distance: float
    moved_finding: Finding
    examples: tuple[ComparedNumber | None, ...] = ()
