"""From ranks and lanes to rectangles, upright or lying, as large as the room allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from lenet_gui.core.graph_layout import GraphLayout

CLOSE, WIDE = 1.08, 2.2
"""Lines of writing from one rank to the next, upright: at least, and at most."""

GAP = 0.8
"""Lines of writing between two lanes, upright, at least: edges turn there."""

LYING_CLOSE, LYING_WIDE = 2.0, 3.4
"""Lines of writing from one lane to the next, lying."""

MARGIN = 6.0
"""Pixels around it, for the mark of the chosen node."""

Widths = tuple[float, float]
"""Of a label: the least that it can be read in, and the most that it needs."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where everything lies, in pixels before any zoom.

    Attributes:
        boxes: one for each node.
        stages: one for each stage of the forward path.
        size: of all together.
        lying: the loss lies at the right and ranks run to the left; else it lies at the top.
    """

    boxes: tuple[QRectF, ...]
    stages: Mapping[str, QRectF]
    size: QSizeF
    lying: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the labels need.

    Attributes:
        line: height of a line of writing.
        stage: widths of the stages' names.
        lanes: widths of each lane's nodes.
    """

    line: float
    stage: Widths
    lanes: Sequence[Widths]


def arrange(
    layout: GraphLayout, stages: Mapping[str, int], wishes: Wishes, room: QSizeF
) -> Geometry:
    """Lay everything out for a room; it may turn out larger.

    Args:
        layout: ranks and lanes of the nodes.
        stages: ranks of the stages of the forward path.
        wishes: what the labels need.
        room: the space there is.
    """
    ranks = max([layout.ranks, *(rank + 1 for rank in stages.values())])
    columns = [wishes.stage, *wishes.lanes]
    upright = (
        room.height() / (ranks * CLOSE * wishes.line),
        room.width() / (sum(least for least, _ in columns) + len(columns) * GAP * wishes.line),
    )
    lying = (
        room.width() / (ranks * _column(columns, wishes.line)),
        room.height() / (len(columns) * LYING_CLOSE * wishes.line),
    )
    if min(1.0, *lying) > min(1.0, *upright):
        return _lying(layout, stages, wishes, room, ranks)
    return _upright(layout, stages, wishes, room, ranks)


def _column(columns: Sequence[Widths], line: float) -> float:
    """Width of a rank that lies."""
    return max(least for least, _ in columns) + line


def _upright(
    layout: GraphLayout, stages: Mapping[str, int], wishes: Wishes, room: QSizeF, ranks: int
) -> Geometry:
    line, columns = wishes.line, [wishes.stage, *wishes.lanes]
    pitch = min(max((room.height() - 2 * MARGIN) / ranks, CLOSE * line), WIDE * line)
    height = min(pitch - 3, 1.6 * line)
    widths = _shared(columns, room.width() - 2 * MARGIN - len(wishes.lanes) * GAP * line)
    free = room.width() - 2 * MARGIN - sum(widths)
    gap = min(max(GAP * line, free / max(1, len(wishes.lanes))), 3 * line)
    lefts = [MARGIN + sum(widths[:i]) + i * gap for i in range(len(columns))]

    def box(rank: int, column: int) -> QRectF:
        return QRectF(lefts[column], MARGIN + rank * pitch, widths[column], height)

    size = QSizeF(lefts[-1] + widths[-1] + MARGIN, 2 * MARGIN + (ranks - 1) * pitch + height)
    return Geometry(
        tuple(box(place.rank, place.lane + 1) for place in layout.places),
        {name: box(rank, 0) for name, rank in stages.items()},
        size,
        lying=False,
    )


def _lying(
    layout: GraphLayout, stages: Mapping[str, int], wishes: Wishes, room: QSizeF, ranks: int
) -> Geometry:
    line, rows = wishes.line, 1 + len(wishes.lanes)
    columns = [wishes.stage, *wishes.lanes]
    most = max(most for _, most in columns) + line
    pitch = min(max((room.width() - 2 * MARGIN) / ranks, _column(columns, line)), most)
    down = min(max((room.height() - 2 * MARGIN) / rows, LYING_CLOSE * line), LYING_WIDE * line)

    def box(rank: int, row: int) -> QRectF:
        left = MARGIN + (ranks - 1 - rank) * pitch
        return QRectF(left, MARGIN + row * down, pitch - 0.8 * line, 1.5 * line)

    size = QSizeF(
        2 * MARGIN + ranks * pitch - 0.8 * line, 2 * MARGIN + (rows - 1) * down + 1.5 * line
    )
    return Geometry(
        tuple(box(place.rank, place.lane + 1) for place in layout.places),
        {name: box(rank, 0) for name, rank in stages.items()},
        size,
        lying=True,
    )


def _shared(columns: Sequence[Widths], room: float) -> list[float]:
    """Widths that take the room between the least and the most, each in the same share."""
    least, most = (sum(widths[i] for widths in columns) for i in (0, 1))
    share = min(max((room - least) / max(1.0, most - least), 0.0), 1.0)
    return [low + share * (high - low) for low, high in columns]


def edge(start: QRectF, end: QRectF, *, lying: bool) -> list[QPointF]:
    """The corners of the edge from a node to one that follows it.

    Args:
        start: box of the node.
        end: box of the follower.
        lying: the ranks run to the left.
    """
    if lying:
        return [QPointF(-p.y(), p.x()) for p in edge(_turned(start), _turned(end), lying=False)]
    if abs(start.center().x() - end.center().x()) < 1:
        return [QPointF(start.center().x(), start.bottom()), QPointF(end.center().x(), end.top())]
    right = end.left() > start.right()
    out = QPointF(start.right() if right else start.left(), start.center().y())
    goal = QPointF(end.left() if right else end.right(), end.center().y())
    turn = goal.x() + (-0.35 if right else 0.35) * min(28.0, abs(goal.x() - out.x()))
    return [out, QPointF(turn, out.y()), QPointF(turn, goal.y()), goal]


def _turned(box: QRectF) -> QRectF:
    """A lying box in the coordinates in which it stands: lanes across, ranks downwards."""
    return QRectF(box.top(), -box.right(), box.height(), box.width())
