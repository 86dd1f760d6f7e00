"""How a graph is painted: boxes, edges, saved tensors, hooks, and how far backward has come."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from lenet_gui.core.graph import GraphNode, SavedStatus
from lenet_gui.gui.graph.geometry import edge
from lenet_gui.gui.graph.labels import chip_side, label_room, labels
from lenet_gui.gui.graph.scene import Scene
from lenet_gui.gui.graph.stages import paint_stages
from lenet_gui.gui.plot_style import Colours, mix

ROUND = 3.0
"""Radius of a box's corners."""


def paint_edges(painter: QPainter, scene: Scene) -> None:
    """Draw every edge, and thick those along which a gradient has gone."""
    geometry, look = scene.geometry, scene.look
    visited = scene.frontier.visited if scene.frontier else frozenset()
    # What the gradient went along lies above the rest.
    for passed in (False, True):
        pen = QPen(QColor(look.accounts), 2.5) if passed else QPen(mix(look.grid, look.graph, 0.6))
        painter.setPen(pen)
        for index, node in enumerate(scene.graph.nodes):
            for follower in node.followers:
                if follower is not None and (index in visited) is passed:
                    start, end = geometry.boxes[index], geometry.boxes[follower]
                    if start.united(end).intersects(scene.seen):
                        painter.drawPolyline(edge(start, end, lying=geometry.lying))
    for index, node in enumerate(scene.graph.nodes):
        if node.hooks and geometry.boxes[index].intersects(scene.seen):
            _paint_hook(painter, geometry.boxes[index], scene)


def _paint_hook(painter: QPainter, box: QRectF, scene: Scene) -> None:
    """A diamond where edges come into the node: the gradient passes it on its way in."""
    lying = scene.geometry.lying
    centre = (
        QPointF(box.center().x(), box.top()) if lying else QPointF(box.left(), box.center().y())
    )
    size = 4.5
    around = ((-size, 0), (0, -size), (size, 0), (0, size))
    centre += QPointF(0, -size - 1) if lying else QPointF(-size - 1, 0)
    painter.setPen(QPen(QColor(scene.look.surface), 1))
    painter.setBrush(QColor(scene.look.optimizer))
    painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in around]))


def paint_node(painter: QPainter, scene: Scene, index: int, label: str) -> None:
    """Draw a node: its box, its label, and a square for each saved tensor."""
    node, box, look = scene.graph.nodes[index], scene.geometry.boxes[index], scene.look
    metrics = QFontMetricsF(painter.font())
    colour = look.accounts if node.variable else look.graph
    frontier = scene.frontier
    visited = frontier is not None and index in frontier.visited
    present = frontier is not None and index == frontier.present
    fails = present and frontier is not None and frontier.fails
    painter.setBrush(mix(look.surface, look.error if fails else colour, 0.4 if visited else 0.1))
    edge_colour = look.error if fails else colour
    painter.setPen(QPen(QColor(edge_colour), 2.5 if present else 1))
    painter.drawRoundedRect(box, ROUND, ROUND)
    if index == scene.chosen:
        style = Qt.PenStyle.SolidLine if scene.focused else Qt.PenStyle.DashLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.accent), 2, style))
        painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), ROUND + 2, ROUND + 2)
    room = label_room(node, box, metrics)
    painter.setPen(QColor(look.text))
    painter.drawText(
        room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        f"✗ {label}" if fails else label,
    )  # fmt: skip
    _paint_chips(painter, node, QPointF(room.right(), box.center().y()), look)


def _paint_chips(painter: QPainter, node: GraphNode, left: QPointF, look: Colours) -> None:
    """A full square: alive; an empty one: freed; one with a mark: out of date."""
    side = chip_side(QFontMetricsF(painter.font()).height())
    for number, saved in enumerate(node.saved):
        chip = QRectF(left.x() + 3 + number * (side + 3), left.y() - side / 2, side, side)
        stale = saved.status is SavedStatus.OUT_OF_DATE
        colour = QColor(look.error if stale else look.graph)
        empty = saved.status is SavedStatus.FREED
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush if empty else QBrush(colour))
        painter.drawRect(chip)
        if stale:
            painter.setPen(QPen(QColor(look.surface), 1.6))
            middle = chip.center().x()
            painter.drawLine(QPointF(middle, chip.top() + 2), QPointF(middle, chip.bottom() - 3.4))
            painter.drawPoint(QPointF(middle, chip.bottom() - 1.4))


def paint_all(painter: QPainter, scene: Scene) -> None:
    """Draw the whole graph, the forward path beside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_stages(painter, scene)
    paint_edges(painter, scene)
    boxes = scene.geometry.boxes
    texts = labels(scene.graph.nodes, boxes, QFontMetricsF(painter.font()))
    for index, (box, text) in enumerate(zip(boxes, texts, strict=True)):
        if box.intersects(scene.seen):
            paint_node(painter, scene, index, text)
