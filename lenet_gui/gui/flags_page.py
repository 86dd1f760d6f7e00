"""The list of silent cases that the program flags; each can be muted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from lenet_gui.core.muting import SetMuted
from lenet_gui.core.snapshot import Notice
from lenet_gui.gui.words.explanations import outline_notices


class FlagsPage(QWidget):
    """One row a notice, checked while it is flagged."""

    command_issued = Signal(object)
    """A `SetMuted`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flags_page")
        self._muted: frozenset[Notice] = frozenset()
        self._filling = False
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setObjectName("flags_list")
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.itemChanged.connect(self._take)
        for _ in Notice:
            item = QTreeWidgetItem()
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addTopLevelItem(item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self._hint)
        layout.addWidget(self.list, 1)

    def show_muted(self, muted: frozenset[Notice]) -> None:
        """Check the notices that are flagged."""
        self._muted = muted
        self._filling = True
        for index, notice in enumerate(Notice):
            item = self.list.topLevelItem(index)
            if item is not None:
                flagged = notice not in muted
                item.setCheckState(0, Qt.CheckState.Checked if flagged else Qt.CheckState.Unchecked)
        self._filling = False

    def retranslate(self) -> None:
        """Set the texts."""
        self._hint.setText(self.tr("What happens silently is flagged. Uncheck what you know."))
        self.list.setAccessibleName(self.tr("Silent cases that are flagged"))
        self._filling = True
        texts = outline_notices()
        for index, notice in enumerate(Notice):
            item = self.list.topLevelItem(index)
            if item is not None:
                text = texts[notice]
                item.setText(0, text)
                item.setToolTip(0, text)
        self._filling = False

    def _take(self, item: QTreeWidgetItem, _column: int) -> None:
        if self._filling:
            return
        notice = list(Notice)[self.list.indexOfTopLevelItem(item)]
        flagged = item.checkState(0) is Qt.CheckState.Checked
        muted = self._muted - {notice} if flagged else self._muted | {notice}
        if muted != self._muted:
            self.command_issued.emit(SetMuted(muted))
