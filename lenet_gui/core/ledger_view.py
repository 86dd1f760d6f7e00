"""The gradient ledger as the window sees it: where every ``.grad`` came from.

An account is a fold, not a sum: ``.grad`` is what is left when its entries are applied in call
order, each rounded to float32. Everything here is numpy; no tensor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from lenet_gui.core.commands import Command
from lenet_gui.core.vectors import length, product

Values: TypeAlias = npt.NDArray[np.float32]


class EntryKind(StrEnum):
    """What a call did to an account."""

    DEPOSIT = "deposit"  # backward: None -> c, values -> values + c
    ABORTED = "aborted"  # the same, by a backward that failed afterwards
    SCALED = "scaled"  # every entry times one factor: clipping, unscaling
    OVERWRITTEN = "overwritten"  # a call wrote other values
    UNEXPLAINED = "unexplained"  # none of the program's calls did it
    ZEROED = "zeroed"  # filled with zeros
    DROPPED = "dropped"  # None again
    REPLACED = "replaced"  # the parameter itself is another one


DEPOSITS = (EntryKind.DEPOSIT, EntryKind.ABORTED)
"""The kinds that add a contribution."""

CLEARINGS = (EntryKind.ZEROED, EntryKind.DROPPED, EntryKind.REPLACED)
"""The kinds that begin an account anew."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The call that an entry is from.

    Attributes:
        command: the call.
        call: the how-manieth since the program began, from 1: the Log's number.
        step: updates made before.
        iteration: iterations of the program completed before.
        line: the line of the program that it is; ``None``: it is none of them.
        micro_batch: for a line of the inner loop: which passage, from 0; ``None``: it is none.
        root: for a backward: ``loss`` or ``output``.
        loss: for a backward from a loss: its value.
        divisor: what that loss had been divided by.
        factor: what it had been multiplied by for mixed precision.
    """

    command: Command
    call: int
    step: int
    iteration: int = 0
    line: int | None = None
    micro_batch: int | None = None
    root: str = ""
    loss: float | None = None
    divisor: int = 1
    factor: float = 1.0


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry of one account.

    Attributes:
        kind: what was done.
        origin: by which call; ``None``: by none of the program's.
        values: the contribution of a deposit, or what was written; ``None`` for a scaling.
        factor: for a scaling: the factor, a float32.
    """

    kind: EntryKind
    origin: Origin | None
    values: Values | None
    factor: float = 1.0

    @cached_property
    def norm(self) -> float:
        """Euclidean norm of `values`, in float64; 0 for a scaling.

        Taken by who asks: of the ten accounts the window shows one, and a run books ten entries
        at every step.
        """
        return 0.0 if self.values is None else length(_flat(self.values))

    @property
    def deposits(self) -> bool:
        """It adds a contribution."""
        return self.kind in DEPOSITS


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """The oldest entries of an account, of which only what they came to is kept.

    Attributes:
        deposits: how many of them were deposits.
        values: what they came to, folded in their order.
        explained: no unexplained change was among them.
        changes: how many of them were no deposits.
    """

    deposits: int
    values: Values
    explained: bool = True
    changes: int = 0


@dataclass(frozen=True, eq=False)
class Account:
    """The account of one parameter since it was last cleared.

    Attributes:
        name: the parameter's name.
        zeros: it was cleared to zeros, not to None.
        earlier: the oldest entries, taken together; ``None``: there are none.
        entries: the others, in call order.
        total: ``.grad`` itself; ``None`` where it is None.
        proved: the entries, folded in their order, have the bits of `total`.
    """

    name: str
    zeros: bool
    earlier: Earlier | None
    entries: tuple[Entry, ...]
    total: Values | None
    proved: bool

    @cached_property
    def unexplained(self) -> Entry | None:
        """The first entry that none of the program's calls made; ``None``: there is none kept."""
        kinds = (entry for entry in self.entries if entry.kind is EntryKind.UNEXPLAINED)
        return next(kinds, None)

    @property
    def explained(self) -> bool:
        """Every change is one of the program's calls, from the first to the last."""
        return self.unexplained is None and (self.earlier is None or self.earlier.explained)

    @property
    def deposits(self) -> int:
        """Deposits since it was cleared."""
        kept = sum(entry.deposits for entry in self.entries)
        return kept + (0 if self.earlier is None else self.earlier.deposits)

    @property
    def changes(self) -> int:
        """Entries other than deposits since it was cleared: scalings, and values written."""
        kept = sum(not entry.deposits for entry in self.entries)
        return kept + (0 if self.earlier is None else self.earlier.changes)

    @cached_property
    def cosines(self) -> tuple[float, ...]:
        """The cosine of each entry's values with the total, in float64; 0 for a scaling."""
        return tuple(
            0.0 if entry.values is None or not entry.norm else self.along(entry.values) / entry.norm
            for entry in self.entries
        )

    def along(self, values: Values) -> float:
        """How far values reach in the direction of the total: ``<values, g> / |g|``, in float64.

        0 where the total is None or its norm is 0.
        """
        if self.total is None or not self._norm:
            return 0.0
        known = self._reaches.get(id(values))
        if known is None:
            known = product(_flat(values), self._flat_total) / self._norm
            self._reaches[id(values)] = known
        return known

    @cached_property
    def _reaches(self) -> dict[int, float]:
        """What `along` has found, by the array; the entries keep the arrays alive."""
        return {}

    @cached_property
    def _flat_total(self) -> npt.NDArray[np.float64]:
        return np.empty(0) if self.total is None else _flat(self.total)

    @cached_property
    def _norm(self) -> float:
        return length(self._flat_total)


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """One call that changed accounts.

    Attributes:
        kind: what it did.
        origin: the call; ``None``: none of the program's.
        names: the parameters whose accounts it changed.
    """

    kind: EntryKind
    origin: Origin | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """All accounts at one moment.

    Attributes:
        accounts: by parameter.
        events: the newest changes of any account since the start, oldest first.
        forgotten: how many older ones are not kept.
    """

    accounts: Mapping[str, Account]
    events: tuple[LedgerEvent, ...] = ()
    forgotten: int = 0


NO_LEDGER = Ledger(MappingProxyType({}))
"""One with no account."""


def _flat(values: Values) -> npt.NDArray[np.float64]:
    return values.reshape(-1).astype(np.float64)
