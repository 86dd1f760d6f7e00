"""The end of the program: the window closes when the training thread has ended, and not before."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lenet_gui.gui.sessions.sessions import Sessions
from lenet_gui.gui.training_thread import TrainingThread

PATIENCE = 1500
"""Milliseconds that a closing window waits for the training thread."""


class Closing(QObject):
    """Stops the training thread, which a window must outlive.

    Attributes:
        begun: the person has been asked, and the window waits for the thread.
    """

    ready = Signal()
    """The thread has ended: a window that was kept may be closed again."""

    def __init__(
        self,
        training: TrainingThread,
        sessions: Sessions,
        leave: Callable[[], None],
        give_up: Callable[[], None],
        parent: QObject,
    ) -> None:
        """Watch the training thread.

        Args:
            training: the thread to stop.
            sessions: which ask before work is lost.
            leave: remembers the window as it is, and has it take nothing more.
            give_up: ends the program at once, for a thread that does not stop.
            parent: the window.
        """
        super().__init__(parent)
        self.begun = False
        self._training = training
        self._sessions = sessions
        self._leave = leave
        self._give_up = give_up
        training.finished.connect(self._training_finished)

    def may_close(self) -> bool:
        """Whether the window may close now. If not, it stays, or will be closed later."""
        if not self.begun:
            if not self._sessions.may_close():
                return False
            self._begin()
        if self._training.isRunning():
            return False
        self._sessions.end()
        return True

    def call_off(self) -> None:
        """Closing has failed: the window stays."""
        self.begun = False
        self._sessions.stay()

    def _begin(self) -> None:
        self.begun = True
        self._leave()
        self._training.stop()
        QTimer.singleShot(PATIENCE, self, self._lose_patience)

    @Slot()
    def _training_finished(self) -> None:
        if self.begun:
            self.ready.emit()

    @Slot()
    def _lose_patience(self) -> None:
        if self._training.isRunning():
            self._sessions.end()
            self._give_up()
