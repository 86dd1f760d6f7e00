"""What the colours of tiles mean: a bar with the numbers at its ends."""

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from lenet_gui.gui.network import colour_scale
from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.words.number_text import number


class ColourLegend(QWidget):
    """The scale from the lowest to the highest colour, and a swatch for non-finite numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = Scale.DIVERGING
        self._limit = 0.0
        self._broken = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: Scale, limit: float, broken: str) -> None:
        """Explain a scale.

        Args:
            scale: which one.
            limit: the absolute value with the strongest colour.
            broken: how many numbers are not finite, in words; empty: all are.
        """
        if (scale, limit, broken) != (self._scale, self._limit, self._broken):
            self._scale, self._limit, self._broken = scale, limit, broken
            self.setAccessibleDescription(", ".join(part for part in self.marks if part))
            self.updateGeometry()
            self.update()

    @property
    def marks(self) -> tuple[str, str, str]:
        """The numbers at both ends, and the words about non-finite ones."""
        low = "0" if self._scale is Scale.INK or self._limit == 0 else number(-self._limit)
        return low, number(self._limit), self._broken

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = sum(metrics.horizontalAdvance(mark) for mark in self.marks)
        return QSize(words + 10 * metrics.height(), metrics.height() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self._short()) + 3 * metrics.height(), metrics.height() + 2
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, metrics = colours(self.palette()), self.fontMetrics()
        low, high, broken = self.marks
        gap = metrics.height() // 2
        if self.width() < self.sizeHint().width() - 8 * metrics.height():
            low, high = "", self._short()
        painter = QPainter(self)
        painter.setPen(QColor(look.muted))
        left = self._write(painter, 0, low) + gap if low else 0
        words = metrics.horizontalAdvance(high)
        if broken:
            words += metrics.horizontalAdvance(broken) + metrics.height() + 3 * gap
        room = self.width() - left - words - gap
        bar = QRect(left, 2, max(gap, min(room, 8 * metrics.height())), self.height() - 4)
        self._draw_bar(painter, bar)
        left = self._write(painter, bar.right() + 1 + gap, high) + 2 * gap
        if broken:
            swatch = QRect(left, 2, self.height() - 4, self.height() - 4)
            table = colour_scale.colour_table(self._scale, look)
            painter.fillRect(swatch, QColor.fromRgb(int(table[colour_scale.NON_FINITE])))
            painter.setPen(QColor(look.surface))
            painter.drawLine(swatch.topLeft(), swatch.bottomRight())
            painter.drawLine(swatch.topRight(), swatch.bottomLeft())
            painter.setPen(QColor(look.text))
            self._write(painter, swatch.right() + 1 + gap // 2, broken)
        painter.end()

    def _short(self) -> str:
        """Both ends in one, for a narrow place."""
        low, high, _ = self.marks
        return high if low == "0" else f"±{high}"

    def _write(self, painter: QPainter, left: int, text: str) -> int:
        """Write in the middle of the height; where the writing ends."""
        width = self.fontMetrics().horizontalAdvance(text)
        painter.drawText(
            QRect(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        return left + width

    def _draw_bar(self, painter: QPainter, bar: QRect) -> None:
        low = 0 if self._scale is Scale.INK else -1
        ramp = np.linspace(low, 1, 2 * colour_scale.STEPS + 1, dtype=np.float32)
        table = colour_scale.colour_table(self._scale, colours(self.palette()))
        painter.drawImage(bar, colour_scale.paint_values(ramp[np.newaxis], 1.0, table))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
