"""The strip of the timeline: where one is, where one could go, and how to get there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.core.timeline import Mark, Moment
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.timeline.span import Span
from lenet_gui.gui.timeline.strip_layout import EDGE, Layout, Look, lay_out, smallest_height
from lenet_gui.gui.timeline.strip_marks import paint_empty, paint_marks, paint_readout
from lenet_gui.gui.timeline.strip_picture import StripPicture
from lenet_gui.gui.timeline.traveller import Traveller
from lenet_gui.gui.words.number_text import number
from lenet_gui.gui.words.timeline_texts import moment_words

CLOSER, FARTHER = 0.8, 1.25
"""Factors of one turn of the wheel."""

ANY_MARK = Mark.FAILED | Mark.NOTICE | Mark.ALARM


class TimelineStrip(QWidget):
    """Losses, learning rate and calls of every branch, painted by one paintEvent.

    A click goes to a call, a drag through them. Left and right go a call, with Shift to an update,
    with Ctrl to a mark; Home and End to the ends, PageUp and PageDown a page, up and down to
    another branch. Plus, minus and 0, the wheel with Ctrl, or two fingers zoom.
    """

    readout_changed = Signal(str)
    """What is written about the moment that is pointed at, or else the present one."""

    def __init__(self, traveller: Traveller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.span = Span()
        self.page = 10
        self.wanted = ANY_MARK
        self.pins: dict[str, Moment] = {}
        self._traveller = traveller
        self._picture = StripPicture()
        self._pointed: Moment | None = None
        self._drags = False
        self.restyle()

    @property
    def pointed(self) -> Moment | None:
        """The moment under the mouse, or shown from elsewhere; ``None``: none."""
        return self._pointed

    @property
    def readout(self) -> str:
        """What is written about the moment that is pointed at, or else the present one."""
        timeline = self._traveller.timeline
        moment = self._pointed or timeline.now
        words = moment_words(timeline, moment)
        rate = self._traveller.way.rate(moment.call)
        return words if rate is None else f"{words} · lr {number(rate)}"

    def show_timeline(self, *, moved: bool) -> None:
        """Show what the traveller knows.

        Args:
            moved: one is elsewhere than before, and wants to see it.
        """
        timeline = self._traveller.timeline
        self.span.set_end(max(branch.end for branch in timeline.branches))
        known = {branch.number: branch.end for branch in timeline.branches}
        if self._pointed is not None and self._pointed.call > known.get(self._pointed.branch, -1):
            self._pointed = None
        if moved:
            self.span.show(timeline.now.call)
        self._changed()

    def point_at(self, moment: Moment | None) -> None:
        """Mark a call and read it out, without going there; ``None``: mark none."""
        if moment != self._pointed:
            self._pointed = moment
            self._changed()

    def bring_into_view(self, call: int) -> None:
        """Show the part of the calls in which one lies."""
        self.span.show(call)
        self._changed()

    def zoom(self, factor: float) -> None:
        """Show `factor` times as many calls around the present moment, or the middle."""
        call, span = self._traveller.now.call, self.span
        inside = span.low <= call <= span.high
        span.zoom(factor, call if inside else (span.low + span.high) / 2)
        self._changed()

    def fit(self) -> None:
        """Show all calls."""
        self.span.fit()
        self._changed()

    def moment_at(self, point: QPoint) -> Moment:
        """The moment at a place: on the branch that has a call there, else on the chosen way."""
        call = self.span.call_at(point.x())
        for lane in self._layout().lanes:
            inside = lane.branch.fork < call <= lane.branch.end
            if inside and lane.rect.top() <= point.y() <= lane.rect.bottom():
                return Moment(lane.branch.number, call)
        return self._traveller.way.moment(call)

    def restyle(self) -> None:
        """Take on colours and fonts."""
        self._look = Look(colours(self.palette()), self.font())
        self._picture.forget()
        self.setMinimumHeight(smallest_height(self._look))
        self._measure()
        self.update()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Timeline of the calls"))
        self._picture.forget()
        self._changed()

    def _changed(self) -> None:
        self.setAccessibleDescription(self.readout)
        self.readout_changed.emit(self.readout)
        self.update()

    def _layout(self) -> Layout:
        traveller = self._traveller
        return lay_out(self.rect(), traveller.timeline, traveller.way.branch, self._look)

    def _measure(self) -> None:
        self.span.left = self._look.gutter
        self.span.width = max(1, self.width() - self._look.gutter - EDGE)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 8 * self._look.line)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        traveller, look, layout = self._traveller, self._look, self._layout()
        painter = QPainter(self)
        picture = self._picture.pixmap(
            self.size(), self.devicePixelRatioF(), traveller.timeline, traveller.way, self.span,
            layout, look,
        )  # fmt: skip
        painter.drawPixmap(0, 0, picture)
        painter.setFont(look.font)
        if traveller.way.end or len(traveller.timeline.branches) > 1:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            goal = traveller.goal if traveller.goal != traveller.now else None
            moments = {"pointed": self._pointed, **self.pins, "goal": goal, "now": traveller.now}
            paint_marks(painter, layout, self.span, look, moments)
            paint_readout(painter, layout, self.readout, look)
        else:
            hint = self.tr(
                "Press a button above: each call becomes a mark here, and a click on a mark goes "
                "back to it."
            )
            paint_empty(painter, self.rect(), hint, look)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QColor(look.colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or self._traveller.running:
            return
        moment = self.moment_at(event.position().toPoint())
        if not self._traveller.way.holds(moment):
            self._traveller.choose(moment.branch)
        self._drags = True
        self._traveller.go(moment)
        self._changed()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._drags:
            moment = self._traveller.way.moment(self.span.call_at(event.position().x()))
            self._traveller.go(moment)
            self.point_at(moment)
        elif self._traveller.timeline.end.call or self._traveller.way.end:
            self.point_at(self.moment_at(event.position().toPoint()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._drags = False

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.point_at(None)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_at(event.position(), CLOSER if turned > 0 else FARTHER)
        elif not self.span.fitted:
            self.span.pan(-turned / 1200 * self.span.size)
            self._changed()
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._zoom_at(event.position(), 1 / max(0.1, 1 + event.value()))
            return True
        return super().event(event)

    def _zoom_at(self, place: QPointF, factor: float) -> None:
        span = self.span
        span.zoom(factor, span.low + (place.x() - span.left) / span.pixels)
        self._changed()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed(Qt.Key(event.key()), event.modifiers())
        if deed is None:
            super().keyPressEvent(event)
            return
        self.point_at(None)
        deed()
        self._changed()

    def _deed(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Callable[[], object] | None:
        """What a key does; ``None``: nothing here."""
        traveller = self._traveller
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if by is not None and modifiers & Qt.KeyboardModifier.ControlModifier:
            return partial(traveller.go_to_mark, self.wanted, by)
        if by is not None and modifiers & Qt.KeyboardModifier.ShiftModifier:
            return partial(traveller.go_by_step, by)
        if by is not None:
            return partial(traveller.go_by_calls, by)
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Home: partial(traveller.go_to_call, 0),
            Qt.Key.Key_End: partial(traveller.go_to_call, traveller.way.end),
            Qt.Key.Key_PageUp: partial(traveller.go_by_calls, -self.page),
            Qt.Key.Key_PageDown: partial(traveller.go_by_calls, self.page),
            Qt.Key.Key_Up: partial(traveller.go_to_branch, -1),
            Qt.Key.Key_Down: partial(traveller.go_to_branch, 1),
            Qt.Key.Key_Plus: partial(self.zoom, CLOSER),
            Qt.Key.Key_Equal: partial(self.zoom, CLOSER),
            Qt.Key.Key_Minus: partial(self.zoom, FARTHER),
            Qt.Key.Key_0: self.fit,
        }
        return deeds.get(key)
