"""Where float32 numbers lie on a symmetric logarithmic scale, by their bits.

A float32 is a sign, eight bits of exponent and 23 of mantissa. The exponent with the mantissa's
first bit names a half octave: its edges are ``2**k`` and ``1.5 * 2**k``, so no rounding can put a
number into the wrong bin. Every number is counted somewhere.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LOWEST = -40
"""The innermost bin begins at ``2**LOWEST``, and counts everything between 0 and that, too."""

HIGHEST = 24
"""The outermost bin ends at ``2**HIGHEST``, and counts every finite number beyond that, too."""

SIDE = 2 * (HIGHEST - LOWEST)
"""Bins on each side of 0."""

BINS = 2 * SIDE
"""All bins, from the most negative to the most positive."""

_SHIFT = 22  # leaves the sign, the exponent and the first bit of the mantissa
_CODES = 512  # of each sign
_NOT_FINITE = 510  # the first code with the exponent of infinity and NaN
_BIAS = 127
_FIRST = 2 * (LOWEST + _BIAS)  # the code of the innermost bin
_STARTS = np.array(
    [
        sign + code
        for sign in (0, _CODES)
        for code in (0, *range(_FIRST + 1, _FIRST + SIDE), _NOT_FINITE)
    ]
)
"""Where the codes of each bin begin, and those of what is not finite."""

_MINUS = np.uint32(1 << 31)
_INFINITY = np.uint32(255 << 23)


@dataclass(frozen=True, slots=True)
class LogCounts:
    """How many numbers lie where; together they are all of them.

    Attributes:
        bins: shape ``(BINS,)``, the finite numbers other than 0, in ascending order.
        zeros: numbers that are 0 or -0.
        nan: numbers that are NaN.
        plus_infinity, minus_infinity: numbers that are infinite.
    """

    bins: npt.NDArray[np.int64]
    zeros: int
    nan: int
    plus_infinity: int
    minus_infinity: int


def log_counts(values: npt.NDArray[np.float32]) -> LogCounts:
    """Count float32 numbers of any shape."""
    bits = np.ascontiguousarray(values).reshape(-1).view(np.uint32)
    codes = np.bincount(bits >> _SHIFT, minlength=2 * _CODES)
    sides = np.add.reduceat(codes, _STARTS).reshape(2, SIDE + 1)
    # Most gradients need none of these passes.
    zeros = len(bits) - int(np.count_nonzero(bits)) if codes[0] else 0
    minus_zeros = _how_many(bits, _MINUS) if codes[_CODES] else 0
    broken = int(sides[0, SIDE] + sides[1, SIDE])
    plus = _how_many(bits, _INFINITY) if broken else 0
    minus = _how_many(bits, _MINUS | _INFINITY) if broken else 0
    sides[:, 0] -= zeros, minus_zeros
    bins = np.concatenate([sides[1, SIDE - 1 :: -1], sides[0, :SIDE]])
    return LogCounts(bins, zeros + minus_zeros, broken - plus - minus, plus, minus)


def edges() -> npt.NDArray[np.float64]:
    """The edges of the bins above 0, shape ``(SIDE + 1,)``; those below mirror them."""
    octaves = np.exp2(np.arange(LOWEST, HIGHEST + 1, dtype=np.float64))
    return np.stack([octaves, 1.5 * octaves], axis=1).reshape(-1)[: SIDE + 1]


def interval(index: int) -> tuple[float, float]:
    """Between which two numbers a bin lies; the one nearer to 0 belongs to it, the other not.

    Args:
        index: 0 to ``BINS - 1``.

    Returns:
        The lower and the upper end: 0 for the inner end of an innermost bin, which does not
        belong to it either, and infinity for the outer end of an outermost one.
    """
    place = index - SIDE if index >= SIDE else SIDE - 1 - index
    ends = edges()
    inner = 0.0 if place == 0 else float(ends[place])
    outer = float("inf") if place == SIDE - 1 else float(ends[place + 1])
    return (inner, outer) if index >= SIDE else (-outer, -inner)


def _how_many(bits: npt.NDArray[np.uint32], pattern: np.uint32) -> int:
    return int(np.count_nonzero(bits == pattern))
