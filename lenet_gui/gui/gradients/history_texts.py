"""What is written beside the history of the gradients, and of a record that leaves moments out."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate


def record_note(history: GradientHistory) -> str:
    """How many moments were recorded and are kept; empty: all of them."""
    parts = []
    if history.recorded < history.seen:
        pattern = translate("history", "{recorded} of {seen} changes of .grad recorded")
        parts.append(pattern.format(recorded=count(history.recorded), seen=count(history.seen)))
    if len(history) < history.recorded:
        parts.append(translate("history", "kept: {kept}").format(kept=count(len(history))))
    return " · ".join(parts)


def record_explanation() -> str:
    """Why a record does not hold every moment."""
    return translate(
        "history",
        "A free run spends about a hundredth of its time on recording, so not every backward is "
        "there; the first ones and those that you make by hand always are. When the record is "
        "full, the first and the newest moments stay, and evenly spaced ones between them. "
        "Nothing is averaged: what is kept is exactly what was recorded.",
    )


def enlarged_words() -> dict[str, str]:
    """The texts of `EnlargedHistory`."""
    return {
        "hint": translate(
            "HistoryView", "Point at a cell to read it. ←, → or a click: A; with Shift: B."
        ),
        "cell": translate("HistoryView", "{where}: {what}"),
        "moment": translate("HistoryView", "updates {step}, call {call}"),
        "moments": translate(
            "HistoryView", "updates {first} to {last}, the largest of {count} moments"
        ),
        "above": translate("HistoryView", "[{low}, {high}): entries {count}"),
        "below": translate("HistoryView", "({low}, {high}]: entries {count}"),
        "zeros": translate("HistoryView", "exact zeros: {count}"),
        "broken": translate("HistoryView", "⚠ not finite: {count}"),
        "share": "= 0",
    }


def fact_titles() -> tuple[str, ...]:
    """What the numbers of `moment_facts` are called."""
    return (
        translate("HistoryView", "updates"),
        translate("HistoryView", "call"),
        translate("HistoryView", "after"),
        translate("HistoryView", "deposits"),
        translate("HistoryView", "norm"),
        translate("HistoryView", "RMS"),
        translate("HistoryView", "exact zeros"),
        translate("HistoryView", "not finite"),
    )


def lead_tip() -> str:
    """How one gets from the record to the numbers themselves."""
    return translate(
        "HistoryView",
        "Double-click a cell of an enlarged picture: go to its moment and explain the first "
        "number that it counts. Alt+Enter: the largest number at moment A. The menu has both.",
    )
