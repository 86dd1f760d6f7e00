"""The table of the watches: expression, value, and whether it is drawn and stops."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from lenet_gui.core.watches import Watch, WatchView
from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.explain_action import ExplainAction, explain_tip
from lenet_gui.gui.words.number_text import number
from lenet_gui.gui.words.watch_sentences import explain_watch

TEXT, VALUE, PLOTTED, STOPS = range(4)

FIRST_ENTRIES = 4
"""Entries of an array that are shown in a cell."""


class WatchTable(QTreeWidget):
    """A row for each watch, with two check marks."""

    edited = Signal(object)
    """The watches as the person wants them: a tuple of `Watch`."""

    explained = Signal()
    """The person wants to have the chosen watch explained."""

    def __init__(self, colour: Callable[[int], str], parent: QWidget | None = None) -> None:
        """Make an empty table.

        Args:
            colour: that of a curve in the plot, by its place among those that are drawn.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName("watch_table")
        self._colour = colour
        self._views: tuple[WatchView, ...] = ()
        self._filling = False
        self.setColumnCount(4)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.itemChanged.connect(self._take_checks)
        self.itemActivated.connect(self._explain_item)
        self._explain = ExplainAction(self)
        self._explain.triggered.connect(self.explained)

    @property
    def watches(self) -> tuple[Watch, ...]:
        """What is watched."""
        return tuple(view.watch for view in self._views)

    @property
    def chosen(self) -> int | None:
        """The row that is chosen; ``None``: none is."""
        item = self.currentItem()
        return None if item is None else self.indexOfTopLevelItem(item)

    def show_views(self, views: tuple[WatchView, ...]) -> None:
        """Show the watches and what has come of them."""
        texts = [view.watch.text for view in views]
        if texts != [watch.text for watch in self.watches]:
            self._fill(texts)
        self._views = views
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setHeaderLabels(
            [self.tr("Expression"), self.tr("Value"), self.tr("Plot"), self.tr("Stop")]
        )
        header = self.headerItem()
        header.setToolTip(PLOTTED, self.tr("Draw its numbers below"))
        header.setToolTip(STOPS, self.tr("Stop a run when it becomes true"))
        self.setAccessibleName(self.tr("What is watched"))
        self._explain.set_words()
        self._fill([watch.text for watch in self.watches])

    def restyle(self) -> None:
        """Follow the size of the writing and the colours."""
        width = self.fontMetrics().horizontalAdvance
        self.setColumnWidth(TEXT, width("n" * 26))
        self.setColumnWidth(PLOTTED, width("nnnnnn"))
        self.setColumnWidth(STOPS, width("nnnnnn"))
        self.setColumnWidth(VALUE, width("0" * 16))
        self._write()

    def _fill(self, texts: list[str]) -> None:
        self._filling = True
        self.clear()
        for text in texts:
            item = QTreeWidgetItem([text])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFont(TEXT, fixed_font(self.font()))
            item.setToolTip(TEXT, f"{text}\n{explain_tip()}")
            self.addTopLevelItem(item)
        self._filling = False

    def _write(self) -> None:
        self._filling = True
        place = 0
        for index, view in enumerate(self._views):
            item = self.topLevelItem(index)
            if item is None:
                break
            text, tip = self._value(view)
            item.setText(VALUE, text)
            item.setToolTip(VALUE, tip)
            for column, checked in ((PLOTTED, view.watch.plotted), (STOPS, view.watch.stops)):
                state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
                item.setCheckState(column, state)
            plain = colours(self.palette()).text
            colour = self._colour(place) if view.watch.plotted else plain
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

    def _explain_item(self, _item: QTreeWidgetItem, column: int) -> None:
        if column in (TEXT, VALUE):  # two clicks at a check mark are two clicks
            self.explained.emit()

    def _take_checks(self, item: QTreeWidgetItem, column: int) -> None:
        index = self.indexOfTopLevelItem(item)
        if self._filling or column not in (PLOTTED, STOPS) or index >= len(self._views):
            return
        checked = item.checkState(column) is Qt.CheckState.Checked
        watches = list(self.watches)
        watch = watches[index]
        watches[index] = (
            replace(watch, plotted=checked) if column == PLOTTED else replace(watch, stops=checked)
        )
        if watches[index] != watch:
            self.edited.emit(tuple(watches))
