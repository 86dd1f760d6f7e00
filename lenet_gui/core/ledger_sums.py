"""What the entries of an account come to one after the other: the levels that the window draws.

An account is a fold in float32, so the order matters: each addition is rounded. What is shown of
one number is that very arithmetic, done again in numpy's float32, which rounds as PyTorch does
(IEEE 754, to the nearest, ties to even).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import numpy as np

from lenet_gui.core.histograms import Histogram, histogram
from lenet_gui.core.ledger_view import Account, Entry, EntryKind, Values
from lenet_gui.core.vectors import length

N = TypeVar("N", float, np.float32)


@dataclass(frozen=True, slots=True)
class Level:
    """One entry and what it makes of a level.

    Attributes:
        entry: the entry; ``None``: the earlier ones, taken together.
        before: the level before; ``None``: the account held None.
        after: the level after.
    """

    entry: Entry | None
    before: float | None
    after: float

    @property
    def change(self) -> float:
        """From `before` to `after`, in float64."""
        return self.after - (self.before or 0.0)


def norm_levels(account: Account) -> tuple[Level, ...]:
    """How the norm of the total comes about.

    The norm is the total's reach in its own direction, ``<g, g> / |g|``. So the level after an
    entry is the reach of what was there by then, and the last one is ``|g|``. In float64, up to
    rounding; all 0 where the total is None or its norm is 0.
    """
    return tuple(_levels(account, account.along, float))


def number_levels(account: Account, index: int) -> tuple[Level, ...]:
    """How one number comes about, in float32, bit for bit.

    Args:
        account: the account.
        index: the number's place in the flattened tensor.
    """
    return tuple(
        _levels(
            account,
            lambda values: np.float32(values.reshape(-1)[index]),
            np.float32,
        )
    )


def _levels(
    account: Account,
    measure: Callable[[Values], N],
    as_number: Callable[[float], N],
) -> Iterator[Level]:
    level: N | None = as_number(0.0) if account.zeros else None
    if account.earlier is not None:
        earlier = measure(account.earlier.values)
        yield Level(None, None if level is None else float(level), float(earlier))
        level = earlier
    for entry in account.entries:
        before = level
        if entry.kind is EntryKind.SCALED:
            level = (as_number(0.0) if level is None else level) * as_number(entry.factor)
        elif entry.values is not None:
            value = measure(entry.values)
            level = value if level is None or not entry.deposits else level + value
        after = 0.0 if level is None else float(level)  # -0.0 keeps its sign
        yield Level(entry, None if before is None else float(before), after)


def values_of(account: Account, level: Level) -> Values | None:
    """The numbers that a level's entry is; ``None``: none of its own, such as a factor's."""
    if level.entry is not None:
        return level.entry.values
    return None if account.earlier is None else account.earlier.values


@dataclass(frozen=True, slots=True)
class Rounding:
    """One addition or multiplication in float32.

    Attributes:
        exact: the result without rounding.
        rounded: the float32 nearest to it.
        error: ``rounded - exact``, in units in the last place of `rounded`: at most a half.
    """

    exact: Fraction
    rounded: float
    error: float


def rounding(level: Level, index: int) -> Rounding | None:
    """How a level's number was rounded; ``None``: nothing was computed, or it is not finite."""
    entry, before = level.entry, level.before
    if entry is None or before is None or not np.isfinite([before, level.after]).all():
        return None
    if entry.kind is EntryKind.SCALED:
        exact = Fraction(before) * Fraction(entry.factor)
    elif entry.deposits and entry.values is not None:
        exact = Fraction(before) + Fraction(float(entry.values.reshape(-1)[index]))
    else:
        return None
    error = (Fraction(level.after) - exact) / Fraction(ulp(level.after))
    return Rounding(exact, level.after, float(error))


def ulp(number: float) -> float:
    """The distance from a float32 to the next one further from 0."""
    return float(abs(np.spacing(np.float32(number))))


def reversed_sum(account: Account, index: int) -> float | None:
    """The deposits of one number added from the last to the first, in float32.

    ``None`` where the account is not a plain sum of at least two deposits that are all kept.
    """
    entries = account.entries
    plain = account.earlier is None and all(entry.deposits for entry in entries)
    if not plain or len(entries) < 2:
        return None
    total = np.float32(0.0)
    for position, entry in enumerate(reversed(entries)):
        assert entry.values is not None  # noqa: S101 - it is a deposit
        value = np.float32(entry.values.reshape(-1)[index])
        total = value if position == 0 else total + value
    return float(total)


def overlay(account: Account, values: Values | None) -> tuple[Histogram, Histogram | None]:
    """How the total and some values of its account are distributed, over the same bins.

    Args:
        account: one whose total is not None.
        values: an entry's; ``None``: none are chosen.
    """
    assert account.total is not None  # noqa: S101 - the caller has looked
    shown = [v for v in (account.total, values) if v is not None]
    finite = [v[np.isfinite(v)] for v in shown]
    reach = max((float(np.abs(v).max()) for v in finite if v.size), default=0.0)
    total, *rest = [histogram(v, _norm(v), reach) for v in shown]
    return total, rest[0] if rest else None


def _norm(values: Values) -> float:
    return length(values.reshape(-1).astype(np.float64))
