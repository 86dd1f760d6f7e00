"""The live curve of losses, with accuracies, and the curves of earlier runs and of branches."""

import math
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from lenet_gui.core.snapshot import Counts, Curve, Series
from lenet_gui.gui.loss.accuracy_curves import AccuracyCurves
from lenet_gui.gui.loss.branch_curves import SHOWN
from lenet_gui.gui.plot_style import LIGHT, Colours, mix
from lenet_gui.gui.plots.cursor_plot import CursorPlot
from lenet_gui.gui.plots.decimate import GrowingDecimation, decimate
from lenet_gui.gui.plots.followed_range import FollowedRange
from lenet_gui.gui.plots.growing_line import GrowingLine
from lenet_gui.gui.plots.point_cursor import Place, PointCursor

MOST_THICK = 300
"""Up to so many points the line is two pixels wide; that takes ten times as long as one."""

DASHED = 0.9
"""How much of its colour a dashed line keeps, of which half is left out already."""

MOST_DOTS = 60
"""Up to so many points are drawn as dots, too; more would run into each other."""

EMPTY = Curve(
    "",
    0,
    np.empty(0, np.int64),
    np.empty(0),
    np.empty(0),
    np.empty(0, np.int64),
    np.empty(0),
    np.empty(0, np.int64),
    np.empty(0, np.int64),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A recorded loss.

    Attributes:
        index: its place in the record.
        step: updates made before it.
        loss: the loss, exactly.
        accuracy: share of the batch; NaN: there is none.
    """

    index: int
    step: int
    loss: float
    accuracy: float


class LossPlot(CursorPlot):
    """Draws whole curves of any length by the points that can be seen of them."""

    point_chosen = Signal(object)
    """The `Point` under the cursor; ``None``: the cursor has gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("loss_plot", parent)
        self._curve = EMPTY
        self._old: tuple[Curve, ...] = ()
        self._beside: tuple[Curve, ...] = ()
        self._colours = LIGHT
        self._log = False
        self._following = True
        self._cursor = PointCursor(self, self._heights)
        self._cursor.moved.connect(self._announce)
        self._grown = False
        self._range = FollowedRange()
        self._thin = GrowingDecimation()
        item = self.getPlotItem()
        self._old_lines = [pg.PlotCurveItem(connect="finite") for _ in range(3)]
        self._beside_lines = [pg.PlotCurveItem(connect="finite") for _ in range(SHOWN)]
        self._line = GrowingLine()
        self._dots = pg.ScatterPlotItem(size=6, pxMode=True)
        for drawn in (*self._old_lines, *self._beside_lines, self._line, self._dots):
            item.addItem(drawn, ignoreBounds=True)
        self._drawn: dict[pg.PlotCurveItem, tuple[Curve, object]] = {}
        self.accuracies = AccuracyCurves(item)
        box = item.getViewBox()
        box.sigResized.connect(self._size_changed)
        box.sigXRangeChanged.connect(self._x_range_changed)
        self.fit_requested.connect(self.fit)
        self.range_chosen.connect(self._let_go)

    @property
    def following(self) -> bool:
        """The ranges follow the data; no longer once the person has zoomed or panned."""
        return self._following

    def show_curves(
        self,
        curve: Curve,
        old: tuple[Curve, ...],
        beside: tuple[Curve, ...] = (),
        *,
        grown: bool = False,
    ) -> None:
        """Draw the curve at hand over those of earlier runs, the newest last.

        Args:
            curve: the curve at hand.
            old: earlier ones.
            beside: those off the way to the present moment.
            grown: it is the curve of before with more points. Its accuracies are left for later:
                they cross the plot, which would be painted whole at every frame of a run.
        """
        fewer = len(old) < len(self._old) or len(beside) < len(self._beside)
        if len(curve.steps) < len(self._curve.steps) or fewer:
            self._range.forget()
        self._curve, self._old, self._beside = curve, old, beside
        self._cursor.take([(curve.steps, curve.losses)])
        self._grown = grown
        if not grown:
            self.accuracies.set_curve(curve)
        if self._following:
            self._follow()
        self._draw()
        self._grown = False

    def set_log(self, log: bool) -> None:
        """Draw the losses on a logarithmic scale, or a linear one."""
        self._log = log
        self.getPlotItem().getAxis("left").setLogMode(False, log)
        self._cursor.forget()
        self.fit()

    def fit(self) -> None:
        """Show everything, and follow again what comes."""
        self._following = True
        self._range.forget()
        self._follow()
        self._draw()

    def last_point(self) -> Point | None:
        """The newest loss."""
        return self._point(len(self._curve.steps) - 1) if len(self._curve.steps) else None

    def choose(self, index: int) -> None:
        """Put the cursor on a point of the record."""
        self._cursor.choose(Place(0, index))

    def apply_style(self, colours: Colours, font: QFont) -> None:
        """Take on colours and a font."""
        self._colours = colours
        self.restyle(colours, font)
        first = colours.series[0]
        self._line.set_pen(pg.mkPen(first, width=self._line.width))
        self._dots.setPen(pg.mkPen(colours.surface, width=1))
        self._dots.setBrush(pg.mkBrush(first))
        self.accuracies.restyle(colours)
        for line, colour in zip(self._old_lines, faded(colours), strict=True):
            line.setPen(pg.mkPen(colour, width=1))
        for line, colour in zip(self._beside_lines, faded(colours, DASHED), strict=True):
            line.setPen(pg.mkPen(colour, width=1, dash=[4, 4]))

    def _follow(self) -> None:
        curves = [curve for curve in (*self._old, *self._beside, self._curve) if len(curve.steps)]
        if not curves:
            self.getPlotItem().setXRange(*self._range.cover_x(0), padding=0)
            self.getPlotItem().setYRange(-0.02, 1.02, padding=0)
            return
        last = max(int(curve.steps[-1]) for curve in curves)
        self._set_range(*self._range.cover_x(last), axis=0)
        extents = [self._extent(curve.losses) for curve in curves]
        low, high = min(low for low, _ in extents), max(high for _, high in extents)
        self._set_range(*self._range.cover_y(low, high, log=self._log), axis=1)

    def _set_range(self, low: float, high: float, *, axis: int) -> None:
        if tuple(self.getPlotItem().viewRange()[axis]) != (low, high):
            set_range = (self.getPlotItem().setXRange, self.getPlotItem().setYRange)[axis]
            set_range(low, high, padding=0)

    def _draw(self) -> None:
        low, high = self.getPlotItem().viewRange()[0]
        self._draw_others(self._old_lines, self._old, low, high)
        self._draw_others(self._beside_lines, self._beside, low, high)
        xs, ys = self._thin(
            self._curve.steps, self._positive(self._curve.losses), low, high, self.columns()
        )
        ys = np.log10(ys) if self._log else ys
        (left, right), (bottom, top) = self.getPlotItem().viewRange()
        shown = QRectF(left, bottom, right - left, top - bottom)
        self._line.show_points(xs, ys, shown, self.columns())
        self._draw_dots(xs, ys)
        width = 2 if len(xs) <= MOST_THICK else 1
        if self._line.width != width:
            self._line.set_pen(pg.mkPen(self._colours.series[0], width=width))
        if not self._grown:
            self.accuracies.draw(low, high, self.columns())

    def _draw_others(
        self, lines: list[pg.PlotCurveItem], curves: tuple[Curve, ...], low: float, high: float
    ) -> None:
        """Draw what changes with the view alone, and takes as long as the live curve."""
        view = (low, high, self.columns(), self._log)
        nothing = [EMPTY] * (len(lines) - len(curves))
        for line, curve in zip(lines, (*curves, *nothing), strict=True):
            drawn, drawn_view = self._drawn.get(line, (EMPTY, None))
            if drawn is not curve or drawn_view != view:
                self._drawn[line] = (curve, view)
                self._draw_line(line, curve.steps, curve.losses, low, high)

    def _draw_dots(self, xs: Series, ys: Series) -> None:
        if len(xs) > MOST_DOTS:
            self._dots.setVisible(False)  # painted, even nothing takes its time
            return
        # pyqtgraph's dots, other than its lines, warn of NaN while they are being painted.
        finite = np.isfinite(ys)
        self._dots.setData(xs[finite], ys[finite])
        self._dots.setVisible(bool(finite.any()))

    def _draw_line(
        self, line: pg.PlotCurveItem, steps: Counts, losses: Series, low: float, high: float
    ) -> None:
        xs, ys = decimate(steps, self._positive(losses), low, high, self.columns())
        line.setData(xs, np.log10(ys) if self._log else ys)
        line.setVisible(bool(len(xs)))

    def _positive(self, losses: Series) -> Series:
        """The losses that have a place on the axis; the others as NaN."""
        if self._log and len(losses) and not np.fmin.reduce(losses) > 0:
            return np.where(losses > 0, losses, np.nan)
        return losses

    def _extent(self, losses: Series) -> tuple[float, float]:
        """Lowest and highest loss in the units of the axis; infinite: there is none."""
        losses = self._positive(losses)
        if not np.isfinite(losses).all():
            losses = losses[np.isfinite(losses)]
        if not len(losses):
            return np.inf, -np.inf
        low, high = float(losses.min()), float(losses.max())
        return (math.log10(low), math.log10(high)) if self._log else (low, high)

    def _heights(self, losses: Series) -> Series:
        """Losses in the units of the axis; NaN: no place on it."""
        losses = self._positive(losses)
        if not np.isfinite(losses).all():
            losses = np.where(np.isfinite(losses), losses, np.nan)
        return np.log10(losses) if self._log else losses

    def _point(self, index: int) -> Point:
        curve = self._curve
        return Point(
            index,
            int(curve.steps[index]),
            float(curve.losses[index]),
            float(curve.accuracies[index]),
        )

    def _announce(self, place: Place | None) -> None:
        self.point_chosen.emit(None if place is None else self._point(place.index))

    def _let_go(self) -> None:
        self._following = False
        self._draw()

    def _x_range_changed(self, *_changed: object) -> None:
        if not self._following:
            self._draw()

    def _size_changed(self, *_changed: object) -> None:
        self.accuracies.fit_geometry()
        self._draw()


def faded(colours: Colours, share: float = 0.5) -> tuple[str, str, str]:
    """The colours of earlier runs, the newest last.

    Args:
        colours: all colours.
        share: how much of a colour is left.
    """
    third, fourth, fifth = (colours.series[index] for index in (4, 3, 2))
    return (
        mix(colours.surface, third, share).name(),
        mix(colours.surface, fourth, share).name(),
        mix(colours.surface, fifth, share).name(),
    )
