"""The field that opens over an argument in the code."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.plot_style import LIGHT, Colours, mix, set_style
from lenet_gui.gui.program.argument_reading import read, shown_text
from lenet_gui.gui.program.arguments import Argument, Value
from lenet_gui.gui.words.argument_texts import explain_line_argument

FRAME = 3
"""Pixels around the value: border and padding, so that the digits stay where they were."""

_OWN_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space,
)  # fmt: skip


class ArgumentEditor(QObject):
    """Edits one argument at a time, in a line edit or, where there are choices, in a list.

    Enter and losing the focus accept, Escape leaves everything as it was, and Tab accepts and goes
    on. What cannot be read is told below the field, and changes nothing.
    """

    accepted = Signal(object, object)
    """An `Argument` and its new value."""

    left = Signal(str, int)
    """It has closed: the argument's name, and how many further to go on (1 or -1 after a Tab)."""

    def __init__(self, code: QPlainTextEdit) -> None:
        """Make the widgets, hidden.

        Args:
            code: what they lie over; it gets the focus back.
        """
        super().__init__(code)
        self._code = code
        self._home = home = code.viewport()
        self._argument: Argument | None = None
        self._place = QRect()
        self._colours = LIGHT
        self.line = QLineEdit(home)
        self.line.setObjectName("argument_edit")
        self.line.setMaxLength(40)
        self.line.textChanged.connect(self._check)
        self.list = _Choice(home)
        self.list.setObjectName("argument_choice")
        self.list.picked.connect(self._finish)
        self._problem = QLabel(home)
        self._problem.setObjectName("argument_problem")
        self._problem.setWordWrap(True)
        self._problem.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in (self.line, self.list, self._problem):
            widget.hide()
            widget.installEventFilter(self)

    @property
    def argument(self) -> Argument | None:
        """What is being edited; ``None``: nothing is."""
        return self._argument

    @property
    def problem(self) -> str:
        """What is wrong with what is typed; empty: nothing."""
        return self._problem.text()

    def open(self, argument: Argument, place: QRect) -> None:
        """Begin to edit.

        Args:
            argument: what is edited.
            place: where its value stands.
        """
        self._argument = argument
        widget = self._widget(argument)
        if argument.choices:
            self.list.clear()
            self.list.addItems([words for _, words in argument.choices])
            values = [value for value, _ in argument.choices]
            self.list.setCurrentIndex(values.index(argument.value))
        else:
            self.line.setText(shown_text(argument.value))
            self.line.selectAll()
        self.describe()
        self.move_to(place)
        widget.show()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def rebind(self, argument: Argument) -> None:
        """Go on with the same argument of what is shown now; what is typed stays."""
        self._argument = argument

    def close(self) -> None:
        """End without a change."""
        self._leave(0)

    def move_to(self, place: QRect) -> None:
        """Follow the value, which stands at `place` now."""
        self._place = place
        if self._argument is None:
            return
        widget, inside = self._widget(self._argument), self._home.rect()
        metrics, hint = widget.fontMetrics(), widget.sizeHint()
        choices = bool(self._argument.choices)
        least = hint.width() if choices else metrics.horizontalAdvance("0" * 6) + 2 * FRAME
        width = min(max(least, place.width() + 2 * FRAME + 4), inside.width())
        height = hint.height() if choices else place.height() + 2 * FRAME - 2
        left = min(place.left() - FRAME, inside.right() - width)
        top = place.center().y() - height // 2
        widget.setGeometry(max(0, left), top, width, height)
        self._place_problem()

    def describe(self) -> None:
        """Set the texts."""
        if self._argument is None:
            return
        widget, words = self._widget(self._argument), explain_line_argument(self._argument.name)
        widget.setAccessibleName(self._argument.name)
        widget.setAccessibleDescription(words)
        widget.setToolTip(words)
        self._check()

    def restyle(self, colours: Colours) -> None:
        """Take on the colours of a theme."""
        self._colours = colours
        set_style(self.list, f"QComboBox {{ {self._family()} }}")
        ground = mix(colours.surface, colours.error, 0.08).name()
        set_style(
            self._problem,
            f"QLabel {{ color: {colours.error}; background: {ground}; padding: 2px 4px;"
            f" border: 1px solid {colours.error}; }}",
        )
        self._paint()

    def _widget(self, argument: Argument) -> QLineEdit | QComboBox:
        return self.list if argument.choices else self.line

    def _check(self) -> None:
        """Say what is wrong with what is typed."""
        problem = ""
        if self._argument is not None and not self._argument.choices:
            _, problem = read(self._argument, self.line.text())
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.line.setAccessibleDescription(problem or self.line.toolTip())
        self._paint()
        self._place_problem()

    def _paint(self) -> None:
        colours = self._colours
        colour, edge = (
            (colours.error, colours.error) if self.problem else (colours.text, colours.accent)
        )
        set_style(
            self.line,
            f"QLineEdit {{ {self._family()} color: {colour}; background: {colours.surface};"
            f" border: 1px solid {edge}; border-radius: 2px; padding: 0; }}",
        )

    def _family(self) -> str:
        return f'font-family: "{fixed_font(self.line.font()).family()}", monospace;'

    def _place_problem(self) -> None:
        if not self.problem or self._argument is None:
            return
        widget, inside = self._widget(self._argument).geometry(), self._home.rect()
        label = self._problem
        metrics = label.fontMetrics()
        width = metrics.horizontalAdvance(self.problem) + 2 * metrics.height()
        width = min(width, inside.width())
        height = label.heightForWidth(width)
        below = widget.bottom() + 2
        top = below if below + height <= inside.bottom() else widget.top() - height - 1
        label.setGeometry(min(widget.left(), inside.right() - width), max(0, top), width, height)
        label.raise_()

    def _value(self) -> Value | None:
        """What the field says; ``None``: `problem` tells why it says nothing."""
        argument = self._argument
        if argument is None:
            return None
        if argument.choices:
            return argument.choices[self.list.currentIndex()][0]
        return read(argument, self.line.text())[0]

    def _finish(self, step: int = 0) -> None:
        """Accept what the field says, unless it cannot be read."""
        argument, value = self._argument, self._value()
        if argument is None or value is None:
            return
        self._leave(step, accepted=value)

    def _leave(self, step: int, *, accepted: Value | None = None) -> None:
        argument, self._argument = self._argument, None
        if argument is None:
            return
        if self._widget(argument).hasFocus():
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self.line, self.list, self._problem):
            widget.hide()
        if accepted is not None and accepted != argument.value:
            self.accepted.emit(argument, accepted)
        self.left.emit(argument.name, step)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._argument is None or watched is self._problem:
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            return self._lose_focus(event)
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN_KEYS:
            event.accept()  # Escape and Space belong to the window elsewhere
            return True
        return event.type() == QEvent.Type.KeyPress and self._take_key(Qt.Key(event.key()))

    def _lose_focus(self, event: QFocusEvent) -> bool:
        elsewhere = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() in elsewhere or self.list.view().isVisible():
            return False
        self._finish()
        self._leave(0)  # where it could not be read
        return False

    def _take_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self._leave(0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._finish(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True


class _Choice(QComboBox):
    """A list that tells a choice made in it from one that the keys only go past."""

    picked = Signal()
    """An entry of the open list was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typing = False
        self.activated.connect(self._pick)

    def _pick(self) -> None:
        if not self._typing:
            self.picked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._typing = True
        super().keyPressEvent(event)
        self._typing = False

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the code scrolls
