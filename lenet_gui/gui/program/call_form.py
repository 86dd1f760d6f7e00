"""The arguments of one line of the program, as widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.program.argument_field import parse_number
from lenet_gui.gui.writing import set_writing


@dataclass(frozen=True, slots=True)
class Choice:
    """How an argument is chosen whose value is none of Python's own.

    Attributes:
        argument: its name.
        words: what each value is called, in the order in which they are offered.
    """

    argument: str
    words: tuple[tuple[StrEnum, str], ...]


class CallForm(QWidget):
    """Shows and edits the fields of a frozen dataclass, each by its name in PyTorch."""

    edited = Signal(object)
    """The same dataclass with another value in one of its fields."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty form.

        Args:
            name: the object name.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._shown: Any = None
        self._choices: tuple[Choice, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_fields(
        self, value: Any, names: Sequence[str] = (), choices: Sequence[Choice] = ()
    ) -> None:
        """Show an object's fields.

        Args:
            value: an instance of a frozen dataclass; ``None``: nothing is shown.
            names: the fields that can be edited: booleans, whole numbers, numbers, and those
                that `choices` tells of.
            choices: the words for fields whose value is one of a `StrEnum`.
        """
        if value == self._shown and tuple(choices) == self._choices:
            return
        self._shown, self._choices = value, tuple(choices)
        self._clear()
        known = {choice.argument: choice for choice in choices}
        for field in fields(value) if value is not None else ():
            if field.name in names:
                self._add(field.name, getattr(value, field.name), known.get(field.name))
        self._row.addStretch(1)

    def _clear(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.blockSignals(True)  # losing the focus is no edit: its object is gone
                widget.hide()
                widget.deleteLater()

    def _add(self, name: str, value: Any, choice: Choice | None) -> None:
        if isinstance(value, bool):
            box = QCheckBox(f"{name}=True", self)
            box.setObjectName(f"{self.objectName()}_{name}")
            box.setChecked(value)
            box.toggled.connect(lambda checked: self._edit(name, checked))
            set_writing(box, fixed=True)
            self._row.addWidget(box)
            return
        label = QLabel(f"{name}=", self)
        set_writing(label, fixed=True)
        self._row.addWidget(label)
        widget = self._widget(name, value, choice)
        widget.setObjectName(f"{self.objectName()}_{name}")
        widget.setAccessibleName(name)
        label.setBuddy(widget)
        self._row.addWidget(widget)

    def _widget(self, name: str, value: Any, choice: Choice | None) -> QWidget:
        if choice is not None:
            combo = QComboBox(self)
            combo.addItems([words for _, words in choice.words])
            combo.setCurrentIndex([member for member, _ in choice.words].index(value))
            combo.activated.connect(lambda index: self._edit(name, choice.words[index][0]))
            return combo
        if isinstance(value, int):
            spin = QSpinBox(self)
            spin.setRange(1, 64)
            spin.setValue(value)
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda number: self._edit(name, number))
            return spin
        edit = QLineEdit(repr(value), self)
        edit.setMaximumWidth(edit.fontMetrics().horizontalAdvance("0" * 12))
        edit.editingFinished.connect(lambda: self._finish(name, edit))
        edit.textEdited.connect(lambda: self._mark(edit))
        return edit

    def _finish(self, name: str, edit: QLineEdit) -> None:
        number = parse_number(edit.text())
        if number is None or number <= 0:
            edit.setText(repr(getattr(self._shown, name)))
        elif number != getattr(self._shown, name):
            self._edit(name, number)
        self._mark(edit)

    def _mark(self, edit: QLineEdit) -> None:
        number = parse_number(edit.text())
        wrong = number is None or number <= 0
        set_writing(edit, colours(self.palette()).error if wrong else "", fixed=True)

    def _edit(self, name: str, value: Any) -> None:
        self._shown = replace(self._shown, **{name: value})
        self.edited.emit(self._shown)
