"""The Optimizer panel: the update rule, its state, and the loss function."""

import math
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.commands import LossKind, SetLoss, SetOptimizer
from lenet_gui.core.explanation import Quantity
from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.snapshot import Snapshot, StateEntry
from lenet_gui.gui.inspector.numbers import first_number
from lenet_gui.gui.loss_choice import LossChoice
from lenet_gui.gui.optimizer_form import OptimizerForm
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.program.code_line import CodeLine
from lenet_gui.gui.widgets.explain_action import ExplainAction
from lenet_gui.gui.widgets.fitting_scroll import FittingScroll
from lenet_gui.gui.widgets.state_table import StateTable
from lenet_gui.gui.words.number_text import count
from lenet_gui.gui.writing import keep_readable, set_writing

translate = QCoreApplication.translate

MARGIN = 6


class OptimizerPanel(Panel):
    """A form for the optimizer, a table of what it remembers, and the choice of the loss."""

    key: ClassVar[str] = "optimizer"
    area: ClassVar[Area] = Area.RIGHT_BOTTOM
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled_in: OptimizerSpec | None = None
        self._form = OptimizerForm(self)
        self._form.setObjectName("optimizer_form")
        self._form.changed.connect(self._preview)
        self._lost = QLabel(self)
        self._lost.setObjectName("optimizer_lost")
        self._line = CodeLine("optimizer_line", self)
        self._status = QLabel(self)
        self._status.setObjectName("optimizer_status")
        self._apply = QPushButton(self)
        self._apply.setObjectName("optimizer_apply")
        self._apply.clicked.connect(self._issue_optimizer)
        self._state = StateTable(self)
        self._state.table.itemActivated.connect(self._explain_row)
        self._explain = ExplainAction(self._state.table)
        self._explain.triggered.connect(self._explain_row)
        self._loss = LossChoice(self)
        self._loss.chosen.connect(self._issue_loss)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("optimizer_tabs")
        self._tabs.setDocumentMode(True)
        self._lay_out()
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("OptimizerPanel", "Optimizer")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        if snapshot.optimizer != self._filled_in:
            # Only when the trainer's own changed: what is being typed stays.
            self._filled_in = snapshot.optimizer
            self._form.show_spec(snapshot.optimizer)
        self._state.show_state(snapshot.optimizer, snapshot.optimizer_state)
        self._loss.show_kind(snapshot.loss_kind)
        self._preview()

    @override
    def retranslate(self) -> None:
        self._tabs.tabBar().setAccessibleName(self.tr("Parts of the optimizer panel"))
        self._tabs.setTabText(0, self.tr("Update rule"))
        self._tabs.setTabText(1, self.tr("State"))
        self._tabs.setTabText(2, self.tr("Loss"))
        self._apply.setText(self.tr("Apply"))
        self._apply.setAccessibleName(self.tr("Build this optimizer"))
        self._line.setAccessibleName(self.tr("Line of PyTorch that Apply runs"))
        self._lost.setAccessibleName(self.tr("What Apply discards"))
        self._form.retranslate()
        self._state.retranslate()
        self._state.table.setToolTip(
            self.tr("Double-click or Enter: explain the update of one of its numbers")
        )
        self._explain.set_words(self.tr("Explain the update of its number with the largest .grad"))
        self._loss.retranslate()
        self._preview()

    @override
    def restyle(self) -> None:
        self._line.restyle(self.colours.optimizer)
        set_writing(self._lost, self.colours.notice)
        set_writing(self._status, self.colours.muted)
        keep_readable(self._lost)
        self._form.restyle()
        self._loss.restyle()

    @Slot()
    def _explain_row(self) -> None:
        row, snapshot = self._state.table.currentRow(), self.snapshot
        if snapshot is not None and 0 <= row < len(snapshot.optimizer_state):
            name = snapshot.optimizer_state[row].parameter
            self.number_chosen.emit(first_number(Quantity.UPDATE, name, snapshot))

    @Slot()
    def _preview(self) -> None:
        spec = self._form.spec()
        self._apply.setEnabled(spec is not None)
        line = "" if spec is None else spec.line()
        self._line.show_line(line)
        self._apply.setToolTip(line or self._form.problem)
        in_use = spec is not None and spec == self._filled_in
        _set_text(self._status, self.tr("in use now") if in_use else self.tr("not applied yet"))
        entries = () if self.snapshot is None else self.snapshot.optimizer_state
        self._lost.setVisible(bool(entries))
        if entries:
            _set_text(self._lost, self._loss_of_state(entries))

    @Slot()
    def _issue_optimizer(self) -> None:
        spec = self._form.spec()
        if spec is not None:
            self.command_issued.emit(SetOptimizer(spec))

    @Slot(object)
    def _issue_loss(self, kind: LossKind) -> None:
        self.command_issued.emit(SetLoss(kind))

    def _loss_of_state(self, entries: tuple[StateEntry, ...]) -> str:
        return self.tr(
            "Apply discards the state: {keys} (tensors: {tensors}, numbers: {numbers})."
        ).format(
            keys=", ".join(dict.fromkeys(entry.key for entry in entries)),
            tensors=sum(1 for entry in entries if entry.shape),
            numbers=count(sum(math.prod(entry.shape) for entry in entries)),
        )

    def _lay_out(self) -> None:
        rule = QWidget(self)
        column = QVBoxLayout(rule)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        column.addWidget(FittingScroll(self._form, "optimizer_scroll"))
        column.addWidget(self._lost)
        column.addWidget(self._line)
        row = QHBoxLayout()
        row.addWidget(self._apply)
        row.addWidget(self._status)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._tabs.addTab(rule, "")
        self._tabs.addTab(self._state, "")
        self._tabs.addTab(FittingScroll(self._loss, "loss_scroll"), "")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.addWidget(self._tabs)


def _set_text(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
