"""Turns edits of the program's rows into commands."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from lenet_gui.core.commands import Command, SetOptimizer
from lenet_gui.core.listing import Row
from lenet_gui.core.optimizers import SGD, OptimizerSpec
from lenet_gui.core.program import CANONICAL, Line, Program, SetProgram, StepLR
from lenet_gui.gui.program.arguments import Value, owner_of, with_argument


class Edits(QObject):
    """Edits the newest program there is: the last that was asked for, or else the one shown.

    In a run what is shown may be a second old; a second edit must not undo the first.
    """

    command_issued = Signal(object)
    """The `Command` that makes the edit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = CANONICAL
        self._optimizer: OptimizerSpec = SGD()

    @property
    def program(self) -> Program:
        """What the next edit starts from; its lines are those that are shown."""
        return self._program

    def show(self, program: Program, optimizer: OptimizerSpec) -> None:
        """Take what the trainer has."""
        self._program, self._optimizer = program, optimizer

    def set_argument(self, row: Row, name: str, value: Value) -> None:
        """Give an argument of a row another value.

        Raises:
            ValueError: what it belongs to refuses it.
        """
        owner = owner_of(row, self._program, self._optimizer)
        match owner and with_argument(owner, name, value):
            case OptimizerSpec() as optimizer:
                self._optimizer = optimizer
                self.command_issued.emit(SetOptimizer(optimizer))
            case StepLR() as scheduler:
                self._set(replace(self._program, scheduler=scheduler))
            case Program() as program:
                self._set(program)
            case Command() as call:
                self.change_line(row, lambda line: replace(line, call=call))

    def change_line(self, row: Row, change: Callable[[Line], Line]) -> None:
        """Change the line of a row, if it has one."""
        if row.line is not None:
            line = change(self._program.lines[row.line])
            self._set(self._program.with_line(row.line, line))

    def _set(self, program: Program) -> None:
        self._program = program
        self.command_issued.emit(SetProgram(program))
