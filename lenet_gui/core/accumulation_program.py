"""The plan of an accumulation as a program that the loop can run."""

from lenet_gui.core.accumulation import (
    AccumulationPlan,
    Clipping,
    Reduction,
    Scheduling,
    Weighting,
)
from lenet_gui.core.commands import ClipGradNorm, SchedulerStep
from lenet_gui.core.program import Program
from lenet_gui.core.recipes import accumulate


def program_of(plan: AccumulationPlan) -> Program | None:
    """The same loop, each micro-batch a batch of the input; ``None``: a program cannot say it.

    A program draws its micro-batches from the input, so they are of one size, and its losses are
    means that are divided by one number or not at all.
    """
    sayable = (
        len(set(plan.sizes)) == 1
        and plan.reduction is Reduction.MEAN
        and plan.weighting in (Weighting.COUNT, Weighting.NONE)
        and not plan.divide_lr
        and not plan.ignored
    )
    if not sayable:
        return None
    clip, step = ClipGradNorm(plan.max_norm), SchedulerStep()
    return accumulate(
        len(plan.sizes),
        plan.divisor if plan.weighting is Weighting.COUNT else 1,
        each=(clip,) * (plan.clipping is Clipping.EACH)
        + (step,) * (plan.scheduling is Scheduling.MICRO_BATCH),
        once=(clip,) * (plan.clipping is Clipping.ONCE),
        after=(step,) * (plan.scheduling is Scheduling.UPDATE),
        scheduler=None if plan.scheduling is Scheduling.NONE else plan.scheduler,
    )
