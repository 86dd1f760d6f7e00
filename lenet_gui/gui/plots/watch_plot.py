"""The numbers of watches over the updates."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from lenet_gui.core.snapshot import Series
from lenet_gui.gui.plot_style import LIGHT, Colours
from lenet_gui.gui.plots.cursor_plot import CursorPlot
from lenet_gui.gui.plots.decimate import decimate
from lenet_gui.gui.plots.followed_range import FollowedRange
from lenet_gui.gui.plots.point_cursor import Line, PointCursor

DASHES = (None, (6, 3), (2, 3), (8, 3, 2, 3))
"""How curves differ besides their colours."""


class WatchPlot(CursorPlot):
    """A curve for each watch, on one scale that follows the data until the person zooms.

    Attributes:
        line_width: in pixels; more than 1 takes long, and is for paper.
        cursor: stands on one of the numbers.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("watch_plot", parent)
        self._lines: tuple[Line, ...] = ()
        self._curves: list[pg.PlotCurveItem] = []
        self.line_width = 1
        self._colours = LIGHT
        self._range = FollowedRange()
        self._following = True
        self.cursor = PointCursor(self, _heights)
        self.fit_requested.connect(self.fit)
        self.range_chosen.connect(self._let_go)
        self.getPlotItem().getViewBox().sigXRangeChanged.connect(self._redraw_zoomed)
        self.getPlotItem().getViewBox().sigResized.connect(self._draw)

    @property
    def curves(self) -> list[pg.PlotCurveItem]:
        """What is drawn, in order."""
        return self._curves

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Draw these numbers."""
        if len(lines) != len(self._curves) or _shorter(lines, self._lines):
            self._range.forget()
        self._lines = tuple(lines)
        self.cursor.take(self._lines)
        item = self.getPlotItem()
        while len(self._curves) > len(lines):
            item.removeItem(self._curves.pop())
        while len(self._curves) < len(lines):
            curve = pg.PlotCurveItem(connect="finite")
            item.addItem(curve, ignoreBounds=True)
            self._curves.append(curve)
        self._paint()
        if self._following:
            self._follow()
        self._draw()

    def fit(self) -> None:
        """Show everything, and follow again what comes."""
        self._following = True
        self._range.forget()
        self._follow()
        self._draw()

    def apply_style(self, colours: Colours, font: QFont) -> None:
        """Take on colours and a font."""
        self._colours = colours
        self.restyle(colours, font)
        self._paint()

    def colour(self, index: int) -> str:
        """The colour of a curve."""
        return self._colours.series[index % len(self._colours.series)]

    def _paint(self) -> None:
        for index, curve in enumerate(self._curves):
            pen = pg.mkPen(self.colour(index), width=self.line_width)
            dashes = DASHES[index // len(self._colours.series) % len(DASHES)]
            if dashes is not None:
                pen.setDashPattern(dashes)
            curve.setPen(pen)

    def _follow(self) -> None:
        known = [(steps, values[np.isfinite(values)]) for steps, values in self._lines]
        known = [(steps, values) for steps, values in known if len(values)]
        if not known:
            return
        last = max(int(steps[-1]) for steps, _ in known)
        low = min(float(values.min()) for _, values in known)
        high = max(float(values.max()) for _, values in known)
        item = self.getPlotItem()
        item.setXRange(*self._range.cover_x(last), padding=0)
        item.setYRange(*self._range.cover_y(low, high, log=False), padding=0)

    def _draw(self, *_changed: object) -> None:
        low, high = self.getPlotItem().viewRange()[0]
        for curve, (steps, values) in zip(self._curves, self._lines, strict=True):
            curve.setData(*decimate(steps, values, low, high, self.columns()))

    def _redraw_zoomed(self, *_changed: object) -> None:
        if not self._following:
            self._draw()

    def _let_go(self) -> None:
        self._following = False
        self._draw()


def _shorter(lines: Sequence[Line], before: Sequence[Line]) -> bool:
    """A record has begun anew."""
    return any(len(new[0]) < len(old[0]) for new, old in zip(lines, before, strict=True))


def _heights(values: Series) -> Series:
    """Numbers as they lie on the axis; NaN: nowhere."""
    return np.where(np.isfinite(values), values, np.nan)
