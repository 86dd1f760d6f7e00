"""The training thread, as the window knows it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from lenet_gui.gui.mailbox import Mailbox
from lenet_gui.gui.training_protocol import Frame, TrainerLike
from lenet_gui.gui.training_worker import TrainingWorker
from lenet_gui.gui.turnstile import Turnstile


class TrainingThread(QThread):
    """The thread that the worker lives in, and the only one to talk to from the window.

    Its signals are the worker's, but emitted in the thread of the window, so that whatever is
    connected to them runs there. `stop` asks the thread to end; `finished` says that it has.
    """

    command_issued = Signal(object)
    """A `Command` to apply."""

    run_requested = Signal(object)
    """A `Run` to begin."""

    pause_requested = Signal()

    ready = Signal(object)
    applied = Signal(object)
    refused = Signal(object)
    broken = Signal(object)
    run_started = Signal(object)
    run_ended = Signal(object)
    halted = Signal(object)

    def __init__(
        self,
        load: Callable[[], TrainerLike],
        warm_up: Callable[[], None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        """Prepare the thread and its worker.

        Args:
            load: builds the trainer; called in this thread once it has started.
            warm_up: called in this thread after that, for what may come later than the first
                press.
            parent: as for every QObject.
        """
        super().__init__(parent)
        self.setObjectName("training")
        self.mailbox: Mailbox[Frame] = Mailbox()
        self.turnstile = Turnstile()
        self._worker = worker = TrainingWorker(load, self.mailbox, self.turnstile, warm_up)
        worker.moveToThread(self)
        self.started.connect(worker.start)
        self.command_issued.connect(worker.execute)
        self.run_requested.connect(worker.run)
        self.pause_requested.connect(worker.pause)
        worker.ready.connect(self.ready)
        worker.applied.connect(self.applied)
        worker.refused.connect(self.refused)
        worker.broken.connect(self.broken)
        worker.run_started.connect(self.run_started)
        worker.run_ended.connect(self.run_ended)
        worker.halted.connect(self.halted)

    def stop(self) -> None:
        """Ask the worker to come to an end and the thread's event loop to return."""
        self._worker.request_stop()
        self.requestInterruption()
        self.quit()
