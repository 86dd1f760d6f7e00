"""Writes the program's own copy of a session that is not saved, every minute."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from lenet_gui.core.errors import InputError
from lenet_gui.core.session import SaveSession, SessionView
from lenet_gui.gui.error_report import log
from lenet_gui.gui.sessions.autosave_folder import AutosaveFolder
from lenet_gui.gui.training_protocol import FileAnswer

PERIOD = 60.0
"""Seconds between two copies: what a crash may cost."""

SHARE = 10
"""Writing copies may take one part in so many of the time."""

AWAY = (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationSuspended)


class Autosave(QObject):
    """Decides when the copy is written; the training thread writes it, between two calls."""

    wanted = Signal(object)
    """The `SaveSession` that writes the copy."""

    failed = Signal(object)
    """The `InputError` of the first one of several copies that could not be written."""

    def __init__(self, folder: AutosaveFolder, parent: QObject) -> None:
        super().__init__(parent)
        self.folder = folder
        self._view = SessionView()
        self._sent: SaveSession | None = None
        self._written = False
        self._failing = False
        self._not_before = 0.0
        timer = QTimer(self)
        timer.setInterval(int(PERIOD * 1000))
        timer.timeout.connect(self.look)
        timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._follow)

    def show_view(self, view: SessionView) -> None:
        """What would be lost now."""
        self._view = view
        if not view.changed:
            self._forget()

    @Slot()
    def look(self) -> None:
        """Write a copy, if something would be lost that is not in the last one."""
        view = self._view
        due = view.changed and view.revision != view.backed_up
        if due and self._sent is None and time.monotonic() >= self._not_before:
            self.folder.expect(view.path)
            self._sent = SaveSession(str(self.folder.own), backup=True)
            self.wanted.emit(self._sent)

    @Slot(object)
    def take_answer(self, answer: FileAnswer) -> None:
        """A copy was written, or could not be."""
        if answer.command is not self._sent:
            return
        self._sent = None
        self._written = True
        self._not_before = time.monotonic() + SHARE * answer.seconds
        if isinstance(answer.error, InputError) and not self._failing:
            log.warning("the copy of the session could not be written: %s", answer.error)
            self.failed.emit(answer.error)
        self._failing = answer.error is not None
        if answer.error is None:
            self.folder.note(self._view.path)  # as the answer's snapshot tells it
        if not self._view.changed:
            self._forget()

    def close(self) -> None:
        """The program ends by a person's will: nothing is to be restored."""
        self.folder.close()

    def _forget(self) -> None:
        if self._written and self._sent is None:
            self._written = False
            self.folder.forget_own()

    @Slot(Qt.ApplicationState)
    def _follow(self, state: Qt.ApplicationState) -> None:
        # Whoever turns to something else may put the machine to sleep, or end it.
        if state in AWAY:
            self.look()
