"""The Log panel: every call as the line of PyTorch that it ran, with what it changed."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QKeySequence, QShortcut
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

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.messages import Level, Message, describe, describe_run
from lenet_gui.gui.panels.panel import Area, Panel

CAPACITY = 2000
"""Entries kept; older ones are dropped."""


class LogPanel(Panel):
    """A list of calls, the newest at the end; the chosen one explained below it."""

    key: ClassVar[str] = "log"
    area: ClassVar[Area] = Area.RIGHT_BOTTOM
    period: ClassVar[float] = 0.5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previous: Snapshot | None = None
        self._run_from: Snapshot | None = None
        self._messages: list[tuple[int, str, Message]] = []
        self._shown = 0
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
        self._hint = QLabel(self)
        self._hint.setObjectName("log_hint")
        self._copy = QToolButton(self)
        self._copy.setObjectName("log_copy")
        self._copy.clicked.connect(self._copy_all)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._list)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_line)
        self._lay_out()
        self.refresh_texts()

    @override
    def title(self) -> str:
        return self.tr("Log")

    @override
    def take(self, snapshot: Snapshot) -> None:
        # Kept at once, not at the next redraw: a hidden log misses no call.
        super().take(snapshot)
        before, self._previous = self._previous, snapshot
        if self._run_from is not None:
            self._take_frame(self._run_from, snapshot)
        elif before is None or snapshot.calls != before.calls:
            line = self.tr("# start") if snapshot.last is None else snapshot.last.line
            self._messages.append((snapshot.calls, line, describe(before, snapshot)))

    @override
    def set_running(self, *, running: bool) -> None:
        self._run_from = self._previous if running else None
        if running and self._previous is not None:
            self._messages.append(self._run_entry(self._previous, self._previous))

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        follows = self._follows()
        self._drop_oldest()
        if self._run_from is not None and self._shown == len(self._messages):
            self._list.takeTopLevelItem(self._list.topLevelItemCount() - 1)
            self._shown -= 1
        while self._shown < len(self._messages):
            self._add(*self._messages[self._shown])
            self._shown += 1
        self._hint.setVisible(not self._messages)
        if follows and self._list.topLevelItemCount():
            self._choose_last()

    @override
    def retranslate(self) -> None:
        self._list.setHeaderLabels([self.tr("Call"), self.tr("What it changed")])
        self._list.setAccessibleName(self.tr("Calls so far"))
        self._text.setAccessibleName(self.tr("What the chosen call changed"))
        self._hint.setText(self.tr("Press a button above: each call is written down here."))
        self._copy.setText(self.tr("Copy the lines"))
        self._list.setColumnWidth(0, self.fontMetrics().horizontalAdvance("M" * 15))
        self._copy.setToolTip(self.tr("Copy every line of PyTorch so far, as a script has them"))

    @override
    def restyle(self) -> None:
        for index in range(self._list.topLevelItemCount()):
            self._colour(self._list.topLevelItem(index))

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
        if last is not None:
            self._list.setCurrentItem(last)
            self._explain(last)

    def _drop_oldest(self) -> None:
        extra = len(self._messages) - CAPACITY
        for _ in range(min(extra, self._shown)):
            self._list.takeTopLevelItem(0)
        if extra > 0:
            self._messages = self._messages[extra:]
            self._shown = max(0, self._shown - extra)

    def _take_frame(self, start: Snapshot, snapshot: Snapshot) -> None:
        """One entry stands for the whole run, and is written anew at each of its frames."""
        self._messages[-1] = self._run_entry(start, snapshot)
        failed = snapshot.last is not None and snapshot.last.failure is not None
        if failed and snapshot.last is not None:
            message = describe(None, snapshot)
            self._messages.append((snapshot.calls, snapshot.last.line, message))

    def _run_entry(self, start: Snapshot, end: Snapshot) -> tuple[int, str, Message]:
        return end.calls, self.tr("# a run of the loop"), describe_run(start, end)

    def _add(self, number: int, line: str, message: Message) -> None:
        mark = {Level.DONE: "", Level.NOTICE: "⚠ ", Level.ERROR: "✖ "}[message.level]
        item = QTreeWidgetItem([line, mark + message.headline])
        item.setData(0, Qt.ItemDataRole.UserRole, message)
        item.setToolTip(0, f"{number}: {line}")
        self._colour(item)
        self._list.addTopLevelItem(item)

    def _colour(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        level = item.data(0, Qt.ItemDataRole.UserRole).level
        shades = self.colours
        colour = {
            Level.DONE: shades.text,
            Level.NOTICE: shades.notice,
            Level.ERROR: shades.error,
        }[level]
        item.setForeground(1, QBrush(QColor(colour)))
        item.setFont(0, fixed_font(self.font()))

    def _explain(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        message = None if item is None else item.data(0, Qt.ItemDataRole.UserRole)
        line = "" if item is None else item.text(0)
        self._text.setPlainText("" if message is None else f"{line}\n\n{message.text}")

    def _copy_all(self) -> None:
        lines = (line for _, line, _ in self._messages)
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _copy_line(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            QGuiApplication.clipboard().setText(item.text(0))
