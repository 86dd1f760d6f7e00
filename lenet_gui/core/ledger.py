"""The gradient ledger: every change of every ``.grad``, and the proof that nothing is missing.

A contribution is captured by a hook on the leaf, before autograd adds it; the difference of
``.grad`` before and after would be wrong in a seventh of the entries, for the sum is rounded. The
hooks are there during a backward only. So they come last, after whatever hooks a person has
registered, and see what is really deposited; and ``torch.autograd.grad``, which calls the hooks
of leaves, too, books nothing.

Free running does without hooks. A backward that finds None in every account has PyTorch put the
contribution itself there, bit for bit, so that the canonical loop costs nothing; what somebody
outside the program does to such a gradient through ``.data`` it cannot see. For one that finds
gradients there they are put aside meanwhile (`ledger_capture`).
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.ledger_capture import Capture, Mark, mark
from lenet_gui.core.ledger_view import EntryKind, Ledger, LedgerEvent, Values
from lenet_gui.core.open_account import (
    KEPT,
    NEWEST,
    OpenAccount,
    OriginOf,
    Record,
    SavedAccount,
    explain_change,
    same_bits,
)

SPARE = 8
"""So many entries more than the newest, and a free run takes the oldest of them together."""

EVENTS = 1000
"""Events that are kept."""

Untold: TypeAlias = tuple[EntryKind, OriginOf | None, Sequence[str]]
"""An event that nobody has asked for yet."""


@dataclass(frozen=True, slots=True, eq=False)
class SavedLedger:
    """A ledger as it was at a moment. Nobody writes to what it holds.

    Attributes:
        accounts: in the order of the parameters; empty: each is as after a start.
        events: the newest events that were told.
        untold: those after them.
        booked: events so far.
    """

    accounts: tuple[SavedAccount, ...]
    events: tuple[LedgerEvent, ...]
    untold: tuple[Untold, ...]
    booked: int


class GradientLedger:
    """The accounts of all parameters.

    It is told of every call that changes them, and looks for itself whether that is all.
    """

    def __init__(self, parameters: Mapping[str, Tensor]) -> None:
        self._take([OpenAccount(name, tensor) for name, tensor in parameters.items()])
        self._events: deque[LedgerEvent] = deque(maxlen=EVENTS)
        self._untold: deque[Untold] = deque(maxlen=EVENTS)
        self._booked = 0

    def _take(self, accounts: list[OpenAccount]) -> None:
        self._accounts = accounts
        self._names = tuple(account.name for account in accounts)
        self._parameters = tuple(account.parameter for account in accounts)
        # No account holds anything, or all that they hold is the deposit in `_uncopied`.
        self._empty = not any(account.touched or account.zeros for account in accounts)
        # The newest deposit, while its numbers stand nowhere but in `.grad` itself.
        self._uncopied: tuple[Record, list[Mark]] | None = None

    def capture(self, *, always: bool) -> Capture:
        """Prepare for a backward.

        Args:
            always: use the hooks, so that the proof rests neither on ``.grad`` itself nor on
                an addition of the program's own.
        """
        if not always and self._empty and self._uncopied is None and self._all_none():
            return Capture()
        self._copy()
        leaves = zip(self._names, self._parameters, strict=True)
        before = [mark(parameter) for parameter in self._parameters]
        return Capture(leaves, before, always=always)

    def deposit(
        self, capture: Capture, origin: OriginOf | None, *, aborted: bool = False
    ) -> tuple[str, ...]:
        """Book a backward.

        Args:
            capture: it was entered around it.
            origin: the call.
            aborted: it failed; what it had deposited by then stays.

        Returns:
            The parameters whose ``.grad`` it wrote to.
        """
        record = Record(
            EntryKind.ABORTED if aborted else EntryKind.DEPOSIT, origin, capture.contributions
        )
        marks = [mark(parameter) for parameter in self._parameters]
        if capture.before is None:
            written = self._names
            if None in marks:
                written = tuple(n for n, m in zip(self._names, marks, strict=True) if m is not None)
            self._uncopied = (record, marks) if written else None
        else:
            written = self._write(record, capture, marks)
        if written:
            self._book(record.kind, origin, written)
        return written

    def _write(self, record: Record, capture: Capture, after: list[Mark]) -> tuple[str, ...]:
        written = []
        before = capture.before or [None] * len(after)
        for account, old, new in zip(self._accounts, before, after, strict=True):
            if new is not None and not (old is not None and old[0] is new[0] and old[1] == new[1]):
                written.append(account.name)
                account.records.append(record)
                if not capture.always and len(account.records) > NEWEST + SPARE:
                    account.shorten(NEWEST)
        self._empty = self._empty and not written
        return tuple(written)

    def clear(self, origin: OriginOf | None, kept: tuple[str, ...] = ()) -> None:
        """Book that ``zero_grad`` was called; it left the accounts in `kept` alone."""
        if self._empty and not kept and self._all_none():
            if self._uncopied is not None:
                marks = zip(self._names, self._uncopied[1], strict=True)
                self._book(EntryKind.DROPPED, origin, [n for n, seen in marks if seen is not None])
            self._uncopied = None
            return
        self._copy(untouched=False)
        dropped: list[str] = []
        zeroed: list[str] = []
        for account in self._accounts:
            if account.name in kept:
                continue
            zeros = account.parameter.grad is not None
            if zeros or account.zeros or account.touched:
                (zeroed if zeros else dropped).append(account.name)
                account.clear(zeros=zeros)
        self._empty = not zeroed and not kept
        for kind, names in ((EntryKind.DROPPED, dropped), (EntryKind.ZEROED, zeroed)):
            if names:
                self._book(kind, origin, names)

    def about_to_write(self) -> None:
        """Copy what stands in ``.grad`` alone, before a call changes it in place."""
        self._copy()

    def scale(self, origin: OriginOf | None, factor: float) -> None:
        """Book that every gradient was multiplied by `factor`, a float32."""
        record = Record(EntryKind.SCALED, origin, factor=factor)
        held = [account for account in self._accounts if account.parameter.grad is not None]
        for account in held:
            account.records.append(record)
            if len(account.records) > 2 * KEPT:
                account.shorten()
        self._empty = self._empty and not held
        if held:
            self._book(EntryKind.SCALED, origin, [account.name for account in held])

    def renew(self, parameters: Mapping[str, Tensor], origin: OriginOf | None) -> None:
        """Go on with other parameters: a new tensor has a new account."""
        self._copy()
        old = {account.name: account for account in self._accounts}
        replaced = [n for n, tensor in parameters.items() if old[n].parameter is not tensor]
        self._take(
            [
                OpenAccount(name, tensor) if name in replaced else old[name]
                for name, tensor in parameters.items()
            ]
        )
        if replaced:
            self._book(EntryKind.REPLACED, origin, replaced)

    def settle(self, origin: OriginOf | None = None, *, scales: bool = False) -> None:
        """Fold every account, and book what does not come out as ``.grad``.

        Args:
            origin: the call that has just been made, if it alone can have changed anything since
                the last time; ``None``: no call of the program did.
            scales: that call multiplies gradients, so that a common factor is looked for.
        """
        self._copy()
        found: dict[tuple[EntryKind, float], Record] = {}
        changed: dict[tuple[EntryKind, float], list[str]] = {}
        for account in self._accounts:
            account.shorten()
            gradient, fold = account.parameter.grad, account.fold()
            if same_bits(fold, gradient):
                continue
            key = explain_change(fold, gradient, by_call=origin is not None, scales=scales)
            if gradient is None:
                account.clear(zeros=False)
            else:
                record = found.setdefault(key, Record(key[0], origin, factor=key[1]))
                if key[0] is not EntryKind.SCALED:
                    record.tensors[account.name] = gradient.detach().clone()
                account.records.append(record)
            changed.setdefault(key, []).append(account.name)
        for (kind, _), names in changed.items():
            self._empty = False
            self._book(kind, origin, names)

    def view(self, totals: Mapping[str, Values | None] | None = None) -> Ledger:
        """What the window sees, after `settle`.

        Args:
            totals: copies of the gradients, by parameter; ``None``: they are made.
        """
        if totals is None:
            totals = {
                name: None if (gradient := parameter.grad) is None else measure.copy(gradient)
                for name, parameter in zip(self._names, self._parameters, strict=True)
            }
        accounts = {account.name: account.view(totals[account.name]) for account in self._accounts}
        for kind, origin, names in self._untold:
            told = None if origin is None else origin()
            self._events.append(LedgerEvent(kind, told, frozenset(names)))
        self._untold.clear()
        events = tuple(self._events)
        return Ledger(MappingProxyType(accounts), events, self._booked - len(events))

    def saved(self, totals: Sequence[Tensor | None], *, whole: bool) -> "SavedLedger":
        """The ledger as it is now.

        Args:
            totals: copies of the gradients, in the order of the parameters.
            whole: with all that is kept; else with a sum for the deposits of each account, and
                no events: the calls that are replayed from there bring the newest ones again.
        """
        self._copy()
        accounts: tuple[SavedAccount, ...] = ()  # each is as after a start; in most states kept
        if not (self._empty and self._all_none()):
            pairs = zip(self._accounts, totals, strict=True)
            accounts = tuple([account.saved(total, whole=whole) for account, total in pairs])
        if not whole:
            return SavedLedger(accounts, (), (), self._booked)
        return SavedLedger(accounts, tuple(self._events), tuple(self._untold), self._booked)

    def restore(self, saved: "SavedLedger") -> None:
        """Be as the ledger was that was saved, of parameters with the same names."""
        for account, old in zip(self._accounts, saved.accounts, strict=bool(saved.accounts)):
            account.restore(old)
        self._take(self._accounts)
        self._events.extend(saved.events)
        self._untold.extend(saved.untold)
        self._booked = saved.booked

    def _all_none(self) -> bool:
        # A list: `all` of a generator takes twice as long.
        return not any([parameter.grad is not None for parameter in self._parameters])  # noqa: C419

    def _book(self, kind: EntryKind, origin: OriginOf | None, names: Sequence[str]) -> None:
        self._booked += 1
        self._untold.append((kind, origin, names))

    def _copy(self, *, untouched: bool = True) -> None:
        """Copy the newest deposit, if that has not been done.

        Args:
            untouched: no call of the program has written to ``.grad`` since; if somebody has all
                the same, that is booked.
        """
        if self._uncopied is None:
            return
        record, marks = self._uncopied
        self._uncopied, self._empty = None, False
        unexplained = Record(EntryKind.UNEXPLAINED, None)
        for account, seen in zip(self._accounts, marks, strict=True):
            if seen is None:
                continue
            record.tensors[account.name] = seen[0].detach().clone()
            account.records.append(record)
            changed = account.parameter.grad is not seen[0] or seen[0]._version != seen[1]
            if untouched and changed:
                unexplained.tensors[account.name] = record.tensors[account.name]
                account.records.append(unexplained)
        if unexplained.tensors:
            self._book(EntryKind.UNEXPLAINED, None, list(unexplained.tensors))
