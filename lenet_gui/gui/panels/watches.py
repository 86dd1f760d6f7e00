"""The Watches panel: expressions evaluated after each call, and drawn over time."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.watch_language import parse
from lenet_gui.core.watch_numbers import number_in
from lenet_gui.core.watch_problems import WatchError
from lenet_gui.core.watches import SetWatches, Watch, WatchView
from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.plots.picture import PAPER_LINE, Picture, dressed, stacked
from lenet_gui.gui.plots.watch_plot import WatchPlot
from lenet_gui.gui.widgets.explain_action import ExplainAction, explain_tip
from lenet_gui.gui.widgets.legend import Legend, Sample
from lenet_gui.gui.words.number_text import number
from lenet_gui.gui.words.watch_sentences import explain_watch, why_no_number
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate

TEXT, VALUE, PLOTTED, STOPS = range(4)

FIRST_ENTRIES = 4
"""Entries of an array that are shown in a cell."""


class WatchesPanel(Panel):
    """A line to type into, a table of what is watched, and a plot of its numbers."""

    key: ClassVar[str] = "watches"
    area: ClassVar[Area] = Area.CENTRE_TOP
    period: ClassVar[float] = 0.5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[WatchView, ...] = ()
        self._filling = False
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
        self.table = QTreeWidget(self)
        self.table.setObjectName("watch_table")
        self.table.setColumnCount(4)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.itemChanged.connect(self._take_checks)
        self.table.itemActivated.connect(self._explain_item)
        self._explain = ExplainAction(self.table)
        self._explain.triggered.connect(self.explain)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove)
        self._remove = QPushButton(self)
        self._remove.setObjectName("watch_remove")
        self._remove.clicked.connect(self.remove)
        self.plot = WatchPlot(self)
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
        new = tuple(view.watch.text for view in snapshot.watches)
        if new != tuple(view.watch.text for view in self._views):
            self._fill(snapshot.watches)
        self._views = snapshot.watches
        self._write()
        plotted = [view for view in self._views if view.watch.plotted]
        self.plot.show_lines([(view.steps, view.values) for view in plotted])
        self._write_message()
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
        self.table.setHeaderLabels(
            [self.tr("Expression"), self.tr("Value"), self.tr("Plot"), self.tr("Stop")]
        )
        header = self.table.headerItem()
        header.setToolTip(PLOTTED, self.tr("Draw its numbers below"))
        header.setToolTip(STOPS, self.tr("Stop a run when it becomes true"))
        self.table.setAccessibleName(self.tr("What is watched"))
        self._explain.set_words()
        self.plot.setAccessibleName(self.tr("Numbers of the watches"))
        self.plot.getPlotItem().setLabel("bottom", self.tr("updates made"))
        self._fill(self._views)
        self._write_message()
        self._check()

    @override
    def restyle(self) -> None:
        set_writing(self._problem, self.colours.error)
        set_writing(self.edit, fixed=True)
        self.plot.apply_style(self.colours, self.font())
        width = self.fontMetrics().horizontalAdvance
        self.table.setColumnWidth(TEXT, width("n" * 26))
        self.table.setColumnWidth(PLOTTED, width("nnnnnn"))
        self.table.setColumnWidth(STOPS, width("nnnnnn"))
        self.table.setColumnWidth(VALUE, width("0" * 16))
        self._write()

    @override
    def pictures(self) -> tuple[Picture, ...]:
        views = () if self.snapshot is None else self.snapshot.watches
        plotted = [view for view in views if view.watch.plotted and len(view.values)]
        if not plotted:
            return ()
        return (Picture("watches", self.title(), partial(self._plot_on, plotted)),)

    def add(self) -> None:
        """Watch what is typed."""
        text = self.edit.text().strip()
        if not self._check() or any(view.watch.text == text for view in self._views):
            return
        self.command_issued.emit(SetWatches((*self._watches(), Watch(text))))
        self.edit.clear()

    def remove(self) -> None:
        """Watch the chosen expression no longer."""
        item = self.table.currentItem()
        if item is not None:
            index = self.table.indexOfTopLevelItem(item)
            watches = self._watches()
            self.command_issued.emit(SetWatches(watches[:index] + watches[index + 1 :]))

    def explain(self) -> None:
        """Have the number explained that the chosen expression is about."""
        item = self.table.currentItem()
        if self.snapshot is None or item is None:
            return
        text = item.text(TEXT)
        element = number_in(parse(text, self.snapshot.watchable), self.snapshot)
        if element is None:
            self.unexplained.emit(partial(why_no_number, text))
        else:
            self.number_chosen.emit(element)

    def _explain_item(self, _item: QTreeWidgetItem, column: int) -> None:
        if column in (TEXT, VALUE):  # two clicks at a check mark are two clicks
            self.explain()

    def _plot_on(self, views: Sequence[WatchView], sheet: QWidget) -> QWidget:
        """The numbers of these watches on paper, with their names."""
        plot, legend = dressed(WatchPlot(sheet)), dressed(Legend("watch_legend", sheet))
        plot.line_width = PAPER_LINE
        plot.apply_style(colours(plot.palette()), plot.font())
        plot.getPlotItem().setLabel("bottom", self.tr("updates made"))
        plot.show_lines([(view.steps, view.values) for view in views])
        names = [view.watch.text for view in views]
        legend.set_entries((Sample.LINE, plot.colour(k), name) for k, name in enumerate(names))
        return stacked(sheet, legend, plot)

    def _watches(self) -> tuple[Watch, ...]:
        return tuple(view.watch for view in self._views)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.edit, 1)
        head.addWidget(self._add)
        head.addWidget(self._remove)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.table)
        splitter.addWidget(self.plot)
        for part, lines in ((self.table, 3), (self.plot, 4)):
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

    def _fill(self, views: tuple[WatchView, ...]) -> None:
        self._filling = True
        self.table.clear()
        for view in views:
            item = QTreeWidgetItem([view.watch.text])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFont(TEXT, fixed_font(self.font()))
            item.setToolTip(TEXT, f"{view.watch.text}\n{explain_tip()}")
            self.table.addTopLevelItem(item)
        self._filling = False

    def _write(self) -> None:
        self._filling = True
        place = 0
        for index, view in enumerate(self._views):
            item = self.table.topLevelItem(index)
            if item is None:
                break
            text, tip = self._value(view)
            item.setText(VALUE, text)
            item.setToolTip(VALUE, tip)
            for column, checked in ((PLOTTED, view.watch.plotted), (STOPS, view.watch.stops)):
                state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
                item.setCheckState(column, state)
            colour = self.plot.colour(place) if view.watch.plotted else self.colours.text
            place += view.watch.plotted
            item.setForeground(TEXT, QBrush(QColor(colour)))
        self._filling = False

    def _value(self, view: WatchView) -> tuple[str, str]:
        if view.error is not None:
            return "—", explain_watch(view.error)
        value = view.value
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = float(value)
        if isinstance(value, np.ndarray):
            entries = ", ".join(number(float(entry)) for entry in value.flat[:FIRST_ENTRIES])
            more = ", …" if value.size > FIRST_ENTRIES else ""
            return f"[{entries}{more}]", self.tr("shape {shape}").format(shape=value.shape)
        if isinstance(value, float):
            return number(value), repr(value)
        return str(value), ""

    def _write_message(self) -> None:
        if not self._views:
            text = self.tr(
                "Nothing is watched. Type an expression above: it is evaluated after each call, "
                "and its numbers are drawn here."
            )
        elif not any(view.watch.plotted for view in self._views):
            text = self.tr("No watch is plotted: check Plot in the table.")
        elif not any(len(view.values) for view in self._views):
            text = self.tr("No numbers yet.")
        else:
            text = ""
        self.plot.set_message(text)

    def _take_checks(self, item: QTreeWidgetItem, column: int) -> None:
        index = self.table.indexOfTopLevelItem(item)
        if self._filling or column not in (PLOTTED, STOPS) or index >= len(self._views):
            return
        checked = item.checkState(column) is Qt.CheckState.Checked
        watches = list(self._watches())
        watch = watches[index]
        watches[index] = (
            replace(watch, plotted=checked) if column == PLOTTED else replace(watch, stops=checked)
        )
        if watches[index] != self._views[index].watch:
            self.command_issued.emit(SetWatches(tuple(watches)))
