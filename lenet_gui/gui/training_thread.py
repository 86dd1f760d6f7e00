"""The training thread, as the window knows it."""

from PySide6.QtCore import QObject, QThread, Signal

from lenet_gui.core.session import OpenSession
from lenet_gui.gui.mailbox import Mailbox
from lenet_gui.gui.training_protocol import FileCommand, Frame, LoadsTrainer
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

    new_requested = Signal(object)
    """A new trainer in the place of the present one: the commands that set it, as a sequence."""

    ready = Signal(object)
    applied = Signal(object)
    refused = Signal(object)
    broken = Signal(object)
    run_started = Signal(object)
    run_ended = Signal(object)
    halted = Signal(object)
    frame_left = Signal()
    file_answered = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, load: LoadsTrainer, parent: QObject | None = None) -> None:
        """Prepare the thread and its worker.

        Args:
            load: builds the trainer; called in this thread once it has started, and for each new
                one.
            parent: as for every QObject.
        """
        super().__init__(parent)
        self.setObjectName("training")
        self.mailbox: Mailbox[Frame] = Mailbox()
        self.turnstile = Turnstile()
        self._worker = worker = TrainingWorker(load, self.mailbox, self.turnstile)
        worker.moveToThread(self)
        self.started.connect(worker.start)
        self.command_issued.connect(worker.execute)
        self.run_requested.connect(worker.run)
        self.pause_requested.connect(worker.pause)
        self.new_requested.connect(worker.start_anew)
        worker.ready.connect(self.ready)
        worker.applied.connect(self.applied)
        worker.refused.connect(self.refused)
        worker.broken.connect(self.broken)
        worker.run_started.connect(self.run_started)
        worker.run_ended.connect(self.run_ended)
        worker.halted.connect(self.halted)
        worker.frame_left.connect(self.frame_left)
        worker.files.answered.connect(self.file_answered)
        worker.files.progressed.connect(self.progressed)
        worker.files.broken.connect(self.broken)

    def send_file_command(self, command: FileCommand) -> None:
        """Apply it; `file_answered` tells what has become of it."""
        if isinstance(command, OpenSession):
            self._worker.files.allow()
        self.command_issued.emit(command)

    def cancel_opening(self) -> None:
        """Give up the `OpenSession` that was sent last, also in the middle of it."""
        self._worker.files.cancel()

    def stop(self) -> None:
        """Ask the worker to come to an end and the thread's event loop to return."""
        self._worker.request_stop()
        self.requestInterruption()
        self.quit()
