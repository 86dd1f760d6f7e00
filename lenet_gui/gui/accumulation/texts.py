"""The verdict of the accumulation bench in words: what is right or wrong, why, and the cure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.accumulation_report import AccumulationReport, Reason, Verdict
from lenet_gui.gui.accumulation.reasons import RIGHT, of_direction, of_factor, of_updates
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a report.

    Attributes:
        right: the plan does what the whole batch does.
        headline: the verdict, one sentence.
        details: why, what helps, and what became of the parameters, a sentence or two each.
    """

    right: bool
    headline: str
    details: tuple[str, ...]


def short(value: float) -> str:
    """Three digits, which is enough for an error."""
    return f"{value:.3g}"


def angle(cosine: float) -> str:
    """Degrees between two gradients."""
    return f"{math.degrees(math.acos(max(-1.0, min(1.0, cosine)))):.1f}°"


def judge(report: AccumulationReport) -> Judgement:
    """Put a report into words."""
    facts = _facts(report)
    right = _is_right(report)
    details = [_why(report), _after(report)]
    if report.finding.verdict in RIGHT and not right:
        details.reverse()  # what is wrong comes first
    headline = _headline(report, right=right).format_map(facts)
    return Judgement(right, headline, tuple(text.format_map(facts) for text in details))


def _facts(report: AccumulationReport) -> Mapping[str, str]:
    plan, difference = report.plan, report.gradient
    parts = [part for part in report.parts if not math.isnan(part.counted)]
    most = max(parts, key=lambda part: part.counted)
    least = min(parts, key=lambda part: part.counted)
    distance = difference_of_moves(report)
    return {
        "factor": f"{report.finding.factor:.6g}",
        "n": str(plan.divisor),
        "pieces": str(len(plan.sizes)),
        "means": str(len(parts)),
        "ratio": short(difference.norm_ratio),
        "numbers": count(difference.count),
        "error": short(difference.relative_error),
        "exact": short(report.finding.exact),
        "one_error": short(report.accumulated_error),
        "whole_error": short(report.whole_error),
        "angle": angle(difference.cosine),
        "max_norm": f"{plan.max_norm:g}",
        "most": short(most.counted), "most_size": str(most.valid),
        "least": short(least.counted), "least_size": str(least.valid),
        "empty": str(plan.valid.count(0)),
        "first_kept": f"{100 * report.parts[0].kept:.0f}",
        "last_kept": f"{100 * report.parts[-1].kept:.0f}",
        "updates": str(plan.updates),
        "apart": short(100 * distance),
        "apart_relative": short(distance),
        "one_loss": f"{report.accumulated.losses[-1]:.6g}",
        "whole_loss": f"{report.whole.losses[-1]:.6g}",
        "one_lr": f"{report.accumulated.lrs[-1]:.4g}",
        "whole_lr": f"{report.whole.lrs[-1]:.4g}",
        "optimizer": report.optimizer.name,
    }  # fmt: skip


def difference_of_moves(report: AccumulationReport) -> float:
    """How far apart the parameters end, as a share of the way that the whole batch's went."""
    apart = report.moved.relative_error * report.moved.norm
    return apart / report.distance if report.distance else 0.0


def _is_right(report: AccumulationReport) -> bool:
    gradient, moved = report.finding.verdict, report.moved_finding
    if gradient in RIGHT:
        # What rounding has grown to is no fault of the plan.
        return moved.verdict in RIGHT or (
            moved.verdict is Verdict.WRONG and moved.reason is Reason.OTHER
        )
    return gradient is Verdict.FACTOR and moved.verdict in RIGHT


def _headline(report: AccumulationReport, *, right: bool) -> str:
    finding = report.finding
    if finding.verdict is Verdict.FACTOR and right:
        return translate(
            "accumulation",
            "✓ The updates are those of the whole batch, although the gradient is {factor} times "
            "as long.",
        )
    if finding.verdict in RIGHT and not right:
        if report.moved_finding.verdict is Verdict.NOT_FINITE:
            return translate(
                "accumulation", "✗ The gradient is right, but an update ended in NaN or infinity."
            )
        return _first_only(report.moved_finding.reason)
    if finding.verdict in RIGHT and finding.reason is Reason.HIDDEN_BY_CLIPPING:
        return translate("accumulation", "✓ Equal, because clipping hides a factor of {most}.")
    return {
        Verdict.IDENTICAL: translate(
            "accumulation", "✓ Identical to the gradient of the whole batch, to the last bit."
        ),
        Verdict.ROUNDING: translate(
            "accumulation", "✓ Equal to the gradient of the whole batch, up to rounding."
        ),
        Verdict.FACTOR: translate("accumulation", "✗ Wrong by a factor of {factor}."),
        Verdict.WRONG: translate(
            "accumulation",
            "✗ Wrong: another gradient, turned by {angle}, with a relative error of {error}.",
        ),
        Verdict.NOT_FINITE: translate(
            "accumulation", "✗ No verdict: a gradient holds NaN or infinity."
        ),
    }[finding.verdict]


def _first_only(reason: Reason) -> str:
    """The headline where the first gradient is right, and what follows is not."""
    match reason:
        case Reason.GRADIENTS:
            return translate(
                "accumulation", "✗ Right at the first update only: clipping hid a factor of {most}."
            )
        case Reason.CLIPPED_EACH:
            return translate(
                "accumulation", "✗ Right at the first update only, where nothing was clipped."
            )
    return translate("accumulation", "✗ The gradient is right, the learning rates are not.")


def _why(report: AccumulationReport) -> str:
    finding = report.finding
    if finding.verdict is Verdict.IDENTICAL:
        return translate("accumulation", "All {numbers} numbers have the same bits.")
    if finding.verdict is Verdict.ROUNDING and finding.reason is Reason.NONE:
        return translate(
            "accumulation",
            "The same terms were added in another order, and each addition rounds: the two differ "
            "by {error} in float32, by {exact} when both are computed in float64. From the exact "
            "gradient this one is {one_error} away, the whole batch's {whole_error}.",
        )
    if finding.verdict is Verdict.NOT_FINITE:
        return translate(
            "accumulation",
            "Look at the parameters and at the losses: the network itself has left the numbers.",
        )
    why = of_factor(report) or of_direction(finding.reason)
    if finding.verdict is Verdict.FACTOR and not math.isclose(
        finding.factor, report.parts[-1].counted, rel_tol=1e-5
    ):
        clipped = translate("accumulation", "Without clipping the factor would be {most}.")
        return one_line(why, clipped)
    return why


def _after(report: AccumulationReport) -> str:
    finding = report.moved_finding
    if finding.verdict is Verdict.IDENTICAL:
        return translate(
            "accumulation", "Updates made: {updates}. All parameters have the same bits."
        )
    if finding.verdict is Verdict.ROUNDING:
        return translate(
            "accumulation",
            "Updates made: {updates}. The parameters are equal up to rounding: they lie "
            "{apart_relative} of their way apart.",
        )
    if finding.verdict is Verdict.NOT_FINITE:
        return translate(
            "accumulation", "Updates made: {updates}. Then parameters held NaN or infinity."
        )
    ends = translate(
        "accumulation",
        "Updates made: {updates}. The parameters lie {apart} % of their way apart. The losses that "
        "the last backward calls started from add up to {one_loss}; for the whole batch it was "
        "{whole_loss}.",
    )
    extra = of_updates(report)
    return one_line(extra, ends) if extra else ends
