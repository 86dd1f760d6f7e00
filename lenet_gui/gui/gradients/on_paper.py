"""The views of the gradients as they are printed: nothing in them is chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.gui.gradients.histogram_cells import HistogramCell
from lenet_gui.gui.gradients.histogram_view import HistogramView
from lenet_gui.gui.gradients.history_view import HistoryView
from lenet_gui.gui.gradients.rms_rows import RmsRow
from lenet_gui.gui.gradients.rms_view import RmsView
from lenet_gui.gui.plots.picture import dressed, stacked
from lenet_gui.gui.widgets.legend import Entry, Legend


def histograms_on(
    cells: tuple[HistogramCell, ...],
    legend: Sequence[Entry],
    sheet: QWidget,
    *,
    log: bool,
    compare: bool,
) -> QWidget:
    """All histograms side by side."""
    view = dressed(HistogramView(sheet))
    view.restyle()
    view.set_log(log)
    view.set_compare(compare)
    view.set_cells(cells)
    return stacked(sheet, _legend(legend, sheet), view)


def history_on(history: GradientHistory, sheet: QWidget) -> QWidget:
    """All heat-maps side by side."""
    view = dressed(HistoryView(sheet))
    view.restyle()
    view.set_history(history)
    return view


def sizes_on(rows: tuple[RmsRow, ...], legend: Sequence[Entry], sheet: QWidget) -> QWidget:
    """The sizes of all gradients below each other."""
    view = dressed(RmsView(sheet))
    view.restyle()
    view.set_rows(rows)
    return stacked(sheet, _legend(legend, sheet), view)


def _legend(entries: Sequence[Entry], sheet: QWidget) -> Legend:
    legend = dressed(Legend("gradients_legend", sheet))
    legend.set_entries(entries)
    return legend
