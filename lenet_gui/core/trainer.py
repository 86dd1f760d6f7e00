"""The trainer: commands in, snapshots out, and nothing else."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from lenet_gui.core.checking_gradient import check_gradient
from lenet_gui.core.commands import Command, SetThreads
from lenet_gui.core.configuration import set_threads
from lenet_gui.core.debugger import Debugger
from lenet_gui.core.errors import CallError
from lenet_gui.core.export.commands import ExportSession
from lenet_gui.core.export.path import failed_moments
from lenet_gui.core.export.writing import export
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.graph_saved import hold_saved
from lenet_gui.core.history import History
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.looking_on import LOOKS
from lenet_gui.core.machine import Machine
from lenet_gui.core.moments_compared import compare_states
from lenet_gui.core.running import Halt, ProgramCounter
from lenet_gui.core.safe_file import write_safely
from lenet_gui.core.session import OpenSession, SaveSession, Session
from lenet_gui.core.session_file import load_session
from lenet_gui.core.session_place import SessionPlace
from lenet_gui.core.session_record import Beginning, record_session
from lenet_gui.core.snapshot import Curve, Outcome, Snapshot
from lenet_gui.core.state import TrainingState
from lenet_gui.core.timeline import (
    CompareMoments,
    DropBranch,
    GoTo,
    Moment,
    NameBranch,
    SetHistoryBudget,
)


class Trainer:
    """One network in training. `apply` is the only entrance, `snapshot` the only exit.

    Attributes:
        progress: told by commands that take long how much is done, and of how much.
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
            settings: commands that set something, and are no calls.

        Raises:
            InputError: an argument is out of range, or the input cannot be read.
        """
        set_threads(None, SetThreads(threads))
        self.progress: Callable[[int, int], None] = lambda _done, _of: None
        state = TrainingState(seed, source or RandomImage(), device)
        self._beginning = Beginning(seed, state.feed.source, device, threads)
        self._machine = Machine(state, Debugger())
        self._history = History(self._machine)
        self._place = SessionPlace()
        self._actions: dict[type[Command], Callable[[Any], None]] = {
            **dict.fromkeys(LOOKS, self._look_otherwise),
            CheckGradient: self._check,
            GoTo: self._go_to,
            CompareMoments: self._compare,
            NameBranch: lambda command: self._history.name_branch(command.branch, command.name),
            DropBranch: lambda command: self._history.drop_branch(command.branch),
            SetHistoryBudget: lambda command: self._history.set_budget(command.megabytes),
            SaveSession: self._save,
            OpenSession: self._open,
            ExportSession: self._export,
        }
        for command in settings:
            self._actions[type(command)](command)

    @property
    def state(self) -> TrainingState:
        """What the calls change; for looking only, and another one after going to a moment."""
        return self._machine.state

    @property
    def now(self) -> Moment:
        """The present moment."""
        return self._history.now

    @property
    def losses(self) -> int:
        """Losses computed since the last start."""
        return self.state.record.counts()[0]

    @property
    def parameters(self) -> dict[str, Tensor]:
        """The network's parameters by name: the live tensors."""
        return self.state.parameters

    @property
    def counter(self) -> ProgramCounter:
        """Where the program stands."""
        return self._machine.state.counter

    @property
    def halt(self) -> Halt | None:
        """Why a run has to stop after the last call; ``None``: it has not."""
        return self._machine.debugger.halt

    @property
    def watchful(self) -> bool:
        """A run may have to stop after any call, so every call is to be measured."""
        return self._machine.debugger.watchful(self.state)

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
            command: a call, which the history keeps, or what is done to the history, to the
                session or to what looks on.
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
        action = self._actions.get(type(command))
        if action is not None:
            action(command)
            return Outcome(command)
        machine, history = self._machine, self._history
        history.before(machine, command)
        before = time.perf_counter()
        try:
            outcome = machine.call(command, measured=measured)
        except CallError:
            history.spent += time.perf_counter() - before
            assert machine.state.last is not None  # noqa: S101 - the call that failed
            history.add(machine, machine.state.last)
            raise
        history.spent += time.perf_counter() - before
        history.add(machine, outcome)
        return outcome

    def snapshot(self) -> Snapshot:
        """The whole state, copied."""
        history = self._history
        return replace(
            self._machine.snapshot(),
            timeline=history.view(),
            session=self._place.view(history.revision),
        )

    def session(self) -> Session:
        """All that is needed to make every call again."""
        return record_session(self._beginning, self._history, self.state)

    def hold_graph(self) -> object:
        """Let the next backward run without the interpreter, as long as the answer is held.

        For a thread that has work to do beside it. PyTorch's backward computes without the
        interpreter, but asks for it to free what the graph has saved.
        """
        root = self.state.output if self.state.loss is None else self.state.loss
        return None if root is None or root.grad_fn is None else hold_saved(root)

    def curve(self) -> Curve:
        """The losses so far, as views that stay true."""
        return self.state.record.curve()

    def _look_otherwise(self, command: Command) -> None:
        LOOKS[type(command)](self.state, self._machine.debugger, command)
        self.state.last = Outcome(command)

    def _check(self, command: CheckGradient) -> None:
        self.state.looking.check = check_gradient(self.state, command, self.progress)
        self.state.last = Outcome(command)

    def _go_to(self, command: GoTo) -> None:
        old = self.state
        self._machine = self._history.go_to(
            command.moment, self._machine, old.interrupted, self.progress
        )
        # Which sample is looked at is for who looks to say, not for the moment.
        self.state.sample = min(old.sample, len(self.state.feed.batch.images) - 1)
        self.state.looking.check = None  # of another moment, which may have the same number

    def _compare(self, command: CompareMoments) -> None:
        machine, threads = self._machine, torch.get_num_threads()
        try:
            one, other = (
                self._history.reach(moment, machine, self.interrupted, self.progress).state
                for moment in (command.one, command.other)
            )
        finally:
            torch.set_num_threads(threads)  # each state has set its own
        self._history.compared = compare_states(command.one, one, command.other, other)

    def _save(self, command: SaveSession) -> None:
        self._place.save(command, self.session(), self._history.revision)

    def _open(self, command: OpenSession) -> None:
        threads = torch.get_num_threads()
        try:
            session = load_session(Path(command.path))
            # Later, for it has this class itself to make the calls.
            from lenet_gui.core.replay import replay

            budget = SetHistoryBudget(self._history.megabytes)
            other, report = replay(session, self.interrupted, self.progress, settings=(budget,))
        except BaseException:
            torch.set_num_threads(threads)
            raise
        self._take_over(other)
        revision = self._history.revision
        path = command.path if command.name is None else command.name
        saved = revision if path == command.path else -1
        self._place = SessionPlace(path, saved, report=report)

    def _export(self, command: ExportSession) -> None:
        failed = failed_moments(self._history.view())
        write_safely(Path(command.path), export(self.session(), command, failed), versions=0)

    def _take_over(self, other: "Trainer") -> None:
        """Go on with another trainer's state and history, looked at as this one was."""
        old = self._machine.debugger
        self._beginning, self._machine, self._history = (
            other._beginning,
            other._machine,
            other._history,
        )
        self._machine.debugger.look_as(old, self.state)
        self.state.looking.check = None  # of the other session
        self._history.arrival = None


def warm_up() -> None:
    """Make the first step of an optimizer now: it imports torch._dynamo, which takes seconds."""
    parameter = nn.Parameter(torch.zeros(1))
    parameter.grad = torch.zeros(1)
    optimizer = torch.optim.SGD([parameter], lr=0.1)
    optimizer.step()
    optimizer.zero_grad()
