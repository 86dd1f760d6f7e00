"""Bars of which one is chosen with the mouse or the keys, to be written out by the owner."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.gui.plot_style import colours


class ReadableBars(QWidget):
    """The left and right keys or the mouse choose a bar; Escape or leaving chooses none.

    A subclass overrides `bars`, `bar_at`, `paint` and `sizeHint`, and calls `restyle` as the last
    line of its ``__init__``.
    """

    bar_chosen = Signal(int)
    """The bar to be read; -1: none."""

    bar_activated = Signal(int)
    """More is wanted of a bar, by a double click or Enter."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it empty.

        Args:
            name: the object name.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.small = self.font()
        self._chosen = self._pointed = -1

    @property
    def pointed(self) -> int:
        """The bar that was read last, which the mouse may have left for its menu; -1: none."""
        return self._pointed if self._pointed < self.bars else -1

    @property
    def chosen(self) -> int:
        """The bar that is read; -1: none."""
        return self._chosen

    @property
    def bars(self) -> int:
        """How many there are."""
        raise NotImplementedError

    def bar_at(self, x: float) -> int:
        """The bar below a place, in pixels from the left; -1: none."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Paint at least one bar, on a ground that is painted already."""
        raise NotImplementedError

    def choose(self, index: int) -> None:
        """Read a bar; -1, or one that there is not: none."""
        index = index if 0 <= index < self.bars else -1
        if index != self._chosen:
            self._chosen = index
            self._pointed = index if index >= 0 else self._pointed
            self.bar_chosen.emit(index)
            self.update()

    def restyle(self) -> None:
        """Take on colours and fonts."""
        self.small = QFont(self.font())
        if self.small.pointSizeF() > 0:
            self.small.setPointSizeF(self.small.pointSizeF() * 0.88)
        self.setMinimumSize(self.sizeHint())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colours(self.palette())
        painter.fillRect(self.rect(), QColor(shades.surface))
        if self.bars:
            self.paint(painter)
        if self.hasFocus():
            painter.setPen(QColor(shades.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self.bars and event.key() in steps:
            by = steps[Qt.Key(event.key())]
            start = (self.bars if by < 0 else -1) if self._chosen < 0 else self._chosen
            self.choose(min(self.bars - 1, max(0, start + by)))
        elif self.bars and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(max(0, self._chosen))
            self.bar_activated.emit(self._chosen)
        elif event.key() == Qt.Key.Key_Escape and self._chosen >= 0:
            self.choose(-1)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.choose(self.bar_at(event.position().x()))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.bar_at(event.position().x())
        if 0 <= index < self.bars and event.button() is Qt.MouseButton.LeftButton:
            self.bar_activated.emit(index)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.choose(-1)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.restyle()
