"""Autograd held against finite differences, for the chosen number or for a random sample."""

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lenet_gui.core.explanation import Element, Inspection, Quantity
from lenet_gui.core.gradient_check import (
    DEFAULT_STEP,
    MAX_SAMPLE,
    CheckedNumber,
    CheckGradient,
    GradientCheck,
)
from lenet_gui.gui.inspector.check_words import (
    checked_name,
    kink_names,
    number_words,
    remarks,
    sample_words,
)
from lenet_gui.gui.inspector.error_strip import ErrorStrip
from lenet_gui.gui.inspector.numbers import OF_PARAMETERS
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.explain_action import explain_tip
from lenet_gui.gui.widgets.row_table import NONE, Column, RowTable
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.words.number_text import number
from lenet_gui.gui.writing import set_writing

COLUMNS = (Column.CODE, Column.FIGURES, Column.FIGURES, Column.FIGURES, Column.FIGURES, Column.CODE)

ROWS = 9
"""Rows of the table that are seen without scrolling."""


class CheckPage(QScrollArea):
    """Two buttons with what they need, and below them what the last check has found."""

    check_wanted = Signal(object)
    """A `CheckGradient`."""

    number_chosen = Signal(object)
    """The `Element` of a checked number, by a double click or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_check")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts take the keys
        self._element: Element | None = None
        self._check: GradientCheck | None = None
        self._numbers: tuple[CheckedNumber, ...] = ()
        self._build_form()
        self.problem = SteadyLabel("inspector_check_problem", self)
        self.text = SteadyLabel("inspector_check_text", self)
        self.remarks = SteadyLabel("inspector_check_remarks", self)
        self.errors = ErrorStrip(self)
        self.table = RowTable(COLUMNS, self)
        self.table.setObjectName("inspector_sample")
        self.table.itemActivated.connect(self._choose)
        self.table.setMinimumHeight(ROWS * self.table.verticalHeader().defaultSectionSize())
        self._lay_out()

    @property
    def step(self) -> float | None:
        """How far a number is moved; ``None``: what is typed is no such number."""
        try:
            step = float(self._step.text())
        except ValueError:
            return None
        return step if math.isfinite(step) and 0 < step <= 1 else None

    def show_inspection(self, inspection: Inspection | None) -> None:
        """Show the last check, and offer the number that is inspected."""
        self._element = None if inspection is None else inspection.element
        check = None if inspection is None else inspection.check
        if check is not self._check:
            self._check = check
            self._sort()
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self._one.setText(self.tr("Check this number"))
        self._many.setText(self.tr("Check a random sample"))
        for button in (self._one, self._many):
            button.setAccessibleName(button.text())
        self._many.setToolTip(self.tr("Drawn from the numbers of all parameters"))
        for label, edit, text, tip in (
            (self._labels[0], self._count, self.tr("Count"),
             self.tr("How many numbers are drawn")),
            (self._labels[1], self._seed, self.tr("Seed"),
             self.tr("The same seed: the same numbers")),
            (self._labels[2], self._step, self.tr("Step size"),
             self.tr("How far a number is moved to either side, in float64: above 0, at most 1")),
        ):  # fmt: skip
            label.setText(text)
            edit.setAccessibleName(text)
            edit.setToolTip(tip)
        self.table.setAccessibleName(self.tr("The checked numbers"))
        self.table.setToolTip(explain_tip())
        self.errors.setAccessibleName(self.tr("Relative errors on a logarithmic axis"))
        self.errors.setToolTip(
            self.tr("A mark for each number at its relative error; a cross: there is a kink")
        )
        self.table.set_headers(
            (self.tr("Which number"), self.tr("Relative error"), self.tr("Difference"),
             self.tr("Autograd"), ".grad", self.tr("Kinks")),
            (self.tr("Which number of which parameter"),
             self.tr("|difference - autograd|, relative to the larger of the two"),
             self.tr("(high - low) / (2 * step), in float64"),
             self.tr("The derivative by autograd, in float64"),
             self.tr("What .grad holds, in float32"),
             self.tr("Layers in which the loss is not smooth in between")),
        )  # fmt: skip
        self._write()

    def restyle(self) -> None:
        """Take on the colours."""
        set_writing(self.text.label, fixed=True)
        set_writing(self.problem.label, colours(self.palette()).error)
        self._step.setFixedWidth(9 * self._step.fontMetrics().averageCharWidth())

    def _sort(self) -> None:
        """Put the largest errors first."""
        numbers = () if self._check is None else self._check.numbers
        self._numbers = tuple(sorted(numbers, key=lambda checked: -checked.error))
        self.table.set_rows([_cells(checked) for checked in self._numbers])
        self.errors.show_errors([(checked.error, bool(checked.kinks)) for checked in numbers])

    def _write(self) -> None:
        fits = self._element is not None and self._element.quantity in OF_PARAMETERS
        self._one.setEnabled(fits and self.step is not None)
        self._one.setToolTip(
            self.tr("Move it a little down and up, and compare with the derivative by autograd")
            if fits
            else self.tr("Choose a number of a parameter or of its .grad above")
        )
        self._many.setEnabled(self.step is not None)
        problem = (
            "" if self.step is not None else self.tr("The step is a number above 0, at most 1.")
        )
        self.problem.set_text(problem)
        self.problem.setVisible(bool(problem))
        check = self._check
        sample = check is not None and not check.command.parameter
        self.table.setVisible(sample)
        self.errors.setVisible(sample)
        said = ""
        if check is None:
            self.text.set_text(self._hint())
        elif sample:
            self.text.set_text(sample_words(check))
        elif check.numbers:
            self.text.set_text(number_words(check.numbers[0], check))
            said = remarks(check.numbers[0], check)
        self.remarks.set_text(said)
        self.remarks.setVisible(bool(said))

    def _hint(self) -> str:
        return self.tr(
            "Is the gradient right? Move one number a little down and up, compute the loss both "
            "times in float64 on a copy, and compare the slope with autograd. Your own network "
            "stays as it is."
        )

    @Slot()
    def _ask_one(self) -> None:
        element, step = self._element, self.step
        if element is not None and step is not None:
            self.check_wanted.emit(CheckGradient(element.name, element.index, step=step))

    @Slot()
    def _ask_many(self) -> None:
        step = self.step
        if step is not None:
            sample = CheckGradient(count=self._count.value(), seed=self._seed.value(), step=step)
            self.check_wanted.emit(sample)

    @Slot(QTableWidgetItem)
    def _choose(self, item: QTableWidgetItem) -> None:
        checked = self._numbers[item.row()]
        self.number_chosen.emit(Element(Quantity.GRADIENT, checked.parameter, checked.index))

    def _build_form(self) -> None:
        self._one, self._many = QPushButton(self), QPushButton(self)
        self._one.setObjectName("inspector_check_one")
        self._many.setObjectName("inspector_check_many")
        self._one.clicked.connect(self._ask_one)
        self._many.clicked.connect(self._ask_many)
        self._count, self._seed = QSpinBox(self), QSpinBox(self)
        self._count.setObjectName("inspector_check_count")
        self._count.setRange(1, MAX_SAMPLE)
        self._count.setValue(100)
        self._seed.setObjectName("inspector_check_seed")
        self._seed.setRange(0, 9999)
        self._step = QLineEdit(f"{DEFAULT_STEP:g}", self)
        self._step.setObjectName("inspector_check_step")
        self._step.setMaxLength(12)
        self._step.textEdited.connect(self._write)
        self._labels = [QLabel(self) for _ in range(3)]

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self._one, self._many):
            first.addWidget(button)
        first.addStretch(1)
        fields = (self._count, self._seed, self._step)
        for label, field in zip(self._labels, fields, strict=True):
            label.setBuddy(field)
            second.addWidget(label)
            second.addWidget(field)
        second.addStretch(1)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)
        for widget in (self.problem, self.text, self.remarks, self.errors):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addStretch()
        self.setWidget(content)


def _cells(checked: CheckedNumber) -> tuple[str, ...]:
    return (
        checked_name(checked), f"{checked.error:.3g}", f"{checked.difference + 0.0:.10g}",
        f"{checked.autograd + 0.0:.10g}", number(checked.grad), kink_names(checked) or NONE,
    )  # fmt: skip
