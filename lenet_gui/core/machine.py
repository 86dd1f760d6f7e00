"""One network in training and who looks on: makes calls, whoever asks for them."""

import math

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.accumulation_bench import bench_accumulation
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    CompareZeroGrad,
    ZeroGrad,
)
from lenet_gui.core.comparison import MAX_STEPS, compare_zero_grad
from lenet_gui.core.configuration import CONFIGURATION, set_program
from lenet_gui.core.debugger import Debugger
from lenet_gui.core.errors import CallError, Failure, InputError, InputProblem
from lenet_gui.core.inputs import RandomImage
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.misuses import MISUSES
from lenet_gui.core.phases import PHASES, Handlers
from lenet_gui.core.program import SetProgram
from lenet_gui.core.snapshot import Outcome, Snapshot
from lenet_gui.core.state import TrainingState
from lenet_gui.core.viewing import take_snapshot


class Machine:
    """Makes calls on a state. The trainer has one; going back makes another, and replays on it.

    Attributes:
        state: what the calls change.
        debugger: what looks at each of them.
    """

    def __init__(self, state: TrainingState, debugger: Debugger) -> None:
        """Take over a state and what looks at it."""
        self.state = state
        self.debugger = debugger
        state.looking = debugger.looking
        self._handlers: Handlers = {**CALLS, SetProgram: self._set_program}

    def call(self, command: Command, *, measured: bool) -> Outcome:
        """Make a call; arguments and errors are those of `Trainer.apply`."""
        handler = self._handlers.get(type(command))
        if handler is None:
            raise TypeError(f"not a command of the trainer: {type(command).__name__}")
        state = self.state
        if state.notices or state.warnings:
            state.notices, state.warnings, state.facts = [], [], []
        state.command, state.measured = command, measured
        kind = type(command)
        # A mistake may write to gradients in any way, so that is looked at in free running, too.
        if kind is Misuse or (measured and kind in WRITERS):
            state.ledger.settle()  # what somebody did to a gradient meanwhile is not this call's
        try:
            handler(state, command)
        except CallError as error:
            self._settle(command)
            self.debugger.look(state, command, failed=True)
            self._finish(command, error.failure)
            raise
        self._settle(command)
        state.counter.follow(command)
        self.debugger.look(state, command)
        return self._finish(command, None)

    def snapshot(self) -> Snapshot:
        """The whole state, copied."""
        self.state.ledger.settle()
        return take_snapshot(self.state, self.debugger)

    def _set_program(self, state: TrainingState, command: SetProgram) -> None:
        self.debugger.check_conditions(state, command.program)
        set_program(state, command)

    def _settle(self, command: Command) -> None:
        """Book what a mistake has done to gradients besides its deposits."""
        if type(command) is Misuse:
            scales = command.mistake in (Mistake.UNSCALE, Mistake.SCALER_STEP)
            self.state.ledger.settle(self.state.origin(), scales=scales)

    def _finish(self, command: Command, failure: Failure | None) -> Outcome:
        state, debugger = self.state, self.debugger
        state.calls += 1
        muted = debugger.muted
        state.last = Outcome(
            command,
            failure,
            tuple(n for n in state.notices if n not in muted) if muted else tuple(state.notices),
            tuple(state.warnings),
            debugger.alarms,
            tuple(state.facts),
        )
        return state.last


WRITERS = (ZeroGrad, Backward, BackwardOutput, ClipGradNorm)
"""The commands that write to gradient accounts, each with an entry of its own in the ledger."""


def _compare_zero_grad(state: TrainingState, command: CompareZeroGrad) -> None:
    if not 1 <= command.steps <= MAX_STEPS:
        raise InputError(
            InputProblem.OUT_OF_RANGE, "steps", lowest=1, highest=MAX_STEPS, actual=command.steps
        )
    if not 0 <= command.lr < math.inf:
        raise InputError(InputProblem.OUT_OF_RANGE, "lr", lowest=0, highest="", actual=command.lr)
    state.comparison = compare_zero_grad(
        lambda: Machine(TrainingState(state.seed, RandomImage(), "cpu"), Debugger()),
        command.steps,
        command.lr,
        state.check_interruption,
    )


CALLS: Handlers = {
    **PHASES,
    **CONFIGURATION,
    **MISUSES,
    CompareZeroGrad: _compare_zero_grad,
    BenchAccumulation: bench_accumulation,
}
"""What does each command, by its class."""
