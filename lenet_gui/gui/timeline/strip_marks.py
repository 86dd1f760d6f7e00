"""What moves on the strip: the present moment, the pinned ones, the call that is pointed at."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from lenet_gui.core.timeline import Moment
from lenet_gui.gui.timeline.span import Span
from lenet_gui.gui.timeline.strip_layout import Layout, Look


def paint_marks(
    painter: QPainter, layout: Layout, span: Span, look: Look, moments: Mapping[str, Moment | None]
) -> None:
    """Paint the marks that lie in view.

    Args:
        painter: of the widget.
        layout: where its parts lie.
        span: what is shown.
        look: how.
        moments: ``now``, ``goal`` and ``pointed``, and the pinned ones by their letters.
    """
    body = layout.body
    painter.setClipRect(body.adjusted(-6, -2, 6, 2))
    for name, moment in moments.items():
        if moment is None or not span.low <= moment.call <= span.high:
            continue
        x = span.x(moment.call)
        if name == "pointed":
            _paint_call(painter, body, x, max(1.0, span.pixels), look)
        elif name == "goal":
            painter.setPen(QPen(QColor(look.colours.accent), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))
        elif name == "now":
            _paint_now(painter, layout, x, moment, look)
        else:
            _paint_pin(painter, body, x, name, look)
    painter.setClipping(False)


def paint_readout(painter: QPainter, layout: Layout, words: str, look: Look) -> None:
    """Write about one moment at the top."""
    painter.setPen(QColor(look.colours.text))
    shown = look.metrics.elidedText(words, Qt.TextElideMode.ElideRight, layout.readout.width())
    painter.drawText(layout.readout, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_empty(painter: QPainter, rect: QRect, words: str, look: Look) -> None:
    """Write what to do while there is nothing to see."""
    painter.setPen(QColor(look.colours.muted))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(rect.adjusted(look.line, 0, -look.line, 0), flags, words)


def _paint_call(painter: QPainter, body: QRect, x: float, width: float, look: Look) -> None:
    tint = QColor(look.colours.accent)
    tint.setAlphaF(0.22)
    painter.fillRect(QRectF(x - width, body.top(), max(2.0, width), body.height()), tint)


def _paint_now(painter: QPainter, layout: Layout, x: float, moment: Moment, look: Look) -> None:
    body = layout.body
    painter.setPen(QPen(QColor(look.colours.accent), 2))
    painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))
    lane = next((lane for lane in layout.lanes if lane.branch.number == moment.branch), None)
    if lane is not None:
        painter.setBrush(QColor(look.colours.surface))
        painter.drawEllipse(QPointF(x, lane.calls.center().y() + 0.5), 4, 4)


def _paint_pin(painter: QPainter, body: QRect, x: float, letter: str, look: Look) -> None:
    """A flag with the letter on it; A's to the left of its pole, B's to the right."""
    colour = QColor(look.colours.text)
    painter.setPen(QPen(colour, 1))
    painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))
    size = look.line
    flag = QRectF(x - size if letter == "A" else x, body.top(), size, size)
    painter.fillRect(flag, colour)
    painter.setPen(QColor(look.colours.surface))
    painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, letter)
