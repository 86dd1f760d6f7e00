"""Failures, notices and alarms on the calls: each a shape of its own, at whatever zoom."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from lenet_gui.core.timeline import Branch, Mark
from lenet_gui.gui.timeline.lanes import Lane, flag_height
from lenet_gui.gui.timeline.span import Span
from lenet_gui.gui.timeline.strip_layout import Look

RANKS = (Mark.FAILED, Mark.ALARM, Mark.NOTICE)
"""Which is drawn where one place has several: the first of these."""


def flag_places(branch: Branch, span: Span, size: int) -> list[tuple[float, Mark]]:
    """Where flags are drawn: at most one in `size` pixels, a failure before all others.

    Returns:
        Pixels and marks, from left to right.
    """
    low, high = span.low - branch.fork, span.high - branch.fork
    if span.pixels >= size:
        edges = np.arange(np.floor(low), np.ceil(high) + 1)  # each call has a place of its own
    else:
        edges = low + np.arange(span.width // size + 2) * size / span.pixels
    bounds = np.clip(np.ceil(edges), 0, len(branch.marks)).astype(np.int64)
    filled = np.flatnonzero(np.diff(bounds))
    if not len(filled):
        return []
    # Of each place all flags at once, however many calls lie in it.
    found = np.bitwise_or.reduceat(branch.marks[: bounds[-1]], bounds[:-1][filled])
    flagged = np.flatnonzero(found)
    slots = filled[flagged]
    middles = span.xs(branch.fork + (edges[slots] + edges[slots + 1]) / 2)
    return [
        (x, next(mark for mark in RANKS if mark & marks))
        for x, marks in zip(middles.tolist(), found[flagged].tolist(), strict=True)
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
