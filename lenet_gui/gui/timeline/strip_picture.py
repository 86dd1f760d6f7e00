"""What of the strip does not change while one goes to and fro: painted once, and kept."""

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QStaticText

from lenet_gui.core.timeline import Timeline
from lenet_gui.gui.timeline.flags import paint_flags
from lenet_gui.gui.timeline.lanes import LETTERS, Lane, picture
from lenet_gui.gui.timeline.span import Span
from lenet_gui.gui.timeline.strip_layout import Layout, Look
from lenet_gui.gui.timeline.tracks import LossTrack, paint_rate
from lenet_gui.gui.timeline.way import Calls, Way, same_calls
from lenet_gui.gui.words.number_text import count
from lenet_gui.gui.words.timeline_texts import branch_name

FADED = 0.4
"""Opacity of what does not lie on the chosen way."""

MINOR = 4
"""Pixels between two steps from which on each has a line."""


class StripPicture:
    """Grid, tracks, branches and flags of a timeline, as a pixmap that is kept while it is true."""

    def __init__(self) -> None:
        self._loss = LossTrack()
        self._pixmap = QPixmap()
        self._key: object = None
        self._timeline = Timeline()
        self._name = ""

    def forget(self) -> None:
        """Paint it anew the next time: other colours, another language."""
        self._key = None

    def pixmap(
        self, size: QSize, ratio: float, timeline: Timeline, way: Way, span: Span, layout: Layout,
        look: Look,
    ) -> QPixmap:  # fmt: skip
        """The picture.

        Args:
            size: of the widget.
            ratio: device pixels in a pixel.
            timeline: the branches.
            way: the chosen way, whose losses are drawn.
            span: what is shown.
            layout: where.
            look: how.
        """
        names = tuple(branch.name for branch in timeline.branches)
        # Not the lanes themselves: each snapshot has branches of its own, with the same calls.
        key = (size, ratio, way.branch, span.state, names, layout.places)
        if key != self._key or not same_calls(timeline, self._timeline):
            self._key, self._timeline = key, timeline
            self._pixmap = QPixmap(size * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(QColor(look.colours.surface))
            painter = QPainter(self._pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(look.font)
            self._paint(painter, way, span, layout, look)
            painter.end()
        return self._pixmap

    def _paint(self, painter: QPainter, way: Way, span: Span, layout: Layout, look: Look) -> None:
        painter.setClipRect(layout.axis.united(layout.loss).adjusted(0, 0, 0, look.line))
        _paint_steps(painter, way, span, layout, look)
        painter.setClipping(False)
        self._loss.paint(painter, layout.loss, span, way, look)
        paint_rate(painter, layout.rate, span, way, look)
        for lane in layout.lanes:
            _paint_name(painter, lane, look, chosen=lane.branch.number == way.branch)
        painter.setClipRect(layout.body)
        _paint_forks(painter, layout, span, look)
        for lane in layout.lanes:
            on_way = lane.branch.number in way.branches
            painter.setOpacity(1.0 if on_way else FADED)
            _paint_calls(painter, lane, span, look)
            painter.setOpacity(1.0)
            paint_flags(painter, lane, span, look)
            if on_way and lane.branch.number != way.branch:
                _fade_rest(painter, lane, way, span, look)


def _paint_steps(painter: QPainter, way: Way, span: Span, layout: Layout, look: Look) -> None:
    """Lines after updates, and the numbers of as many as have room."""
    first, last = np.searchsorted(way.updates, (span.low, span.high), "left")
    calls = way.updates[first:last]
    if span.low <= 0:
        calls = np.append(0, calls)
    if not len(calls):
        return
    spacing = span.width / len(calls)
    stretches = _stretches(way, calls)
    most = max(way.step(stretch[-1]) for stretch in stretches)
    room = look.metrics.horizontalAdvance(count(most)) + look.line
    every = next(
        size * 10**power for power in range(12) for size in (1, 2, 5)
        if size * 10**power * spacing >= room
    )  # fmt: skip
    painter.setPen(QPen(QColor(look.colours.grid), 1))
    body = layout.body
    # In a stretch each update is one more than the one before.
    labelled = np.concatenate([found[-way.step(found[0]) % every :: every] for found in stretches])
    for x in span.xs(calls if spacing >= MINOR else labelled).tolist():
        painter.drawLine(round(x), body.top(), round(x), body.bottom())
    painter.setPen(QColor(look.colours.muted))
    free = -1.0
    for call in labelled.tolist():
        x = span.x(call)
        if x - room / 2 >= free:
            place = QRectF(x - room / 2, layout.axis.top(), room, layout.axis.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, count(way.step(call)))
            free = x + room / 2


def _stretches(way: Way, updates: Calls) -> list[Calls]:
    """Updates between two starts, of which none is empty."""
    parts = np.split(updates, np.searchsorted(updates, way.starts))
    return [part for part in parts if len(part)]


def _paint_name(painter: QPainter, lane: Lane, look: Look, *, chosen: bool) -> None:
    if lane.rect.height() < look.line - 2 and not chosen:
        return
    painter.setPen(QColor(look.colours.text if chosen else look.colours.muted))
    height = max(lane.calls.height(), look.line)
    place = QRect(2, lane.calls.center().y() - height // 2, look.gutter - 6, height)
    name = look.metrics.elidedText(
        branch_name(lane.branch), Qt.TextElideMode.ElideRight, place.width()
    )
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)


def _paint_forks(painter: QPainter, layout: Layout, span: Span, look: Look) -> None:
    """From each branch up to the place on its parent where it begins."""
    places = {lane.branch.number: lane for lane in layout.lanes}
    painter.setPen(QPen(QColor(look.colours.muted), 1))
    for lane in layout.lanes:
        if lane.branch.parent is not None:
            parent = places.get(lane.branch.parent)
            top = layout.lanes[0].rect.top() if parent is None else parent.calls.bottom()
            x = round(span.x(lane.branch.fork))
            painter.drawLine(x, top, x, lane.calls.bottom())


def _paint_calls(painter: QPainter, lane: Lane, span: Span, look: Look) -> None:
    """The calls of a branch: each in its colour, with its letter where it has room."""
    branch, rect = lane.branch, lane.calls
    found = picture(branch, span, rect.height(), look.kinds)
    if found is None:
        return
    left, image = found
    if image.width() < 3:  # however short it is, it is seen
        image = image.scaled(3, image.height())
    painter.drawImage(span.left + left, rect.top(), image)
    if span.pixels < look.metrics.horizontalAdvance("W") + 2:
        return
    first = max(0, int(span.low) - branch.fork)
    last = min(len(branch.calls), int(span.high) + 1 - branch.fork)
    kinds = branch.kinds[first:last].tolist()
    starts = [span.x(branch.fork + index) for index in range(first, last)]
    surface = QColor(look.colours.surface)
    for start in starts:
        painter.fillRect(QRectF(start, rect.top(), 1, rect.height()), surface)
    if rect.height() >= look.line - 3:
        _paint_letters(painter, rect, kinds, starts, span.pixels, look)


def _paint_letters(
    painter: QPainter, rect: QRect, kinds: list[int], starts: list[float], width: float, look: Look
) -> None:
    """The letters of calls, each laid out once, not for each of its calls."""
    for kind in set(kinds):
        letter = QStaticText(tuple(LETTERS.values())[kind])
        letter.prepare(font=look.font)
        size = letter.size()
        across, top = (width - size.width()) / 2, rect.top() + (rect.height() - size.height()) / 2
        painter.setPen(_ink(look.kinds[kind], look))
        for start, other in zip(starts, kinds, strict=True):
            if other == kind:
                painter.drawStaticText(QPointF(start + across, top), letter)


def _ink(ground: QColor, look: Look) -> QColor:
    """The writing that can be read on a colour."""
    text, surface = QColor(look.colours.text), QColor(look.colours.surface)
    far = abs(text.lightness() - ground.lightness())
    return text if far >= abs(surface.lightness() - ground.lightness()) else surface


def _fade_rest(painter: QPainter, lane: Lane, way: Way, span: Span, look: Look) -> None:
    """What its branch has after the chosen way has left it."""
    x = span.x(way.last_on(lane.branch.number))
    veil = QColor(look.colours.surface)
    veil.setAlphaF(1 - FADED)
    painter.fillRect(
        QRectF(x + 1, lane.rect.top(), lane.rect.right() - x, lane.rect.height()), veil
    )
