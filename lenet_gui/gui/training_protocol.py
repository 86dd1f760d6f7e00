"""What the training thread needs of a trainer, and what it tells the window of a free run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from lenet_gui.core.commands import Command
from lenet_gui.core.export.commands import ExportSession
from lenet_gui.core.running import Halt, ProgramCounter, Run
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.core.snapshot import Curve, Outcome, Snapshot


class TrainerLike(Protocol):
    """What the worker needs of a trainer. The real one imports torch, so it is not named here."""

    interrupted: Callable[[], bool]

    progress: Callable[[int, int], None]
    """Told by commands that take long how many calls they have made, and of how many."""

    @property
    def counter(self) -> ProgramCounter:
        """Where the program stands."""

    @property
    def halt(self) -> Halt | None:
        """Why a run has to stop after the last call; ``None``: it has not."""

    @property
    def watchful(self) -> bool:
        """A run may have to stop after any call, so every call is measured."""

    @property
    def can_test(self) -> bool:
        """The input has a test part, on which an accuracy can be measured."""

    def apply(self, command: Command, *, measured: bool = True) -> Outcome:
        """Do what the command asks."""

    def snapshot(self) -> Snapshot:
        """Copy the state."""

    def hold_graph(self) -> object:
        """Let the next backward run without the interpreter, as long as the answer is held."""

    def curve(self) -> Curve:
        """The losses so far, without a copy."""


class LoadsTrainer(Protocol):
    """Builds a trainer."""

    def __call__(self, *, settings: Sequence[Command] = ...) -> TrainerLike:
        """Build one that is set by these commands, which are no calls; else as at the start."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a free run.

    Attributes:
        curve: the losses so far.
        snapshot: the whole state; ``None``: it was taken not long ago.
        run: what was asked for.
        done: units of it made.
    """

    curve: Curve
    snapshot: Snapshot | None
    run: Run
    done: int


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a free run ended.

    Attributes:
        snapshot: the state.
        run: what was asked for.
        done: units of it made.
        halt: why it stopped before its end; ``None``: it did not.
    """

    snapshot: Snapshot
    run: Run
    done: int
    halt: Halt | None = None


FileCommand = SaveSession | OpenSession | ExportSession
"""Commands that write or read a file. They are no calls, and each is answered by a `FileAnswer`."""


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What has become of a command that writes or reads a file.

    Attributes:
        command: the command.
        snapshot: the state after it; ``None``: it was not done, and nothing has changed.
        error: why it was not done, an `InterruptedError` if it was cancelled; ``None``: it was.
        seconds: the time that it took.
    """

    command: FileCommand
    snapshot: Snapshot | None
    error: Exception | None
    seconds: float
