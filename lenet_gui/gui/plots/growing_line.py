"""A curve that grows at its right end, of which only what is new is painted."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import Series

MARGIN = 3
"""Columns of pixels around what is new that are painted again: the pen, and its soft edge."""


class GrowingLine(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph has no types
    """Draws points joined by lines, with a gap at each NaN.

    pyqtgraph's own curve paints the whole plot, axes and grid included, for every new point.
    """

    def __init__(self) -> None:
        super().__init__()
        self.xs: Series = np.empty(0)
        self.ys: Series = np.empty(0)
        # Without it Qt would not tell which part is to be painted.
        self.setFlag(pg.GraphicsObject.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._pen: QPen = pg.mkPen("black", width=1)
        self._view = QRectF()
        self._columns = 1

    @property
    def width(self) -> int:
        """Width of the pen in pixels."""
        return self._pen.width()

    def set_pen(self, pen: QPen) -> None:
        """Draw in another colour or width."""
        self._pen = pen
        self.update()

    def show_points(self, xs: Series, ys: Series, view: QRectF, columns: int) -> None:
        """Draw points, in coordinates of the data.

        Args:
            xs: x, shape ``(n,)``, never falling.
            ys: y, shape ``(n,)``; NaN: a gap.
            view: what the plot shows.
            columns: columns of pixels in it.
        """
        if view != self._view:
            self.prepareGeometryChange()
            self._view = QRectF(view)
        same = self._shared(xs, ys)
        self.xs, self.ys, self._columns = xs, ys, max(1, columns)
        self._update_from(same)

    @override
    def boundingRect(self) -> QRectF:
        return self._view

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        exposed = option.exposedRect
        # A point on each side as well, so that the line goes on to the edges.
        first = max(0, int(np.searchsorted(self.xs, exposed.left())) - 1)
        last = int(np.searchsorted(self.xs, exposed.right(), "right")) + 1
        xs, ys = self.xs[first:last], self.ys[first:last]
        # Two points in each column make upright strokes, which a soft edge would only blur.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self.xs) <= self._columns)
        painter.setPen(self._pen)
        painter.drawPath(pg.arrayToQPath(xs, ys, connect="finite"))

    def _shared(self, xs: Series, ys: Series) -> int:
        """How many points at the beginning are those that are drawn already."""
        count = min(len(xs), len(self.xs))
        changed = (xs[:count] != self.xs[:count]) | (ys[:count] != self.ys[:count])
        # NaN differs from itself: a gap is painted again, which only takes time.
        return int(np.argmax(changed)) if changed.any() else count

    def _update_from(self, same: int) -> None:
        """Ask for what lies right of the last point that stayed."""
        if same == 0:
            self.update()
            return
        margin = MARGIN * self._view.width() / self._columns
        left = float(self.xs[same - 1] if same <= len(self.xs) else self._view.left()) - margin
        area = QRectF(self._view)
        area.setLeft(max(left, area.left()))
        if len(self.xs):
            area.setRight(min(float(self.xs[-1]) + margin, area.right()))
        self.update(area)
