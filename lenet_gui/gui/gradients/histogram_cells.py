"""What a histogram on screen consists of, before anything is painted."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lenet_gui.core.histograms import Histogram
from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.plots.steady_range import SteadyReach

Heights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HistogramCell:
    """One gradient to be shown.

    Attributes:
        name: the parameter's name.
        state: None, zeros or values.
        now: its histogram; ``None`` where ``.grad`` is None.
        before: the histogram it had before it last changed; ``None``: there was none.
    """

    name: str
    state: GradientState
    now: Histogram | None
    before: Histogram | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars over bins of one width, without the entries that are exactly zero.

    Most of a gradient can be exact zeros (57 % of ``fc1.weight`` at the tutorial's start). Left
    in, they would be one bar that flattens all others; they are shown as a share instead.

    Attributes:
        low: left edge of the first bar.
        width: width of each, in the units of the gradient.
        counts: height of each; not whole where they were rescaled.
        zero_bin: the bar from which the exact zeros were taken.
    """

    low: float
    width: float
    counts: Heights
    zero_bin: int

    def edges(self) -> Heights:
        """The edges of the bars, shape ``(bars + 1,)``."""
        return self.low + self.width * np.arange(len(self.counts) + 1, dtype=np.float64)

    def bin_at(self, value: float) -> int | None:
        """The index of the bar over `value`; ``None``: there is none."""
        index = math.floor((value - self.low) / self.width)
        return index if 0 <= index < len(self.counts) else None


def bars_of(histogram: Histogram) -> Bars | None:
    """The bars of a histogram; ``None`` where it has no entry other than zeros."""
    width = (histogram.high - histogram.low) / len(histogram.counts)
    if not width > 0:
        return None
    zero_bin = min(len(histogram.counts) - 1, max(0, math.floor(-histogram.low / width)))
    counts = histogram.counts.astype(np.float64)
    counts[zero_bin] = max(0.0, counts[zero_bin] - histogram.zeros)
    return Bars(histogram.low, width, counts, zero_bin) if counts.any() else None


@dataclass(frozen=True, slots=True)
class CellPicture:
    """A cell with its scales.

    Attributes:
        cell: what is shown.
        now: its bars.
        before: the bars before, rescaled to the width of `now`, so that equal areas stand for
            equal numbers of entries; ``None``: not compared.
        reach: the x axis goes from ``-reach`` to ``reach``.
        top: the count at the upper end of the y axis.
    """

    cell: HistogramCell
    now: Bars | None
    before: Bars | None
    reach: float
    top: float


class CellScale:
    """The two axes of one cell, which outlast the snapshots."""

    def __init__(self) -> None:
        self._reach = SteadyReach(shrink=0.25)
        self._top = SteadyReach(shrink=0.4)

    def picture(self, cell: HistogramCell, *, compare: bool) -> CellPicture:
        """Prepare a cell; with `compare` both histograms share the axes."""
        now = None if cell.now is None else bars_of(cell.now)
        before = bars_of(cell.before) if compare and cell.before is not None else None
        if now is not None and before is not None:
            counts = before.counts * (now.width / before.width)
            before = Bars(before.low, before.width, counts, before.zero_bin)
        shown = [bars for bars in (now, before) if bars is not None]
        if shown:
            self._reach.cover(max(float(np.abs(bars.edges()[[0, -1]]).max()) for bars in shown))
            self._top.cover(max(float(bars.counts.max()) for bars in shown))
        return CellPicture(cell, now, before, self._reach.value, self._top.value)


def level(counts: Heights, top: float, *, log: bool) -> Heights:
    """Heights from 0 to 1 on a linear or a logarithmic scale.

    The logarithmic one begins at a half, so that a single entry has a height, too.
    """
    if not log:
        return np.minimum(counts / top, 1.0)
    end = math.log10(max(top, 1.0) * 2)
    heights: Heights = np.clip(np.log10(np.maximum(counts, 0.5) * 2) / end, 0.0, 1.0)
    return heights
