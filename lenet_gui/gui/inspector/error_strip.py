"""The relative errors of a checked sample as marks on a logarithmic axis."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from lenet_gui.gui.plot_style import colours

LOW, HIGH = -16, 0
"""Powers of ten at the ends; what lies beyond is drawn there."""


class ErrorStrip(QWidget):
    """A dot a number, and a cross where the loss has a kink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_errors")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.marks: tuple[tuple[float, bool], ...] = ()

    def show_errors(self, marks: Sequence[tuple[float, bool]]) -> None:
        """Show errors.

        Args:
            marks: each relative error, and whether it is at a kink.
        """
        self.marks = tuple(marks)
        self.update()

    def place(self, error: float) -> int:
        """Where an error lies, in pixels from the left."""
        power = math.log10(error) if error > 0 else LOW
        share = (min(HIGH, max(LOW, power)) - LOW) / (HIGH - LOW)
        edge = self.fontMetrics().averageCharWidth() * 3
        return edge + round(share * (self.width() - 2 * edge))

    @override
    def sizeHint(self) -> QSize:
        return QSize(20, 3 * self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, metrics = colours(self.palette()), QFontMetrics(self.font())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.surface))
        axis = self.height() - metrics.height() - 2
        every = 4 if self.width() > 30 * metrics.averageCharWidth() else 8
        for power in range(LOW, HIGH + 1, every):
            x = self.place(10.0**power)
            painter.fillRect(x, 0, 1, axis, QColor(look.grid))
            box = QRect(x - 40, axis + 1, 80, metrics.height())
            painter.setPen(QColor(look.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, f"1e{power}" if power else "1")
        painter.fillRect(0, axis, self.width(), 1, QColor(look.muted))
        for index, (error, kink) in enumerate(self.marks):
            # On lines of their own, so that marks of one error do not hide each other.
            y = 4 + (index * 7919) % max(1, axis - 8)
            self._mark(painter, QPoint(self.place(error), y), kink=kink)
        painter.end()

    def _mark(self, painter: QPainter, at: QPoint, *, kink: bool) -> None:
        look = colours(self.palette())
        if kink:
            painter.setPen(QColor(look.notice))
            painter.drawLine(at + QPoint(-2, -2), at + QPoint(2, 2))
            painter.drawLine(at + QPoint(-2, 2), at + QPoint(2, -2))
        else:
            painter.fillRect(QRect(at - QPoint(1, 1), QSize(3, 3)), QColor(look.accounts))
