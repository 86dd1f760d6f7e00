"""The part of a growing curve that is shown: it grows in steps, and gives way to the person."""

import math

from lenet_gui.gui.plots.steady_range import SteadyReach, nice_ceiling

FEWEST_STEPS = 10
"""The x axis reaches at least so far."""

MARGIN = 0.06
"""Room above and below the data, as a share of its span."""


class FollowedRange:
    """Ranges of both axes that hold still until the data leaves them.

    Auto-range at every frame is the most expensive part of a plot, and a scale that creeps is
    hard to read.

    Attributes:
        x: left and right edge.
        y: lower and upper edge; logarithms to the base 10 on a logarithmic axis.
    """

    def __init__(self) -> None:
        self._reach = SteadyReach(headroom=1.1)
        self.x = (0.0, float(FEWEST_STEPS))
        self.y = (0.0, 1.0)
        self._empty = True

    def cover_x(self, last: float) -> tuple[float, float]:
        """Make room for points up to `last`."""
        # The first steps fit to the point; later the axis runs ahead, so that it moves seldom.
        reach = FEWEST_STEPS if last <= FEWEST_STEPS else self._reach.cover(last)
        self.x = (-0.02 * reach, max(reach, last) * 1.02)
        return self.x

    def cover_y(self, low: float, high: float, *, log: bool) -> tuple[float, float]:
        """Make room for values from `low` to `high`; what is not finite changes nothing."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return self.y
        bottom, top = self.y
        inside = bottom <= low and high <= top
        fills = high - low >= 0.3 * (top - bottom) or (bottom <= 0 <= low and high >= 0.3 * top)
        if self._empty or not (inside and fills):
            self.y = _log_range(low, high) if log else _linear_range(low, high)
            self._empty = False
        return self.y

    def forget(self) -> None:
        """Fit both axes anew to the next data."""
        self._reach.forget()
        self._empty = True


def _linear_range(low: float, high: float) -> tuple[float, float]:
    if 0 <= low <= 0.75 * high and high > 0:
        # From zero: half as high is then half as much.
        top = nice_ceiling(high)
        return -0.02 * top, top * 1.02
    margin = (high - low) * MARGIN or abs(high) * MARGIN or 1.0
    return low - margin, high + margin


def _log_range(low: float, high: float) -> tuple[float, float]:
    margin = max((high - low) * MARGIN, 0.05)
    return low - margin, high + margin
