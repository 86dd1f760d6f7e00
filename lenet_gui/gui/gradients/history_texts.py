"""What is said of a record of gradients that does not hold every moment."""

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
