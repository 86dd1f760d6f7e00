"""How the forward path is painted beside the graph, with a pin for each result to be kept."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from lenet_gui.core.graph import Retained
from lenet_gui.gui.graph.scene import Scene
from lenet_gui.gui.plot_style import Colours, mix

ARROW = 3.5
"""Half the width of an arrow's head."""


def paint_stages(painter: QPainter, scene: Scene) -> None:
    """Draw each stage, an arrow to the next one, and a dotted line to the node that it made."""
    geometry, look = scene.geometry, scene.look
    painter.setPen(QPen(mix(look.grid, look.muted, 0.7), 1, Qt.PenStyle.DotLine))
    for node, box in zip(scene.graph.nodes, geometry.boxes, strict=True):
        stage = geometry.stages.get(node.stage)
        if stage is not None and node.main:
            painter.drawLine(*_between(stage, box, lying=geometry.lying))
    for start, end in pairwise(geometry.stages.values()):
        _paint_arrow(painter, start, end, scene)
    metrics = QFontMetricsF(painter.font())
    for name, box in geometry.stages.items():
        painter.setPen(QPen(mix(look.grid, look.muted, 0.7)))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        text = box.adjusted(1.25 * metrics.height(), 0, -0.2 * metrics.height(), 0)
        painter.setPen(QColor(look.text))
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        if name in scene.layers:
            _paint_pin(painter, pin_box(box), scene.graph.retained.get(name), look)


def pin_box(stage: QRectF) -> QRectF:
    """Where the pin of a stage lies."""
    side = 0.5 * stage.height()
    return QRectF(stage.left() + 0.22 * stage.height(), stage.center().y() - side / 2, side, side)


def _between(stage: QRectF, box: QRectF, *, lying: bool) -> tuple[QPointF, QPointF]:
    if lying:
        x = stage.center().x()
        return QPointF(x, stage.bottom()), QPointF(x, box.top())
    y = stage.center().y()
    return QPointF(stage.right(), y), QPointF(box.left(), y)


def _paint_arrow(painter: QPainter, start: QRectF, end: QRectF, scene: Scene) -> None:
    """From a stage to the next one, which lies above it or, lying, at its right."""
    if scene.geometry.lying:
        tail = QPointF(start.right(), start.center().y())
        tip = QPointF(end.left(), end.center().y())
        sides = QPointF(-ARROW, -ARROW), QPointF(-ARROW, ARROW)
    else:
        tail = QPointF(start.center().x(), start.top())
        tip = QPointF(end.center().x(), end.bottom())
        sides = QPointF(-ARROW, ARROW), QPointF(ARROW, ARROW)
    painter.setPen(QPen(QColor(scene.look.muted), 1.2))
    painter.drawLine(tail, tip)
    for side in sides:
        painter.drawLine(tip, tip + side)


def _paint_pin(painter: QPainter, box: QRectF, retained: Retained | None, look: Colours) -> None:
    """A ring: not kept; half full: will be; full: is; with a stroke: cannot be."""
    late = retained in (Retained.TOO_LATE, Retained.NO_GRAPH)
    colour = QColor(look.muted if retained is None else look.notice if late else look.accounts)
    waits = retained is Retained.WAITS
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DotLine if waits else Qt.PenStyle.SolidLine))
    full = retained is Retained.FILLED
    painter.setBrush(QBrush(colour) if full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if retained is Retained.SET:
        painter.setBrush(colour)
        painter.drawPie(box, 90 * 16, 180 * 16)
    elif late:
        painter.drawLine(box.topLeft(), box.bottomRight())
