"""A form for the arguments of any optimizer, made from the fields of its class."""

from dataclasses import MISSING, fields
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.optimizers import OPTIMIZERS, SGD, OptimizerSpec
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.program.argument_field import ArgumentField
from lenet_gui.gui.words.argument_texts import (
    explain_argument,
    no_number,
    outside_of_optimizer,
    wrong_together,
)
from lenet_gui.gui.writing import set_writing

EDIT_WIDTH = 13
"""Characters for which the line edit of a number has room."""

HINT_WIDTH = 92
"""Characters in the form's width from which on the arguments are explained in it."""


def defaults(kind: type[OptimizerSpec]) -> dict[str, Any]:
    """The arguments of an optimizer and their defaults, in PyTorch's order."""
    return {f.name: f.default for f in fields(kind) if f.default is not MISSING}


class OptimizerForm(QWidget):
    """Chooses an optimizer and its arguments; says what is wrong with them."""

    changed = Signal()
    """A person changed something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = QComboBox(self)
        self._kind.setObjectName("optimizer_kind")
        self._kind.addItems([kind.__name__ for kind in OPTIMIZERS])
        self._kind.activated.connect(self._take_defaults)
        self._kind_label = QLabel(self)
        self._kind_label.setObjectName("optimizer_kind_label")
        self._kind_label.setBuddy(self._kind)
        self._problem = QLabel(self)
        self._problem.setObjectName("optimizer_problem")
        self._problem.setWordWrap(True)
        self._rows = QFormLayout()
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setVerticalSpacing(3)
        self._rows.addRow(self._kind_label, self._kind)
        self._fields: dict[str, ArgumentField] = {}
        for kind in OPTIMIZERS:
            for name, default in defaults(kind).items():
                if name not in self._fields:
                    self._add_field(name, default)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addWidget(self._problem)
        self.show_spec(SGD())

    @property
    def kind(self) -> type[OptimizerSpec]:
        """The chosen class."""
        return OPTIMIZERS[max(0, self._kind.currentIndex())]

    @property
    def problem(self) -> str:
        """What is wrong, in one sentence; empty: nothing is."""
        return self._problem.text()

    def show_spec(self, spec: OptimizerSpec) -> None:
        """Fill the form in."""
        self._kind.setCurrentText(spec.name)
        values = spec.arguments()
        for name, field in self._fields.items():
            self._rows.setRowVisible(field, name in values)
            if name in values:
                field.show_value(values[name])
        self._check()

    def spec(self) -> OptimizerSpec | None:
        """What the form says; ``None``: `problem` tells why not."""
        values: dict[str, Any] = {name: self._fields[name].value for name in defaults(self.kind)}
        if self.problem or None in values.values():
            return None
        return self.kind(**values)

    def retranslate(self) -> None:
        """Set the texts again."""
        self._kind_label.setText(self.tr("Optimizer"))
        self._kind.setAccessibleName(self.tr("Optimizer"))
        self._kind.setToolTip(self.tr("The class in torch.optim that changes the parameters"))
        self._problem.setAccessibleName(self.tr("What is wrong with the arguments"))
        for name, field in self._fields.items():
            tip = explain_argument(name)
            field.describe(tip)
            label = self._rows.labelForField(field)
            if label is not None:
                label.setToolTip(tip)
        self._check()

    def restyle(self) -> None:
        """Follow the size of the writing."""
        for field in self._fields.values():
            field.restyle(EDIT_WIDTH)
            label = self._rows.labelForField(field)
            if label is not None:
                set_writing(label, fixed=True)
        set_writing(self._problem, colours(self.palette()).error)
        self._show_hints()
        self._check()

    @Slot()
    def _take_defaults(self) -> None:
        self.show_spec(self.kind(**defaults(self.kind)))
        self.changed.emit()

    @Slot()
    def _check_and_announce(self) -> None:
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        shown = [self._fields[name] for name in defaults(self.kind)]
        problems = {field.name: self._problem_with(field) for field in shown}
        for field in shown:
            field.mark(wrong=bool(problems[field.name]))
        first = next((problem for problem in problems.values() if problem), "")
        self._problem.setText(first or self._problem_together())
        self._problem.setVisible(bool(self._problem.text()))

    def _problem_with(self, field: ArgumentField) -> str:
        for text, number in zip(field.texts, field.numbers, strict=True):
            if number is None:
                return no_number(field.name, text)
            problem = outside_of_optimizer(field.name, number)
            if problem:
                return problem
        return ""

    def _problem_together(self) -> str:
        """What is wrong with arguments that are right one by one."""
        values: dict[str, Any] = {name: self._fields[name].value for name in defaults(self.kind)}
        try:
            self.kind(**values)
        except ValueError as error:
            return wrong_together(values, error)
        return ""

    def _add_field(self, name: str, default: Any) -> None:
        field = ArgumentField(name, default, self)
        field.changed.connect(self._check_and_announce)
        label = QLabel(name, self)
        label.setObjectName(f"argument_{name}_label")
        label.setBuddy(field)
        self._fields[name] = field
        self._rows.addRow(label, field)

    def _show_hints(self) -> None:
        """Explain each argument beside it where there is room; else its tool tip does."""
        roomy = self.width() > HINT_WIDTH * self.fontMetrics().averageCharWidth()
        for field in self._fields.values():
            field.hint.setVisible(roomy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hints()
