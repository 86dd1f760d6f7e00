"""The outputs of one sample as bars, beside what they should be."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import Array
from lenet_gui.gui.plot_style import colours, mix
from lenet_gui.gui.plots.steady_range import SteadyReach, ticks
from lenet_gui.gui.widgets.readable_bars import ReadableBars

Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class ClassValues:
    """What is shown of one sample.

    Attributes:
        outputs: the network's numbers, shape ``(classes,)``.
        target: what they should be; ``None``: there is no target.
        shares: softmax of the outputs; ``None``: the outputs stand for no classes.
        label: the right class; ``None``: not known, or no classes.
    """

    outputs: Array
    target: Array | None
    shares: Array | None
    label: int | None

    @property
    def predicted(self) -> int | None:
        """The class of the largest output; ``None``: no classes."""
        return None if self.shares is None else int(np.argmax(self.outputs))


class ClassBars(ReadableBars):
    """A column a class: a filled bar for the output, an outlined one for the target.

    Below it stand the class, marked where it is predicted or right, and the softmax share. The
    left and right keys or the mouse choose a class, whose numbers the owner writes out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("class_bars", parent)
        self._values: ClassValues | None = None
        self._above = SteadyReach(shrink=0.3)
        self._below = SteadyReach(shrink=0.3)
        self.restyle()

    @property
    @override
    def bars(self) -> int:
        return 0 if self._values is None else len(self._values.outputs)

    @override
    def bar_at(self, x: float) -> int:
        room = self._room()
        index = int((x - room.left()) * self.bars // max(1, room.width()))
        return index if 0 <= index < self.bars else -1

    @override
    def paint(self, painter: QPainter) -> None:
        assert self._values is not None  # noqa: S101 - there are bars
        room = self._room()
        self._paint_scale(painter, room)
        self._paint_bars(painter, room, self._values)
        self._paint_classes(painter, room, self._values)

    def show_values(self, values: ClassValues | None) -> None:
        """Show a sample; ``None``: there is nothing to show."""
        self._values = values
        if self.minimumSize() != self.sizeHint():
            self.setMinimumSize(self.sizeHint())
        if values is not None:
            known = [values.outputs, *([] if values.target is None else [values.target])]
            numbers = np.concatenate(known).astype(np.float64)
            numbers = numbers[np.isfinite(numbers)]
            self._above.cover(float(numbers.max(initial=0.0)))
            self._below.cover(float(-numbers.min(initial=0.0)))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        shares = self._values is not None and self._values.shares is not None
        return QSize(metrics.averageCharWidth() * 22, metrics.height() * (9 if shares else 7))

    def _room(self) -> QRect:
        """Where the bars are drawn."""
        fine = QFontMetrics(self.small)
        left = fine.horizontalAdvance("-0.00") + 10
        rows = 1 if self._values is None or self._values.shares is None else 3
        foot = round(self.fontMetrics().height() * 1.4) + (rows - 1) * fine.height()
        top = fine.height() // 2
        return QRect(left, top, self.width() - left - 2, self.height() - foot - top)

    def _column(self, room: QRect, index: int) -> QRect:
        assert self._values is not None  # noqa: S101 - the callers have looked
        classes = len(self._values.outputs)
        left, right = (room.left() + room.width() * k // classes for k in (index, index + 1))
        return QRect(left, room.top(), right - left, room.height())

    def _y(self, room: QRect, value: float) -> int:
        low, high = -self._low(), self._above.value
        return room.bottom() + 1 - round((value - low) / (high - low) * room.height())

    def _low(self) -> float:
        """How far the axis reaches below zero: hardly, where nothing is negative."""
        assert self._values is not None  # noqa: S101 - the callers have looked
        values = self._values
        known = [values.outputs, *([] if values.target is None else [values.target])]
        negative = any((numbers < 0).any() for numbers in known)
        return self._below.value if negative else self._above.value * 0.02

    def _paint_scale(self, painter: QPainter, room: QRect) -> None:
        shades = colours(self.palette())
        fine = QFontMetrics(self.small)
        painter.setFont(self.small)
        painter.setPen(QColor(shades.muted))
        if self._chosen >= 0:
            column = self._column(room, self._chosen).adjusted(0, 0, 0, self.height())
            painter.fillRect(column, mix(shades.surface, shades.accent, 0.15))
        most = max(2, room.height() // (3 * fine.height()))
        for value in ticks(-self._low(), self._above.value, most):
            y = self._y(room, value)
            painter.fillRect(room.left(), y, room.width(), 1, QColor(shades.grid))
            box = QRect(0, y - fine.height() // 2, room.left() - 5, fine.height())
            painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, f"{value:g}")

    def _paint_bars(self, painter: QPainter, room: QRect, values: ClassValues) -> None:
        shades = colours(self.palette())
        zero = self._y(room, 0.0)
        for index, output in enumerate(values.outputs.tolist()):
            column = self._column(room, index)
            pad = max(1, column.width() // 8)
            width = max(2, (column.width() - 2 * pad) // 2)
            if np.isfinite(output):
                bar = _bar(column.left() + pad, width, zero, self._y(room, output))
                painter.fillRect(bar, QColor(shades.series[0]))
            if values.target is not None:
                top = self._y(room, float(values.target[index]))
                bar = _bar(column.left() + pad + width, width, zero, top)
                painter.setPen(QPen(QColor(shades.series[1])))
                painter.setBrush(mix(shades.surface, shades.series[1], 0.25))
                painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.fillRect(room.left(), zero, room.width(), 1, QColor(shades.muted))

    def _paint_classes(self, painter: QPainter, room: QRect, values: ClassValues) -> None:
        shades, fine = colours(self.palette()), QFontMetrics(self.small)
        height = round(self.fontMetrics().height() * 1.4)
        for index in range(len(values.outputs)):
            column = self._column(room, index)
            row = QRect(column.left(), room.bottom() + 1, column.width(), height)
            side = min(height - 3, column.width() - 2)
            mark = QRect(0, 0, side, side)
            mark.moveCenter(row.center())
            painter.setFont(self.font())
            painter.setPen(QColor(shades.text))
            if index == values.predicted:
                painter.fillRect(mark, QColor(shades.series[0]))
                painter.setPen(QColor(shades.surface))
            painter.drawText(row, Flag.AlignCenter, str(index))
            if index == values.label:
                painter.setPen(QPen(QColor(shades.series[1]), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(mark.adjusted(-1, -1, 1, 1))
            if values.shares is not None:
                share = float(values.shares[index])
                row.translate(0, row.height())
                row.setHeight(2 * fine.height())
                self._paint_share(painter, row, share)

    def _paint_share(self, painter: QPainter, row: QRect, share: float) -> None:
        shades, fine = colours(self.palette()), QFontMetrics(self.small)
        text = _percent(share)
        if fine.horizontalAdvance(text) > row.width() - 6:
            text = text.removesuffix(" %")
        painter.setFont(self.small)
        painter.setPen(QColor(shades.muted))
        painter.drawText(row, Flag.AlignHCenter | Flag.AlignTop, text)
        strip = QRect(row.left() + 2, row.top() + fine.height() + 1, row.width() - 4, 4)
        painter.fillRect(strip, QColor(shades.grid))
        if np.isfinite(share):
            strip.setWidth(round(strip.width() * share))
            painter.fillRect(strip, QColor(shades.series[2]))


def _bar(left: int, width: int, zero: int, top: int) -> QRect:
    """A bar from the line of zero up or down, at least a pixel high."""
    return QRect(left, min(zero, top), width, max(1, abs(zero - top)))


def _percent(share: float) -> str:
    if not np.isfinite(share):
        return "–"
    return "<1 %" if 0 < share < 0.01 else f"{100 * share:.0f} %"
