"""A program on the screen: its rows, the mark of the next one, and a gutter for breakpoints."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from lenet_gui.gui.plot_style import LIGHT, Colours, mix
from lenet_gui.gui.program.code_highlighter import CodeHighlighter
from lenet_gui.gui.writing import set_writing


class CodeView(QPlainTextEdit):
    """Shows code that cannot be typed into; its text cursor chooses a row."""

    row_chosen = Signal(int)
    """The row that the text cursor stands in, from 0."""

    stop_toggled = Signal(int)
    """The row whose place in the gutter was clicked."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty view.

        Args:
            name: the object name.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._colours = LIGHT
        self._next: int | None = None
        self._pointed: int | None = None
        self._stops: Mapping[int, bool] = {}
        self._bars: Mapping[int, str] = {}
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._highlighter = CodeHighlighter(self.document())
        self._gutter = _Gutter(self)
        self.cursorPositionChanged.connect(self._choose)
        self.updateRequest.connect(self._scroll_gutter)
        set_writing(self, fixed=True)
        self._make_room()

    @property
    def row(self) -> int:
        """The row that the text cursor stands in."""
        return self.textCursor().blockNumber()

    @property
    def next_row(self) -> int | None:
        """The marked row."""
        return self._next

    def show_code(self, codes: Sequence[str]) -> None:
        """Show rows of code; the cursor stays in its row."""
        text = "\n".join(codes)
        if text == self.toPlainText():
            return
        row, down = self.row, self.verticalScrollBar().value()
        self.setPlainText(text)
        self.choose(min(row, len(codes) - 1))
        self.verticalScrollBar().setValue(down)

    def choose(self, row: int) -> None:
        """Put the text cursor into a row."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(row)))

    def mark(
        self, next_row: int | None, stops: Mapping[int, bool], bars: Mapping[int, str]
    ) -> None:
        """Mark rows in the gutter.

        Args:
            next_row: the row that is called next; ``None``: none is marked.
            stops: rows with a breakpoint; True: it has a condition or a count.
            bars: rows with a bar, and its colour.
        """
        if (next_row, stops, bars) == (self._next, self._stops, self._bars):
            return
        moved = next_row != self._next
        self._next, self._stops, self._bars = next_row, stops, bars
        self._tint()
        self._gutter.update()
        if moved and next_row is not None:
            self._show_row(next_row)

    def point_at(self, row: int | None) -> None:
        """Tint a row that something elsewhere speaks of; ``None``: none."""
        if row != self._pointed:
            self._pointed = row
            self._tint()

    def restyle(self, colours: Colours) -> None:
        """Take on the colours of a theme."""
        if colours != self._colours:
            self._colours = colours
            self._highlighter.set_colours(colours)
        self._tint()

    def gutter_width(self) -> int:
        """Room for a breakpoint, the arrow, and the bar."""
        return 2 * self.fontMetrics().height() + 4

    def paint_gutter(self, gutter: QWidget) -> None:
        """Draw what is marked beside the rows that can be seen."""
        painter = QPainter(gutter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(gutter.rect(), mix(self._colours.surface, self._colours.grid, 0.5))
        block = self.firstVisibleBlock()
        while block.isValid() and block.isVisible():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > gutter.height():
                break
            place = QRect(0, round(area.top()), gutter.width(), round(area.height()))
            self._paint_row(painter, block.blockNumber(), place)
            block = block.next()
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, place: QRect) -> None:
        size = place.height()
        painter.setPen(Qt.PenStyle.NoPen)
        if row in self._bars:
            painter.setBrush(QColor(self._bars[row]))
            painter.drawRect(place.right() - 3, place.top() + 1, 3, size - 2)
        if row in self._stops:
            colour = QColor(self._colours.error)
            painter.setBrush(colour)
            margin = size / 4
            centre = QPointF(size / 2, place.top() + size / 2)
            painter.drawEllipse(centre, size / 2 - margin / 1.4, size / 2 - margin / 1.4)
            if self._stops[row]:  # with a hole: it does not stop every time
                painter.setBrush(QColor(self._colours.surface))
                painter.drawEllipse(centre, size / 9, size / 9)
        if row == self._next:
            painter.setBrush(QColor(self._colours.accent))
            left, top = size + 1.0, place.top() + size / 2
            half = size * 0.3
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(left, top - half),
                        QPointF(left + 1.6 * half, top),
                        QPointF(left, top + half),
                    ]
                )
            )

    def _tint(self) -> None:
        self.setExtraSelections(self._selections())

    def _selections(self) -> list[QTextEdit.ExtraSelection]:
        """What is coloured: the ground of the chosen row, and that of the next one more."""
        selections = []
        accent, accounts = self._colours.accent, self._colours.accounts
        tints = (
            (self.row, accent, 0.06),
            (self._next, accent, 0.18),
            (self._pointed, accounts, 0.25),
        )
        for row, colour, share in tints:
            if row is None:
                continue
            selection = QTextEdit.ExtraSelection()
            ground = mix(self._colours.surface, colour, share)
            selection.format.setBackground(ground)
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            selection.cursor = QTextCursor(self.document().findBlockByNumber(row))
            selections.append(selection)
        return selections

    def _show_row(self, row: int) -> None:
        """Scroll so that a row can be seen, and leave the text cursor alone."""
        first = self.firstVisibleBlock().blockNumber()
        rows = max(1, self.viewport().height() // max(1, self.fontMetrics().lineSpacing()))
        bar = self.verticalScrollBar()
        if row < first:
            bar.setValue(row)
        elif row >= first + rows:
            bar.setValue(row - rows + 1)

    def _choose(self) -> None:
        self._tint()
        self.row_chosen.emit(self.row)

    def _scroll_gutter(self, area: QRect, down: int) -> None:
        if down:
            self._gutter.scroll(0, down)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top(), self.gutter_width(), inside.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        if self._next is not None:
            self._show_row(self._next)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_gutter"):
            self._make_room()


class _Gutter(QWidget):
    """The strip at the left of the code."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self.setObjectName(f"{view.objectName()}_gutter")
        self._view = view
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._view.gutter_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_gutter(self)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            row = self._view.cursorForPosition(QPoint(0, place.y())).blockNumber()
            self._view.choose(row)
            self._view.stop_toggled.emit(row)
