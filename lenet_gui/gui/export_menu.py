"""The menu File > Export: the report, the plots, the data, and the session as plain PyTorch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.loss.loss_export import Format
from lenet_gui.gui.panels.panel import Panel
from lenet_gui.gui.report.files import file_stem, plot_files, write_files
from lenet_gui.gui.report.page import screen_page
from lenet_gui.gui.report.pdf import report_pdf
from lenet_gui.gui.report.report import log_rows, report_of
from lenet_gui.gui.report.tables import data_tables
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.words.number_text import count

FOLDER = "export/folder"
"""Where the last folder is remembered."""

AskFile = Callable[[str, str, str], str]
"""Asks where to save: title, suggested path and ending to a path; empty: not at all."""

AskFolder = Callable[[str, str], str]
"""Asks for a folder: title and suggested folder to a folder; empty: none."""


class Export(StrEnum):
    """What can be exported."""

    REPORT_PDF = "report_pdf"
    REPORT_HTML = "report_html"
    PLOTS_PNG = "plots_png"
    PLOTS_SVG = "plots_svg"
    DATA_CSV = "data_csv"
    SCRIPT = "script"
    NOTEBOOK = "notebook"
    TORCHRUN = "torchrun"


ENDINGS = {
    Export.REPORT_PDF: "pdf",
    Export.REPORT_HTML: "html",
    Export.SCRIPT: "py",
    Export.NOTEBOOK: "ipynb",
    Export.TORCHRUN: "py",
}
"""What is one file; the others are files in a folder."""

PLOTS = {Export.PLOTS_PNG: Format.PNG, Export.PLOTS_SVG: Format.SVG}

SUFFIXES = {Export.TORCHRUN: "_torchrun"}
"""What tells the name of a file from that of another with the same ending."""


class ExportMenu(QMenu):
    """Asks where to, writes the files whole or not at all, and says where they are.

    Attributes:
        ask_file: asks for a file; tests put their own in its place.
        ask_folder: asks for a folder; likewise.
        now: the time; likewise.
    """

    written = Signal(str, str)
    """Something was exported: a sentence about it, and the folder that it is in."""

    problem_found = Signal(object)
    """An exception: nothing was written."""

    script_chosen = Signal(str)
    """The session is to be written as a script to this path."""

    notebook_chosen = Signal(str)
    """The session is to be written as a notebook to this path."""

    torchrun_chosen = Signal(str)
    """The loop is to be written as a script for ``torchrun`` to this path."""

    def __init__(
        self,
        settings: Settings,
        snapshot: Callable[[], Snapshot | None],
        panels: Callable[[], Sequence[Panel]],
        parent: QWidget | None = None,
    ) -> None:
        """Build the menu.

        Args:
            settings: where the last folder is remembered.
            snapshot: the present moment; ``None``: there is none yet.
            panels: all panels.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName("export_menu")
        self.setToolTipsVisible(True)
        self._settings = settings
        self._snapshot = snapshot
        self._panels = panels
        self.ask_file: AskFile = self._ask_file
        self.ask_folder: AskFolder = self._ask_folder
        self.now: Callable[[], datetime] = datetime.now
        self._actions = {kind: self._add(kind) for kind in Export}
        self.insertSeparator(self._actions[Export.SCRIPT])
        self.aboutToShow.connect(self._offer)
        self.triggered.connect(self._chosen)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text, in the language that is now installed."""
        self.setTitle(self.tr("&Export"))
        for kind, (text, tip) in self._words().items():
            self._actions[kind].setText(text)
            self._actions[kind].setToolTip(tip)

    def export(self, kind: Export) -> None:
        """Ask where to, and write it there."""
        snapshot = self._snapshot()
        if snapshot is None:
            return
        ending = ENDINGS.get(kind)
        if ending is None:
            self._export_to_folder(kind, snapshot)
        else:
            self._export_to_file(kind, snapshot, ending)

    def announce(self, path: str) -> None:
        """Say that a file was written, also one that somebody else has written."""
        text = self.tr("Saved: {path}").format(path=_breakable(path))
        self.written.emit(text, str(Path(path).parent))

    def _export_to_file(self, kind: Export, snapshot: Snapshot, ending: str) -> None:
        name = f"{file_stem(snapshot, self.now())}{SUFFIXES.get(kind, '')}.{ending}"
        title = self._actions[kind].text().rstrip("…")
        path = self.ask_file(title, str(Path(self._folder()) / name), ending)
        if not path:
            return
        self._settings.set_value(FOLDER, str(Path(path).parent))
        outside = {
            Export.SCRIPT: self.script_chosen,
            Export.NOTEBOOK: self.notebook_chosen,
            Export.TORCHRUN: self.torchrun_chosen,
        }
        if kind in outside:
            outside[kind].emit(path)
        elif self._write(lambda: {Path(path): self._report(kind, snapshot)}):
            self.announce(path)

    def _export_to_folder(self, kind: Export, snapshot: Snapshot) -> None:
        if kind in PLOTS and not any(panel.pictures() for panel in self._panels()):
            nothing = self.tr("There is no plot yet. Press forward, loss and backward first.")
            self.problem_found.emit(ValueError(nothing))
            return
        title = self._actions[kind].text().rstrip("…")
        folder = self.ask_folder(title, self._folder())
        if not folder:
            return
        self._settings.set_value(FOLDER, folder)
        stem = file_stem(snapshot, self.now(), exact=True)
        made: dict[Path, bytes] = {}

        def make() -> Mapping[Path, bytes]:
            for name, data in self._files(kind, snapshot).items():
                made[Path(folder) / f"{stem}_{name}.{PLOTS.get(kind, Format.CSV)}"] = data
            return made

        if self._write(make):
            text = self.tr("Files saved in {folder}: {count}")
            text = text.format(folder=_breakable(folder), count=count(len(made)))
            self.written.emit(text, folder)

    def _report(self, kind: Export, snapshot: Snapshot) -> bytes:
        report = report_of(snapshot, self._panels(), self.now())
        if kind is Export.REPORT_PDF:
            return report_pdf(report)
        return screen_page(report).encode("utf-8")

    def _files(self, kind: Export, snapshot: Snapshot) -> Mapping[str, bytes]:
        if kind in PLOTS:
            return plot_files(self._panels(), PLOTS[kind])
        return data_tables(snapshot, log_rows(self._panels()))

    def _write(self, make: Callable[[], Mapping[Path, bytes]]) -> bool:
        """Make files and write them; False: that failed, and was told."""
        try:
            with _busy():
                write_files(make())
        except OSError as error:
            self.problem_found.emit(error)
            return False
        return True

    def _folder(self) -> str:
        """The folder to begin with: the last one, if it is still there."""
        last = self._settings.value(FOLDER, "")
        if last and Path(last).is_dir():
            return last
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return QStandardPaths.writableLocation(documents)

    def _add(self, kind: Export) -> QAction:
        action = self.addAction("")
        action.setObjectName(f"export_{kind}")
        return action

    def _offer(self) -> None:
        ready = self._snapshot() is not None
        for action in self._actions.values():
            action.setEnabled(ready)

    def _chosen(self, action: QAction) -> None:
        for kind, offered in self._actions.items():
            if offered is action:
                self.export(kind)

    def _words(self) -> dict[Export, tuple[str, str]]:
        """The text and the tool tip of each action."""
        return {
            Export.REPORT_PDF: (
                self.tr("Report as PDF…"),
                self.tr("The numbers, the plots, the program and the log, on pages to print"),
            ),
            Export.REPORT_HTML: (
                self.tr("Report as HTML…"),
                self.tr("The same as one file for any browser"),
            ),
            Export.PLOTS_PNG: (
                self.tr("Plots as pictures (PNG)…"),
                self.tr("The plots of all panels into a folder, in the colours of paper"),
            ),
            Export.PLOTS_SVG: (
                self.tr("Plots as drawings (SVG)…"),
                self.tr("The same in lines and letters, to be scaled at will"),
            ),
            Export.DATA_CSV: (
                self.tr("Data as tables (CSV)…"),
                self.tr(
                    "Losses, norms of the gradients, parameters and the log into a folder, with "
                    "all digits"
                ),
            ),
            Export.SCRIPT: (
                self.tr("Script…"),
                self.tr(
                    "The calls up to the moment that you see, as plain PyTorch that computes the "
                    "same numbers"
                ),
            ),
            Export.NOTEBOOK: (self.tr("Notebook…"), self.tr("The same as a Jupyter notebook")),
            Export.TORCHRUN: (
                self.tr("Script for torchrun…"),
                self.tr("The loop with its batch split over several processes"),
            ),
        }

    def _ask_file(self, title: str, path: str, ending: str) -> str:
        dialog = QFileDialog(self.parentWidget(), title, path, f"*.{ending}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)  # before it asks whether to write over a file
        dialog.selectFile(Path(path).name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return chosen[0] if chosen else ""

    def _ask_folder(self, title: str, folder: str) -> str:
        return QFileDialog.getExistingDirectory(self.parentWidget(), title, folder)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and hasattr(self, "_actions"):
            self.retranslate()


@contextmanager
def _busy() -> Iterator[None]:
    """Show that it takes a moment."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def _breakable(path: str) -> str:
    """A path that a label may break after each of its parts."""
    return path.replace("/", "/\N{ZERO WIDTH SPACE}").replace("\\", "\\\N{ZERO WIDTH SPACE}")
