"""One parameter's account while it is open: its records, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.ledger_view import DEPOSITS, Account, Earlier, Entry, EntryKind, Origin, Values

KEPT = 256
"""Entries of an account that are kept with all their numbers: 241 KiB for all ten accounts."""

NEWEST = 16
"""So many of them are kept while a run goes on freely: more would not stay in the processor's
cache, and each step would wait for memory three times."""

OriginOf: TypeAlias = Callable[[], Origin]
"""Tells which call it was. Asked only when somebody looks, for free running has no time for it."""


@dataclass(slots=True, eq=False)
class Record:
    """What one call did to some accounts."""

    kind: EntryKind
    origin_of: OriginOf | None
    tensors: dict[str, Tensor] = field(default_factory=dict)
    factor: float = 1.0
    entries: dict[str, Entry] = field(default_factory=dict)
    _origin: Origin | None = None

    @property
    def origin(self) -> Origin | None:
        """The call; ``None``: none of the program's."""
        if self._origin is None and self.origin_of is not None:
            self._origin = self.origin_of()
        return self._origin

    def entry(self, name: str) -> Entry:
        """The entry that it is in one account."""
        if name not in self.entries:
            tensor = self.tensors.get(name)
            values = None if tensor is None else measure.share(tensor)
            self.entries[name] = Entry(self.kind, self.origin, values, self.factor)
        return self.entries[name]


@dataclass(frozen=True, slots=True, eq=False)
class SavedAccount:
    """An account as it was at a moment. Nobody writes to what it holds.

    Attributes:
        zeros: as in `OpenAccount`.
        records: those that are kept.
        base: the fold of the others; ``None``: there are none.
        deposits: deposits among the others.
        changes: entries among the others that are no deposits.
        explained: nothing unexplained is among the others.
    """

    zeros: bool
    records: tuple[Record, ...]
    base: Tensor | None
    deposits: int
    changes: int
    explained: bool


class OpenAccount:
    """One parameter's records, and how far they have been folded."""

    def __init__(self, name: str, parameter: Tensor) -> None:
        self.name = name
        self.parameter = parameter
        self.clear(zeros=False)

    def clear(self, *, zeros: bool) -> None:
        """Begin anew."""
        self.zeros = zeros
        self.records: list[Record] = []
        self._fold: Tensor | None = None
        self._folded = 0
        self._base: Tensor | None = None  # the fold of the records that are not kept; its own
        self._deposits = 0  # among those, and how many of them were no deposits
        self._changes = 0
        self._explained = True

    @property
    def touched(self) -> bool:
        """It is not as it was when it was cleared."""
        return bool(self.records) or self._shortened

    @property
    def _shortened(self) -> bool:
        """Some records are not kept."""
        return self._deposits + self._changes > 0

    def fold(self) -> Tensor | None:
        """What the records come to, in their order, as autograd adds: rounded at each."""
        if self._folded == 0 and self._fold is None and self.zeros:
            self._fold = torch.zeros_like(self.parameter)
        for record in self.records[self._folded :]:
            self._fold = _apply_(self._fold, record, self.name)
        self._folded = len(self.records)
        return self._fold

    def shorten(self, kept: int = KEPT) -> None:
        """Take the oldest records together, if there are more than `kept`."""
        surplus = self.records[: max(0, len(self.records) - kept)]
        if not surplus:
            return
        if not self._shortened:
            self._base = torch.zeros_like(self.parameter) if self.zeros else None
        for record in surplus:
            self._base = _apply_(self._base, record, self.name)
            if record.kind in DEPOSITS:
                self._deposits += 1
            else:
                self._changes += 1
            self._explained &= record.kind is not EntryKind.UNEXPLAINED
        del self.records[: len(surplus)]
        self._folded -= len(surplus)
        if self._folded < 0:
            self._fold, self._folded = None if self._base is None else self._base.clone(), 0

    def saved(self, total: Tensor | None, *, whole: bool) -> SavedAccount:
        """The account as it is now.

        Args:
            total: a copy of the gradient that nobody writes to.
            whole: with all records; else they are folded, which takes less memory.
        """
        records = self.records if whole else []
        folded = [] if whole else self.records
        base = total
        if not folded:
            base = None if self._base is None else self._base.clone()
        kinds = [record.kind for record in folded]
        deposits = sum(kind in DEPOSITS for kind in kinds)
        return SavedAccount(
            self.zeros,
            tuple(records),
            base,
            self._deposits + deposits,
            self._changes + len(kinds) - deposits,
            self._explained and EntryKind.UNEXPLAINED not in kinds,
        )

    def restore(self, saved: SavedAccount) -> None:
        """Be as the account was that was saved."""
        self.clear(zeros=saved.zeros)
        self.records = list(saved.records)
        if saved.base is None:
            return
        self._base = saved.base.clone()
        self._fold = saved.base.clone()
        self._deposits, self._changes = saved.deposits, saved.changes
        self._explained = saved.explained

    def view(self, total: Values | None) -> Account:
        """What the window sees of it, after `GradientLedger.settle`."""
        earlier = None
        if self._shortened and self._base is not None:
            base = measure.copy(self._base)
            earlier = Earlier(self._deposits, base, self._explained, self._changes)
        return Account(
            name=self.name,
            zeros=self.zeros,
            earlier=earlier,
            entries=tuple([record.entry(self.name) for record in self.records]),
            total=total,
            proved=same_bits(self.fold(), self.parameter.grad),
        )


def _apply_(value: Tensor | None, record: Record, name: str) -> Tensor | None:
    """What a record makes of an account, in place."""
    if record.kind is EntryKind.SCALED:
        return None if value is None else value.mul_(record.factor)
    tensor = record.tensors[name]
    if record.kind in DEPOSITS and value is not None:
        return value.add_(tensor)
    return tensor.clone()


def explain_change(
    fold: Tensor | None, gradient: Tensor | None, *, by_call: bool, scales: bool
) -> tuple[EntryKind, float]:
    """What kind of change made `gradient` of `fold`, and for a scaling its factor.

    Args:
        fold: what the account's records come to.
        gradient: what there is.
        by_call: a call of the program made the change.
        scales: that call may have multiplied all numbers by one factor.
    """
    if not by_call:
        return EntryKind.UNEXPLAINED, 1.0
    if gradient is None:
        return EntryKind.DROPPED, 1.0
    if scales and fold is not None and fold.any():
        largest = int(torch.where(fold.isfinite(), fold.abs(), 0).argmax().item())
        factor = (gradient.detach().reshape(-1)[largest] / fold.reshape(-1)[largest]).item()
        if factor and same_bits(fold * factor, gradient):
            return EntryKind.SCALED, factor
    return EntryKind.OVERWRITTEN, 1.0


def same_bits(a: Tensor | None, b: Tensor | None) -> bool:
    """Whether two tensors are equal to the last bit: NaN equals itself, and -0 is not 0."""
    if a is None or b is None:
        return a is b
    return torch.equal(a.view(torch.int32), b.detach().view(torch.int32))
