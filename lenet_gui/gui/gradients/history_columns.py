"""The recorded moments of one gradient as columns of a picture that is only so wide."""

import weakref
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lenet_gui.core.gradient_history import APART, GradientHistory
from lenet_gui.core.log_bins import BINS

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """One column a moment; where there are more moments than columns, the largest of several.

    Attributes:
        counts: shape ``(columns, BINS)``, entries in each bin.
        zeros: shape ``(columns,)``, entries that are 0.
        broken: shape ``(columns,)``, entries that are NaN or infinite.
        group: how many moments a column stands for; the last may stand for fewer.
    """

    counts: Whole
    zeros: Whole
    broken: Whole
    group: int

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self.counts)


class CombinedColumns:
    """Combines the moments of one parameter, and only the new ones at each call."""

    def __init__(self, index: int) -> None:
        """Prepare for the parameter with this index."""
        self._index = index
        self._source: Callable[[], object] = lambda: None
        self._group = 1
        self._complete = 0
        self._rows = np.empty((0, BINS + 2), np.int64)

    def columns(self, history: GradientHistory, most: int) -> Columns:
        """The columns of a history.

        Args:
            history: what was recorded.
            most: how many columns there is room for; the moments are combined in powers of two.
        """
        moments = history.moments
        group = 1
        while -(-len(moments) // group) > most:
            group *= 2
        # Moments are never rewritten: as long as they lie in one array, they are the same ones.
        source = moments if moments.base is None else moments.base
        if source is not self._source() or group != self._group:
            self._complete = 0
        kept = min(self._complete, len(moments) // group)
        new = _combined(moments[kept * group :], self._index, group)
        self._rows = np.concatenate([self._rows[:kept], new])
        # Weakly, so that an old record, thinned since, does not take its room twice.
        self._source = weakref.ref(source)
        self._group, self._complete = group, len(moments) // group
        return Columns(self._rows[:, :BINS], self._rows[:, BINS], self._rows[:, BINS + 1], group)


def _combined(moments: npt.NDArray[np.void], index: int, group: int) -> Whole:
    zeros, *broken = (moments[name][:, index, None] for name in APART)
    parts = [moments["counts"][:, index], zeros, np.sum(broken, axis=0, dtype=np.int64)]
    if group > 1 and len(moments):
        starts = range(0, len(moments), group)
        parts = [np.maximum.reduceat(part, starts, axis=0) for part in parts]
    return np.concatenate(parts, axis=1, dtype=np.int64)
