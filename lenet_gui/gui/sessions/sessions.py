"""The session as a file, from the window's side: nothing is lost without a question."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.session import OpenSession, SaveSession, SessionView
from lenet_gui.gui.sessions.autosave import Autosave
from lenet_gui.gui.sessions.autosave_folder import AutosaveFolder, Leftover
from lenet_gui.gui.sessions.file_menu import FileMenu
from lenet_gui.gui.sessions.file_names import is_session
from lenet_gui.gui.sessions.filing import Filing
from lenet_gui.gui.sessions.opening_strip import OpeningStrip
from lenet_gui.gui.sessions.questions import Decision, Questions
from lenet_gui.gui.sessions.recent_sessions import RecentSessions
from lenet_gui.gui.sessions.restore_strip import RestoreStrip
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.training_protocol import FileAnswer
from lenet_gui.gui.training_thread import TrainingThread
from lenet_gui.gui.words.session_texts import window_title

Step = Callable[[], object]

PATIENCE = 3000
"""Milliseconds for which a run is waited for that was paused."""


class Sessions(QObject):
    """New, open, save, close, and the sessions that a crash has left.

    Attributes:
        menu: the actions.
        filing: what saves and opens.
        strips: what is shown above the panels at times.
    """

    new_wanted = Signal()
    """A new trainer is to take the place of the present one."""

    busy_changed = Signal(bool)
    """The opening of a session begins or has ended."""

    released = Signal()
    """Nothing holds the window open any more that was to be closed."""

    def __init__(
        self,
        training: TrainingThread,
        settings: Settings,
        questions: Questions,
        folder: AutosaveFolder | None,
        export: QMenu,
        window: QWidget,
    ) -> None:
        """Build the menu and the strips.

        Args:
            training: what saves and opens.
            settings: where the recent sessions are remembered.
            questions: asks the person.
            folder: where the program's own copies lie; ``None``: it makes none.
            export: the submenu of what can be exported.
            window: whose title tells the session's name.
        """
        super().__init__(window)
        self._training = training
        self._questions = questions
        self._window = window
        recent = RecentSessions(settings)
        self.filing = Filing(training, recent, questions, self)
        self._autosave = None if folder is None else Autosave(folder, self)
        self._view = SessionView()
        self._running = False
        self._waiting: Step | None = None
        self._in_close = self._free = False
        self.menu = FileMenu(recent, self._leftovers, export, window)
        self._opening = OpeningStrip(window)
        self._restoring = RestoreStrip(window)
        self.strips: tuple[QWidget, ...] = (self._restoring, self._opening)
        self._connect()

    @property
    def busy(self) -> bool:
        """A session is being opened: what is pressed now would meet another one."""
        return self.filing.opening

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
            self._restoring.offer(found[0])

    # -- what a person asks for -------------------------------------------------------------

    @Slot()
    def start_anew(self) -> None:
        """Begin a new session."""
        self._settle(self.new_wanted.emit)

    @Slot()
    def ask_to_open(self) -> None:
        """Let the person choose a session, and open it."""
        path = self._questions.path_to_open(str(self.filing.folder))
        if path:
            self.open(Path(path))

    @Slot(object)
    def open(self, path: Path) -> None:
        """Open a session; what is called otherwise, such as an older version, as a copy."""
        self._open(path, None if is_session(path) else "")

    @Slot(object)
    def restore(self, leftover: Leftover) -> None:
        """Go on with a session that was not saved when its program ended."""
        self._open(leftover.path, leftover.name)

    @Slot(object)
    def discard(self, leftover: Leftover) -> None:
        """Delete one."""
        if self._autosave is not None:
            self._autosave.folder.discard(leftover)

    @Slot()
    def save(self) -> None:
        """Save the session where it lies, else where the person chooses."""
        self.filing.save(self._view.path)

    @Slot()
    def save_as(self) -> None:
        """Save the session where the person chooses."""
        self.filing.save_as(self._view.path)

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

        A run is paused first, but not waited for without end: a fault may keep it from telling
        that it has ended. A file that is being written or read is waited for. Who asks a second
        time waits for neither.
        """
        if (self._running or self.filing.pending is not None) and self._waiting is None:
            self._waiting = then
            self._training.pause_requested.emit()
            self._training.cancel_opening()
            if self._running:
                QTimer.singleShot(PATIENCE, self, partial(self._lose_patience, then))
            return
        self._waiting = None
        if self._view.changed:
            decision = self._questions.unsaved(Path(self._view.path).name)
            if decision is Decision.SAVE and self.filing.save(self._view.path):
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

    def _lose_patience(self, then: Step) -> None:
        if self._running and self._waiting is then:
            self._settle(then)

    def _open(self, path: Path, name: str | None) -> None:
        if path.is_file():
            self._settle(partial(self.filing.open, OpenSession(str(path.absolute()), name)))
        else:
            self.filing.problem_found.emit(InputError(InputProblem.MISSING, path.name))

    @Slot(str)
    def _begin_opening(self, name: str) -> None:
        self._opening.begin(name)
        self.busy_changed.emit(True)

    @Slot(object)
    def _finish(self, answer: FileAnswer) -> None:
        if isinstance(answer.command, SaveSession):
            if answer.error is not None:
                self._waiting = None  # what is not saved stays
        else:
            self._opening.end()
            self.busy_changed.emit(False)
        self._go_on()

    @Slot(object)
    def _take_answer(self, answer: FileAnswer) -> None:
        if answer.snapshot is not None:
            self.show_view(answer.snapshot.session)
        if self._autosave is not None:
            self._autosave.take_answer(answer)
        self.filing.take_answer(answer)

    @Slot()
    def _begin_run(self) -> None:
        self._running = True

    @Slot()
    def _end_run(self) -> None:
        self._running = False
        self._go_on()

    # -- building ---------------------------------------------------------------------------

    def _connect(self) -> None:
        training, menu, filing = self._training, self.menu, self.filing
        menu.new.triggered.connect(self.start_anew)
        menu.open.triggered.connect(self.ask_to_open)
        menu.save.triggered.connect(self.save)
        menu.save_as.triggered.connect(self.save_as)
        menu.recent_chosen.connect(self.open)
        menu.leftover_chosen.connect(self.restore)
        filing.opening_began.connect(self._begin_opening)
        filing.finished.connect(self._finish)
        self._restoring.restored.connect(self.restore)
        self._restoring.discarded.connect(self.discard)
        self._opening.cancelled.connect(training.cancel_opening)
        training.progressed.connect(self._opening.show_progress)
        training.file_answered.connect(self._take_answer)
        training.run_started.connect(self._begin_run)
        training.run_ended.connect(self._end_run)
        if self._autosave is not None:
            self._autosave.wanted.connect(training.send_file_command)
            self._autosave.failed.connect(filing.problem_found)

    def _leftovers(self) -> tuple[Leftover, ...]:
        return () if self._autosave is None else self._autosave.folder.kept()
