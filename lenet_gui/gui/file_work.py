"""What the worker does with commands that write or read a file: long ones, which may fail."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from lenet_gui.core.errors import InputError
from lenet_gui.core.session import OpenSession
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.training_protocol import FileAnswer, FileCommand, TrainerLike

REPORTS = 0.1
"""Seconds between two reports of the progress at least."""


class FileWork(QObject):
    """Lives in the training thread. Whatever happens to a command, it is answered once."""

    answered = Signal(object)
    """A `FileAnswer`."""

    progressed = Signal(int, int)
    """Calls that are made again while a session is opened: so many, of so many."""

    broken = Signal(object)
    """An exception that is a fault of the program."""

    def __init__(self, stopping: Callable[[], bool], parent: QObject) -> None:
        """Prepare.

        Args:
            stopping: whether the thread is about to end; asked in the thread.
            parent: the worker.
        """
        super().__init__(parent)
        self._stopping = stopping
        self._cancelled = threading.Event()
        self._opening = False
        self._next_report = 0.0

    def equip(self, trainer: TrainerLike) -> None:
        """Let a trainer ask whether to go on, and tell how far it has come."""
        trainer.interrupted = self._interrupted
        trainer.progress = self._report

    def allow(self) -> None:
        """The next `OpenSession` is wanted, whatever was cancelled before. From any thread."""
        self._cancelled.clear()

    def cancel(self) -> None:
        """Give up the `OpenSession` that is under way or waits its turn. From any thread."""
        self._cancelled.set()

    def do(self, command: FileCommand, trainer: TrainerLike | None) -> None:
        """Apply the command and answer it; without a trainer, that nothing was done."""
        self._opening = isinstance(command, OpenSession)
        self._next_report = 0.0
        before = time.monotonic()
        snapshot: Snapshot | None = None
        error: Exception | None = None
        try:
            if trainer is None or self._interrupted():
                raise InterruptedError
            trainer.apply(command)
            snapshot = trainer.snapshot()
        except (InputError, InterruptedError) as problem:
            error = problem
        except Exception as fault:
            error = fault
            self.broken.emit(fault)
        self._opening = False
        self.answered.emit(FileAnswer(command, snapshot, error, time.monotonic() - before))

    def _interrupted(self) -> bool:
        return self._stopping() or (self._opening and self._cancelled.is_set())

    def _report(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._opening and now >= self._next_report:
            self._next_report = now + REPORTS
            self.progressed.emit(done, total)
