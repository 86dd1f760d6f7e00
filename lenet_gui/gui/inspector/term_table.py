"""The table of an explanation's terms, in which each factor leads to its own explanation."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.explanation import Explanation
from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.inspector.term_model import Index, Part, TermModel
from lenet_gui.gui.plot_style import colours, mix

PAD = 4
"""Pixels beside the text of a cell."""

LEAST, MOST = 2, 9
"""Rows for which there is room without scrolling."""


class TermTable(QTableView):
    """Place and value of each factor, and their products with a bar each."""

    number_chosen = Signal(object)
    """The `Element` of a factor, by a double click or Enter."""

    unexplained = Signal(object)
    """A factor was asked for that is no such number: a function to a sentence that says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_terms")
        self.terms = TermModel(self)
        self.setModel(self.terms)
        self.setItemDelegate(TermDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.activated.connect(self._choose)
        self._measure()

    def show_terms(self, explanation: Explanation | None) -> None:
        """Show the terms of an explanation; ``None``: there are none."""
        self.terms.show(explanation)
        self._measure()

    def choose_term(self, term: int) -> None:
        """Put the cursor on a term's product."""
        column = self.terms.columnCount() - 1
        self.setCurrentIndex(self.terms.index(self.terms.row(term), column))

    def _measure(self) -> None:
        """Give rows, columns and the whole table the room that they need."""
        fixed = QFontMetrics(fixed_font(self.font()))
        line = fixed.height() + 5
        self.verticalHeader().setDefaultSectionSize(line)
        for column in range(self.terms.columnCount()):
            words = fixed.horizontalAdvance(self.terms.longest(column)) + 2 * PAD
            head = self.horizontalHeader().sectionSizeHint(column)
            self.setColumnWidth(column, max(words, head))
        rows = max(LEAST, min(MOST, self.terms.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        heads = 2 * self.fontMetrics().height() + 8
        self.setFixedHeight(heads + rows * line + bar + 2 * self.frameWidth())

    @Slot("QModelIndex")
    def _choose(self, index: Index) -> None:
        element = self.terms.element(index.row(), index.column())
        if element is not None:
            self.number_chosen.emit(element)
        elif index.isValid():
            self.unexplained.emit(self._why_none)

    def _why_none(self) -> str:
        return self.tr(
            "This factor is no number of a layer or of a parameter, so there is no explanation "
            "of its own behind it."
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not every style activates by Enter.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "terms"):
            self._measure()


class TermDelegate(QStyledItemDelegate):
    """Writes the place on the left and the value on the right; behind a product lies its bar."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        look, cell = colours(option.palette), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(cell, mix(look.surface, look.accent, 0.3))
        elif index.row() % 2:
            painter.fillRect(cell, option.palette.alternateBase())
        share = index.data(Part.SHARE)
        if share is not None:
            paint_bar(painter, cell.adjusted(1, 2, -1, -2), float(share), look.surface,
                      look.series[share > 0])  # fmt: skip
        painter.setFont(fixed_font(option.font))
        room = cell.adjusted(PAD, 0, -PAD, 0)
        painter.setPen(QColor(look.text if chosen else look.muted))
        flags = Qt.AlignmentFlag
        painter.drawText(room, flags.AlignLeft | flags.AlignVCenter, index.data(Part.PLACE) or "")
        painter.setPen(QColor(look.text))
        painter.drawText(room, flags.AlignRight | flags.AlignVCenter, index.data(Part.VALUE))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(8 * option.fontMetrics.height(), option.fontMetrics.height() + 5)


def paint_bar(painter: QPainter, cell: QRect, share: float, ground: str, colour: str) -> None:
    """A bar from the left, as long as the size of a number, below its digits.

    Args:
        painter: where to.
        cell: a bar of 1 fills it.
        share: -1 to 1.
        ground: what lies behind.
        colour: of the bar's strong edge below it.
    """
    length = round(min(1.0, abs(share)) * cell.width())
    if length:
        painter.fillRect(cell.left(), cell.top(), length, cell.height(), mix(ground, colour, 0.22))
        painter.fillRect(cell.left(), cell.bottom() - 1, length, 2, QColor(colour))
