"""What is exported: what the window shows, and by the trainer the session as plain PyTorch."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from lenet_gui.core.errors import InputError
from lenet_gui.core.export.commands import ExportKind, ExportSession
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.export_menu import ExportMenu
from lenet_gui.gui.panels.panel import Panel
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.training_protocol import FileAnswer
from lenet_gui.gui.training_thread import TrainingThread
from lenet_gui.gui.words.export_words import export_words


class Exports(QObject):
    """The menu File > Export, and its answers.

    Attributes:
        menu: the menu.
    """

    written = Signal(str, str)
    """Something was exported: a sentence about it, and the folder that it is in."""

    problem_found = Signal(object)
    """An exception: nothing was written."""

    def __init__(
        self,
        training: TrainingThread,
        settings: Settings,
        snapshot: Callable[[], Snapshot | None],
        panels: Callable[[], Sequence[Panel]],
        window: QWidget,
    ) -> None:
        """Build the menu.

        Args:
            training: where the session is written as a script.
            settings: where the last folder is remembered.
            snapshot: the present moment; ``None``: there is none yet.
            panels: all panels.
            window: the parent of the menu and its dialogs.
        """
        super().__init__(window)
        self._training = training
        self.menu = menu = ExportMenu(settings, snapshot, panels, window)
        menu.written.connect(self.written)
        menu.problem_found.connect(self.problem_found)
        menu.script_chosen.connect(self._write_script)
        menu.notebook_chosen.connect(self._write_notebook)
        menu.torchrun_chosen.connect(self._write_for_torchrun)
        training.file_answered.connect(self._take_answer)

    @Slot(str)
    def _write_script(self, path: str) -> None:
        self._write(path, ExportKind.SCRIPT)

    @Slot(str)
    def _write_notebook(self, path: str) -> None:
        self._write(path, ExportKind.NOTEBOOK)

    @Slot(str)
    def _write_for_torchrun(self, path: str) -> None:
        self._write(path, ExportKind.DISTRIBUTED)

    def _write(self, path: str, kind: ExportKind) -> None:
        self._training.send_file_command(ExportSession(path, kind, words=export_words()))

    @Slot(object)
    def _take_answer(self, answer: FileAnswer) -> None:
        if not isinstance(answer.command, ExportSession):
            return
        if answer.error is None:
            self.menu.announce(answer.command.path)
        elif isinstance(answer.error, InputError):  # any other is reported as a fault
            self.problem_found.emit(answer.error)
