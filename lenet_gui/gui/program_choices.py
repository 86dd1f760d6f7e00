"""The choices that edit the lines of the program: set_to_none, retain_graph, by hand, and so on."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup

from lenet_gui.core.commands import (
    Backward,
    Command,
    OptimizerStep,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.program import CANONICAL, Line, Program


class ProgramChoices(QObject):
    """Actions to be checked: each shows what the program has, and edits it.

    Attributes:
        program: the program with what was chosen last, which the trainer may not have yet.
    """

    edited = Signal(object)
    """The `Program` that the person has made of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.program: Program = CANONICAL
        self._checking = False
        self.to_zeros = self._choice("to_zeros", self._edit_zero_grad)
        self.of_optimizer = self._choice("of_optimizer", self._edit_zero_grad)
        self.retain_graph = self._choice("retain_graph", self._edit_backward)
        self.loop_zero_grad = self._choice("loop_zero_grad", self._switch_zero_grad)
        self.manual = self._choice("manual", self._edit_step)
        self.by_optimizer = self._choice("by_optimizer")
        rules = QActionGroup(self)
        rules.addAction(self.by_optimizer)
        rules.addAction(self.manual)
        self.show_program(CANONICAL)

    def call(self, default: Command) -> Command:
        """The call that the program has in the place of this one; itself, if it has none."""
        index = self.program.find(type(default))
        return default if index is None else self.program.lines[index].call

    def show_program(self, program: Program) -> None:
        """Check what a program has."""
        self.program = program
        zero_grad, backward, step = (
            self.call(default) for default in (ZeroGrad(), Backward(), OptimizerStep())
        )
        index = program.find(ZeroGrad)
        manual = isinstance(step, OptimizerStep) and step.rule is UpdateRule.MANUAL
        states = {
            self.to_zeros: isinstance(zero_grad, ZeroGrad) and not zero_grad.set_to_none,
            self.of_optimizer: (
                isinstance(zero_grad, ZeroGrad) and zero_grad.of is ZeroGradOf.OPTIMIZER
            ),
            self.retain_graph: isinstance(backward, Backward) and backward.retain_graph,
            self.loop_zero_grad: index is not None and program.lines[index].enabled,
            self.manual: manual,
            self.by_optimizer: not manual,
        }
        self._checking = True
        for action, checked in states.items():
            action.setChecked(checked)
        self._checking = False

    def _choice(self, name: str, edit: Callable[..., None] | None = None) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setCheckable(True)
        if edit is not None:
            action.toggled.connect(edit)
        return action

    def _edit_zero_grad(self) -> None:
        of = ZeroGradOf.OPTIMIZER if self.of_optimizer.isChecked() else ZeroGradOf.NETWORK
        self._edit_calls(ZeroGrad(set_to_none=not self.to_zeros.isChecked(), of=of))

    def _edit_backward(self) -> None:
        self._edit_calls(Backward(self.retain_graph.isChecked()))

    def _edit_step(self) -> None:
        manual = self.manual.isChecked()
        self._edit_calls(OptimizerStep(UpdateRule.MANUAL if manual else UpdateRule.OPTIMIZER))

    def _switch_zero_grad(self, enabled: bool) -> None:
        self._edit(
            replace(line, enabled=enabled) if isinstance(line.call, ZeroGrad) else line
            for line in self.program.lines
        )

    def _edit_calls(self, call: Command) -> None:
        self._edit(
            replace(line, call=call) if type(line.call) is type(call) else line
            for line in self.program.lines
        )

    def _edit(self, lines: Iterable[Line]) -> None:
        if self._checking:
            return
        # At once, not when the snapshot comes: a press may follow before that.
        self.program = replace(self.program, lines=tuple(lines))
        self.edited.emit(self.program)
