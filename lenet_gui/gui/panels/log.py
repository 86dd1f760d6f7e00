"""The Log panel: every call as the line of PyTorch that it ran, with what it changed."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QBrush, QColor, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.timeline import NO_TIMELINE, GoTo
from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.log_entry import LogEntry
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.told_entry import ToldEntry, told_entries
from lenet_gui.gui.words.log_row import LogRow
from lenet_gui.gui.words.messages import Level
from lenet_gui.gui.words.timeline_texts import visit
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate

CAPACITY = 2000
"""Entries kept; older ones are dropped."""


class LogPanel(Panel):
    """A list of calls, the newest at the end; the chosen one explained below it."""

    key: ClassVar[str] = "log"
    area: ClassVar[Area] = Area.RIGHT_BOTTOM
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previous: Snapshot | None = None
        self._timeline = NO_TIMELINE
        self._run_from: Snapshot | None = None
        self._entries: list[LogEntry | ToldEntry] = []
        self._shown = 0
        self._written: LogEntry | ToldEntry | None = None  # the newest entry that is shown
        self._visiting = False
        self._list = QTreeWidget(self)
        self._list.setObjectName("log_list")
        self._list.setColumnCount(2)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAlternatingRowColors(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.header().setStretchLastSection(True)
        self._list.currentItemChanged.connect(self._explain)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("log_text")
        self._text.setReadOnly(True)
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # as in Ledger
        self._hint = QLabel(self)
        self._hint.setObjectName("log_hint")
        self._copy = QToolButton(self)
        self._copy.setObjectName("log_copy")
        self._copy.clicked.connect(self._copy_all)
        self._go = QAction(self)
        self._go.setObjectName("log_go")
        self._go.triggered.connect(self._go_there)
        self._list.addAction(self._go)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._list.itemActivated.connect(self._go_there)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._list)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_line)
        self._lay_out()
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("LogPanel", "Log")

    @override
    def take(self, snapshot: Snapshot) -> None:
        # Kept at once, not at the next redraw: a hidden log misses no call.
        super().take(snapshot)
        moment = snapshot.without_arrays()
        before, self._previous = self._previous, moment
        old, self._timeline = self._timeline, snapshot.timeline
        now, going = self._timeline.now, visit(old, self._timeline)
        if going is not None:
            self._take_visit(LogEntry(before, moment, now, visit=going))
        elif self._run_from is not None:
            self._take_frame(self._run_from, moment)
        elif before is None or snapshot.calls != before.calls or now != old.now:
            if before is None:  # of a session that was opened
                self._entries += told_entries(self._timeline, CAPACITY - 1)
            self._entries.append(LogEntry(before, moment, now))

    @override
    def start_session(self) -> None:
        self._previous = self._run_from = None
        self._entries.clear()
        self._shown, self._written = 0, None
        self._list.clear()

    @override
    def set_running(self, *, running: bool) -> None:
        self._run_from = self._previous if running else None
        self._show_deeds()
        if running and self._previous is not None:
            now = self._timeline.now
            self._entries.append(LogEntry(self._previous, self._previous, now, run=True))

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        # Who was only shown an older call is taken along again by the next one.
        follows = self._follows() or self._visiting
        self._visiting = False
        self._drop_oldest()
        if self._shown and self._entries[self._shown - 1] is not self._written:
            self._write(self._list.topLevelItem(self._shown - 1), self._entries[self._shown - 1])
        while self._shown < len(self._entries):
            self._add(self._entries[self._shown])
            self._shown += 1
        self._written = self._entries[-1] if self._entries else None
        self._hint.setVisible(not self._entries)
        if follows and self._list.topLevelItemCount():
            self._choose_last()

    @override
    def retranslate(self) -> None:
        self._list.setHeaderLabels([self.tr("Call"), self.tr("What it changed")])
        self._list.setAccessibleName(self.tr("Calls so far"))
        self._text.setAccessibleName(self.tr("What the chosen call changed"))
        self._hint.setText(self.tr("Press a button above: each call is written down here."))
        self._go.setText(self.tr("Go to this moment"))
        self._go.setToolTip(self.tr("Show everything as it was then (double click, or Enter)"))
        self._copy.setText(self.tr("Copy the lines"))
        self._list.setColumnWidth(0, self.fontMetrics().horizontalAdvance("M" * 15))
        self._copy.setToolTip(self.tr("Copy every line of PyTorch so far, as a script has them"))
        for index in range(self._shown):
            self._write(self._list.topLevelItem(index), self._entries[index])
        self._explain(self._list.currentItem())

    @override
    def restyle(self) -> None:
        set_writing(self._text, fixed=True)  # the numbers stand in columns
        font = fixed_font(self.font())
        for index in range(self._shown):
            item = self._list.topLevelItem(index)
            if item is not None:
                item.setFont(0, font)
            self._write(item, self._entries[index])

    @override
    def show_call(self, origin: Origin) -> None:
        # Of a run there is one entry for all of its calls; what was made twice stands there twice.
        for index in reversed(range(self._shown)):
            item = self._list.topLevelItem(index)
            if item is not None and self._entries[index].holds(origin.call, self._timeline):
                self._list.setCurrentItem(item)
                self._visiting = True
                return

    def rows(self) -> tuple[LogRow, ...]:
        """What has been written down, the oldest first, in the language of now."""
        return tuple(
            LogRow(entry.first, entry.last, entry.line, entry.message) for entry in self._entries
        )

    def show_last(self) -> None:
        """Choose the newest call, so that its explanation is shown."""
        if self.snapshot is not None:
            self.redraw(self.snapshot)
        self._choose_last()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self._list)
        splitter.addWidget(self._text)
        splitter.setSizes([200, 120])
        for part, lines in ((self._list, 3), (self._text, 2)):
            part.setMinimumHeight(lines * self.fontMetrics().height())  # theirs: too high for 720
        splitter.setChildrenCollapsible(False)
        head = QHBoxLayout()
        head.addWidget(self._hint, 1)
        head.addStretch()
        head.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addLayout(head)
        layout.addWidget(splitter, 1)

    def _follows(self) -> bool:
        """Whether the newest entry is the chosen one, so that the choice moves on with it."""
        current, count = self._list.currentItem(), self._list.topLevelItemCount()
        return current is None or current is self._list.topLevelItem(count - 1)

    def _choose_last(self) -> None:
        last = self._list.topLevelItem(self._list.topLevelItemCount() - 1)
        if last is None:
            return
        if last is self._list.currentItem():
            self._explain(last)
        else:
            self._list.setCurrentItem(last)  # which has it explained

    def _drop_oldest(self) -> None:
        extra = len(self._entries) - CAPACITY
        for _ in range(min(extra, self._shown)):
            self._list.takeTopLevelItem(0)
        if extra > 0:
            self._entries = self._entries[extra:]
            self._shown = max(0, self._shown - extra)

    def _take_frame(self, start: Snapshot, moment: Snapshot) -> None:
        """One entry stands for the whole run, and is written anew at each of its frames."""
        now = self._timeline.now
        self._entries[-1] = LogEntry(start, moment, now, run=True)
        if moment.last is not None and moment.last.failure is not None:
            self._entries.append(LogEntry(None, moment, now))

    def _take_visit(self, entry: LogEntry) -> None:
        """One entry stands for all the moments that one goes through before the next call."""
        last = self._entries[-1] if self._entries else None
        if isinstance(last, LogEntry) and last.visit is not None and entry.visit is not None:
            whole = entry.visit.after(last.visit)
            self._entries[-1] = replace(entry, before=last.before, visit=whole)
        else:
            self._entries.append(entry)

    def _add(self, entry: LogEntry | ToldEntry) -> None:
        item = QTreeWidgetItem()
        item.setFont(0, fixed_font(self.font()))
        self._list.addTopLevelItem(item)
        self._write(item, entry)

    def _write(self, item: QTreeWidgetItem | None, entry: LogEntry | ToldEntry) -> None:
        if item is None:
            return
        message = entry.message
        mark = {Level.DONE: "", Level.NOTICE: "⚠ ", Level.ERROR: "✖ "}[message.level]
        item.setText(0, entry.line)
        item.setText(1, mark + message.headline)
        item.setToolTip(0, f"{entry.last}: {entry.line}")
        shades = self.colours
        colour = {
            Level.DONE: shades.text,
            Level.NOTICE: shades.notice,
            Level.ERROR: shades.error,
        }[message.level]
        item.setForeground(1, QBrush(QColor(colour)))

    def _explain(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        index = self._index(item)
        self._show_deeds()
        if index < 0:
            self._text.setPlainText("")
            return
        self._text.setPlainText(self._entries[index].text)

    def _index(self, item: QTreeWidgetItem | None) -> int:
        """The entry of a row; -1: there is none."""
        index = -1 if item is None else self._list.indexOfTopLevelItem(item)
        return index if index < self._shown else -1

    def _show_deeds(self) -> None:
        free = self._run_from is None
        self._go.setEnabled(free and self._index(self._list.currentItem()) >= 0)

    def _go_there(self, *_clicked: object) -> None:
        index = self._index(self._list.currentItem())
        if index >= 0 and self._run_from is None:
            self.command_issued.emit(GoTo(self._entries[index].moment))

    def _copy_all(self) -> None:
        lines = (entry.line for entry in self._entries)
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _copy_line(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            QGuiApplication.clipboard().setText(item.text(0))
