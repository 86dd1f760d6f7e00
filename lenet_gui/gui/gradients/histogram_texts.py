"""What is written on a histogram of a gradient."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.gradients.histogram_cells import HistogramCell
from lenet_gui.gui.gradients.histogram_painting import CellTexts
from lenet_gui.gui.words.number_text import count, number

translate = QCoreApplication.translate


def cell_texts(cell: HistogramCell) -> CellTexts:
    """The norm, the share of zeros, and what there is in the place of bars."""
    now = cell.now
    if now is None:
        none, fact = translate("HistogramView", "None"), translate("HistogramView", ".grad is None")
        return CellTexts("", "", 0.0, "", "", none, fact)
    share = now.zeros / now.total if now.total else 0.0
    percent = "<1" if 0 < share < 0.01 else f"{100 * share:.0f}"
    norm = translate("HistogramView", "norm {norm}")
    alarm = translate("HistogramView", "⚠ not finite: {count}").format(count=count(now.non_finite))
    facts = (
        norm.format(norm=number(now.norm)),
        translate("HistogramView", "entries {count}").format(count=count(now.total)),
        translate("HistogramView", "zeros {count} ({percent} %)").format(
            count=count(now.zeros), percent=percent
        ),
    )
    return CellTexts(
        norm=norm.format(norm=f"{now.norm:.3g}"),
        zeros=translate("HistogramView", "zeros {percent} %").format(percent=percent),
        zero_share=share,
        alarm=alarm if now.non_finite else "",
        short_alarm=f"⚠ {count(now.non_finite)}" if now.non_finite else "",
        badge=(
            translate("HistogramView", "all zeros") if cell.state is GradientState.ZEROS else ""
        ),
        facts=" · ".join(facts),
    )


def tool_tip(name: str, texts: CellTexts) -> str:
    """All of it, however little room the cell has."""
    return "\n".join(filter(None, (name, texts.facts, texts.alarm)))


def enlarged_words() -> dict[str, str]:
    """What `Enlarged` writes, with gaps for the numbers."""
    return {
        "bin": translate("HistogramView", "[{low}, {high}): entries {count}"),
        "zeros": translate("HistogramView", "besides exact zeros: {count}"),
        "was": translate("HistogramView", "before, [{low}, {high}): entries {count}"),
        "hint": translate(
            "HistogramView", "Point at a bar or press the left and right keys to read it."
        ),
        "axes": translate("HistogramView", "across: value of an entry; up: entries in a bin"),
    }
