"""Python expressions and what they print, as in the interpreter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import Array
from lenet_gui.gui.words.tensor_text import LINE_WIDTH, PREFIX, tensor_text
from lenet_gui.gui.writing import set_writing

Printed = Array | Callable[[int], str] | None

MIN_LINE_WIDTH = len(PREFIX) + 24
"""Characters below which lines would hold one number each."""


class ReplView(QPlainTextEdit):
    """Tensors by the expressions that a script would print, in lines as long as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[tuple[str, Printed], ...] = ()
        self.setReadOnly(True)
        selectable = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            selectable.TextSelectableByMouse | selectable.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        set_writing(self, fixed=True)

    def show_values(self, pairs: Sequence[tuple[str, Printed]]) -> None:
        """Print expressions with their values.

        Args:
            pairs: each expression with its array, with ``None``, or with a function from the
                width of a line to what is printed.
        """
        self._pairs = tuple(pairs)
        self._print()

    def _print(self) -> None:
        width = self._line_width()
        text = "\n".join(
            f">>> {expression}\n"
            + (values(width) if callable(values) else tensor_text(values, width))
            for expression, values in self._pairs
        )
        if text == self.toPlainText():
            return
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        anchor, position = self.textCursor().anchor(), self.textCursor().position()
        self.setPlainText(text)
        if anchor != position:
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

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._print()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._print()
