"""What is written on the boxes of a graph, and how much room that needs."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from lenet_gui.core.graph import GraphNode
from lenet_gui.core.graph_layout import GraphLayout
from lenet_gui.gui.graph.geometry import Widths, Wishes
from lenet_gui.gui.output.printed_output import stem

ELIDE = Qt.TextElideMode.ElideRight

FEWEST = 8
"""Characters of a long label that must be seen."""


def forms(node: GraphNode) -> tuple[str, ...]:
    """The label of a node, from the longest to the shortest."""
    if node.variable:
        short = node.variable.rpartition(".")[2]
        return (f"{node.name} {node.variable}", node.variable, short)
    return (node.name, stem(node.name))


def labels(
    nodes: Sequence[GraphNode], boxes: Sequence[QRectF], metrics: QFontMetricsF
) -> list[str]:
    """What is written on each node: of operations all in one form, and of parameters as well.

    Args:
        nodes: the nodes.
        boxes: the room for each.
        metrics: of the writing.
    """
    rooms = [label_room(node, box, metrics).width() for node, box in zip(nodes, boxes, strict=True)]
    level = {False: 0, True: 0}
    for node, room in zip(nodes, rooms, strict=True):
        texts = forms(node)
        kind = bool(node.variable)
        while level[kind] < len(texts) - 1 and metrics.horizontalAdvance(texts[level[kind]]) > room:
            level[kind] += 1
    return [
        metrics.elidedText(forms(node)[level[bool(node.variable)]], ELIDE, room)
        for node, room in zip(nodes, rooms, strict=True)
    ]


def label_room(node: GraphNode, box: QRectF, metrics: QFontMetricsF) -> QRectF:
    """The part of a node's box that its label has; the squares of its tensors are right of it."""
    height = metrics.height()
    return box.adjusted(0.45 * height, 0, -0.3 * height - chips_width(node, height), 0)


def chip_side(line: float) -> float:
    """Side of the square that stands for a saved tensor."""
    return round(0.55 * line)


def chips_width(node: GraphNode, line: float) -> float:
    """Room that the squares of a node's saved tensors take."""
    return len(node.saved) * (chip_side(line) + 3)


def wishes(
    nodes: Sequence[GraphNode], layout: GraphLayout, stages: Iterable[str], metrics: QFontMetricsF
) -> Wishes:
    """What the labels of a graph need.

    Args:
        nodes: the nodes.
        layout: where they lie.
        stages: names of the stages of the forward path.
        metrics: of the writing.
    """
    line = metrics.height()
    lanes: list[Widths] = [(0.0, 0.0)] * layout.lanes
    for node, place in zip(nodes, layout.places, strict=True):
        least, most = lanes[place.lane]
        low, high = _widths(node, metrics)
        lanes[place.lane] = (max(least, low), max(most, high))
    stage = max((metrics.horizontalAdvance(name) for name in stages), default=-1.7 * line)
    return Wishes(line, (stage + 1.7 * line, stage + 1.7 * line), lanes)


def _widths(node: GraphNode, metrics: QFontMetricsF) -> Widths:
    texts = forms(node)
    besides = chips_width(node, metrics.height()) + 0.9 * metrics.height()
    fewest = metrics.averageCharWidth() * FEWEST
    shortest = metrics.horizontalAdvance(texts[-1])
    return (
        min(shortest, max(fewest, shortest if node.variable else 0)) + besides,
        metrics.horizontalAdvance(texts[0]) + besides,
    )
