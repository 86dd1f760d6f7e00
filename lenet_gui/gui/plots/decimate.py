"""A million points on a screen of some hundred columns: fewer points, the same picture.

A column of pixels shows the lowest and the highest of the values that fall into it, so these two
are all that has to be drawn. Plain drawing of 1e6 points takes 256 ms, this about 1 ms.
"""

import math

import numpy as np

from lenet_gui.core.snapshot import Counts, Series


def decimate(
    steps: Counts, values: Series, low: float, high: float, columns: int
) -> tuple[Series, Series]:
    """What has to be drawn of a curve between `low` and `high`.

    The lowest and the highest finite value of every column are kept. One point on each side
    beyond the edges is kept as well, so that the line goes on to them. Values that are not finite
    come back as NaN, which is a gap; one among finite values of its column is no gap.

    Args:
        steps: x, shape ``(n,)``, never falling; several points may share one.
        values: y, shape ``(n,)``.
        low: x of the left edge.
        high: x of the right edge.
        columns: columns of pixels between them, at least 1.

    Returns:
        x and y, in the order of x. Curves of up to four points a column come back whole.
    """
    steps, values = visible(steps, values, low, high)
    if not np.isfinite(values).all():
        values = np.where(np.isfinite(values), values, np.nan)
    if len(steps) <= 4 * columns:
        return steps.astype(np.float64), values
    return _extremes(steps, values, *_columns(steps, low, high, columns))


class GrowingDecimation:
    """`decimate` for a curve that grows: only its last column of pixels is gone through again.

    In a run the curve is drawn again and again with a few points more, and all of its columns but
    the last stay as they are.
    """

    def __init__(self) -> None:
        self._view: tuple[float, float, int] | None = None
        self._done = 0
        self._last = (0, 0.0)
        self._xs: list[Series] = []
        self._ys: list[Series] = []

    def __call__(
        self, steps: Counts, values: Series, low: float, high: float, columns: int
    ) -> tuple[Series, Series]:
        """The same as ``decimate(steps, values, low, high, columns)``."""
        view = (low, high, columns)
        whole = len(steps) > 4 * columns and low <= steps[0] and steps[-1] <= high
        if not whole:
            self._forget()
            return decimate(steps, values, low, high, columns)
        if view != self._view or not self._continues(steps, values):
            self._forget()
            self._view = view
        tail, heights = steps[self._done :], values[self._done :]
        if not np.isfinite(heights).all():
            heights = np.where(np.isfinite(heights), heights, np.nan)
        starts, ends = _columns(tail, low, high, columns)
        xs, ys = _extremes(tail, heights, starts, ends)
        if len(starts) > 1:
            self._xs.append(xs[:-2])
            self._ys.append(ys[:-2])
            self._done += int(starts[-1])
            self._last = (int(steps[self._done - 1]), float(values[self._done - 1]))
            xs, ys = xs[-2:], ys[-2:]
        return np.concatenate([*self._xs, xs]), np.concatenate([*self._ys, ys])

    def _continues(self, steps: Counts, values: Series) -> bool:
        """Whether what has been gone through is the beginning of this curve, too."""
        if not self._done:
            return True
        return len(steps) > self._done and repr(self._last) == repr(
            (int(steps[self._done - 1]), float(values[self._done - 1]))
        )

    def _forget(self) -> None:
        self._view = None
        self._done = 0
        self._xs, self._ys = [], []


def average(
    steps: Counts, values: Series, low: float, high: float, bins: int
) -> tuple[Series, Series]:
    """The mean of a curve in bins of equal width between `low` and `high`.

    For shares of a batch: the single image of a batch of one is right or wrong, and only a mean
    over several says how often.

    Args:
        steps: x, shape ``(n,)``, never falling.
        values: y, shape ``(n,)``; NaN: not known, and left out.
        low: x of the left edge.
        high: x of the right edge.
        bins: at most so many points come back, at least 1.
    """
    steps, values = visible(steps, values, low, high)
    known = np.isfinite(values)
    if not known.all():
        steps, values = steps[known], values[known]
    if len(steps) <= bins:
        return steps.astype(np.float64), values
    starts, ends = _columns(steps, low, high, bins)
    counts = ends - starts
    return (
        np.add.reduceat(steps.astype(np.float64), starts) / counts,
        np.add.reduceat(values, starts) / counts,
    )


def visible(steps: Counts, values: Series, low: float, high: float) -> tuple[Counts, Series]:
    """The points between two x, and one more on each side."""
    # Whole bounds, because a search for a float would first copy all steps into floats.
    first = max(0, int(np.searchsorted(steps, math.ceil(low), "left")) - 1)
    last = int(np.searchsorted(steps, math.floor(high), "right")) + 1
    return steps[first:last], values[first:last]


def _extremes(
    steps: Counts, values: Series, starts: np.ndarray, ends: np.ndarray
) -> tuple[Series, Series]:
    """Lowest and highest value of each column, at its first and its last step."""
    lows = np.fmin.reduceat(values, starts)
    highs = np.fmax.reduceat(values, starts)
    # In the order in which the curve goes, or a steep slope would look like a saw.
    rises = ~(values[starts] > values[ends - 1])
    xs = np.empty(2 * len(starts))
    ys = np.empty(2 * len(starts))
    xs[0::2], xs[1::2] = steps[starts], steps[ends - 1]
    ys[0::2], ys[1::2] = np.where(rises, lows, highs), np.where(rises, highs, lows)
    return xs, ys


def _columns(steps: Counts, low: float, high: float, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the points of each column that has any begin and end."""
    edges = np.ceil(np.linspace(low, high, columns + 1)[1:-1]).astype(np.int64)
    inner = np.searchsorted(steps, edges)
    starts = np.concatenate([[0], inner[inner < len(steps)]])
    # They never fall, so that each that is the same as the one before belongs to an empty column.
    starts = starts[np.append(True, starts[1:] != starts[:-1])]
    return starts, np.append(starts[1:], len(steps))
