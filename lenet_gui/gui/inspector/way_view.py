"""One way from a number back to the loss, node by node, with the derivative at each."""

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QTableWidgetItem, QVBoxLayout, QWidget

from lenet_gui.core.explanation import Explanation, Link
from lenet_gui.core.lines import element_text
from lenet_gui.gui.widgets.explain_action import explain_tip
from lenet_gui.gui.widgets.row_table import Column, RowTable, figure
from lenet_gui.gui.words.number_text import count, number


class WayView(QWidget):
    """A row a node; hidden where nothing flows back."""

    number_chosen = Signal(object)
    """The `Element` of a node, by a double click or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_way")
        self._explanation: Explanation | None = None
        self._head = QLabel(self)
        self._head.setObjectName("inspector_way_head")
        self._head.setWordWrap(True)
        self.table = RowTable((Column.CODE, Column.FIGURES, Column.FIGURES), self)
        self.table.setObjectName("inspector_way_table")
        self.table.itemActivated.connect(self._choose)
        self._foot = QLabel(self)
        self._foot.setObjectName("inspector_way_foot")
        self._foot.setWordWrap(True)
        self._foot.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(3)
        for widget in (self._head, self.table, self._foot):
            column.addWidget(widget)
        self.hide()

    @property
    def way(self) -> tuple[Link, ...]:
        """The nodes that are shown."""
        return () if self._explanation is None else self._explanation.way

    def show_way(self, explanation: Explanation | None) -> None:
        """Show the way of an explanation, if it has one."""
        self._explanation = explanation
        self.setVisible(bool(self.way))
        if self.way:
            self.table.set_rows(
                [
                    (element_text(link.element), figure(link.derivative), count(link.terms))
                    for link in self.way
                ]
            )
            line = self.table.verticalHeader().defaultSectionSize()
            bar = self.table.horizontalScrollBar().sizeHint().height()
            head = self.table.horizontalHeader().sizeHint().height()
            self.table.setFixedHeight(head + (len(self.way)) * line + bar + 2)
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("The way back to the loss"))
        self.table.setToolTip(explain_tip())
        self.table.set_headers(
            (self.tr("Which number"), self.tr("× derivative"), self.tr("Terms")),
            (
                self.tr("From this number to where backward started"),
                self.tr("What the way is multiplied by here: the local derivative, or the factor"),
                self.tr("How many terms its sum has; the way goes on along the largest"),
            ),
        )
        self._head.setText(self.tr("The way back to the loss, at each sum along its largest term:"))
        self._write()

    def _write(self) -> None:
        if self._explanation is None or not self.way:
            return
        text = self.tr(
            "Multiplied: {product}. That is this one way; all ways together are {number}."
        )
        product = math.prod(link.derivative for link in self.way)
        self._foot.setText(
            text.format(product=number(product), number=number(self._explanation.number))
        )

    @Slot(QTableWidgetItem)
    def _choose(self, item: QTableWidgetItem) -> None:
        self.number_chosen.emit(self.way[item.row()].element)
