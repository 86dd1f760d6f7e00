"""A histogram of differences in units of the last place."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.core.accumulation_report import ULP_EDGES
from lenet_gui.gui.plot_style import colours, mix
from lenet_gui.gui.widgets.readable_bars import ReadableBars

Flag = Qt.AlignmentFlag

LABELS = (*(str(edge) for edge in ULP_EDGES), ">", "±", "NaN")
"""Written below the bars: the largest distance of a bin; beyond; other sign; not finite."""


class UlpBars(ReadableBars):
    """A bar a bin, its height the share of the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ulp_bars", parent)
        self._counts: tuple[int, ...] = ()
        self.restyle()

    @property
    @override
    def bars(self) -> int:
        return len(self._counts)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show a histogram with a count for each of `LABELS`."""
        self._counts = tuple(counts)
        self.choose(self.chosen)
        self.update()

    @override
    def bar_at(self, x: float) -> int:
        return int(x * len(LABELS) // max(1, self.width()))

    @override
    def paint(self, painter: QPainter) -> None:
        painter.setFont(self.small)
        for index in range(len(self._counts)):
            self._paint_bar(painter, index)
        foot = self.height() - QFontMetrics(self.small).height() - 1
        painter.fillRect(0, foot, self.width(), 1, QColor(colours(self.palette()).muted))

    @override
    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(2 * len(LABELS) * letter, 7 * self.fontMetrics().height())

    def _column(self, index: int) -> QRect:
        left, right = (self.width() * k // len(LABELS) for k in (index, index + 1))
        return QRect(left, 0, right - left, self.height())

    def _paint_bar(self, painter: QPainter, index: int) -> None:
        shades, fine = colours(self.palette()), QFontMetrics(self.small)
        column = self._column(index)
        if index == self.chosen:
            painter.fillRect(column, mix(shades.surface, shades.accent, 0.15))
        foot = column.bottom() - fine.height()
        room = foot - fine.height()
        painter.setPen(QColor(shades.muted))
        label = QRect(column.left(), foot, column.width(), fine.height())
        # Every second one where they would run into each other.
        narrow = fine.horizontalAdvance("1024") + 2 > column.width()
        if not narrow or index % 2 == 0 or index > len(ULP_EDGES) - 1:
            painter.drawText(label.adjusted(-9, 0, 9, 0), Flag.AlignCenter, LABELS[index])
        count, total = self._counts[index], sum(self._counts)
        if not count:
            return
        height = max(1, round(count / max(self._counts) * room))
        error = index > len(ULP_EDGES) - 1
        colour = shades.error if error else shades.accounts
        bar = QRect(column.left() + 2, foot - height, column.width() - 4, height)
        painter.fillRect(bar, mix(shades.surface, colour, 0.8))
        share = QRect(
            column.left() - 9, bar.top() - fine.height(), column.width() + 18, fine.height()
        )
        painter.setPen(QColor(shades.text))
        text = percent(count / total)
        if fine.horizontalAdvance(text) < column.width():
            painter.drawText(share, Flag.AlignCenter, text)


def percent(share: float) -> str:
    """A share from 0 to 1 in a few letters."""
    return "<1%" if 0 < share < 0.01 else f"{100 * share:.0f}%"
