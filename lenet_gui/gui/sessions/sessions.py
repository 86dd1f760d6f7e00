"""The session as a file, from the window's side: what is asked, sent, waited for and told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.session import OpenSession, SaveSession, SessionView
from lenet_gui.gui.sessions.autosave import Autosave
from lenet_gui.gui.sessions.autosave_folder import AutosaveFolder, Leftover
from lenet_gui.gui.sessions.file_menu import FileMenu
from lenet_gui.gui.sessions.file_names import SUFFIX, is_session, with_suffix
from lenet_gui.gui.sessions.opening_strip import OpeningStrip
from lenet_gui.gui.sessions.questions import Decision, Questions
from lenet_gui.gui.sessions.recent_sessions import RecentSessions
from lenet_gui.gui.sessions.restore_strip import RestoreStrip
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.training_protocol import FileAnswer, FileCommand
from lenet_gui.gui.training_thread import TrainingThread
from lenet_gui.gui.words.session_texts import (
    describe_cancelled,
    describe_opened,
    describe_saved,
    explain_deviation,
    window_title,
)

Step = Callable[[], object]


class Sessions(QObject):
    """New, open, save, close: nothing that was not saved is lost without a question.

    Attributes:
        menu: the actions.
        strips: what is shown above the panels at times.
    """

    new_wanted = Signal()
    """A new trainer is to take the place of the present one."""

    opened = Signal(object)
    """The `Snapshot` of a session that was opened."""

    said = Signal(object)
    """A function that returns the `Message` of what just happened, in the language of then."""

    noticed = Signal(str)
    """What a person should know and may want to read for longer."""

    problem_found = Signal(object)
    """An exception of something that the person asked for, such as an `InputError`."""

    released = Signal()
    """Nothing holds the window open any more that was to be closed."""

    def __init__(
        self,
        training: TrainingThread,
        settings: Settings,
        questions: Questions,
        folder: AutosaveFolder | None,
        window: QWidget,
    ) -> None:
        """Build the menu and the strips.

        Args:
            training: what saves and opens.
            settings: where the recent sessions are remembered.
            questions: asks the person.
            folder: where the program's own copies lie; ``None``: it makes none.
            window: whose title tells the session's name.
        """
        super().__init__(window)
        self._training = training
        self._questions = questions
        self._window = window
        self._recent = RecentSessions(settings)
        self._autosave = None if folder is None else Autosave(folder, self)
        self._view = SessionView()
        self._running = False
        self._pending: FileCommand | None = None
        self._waiting: Step | None = None
        self._in_close = self._free = False
        self._stamp: tuple[int, int] | None = None
        self.menu = FileMenu(self._recent, self._leftovers, window)
        self.opening = OpeningStrip(window)
        self.restoring = RestoreStrip(window)
        self.strips: tuple[QWidget, ...] = (self.restoring, self.opening)
        self._connect()

    @property
    def busy(self) -> bool:
        """A session is being opened: what is pressed now would be lost, or meet another one."""
        return isinstance(self._pending, OpenSession)

    def show_view(self, view: SessionView) -> None:
        """Follow what has become of the session."""
        self._view = view
        self.menu.set_ready(ready=True)
        self.entitle()
        if self._autosave is not None:
            self._autosave.show_view(view)

    def entitle(self) -> None:
        """Write the session's name into the title of the window, and whether it is saved."""
        self._window.setWindowTitle(window_title(self._view.path))
        if self._window.isWindowModified() != self._view.changed:
            self._window.setWindowModified(self._view.changed)

    def offer_left(self) -> None:
        """Offer the newest session that was not saved when its program ended, if there is one."""
        found = () if self._autosave is None else self._autosave.folder.find_left()
        if found:
            self.restoring.offer(found[0])

    # -- what a person asks for -------------------------------------------------------------

    @Slot()
    def start_anew(self) -> None:
        """Begin a new session."""
        self._settle(self.new_wanted.emit)

    @Slot()
    def ask_to_open(self) -> None:
        """Let the person choose a session, and open it."""
        path = self._questions.path_to_open(str(self._folder()))
        if path:
            self.open(Path(path))

    @Slot(object)
    def open(self, path: Path) -> None:
        """Open a session; what is called otherwise, such as an older version, as a copy."""
        self._open(path, None if is_session(path) else "")

    @Slot(object)
    def restore(self, leftover: Leftover) -> None:
        """Go on with a session that was not saved when its program ended."""
        self._open(leftover.path, "")

    @Slot(object)
    def discard(self, leftover: Leftover) -> None:
        """Delete one."""
        if self._autosave is not None:
            self._autosave.folder.discard(leftover)

    @Slot()
    def save(self) -> bool:
        """Save the session where it lies, else where the person chooses; whether it is sent."""
        if not self._view.path:
            return self.save_as()
        path = Path(self._view.path)
        foreign = self._stamp is not None and _stamp(path) not in (self._stamp, None)
        if foreign and not self._questions.overwrites(path.name):
            return False
        return self._send(SaveSession(str(path)))

    @Slot()
    def save_as(self) -> bool:
        """Save the session where the person chooses; whether it is sent."""
        known = self._view.path or str(self._folder() / (self.tr("session") + SUFFIX))
        chosen = self._questions.path_to_save(known)
        if not chosen:
            return False
        path = with_suffix(Path(chosen))
        # The dialog has asked by the name that was chosen, which is another one.
        unasked = path != Path(chosen) and path.exists()
        if unasked and not self._questions.overwrites(path.name):
            return False
        return self._send(SaveSession(str(path)))

    # -- the end ----------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Whether the window may close at once; if not, `released` tells when, if ever."""
        if not self._free:
            self._in_close = True
            try:
                self._settle(self._release)
            finally:
                self._in_close = False
        return self._free

    def stay(self) -> None:
        """The window did not close after all."""
        self._free = False

    def end(self) -> None:
        """The window closes."""
        if self._autosave is not None:
            self._autosave.close()

    def _release(self) -> None:
        self._free = True
        if not self._in_close:
            self.released.emit()

    # -- one after the other ----------------------------------------------------------------

    def _settle(self, then: Step) -> None:
        """Do `then`, once nothing is left that it would take away.

        A run is paused first, and a file that is being written or read is waited for. Who asks a
        second time does not wait for them.
        """
        if (self._running or self._pending is not None) and self._waiting is None:
            self._waiting = then
            self._training.pause_requested.emit()
            self._training.cancel_opening()
            return
        self._waiting = None
        if self._view.changed:
            name = Path(self._view.path).name
            decision = self._questions.unsaved(name)
            if decision is Decision.SAVE and self.save():
                self._waiting = then
            if decision is not Decision.DISCARD:
                return
        then()

    def _go_on(self) -> None:
        """What was waited for is there."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            # Not at once: whoever told of it is to come to an end first.
            QTimer.singleShot(0, self, partial(self._settle, waiting))

    def _open(self, path: Path, name: str | None) -> None:
        if path.is_file():
            self._settle(partial(self._send, OpenSession(str(path.absolute()), name)))
        else:
            self.problem_found.emit(InputError(InputProblem.MISSING, path.name))

    def _send(self, command: FileCommand) -> bool:
        if self._pending is not None:
            return False  # one at a time
        self._pending = command
        if isinstance(command, OpenSession):
            self.opening.begin(self._name(command))
        self._training.send_file_command(command)
        return True

    # -- from the training thread -----------------------------------------------------------

    @Slot(object)
    def _take_answer(self, answer: FileAnswer) -> None:
        if answer.snapshot is not None:
            self.show_view(answer.snapshot.session)
        if answer.command is not self._pending:
            return  # a copy of the program's own
        self._pending = None
        self.opening.end()
        if isinstance(answer.command, OpenSession):
            self._finish_opening(answer, answer.command)
        elif answer.error is None:
            self._note(Path(answer.command.path))
            self.said.emit(partial(describe_saved, Path(answer.command.path).name))
        else:
            self._waiting = None  # what is not saved stays
            self._refuse(answer.error)
        self._go_on()

    def _finish_opening(self, answer: FileAnswer, command: OpenSession) -> None:
        if answer.snapshot is not None:
            if command.name is None:
                self._note(Path(command.path))
            report = answer.snapshot.session.report
            self.opened.emit(answer.snapshot)
            self.said.emit(partial(describe_opened, self._name(command), report))
            if report is not None and report.deviation is not None:
                self.noticed.emit(explain_deviation(report, report.deviation))
        elif isinstance(answer.error, InterruptedError):
            self.said.emit(describe_cancelled)
        elif answer.error is not None:
            self._refuse(answer.error)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, InputError):
            self.problem_found.emit(error)  # any other is reported as a fault

    def _note(self, path: Path) -> None:
        self._recent.add(path)
        self._stamp = _stamp(path)

    @Slot()
    def _begin_run(self) -> None:
        self._running = True

    @Slot()
    def _end_run(self) -> None:
        self._running = False
        self._go_on()

    # -- building ---------------------------------------------------------------------------

    def _connect(self) -> None:
        training, menu = self._training, self.menu
        menu.new.triggered.connect(self.start_anew)
        menu.open.triggered.connect(self.ask_to_open)
        menu.save.triggered.connect(self.save)
        menu.save_as.triggered.connect(self.save_as)
        menu.recent_chosen.connect(self.open)
        menu.leftover_chosen.connect(self.restore)
        self.restoring.restored.connect(self.restore)
        self.restoring.discarded.connect(self.discard)
        self.opening.cancelled.connect(training.cancel_opening)
        training.progressed.connect(self.opening.show_progress)
        training.file_answered.connect(self._take_answer)
        training.run_started.connect(self._begin_run)
        training.run_ended.connect(self._end_run)
        if self._autosave is not None:
            training.file_answered.connect(self._autosave.take_answer)
            self._autosave.wanted.connect(training.send_file_command)
            self._autosave.failed.connect(self._refuse)

    def _leftovers(self) -> tuple[Leftover, ...]:
        return () if self._autosave is None else self._autosave.folder.kept()

    def _folder(self) -> Path:
        """Where to look for sessions first: where the last one lies."""
        if self._recent.paths:
            return self._recent.paths[0].parent
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place))

    def _name(self, command: OpenSession) -> str:
        return self.tr("The session") if command.name == "" else Path(command.path).name


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells whether a file was written by somebody else; ``None``: it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
