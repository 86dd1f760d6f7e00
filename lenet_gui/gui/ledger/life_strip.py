"""The life of a gradient account: None, values, zeros, None, one cell an event."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.plot_style import LIGHT, Colours, mix


@dataclass(frozen=True, slots=True)
class LifeMark:
    """One event.

    Attributes:
        state: what the account was after it.
        sign: written in the cell: ``+`` for a deposit, ``×`` for a scaling.
        words: what happened, and by which call.
    """

    state: GradientState
    sign: str
    words: str


class LifeStrip(QWidget):
    """A strip of cells, the newest at the right; the arrow keys go through them."""

    chosen = Signal(int)
    """The index of the event that was clicked or gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_life")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoFillBackground(True)
        self._marks: tuple[LifeMark, ...] = ()
        self._older = 0
        self._current = -1
        self._colours = LIGHT

    @property
    def marks(self) -> tuple[LifeMark, ...]:
        """The events, oldest first."""
        return self._marks

    @property
    def current(self) -> int:
        """The chosen event; -1: none."""
        return self._current

    def show_marks(self, marks: Sequence[LifeMark], older: int) -> None:
        """Show events.

        Args:
            marks: the newest, oldest first.
            older: how many events before them are not known any more.
        """
        marks = tuple(marks)
        if (marks, older) == (self._marks, self._older):
            return
        self._marks, self._older = marks, older
        self._current = -1
        last = marks[-1].words if marks else ""
        self.setAccessibleDescription(last)
        self.update()

    def restyle(self, colours: Colours) -> None:
        """Take on the colours of a theme."""
        self._colours = colours
        self.update()

    def index_at(self, place: QPoint) -> int:
        """The event at a point; -1: none."""
        first, start = self._first(), self._start()
        column = (place.x() - start) // self._cell()
        index = first + column
        return index if place.x() >= start and index < len(self._marks) else -1

    def _cell(self) -> int:
        return self.fontMetrics().height() + 2

    def _first(self) -> int:
        """The oldest event that has room; one cell is left for the start or for an ellipsis."""
        return max(0, len(self._marks) - max(1, self.width() // self._cell() - 1))

    def _start(self) -> int:
        return self._cell()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._cell() + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size, first = self._cell(), self._first()
        whole = first == 0 and self._older == 0
        cell = QRect(0, 1, size - 2, size - 2)
        if whole:
            self._paint(painter, cell, GradientState.NONE, "")
        else:
            painter.setPen(QColor(self._colours.muted))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "…")
        for column, mark in enumerate(self._marks[first:]):
            place = cell.translated(self._start() + column * size, 0)
            self._paint(painter, place, mark.state, mark.sign)
            if first + column == self._current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._colours.accent), 2))
                painter.drawRect(place)
        painter.end()

    def _paint(self, painter: QPainter, cell: QRect, state: GradientState, sign: str) -> None:
        colours = self._colours
        text = {GradientState.NONE: "", GradientState.ZEROS: "0", GradientState.VALUES: sign}[state]
        full = state is GradientState.VALUES
        dashed = state is GradientState.NONE
        edge = QColor(colours.accounts if full else colours.muted)
        painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.setBrush(mix(colours.surface, colours.accounts, 0.35 if full else 0.0))
        painter.drawRect(cell.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(colours.text if full else colours.muted))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _choose(self, index: int) -> None:
        if not 0 <= index < len(self._marks):
            return
        self._current = index
        self.setAccessibleDescription(self._marks[index].words)
        self.update()
        self.chosen.emit(index)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._choose(self.index_at(event.position().toPoint()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._marks) - 1
        now = last + 1 if self._current < 0 else self._current
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left:
                self._choose(max(self._first(), now - 1))
            case Qt.Key.Key_Right:
                self._choose(min(last, now + 1))
            case Qt.Key.Key_Home:
                self._choose(self._first())
            case Qt.Key.Key_End:
                self._choose(last)
            case _:
                super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.index_at(event.pos())
            if index >= 0:
                QToolTip.showText(event.globalPos(), self._marks[index].words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
