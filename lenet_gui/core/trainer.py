"""The trainer: commands in, snapshots out, and nothing else."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.accumulation_bench import bench_accumulation
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    CompareZeroGrad,
    SetThreads,
    ZeroGrad,
)
from lenet_gui.core.comparison import compare_zero_grad
from lenet_gui.core.configuration import CONFIGURATION, set_program, set_threads
from lenet_gui.core.debugger import Debugger
from lenet_gui.core.errors import CallError, Failure, InputError, InputProblem
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.misuses import MISUSES
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.phases import PHASES, Handlers
from lenet_gui.core.program import SetProgram
from lenet_gui.core.running import Halt, ProgramCounter
from lenet_gui.core.snapshot import Curve, Outcome, Snapshot
from lenet_gui.core.state import TrainingState
from lenet_gui.core.viewing import take_snapshot
from lenet_gui.core.watches import SetWatches


class Trainer:
    """One network in training. `apply` is the only entrance, `snapshot` the only exit.

    Attributes:
        state: what the commands change; for looking only.
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        source: InputSource | None = None,
        threads: int = 1,
        device: str = "cpu",
        settings: Sequence[Command] = (),
    ) -> None:
        """Start as the tutorial does.

        ``torch.manual_seed(seed)``, the network, ``randn(1, 1, 32, 32)``,
        ``randn(10).view(1, -1)``, MSE and SGD with learning rate 0.01. The global stream of
        random numbers is left as it was.

        Args:
            seed: seed of the start, 0 to `state.MAX_SEED`.
            source: the input; ``None``: the tutorial's random image.
            threads: torch's threads; the bits of results depend on it.
            device: ``cpu``, ``cuda`` or ``mps``.
            settings: commands that set something; done first, and counted as no calls.

        Raises:
            InputError: an argument is out of range, or the input cannot be read.
        """
        set_threads(None, SetThreads(threads))
        self.state = TrainingState(seed, source or RandomImage(), device)
        self._debugger = debugger = Debugger()
        self._handlers: Handlers = {
            **HANDLERS,
            SetProgram: self._set_program,
            SetWatches: debugger.set_watches,
            SetAlarms: debugger.set_alarms,
            SetMuted: debugger.set_muted,
        }
        for command in settings:
            self._handlers[type(command)](self.state, command)

    @property
    def parameters(self) -> dict[str, Tensor]:
        """The network's parameters by name: the live tensors."""
        return self.state.parameters

    @property
    def counter(self) -> ProgramCounter:
        """Where the program stands."""
        return self.state.counter

    @property
    def halt(self) -> Halt | None:
        """Why a run has to stop after the last call; ``None``: it has not."""
        return self._debugger.halt

    @property
    def watchful(self) -> bool:
        """A run may have to stop after any call, so every call is to be measured."""
        return self._debugger.watchful(self.state)

    @property
    def can_test(self) -> bool:
        """The input has a test part, on which an accuracy can be measured."""
        return self.state.feed.data is not None

    @property
    def interrupted(self) -> Callable[[], bool]:
        """Asked now and then by commands that take long; True ends them, with nothing changed."""
        return self.state.interrupted

    @interrupted.setter
    def interrupted(self, ask: Callable[[], bool]) -> None:
        self.state.interrupted = ask

    def apply(self, command: Command, *, measured: bool = True) -> Outcome:
        """Do what `command` asks.

        Args:
            command: the call.
            measured: remember what only a snapshot needs, such as the activations and the size
                of a step. Free running leaves it out where no snapshot follows; it changes no
                result.

        Returns:
            How it went.

        Raises:
            CallError: the call failed as it would in a script; `snapshot` says what it had done.
            InputError: the argument was refused, and nothing has changed.
            InterruptedError: `interrupted` said so, and nothing has changed.
            TypeError: there is no such command.
        """
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
            self._debugger.look(state, command, failed=True)
            self._finish(command, error.failure)
            raise
        self._settle(command)
        state.counter.follow(command)
        self._debugger.look(state, command)
        return self._finish(command, None)

    def snapshot(self) -> Snapshot:
        """The whole state, copied."""
        self.state.ledger.settle()
        return take_snapshot(self.state, self._debugger)

    def curve(self) -> Curve:
        """The losses so far, as views that stay true."""
        return self.state.record.curve()

    def _set_program(self, state: TrainingState, command: SetProgram) -> None:
        self._debugger.check_conditions(state, command.program)
        set_program(state, command)

    def _settle(self, command: Command) -> None:
        """Book what a mistake has done to gradients besides its deposits."""
        if type(command) is Misuse:
            scales = command.mistake in (Mistake.UNSCALE, Mistake.SCALER_STEP)
            self.state.ledger.settle(self.state.origin(), scales=scales)

    def _finish(self, command: Command, failure: Failure | None) -> Outcome:
        state = self.state
        state.calls += 1
        muted = self._debugger.muted
        state.last = Outcome(
            command,
            failure,
            tuple(n for n in state.notices if n not in muted) if muted else tuple(state.notices),
            tuple(state.warnings),
            self._debugger.alarms,
            tuple(state.facts),
        )
        return state.last


def _compare_zero_grad(state: TrainingState, command: CompareZeroGrad) -> None:
    if command.steps < 1:
        raise InputError(
            InputProblem.OUT_OF_RANGE, "steps", lowest=1, highest="", actual=command.steps
        )
    threads = torch.get_num_threads()
    state.comparison = compare_zero_grad(
        lambda: Trainer(state.seed, threads=threads),
        command.steps,
        command.lr,
        state.check_interruption,
    )


WRITERS = (ZeroGrad, Backward, BackwardOutput, ClipGradNorm)
"""The commands that write to gradient accounts, each with an entry of its own in the ledger."""

HANDLERS: Handlers = {
    **PHASES,
    **CONFIGURATION,
    **MISUSES,
    CompareZeroGrad: _compare_zero_grad,
    BenchAccumulation: bench_accumulation,
}
"""What does each command, by its class."""


def warm_up() -> None:
    """Make the first step of an optimizer now: it imports torch._dynamo, which takes seconds."""
    parameter = nn.Parameter(torch.zeros(1))
    parameter.grad = torch.zeros(1)
    optimizer = torch.optim.SGD([parameter], lr=0.1)
    optimizer.step()
    optimizer.zero_grad()
