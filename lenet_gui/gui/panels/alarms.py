"""The Alarms panel: what should make a person look, with thresholds, as breakpoints if wished."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.alarms import Alarm, AlarmRule, AlarmView, SetAlarms
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.flags_page import FlagsPage
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.program.argument_field import parse_number
from lenet_gui.gui.words.alarm_texts import alarm_advice, alarm_name, alarm_sentence
from lenet_gui.gui.words.number_text import number

translate = QCoreApplication.translate

ON, THRESHOLD, STOPS, FOUND = range(4)
WITHOUT_THRESHOLD = (Alarm.NON_FINITE, Alarm.UNCHANGED)


class AlarmsPanel(Panel):
    """One row an alarm; the chosen one's newest find and advice below."""

    key: ClassVar[str] = "alarms"
    area: ClassVar[Area] = Area.RIGHT_BOTTOM
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[AlarmView, ...] = ()
        self._filling = False
        self.table = QTreeWidget(self)
        self.table.setObjectName("alarm_table")
        self.table.setColumnCount(4)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.table.itemDoubleClicked.connect(self._edit)
        self.table.itemActivated.connect(self._edit)
        self.table.itemChanged.connect(self._take)
        self.table.currentItemChanged.connect(self._advise)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("alarm_text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        for _ in Alarm:
            item = QTreeWidgetItem()
            item.setFlags(
                item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
            )
            self.table.addTopLevelItem(item)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.table)
        splitter.addWidget(self._text)
        for part, lines in ((self.table, 3), (self._text, 2)):
            part.setMinimumHeight(lines * self.fontMetrics().height())  # theirs: too high for 720
        splitter.setSizes([180, 90])
        splitter.setChildrenCollapsible(False)
        self.flags = FlagsPage(self)
        self.flags.command_issued.connect(self.command_issued)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("alarm_tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(splitter, "")
        self._tabs.addTab(self.flags, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._tabs)
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("AlarmsPanel", "Alarms")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        self._views = snapshot.alarms
        self.flags.show_muted(snapshot.muted)
        self._write()
        self._advise()

    @override
    def retranslate(self) -> None:
        self.table.setHeaderLabels(
            [self.tr("Alarm"), self.tr("Threshold"), self.tr("Stop"), self.tr("Found")]
        )
        header = self.table.headerItem()
        header.setToolTip(ON, self.tr("Unchecked, it is not looked for"))
        header.setToolTip(THRESHOLD, self.tr("Double-click or press Enter to change it"))
        header.setToolTip(STOPS, self.tr("Stop a run when it goes off"))
        header.setToolTip(
            FOUND, self.tr("How often since the start; in a run, of the calls that were shown")
        )
        self.table.setAccessibleName(self.tr("Alarms and their thresholds"))
        self._tabs.setTabText(0, self.tr("Alarms"))
        self._tabs.setTabText(1, self.tr("Flags"))
        self._tabs.tabBar().setAccessibleName(self.tr("Parts of the alarms panel"))
        self.flags.retranslate()
        self._text.setAccessibleName(self.tr("What the chosen alarm found, and what helps"))
        self._write()
        self._advise()

    @override
    def restyle(self) -> None:
        width = self.fontMetrics().horizontalAdvance
        self.table.setColumnWidth(ON, width("n" * 32))
        self.table.setColumnWidth(THRESHOLD, width("n" * 11))
        self.table.setColumnWidth(STOPS, width("n" * 6))
        self._write()

    def _write(self) -> None:
        self._filling = True
        for index, view in enumerate(self._views):
            item = self.table.topLevelItem(index)
            if item is None:
                break
            rule = view.rule
            item.setText(ON, alarm_name(rule.alarm))
            item.setToolTip(ON, alarm_name(rule.alarm))
            bare = rule.alarm in WITHOUT_THRESHOLD
            item.setText(THRESHOLD, "" if bare else number(rule.threshold))
            for column, checked in ((ON, rule.on), (STOPS, rule.stops)):
                state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
                item.setCheckState(column, state)
            item.setText(FOUND, str(view.count) if view.count else "—")
            colour = self.colours.notice if view.count and rule.on else self.colours.text
            item.setForeground(FOUND, QBrush(QColor(colour)))
        self._filling = False

    def _chosen(self) -> int:
        item = self.table.currentItem()
        return -1 if item is None else self.table.indexOfTopLevelItem(item)

    def _advise(self, *_items: object) -> None:
        index = self._chosen()
        if not 0 <= index < len(self._views):
            text = self.tr("Choose an alarm to see what it found and what helps.")
        else:
            view = self._views[index]
            found = self.tr("It has not gone off since the start.")
            if view.last is not None:
                found = self.tr("After {step} updates: {sentence}").format(
                    step=view.step, sentence=alarm_sentence(view.last)
                )
            text = f"{found}\n\n{alarm_advice(view.rule.alarm)}"
        if text != self._text.toPlainText():
            self._text.setPlainText(text)

    def _edit(self, item: QTreeWidgetItem, _column: int) -> None:
        index = self.table.indexOfTopLevelItem(item)
        if index < len(self._views) and self._views[index].rule.alarm not in WITHOUT_THRESHOLD:
            self.table.editItem(item, THRESHOLD)

    def _take(self, item: QTreeWidgetItem, column: int) -> None:
        index = self.table.indexOfTopLevelItem(item)
        if self._filling or index >= len(self._views):
            return
        rule = self._read(item, column, self._views[index].rule)
        if rule == self._views[index].rule:
            self._write()  # what was typed and is no number is put back
            return
        rules = [view.rule for view in self._views]
        rules[index] = rule
        self.command_issued.emit(SetAlarms(tuple(rules)))

    def _read(self, item: QTreeWidgetItem, column: int, rule: AlarmRule) -> AlarmRule:
        checked = item.checkState(column) is Qt.CheckState.Checked
        if column == ON:
            return replace(rule, on=checked)
        if column == STOPS:
            return replace(rule, stops=checked)
        value = parse_number(item.text(THRESHOLD)) if column == THRESHOLD else None
        return rule if value is None or value < 0 else replace(rule, threshold=value)
