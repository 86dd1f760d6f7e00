"""The live curve of losses, with accuracies, and the curves of earlier runs and of branches."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from lenet_gui.core.snapshot import Curve, Series
from lenet_gui.gui.loss.accuracy_curves import AccuracyCurves
from lenet_gui.gui.loss.branch_curves import SHOWN
from lenet_gui.gui.loss.faded_curves import FadedCurves
from lenet_gui.gui.loss.loss_scale import LossScale
from lenet_gui.gui.plot_style import LIGHT, Colours
from lenet_gui.gui.plots.cursor_plot import CursorPlot
from lenet_gui.gui.plots.decimate import GrowingDecimation
from lenet_gui.gui.plots.followed_range import FollowedRange
from lenet_gui.gui.plots.growing_line import GrowingLine
from lenet_gui.gui.plots.point_cursor import Place, PointCursor

MOST_THICK = 300
"""Up to so many points the line is two pixels wide; that takes ten times as long as one."""

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
        self._shown: object = None  # what is drawn with all that belongs to it
        self._colours = LIGHT
        self._scale = LossScale()
        self._following = True
        self._cursor = PointCursor(self, lambda losses: self._scale.heights(losses))
        self._cursor.moved.connect(self._announce)
        self._grown = False
        self._range = FollowedRange()
        self._thin = GrowingDecimation()
        item = self.getPlotItem()
        self.old_lines = FadedCurves(item, 3)
        self.beside_lines = FadedCurves(item, SHOWN, dashed=True)
        self._line = GrowingLine()
        self._dots = pg.ScatterPlotItem(size=6, pxMode=True)
        for drawn in (self._line, self._dots):
            item.addItem(drawn, ignoreBounds=True)
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
        shown = (curve, old, beside)
        if shown == self._shown:
            return  # most calls compute no loss
        self._shown = None if grown else shown
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
        self._scale = LossScale(log)
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
        self.old_lines.restyle(colours)
        self.beside_lines.restyle(colours)

    def _follow(self) -> None:
        curves = [curve for curve in (*self._old, *self._beside, self._curve) if len(curve.steps)]
        if not curves:
            self.getPlotItem().setXRange(*self._range.cover_x(0), padding=0)
            self.getPlotItem().setYRange(-0.02, 1.02, padding=0)
            return
        last = max(int(curve.steps[-1]) for curve in curves)
        self._set_range(*self._range.cover_x(last), axis=0)
        extents = [self._scale.extent(curve.losses) for curve in curves]
        low, high = min(low for low, _ in extents), max(high for _, high in extents)
        self._set_range(*self._range.cover_y(low, high, log=self._scale.log), axis=1)

    def _set_range(self, low: float, high: float, *, axis: int) -> None:
        if tuple(self.getPlotItem().viewRange()[axis]) != (low, high):
            set_range = (self.getPlotItem().setXRange, self.getPlotItem().setYRange)[axis]
            set_range(low, high, padding=0)

    def _draw(self) -> None:
        (left, right), (bottom, top) = self.getPlotItem().viewRange()
        scale, columns = self._scale, self.columns()
        self.old_lines.draw(self._old, scale, left, right, columns)
        self.beside_lines.draw(self._beside, scale, left, right, columns)
        losses = scale.positive(self._curve.losses)
        xs, ys = self._thin(self._curve.steps, losses, left, right, columns)
        ys = scale.units(ys)
        shown = QRectF(left, bottom, right - left, top - bottom)
        self._line.show_points(xs, ys, shown, columns)
        self._draw_dots(xs, ys)
        width = 2 if len(xs) <= MOST_THICK else 1
        if self._line.width != width:
            self._line.set_pen(pg.mkPen(self._colours.series[0], width=width))
        if not self._grown:
            self.accuracies.draw(left, right, columns)

    def _draw_dots(self, xs: Series, ys: Series) -> None:
        if len(xs) > MOST_DOTS:
            self._dots.setVisible(False)  # painted, even nothing takes its time
            return
        # pyqtgraph's dots, other than its lines, warn of NaN while they are being painted.
        finite = np.isfinite(ys)
        self._dots.setData(xs[finite], ys[finite])
        self._dots.setVisible(bool(finite.any()))

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
