"""What the window asks of the training thread, and what it says while it waits for the answer."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lenet_gui.core.commands import Command
from lenet_gui.core.running import Run
from lenet_gui.gui.sessions.sessions import Sessions
from lenet_gui.gui.training_thread import TrainingThread
from lenet_gui.gui.words.shown_lines import shown_line

ANSWER = 80
"""Milliseconds after which the window says that it is still waiting for the training thread."""


class Requests(QObject):
    """Sends commands and runs, unless another session is about to take the place of this one."""

    waiting = Signal(str)
    """There is no answer yet: what is waited for."""

    def __init__(self, training: TrainingThread, sessions: Sessions, parent: QObject) -> None:
        super().__init__(parent)
        self._training = training
        self._sessions = sessions
        self._awaited = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(ANSWER)
        self._patience.timeout.connect(self._tell)
        for answer in (training.applied, training.refused, training.broken, training.run_started):
            answer.connect(self._patience.stop)

    @property
    def unanswered(self) -> bool:
        """Something was asked a short while ago, and there is no answer yet."""
        return self._patience.isActive()

    @Slot(object)
    def issue(self, command: Command) -> None:
        """Send a command."""
        if not self._sessions.busy:
            self._wait_for(shown_line(command))
            self._training.command_issued.emit(command)

    @Slot(object)
    def request_run(self, run: Run) -> None:
        """Ask for a run."""
        if not self._sessions.busy:
            self._wait_for(self.tr("a run"))
            self._training.run_requested.emit(run)

    def _wait_for(self, line: str) -> None:
        self._awaited = line
        if not self._patience.isActive():
            self._patience.start()

    @Slot()
    def _tell(self) -> None:
        self.waiting.emit(self._awaited)
