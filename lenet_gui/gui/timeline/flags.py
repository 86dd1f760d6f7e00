"""Failures, notices and alarms on the calls: each a shape of its own, at whatever zoom."""

from enum import IntEnum

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from lenet_gui.core.timeline import Branch, Mark
from lenet_gui.gui.timeline.lanes import Lane, flag_height
from lenet_gui.gui.timeline.span import Span
from lenet_gui.gui.timeline.strip_layout import Look


class _Rank(IntEnum):
    """What is shown where one place has several, the highest first to be seen."""

    NONE = 0
    NOTICE = 1
    ALARM = 2
    FAILED = 3


_RANKS = {Mark.NOTICE: _Rank.NOTICE, Mark.ALARM: _Rank.ALARM, Mark.FAILED: _Rank.FAILED}


def flag_places(branch: Branch, span: Span, size: int) -> list[tuple[float, Mark]]:
    """Where flags are drawn: at most one in `size` pixels, a failure before all others.

    Returns:
        Pixels and marks, from left to right.
    """
    first = max(0, int(span.low) - branch.fork)
    marks = branch.marks[first : max(first, int(span.high) + 1 - branch.fork)]
    flagged = np.flatnonzero(marks)
    if not len(flagged):
        return []
    ranks = np.zeros(len(flagged), np.uint8)
    for mark, rank in _RANKS.items():  # the highest last
        ranks[(marks[flagged] & mark) != 0] = rank
    middles = span.xs(branch.fork + first + flagged) + span.pixels / 2
    slots = (middles // size).astype(np.int64)
    order = np.lexsort((-ranks.astype(np.int8), slots))
    slots, ranks, middles = slots[order], ranks[order], middles[order]
    heads = np.flatnonzero(np.append(True, slots[1:] != slots[:-1]))
    names = {rank: mark for mark, rank in _RANKS.items()}
    return [
        (x, names[_Rank(rank)])
        for x, rank in zip(middles[heads].tolist(), ranks[heads].tolist(), strict=True)
        if rank
    ]


def paint_flags(painter: QPainter, lane: Lane, span: Span, look: Look) -> None:
    """Paint the flags of a branch above its calls, or on them where they are low."""
    size = flag_height(look.line)
    above = lane.calls.top() - lane.rect.top() > 2
    middle = lane.rect.top() + size / 2 if above else lane.calls.center().y()
    for x, mark in flag_places(lane.branch, span, size + 1):
        place = QPointF(x, middle)
        if not above:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.colours.surface))
            painter.drawEllipse(place, size / 2 + 1, size / 2 + 1)
        paint_flag(painter, place, size, mark, look)


def paint_flag(painter: QPainter, centre: QPointF, size: int, mark: Mark, look: Look) -> None:
    """Paint one: a cross for a failure, a triangle for a notice, a diamond for an alarm."""
    colours, half = look.colours, size / 2 - 0.5
    x, y = centre.x(), centre.y()
    if mark is Mark.FAILED:
        painter.setPen(QPen(QColor(colours.error), 2))
        painter.drawLine(QPointF(x - half, y - half), QPointF(x + half, y + half))
        painter.drawLine(QPointF(x - half, y + half), QPointF(x + half, y - half))
        return
    alarm = mark is Mark.ALARM
    colour = QColor(colours.accounts if alarm else colours.notice)
    corners = (
        [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
        if alarm
        else [(0.0, -half), (half, half), (-half, half)]
    )
    painter.setPen(QPen(QColor(colours.surface), 0.8))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
