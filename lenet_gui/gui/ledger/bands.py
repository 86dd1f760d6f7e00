"""The bands of an account: one a backward, each from what was there to what was there then."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from lenet_gui.gui.plot_style import LIGHT, Colours, colours, mix
from lenet_gui.gui.plots.picture import dressed
from lenet_gui.gui.widgets.explain_action import explain_tip

Index = QModelIndex | QPersistentModelIndex


class BandKind(StrEnum):
    """How a band is drawn."""

    ADDED = "added"  # a deposit
    SCALED = "scaled"  # everything multiplied
    CHANGED = "changed"  # by whatever call, or by none
    TOGETHER = "together"  # earlier entries


@dataclass(frozen=True, slots=True)
class Band:
    """One row.

    Attributes:
        text: what it is.
        numbers: its norm and cosine, or its own number.
        before: the level before.
        after: the level after.
        kind: how it is drawn.
        tip: all about it.
    """

    text: str
    numbers: str
    before: float
    after: float
    kind: BandKind
    tip: str


class _Model(QAbstractListModel):
    """The bands as a list, with words for who cannot see them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bands: tuple[Band, ...] = ()

    def show(self, bands: tuple[Band, ...]) -> None:
        """Show other bands."""
        same = len(bands) == len(self.bands)
        if not same:
            self.beginResetModel()
        self.bands = bands
        if not same:
            self.endResetModel()
        elif bands:
            self.dataChanged.emit(self.index(0), self.index(len(bands) - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.bands)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.bands):
            return None
        band = self.bands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return band.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{band.tip}\n{explain_tip()}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{band.text}, {band.numbers}"
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a row: its words, and its band below them."""

    def __init__(self, view: "LedgerBands") -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._view.fontMetrics().height()
        return QSize(10, line + max(8, line // 2) + 10)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        band = self._view.bands[index.row()]
        colours = self._view.colours
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, mix(colours.surface, colours.accent, 0.22))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, mix(colours.surface, colours.accent, 0.08))
        metrics = QFontMetrics(self._view.font())
        inner = rect.adjusted(6, 3, -6, -4)
        words = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        self._write(painter, words, band, metrics)
        top = words.bottom() + 4  # below the descenders
        self._paint_band(
            painter, QRect(inner.left(), top, inner.width(), inner.bottom() - top), band
        )

    def _write(self, painter: QPainter, rect: QRect, band: Band, metrics: QFontMetrics) -> None:
        colours, flag = self._view.colours, Qt.AlignmentFlag
        room = rect.width() - metrics.horizontalAdvance(band.numbers) - metrics.height()
        shown = metrics.elidedText(band.text, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.setPen(QColor(colours.error if band.kind is BandKind.CHANGED else colours.text))
        painter.drawText(rect, flag.AlignLeft | flag.AlignVCenter, shown)
        painter.setPen(QColor(colours.muted))
        painter.drawText(rect, flag.AlignRight | flag.AlignVCenter, band.numbers)

    def _paint_band(self, painter: QPainter, area: QRect, band: Band) -> None:
        colours = self._view.colours
        low, high = self._view.reach

        def x(value: float) -> int:
            share = (value - low) / (high - low)
            return area.left() + round(min(1.0, max(0.0, share)) * (area.width() - 1))

        middle = area.center().y()
        painter.fillRect(area.left(), middle, area.width(), 1, QColor(colours.grid))
        painter.fillRect(x(0.0), area.top(), 1, area.height(), QColor(colours.muted))
        if not (math.isfinite(band.before) and math.isfinite(band.after)):
            # No place on the axis: hatched from end to end.
            painter.fillRect(area, QBrush(QColor(colours.error), Qt.BrushStyle.BDiagPattern))
            return
        left, right = sorted((x(band.before), x(band.after)))
        bar = QRect(left, area.top(), max(2, right - left), area.height())
        colour = {
            BandKind.ADDED: colours.accounts,
            BandKind.SCALED: colours.muted,
            BandKind.CHANGED: colours.error,
            BandKind.TOGETHER: colours.accounts,
        }[band.kind]
        grows = band.after >= band.before
        # A fall is hollow, so that its colour is not all that tells it from a rise.
        painter.setPen(QPen(QColor(colour), 1))
        painter.setBrush(mix(colours.surface, colour, 0.75 if grows else 0.15))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.fillRect(x(band.after) - 1, area.top() - 1, 3, area.height() + 2, QColor(colour))


class LedgerBands(QListView):
    """The list of bands, all on one axis."""

    chosen = Signal(int)
    """The chosen row."""

    hovered = Signal(int)
    """The row under the mouse; -1: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_bands")
        self.colours: Colours = LIGHT
        self.reach = (0.0, 1.0)
        self._hint = ""
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(lambda index: self.hovered.emit(index.row()))
        self.viewportEntered.connect(lambda: self.hovered.emit(-1))
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def bands(self) -> tuple[Band, ...]:
        """What is shown."""
        return self._model.bands

    @property
    def hint(self) -> str:
        """What is written where no bands are."""
        return self._hint

    def show_hint(self, hint: str) -> None:
        """Show no bands, and write what to do instead."""
        self._hint = hint
        self.setToolTip(hint)  # also where there is no room for all of it
        self.setAccessibleDescription(hint)
        self._model.show(())
        self.viewport().update()

    @property
    def row(self) -> int:
        """The chosen row; -1: none."""
        return self.currentIndex().row()

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Show bands; the newest comes into view, unless a row is chosen."""
        if self._hint:
            self.show_hint("")
        levels = [0.0] + [level for band in bands for level in (band.before, band.after)]
        levels = [level for level in levels if math.isfinite(level)]
        low, high = min(levels), max(levels)
        margin = 0.02 * (high - low) or 1.0
        self.reach = (low - margin, high + margin)
        self._model.show(tuple(bands))
        if self.row < 0:
            self.scrollToBottom()

    def choose(self, row: int) -> None:
        """Choose a row."""
        self.setCurrentIndex(self._model.index(row))

    def restyle(self, colours: Colours) -> None:
        """Take on the colours of a theme."""
        self.colours = colours
        self.viewport().update()

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(index.row())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self.colours.muted))
            room = self.viewport().rect().adjusted(6, 2, -6, 0)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._hint)
            painter.end()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(-1)


def bands_on(bands: Sequence[Band], sheet: QWidget) -> QWidget:
    """All of the bands on paper, which does not scroll."""
    view = dressed(LedgerBands(sheet))
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.restyle(colours(view.palette()))
    view.show_bands(bands)
    view.setFixedHeight(len(bands) * view.sizeHintForRow(0) + 4)
    return view
