"""What a comparison of two loops means: the same, the same but for rounding, or wrong, and why.

Rounding is told from error by computing both loops in float64 as well. What two orders of adding
differ by comes from rounding alone and shrinks with it: by Higham, *Accuracy and Stability of
Numerical Algorithms*, 2nd ed., section 4.2, a sum of N numbers is off by at most
``(N - 1) u / (1 - (N - 1) u)`` times the sum of their magnitudes, u being the unit roundoff, 2**-24
in float32 and 2**-53 in float64. A wrong weight is off by as much in either. So two loops count as
one where their float64 results differ by less than float32 can show of such a sum: u of float32
times the sum of the magnitudes. Between that and what float64 rounds lie eight digits.
"""

import math

import numpy as np

from lenet_gui.core.accumulation import AccumulationPlan, Clipping, Reduction, Weighting
from lenet_gui.core.accumulation_report import Finding, Reason, Trajectory, Verdict
from lenet_gui.core.snapshot import Array, Series
from lenet_gui.core.vectors import length, product

UNIT_32 = 2.0**-24
UNIT_64 = 2.0**-53

CLIP_EPS = 1e-6
"""What ``clip_grad_norm_`` adds to the norm that it divides by; two gradients that it clips to one
norm differ by as much."""


def judge_gradient(
    plan: AccumulationPlan,
    single: tuple[Array, Array],
    double: tuple[Series, Series],
    magnitude: float,
    clipped_norm: float,
) -> Finding:
    """Compare the accumulated gradient with the whole batch's.

    Args:
        plan: how it was accumulated.
        single: the two in float32, shape ``(n,)``.
        double: the two in float64.
        magnitude: the sum of the norms of what was added, in float64.
        clipped_norm: the smallest norm of all gradients that was clipped; infinite: none was.
    """
    one, whole = double
    if not all(np.isfinite(values).all() for values in (*single, *double)):
        return Finding(Verdict.NOT_FINITE, Reason.OTHER)
    norm = length(whole)
    exact = length(one - whole) / norm if norm else 0.0
    tolerance = UNIT_32 * magnitude
    identical = single[0].tobytes() == single[1].tobytes()
    if identical or length(one - whole) <= tolerance:
        verdict = Verdict.IDENTICAL if identical else Verdict.ROUNDING
        return Finding(verdict, _why_equal(plan), exact=exact)
    factor = product(one, whole) / norm**2 if norm else 0.0
    if length(one - factor * whole) <= tolerance:
        if abs(factor - 1) <= CLIP_EPS / clipped_norm:
            return Finding(Verdict.ROUNDING, Reason.HIDDEN_BY_CLIPPING, exact=exact)
        return Finding(Verdict.FACTOR, _why_factor(plan), factor, exact)
    return Finding(Verdict.WRONG, _why_wrong(plan), factor, exact)


def judge_parameters(
    plan: AccumulationPlan,
    gradient: Finding,
    single: tuple[Array, Array],
    double: tuple[Series, Series],
    start: Series,
    updates: tuple[Trajectory, Trajectory],
) -> Finding:
    """Compare the parameters after the updates.

    Args:
        plan: how the gradients were accumulated.
        gradient: what was found of the first of them.
        single: the parameters after the accumulating loop and after the other, in float32.
        double: the same of the loops in float64.
        start: the parameters before.
        updates: the updates of the two loops.
    """
    one, whole = double
    if not all(np.isfinite(values).all() for values in (*single, *double)):
        failed = gradient.verdict is Verdict.NOT_FINITE
        return Finding(Verdict.NOT_FINITE, Reason.GRADIENTS if failed else Reason.OTHER)
    distance, apart = length(whole - start), length(one - whole)
    exact = apart / distance if distance else 0.0
    tolerance = UNIT_32 * distance + len(updates[0].lrs) * 8 * UNIT_64 * length(start)
    if gradient.reason is Reason.HIDDEN_BY_CLIPPING:
        # Each update adds its own difference, of about the size of the first.
        tolerance += 4 * plan.updates * gradient.exact * distance
    if single[0].tobytes() == single[1].tobytes():
        return Finding(Verdict.IDENTICAL, exact=exact)
    if apart <= tolerance:
        return Finding(Verdict.ROUNDING, exact=exact)
    return Finding(Verdict.WRONG, _why_moved(plan, gradient, updates), exact=exact)


def _counted(plan: AccumulationPlan) -> list[float]:
    counted = (plan.counted(index) for index in range(len(plan.sizes)))
    return [count for count in counted if not math.isnan(count)]


def _why_equal(plan: AccumulationPlan) -> Reason:
    right = all(math.isclose(count, 1) for count in _counted(plan))
    hidden = not right and plan.clipping is not Clipping.NONE
    return Reason.HIDDEN_BY_CLIPPING if hidden else Reason.NONE


def _why_factor(plan: AccumulationPlan) -> Reason:
    if plan.reduction is Reduction.SUM:
        return Reason.DIVIDED_SUM
    if plan.weighting is Weighting.COUNT:
        return Reason.PARTIAL_WINDOW if len(plan.sizes) < plan.divisor else Reason.NO_TARGETS
    return Reason.UNDIVIDED if plan.weighting is Weighting.NONE else Reason.OTHER


def _why_wrong(plan: AccumulationPlan) -> Reason:
    counted = _counted(plan)
    if not math.isclose(min(counted), max(counted)):
        return Reason.UNEQUAL_TARGETS if plan.ignored else Reason.UNEQUAL_SIZES
    return Reason.CLIPPED_EACH if plan.clipping is Clipping.EACH else Reason.OTHER


def _why_moved(
    plan: AccumulationPlan, gradient: Finding, updates: tuple[Trajectory, Trajectory]
) -> Reason:
    one, whole = updates
    made_up = (
        plan.divide_lr
        and gradient.reason is Reason.UNDIVIDED
        and math.isclose(gradient.factor, plan.divisor, rel_tol=1e-6)
    )
    if gradient.verdict not in (Verdict.IDENTICAL, Verdict.ROUNDING) and not made_up:
        return Reason.GRADIENTS
    if plan.divide_lr and plan.divisor > 1 and not made_up:
        return Reason.LEARNING_RATE
    scale = plan.divisor if made_up else 1
    if not np.allclose(np.multiply(one.lrs, scale), whole.lrs, rtol=1e-9, atol=0):
        return Reason.SCHEDULE
    if made_up:
        return Reason.OPTIMIZER
    if gradient.reason is Reason.HIDDEN_BY_CLIPPING:
        return Reason.GRADIENTS
    # The first gradient was right, so it was not clipped, and a later one was.
    return Reason.CLIPPED_EACH if plan.clipping is Clipping.EACH else Reason.OTHER
