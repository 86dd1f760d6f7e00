"""The rows of a history's picture: half octaves above 0, a row for 0 itself, those below it."""

import math
from dataclasses import dataclass

import numpy as np

from lenet_gui.core.log_bins import LOWEST, SIDE
from lenet_gui.gui.gradients.history_columns import Columns, Whole

FEWEST = 12
"""Half octaves that are shown on each side at least, so that one number is no stripe."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Which bins are shown: the same ones on both sides of 0, largest numbers outermost.

    Attributes:
        low: the innermost half octave that is shown, from 0.
        high: one past the outermost, at most `SIDE`.
    """

    low: int
    high: int

    def __len__(self) -> int:
        """How many rows there are, from the most positive one at the top downwards."""
        return 2 * self.side + 1

    @property
    def side(self) -> int:
        """Rows on each side of 0."""
        return self.high - self.low

    def bin_of(self, row: int) -> int | None:
        """The bin of `log_bins` that a row shows; ``None``: the row of the zeros."""
        if row == self.side:
            return None
        return SIDE + self.high - 1 - row if row < self.side else SIDE + self.side - self.low - row

    def place(self, value: float) -> float:
        """Where a value lies, in rows from the top; exact, because each half octave is linear."""
        if value == 0:
            return self.side + 0.5
        mantissa, exponent = math.frexp(abs(value))  # 0.5 <= mantissa < 1
        distance = 2 * (exponent - 1 - LOWEST) + 4 * (mantissa - 0.5) - self.low
        return self.side - distance if value > 0 else self.side + 1 + distance

    def cells(self, columns: Columns) -> Whole:
        """The counts to be shown, shape ``(rows, columns)``."""
        below = columns.counts[:, SIDE - self.high : SIDE - self.low]
        above = columns.counts[:, SIDE + self.low : SIDE + self.high]
        return np.concatenate([below, columns.zeros[:, None], above], axis=1).T[::-1]

    def powers_of_ten(self) -> list[int]:
        """The exponents of the powers of ten among the shown values, in ascending order."""
        lowest = 2.0 ** (LOWEST + self.low / 2)
        highest = 2.0 ** (LOWEST + self.high / 2)
        first, last = math.ceil(math.log10(lowest)), math.floor(math.log10(highest))
        return list(range(first, last + 1))


def used_rows(columns: Columns) -> Rows:
    """The rows that have something to show, and at least `FEWEST`."""
    used = np.any(columns.counts, axis=0, keepdims=True)[0]
    places = np.flatnonzero(used[SIDE:] | used[SIDE - 1 :: -1])
    one = 2 * -LOWEST
    low, high = (int(places[0]), int(places[-1]) + 1) if places.size else (one - FEWEST, one)
    low = min(low, max(0, high - FEWEST))
    return Rows(low, min(SIDE, max(high, low + FEWEST)))
