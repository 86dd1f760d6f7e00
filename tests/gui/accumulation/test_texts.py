"""What is said of a report: the right sentence, with its numbers, and no gap."""

from dataclasses import replace

import pytest

from lenet_gui.core.accumulation import AccumulationPlan
from lenet_gui.core.accumulation_report import (
    AccumulationReport,
    Finding,
    Reason,
    Trajectory,
    Verdict,
)
from lenet_gui.core.optimizers import Adam
from lenet_gui.gui.accumulation.texts import judge
from tests.snapshots import accumulation_report, difference

WRONG = Finding(Verdict.WRONG, Reason.GRADIENTS)


def undivided(factor: float = 4.0) -> AccumulationReport:
    """Four micro-batches that nobody divided."""
    report = accumulation_report(
        finding=Finding(Verdict.FACTOR, Reason.UNDIVIDED, factor), moved_finding=WRONG
    )
    return replace(report, parts=tuple(replace(part, counted=4.0) for part in report.parts))


def test_rounding_is_told_from_both_precisions():
    said = judge(accumulation_report())
    assert said.right
    assert said.headline.startswith("✓ Equal")
    assert "1e-07 in float32" in said.details[0]
    assert "1e-16 when both" in said.details[0]


def test_a_factor_is_named_with_its_cure():
    said = judge(undivided())
    assert not said.right
    assert said.headline == "✗ Wrong by a factor of 4."
    assert "loss / N" in said.details[0]
    assert "clipping" not in said.details[0]


def test_a_factor_that_clipping_has_changed_is_told_with_the_one_behind_it():
    said = judge(undivided(1.5))
    assert said.headline == "✗ Wrong by a factor of 1.5."
    assert "Without clipping the factor would be 4." in said.details[0]


def test_a_smaller_learning_rate_that_makes_up_for_a_factor_is_right():
    said = judge(accumulation_report(finding=Finding(Verdict.FACTOR, Reason.UNDIVIDED, 4.0)))
    assert said.right
    assert "4 times as long" in said.headline


def test_unequal_pieces_are_told_with_what_a_sample_of_each_counts():
    report = accumulation_report(
        finding=Finding(Verdict.WRONG, Reason.UNEQUAL_SIZES),
        moved_finding=WRONG,
        plan=AccumulationPlan((12, 8)),
        gradient=difference(relative_error=0.25, cosine=0.8660254),
    )
    parts = (
        replace(report.parts[0], size=12, valid=12, counted=0.8),
        replace(report.parts[0], counted=1.25),
    )
    said = judge(replace(report, parts=parts))
    assert "30.0°" in said.headline
    assert "0.25" in said.headline
    assert "× 1.25 in a piece of 8, × 0.8 in one of 12" in said.details[0]


def test_a_wrong_schedule_is_the_verdict_where_the_gradient_is_right():
    report = accumulation_report(
        moved_finding=Finding(Verdict.WRONG, Reason.SCHEDULE),
        accumulated=Trajectory((0.1, 0.1), (0.01, 0.005)),
    )
    said = judge(report)
    assert not said.right
    assert said.headline == "✗ The gradient is right, the learning rates are not."
    assert "lr = 0.005 in the place of 0.01" in said.details[0]


def test_a_factor_that_clipping_hid_at_first_is_no_right_plan():
    report = accumulation_report(
        finding=Finding(Verdict.ROUNDING, Reason.HIDDEN_BY_CLIPPING), moved_finding=WRONG
    )
    assert judge(report).headline.startswith("✗ Right at the first update only")


def test_rounding_that_has_grown_is_no_fault_of_the_plan():
    said = judge(accumulation_report(moved_finding=Finding(Verdict.WRONG, Reason.OTHER)))
    assert said.right
    assert "rounding has grown" in said.details[1]


def test_distance_of_parameters_is_a_share_of_their_way():
    report = accumulation_report(
        moved_finding=WRONG,
        finding=Finding(Verdict.FACTOR, Reason.UNDIVIDED, 4.0),
        moved=difference(norm=10.0, relative_error=0.01),
        distance=0.4,
    )
    assert "lie 25 % of their way apart" in judge(report).details[1]


def test_an_optimizer_that_divides_by_the_gradient_is_mentioned_at_a_factor():
    report = accumulation_report(
        finding=Finding(Verdict.FACTOR, Reason.UNDIVIDED, 4.0), moved_finding=WRONG
    )
    assert "Adam divides" in judge(replace(report, optimizer=Adam())).details[1]
    assert "divides" not in judge(report).details[1]


@pytest.mark.parametrize("moved", Verdict)
@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("verdict", Verdict)
def test_nothing_is_left_open_in_any_sentence(verdict, reason, moved):
    report = accumulation_report(
        finding=Finding(verdict, reason, 2.0), moved_finding=Finding(moved, reason)
    )
    said = judge(report)
    assert said.headline[0] == ("✓" if said.right else "✗")
    for text in (said.headline, *said.details):
        assert text
        assert "{" not in text


def test_micro_batches_without_targets_leave_the_others_to_speak_of():
    report = accumulation_report(plan=AccumulationPlan((8, 8, 8, 8), ignored=8))
    parts = (replace(report.parts[0], valid=0, counted=float("nan")), *report.parts[1:])
    finding = Finding(Verdict.FACTOR, Reason.NO_TARGETS, 0.75)
    said = judge(replace(report, parts=parts, finding=finding, moved_finding=WRONG))
    assert "without a single target: 1." in said.details[0]
