"""Why an accumulation goes wrong, and the cure, in sentences with gaps for the numbers."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.accumulation import Weighting
from lenet_gui.core.accumulation_report import AccumulationReport, Reason, Verdict

translate = QCoreApplication.translate

SCALE_FREE = frozenset({"Adam", "AdamW", "RMSprop", "Adagrad"})
"""Optimizers whose step hardly depends on the gradient's scale: they divide by it."""

RIGHT = (Verdict.IDENTICAL, Verdict.ROUNDING)
"""The two verdicts that find nothing wrong."""


def of_factor(report: AccumulationReport) -> str:
    """Why one gradient is a multiple of the other; empty: that is not what is wrong."""
    match report.finding.reason:
        case Reason.UNDIVIDED if report.moved_finding.verdict in RIGHT:
            return translate(
                "accumulation",
                "{means} means were added and nobody divided; lr / N makes up for it. That holds "
                "for plain SGD, not for Adam, weight decay or clipping.",
            )
        case Reason.UNDIVIDED:
            return translate(
                "accumulation",
                "{means} means were added, each counts in full, and nobody divided. Cure: "
                "loss / N before backward.",
            )
        case Reason.PARTIAL_WINDOW:
            return translate(
                "accumulation",
                "There are {pieces} micro-batches, and each loss was divided by the N = {n} of a "
                "full window. Cure: divide by the number that there are.",
            )
        case Reason.DIVIDED_SUM:
            return translate(
                "accumulation",
                "Sums add up to the sum over the whole batch by themselves, and here each was "
                "made smaller besides. Cure: backward on the sums as they are.",
            )
        case Reason.NO_TARGETS:
            return translate(
                "accumulation",
                "Micro-batches without a single target: {empty}. Such a mean is 0 / 0: its loss "
                "is NaN and its gradient 0, but N counts it. Cure: reduction='sum', and divide "
                "by the number of targets in the whole batch.",
            )
        case Reason.HIDDEN_BY_CLIPPING:
            return translate(
                "accumulation",
                "Both gradients were longer than max_norm = {max_norm}, and clip_grad_norm_ "
                "brought both to it. Where the norm is smaller, the factor comes out.",
            )
        case Reason.OTHER if report.finding.verdict is Verdict.FACTOR:
            return translate(
                "accumulation", "Every target counts × {most}, compared with the whole batch."
            )
    return ""


def of_direction(reason: Reason) -> str:
    """Why one gradient points elsewhere than the other."""
    match reason:
        case Reason.UNEQUAL_SIZES:
            return translate(
                "accumulation",
                "The pieces are unequal, and their means were not weighted by it: a sample counts "
                "× {most} in a piece of {most_size}, × {least} in one of {least_size}. Cure: "
                "loss * (n_i / n).",
            )
        case Reason.UNEQUAL_TARGETS:
            return translate(
                "accumulation",
                "The pieces have unequal numbers of targets left: a target counts × {most} in a "
                "piece with {most_size}, × {least} in one with {least_size}. Cure: "
                "reduction='sum', and divide by the number of targets in the whole batch.",
            )
        case Reason.CLIPPED_EACH:
            return translate(
                "accumulation",
                "Each clip shrinks what is in .grad already: {first_kept} % of the first deposit "
                "is left, {last_kept} % of the last. Ratio of the norms: {ratio}. Cure: clip once, "
                "just before step.",
            )
    return translate("accumulation", "None of the usual mistakes explains it.")


def of_updates(report: AccumulationReport) -> str:
    """What only the updates show; empty: nothing more than the gradients do."""
    match report.moved_finding.reason:
        case Reason.SCHEDULE:
            return translate(
                "accumulation",
                "The scheduler stepped once a micro-batch, {pieces} times an update: the last one "
                "was made with lr = {one_lr} in the place of {whole_lr}. Cure: scheduler.step() "
                "after optimizer.step().",
            )
        case Reason.OPTIMIZER:
            return translate(
                "accumulation",
                "With these arguments of {optimizer}, lr / N does not make up for the factor.",
            )
        case Reason.LEARNING_RATE if report.plan.weighting is not Weighting.COUNT:
            return translate(
                "accumulation",
                "The learning rate was divided by N = {n}, although the gradient is that of the "
                "whole batch, so that every step is too short. Cure: lr as it is.",
            )
        case Reason.LEARNING_RATE:
            return translate(
                "accumulation",
                "The learning rate was divided by N = {n} besides, so that every step is too "
                "short. Cure: one of the two, loss / N or lr / N.",
            )
        case Reason.GRADIENTS if (
            report.finding.verdict is Verdict.FACTOR and report.optimizer.name in SCALE_FREE
        ):
            return translate(
                "accumulation",
                "{optimizer} divides by the size of the gradient, which takes most of a factor "
                "out of the step, but not all.",
            )
        case Reason.CLIPPED_EACH:
            return translate(
                "accumulation",
                "Later gradients were long enough to be clipped, and each clip shrinks what is in "
                ".grad already. Cure: clip once, just before step.",
            )
        case Reason.OTHER:
            return translate(
                "accumulation", "The gradients agree, yet rounding has grown from step to step."
            )
    return ""
