"""Which branch forward leads along, its name, and forgetting it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QInputDialog, QMenu, QMessageBox, QWidget

from lenet_gui.core.timeline import MAX_NAME, DropBranch, NameBranch
from lenet_gui.gui.timeline.traveller import Traveller
from lenet_gui.gui.timeline.way import Way
from lenet_gui.gui.words.timeline_texts import branch_name


class BranchMenu(QMenu):
    """What can be done with the chosen branch; the combo box that chooses it goes with it."""

    command_issued = Signal(object)
    """A `NameBranch` or `DropBranch`."""

    branch_chosen = Signal(int)
    """The number of the branch that the person has chosen."""

    def __init__(self, traveller: Traveller, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_branch_menu")
        self.setToolTipsVisible(True)
        self._traveller = traveller
        self._shown: tuple[str, ...] = ()
        self.choice = QComboBox(parent)
        self.choice.setObjectName("timeline_branch")
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(self._choose)
        self.newest = self._item("timeline_newest", self._go_to_newest)
        self.rename = self._item("timeline_name_branch", self._ask_name)
        self.drop = self._item("timeline_drop_branch", self._ask_to_drop)

    def show_state(self) -> None:
        """Show the branches, and what can be done with the chosen one."""
        traveller = self._traveller
        timeline = traveller.timeline
        names = tuple(branch_name(branch) for branch in timeline.branches)
        if names != self._shown:
            self._shown = names
            self.choice.clear()
            for name, branch in zip(names, timeline.branches, strict=True):
                self.choice.addItem(name, branch.number)
        self.choice.setCurrentIndex(self.choice.findData(traveller.way.branch))
        self.newest.setEnabled(not traveller.running and traveller.now != self._end())
        under = Way(timeline, timeline.now.branch).branches
        self.drop.setEnabled(traveller.way.branch > 0 and traveller.way.branch not in under)

    def retranslate(self) -> None:
        """Set every text again."""
        self.choice.setAccessibleName(self.tr("Branch that forward leads along"))
        self.choice.setToolTip(
            self.tr("The branch whose losses are drawn, and that forward leads along")
        )
        self.newest.setText(self.tr("Go to its newest moment"))
        self.rename.setText(self.tr("Name it…"))
        self.drop.setText(self.tr("Forget it…"))
        self.drop.setToolTip(
            self.tr("Not while the present moment lies on it; the first branch stays")
        )
        self._shown = ()

    def _item(self, name: str, call: object) -> QAction:
        action = self.addAction("")
        action.setObjectName(name)
        action.triggered.connect(call)
        return action

    def _end(self) -> object:
        return self._traveller.way.moment(self._traveller.way.end)

    def _name(self) -> str:
        return branch_name(self._traveller.timeline.branch(self._traveller.way.branch))

    def _choose(self, _index: int) -> None:
        number = int(self.choice.currentData())
        self._traveller.choose(number)
        self.branch_chosen.emit(number)

    def _go_to_newest(self) -> None:
        self._traveller.go_to_call(self._traveller.way.end)

    def _ask_name(self) -> None:
        number = self._traveller.way.branch
        dialog = QInputDialog(self.parentWidget())
        dialog.setObjectName("timeline_ask_name")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Name of the branch"))
        dialog.setLabelText(self.tr("A name for “{name}”:").format(name=self._name()))
        dialog.setMinimumWidth(60 * dialog.fontMetrics().averageCharWidth())
        dialog.setTextValue(self._traveller.timeline.branch(number).name)
        dialog.textValueSelected.connect(
            lambda text: self.command_issued.emit(NameBranch(number, text.strip()[:MAX_NAME]))
        )
        dialog.open()

    def _ask_to_drop(self) -> None:
        number = self._traveller.way.branch
        box = QMessageBox(self.parentWidget())
        box.setObjectName("timeline_ask_drop")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Forget a branch"))
        box.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        box.setText(
            self.tr(
                "Forget “{name}”, and every branch that forks off from it? Their calls cannot be "
                "brought back."
            ).format(name=self._name())
        )
        forget = box.addButton(self.tr("Forget it"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        forget.setObjectName("timeline_forget")
        box.setDefaultButton(keep)
        forget.clicked.connect(lambda: self.command_issued.emit(DropBranch(number)))
        box.open()
