"""Python expressions and what they print, as in the interpreter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from lenet_gui.core.explanation import Element
from lenet_gui.gui.widgets.explain_action import ExplainAction, explain_tip
from lenet_gui.gui.widgets.statements import Statement
from lenet_gui.gui.words.tensor_text import LINE_WIDTH, PREFIX
from lenet_gui.gui.writing import set_writing

MIN_LINE_WIDTH = len(PREFIX) + 24
"""Characters below which lines would hold one number each."""


class ReplView(QPlainTextEdit):
    """Tensors by the expressions that a script would print, in lines as long as there is room.

    The arrow keys move a cursor through the text. A double click on a number, Enter with the
    cursor at one, or its menu asks for it to be explained.
    """

    number_chosen = Signal(object)
    """One number is to be explained: its `Element`."""

    unexplained = Signal(object)
    """Enter was pressed where there is no number: a function to a sentence that says so."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Build an empty view.

        Args:
            name: its object name.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._statements: tuple[Statement, ...] = ()
        self._pointed: Element | None = None
        self.setReadOnly(True)
        selectable = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            selectable.TextSelectableByMouse | selectable.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.explain = ExplainAction(self)
        self.explain.triggered.connect(self._explain_pointed)
        # The menu has Copy as well, and so is made when it is asked for.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        set_writing(self, fixed=True)

    def show_values(self, statements: Sequence[Statement]) -> None:
        """Print expressions with their values."""
        self._statements = tuple(statements)
        self._print()

    def retranslate(self) -> None:
        """Set the fixed texts again."""
        self.setToolTip(explain_tip())
        self.explain.set_words()

    def number_at(self, position: int) -> Element | None:
        """The number that a place between two characters touches; ``None``: there is none."""
        width, start = self._line_width(), 0
        for statement in self._statements:
            end = start + len(statement.text(width))
            if start <= position <= end:
                found = statement.numbers(width)
                touched = (e for begin, stop, e in found if begin <= position - start <= stop)
                return next(touched, None)
            start = end + 1
        return None

    def _print(self) -> None:
        width = self._line_width()
        text = "\n".join(statement.text(width) for statement in self._statements)
        if text == self.toPlainText():
            return
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        anchor, position = self.textCursor().anchor(), self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(anchor, len(text)))
        cursor.setPosition(min(position, len(text)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(across)

    def _line_width(self) -> int:
        """PyTorch's option ``linewidth`` for the room there is, at most its default."""
        margins = 2 * int(self.document().documentMargin())
        room = self.viewport().width() - margins - self.verticalScrollBar().sizeHint().width()
        fitting = room // max(1, self.fontMetrics().horizontalAdvance("0"))
        return max(MIN_LINE_WIDTH, min(LINE_WIDTH, fitting))

    def _number_under(self, point: QPoint) -> Element | None:
        """The number at a point of the viewport; ``None``: there is none."""
        cursor = self.cursorForPosition(point)
        # Beside a line and below the last one the nearest place is meant, which is no number.
        place, slack = self.cursorRect(cursor), self.fontMetrics().horizontalAdvance("0")
        if not place.adjusted(-slack, 0, slack, 0).contains(point):
            return None
        return self.number_at(cursor.position())

    @Slot()
    def _explain_pointed(self) -> None:
        if self._pointed is not None:
            self.number_chosen.emit(self._pointed)

    def _why_none(self) -> str:
        return self.tr(
            "There is no number at the cursor. The arrow keys move it; with it at a number, Enter "
            "has that number explained."
        )

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        element = self._number_under(event.position().toPoint())
        if element is not None and event.button() is Qt.MouseButton.LeftButton:
            self.number_chosen.emit(element)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            element = self.number_at(self.textCursor().position())
            if element is None:
                self.unexplained.emit(self._why_none)
            else:
                self.number_chosen.emit(element)
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self._pointed = (
            self._number_under(event.pos())
            if by_mouse
            else self.number_at(self.textCursor().position())
        )
        self.explain.setEnabled(self._pointed is not None)
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(self.explain)
        menu.popup(event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._print()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._print()
