"""The form for a plan of accumulation: sizes, weights, clipping, schedule and updates."""

import math
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lenet_gui.core.accumulation import (
    MAX_UPDATES,
    AccumulationPlan,
    Clipping,
    Reduction,
    Scheduling,
    Weighting,
    check_plan,
)
from lenet_gui.core.commands import LossKind
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.program import MAX_MICRO_BATCHES
from lenet_gui.gui.accumulation.plan_words import plan_words
from lenet_gui.gui.accumulation.sizes_text import SizesError, parse_sizes, sizes_text
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.program.argument_field import parse_number
from lenet_gui.gui.words.explanations import explain_refusal
from lenet_gui.gui.writing import set_writing

Field = TypeVar("Field", bound=QWidget)

WEIGHTS = {
    Weighting.COUNT: "loss / N",
    Weighting.SHARE: "loss * (n_i / n)",
    Weighting.TOTAL: "loss / total",
    Weighting.NONE: "loss",
}
"""What ``backward`` is called on, as a script would write it."""


class AccumulationForm(QWidget):
    """Shows and edits a plan; says what is wrong with it below."""

    changed = Signal()
    """A person changed something."""

    loss_wanted = Signal(object)
    """The `LossKind` that the plan needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accumulation_form")
        self._rest = AccumulationPlan(())  # what the form does not show
        self._batch_size, self._loss = 0, LossKind.MSE
        self._labels: dict[str, tuple[QLabel, QWidget]] = {}
        self._rows = QFormLayout()
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setVerticalSpacing(3)
        self._sizes = self._add("sizes", QLineEdit(self))
        self._window = self._add("window", QSpinBox(self))
        self._reduction = self._add("reduction", QComboBox(self))
        self._weighting = self._add("weighting", QComboBox(self))
        self._ignored = self._add("ignored", QSpinBox(self))
        self._clipping = self._add("clipping", QComboBox(self))
        self._max_norm = self._add("max_norm", QLineEdit(self))
        self._scheduling = self._add("scheduling", QComboBox(self))
        self._divide_lr = self._add("divide_lr", QCheckBox(self))
        self._updates = self._add("updates", QSpinBox(self))
        self._problem = QLabel(self)
        self._problem.setObjectName("accumulation_problem")
        self._problem.setWordWrap(True)
        self._facts = QLabel(self)
        self._facts.setObjectName("accumulation_facts")
        self._facts.setWordWrap(True)
        self._use_loss = QPushButton(self)
        self._use_loss.setObjectName("accumulation_use_loss")
        self._use_loss.clicked.connect(self._want_loss)
        self._use_loss.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._problem)
        column.addWidget(self._facts)
        column.addWidget(self._use_loss, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._prepare()

    @property
    def problem(self) -> str:
        """What is wrong, in one sentence; empty: nothing is."""
        return self._problem.text()

    def show_plan(self, plan: AccumulationPlan) -> None:
        """Fill the form in."""
        self._rest = plan
        self._sizes.setText(sizes_text(plan.sizes))
        self._max_norm.setText(repr(plan.max_norm))
        self._window.setValue(plan.window)
        self._ignored.setValue(plan.ignored)
        self._updates.setValue(plan.updates)
        self._divide_lr.setChecked(plan.divide_lr)
        _choose(self._reduction, plan.reduction)
        _choose(self._weighting, plan.weighting)
        _choose(self._clipping, plan.clipping)
        _choose(self._scheduling, plan.scheduling)
        self.check()

    def show_session(self, batch_size: int, loss: LossKind) -> None:
        """Take on what the plan has to fit."""
        if (batch_size, loss) != (self._batch_size, self._loss):
            self._batch_size, self._loss = batch_size, loss
            self.check()

    def plan(self) -> AccumulationPlan | None:
        """What the form says; ``None``: `problem` tells why not."""
        return None if self.problem else self._read()

    def draft(self) -> AccumulationPlan | None:
        """The same, though it may not fit the session; ``None``: the sizes cannot be read."""
        try:
            return self._read()
        except SizesError:
            return None

    def retranslate(self) -> None:
        """Set the texts again."""
        for name, (words, tip) in plan_words().items():
            label, field = self._labels[name]
            label.setText(words)
            for part in (label, field):
                part.setToolTip(tip)
            field.setAccessibleName(words)
            field.setAccessibleDescription(tip)
        self._window.setSpecialValueText(self.tr("as many as there are sizes"))
        self._divide_lr.setText("lr / N")
        self._use_loss.setText(self.tr("Use CrossEntropyLoss"))
        self._use_loss.setAccessibleName(self._use_loss.text())
        self._problem.setAccessibleName(self.tr("What is wrong with the plan"))
        _rename(
            self._clipping,
            (self.tr("never"), self.tr("before each step"), self.tr("after each backward")),
        )
        _rename(
            self._scheduling,
            (self.tr("no scheduler"), self.tr("after each step"), self.tr("after each backward")),
        )
        self.check()

    def restyle(self) -> None:
        """Follow the colours and the size of the writing."""
        zero = self.fontMetrics().horizontalAdvance("0")
        self._sizes.setFixedWidth(22 * zero)
        self._max_norm.setFixedWidth(10 * zero)
        for combo in (self._reduction, self._weighting):
            set_writing(combo, fixed=True)
        set_writing(self._problem, colours(self.palette()).error)
        set_writing(self._facts, colours(self.palette()).muted)
        self.check()

    @Slot()
    def check(self) -> None:
        """Say what is wrong, and show what has a meaning now."""
        error, text = self._find_problem()
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        plan = self.plan()
        self._facts.setVisible(plan is not None)
        if plan is not None:
            sentence = self.tr("Micro-batches: {pieces}. Samples used: {used} of {all}.")
            self._facts.setText(
                sentence.format(pieces=len(plan.sizes), used=plan.samples, all=self._batch_size)
            )
        classes = isinstance(error, InputError) and error.problem is InputProblem.NEEDS_CLASSES
        self._use_loss.setVisible(classes)
        error_colour = colours(self.palette()).error
        wrong = isinstance(error, SizesError) or "sizes" in getattr(error, "name", "")
        set_writing(self._sizes, error_colour if wrong else "", fixed=True)
        wrong = not self._norm() > 0
        set_writing(self._max_norm, error_colour if wrong else "", fixed=True)
        self._rows.setRowVisible(self._max_norm, self._clipping.currentIndex() > 0)

    def _find_problem(self) -> tuple[Exception | None, str]:
        try:
            check_plan(self._read(), self._batch_size, self._loss)
        except SizesError as error:
            sentence = self.tr(
                "⚠ Sizes: “{part}” is not a whole number. Write them like 8, 8, 16 or 4 x 8."
            )
            return error, sentence.format(part=error.part)
        except InputError as error:
            return error, f"⚠ {explain_refusal(error)}"
        return None, ""

    def _read(self) -> AccumulationPlan:
        clipping = list(Clipping)[self._clipping.currentIndex()]
        return replace(
            self._rest,
            sizes=parse_sizes(self._sizes.text()),
            window=self._window.value(),
            reduction=list(Reduction)[self._reduction.currentIndex()],
            weighting=list(Weighting)[self._weighting.currentIndex()],
            clipping=clipping,
            max_norm=self._rest.max_norm if clipping is Clipping.NONE else self._norm(),
            updates=self._updates.value(),
            divide_lr=self._divide_lr.isChecked(),
            scheduling=list(Scheduling)[self._scheduling.currentIndex()],
            ignored=self._ignored.value(),
        )

    def _norm(self) -> float:
        number = parse_number(self._max_norm.text())
        return math.nan if number is None else number

    @Slot()
    def _check_and_announce(self) -> None:
        self.check()
        self.changed.emit()

    @Slot()
    def _want_loss(self) -> None:
        self.loss_wanted.emit(LossKind.CROSS_ENTROPY)

    def _add(self, name: str, field: Field) -> Field:
        field.setObjectName(f"accumulation_{name}")
        label = QLabel(self)
        label.setObjectName(f"accumulation_{name}_label")
        label.setBuddy(field)
        self._labels[name] = (label, field)
        self._rows.addRow(label, field)
        return field

    def _prepare(self) -> None:
        """Fill the choices, and listen."""
        self._reduction.addItems([f"reduction={kind.value!r}" for kind in Reduction])
        self._weighting.addItems([WEIGHTS[kind] for kind in Weighting])
        self._clipping.addItems(["" for _ in Clipping])
        self._scheduling.addItems(["" for _ in Scheduling])
        self._window.setRange(0, MAX_MICRO_BATCHES)
        self._ignored.setRange(0, 9999)
        self._updates.setRange(1, MAX_UPDATES)
        for combo in (self._reduction, self._weighting, self._clipping, self._scheduling):
            combo.activated.connect(self._check_and_announce)
        for spin in (self._window, self._ignored, self._updates):
            spin.textChanged.connect(self._check_and_announce)
        for edit in (self._sizes, self._max_norm):
            edit.setMaxLength(400)
            edit.textEdited.connect(self._check_and_announce)
        self._divide_lr.clicked.connect(self._check_and_announce)


def _choose(combo: QComboBox, member: StrEnum) -> None:
    combo.setCurrentIndex(list(type(member)).index(member))


def _rename(combo: QComboBox, words: Sequence[str]) -> None:
    for index, text in enumerate(words):
        combo.setItemText(index, text)
