"""The program's code with arguments that are edited where they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget
from typing_extensions import override

from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.program.argument_editor import ArgumentEditor
from lenet_gui.gui.program.arguments import Argument, Value, WrittenRow
from lenet_gui.gui.program.code_view import CodeView
from lenet_gui.gui.words.argument_texts import explain_line_argument

_EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)

_NONE = Qt.KeyboardModifier.NoModifier


class ProgramCode(CodeView):
    """Underlines what can be edited, and opens a field over it at a click or a key.

    Attributes:
        editor: the field.
    """

    argument_edited = Signal(int, str, object)
    """A row, the name of an argument in it, and the argument's new value."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty view.

        Args:
            name: the object name.
            parent: the parent widget.
        """
        super().__init__(name, parent)
        self._written: tuple[WrittenRow, ...] = ()
        self._edited_row = -1
        self._scrolled = 0  # to the right, before the field was opened
        self._pressed: tuple[int, str] | None = None
        self.editor = ArgumentEditor(self)
        self.editor.accepted.connect(self._accept)
        self.editor.left.connect(self._go_on)
        self.viewport().setMouseTracking(True)
        self.updateRequest.connect(self._follow_scrolling)

    def show_rows(self, rows: Sequence[WrittenRow]) -> None:
        """Show rows of code; the cursor stays in its row, and so does what is being typed."""
        if tuple(rows) == self._written:
            return
        self._written = tuple(rows)
        self.show_code([row.code for row in rows])
        self._tint()
        self._rebind()

    def edit_argument(self) -> bool:
        """Edit the argument at the text cursor, or else the next one in its row, or the first.

        Returns:
            Whether there is one.
        """
        arguments, column = self._arguments(self.row), self.textCursor().positionInBlock()
        following = [argument for argument in arguments if argument.end >= column]
        for argument in (*following, *arguments):
            self._open(self.row, argument)
            return True
        return False

    def retranslate(self) -> None:
        """Set the texts."""
        self.setAccessibleName(self.tr("The training loop, line by line"))
        self.setAccessibleDescription(
            self.tr("F2 edits the arguments of the chosen line, Tab goes to the next one.")
        )
        self.editor.describe()

    @override
    def restyle(self, colours: Colours) -> None:
        super().restyle(colours)
        self.editor.restyle(colours)

    @override
    def _selections(self) -> list[QTextEdit.ExtraSelection]:
        return super()._selections() + [
            self._underlined(row, argument)
            for row, written in enumerate(self._written[: self.blockCount()])
            for argument in written.arguments
        ]

    def place_of(self, row: int, argument: Argument, *, named: bool = True) -> QRect:
        """Where an argument stands on the viewport.

        Args:
            row: its row.
            argument: the argument.
            named: with its name, or else its value alone.
        """
        first = argument.start if named else argument.value_start
        left = self.cursorRect(self._cursor(row, first))
        right = self.cursorRect(self._cursor(row, argument.end))
        return QRect(left.topLeft(), QPoint(right.left(), left.bottom()))

    def _underlined(self, row: int, argument: Argument) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(row, argument.start)
        selection.cursor.setPosition(
            self._cursor(row, argument.end).position(), QTextCursor.MoveMode.KeepAnchor
        )
        form = selection.format
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(QColor(self._colours.accent))
        if argument.default:
            form.setForeground(QColor(self._colours.muted))
        return selection

    def _cursor(self, row: int, column: int) -> QTextCursor:
        block = self.document().findBlockByNumber(row)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        return cursor

    def _arguments(self, row: int) -> tuple[Argument, ...]:
        return self._written[row].arguments if 0 <= row < len(self._written) else ()

    def _argument_at(self, place: QPoint) -> tuple[int, Argument] | None:
        row, slack = self.cursorForPosition(place).blockNumber(), self.fontMetrics().height() // 3
        for argument in self._arguments(row):
            if self.place_of(row, argument).adjusted(-slack, 0, slack, 0).contains(place):
                return row, argument
        return None

    def _open(self, row: int, argument: Argument) -> None:
        self.editor.close()
        self._scrolled = self.horizontalScrollBar().value()
        self.setTextCursor(self._cursor(row, argument.end))  # scrolls there
        self.setTextCursor(self._cursor(row, argument.start))
        self._edited_row = row
        self.editor.open(argument, self.place_of(row, argument, named=False))

    def _press(self, row: int, argument: Argument) -> None:
        """A click at an argument: yes becomes no, and all else opens the field."""
        if isinstance(argument.value, bool):
            self.argument_edited.emit(row, argument.name, not argument.value)
            return
        self._open(row, argument)
        if argument.choices:
            self.editor.list.showPopup()

    def _accept(self, argument: Argument, value: Value) -> None:
        self.argument_edited.emit(self._edited_row, argument.name, value)

    def _go_on(self, name: str, step: int) -> None:
        """Edit the argument that is so many places further in the row, if there is one."""
        self.horizontalScrollBar().setValue(self._scrolled)
        arguments = self._arguments(self._edited_row)
        names = [argument.name for argument in arguments]
        if name not in names:  # the code has become another one meanwhile
            return
        place = names.index(name) + step
        if step and 0 <= place < len(arguments):
            self._open(self._edited_row, arguments[place])

    def _rebind(self) -> None:
        """Keep the field open while what it edits is still there, as it was."""
        edited = self.editor.argument
        if edited is None:
            return
        for argument in self._arguments(self._edited_row):
            if (argument.name, argument.value) == (edited.name, edited.value):
                self.editor.rebind(argument)
                self._follow_scrolling()
                return
        self.editor.close()

    def _follow_scrolling(self) -> None:
        argument = self.editor.argument
        # While the code is being replaced, there may be fewer rows.
        if argument is not None and self._edited_row < self.blockCount():
            self.editor.move_to(self.place_of(self._edited_row, argument, named=False))

    def _explain(self, event: QHelpEvent) -> None:
        found = self._argument_at(event.pos())
        if found is None:
            QToolTip.hideText()
            return
        row, argument = found
        how = (
            self.tr("Click to switch it (F2)")
            if isinstance(argument.value, bool)
            else self.tr("Click to change it (F2)")
        )
        text = f"{argument.name}\n{explain_line_argument(argument.name)}\n{how}"
        QToolTip.showText(event.globalPos(), text, self.viewport(), self.place_of(row, argument))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._explain(event)
            return True
        return super().viewportEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        found = self._argument_at(event.position().toPoint())
        shape = Qt.CursorShape.IBeamCursor if found is None else Qt.CursorShape.PointingHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        found = self._argument_at(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (found[0], found[1].name) if found is not None and left else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        # Not where text was selected, such as to copy it.
        if pressed is None or self.textCursor().hasSelection():
            return
        found = self._argument_at(event.position().toPoint())
        if found is not None and (found[0], found[1].name) == pressed:
            self._press(*found)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in _EDIT_KEYS and self.edit_argument():
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "editor"):
            self._follow_scrolling()
