"""The losses and the learning rate above the calls."""

import numpy as np
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from lenet_gui.gui.plots.decimate import decimate
from lenet_gui.gui.plots.steady_range import nice_ceiling
from lenet_gui.gui.timeline.span import Span
from lenet_gui.gui.timeline.strip_layout import Look
from lenet_gui.gui.timeline.way import Values, Way

SPARSE = 12
"""Pixels between two losses from which on each is a dot besides."""


class LossTrack:
    """The losses of a way as a line; of each column of pixels the lowest and the highest."""

    def __init__(self) -> None:
        self._range: tuple[float, float] | None = None

    def paint(self, painter: QPainter, rect: QRect, span: Span, way: Way, look: Look) -> None:
        """Paint the line, its scale, and a tick at the top for what is no finite number."""
        calls, losses = way.losses
        xs, ys = decimate(calls, losses, span.low, span.high, span.width)
        finite = ys[np.isfinite(ys)]
        if not len(finite):
            return
        low, high = self._cover(float(finite.min()), float(finite.max()))
        scaled = rect.bottom() - 1 - (ys - low) / (high - low) * (rect.height() - 3)
        pen = QPen(QColor(look.colours.series[0]), 1)
        painter.setPen(pen)
        # Smooth where it can be seen: from column to column it would cost as much as all else.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(xs) < span.width)
        pixels = span.xs(xs)
        painter.setClipRect(rect.adjusted(0, -2, 2, 2))
        for line in _lines(pixels, scaled):
            painter.drawPolyline(line)
        if len(xs) * SPARSE < span.width:
            painter.setBrush(pen.color())
            for x, y in zip(pixels, scaled, strict=True):
                if np.isfinite(y):
                    painter.drawEllipse(QPointF(x, y), 1.6, 1.6)
        self._paint_infinite(painter, rect, span, way, look)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter, rect, look, low, high)

    def _cover(self, low: float, high: float) -> tuple[float, float]:
        """The scale: it holds still until the losses leave it, or fill less than a third."""
        if self._range is not None:
            bottom, top = self._range
            filled = high if bottom == 0 else high - low
            if bottom <= low and high <= top and filled >= (top - bottom) / 3:
                return self._range
        if high > 0 and (0 <= low <= 0.75 * high or low == high):
            self._range = 0.0, nice_ceiling(high)
        else:
            self._range = (low, high) if high > low else (low - 1, high + 1)
        return self._range

    def _paint_infinite(
        self, painter: QPainter, rect: QRect, span: Span, way: Way, look: Look
    ) -> None:
        first, last = np.searchsorted(way.not_finite, (span.low, span.high + 1))
        broken = way.not_finite[first:last]
        painter.setPen(QPen(QColor(look.colours.error), 2))
        pixels = span.xs(broken)
        for x in np.unique(pixels.astype(np.int64)).tolist():
            painter.drawLine(x, rect.top(), x, rect.top() + 4)

    def _paint_scale(
        self, painter: QPainter, rect: QRect, look: Look, low: float, high: float
    ) -> None:
        painter.setPen(QColor(look.colours.muted))
        gutter = QRect(0, rect.top(), look.gutter - 4, rect.height())
        right = Qt.AlignmentFlag.AlignRight
        painter.drawText(gutter, right | Qt.AlignmentFlag.AlignTop, f"{high:.3g}")
        if rect.height() >= 2 * look.line:
            painter.drawText(gutter, right | Qt.AlignmentFlag.AlignBottom, f"{low:.3g}")


def paint_rate(painter: QPainter, rect: QRect, span: Span, way: Way, look: Look) -> None:
    """Paint the learning rate as stairs from zero to its largest."""
    calls, rates = way.rates
    if not len(rates) or not rates.max() > 0:
        return
    xs, ys = decimate(calls, rates, span.low, span.high, span.width)
    xs, ys = np.append(xs, max(way.end, xs[-1])), np.append(ys, ys[-1])
    pixels = np.clip(span.xs(xs), rect.left(), rect.right() + 1)
    scaled = rect.bottom() - ys / rates.max() * (rect.height() - 2)
    painter.setPen(QPen(QColor(look.colours.optimizer), 1))
    for line in _lines(np.repeat(pixels, 2)[1:], np.repeat(scaled, 2)[:-1]):
        painter.drawPolyline(line)
    painter.setPen(QColor(look.colours.muted))
    gutter = QRect(0, rect.bottom() + 1 - look.line, look.gutter - 4, look.line)
    painter.drawText(gutter, Qt.AlignmentFlag.AlignRight, f"lr {rates.max():.3g}")


def _lines(xs: Values, ys: Values) -> list[QPolygonF]:
    """The pieces of a line that has gaps."""
    gaps = np.flatnonzero(~np.isfinite(ys))
    return [
        arrayToQPolygonF(xs[first:last], ys[first:last])
        for first, last in zip([0, *(gaps + 1).tolist()], [*gaps.tolist(), len(xs)], strict=True)
        if first < last
    ]
