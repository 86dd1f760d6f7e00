"""Scales that hold still while the training runs: they move seldom, and in round steps."""

import math

_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def nice_ceiling(value: float) -> float:
    """The smallest round number that is at least `value`, which must be positive and finite."""
    power = 10.0 ** math.floor(math.log10(value))
    if power == 0.0 or math.isinf(10.0 * power):
        return value
    # A number that is round already must not be pushed on by the error of the division.
    return next((step * power for step in _STEPS if step * power >= value * (1 - 1e-12)), value)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from `low` to `high`, evenly spaced: at most `most`, yet two if possible."""
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return []
    power = 10.0 ** (math.floor(math.log10(span)) - 2)
    found: list[float] = []
    for step in (factor * power * 10**k for k in range(4) for factor in (1.0, 2.0, 5.0)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < 1 and found:
            break
        found = [index * step for index in range(first, last + 1)]
        if len(found) <= most:
            break
    return found


class SteadyReach:
    """How far a scale reaches from zero.

    Attributes:
        value: the reach; positive.
    """

    def __init__(self, *, shrink: float = 0.0, headroom: float = 1.0) -> None:
        """Start at 1, which the first data replaces.

        Args:
            shrink: the scale becomes smaller once the data reaches less than this share of it;
                0: never.
            headroom: how much more than the data a moved scale covers, as a factor.
        """
        self.value = 1.0
        self._shrink = shrink
        self._headroom = headroom
        self._empty = True

    def cover(self, reach: float) -> float:
        """Make room for data that reaches to `reach`; only a positive, finite one counts."""
        if not (math.isfinite(reach) and reach > 0):
            return self.value
        if self._empty or reach > self.value or reach < self.value * self._shrink:
            self.value = nice_ceiling(min(reach * self._headroom, 1e308))
            self._empty = False
        return self.value

    def forget(self) -> None:
        """Let the next data set the scale anew."""
        self._empty = True
