"""What is said of a record of gradients that does not hold every moment."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.gui.number_text import count

translate = QCoreApplication.translate


def record_note(history: GradientHistory) -> str:
    """How many moments were recorded and are kept; empty: all of them."""
    parts = []
    if history.recorded < history.seen:
        pattern = translate(
            "history",
            "Recorded: {recorded} of {seen} changes of the gradients. A run spends a fiftieth of "
            "its time on it, so not every backward is there.",
        )
        parts.append(pattern.format(recorded=count(history.recorded), seen=count(history.seen)))
    if len(history) < history.recorded:
        pattern = translate(
            "history",
            "Kept: {kept}, the first and the newest in full, and evenly spaced ones between them.",
        )
        parts.append(pattern.format(kept=count(len(history))))
    return " ".join(parts)
