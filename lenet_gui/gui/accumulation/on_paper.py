"""What came of an accumulation as it is printed: nothing in it is chosen."""

from functools import partial
from html import escape

from PySide6.QtWidgets import QWidget

from lenet_gui.core.accumulation_report import AccumulationReport
from lenet_gui.gui.accumulation.bands import AccumulationBands
from lenet_gui.gui.accumulation.pages import RoundingPage, show_sum
from lenet_gui.gui.accumulation.texts import judge
from lenet_gui.gui.accumulation.updates import UpdatesPage
from lenet_gui.gui.plots.picture import PAPER_LINE, Picture, dressed


def accumulation_pictures(
    report: AccumulationReport, title: str, rounding: str, updates: str
) -> tuple[Picture, ...]:
    """The pictures of a report, the verdict below the first.

    Args:
        report: what came of a plan.
        title: the panel's.
        rounding: what the page of the rounding is called.
        updates: what the page of the updates is called; it is left out where there was only one.
    """
    said = judge(report)
    why = "".join(f"<p>{escape(text)}</p>" for text in said.details if text)
    caption = f"<p><b>{escape(said.headline)}</b></p>{why}"
    title = f"{title} · {', '.join(map(str, report.plan.sizes))}"
    pictures = [
        Picture("accumulation", title, partial(_sum_on, report), height=170, caption=caption),
        Picture(
            "accumulation_rounding", f"{title} · {rounding}", partial(_rounding_on, report),
            height=240,
        ),
    ]  # fmt: skip
    if len(report.whole.losses) > 1:
        drawn = partial(_updates_on, report)
        pictures.append(Picture("accumulation_updates", f"{title} · {updates}", drawn))
    return tuple(pictures)


def _sum_on(report: AccumulationReport, sheet: QWidget) -> QWidget:
    bands = dressed(AccumulationBands(sheet))
    bands.restyle()
    show_sum(bands, report)
    return bands


def _rounding_on(report: AccumulationReport, sheet: QWidget) -> QWidget:
    page = dressed(RoundingPage(sheet))
    page.restyle()
    page.show_report(report)
    return page


def _updates_on(report: AccumulationReport, sheet: QWidget) -> QWidget:
    page = dressed(UpdatesPage(sheet))
    page.plot.line_width = PAPER_LINE
    page.retranslate()
    page.restyle()
    page.show_report(report)
    return page
