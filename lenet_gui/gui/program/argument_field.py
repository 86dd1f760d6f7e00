"""The widget for one argument of an optimizer: a number, a pair of numbers, or yes and no."""

import math

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.writing import set_writing

Value = float | bool | tuple[float, float]


def parse_number(text: str) -> float | None:
    """A finite number written as in Python, such as ``0.01`` or ``1e-8``; ``None``: it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


class ArgumentField(QWidget):
    """Takes and gives the value of one argument, by its name in PyTorch."""

    changed = Signal()
    """A person changed it."""

    def __init__(self, name: str, default: Value, parent: QWidget | None = None) -> None:
        """Build the widget for a kind of value.

        Args:
            name: the argument's name.
            default: tells the kind: a boolean, a number or a pair.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.name = name
        self.setObjectName(f"argument_{name}")
        self.box: QCheckBox | None = None
        self.edits: list[QLineEdit] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        if isinstance(default, bool):
            self.box = QCheckBox(self)
            self.box.setObjectName(f"argument_{name}_box")
            self.box.clicked.connect(self.changed)
            row.addWidget(self.box)
            self.setFocusProxy(self.box)
        else:
            for index in range(2 if isinstance(default, tuple) else 1):
                row.addWidget(self._make_edit(index))
            self.setFocusProxy(self.edits[0])
        self.hint = QLabel(self)
        self.hint.setObjectName(f"argument_{name}_hint")
        row.addWidget(self.hint)
        row.addStretch(1)
        self.show_value(default)

    @property
    def texts(self) -> list[str]:
        """What stands in its line edits."""
        return [edit.text() for edit in self.edits]

    @property
    def numbers(self) -> list[float | None]:
        """The numbers in its line edits; ``None`` where there is none."""
        return [parse_number(text) for text in self.texts]

    @property
    def value(self) -> Value | None:
        """What it holds; ``None``: not a number."""
        if self.box is not None:
            return self.box.isChecked()
        first, *rest = self.numbers
        if not rest:
            return first
        return None if first is None or rest[0] is None else (first, rest[0])

    def show_value(self, value: Value) -> None:
        """Fill it in, as Python would write it."""
        if self.box is not None:
            self.box.setChecked(bool(value))
            return
        numbers = value if isinstance(value, tuple) else (value,)
        for edit, number in zip(self.edits, numbers, strict=True):
            edit.setText(repr(float(number)))
            edit.setCursorPosition(0)

    def describe(self, tip: str) -> None:
        """Say what the argument does."""
        self.hint.setText(tip)
        for index, widget in enumerate(self.edits or ([self.box] if self.box else [])):
            suffix = f"[{index}]" if len(self.edits) > 1 else ""
            widget.setToolTip(tip)
            widget.setAccessibleName(self.name + suffix)
            widget.setAccessibleDescription(tip)

    def mark(self, *, wrong: bool) -> None:
        """Colour what was typed, beside a sentence that says what is wrong with it."""
        colour = colours(self.palette()).error if wrong else ""
        for edit in self.edits:
            set_writing(edit, colour, fixed=True)

    def restyle(self, characters: int) -> None:
        """Follow the size of the writing; a single number gets room for so many characters."""
        width = self.fontMetrics().horizontalAdvance("0") * characters
        for edit in self.edits:
            edit.setFixedWidth(width if len(self.edits) == 1 else width * 7 // 10)
        set_writing(self.hint, colours(self.palette()).muted)

    @Slot()
    def _announce(self) -> None:
        self.changed.emit()

    def _make_edit(self, index: int) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName(f"argument_{self.name}_{index}")
        edit.setMaxLength(40)
        edit.textEdited.connect(self._announce)
        self.edits.append(edit)
        return edit
