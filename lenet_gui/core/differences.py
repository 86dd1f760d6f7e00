"""Two float32 tensors that are to be equal: how far apart they are, also in units of rounding."""

import numpy as np
import numpy.typing as npt

from lenet_gui.core.accumulation_report import ULP_EDGES, Difference
from lenet_gui.core.snapshot import Array
from lenet_gui.core.vectors import length, product

_MAGNITUDE = 0x7FFF_FFFF


def compare(name: str, one: Array, other: Array) -> Difference:
    """Compare `one` with `other`, which it is to equal; both of shape ``(n,)``, n at least 1."""
    a, b = one.astype(np.float64), other.astype(np.float64)
    finite = np.isfinite(one) & np.isfinite(other)
    distances = ulp_distances(one[finite], other[finite])
    counts: list[int] = np.bincount(bins_of(one, other), minlength=len(ULP_EDGES) + 3).tolist()
    with np.errstate(invalid="ignore"):  # NaN and infinity are numbers to compare, too
        norm, apart = length(b), a - b
        return Difference(
            name,
            len(one),
            norm,
            _ratio(length(a), norm),
            _ratio(length(apart), norm),
            _ratio(product(a, b), length(a) * norm),
            float(np.abs(apart).max()),
            one.tobytes() == other.tobytes(),
            tuple(counts),
            float(np.median(distances)) if distances.size else np.nan,
            float(np.quantile(distances, 0.99, method="higher")) if distances.size else np.nan,
        )


def bins_of(one: Array, other: Array) -> npt.NDArray[np.int64]:
    """Which count of `Difference.ulps` each pair of numbers belongs to, shape ``(n,)``."""
    places = np.flatnonzero(np.isfinite(one) & np.isfinite(other))
    a, b = one[places], other[places]
    bins = np.full(len(one), len(ULP_EDGES) + 2, np.int64)
    bins[places] = np.searchsorted(ULP_EDGES, ulp_distances(a, b))
    bins[places[a.astype(np.float64) * b < 0]] = len(ULP_EDGES) + 1
    return bins


def largest_in_bins(one: Array, other: Array) -> list[int | None]:
    """Where the largest of the other's numbers lies in each count of `Difference.ulps`.

    ``None``: none is counted there. Of what is not finite, the first.
    """
    bins, sizes = bins_of(one, other), np.abs(other.astype(np.float64))
    sizes[~np.isfinite(sizes)] = np.inf
    found: list[int | None] = []
    for index in range(len(ULP_EDGES) + 3):
        places = np.flatnonzero(bins == index)
        found.append(int(places[np.argmax(sizes[places])]) if places.size else None)
    return found


def ulp_distances(one: Array, other: Array) -> npt.NDArray[np.int64]:
    """How many float32 numbers lie from each number to the other one, across zero as well.

    The bits of floating-point numbers of one sign, read as integers, are in their order (IEEE
    754); those of negative ones are turned round.
    """
    distances: npt.NDArray[np.int64] = np.abs(_places(one) - _places(other))
    return distances


def _places(values: Array) -> npt.NDArray[np.int64]:
    bits = values.view(np.int32).astype(np.int64)
    return np.where(bits < 0, -(bits & _MAGNITUDE), bits)


def _ratio(one: float, other: float) -> float:
    return one / other if other else np.nan
