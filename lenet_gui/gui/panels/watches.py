"""The Watches panel: expressions evaluated after each call, and drawn over time."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.watch_language import parse
from lenet_gui.core.watch_numbers import number_in
from lenet_gui.core.watch_problems import WatchError
from lenet_gui.core.watches import SetWatches, Watch
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plots.picture import Picture
from lenet_gui.gui.watches.curves import WatchCurves, watches_on
from lenet_gui.gui.watches.table import WatchTable
from lenet_gui.gui.words.watch_sentences import explain_watch, why_no_number
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate


class WatchesPanel(Panel):
    """A line to type into, a table of what is watched, and a plot of its numbers."""

    key: ClassVar[str] = "watches"
    area: ClassVar[Area] = Area.CENTRE_TOP
    period: ClassVar[float] = 0.5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setObjectName("watch_edit")
        self.edit.setMaxLength(400)  # what is too long is told, not cut off
        self.edit.textEdited.connect(self._check)
        self.edit.returnPressed.connect(self.add)
        self._add = QPushButton(self)
        self._add.setObjectName("watch_add")
        self._add.clicked.connect(self.add)
        self._problem = QLabel(self)
        self._problem.setObjectName("watch_problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.curves = WatchCurves(self)
        self.table = WatchTable(self.curves.plot.colour, self)
        self.table.edited.connect(self._issue)
        self.table.explained.connect(self.explain)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove)
        self._remove = QPushButton(self)
        self._remove.setObjectName("watch_remove")
        self._remove.clicked.connect(self.remove)
        self._lay_out()
        self.refresh_texts()

    @property
    def problem(self) -> str:
        """What is wrong with what is typed; empty: nothing."""
        return self._problem.text()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("WatchesPanel", "Watches")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        self.curves.show_views(snapshot.watches)
        self.table.show_views(snapshot.watches)
        if self.edit.completer() is None:
            self._offer_names(snapshot)

    @override
    def retranslate(self) -> None:
        self.edit.setPlaceholderText(self.tr("watch, such as norm(conv1.weight.grad)"))
        self.edit.setAccessibleName(self.tr("A new watch expression"))
        self._add.setText(self.tr("Watch"))
        self._add.setToolTip(self.tr("Evaluate this after each call (Enter)"))
        self._remove.setText(self.tr("Remove"))
        self._remove.setToolTip(self.tr("Remove the chosen watch (Delete)"))
        self.table.retranslate()
        self.curves.retranslate()
        self.curves.show_views(() if self.snapshot is None else self.snapshot.watches)
        self._check()

    @override
    def restyle(self) -> None:
        set_writing(self._problem, self.colours.error)
        set_writing(self.edit, fixed=True)
        self.curves.restyle()
        self.table.restyle()

    @override
    def pictures(self) -> tuple[Picture, ...]:
        views = () if self.snapshot is None else self.snapshot.watches
        plotted = [view for view in views if view.watch.plotted and len(view.values)]
        if not plotted:
            return ()
        return (Picture("watches", self.title(), partial(watches_on, plotted)),)

    def add(self) -> None:
        """Watch what is typed."""
        text = self.edit.text().strip()
        if not self._check() or any(watch.text == text for watch in self.table.watches):
            return
        self.command_issued.emit(SetWatches((*self.table.watches, Watch(text))))
        self.edit.clear()

    def remove(self) -> None:
        """Watch the chosen expression no longer."""
        index, watches = self.table.chosen, self.table.watches
        if index is not None:
            self.command_issued.emit(SetWatches(watches[:index] + watches[index + 1 :]))

    def explain(self) -> None:
        """Have the number explained that the chosen expression is about."""
        if self.snapshot is None or self.table.chosen is None:
            return
        text = self.table.watches[self.table.chosen].text
        element = number_in(parse(text, self.snapshot.watchable), self.snapshot)
        if element is None:
            self.unexplained.emit(partial(why_no_number, text))
        else:
            self.number_chosen.emit(element)

    @Slot(object)
    def _issue(self, watches: tuple[Watch, ...]) -> None:
        self.command_issued.emit(SetWatches(watches))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.edit, 1)
        head.addWidget(self._add)
        head.addWidget(self._remove)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.table)
        splitter.addWidget(self.curves)
        for part, lines in ((self.table, 3), (self.curves.plot, 4)):
            part.setMinimumHeight(lines * self.fontMetrics().height())  # theirs: too high for 720
        splitter.setSizes([110, 160])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self._problem)
        layout.addWidget(splitter, 1)

    def _offer_names(self, snapshot: Snapshot) -> None:
        completer = QCompleter(sorted(snapshot.watchable), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.edit.setCompleter(completer)

    @Slot()
    def _check(self, *_text: object) -> bool:
        """Whether what is typed can be read; if not, the reason is shown."""
        text, problem = self.edit.text(), ""
        if text.strip() and self.snapshot is not None:
            try:
                parse(text, self.snapshot.watchable)
            except WatchError as error:
                problem = explain_watch(error)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        return not problem and bool(text.strip())
