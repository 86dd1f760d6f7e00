"""The tutorial's open question, answered in a few sentences whose numbers are all computed."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from lenet_gui.core.snapshot import Comparison
from lenet_gui.gui.loss.comparison_plot import TUTORIAL_STEPS
from lenet_gui.gui.words.number_text import count, number

translate = QCoreApplication.translate


def comparison_text(comparison: Comparison) -> str:
    """Why the run without ``zero_grad`` is faster at first, as rich text."""
    sentences = (
        _start(comparison),
        _faster(comparison),
        _swing(comparison),
        _same(comparison),
        _stopped(comparison),
    )
    return "".join(f"<p>{sentence}</p>" for sentence in sentences if sentence)


def _losses(comparison: Comparison, step: int) -> tuple[str, str]:
    """What the runs without and with ``zero_grad`` had reached after `step` updates."""
    without, with_it, _ = comparison.curves
    return number(float(without.losses[step])), number(float(with_it.losses[step]))


def _start(comparison: Comparison) -> str:
    return translate(
        "ComparisonView",
        "Three runs from seed {seed}, learning rate {lr}, updates of each: {steps}.",
    ).format(
        seed=comparison.seed,
        lr=f"{comparison.lr:g}",
        steps=len(comparison.curves[0].losses) - 1,
    )


def _faster(comparison: Comparison) -> str:
    step = min(TUTORIAL_STEPS, len(comparison.curves[0].losses) - 1)
    without, with_it = _losses(comparison, step)
    return translate(
        "ComparisonView",
        "<b>Without zero_grad, .grad is never cleared.</b> It is the running sum "
        "g1 + g2 + g3 + …: while the gradients point the same way, the second update is about "
        "twice as long as the first, the third three times. So the loss falls faster: after "
        "{step} updates it is {without}, and {with_it} with zero_grad.",
    ).format(step=step, without=without, with_it=with_it)


def _swing(comparison: Comparison) -> str:
    lowest, highest = comparison.lowest_step, comparison.highest_step
    low, high = (number(float(comparison.curves[0].losses[step])) for step in (lowest, highest))
    if highest == lowest:
        return translate(
            "ComparisonView",
            "<b>The sum keeps every old gradient,</b> so it cannot stop at the bottom. In this "
            "run the loss is still falling at the end; more updates would show the swing back.",
        )
    return translate(
        "ComparisonView",
        "<b>The sum keeps every old gradient,</b> so it cannot stop at the bottom. The first "
        "minimum comes after {lowest} updates, with loss {low}; then it overshoots and swings "
        "back up to {high} after {highest} updates.",
    ).format(lowest=lowest, low=low, highest=highest, high=high)


def _same(comparison: Comparison) -> str:
    claim = translate(
        "ComparisonView", "<b>The running sum is momentum 1, a ball without friction.</b>"
    )
    without, _, momentum = comparison.curves
    if comparison.losses_identical and comparison.parameters_identical:
        same = translate(
            "ComparisonView",
            "The run with zero_grad and momentum 1 is identical to the last bit: all {losses} "
            "losses and all {parameters} parameters.",
        ).format(losses=count(len(without.losses)), parameters=count(comparison.parameter_count))
        return f"{claim} {same}"
    known = np.isfinite(without.losses) & np.isfinite(momentum.losses)
    differences = np.abs(without.losses[known] - momentum.losses[known])
    differs = translate(
        "ComparisonView",
        "Here the run with zero_grad and momentum 1 is not identical to the last bit: the "
        "largest difference of two losses is {difference}.",
    ).format(difference=number(float(differences.max(initial=0.0))))
    return f"{claim} {differs}"


def _stopped(comparison: Comparison) -> str:
    after = TUTORIAL_STEPS + 2
    if len(comparison.curves[0].losses) <= after:
        return ""
    without, with_it = _losses(comparison, after)
    lucky = (
        translate(
            "ComparisonView",
            "<b>The tutorial stopped after 10 updates, just at the lucky moment.</b>",
        )
        if comparison.lowest_step == TUTORIAL_STEPS
        else translate("ComparisonView", "<b>The tutorial stopped after 10 updates.</b>")
    )
    reached = translate(
        "ComparisonView",
        "After {step} updates the loss is {without} without zero_grad, {with_it} with it.",
    ).format(step=after, without=without, with_it=with_it)
    return f"{lucky} {reached}"
