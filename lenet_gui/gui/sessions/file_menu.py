"""The actions of the File menu that have to do with sessions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from lenet_gui.gui.sessions.autosave_folder import Leftover
from lenet_gui.gui.sessions.recent_sessions import RecentSessions
from lenet_gui.gui.words.session_texts import time_text


class FileMenu(QObject):
    """New, open, save; and the sessions of the last days."""

    recent_chosen = Signal(object)
    """The `Path` of a session."""

    leftover_chosen = Signal(object)
    """A `Leftover`, such as was not saved before the program ended."""

    def __init__(
        self,
        recent: RecentSessions,
        leftovers: Callable[[], tuple[Leftover, ...]],
        export: QMenu,
        parent: QWidget,
    ) -> None:
        """Build the actions.

        Args:
            recent: what was opened and saved last.
            leftovers: asked whenever the submenu opens.
            export: the submenu of what can be exported.
            parent: the window, which takes the shortcuts.
        """
        super().__init__(parent)
        self._sessions = recent
        self._leftovers = leftovers
        self.new = self._action("session_new", "Ctrl+N")
        self.open = self._action("session_open", "Ctrl+O")
        self.save = self._action("session_save", "Ctrl+S")
        self.save_as = self._action("session_save_as", "Ctrl+Shift+S")
        self.recent = QMenu(parent)
        self.recent.setObjectName("session_recent")
        self.recent.setToolTipsVisible(True)
        self.recent.aboutToShow.connect(self.fill_recent)
        self._export = export
        self.set_ready(ready=False)
        self.retranslate()

    def fill(self, menu: QMenu) -> None:
        """Put everything into the File menu."""
        menu.addActions([self.new, self.open])
        menu.addMenu(self.recent)
        menu.addSeparator()
        menu.addActions([self.save, self.save_as])
        menu.addMenu(self._export)
        menu.addSeparator()

    def set_ready(self, *, ready: bool) -> None:
        """Offer what needs a trainer once there is one."""
        for action in (self.new, self.save, self.save_as):
            action.setEnabled(ready)

    def retranslate(self) -> None:
        """Set every text."""
        for action, text, tip in (
            (self.new, self.tr("&New session"), self.tr("A new network and no calls")),
            (
                self.open,
                self.tr("&Open…"),
                self.tr("Make the calls of a saved session again, and go on with it"),
            ),
            (self.save, self.tr("&Save"), self.tr("Save every call of this session")),
            (self.save_as, self.tr("Save &as…"), self.tr("Save it under another name")),
        ):
            action.setText(text)
            action.setToolTip(tip)
            action.setStatusTip(tip)
        self.recent.setTitle(self.tr("Open &recent"))
        self.fill_recent()

    @Slot()
    def fill_recent(self) -> None:
        """List the sessions as they are now; those that are gone stay, greyed."""
        menu, paths = self.recent, self._sessions.paths
        menu.clear()
        for number, path in enumerate(paths, 1):
            self._list(number, path)
        for number, leftover in enumerate(self._leftovers(), 1):
            text = (
                self.tr("Not saved: {name}, from {time}")
                if leftover.name
                else self.tr("Not saved: from {time}")
            ).format(
                name=Path(leftover.name).name.replace("&", "&&"), time=time_text(leftover.saved_at)
            )
            action = menu.addAction(text, partial(self.leftover_chosen.emit, leftover))
            action.setObjectName(f"session_left_{number}")
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing was opened or saved yet")).setEnabled(False)
        if paths:
            menu.addSeparator()
            clear = menu.addAction(self.tr("&Clear the list"), self._sessions.clear)
            clear.setObjectName("session_recent_clear")

    def _list(self, number: int, path: Path) -> None:
        action = self.recent.addAction(_entry(number, path), partial(self.recent_chosen.emit, path))
        action.setObjectName(f"session_recent_{number}")
        there = path.is_file()
        action.setEnabled(there)
        gone = self.tr("{path} is not there any more.")
        action.setToolTip(str(path) if there else gone.format(path=path))

    def _action(self, name: str, keys: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setAutoRepeat(False)
        return action


def _entry(number: int, path: Path) -> str:
    """A line of the submenu; the first nine can be chosen by their number."""
    folder = str(path.parent).replace(str(Path.home()), "~", 1)
    shown = folder if len(folder) <= LONGEST else "…" + folder[1 - LONGEST :]
    digit = f"&{number}" if number < 10 else str(number)
    return f"{digit}  " + f"{path.name}   {shown}".replace("&", "&&")


LONGEST = 40
"""Characters of a folder's path that are shown."""
