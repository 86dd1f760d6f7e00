"""The numbers of watches over the updates, with those under the cursor in words."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lenet_gui.core.watches import WatchView
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.plots.picture import PAPER_LINE, dressed, stacked
from lenet_gui.gui.plots.point_cursor import Place
from lenet_gui.gui.plots.readout import Readout
from lenet_gui.gui.plots.watch_plot import WatchPlot
from lenet_gui.gui.widgets.legend import Legend, Sample
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate


class WatchCurves(QWidget):
    """Draws the watches that are to be plotted, and tells their numbers at the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[WatchView, ...] = ()
        self._place: Place | None = None
        self.plot = WatchPlot(self)
        self._readout = Readout("watch_readout", self.plot, self)
        self.plot.cursor.moved.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self._readout)
        self.setFocusProxy(self.plot)

    @property
    def readout(self) -> str:
        """What is said of the numbers under the cursor."""
        return self._readout.text()

    def show_views(self, views: Sequence[WatchView]) -> None:
        """Draw these watches as far as they are plotted."""
        plotted = tuple(view for view in views if view.watch.plotted)
        if [view.watch.text for view in plotted] != [view.watch.text for view in self._views]:
            self.plot.cursor.forget()  # it stood on another watch
        self._views = plotted
        self.plot.show_lines([(view.steps, view.values) for view in plotted])
        self._write_message(anything=bool(views))
        self._read_out()

    def retranslate(self) -> None:
        """Set every text again; the next watches that are shown bring theirs."""
        self.plot.setAccessibleName(self.tr("Numbers of the watches"))
        self.plot.getPlotItem().setLabel("bottom", self.tr("updates made"))
        self._readout.setAccessibleName(self.tr("Numbers of the watches at the cursor"))

    def restyle(self) -> None:
        """Set the colours and the font."""
        self.plot.apply_style(colours(self.palette()), self.font())

    def _write_message(self, *, anything: bool) -> None:
        if not anything:
            text = self.tr(
                "Nothing is watched. Type an expression above: it is evaluated after each call, "
                "and its numbers are drawn here."
            )
        elif not self._views:
            text = self.tr("No watch is plotted: check Plot in the table.")
        elif not any(len(view.values) for view in self._views):
            text = self.tr("No numbers yet.")
        else:
            text = ""
        self.plot.set_message(text)

    def _choose(self, place: Place | None) -> None:
        self._place = place
        self._read_out()

    def _read_out(self) -> None:
        place = self._place
        if place is None:
            hint = self.tr("Point at a curve or press the left and right keys.")
            self._readout.tell("" if self.plot.message else hint)
            return
        chosen = self._views[place.line]
        step = int(chosen.steps[place.index])
        first = self.tr("updates {step}: {watch}").format(
            step=count(step), watch=self._at(chosen, place.index, step)
        )
        others = (view for line, view in enumerate(self._views) if line != place.line)
        self._readout.tell(first, *(self._last_until(view, step) for view in others))

    def _last_until(self, view: WatchView, step: int) -> str:
        """A watch with its newest number of those up to a number of updates."""
        index = int(np.searchsorted(view.steps, step, "right")) - 1
        return f"{view.watch.text} —" if index < 0 else self._at(view, index, step)

    def _at(self, view: WatchView, index: int, step: int) -> str:
        """A watch with one of its numbers, exactly, and where that belongs if it is not plain."""
        recorded = int(view.steps[index])
        text = f"{view.watch.text} {float(view.values[index])!r}"
        if recorded != step:
            return self.tr("{number} (since {step})").format(number=text, step=count(recorded))
        first, last = (int(np.searchsorted(view.steps, step, side)) for side in ("left", "right"))
        if last - first == 1:
            return text
        return self.tr("{number} ({place} of {count})").format(
            number=text, place=index - first + 1, count=last - first
        )


def watches_on(views: Sequence[WatchView], sheet: QWidget) -> QWidget:
    """The numbers of these watches on paper, with their names."""
    plot, legend = dressed(WatchPlot(sheet)), dressed(Legend("watch_legend", sheet))
    plot.line_width = PAPER_LINE
    plot.apply_style(colours(plot.palette()), plot.font())
    plot.getPlotItem().setLabel("bottom", translate("WatchCurves", "updates made"))
    plot.show_lines([(view.steps, view.values) for view in views])
    names = [view.watch.text for view in views]
    legend.set_entries((Sample.LINE, plot.colour(k), name) for k, name in enumerate(names))
    return stacked(sheet, legend, plot)
