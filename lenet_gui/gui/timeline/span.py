"""The part of the calls that is shown, and where on the screen each of them lies."""

import math

import numpy as np
import numpy.typing as npt

from lenet_gui.core.snapshot import Series

FEWEST = 40
"""Calls that have room at least while everything is shown, so that the first ones lie still."""

CLOSEST = 1.0
"""The fewest calls that can be shown."""

MARGIN = 0.01
"""Room before the beginning, as a share of what is shown; at least the width of a call."""


class Span:
    """Calls from `low` to `high` on a strip of pixels.

    Call number c takes the place from ``c - 1`` to ``c``, and the moment after it lies at ``c``.
    Unless the person zooms, everything is shown; the edge then moves in round steps, so that the
    marks lie still most of the time.

    Attributes:
        low: left edge, in calls.
        high: right edge.
        left: the first pixel.
        width: pixels.
        fitted: everything is shown, whatever is added.
    """

    def __init__(self) -> None:
        self.left, self.width = 0, 1
        self.fitted = True
        self._end = 0
        self.low, self.high = self._whole()

    @property
    def state(self) -> tuple[float, float, int, int]:
        """All that a picture of it depends on."""
        return self.low, self.high, self.left, self.width

    @property
    def size(self) -> float:
        """How many calls are shown."""
        return self.high - self.low

    @property
    def pixels(self) -> float:
        """Pixels a call takes."""
        return self.width / self.size

    def x(self, call: float) -> float:
        """The pixel of a moment."""
        return self.left + (call - self.low) * self.pixels

    def xs(self, calls: npt.ArrayLike) -> Series:
        """The pixels of many moments."""
        return self.left + (np.asarray(calls, np.float64) - self.low) * self.pixels

    def call_at(self, x: float) -> int:
        """The call whose place a pixel lies in; 0: before the first one."""
        return max(0, math.ceil(self.low + (x - self.left) / self.pixels))

    def set_end(self, end: int) -> None:
        """Learn how many calls there are."""
        self._end = end
        if self.fitted:
            self.fit()

    def fit(self) -> None:
        """Show everything."""
        self.fitted = True
        self.low, self.high = self._whole()

    def zoom(self, factor: float, around: float) -> None:
        """Show `factor` times as many calls; the call `around` stays where it is."""
        low, high = self._whole()
        size = min(max(self.size * factor, CLOSEST), high - low)
        share = (around - self.low) / self.size
        self.fitted = size >= high - low
        self._move_to(around - share * size, size)

    def pan(self, calls: float) -> None:
        """Show later calls, or earlier ones, as far as there are any."""
        self._move_to(self.low + calls, self.size)

    def show(self, call: int) -> None:
        """Bring a moment into view, if it is not, with some of what lies around it."""
        if not self.low <= call - 0.5 <= self.high or call > self.high:
            self._move_to(call - 0.5 - self.size / 2, self.size)

    def _move_to(self, low: float, size: float) -> None:
        lowest, highest = self._whole()
        self.low = max(lowest, min(low, highest - size))
        self.high = self.low + size

    def _whole(self) -> tuple[float, float]:
        step = 2 ** max(0, self._end.bit_length() - 5)
        reach = FEWEST if self._end <= FEWEST else (self._end // step + 1) * step
        return -max(1.0, MARGIN * reach), float(reach)
