"""What a person is asked about files; where nobody is there to be asked, nothing is."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from typing_extensions import override

from lenet_gui.gui.sessions.file_names import SUFFIX


class Decision(StrEnum):
    """What becomes of calls that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"  # nothing is done that would lose them


class Questions(QObject):
    """Asks nothing: for a window that no person sits before.

    A subclass asks, and waits for the answer.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def unsaved(self, name: str) -> Decision:  # noqa: ARG002 - a subclass needs it
        """Ask what becomes of calls that are not saved; `name` is the file's, or empty."""
        return Decision.DISCARD

    def overwrites(self, name: str) -> bool:  # noqa: ARG002
        """Ask whether a file is overwritten that this window has not opened or saved last."""
        return False

    def path_to_open(self, folder: str) -> str:  # noqa: ARG002
        """Ask for a session; empty: none."""
        return ""

    def path_to_save(self, suggestion: str) -> str:  # noqa: ARG002
        """Ask where to save; empty: nowhere."""
        return ""


class Dialogs(Questions):
    """Asks a person, in dialogs over the window."""

    @override
    def unsaved(self, name: str) -> Decision:
        text = (
            self.tr("Save what you did since {name} was saved?").format(name=name)
            if name
            else self.tr("Save what you did as a session?")
        )
        box = self._box("unsaved_question", text, self.tr("Without saving, these calls are gone."))
        kind = QMessageBox.StandardButton
        box.setStandardButtons(kind.Save | kind.Discard | kind.Cancel)
        for which, words in (
            (kind.Save, self.tr("Save")),
            (kind.Discard, self.tr("Don't save")),
            (kind.Cancel, self.tr("Cancel")),
        ):
            box.button(which).setText(words)
        box.setDefaultButton(kind.Save)
        box.setEscapeButton(kind.Cancel)
        answer = box.exec()
        if answer == kind.Save:
            return Decision.SAVE
        return Decision.DISCARD if answer == kind.Discard else Decision.CANCEL

    @override
    def overwrites(self, name: str) -> bool:
        box = self._box(
            "overwrite_question",
            self.tr("Overwrite {name}? It is not what this window opened or saved last.").format(
                name=name
            ),
            self.tr("The file as it is now is kept beside it, as {name}.1.").format(name=name),
        )
        overwrite = box.addButton(self.tr("Overwrite"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        return box.clickedButton() is overwrite

    @override
    def path_to_open(self, folder: str) -> str:
        title = self.tr("Open a session")
        return QFileDialog.getOpenFileName(self._window, title, folder, self._kinds())[0]

    @override
    def path_to_save(self, suggestion: str) -> str:
        dialog = QFileDialog(self._window, self.tr("Save the session"), suggestion, self._kinds())
        dialog.setObjectName("save_session_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Appended by the dialog, which then asks by the whole name whether to overwrite.
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(Path(suggestion).name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return chosen[0] if chosen else ""

    def _kinds(self) -> str:
        return self.tr("Sessions") + f" (*{SUFFIX});;" + self.tr("All files") + " (*)"

    def _box(self, name: str, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setObjectName(name)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self._window.windowTitle().replace("[*]", ""))
        box.setTextFormat(Qt.TextFormat.PlainText)  # the name of a file is no markup
        box.setText(text)
        box.setInformativeText(more)
        box.finished.connect(box.deleteLater)
        return box
