"""How the entries of a tensor are distributed, counted in numpy."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 64


@dataclass(frozen=True, slots=True)
class Histogram:
    """How the entries of one gradient are distributed.

    Attributes:
        counts: shape ``(bins,)``, the finite entries in each bin.
        low: left edge of the first bin.
        high: right edge of the last bin.
        zeros: entries that are exactly 0.
        non_finite: entries that are NaN or infinite, and so in no bin.
        total: all entries.
        norm: Euclidean norm; NaN or infinite where an entry is.
    """

    counts: npt.NDArray[np.int64]
    low: float
    high: float
    zeros: int
    non_finite: int
    total: int
    norm: float


def histogram(
    values: npt.NDArray[np.float32], norm: float, reach: float | None = None
) -> Histogram:
    """The distribution of a tensor's entries over `BINS` bins, symmetric around 0.

    Args:
        values: any shape, at least one entry.
        norm: their norm; finite just when all of them are.
        reach: bin over ``[-reach, reach]``, at least the largest magnitude; ``None``: just that.
    """
    flat = values.reshape(-1)
    finite = flat if math.isfinite(norm) else flat[np.isfinite(flat)]
    if reach is None:
        reach = float(max(finite.max(), -finite.min())) if finite.size else 0.0
    # All zeros: a range of some width, so that they are seen in the middle.
    reach = reach or 1.0
    counts = _counts(finite, reach)
    counts.flags.writeable = False
    return Histogram(
        counts, -reach, reach, flat.size - int(np.count_nonzero(flat)),
        flat.size - finite.size, flat.size, norm,
    )  # fmt: skip


def _counts(values: npt.NDArray[np.float32], reach: float) -> npt.NDArray[np.int64]:
    """How many values lie in each of `BINS` equal bins of ``[-reach, reach]``.

    By hand, because ``torch.histc`` takes three times as long on one thread. The values are
    brought to [0, BINS] in two steps, so that nothing overflows, however small the reach.
    """
    places = ((values / np.float32(reach) + 1) * (BINS / 2)).astype(np.intp)
    # The right edge belongs to the last bin.
    return np.bincount(np.minimum(places, BINS - 1), minlength=BINS)
