"""A read-only table of facts: whole rows are chosen, figures line up, redraws are cheap."""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.plot_style import colours, mix

NONE = "—"
"""Stands where there is no number."""

BADGE_COLOUR = Qt.ItemDataRole.UserRole
"""Where an item keeps the colour of its badge."""

INSET = 3
"""Pixels between a cell's edge and its text, which brings it below its header's."""

Index = QModelIndex | QPersistentModelIndex


class Column(StrEnum):
    """What a column holds."""

    WORDS = "words"
    CODE = "code"
    FIGURES = "figures"
    BADGE = "badge"


def figure(value: float | None) -> str:
    """Six significant digits, zeros at the end kept, so that numbers below each other compare."""
    if value is None:
        return NONE
    return "0" if value == 0 else f"{value:#.6g}" if math.isfinite(value) else f"{value}"


class RowTable(QTableWidget):
    """A table of texts that can be shown again and again at little cost."""

    row_chosen = Signal(int)
    """Another row was chosen."""

    _columns: tuple[Column, ...] = ()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self._longest: dict[int, int] = {}  # characters of the longest text of each column
        self._columns = tuple(columns)
        self.setItemDelegate(RowDelegate(self._columns, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.currentCellChanged.connect(self._announce)
        self._follow_font()

    def set_headers(self, titles: Sequence[str], tips: Sequence[str]) -> None:
        """Name the columns, and explain each in a tool tip."""
        for column, (title, tip) in enumerate(zip(titles, tips, strict=True)):
            item = self.horizontalHeaderItem(column)
            if item is None:
                item = QTableWidgetItem()
                self.setHorizontalHeaderItem(column, item)
            item.setText(title)
            item.setToolTip(tip)
            item.setTextAlignment(alignment(self._columns[column]))
        self._widen()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows of texts; items are made once, and touched only where a text differs."""
        if self.rowCount() != len(rows):
            self.setRowCount(len(rows))
        longer: set[int] = set()
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(row, column, item)
                if item.text() != text:
                    item.setText(text)
                    if len(text) > self._longest.get(column, 0):
                        self._longest[column] = len(text)
                        longer.add(column)
        self._widen(longer)

    def set_badge_colour(self, row: int, column: int, colour: str) -> None:
        """Colour a badge."""
        item = self.item(row, column)
        if item is not None and item.data(BADGE_COLOUR) != colour:
            item.setData(BADGE_COLOUR, colour)

    def rows_as_text(self) -> str:
        """The headers and the chosen row, with tabs between, as spreadsheets take it."""
        rows = [[self.horizontalHeaderItem(c) for c in range(self.columnCount())]]
        if self.currentRow() >= 0:
            rows.append([self.item(self.currentRow(), c) for c in range(self.columnCount())])
        return "\n".join("\t".join(item.text() if item else "" for item in row) for row in rows)

    @Slot(int, int, int, int)
    def _announce(self, row: int, _column: int, old_row: int, _old_column: int) -> None:
        if row != old_row and row >= 0:
            self.row_chosen.emit(row)

    def _widen(self, longer: Iterable[int] | None = None) -> None:
        """Give columns what they need.

        Args:
            longer: columns that have got a longer text than ever; they become wider at most, or
                numbers would make the table jump. ``None``: all, in a new font or language.
        """
        header = self.horizontalHeader()
        for column in range(self.columnCount()) if longer is None else longer:
            # It asks every row for its size: too slow for every frame of a run.
            needed = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            if longer is None or needed > self.columnWidth(column):
                self.setColumnWidth(column, needed)

    def _follow_font(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self._widen()

    @override
    def sizeHint(self) -> QSize:
        line = self.verticalHeader().defaultSectionSize()
        bar = self.verticalScrollBar().sizeHint().width()
        rows = max(3, min(self.rowCount(), 14))
        return QSize(
            self.horizontalHeader().length() + bar + 2 * self.frameWidth(),
            self.horizontalHeader().sizeHint().height() + rows * line + 2 * self.frameWidth(),
        )

    @override
    def minimumSizeHint(self) -> QSize:
        line = self.verticalHeader().defaultSectionSize()
        return QSize(8 * line, self.horizontalHeader().height() + 2 * line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.rows_as_text())
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._columns:
            self._follow_font()


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Figures to the right, so that their digits line up; all else to the left."""
    side = Qt.AlignmentFlag.AlignRight if column is Column.FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Draws each column in its way, so that items hold nothing but texts."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._alignments = [alignment(column) for column in columns]
        self._plain: QFont | None = None

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        column = index.column()
        option.displayAlignment = self._alignments[column]
        if self._columns[column] in (Column.CODE, Column.FIGURES):
            if option.font != self._plain:
                # Looked up once for all cells.
                self._plain = QFont(option.font)
                self._fixed = fixed_font(option.font)
                self._measures = QFontMetrics(self._fixed)
            option.font = self._fixed
            option.fontMetrics = self._measures

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        badge = self._columns[index.column()] is Column.BADGE
        return size + QSize(2 * INSET + size.height() // (1 if badge else 4), 0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colour = index.data(BADGE_COLOUR)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, option.palette.highlight())
        option.rect = option.rect.adjusted(INSET, 0, -INSET, 0)
        if colour is None or selected:
            option.state &= ~QStyle.StateFlag.State_HasFocus  # rows are chosen, not cells
            super().paint(painter, option, index)
            return
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        box = _badge_rect(option.rect, option.fontMetrics.horizontalAdvance(text))
        look = colours(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(mix(look.surface, colour, 0.5))
        painter.setBrush(mix(look.surface, colour, 0.14))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def _badge_rect(cell: QRect, words: int) -> QRect:
    height = cell.height() - 4
    return QRect(cell.left(), cell.top() + 2, words + height, height)
