"""The gradient ledger: every change of every ``.grad``, and the proof that nothing is missing.

A contribution is captured by a hook on the leaf, before autograd adds it; the difference of
``.grad`` before and after would be wrong in a seventh of the entries, for the sum is rounded. The
hooks are there during a backward only. So they come last, after whatever hooks a person has
registered, and see what is really deposited; and ``torch.autograd.grad``, which calls the hooks
of leaves, too, books nothing.

A backward that finds None in every account needs no hook: PyTorch puts the contribution itself
there, bit for bit. Free running makes use of that, so that the canonical loop costs nothing.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType, TracebackType
from typing import Any, TypeAlias

import numpy as np
import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.ledger_view import (
    DEPOSITS,
    Account,
    Earlier,
    Entry,
    EntryKind,
    Ledger,
    LedgerEvent,
    Origin,
    Values,
)
from lenet_gui.core.losses import Column

KEPT = 256
"""Entries of an account that are kept with all their numbers: 241 KiB for all ten accounts."""

EVENTS = 1000
"""Events that are kept."""

# A gradient as the cheap detector sees it: which tensor it is, and how often it was written to.
_Mark: TypeAlias = tuple[Tensor, int] | None


class Capture:
    """What one backward adds to each leaf; to be entered around it.

    Attributes:
        contributions: by parameter; nobody else writes to them.
    """

    def __init__(self, leaves: Iterable[tuple[str, Tensor]], before: list[_Mark]) -> None:
        self.contributions: dict[str, Tensor] = {}
        self.before = before
        self._leaves = tuple(leaves)
        self._handles: list[Any] = []

    def __enter__(self) -> None:
        for name, leaf in self._leaves:
            if leaf.requires_grad:
                # No copy: autograd sees that somebody holds the tensor, and does not make it the
                # leaf's `.grad`, to which it would add later.
                stash = partial(self.contributions.__setitem__, name)
                self._handles.append(leaf.register_hook(stash))  # type: ignore[no-untyped-call]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for handle in self._handles:
            handle.remove()
        for name, contribution in self.contributions.items():
            if contribution.requires_grad:  # by create_graph=True: it holds on to its own graph
                self.contributions[name] = contribution.detach().clone()


@dataclass(slots=True, eq=False)
class _Record:
    """What one call did to some accounts; `tensors` has no name whose copy is not made yet."""

    kind: EntryKind
    origin: Origin | None
    tensors: dict[str, Tensor] = field(default_factory=dict)
    factor: float = 1.0
    entries: dict[str, Entry] = field(default_factory=dict)

    def entry(self, name: str) -> Entry:
        """The entry that it is in one account."""
        if name not in self.entries:
            tensor = self.tensors.get(name)
            values = None if tensor is None else measure.share(tensor)
            norm = 0.0 if tensor is None else measure.norm(tensor)
            self.entries[name] = Entry(self.kind, self.origin, values, norm, self.factor)
        return self.entries[name]


class _Account:
    """One parameter's records, and how far they have been folded."""

    def __init__(self, name: str, parameter: Tensor) -> None:
        self.name = name
        self.parameter = parameter
        self.clear(zeros=False)

    def clear(self, *, zeros: bool) -> None:
        """Begin anew."""
        self.zeros = zeros
        self.records: list[_Record] = []
        self._fold: Tensor | None = None
        self._folded = 0
        self._base: Tensor | None = None  # the fold of the records that are not kept
        self._norms: Column | None = None
        self._explained = True

    @property
    def touched(self) -> bool:
        """It is not as it was when it was cleared."""
        return bool(self.records) or self._norms is not None

    def fold(self) -> Tensor | None:
        """What the records come to, in their order, as autograd adds: rounded at each."""
        if self._folded == 0 and self._fold is None and self.zeros:
            self._fold = torch.zeros_like(self.parameter)
        for record in self.records[self._folded :]:
            self._fold = _apply(self._fold, record, self.name)
        self._folded = len(self.records)
        return self._fold

    def shorten(self) -> None:
        """Take the oldest records together, if there are more than are kept."""
        surplus = self.records[: max(0, len(self.records) - KEPT)]
        if not surplus:
            return
        if self._norms is None:
            self._norms = Column(np.float64)
            self._base = torch.zeros_like(self.parameter) if self.zeros else None
        for record in surplus:
            self._base = _apply(self._base, record, self.name)
            if record.kind in DEPOSITS:
                self._norms.append(record.entry(self.name).norm)
            self._explained &= record.kind is not EntryKind.UNEXPLAINED
        del self.records[: len(surplus)]
        self._folded -= len(surplus)
        if self._folded < 0:
            self._fold, self._folded = self._base, 0

    def view(self, total: Values | None) -> Account:
        """What the window sees of it, after `GradientLedger.settle`."""
        earlier = None
        if self._norms is not None and self._base is not None:
            norms = self._norms.view()
            earlier = Earlier(len(norms), norms, measure.share(self._base), self._explained)
        return Account(
            name=self.name,
            zeros=self.zeros,
            earlier=earlier,
            entries=tuple([record.entry(self.name) for record in self.records]),
            total=total,
            proved=_same_bits(self.fold(), self.parameter.grad),
        )


class GradientLedger:
    """The accounts of all parameters.

    It is told of every call that changes them, and looks for itself whether that is all.
    """

    def __init__(self, parameters: Mapping[str, Tensor]) -> None:
        self._accounts = [_Account(name, tensor) for name, tensor in parameters.items()]
        self._names = frozenset(parameters)
        self._events: deque[LedgerEvent] = deque(maxlen=EVENTS)
        self._booked = 0
        # The newest deposit, while its numbers stand nowhere but in `.grad` itself.
        self._uncopied: tuple[_Record, dict[str, tuple[Tensor, int]]] | None = None

    def capture(self, *, always: bool) -> Capture:
        """Prepare for a backward.

        Args:
            always: use the hooks even where no account holds anything, so that the proof does
                not rest on ``.grad`` itself.
        """
        self._copy()
        before = [_mark(account.parameter) for account in self._accounts]
        hooked = always or any(mark is not None for mark in before)
        leaves = ((account.name, account.parameter) for account in self._accounts if hooked)
        return Capture(leaves, before)

    def deposit(
        self, capture: Capture, origin: Origin | None, *, aborted: bool = False
    ) -> tuple[str, ...]:
        """Book a backward.

        Args:
            capture: it was entered around it.
            origin: the call.
            aborted: it failed; what it had deposited by then stays.

        Returns:
            The parameters whose ``.grad`` it wrote to.
        """
        kind = EntryKind.ABORTED if aborted else EntryKind.DEPOSIT
        record = _Record(kind, origin, capture.contributions)
        written, uncopied = [], {}
        for account, before in zip(self._accounts, capture.before, strict=True):
            mark = _mark(account.parameter)
            if mark is None or (
                before is not None and before[0] is mark[0] and before[1] == mark[1]
            ):
                continue
            written.append(account.name)
            account.records.append(record)
            if account.name not in record.tensors:
                uncopied[account.name] = mark
            if len(account.records) > 2 * KEPT:
                account.shorten()
        self._uncopied = (record, uncopied) if uncopied else None
        if written:
            self._book(kind, origin, written)
        return tuple(written)

    def clear(self, origin: Origin | None, kept: tuple[str, ...] = ()) -> None:
        """Book that ``zero_grad`` was called; it left the accounts in `kept` alone."""
        if kept:
            self._copy()
        self._uncopied = None
        dropped: list[str] = []
        zeroed: list[str] = []
        for account in self._accounts:
            if account.name in kept:
                continue
            zeros = account.parameter.grad is not None
            if zeros or account.zeros or account.touched:
                (zeroed if zeros else dropped).append(account.name)
                account.clear(zeros=zeros)
        for kind, names in ((EntryKind.DROPPED, dropped), (EntryKind.ZEROED, zeroed)):
            if names:
                self._book(kind, origin, names)

    def about_to_write(self) -> None:
        """Copy what stands in ``.grad`` alone, before a call changes it in place."""
        self._copy()

    def scale(self, origin: Origin | None, factor: float) -> None:
        """Book that every gradient was multiplied by `factor`, a float32."""
        record = _Record(EntryKind.SCALED, origin, factor=factor)
        held = [account for account in self._accounts if account.parameter.grad is not None]
        for account in held:
            account.records.append(record)
        if held:
            self._book(EntryKind.SCALED, origin, [account.name for account in held])

    def renew(self, parameters: Mapping[str, Tensor], origin: Origin | None) -> None:
        """Go on with other parameters: a new tensor has a new account."""
        self._copy()
        old = {account.name: account for account in self._accounts}
        replaced = [
            name for name, tensor in parameters.items() if old[name].parameter is not tensor
        ]
        self._accounts = [
            _Account(name, tensor) if name in replaced else old[name]
            for name, tensor in parameters.items()
        ]
        if replaced:
            self._book(EntryKind.REPLACED, origin, replaced)

    def settle(self, origin: Origin | None = None) -> None:
        """Fold every account, and book what does not come out as ``.grad``.

        Args:
            origin: the call that has just been made, if it alone can have changed anything since
                the last time; ``None``: no call of the program did.
        """
        self._copy()
        found: dict[tuple[EntryKind, float], _Record] = {}
        changed: dict[tuple[EntryKind, float], list[str]] = {}
        for account in self._accounts:
            account.shorten()
            gradient, fold = account.parameter.grad, account.fold()
            if _same_bits(fold, gradient):
                continue
            key = _explain(fold, gradient, by_call=origin is not None)
            if gradient is None:
                account.clear(zeros=False)
            else:
                record = found.setdefault(key, _Record(key[0], origin, factor=key[1]))
                if key[0] is not EntryKind.SCALED:
                    record.tensors[account.name] = gradient.detach().clone()
                account.records.append(record)
            changed.setdefault(key, []).append(account.name)
        for (kind, _), names in changed.items():
            self._book(kind, origin, names)

    def view(self, totals: Mapping[str, Values | None] | None = None) -> Ledger:
        """What the window sees, after `settle`.

        Args:
            totals: copies of the gradients, by parameter; ``None``: they are made.
        """
        if totals is None:
            totals = {
                account.name: None if (g := account.parameter.grad) is None else measure.copy(g)
                for account in self._accounts
            }
        accounts = {account.name: account.view(totals[account.name]) for account in self._accounts}
        events = tuple(self._events)
        return Ledger(MappingProxyType(accounts), events, self._booked - len(events))

    def _book(self, kind: EntryKind, origin: Origin | None, names: list[str]) -> None:
        self._booked += 1
        all_of_them = len(names) == len(self._names)
        self._events.append(
            LedgerEvent(kind, origin, self._names if all_of_them else frozenset(names))
        )

    def _copy(self) -> None:
        """Copy the newest deposit, if that has not been done, and say so if it was changed."""
        if self._uncopied is None:
            return
        record, marks = self._uncopied
        self._uncopied = None
        changed = {}
        for account in self._accounts:
            mark = marks.get(account.name)
            if mark is None:
                continue
            record.tensors[account.name] = mark[0].detach().clone()
            if account.parameter.grad is not mark[0] or mark[0]._version != mark[1]:
                changed[account.name] = record.tensors[account.name]
        if changed:
            self._book(EntryKind.UNEXPLAINED, None, list(changed))
            unexplained = _Record(EntryKind.UNEXPLAINED, None, changed)
            for account in self._accounts:
                if account.name in changed:
                    account.records.append(unexplained)


def _mark(parameter: Tensor) -> _Mark:
    gradient = parameter.grad
    return None if gradient is None else (gradient, gradient._version)


def _apply(value: Tensor | None, record: _Record, name: str) -> Tensor | None:
    """What a record makes of an account."""
    if record.kind is EntryKind.SCALED:
        return None if value is None else value * record.factor
    tensor = record.tensors[name]
    return value + tensor if record.kind in DEPOSITS and value is not None else tensor


def _explain(
    fold: Tensor | None, gradient: Tensor | None, *, by_call: bool
) -> tuple[EntryKind, float]:
    """What kind of change made `gradient` of `fold`, and for a scaling its factor."""
    if not by_call:
        return EntryKind.UNEXPLAINED, 1.0
    if gradient is None:
        return EntryKind.DROPPED, 1.0
    if fold is not None and fold.any():
        largest = int(fold.abs().argmax().item())
        factor = (gradient.detach().reshape(-1)[largest] / fold.reshape(-1)[largest]).item()
        if factor and _same_bits(fold * factor, gradient):
            return EntryKind.SCALED, factor
    return EntryKind.OVERWRITTEN, 1.0


def _same_bits(a: Tensor | None, b: Tensor | None) -> bool:
    """Whether two tensors are equal to the last bit: NaN equals itself, and -0 is not 0."""
    if a is None or b is None:
        return a is b
    return torch.equal(a.view(torch.int32), b.detach().view(torch.int32))
