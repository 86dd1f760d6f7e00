"""Axes with few, round numbers: as many as there is room for, whatever the size of the writing."""

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics
from typing_extensions import override

from lenet_gui.gui.plots.steady_range import ticks
from lenet_gui.gui.words.number_text import count

Levels = list[tuple[float, list[float]]]


class ValueAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no types
    """A vertical axis of losses; on a logarithmic scale of 1, 2 and 5 times powers of ten."""

    @override
    def tickValues(self, minVal: float, maxVal: float, size: float) -> Levels:
        most = max(2, int(size / (2.2 * _line_height(self))))
        values = _log_ticks(minVal, maxVal, most) if self.logMode else ticks(minVal, maxVal, most)
        return [(1.0, values)]

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [f"{10**value if self.logMode else value:.4g}" for value in values]

    @override
    def boundingRect(self) -> QRectF:
        # With grid lines pyqtgraph forgets that the first and the last label stick out.
        over = _line_height(self)
        rect: QRectF = super().boundingRect()
        return rect.adjusted(0, -over, 0, over)


class ShareAxis(ValueAxis):
    """A vertical axis of shares, in per cent."""

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [f"{100 * value:.4g} %" for value in values]


class StepAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no types
    """A horizontal axis of whole numbers, written out."""

    @override
    def tickValues(self, minVal: float, maxVal: float, size: float) -> Levels:
        font = self.style["tickFont"]
        widest = 60 if font is None else QFontMetrics(font).horizontalAdvance(count(round(maxVal)))
        most = max(2, int(size / (widest + 2 * _line_height(self))))
        values = ticks(minVal, maxVal, most)
        return [(1.0, [value for value in values if value == round(value)])]

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [count(round(value)) for value in values]


def _line_height(axis: pg.AxisItem) -> int:
    font = axis.style["tickFont"]
    return 14 if font is None else QFontMetrics(font).height()


def _log_ticks(low: float, high: float, most: int) -> list[float]:
    """Logarithms of round numbers between two logarithms."""
    first, last = math.floor(low), math.ceil(high)
    for steps in ((1, 2, 5), (1, 3), (1,)):
        values = [power + math.log10(step) for power in range(first, last + 1) for step in steps]
        values = [value for value in values if low <= value <= high]
        if len(values) <= most:
            return values
    return values[:: -(-len(values) // most)]
