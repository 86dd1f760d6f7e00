"""Going back and forward by menu, tool bar and keys, and how much memory that may take."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QLabel, QWidget

from lenet_gui.core.timeline import MAX_BUDGET, MIN_BUDGET, Moment, SetHistoryBudget, Timeline
from lenet_gui.gui.icons import icon
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.timeline.traveller import Traveller
from lenet_gui.gui.words.number_text import count

MIB = 2**20


class HistoryActions(QObject):
    """The actions of the History menu.

    A text field that has the focus keeps Ctrl+Z for itself: Qt asks it before any shortcut.
    """

    command_issued = Signal(object)
    """A `GoTo` or `SetHistoryBudget`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.traveller = Traveller(self)
        self.traveller.command_issued.connect(self._issue)
        go = self.traveller
        self.back = self._action("history_back", lambda: go.go_by_calls(-1), "Ctrl+Z")
        self.forward = self._action(
            "history_forward", lambda: go.go_by_calls(1), "Ctrl+Shift+Z", "Ctrl+Y"
        )
        self.back_step = self._action("history_back_step", lambda: go.go_by_step(-1), "Alt+Left")
        self.forward_step = self._action(
            "history_forward_step", lambda: go.go_by_step(1), "Alt+Right"
        )
        self.first = self._action("history_first", lambda: go.go_to_call(0), "Alt+Home")
        self.newest = self._action("history_last", self.go_to_newest, "Alt+End")
        self.memory = self._action("history_memory", self._ask_memory)
        self.retranslate()
        self._show_state()

    @property
    def all_actions(self) -> list[QAction]:
        """Every action, for the window to take its shortcuts."""
        return [child for child in self.children() if isinstance(child, QAction)]

    @property
    def end(self) -> Moment:
        """The newest moment of the branch that forward leads along."""
        return self.traveller.way.moment(self.traveller.way.end)

    def show_timeline(self, timeline: Timeline) -> None:
        """Learn where one is, and offer the directions that there are."""
        self.traveller.take(timeline)
        self._show_state()

    def set_running(self, *, running: bool) -> None:
        """During a run nobody goes elsewhere."""
        self.traveller.running = running
        self._show_state()

    @Slot()
    def take_refusal(self) -> None:
        """A command was refused; it may have been a jump."""
        self.traveller.give_up()
        self._show_state()

    def choose_branch(self, number: int) -> None:
        """Let forward lead along another branch."""
        self.traveller.choose(number)
        self._show_state()

    def go_to_newest(self) -> None:
        """Go to the newest moment."""
        self.traveller.go(self.end)

    def restyle(self, colours: Colours) -> None:
        """Draw the icons in the colours of the theme."""
        for action in (self.first, self.back, self.forward, self.newest):
            action.setIcon(icon(action.objectName(), colours.text, colours.grid))

    def retranslate(self) -> None:
        """Set texts, and tool tips with the keys."""
        texts = {
            self.back: self.tr("Back one call"),
            self.forward: self.tr("Forward one call"),
            self.back_step: self.tr("Back one update"),
            self.forward_step: self.tr("Forward one update"),
            self.first: self.tr("To the beginning"),
            self.newest: self.tr("To the newest call"),
            self.memory: self.tr("History memory…"),
        }
        for action, text in texts.items():
            action.setText(text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            key = self.tr("Key: {keys}").format(keys=keys) if keys else ""
            action.setToolTip("\n".join(part for part in (text, key) if part))

    def _show_state(self) -> None:
        for action in (self.back, self.back_step, self.first):
            action.setEnabled(self.traveller.can_go_back)
        for action in (self.forward, self.forward_step, self.newest):
            action.setEnabled(self.traveller.can_go_on)

    def _issue(self, command: object) -> None:
        self.command_issued.emit(command)
        self._show_state()

    def _ask_memory(self) -> None:
        timeline = self.traveller.timeline
        dialog = QInputDialog(self._parent)
        dialog.setObjectName("history_ask_memory")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("History memory"))
        dialog.setLabelText(
            self.tr(
                "Memory that the history may take, in MiB. It holds {used} MiB now (moments kept: "
                "{saved}; the others are made again from these). Less memory makes going back "
                "slower, and loses nothing."
            ).format(used=f"{timeline.bytes / MIB:.1f}", saved=count(timeline.saved))
        )
        for label in dialog.findChildren(QLabel):
            label.setWordWrap(True)  # a line of that length is wider than a projector
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(MIN_BUDGET, MAX_BUDGET)
        dialog.setIntValue(timeline.budget // MIB)
        dialog.intValueSelected.connect(
            lambda size: self.command_issued.emit(SetHistoryBudget(size))
        )
        dialog.open()

    def _action(self, name: str, call: Callable[[], object], *keys: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked=False: call())
        return action
