"""How a ``.grad`` of several deposits, a parameter and an update came about."""

import numpy as np

from lenet_gui.core.explanation import Rule
from lenet_gui.core.ledger_view import Account, Entry, EntryKind
from lenet_gui.core.terms import Terms, numbered, plain, products_of

Index = tuple[int, ...]
WRITTEN = (EntryKind.OVERWRITTEN, EntryKind.UNEXPLAINED)


def deposit_terms(account: Account, index: Index) -> Terms:
    """The deposits of one number of an account since it was last cleared or overwritten.

    Places are the numbers of the calls, as the Log has them; 0: the oldest deposits, of which
    only the sum is kept, or values that none of the program's calls wrote.

    Args:
        account: the account.
        index: which number.
    """
    calls, values, factors = [], [], []
    if account.earlier is not None:
        calls, values, factors = [0], [float(account.earlier.values[index])], [1.0]
    for entry in account.entries:
        if entry.kind in WRITTEN:
            calls, values, factors = [], [], []
        if entry.values is None:
            factors = [factor * entry.factor for factor in factors]
        else:
            calls.append(0 if entry.origin is None else entry.origin.call)
            values.append(float(entry.values[index]))
            factors.append(1.0)
    places = np.array(calls, dtype=np.int64).reshape(-1, 1)
    columns = [numbered("deposit", places, np.array(values))]
    if any(factor != 1 for factor in factors):
        columns.append(numbered("scaled by", places, np.array(factors)))
    return products_of(Rule.DEPOSITS, *columns, facts=_facts(account, index))


def _facts(account: Account, index: Index) -> dict[str, float]:
    kinds = [entry.kind for entry in account.entries]
    return {
        "deposits": float(account.deposits),
        "earlier": float(0 if account.earlier is None else account.earlier.deposits),
        "scalings": float(kinds.count(EntryKind.SCALED)),
        "overwritten": float(sum(kind in WRITTEN for kind in kinds)),
        "zeros": float(account.zeros),
        "folded": folded(account, index),
    }


def folded(account: Account, index: Index) -> float:
    """What the entries come to in their order, each rounded to float32 as autograd does."""
    value = np.float32(0 if account.zeros else -0.0)  # from None, a deposit of -0 stays -0
    if account.earlier is not None:
        value = account.earlier.values[index]
    with np.errstate(all="ignore"):
        for entry in account.entries:
            value = _after(value, entry, index)
    return float(value)


def _after(value: np.float32, entry: Entry, index: Index) -> np.float32:
    if entry.values is None:
        return np.float32(value * np.float32(entry.factor))
    if entry.kind in WRITTEN:
        return np.float32(entry.values[index])
    return np.float32(value + entry.values[index])


def parameter_terms(now: float, before: float | None) -> Terms:
    """A parameter's number.

    Args:
        now: what it is.
        before: what it was before the last step; ``None``: there was none.
    """
    if before is None:
        return Terms(Rule.INITIAL, (), np.array([now]))
    facts = {"before": before, "update": now - before}
    return products_of(Rule.STEPPED, plain("before + update", *facts.values()), facts=facts)


def update_terms(now: float, before: float) -> Terms:
    """What the last step changed a parameter's number by."""
    facts = {"before": before, "after": now}
    return products_of(Rule.UPDATE, plain("after - before", now, -before), facts=facts)
