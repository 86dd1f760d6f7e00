"""Hand-made ledgers for the tests of the Ledger panel: no torch, every number chosen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lenet_gui.core.commands import Backward, ClipGradNorm, ZeroGrad
from lenet_gui.core.histograms import histogram
from lenet_gui.core.ledger_view import (
    Account,
    Earlier,
    Entry,
    EntryKind,
    Ledger,
    LedgerEvent,
    Origin,
)
from lenet_gui.core.snapshot import Snapshot
from tests.snapshots import SHAPES, frozen, make_snapshot

NAMES = frozenset(SHAPES)


def array(values: Sequence[float]) -> np.ndarray:
    return frozen(np.array(values, np.float32))


def origin(call: int = 1, **details) -> Origin:
    return Origin(
        **{"command": Backward(), "step": 0, "root": "loss", "loss": 0.5, **details}, call=call
    )


def deposit(values: Sequence[float], call: int = 1, **details) -> Entry:
    return Entry(EntryKind.DEPOSIT, origin(call, **details), array(values))


def scaling(factor: float, call: int = 1) -> Entry:
    command = ClipGradNorm(0.5)
    return Entry(EntryKind.SCALED, Origin(command, call, 0), None, float(np.float32(factor)))


def unexplained(values: Sequence[float]) -> Entry:
    return Entry(EntryKind.UNEXPLAINED, None, array(values))


def account(
    *entries: Entry,
    total: Sequence[float] | None = None,
    zeros: bool = False,
    earlier: Earlier | None = None,
    proved: bool = True,
) -> Account:
    values = None if total is None else array(total)
    return Account("conv1.bias", zeros, earlier, entries, values, proved)


def event(kind: EntryKind, call: int, names: frozenset[str] = NAMES) -> LedgerEvent:
    command = ZeroGrad() if kind is EntryKind.DROPPED else Backward()
    return LedgerEvent(kind, Origin(command, call, 0), names)


def ledger_snapshot(
    shown: Account, events: Sequence[LedgerEvent] = (), forgotten: int = 0
) -> Snapshot:
    """A snapshot in which ``conv1.bias`` has the account, and all others are empty."""
    accounts = {name: Account(name, False, None, (), None, True) for name in SHAPES}
    snapshot = make_snapshot(
        ledger=Ledger(accounts | {shown.name: shown}, tuple(events), forgotten)
    )
    if shown.total is None:
        return snapshot
    norm = float(np.linalg.norm(shown.total))
    histograms = {**snapshot.histograms, shown.name: histogram(shown.total, norm)}
    return replace(snapshot, histograms=histograms)
