"""The widget of the gradients' history: all of them side by side, or one enlarged."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.core.gradient_history import NO_HISTORY, GradientHistory
from lenet_gui.gui.gradients.gradient_lead import Wanted
from lenet_gui.gui.gradients.histogram_painting import Style
from lenet_gui.gui.gradients.history_choice import Choice, ChosenMoments
from lenet_gui.gui.gradients.history_columns import CombinedColumns
from lenet_gui.gui.gradients.history_enlarged import EnlargedHistory
from lenet_gui.gui.gradients.history_menu import HistoryMenu
from lenet_gui.gui.gradients.history_picture import picture_of
from lenet_gui.gui.gradients.history_small import SmallHistories
from lenet_gui.gui.gradients.history_texts import enlarged_words, fact_titles, lead_tip
from lenet_gui.gui.plot_style import colours

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PAGE = 10


class HistoryView(QWidget):
    """A heat-map over the recorded moments for each gradient, painted by one paintEvent.

    A click or Enter enlarges one, Escape goes back. In the enlarged one the left and right keys,
    Home and End or a click choose moment A, and with Shift moment B; up and down another gradient.
    A double click on a cell asks for its number, Alt+Enter for the largest one at moment A.
    """

    enlarged_changed = Signal(str)
    """Name of the enlarged gradient; empty: all are shown."""

    moment_chosen = Signal(int)
    """A moment was chosen, as A or as B: its call."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAutoFillBackground(True)
        self._history = NO_HISTORY
        self._small = SmallHistories()
        self._large: list[CombinedColumns] = []
        self._current = 0
        self._enlarged = EnlargedHistory()
        self._shown = False
        self._chosen = ChosenMoments()
        self._pressed = False  # the last click has chosen a moment
        self.menu = HistoryMenu(self, self._wanted)
        self.restyle()
        self.retranslate()

    @property
    def enlarged(self) -> str:
        """Name of the enlarged gradient; empty: all are shown."""
        return self.current if self._shown else ""

    @property
    def current(self) -> str:
        """Name of the chosen gradient; empty: there is none."""
        names = self._history.names
        return names[self._current] if self._current < len(names) else ""

    @property
    def choice(self) -> Choice:
        """The places of the chosen moments; at least one was recorded."""
        return self._chosen.places(self._history)

    @property
    def readout(self) -> str:
        """What is written about the cell that is pointed at."""
        return self._enlarged.readout

    def set_history(self, history: GradientHistory) -> None:
        """Show what was recorded."""
        if history.names != self._history.names:
            self._small.begin(len(history.names))
            self._large = [CombinedColumns(index) for index in range(len(history.names))]
            self._current = min(self._current, max(0, len(history.names) - 1))
        if _begin(history) != _begin(self._history):
            self._chosen.forget()
        self._history = history
        self._arrange()
        self._prepare()

    def enlarge(self, name: str) -> None:
        """Show one gradient in the whole widget, with its axes."""
        self._current = self._history.names.index(name)
        self._shown = True
        self._enlarged.point_at(None)
        self._prepare()
        self.enlarged_changed.emit(name)

    def show_all(self) -> None:
        """Show all gradients."""
        if self._shown:
            self._shown = False
            self._prepare()
            self.enlarged_changed.emit("")

    def choose(self, moment: int, *, other: bool) -> None:
        """Choose a moment by its place, as A or as the `other` one."""
        self._chosen.choose(self._history, moment, other=other)
        choice = self._enlarged.choice = self.choice
        self._describe()
        self.update()
        self.moment_chosen.emit(self._call(choice.b if other else choice.a))

    def restyle(self) -> None:
        """Take on colours and fonts."""
        font, small = QFont(self.font()), QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        if small.pointSizeF() > 0:
            small.setPointSizeF(small.pointSizeF() * 0.88)
        self._style = Style(colours(self.palette()), font, small, log=True)
        fine = QFontMetrics(small)
        self.setMinimumSize(fine.averageCharWidth() * 28, fine.height() * 9)
        self._arrange()
        self._prepare()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("History of the gradients"))
        self.setToolTip(lead_tip())
        self.menu.retranslate()
        self._enlarged.words, self._enlarged.titles = enlarged_words(), fact_titles()
        self._describe()
        self.update()

    def _wanted(self, at: QPoint | None) -> Wanted | None:
        """What is asked for at a place; by the keys the largest number at moment A."""
        if not len(self._history):
            return None
        found = self._enlarged.wanted_at(at) if at is not None and self._shown else None
        return found or Wanted(self.current, self._call(self.choice.a))

    def _call(self, moment: int) -> int:
        return int(self._history.moments["call"][moment])

    def _arrange(self) -> None:
        self._small.arrange(self._history.names, self.rect(), self._style)

    def _prepare(self) -> None:
        """Make the pictures that are to be seen."""
        if not len(self._history):
            self._small.clear()
            self._enlarged.picture = None
        elif self._shown:
            width = self._enlarged.map_width(self.rect(), self._style)
            self._enlarged.picture = picture_of(
                self._history, self._current, self._large[self._current], width,
                self._style.colours,
            )  # fmt: skip
            self._enlarged.choice = self.choice
        else:
            self._small.prepare(self._history, self._style)
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell a screen reader what is chosen."""
        facts = self._enlarged.facts() if self._shown else ""
        self.setAccessibleDescription(", ".join(part for part in (self.current, facts) if part))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._shown:
            self._enlarged.paint(painter, self.rect(), self._style)
        else:
            self._small.paint(painter, self._style, self._current if self.hasFocus() else -1)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._prepare()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not len(self._history):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.show_all() if self._shown else self.enlarge(self.current)
        elif self._shown:
            self._key_in_enlarged(key, event)
        elif key in _MOVES:
            self._current = self._small.grid.neighbour(self._current, *_MOVES[key])
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def _key_in_enlarged(self, key: Qt.Key, event: QKeyEvent) -> None:
        other = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        chosen, last = self.choice, len(self._history) - 1
        here = chosen.b if other else chosen.a
        goals = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_PageUp: here - _PAGE,
            Qt.Key.Key_PageDown: here + _PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key == Qt.Key.Key_Escape:
            self.show_all()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            names = self._history.names
            self.enlarge(names[(self._current + step) % len(names)])
        elif key in goals:
            self.choose(goals[key], other=other)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = False
        if event.button() is not Qt.MouseButton.LeftButton or not len(self._history):
            return
        point = event.position().toPoint()
        if not self._shown:
            if (index := self._small.grid.index_at(point)) >= 0:
                self.enlarge(self._history.names[index])
        elif (moment := self._enlarged.moment_at(point)) is not None:
            other = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.choose(moment, other=other)
            self._pressed = True

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        wanted = self._enlarged.wanted_at(event.position().toPoint())
        # The first click of the two may have been the one that enlarged it.
        if self._pressed and wanted is not None and event.button() is Qt.MouseButton.LeftButton:
            calls = self._history.moments["call"]
            self.choose(int(np.searchsorted(calls, wanted.call)), other=False)
            self.menu.number_wanted.emit(wanted)
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(event.position().toPoint())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    @override
    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent):
            return super().event(event)
        self.menu.open(event)
        index = -1 if self._shown else self._small.grid.index_at(event.pos())
        if 0 <= index < len(self._history.names):  # whose menu opens
            self._current = index
            self.update()
        done = super().event(event)  # until the menu is closed again
        self.menu.close()
        return done

    def _point_at(self, point: QPoint | None) -> None:
        if self._shown:
            self._enlarged.point_at(point)
            self.update()


def _begin(history: GradientHistory) -> int | None:
    """The first call of a record, which no other record has."""
    return int(history.moments["call"][0]) if len(history) else None
