"""What can be changed of the chosen row of the program."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    OptimizerStep,
    SetOptimizer,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.listing import Row, RowKind
from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.program import Break, Line, Program, SetProgram, StepLR
from lenet_gui.gui.program.break_form import BreakForm
from lenet_gui.gui.program.call_form import CallForm, Choice
from lenet_gui.gui.widgets.elided_label import ElidedLabel

FIELDS: dict[type[Command], tuple[str, ...]] = {
    ZeroGrad: ("set_to_none", "of"),
    ComputeLoss: ("divide_by",),
    Backward: ("retain_graph",),
    BackwardOutput: ("retain_graph",),
    OptimizerStep: ("rule",),
    ClipGradNorm: ("max_norm",),
}
"""The arguments of each call that can be edited."""

CHOICES = (
    Choice("of", ((ZeroGradOf.NETWORK, "net"), (ZeroGradOf.OPTIMIZER, "optimizer"))),
    Choice(
        "rule",
        (
            (UpdateRule.OPTIMIZER, pytorch_line(OptimizerStep())),
            (UpdateRule.MANUAL, "weight -= learning_rate * grad"),
        ),
    ),
)


class LineForm(QWidget):
    """Edits one row: on or off, its arguments, its breakpoint."""

    command_issued = Signal(object)
    """The `Command` that makes the edit."""

    def __init__(self, check: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Make an empty form.

        Args:
            check: what is wrong with the condition of a breakpoint; empty: nothing.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName("line_form")
        self._program: Program | None = None
        self._row: Row | None = None
        self._called = QCheckBox(self)
        self._called.setObjectName("line_called")
        self._called.clicked.connect(self._switch)
        self._fields = CallForm("line_arguments", self)
        self._fields.edited.connect(self._edit)
        self._nothing = ElidedLabel(self)
        self._nothing.setObjectName("line_nothing")
        self._stop = BreakForm(check, self)
        self._stop.edited.connect(self._set_stop)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._called)
        first.addWidget(self._fields, 1)
        first.addWidget(self._nothing, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addWidget(self._stop)

    def show_row(self, program: Program, optimizer: OptimizerSpec, row: Row) -> None:
        """Show a row of the listing, and what it is made of."""
        self._program, self._row = program, row
        line = None if row.line is None else program.lines[row.line]
        self._called.setVisible(line is not None)
        self._stop.setVisible(line is not None)
        if line is not None:
            self._called.setChecked(line.enabled)
            self._stop.show_break(line.stop)
            self._fields.show_fields(line.call, FIELDS.get(type(line.call), ()), CHOICES)
        elif row.kind is RowKind.OPTIMIZER:
            self._fields.show_fields(optimizer, ("lr",))
        elif row.kind is RowKind.SCHEDULER:
            self._fields.show_fields(program.scheduler, ("step_size", "gamma"))
        elif row.kind is RowKind.REPEATS:
            self._fields.show_fields(program, ("micro_batches",))
        else:
            self._fields.show_fields(None)
        self._fields.setVisible(row.kind is not RowKind.TEXT)
        self._nothing.setVisible(row.kind is RowKind.TEXT)

    def toggle_line(self) -> None:
        """Comment the line out, or in again."""
        self._change(lambda line: replace(line, enabled=not line.enabled))

    def toggle_stop(self) -> None:
        """Set a breakpoint on the line, or remove it."""
        self._change(lambda line: replace(line, stop=Break() if line.stop is None else None))

    def retranslate(self) -> None:
        """Set the texts."""
        self._called.setText(self.tr("on"))
        self._called.setToolTip(self.tr("Off: the line is commented out (Ctrl+/)"))
        self._called.setAccessibleName(self.tr("The line is called"))
        self._nothing.set_text(self.tr("Choose a line of the loop to edit it."))
        self._stop.retranslate()

    def _switch(self, enabled: bool) -> None:
        self._change(lambda line: replace(line, enabled=enabled))

    def _set_stop(self, stop: Break | None) -> None:
        self._change(lambda line: replace(line, stop=stop))

    def _edit(self, edited: object) -> None:
        program = self._program
        assert program is not None  # noqa: S101 - something has been shown
        match edited:
            case OptimizerSpec():
                self.command_issued.emit(SetOptimizer(edited))
            case StepLR():
                self.command_issued.emit(SetProgram(replace(program, scheduler=edited)))
            case Program(micro_batches=count):
                self.command_issued.emit(SetProgram(program.with_micro_batches(count)))
            case Command():
                self._change(lambda line: replace(line, call=edited))

    def _change(self, change: Callable[[Line], Line]) -> None:
        program, row = self._program, self._row
        if program is not None and row is not None and row.line is not None:
            line = change(program.lines[row.line])
            self.command_issued.emit(SetProgram(program.with_line(row.line, line)))
