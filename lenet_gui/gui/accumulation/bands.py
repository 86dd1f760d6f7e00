"""The accumulated gradient, piece by piece, beside the whole batch's: bands on a common scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.gui.plot_style import colours, mix
from lenet_gui.gui.plots.steady_range import ticks
from lenet_gui.gui.widgets.readable_bars import ReadableBars

Flag = Qt.AlignmentFlag

MARGIN = 8


@dataclass(frozen=True, slots=True)
class Band:
    """One micro-batch.

    Attributes:
        length: what it left in ``.grad``, along the whole batch's gradient; may be negative.
        label: written on it, such as its size.
        note: written below that, such as how much its samples count; may be empty.
    """

    length: float
    label: str
    note: str


class AccumulationBands(ReadableBars):
    """Two bars: the whole batch's, outlined, and below it the bands, end to end.

    Where the two end at one place, the accumulated gradient is as long as it should be. A band of
    negative length goes back from where the one before it ended, and is hatched.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accumulation_bands", parent)
        self._bands: tuple[Band, ...] = ()
        self._whole = 0.0
        self._words = ("", "")
        self.restyle()

    @property
    @override
    def bars(self) -> int:
        return len(self._bands)

    def show_bands(self, bands: Sequence[Band], whole: float, words: tuple[str, str]) -> None:
        """Show a sum.

        Args:
            bands: the micro-batches, in order.
            whole: the norm of the whole batch's gradient.
            words: what the two bars are called.
        """
        self._bands, self._whole, self._words = tuple(bands), whole, words
        self.choose(self.chosen)
        self.update()

    @override
    def bar_at(self, x: float) -> int:
        spans = [sorted(map(self._x, ends)) for ends in pairwise(self._ends())]
        # The last that is painted there lies on top.
        found = [i for i, (left, right) in enumerate(spans) if left <= x < max(right, left + 1)]
        return found[-1] if found else -1

    @override
    def paint(self, painter: QPainter) -> None:
        first, second = self._rows()
        self._paint_scale(painter, second.bottom())
        self._paint_bands(painter, second)
        self._paint_whole(painter, first, second.bottom() + 3)
        painter.setFont(self.font())
        shades = colours(self.palette())
        painter.setPen(QColor(shades.text))
        metrics = self.fontMetrics()
        for row, words in zip((first, second), self._words, strict=True):
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, row.width())
            line = QRect(row.left(), 0, metrics.horizontalAdvance(text), metrics.height())
            line.moveBottom(row.top() - 1)
            painter.fillRect(line, QColor(shades.surface))  # over the line of the whole batch
            painter.drawText(line, Flag.AlignLeft | Flag.AlignVCenter, text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 24, 8 * self.fontMetrics().height())

    def _ends(self) -> list[float]:
        """Where the bands begin and end, from 0 on."""
        return [0.0, *accumulate(band.length for band in self._bands)]

    def _rows(self) -> tuple[QRect, QRect]:
        """Where the two bars are drawn."""
        line, fine = self.fontMetrics().height(), QFontMetrics(self.small).height()
        left, width = MARGIN, self.width() - 2 * MARGIN
        # A line of writing above each bar, and the scale below them.
        room = self.height() - 2 * line - fine - 3 * MARGIN
        first = QRect(left, line, width, max(4, room * 2 // 5))
        top = first.bottom() + MARGIN + line
        return first, QRect(left, top, width, max(4, self.height() - fine - MARGIN - top))

    def _range(self) -> tuple[float, float]:
        known = [value for value in (*self._ends(), self._whole) if math.isfinite(value)]
        low, high = min(known), max(known)
        return low, high if high > low else low + 1.0

    def _x(self, value: float) -> int:
        low, high = self._range()
        share = (value - low) / (high - low) if math.isfinite(value) else 0.0
        return MARGIN + round(share * (self.width() - 2 * MARGIN - 1))

    def _paint_scale(self, painter: QPainter, bottom: int) -> None:
        shades, fine = colours(self.palette()), QFontMetrics(self.small)
        painter.setFont(self.small)
        low, high = self._range()
        most = max(2, self.width() // (9 * fine.averageCharWidth()))
        for value in ticks(low, high, most):
            x = self._x(value)
            painter.fillRect(x, self._rows()[0].top(), 1, bottom - self._rows()[0].top() + 4,
                             QColor(shades.grid))  # fmt: skip
            text = f"{value:g}"
            width = fine.horizontalAdvance(text)
            at = min(max(0, x - width // 2), self.width() - width)
            painter.setPen(QColor(shades.muted))
            painter.drawText(at, bottom + 3 + fine.ascent(), text)

    def _paint_whole(self, painter: QPainter, row: QRect, lowest: int) -> None:
        shades = colours(self.palette())
        zero, end = self._x(0.0), self._x(self._whole)
        bar = QRect(zero, row.top(), max(1, end - zero), row.height())
        painter.fillRect(bar, mix(shades.surface, shades.accent, 0.25))
        pen = QPen(QColor(shades.accent), 1)
        painter.setPen(pen)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        pen.setStyle(Qt.PenStyle.DashLine)
        pen.setWidth(2)
        painter.setPen(pen)
        painter.drawLine(end, row.top(), end, lowest)

    def _paint_bands(self, painter: QPainter, row: QRect) -> None:
        shades = colours(self.palette())
        for index, (begin, end) in enumerate(pairwise(self._ends())):
            left, right = sorted((self._x(begin), self._x(end)))
            box = QRect(left, row.top(), max(1, right - left), row.height())
            tint = mix(shades.surface, shades.accounts, 0.5 if index % 2 else 0.35)
            if end < begin:
                painter.fillRect(box, QBrush(QColor(shades.error), Qt.BrushStyle.BDiagPattern))
            else:
                painter.fillRect(box, tint)
            painter.setPen(QPen(QColor(shades.accounts), 1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            if index == self.chosen:
                painter.setPen(QPen(QColor(shades.text), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
            self._write(painter, box, self._bands[index])
        painter.fillRect(self._x(self._ends()[-1]) - 1, row.top() - 3, 3, row.height() + 6,
                         QColor(shades.text))  # fmt: skip

    def _write(self, painter: QPainter, box: QRect, band: Band) -> None:
        """What fits into a band: its label, and its note if there is room for both."""
        fine = QFontMetrics(self.small)
        painter.setFont(self.small)
        painter.setPen(QColor(colours(self.palette()).text))
        texts = [text for text in (band.label, band.note) if text]
        if box.height() < len(texts) * fine.height():
            texts = texts[:1]
        if max(map(fine.horizontalAdvance, texts), default=0) + 4 > box.width():
            texts = [text for text in texts[:1] if fine.horizontalAdvance(text) + 2 < box.width()]
        painter.drawText(box, Flag.AlignCenter, "\n".join(texts))
