"""Saves and opens sessions: one command at a time, and what has come of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from lenet_gui.core.errors import InputError
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.gui.sessions.file_names import SUFFIX, with_suffix
from lenet_gui.gui.sessions.questions import Questions
from lenet_gui.gui.sessions.recent_sessions import RecentSessions
from lenet_gui.gui.training_protocol import FileAnswer, FileCommand
from lenet_gui.gui.training_thread import TrainingThread
from lenet_gui.gui.words.session_texts import (
    describe_cancelled,
    describe_opened,
    describe_saved,
    explain_deviation,
)


class Filing(QObject):
    """Sends what a person wants to be saved or opened, and tells how it went.

    Attributes:
        pending: the command that has not been answered yet; ``None``: there is none.
    """

    opening_began = Signal(str)
    """A session of this name is being opened."""

    finished = Signal(object)
    """The `FileAnswer` to the pending command, once everything has been told."""

    opened = Signal(object)
    """The `Snapshot` of a session that was opened."""

    said = Signal(object)
    """A function that returns the `Message` of what just happened, in the language of then."""

    noticed = Signal(str)
    """What a person should know and may want to read for longer."""

    problem_found = Signal(object)
    """An `InputError`: nothing was done."""

    def __init__(
        self,
        training: TrainingThread,
        recent: RecentSessions,
        questions: Questions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.pending: FileCommand | None = None
        self._training = training
        self._recent = recent
        self._questions = questions
        self._stamp: tuple[int, int] | None = None

    @property
    def opening(self) -> bool:
        """A session is being opened."""
        return isinstance(self.pending, OpenSession)

    @property
    def folder(self) -> Path:
        """Where to look for sessions first: where the last one lies."""
        if self._recent.paths:
            return self._recent.paths[0].parent
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place))

    def save(self, known: str) -> bool:
        """Save the session where it lies; whether that was sent.

        Args:
            known: where that is; empty: the person is asked.
        """
        if not known:
            return self.save_as(known)
        path = Path(known)
        # Compared with what was there when it was saved or opened last; a file that is gone
        # takes nothing with it.
        foreign = self._stamp is not None and _stamp(path) not in (self._stamp, None)
        if foreign and not self._questions.overwrites(path.name):
            return False
        return self._send(SaveSession(known))

    def save_as(self, known: str) -> bool:
        """Save the session where the person chooses; whether that was sent."""
        chosen = self._questions.path_to_save(
            known or str(self.folder / (self.tr("session") + SUFFIX))
        )
        if not chosen:
            return False
        path = with_suffix(Path(chosen))
        # The dialog has asked by the name that was chosen, which may be another one.
        unasked = path != Path(chosen) and path.exists()
        if unasked and not self._questions.overwrites(path.name):
            return False
        return self._send(SaveSession(str(path)))

    def open(self, command: OpenSession) -> bool:
        """Open a session; whether that was sent."""
        sent = self._send(command)
        if sent:
            self.opening_began.emit(self._name(command))
        return sent

    @Slot(object)
    def take_answer(self, answer: FileAnswer) -> None:
        """Tell what has become of the pending command; of any other, nothing."""
        if answer.command is not self.pending:
            return
        self.pending = None
        if isinstance(answer.error, InputError):
            self.problem_found.emit(answer.error)  # any other is reported as a fault
        elif isinstance(answer.error, InterruptedError):
            self.said.emit(describe_cancelled)
        elif isinstance(answer.command, OpenSession):
            self._tell_opened(answer, answer.command)
        elif answer.error is None:
            self._note(Path(answer.command.path))
            self.said.emit(partial(describe_saved, Path(answer.command.path).name))
        self.finished.emit(answer)

    def _send(self, command: FileCommand) -> bool:
        if self.pending is not None:
            return False
        self.pending = command
        self._training.send_file_command(command)
        return True

    def _tell_opened(self, answer: FileAnswer, command: OpenSession) -> None:
        if answer.snapshot is None:
            return
        if command.name is None:
            self._note(Path(command.path))
        elif command.name:
            self._stamp = _older(Path(command.name), than=Path(command.path))
        report = answer.snapshot.session.report
        self.opened.emit(answer.snapshot)
        self.said.emit(partial(describe_opened, self._name(command), report))
        if report is not None and report.deviation is not None:
            self.noticed.emit(explain_deviation(report, report.deviation))

    def _note(self, path: Path) -> None:
        self._recent.add(path)
        self._stamp = _stamp(path)

    def _name(self, command: OpenSession) -> str:
        path = command.path if command.name is None else command.name
        return Path(path).name if path else self.tr("The session")


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells whether a file was written by somebody else; ``None``: it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _older(path: Path, than: Path) -> tuple[int, int]:
    """The stamp of a session's file; one of no file, if that was written after the copy was.

    It was somebody else, then, or the person has gone on with it meanwhile.
    """
    stamp, copy = _stamp(path), _stamp(than)
    if stamp is None or copy is None or stamp[0] > copy[0]:
        return 0, -1
    return stamp
