"""One number of a gradient as the sum that it is, written out."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
from PySide6.QtCore import QCoreApplication

from lenet_gui.core.ledger_sums import Level, number_levels, reversed_sum, rounding, ulp
from lenet_gui.core.ledger_view import Account, EntryKind

translate = QCoreApplication.translate

TERMS = 64
"""Terms of a formula that are written; of more, the first and the last."""

EXACT_DIGITS = 17
"""Significant digits of a sum without rounding: enough to see what the rounding did."""


def float32_text(value: float) -> str:
    """The shortest decimal number that is this float32 and no other."""
    return str(np.float32(value))


def formula(account: Account, index: int) -> str:
    """``g1 + g2 + ... = .grad`` with its numbers, in float32.

    Args:
        account: an account that holds something.
        index: the number's place in the flattened tensor.
    """
    terms: list[str] = ["0"] if account.zeros else []
    for level in number_levels(account, index):
        entry = level.entry
        if _changes_nothing(level):
            continue
        if entry is None:
            terms = [f"[{float32_text(level.after)}]"]
        elif entry.kind is EntryKind.SCALED:
            terms = [_scaled(terms, entry.factor)]
        elif entry.deposits and entry.values is not None:
            terms.append(float32_text(float(entry.values.reshape(-1)[index])))
        else:
            terms = [float32_text(level.after)]
    return f"{_sum(terms)} = {_total(account, index)}"


def in_order(account: Account, index: int) -> str:
    """Each addition on a line of its own, with what its rounding did; then other orders."""
    levels = number_levels(account, index)
    lines = [_addition(level, index) for level in levels if not _changes_nothing(level)]
    other = reversed_sum(account, index)
    if other is not None:
        lines += ["", _compared(other, levels[-1].after)]
    return "\n".join(lines)


def _changes_nothing(level: Level) -> bool:
    """It is a clipping that found the norm below its limit: everything times 1."""
    entry = level.entry
    return entry is not None and entry.kind is EntryKind.SCALED and entry.factor == 1.0


def _total(account: Account, index: int) -> str:
    assert account.total is not None  # noqa: S101 - the caller has looked
    return float32_text(float(account.total.reshape(-1)[index]))


def _sum(terms: list[str]) -> str:
    if len(terms) > TERMS:
        half = TERMS // 2
        left_out = translate("ledger", "({count} more)").format(count=len(terms) - TERMS)
        terms = [*terms[:half], left_out, *terms[-half:]]
    text = " + ".join(terms)
    return text.replace("+ -", "- ")


def _scaled(terms: list[str], factor: float) -> str:
    inner = f"({_sum(terms)})" if len(terms) > 1 else _sum(terms)
    return f"{inner} × {float32_text(factor)}"


def _addition(level: Level, index: int) -> str:
    entry, after = level.entry, float32_text(level.after)
    if entry is None:
        return translate("ledger", "earlier entries together: {sum}").format(sum=after)
    if level.before is None:
        return translate("ledger", "None becomes {value}, its bits kept").format(value=after)
    found = rounding(level, index)
    if found is None:
        return translate("ledger", "{before} is replaced by {after}").format(
            before=float32_text(level.before), after=after
        )
    if entry.kind is EntryKind.SCALED:
        right = f"× {float32_text(entry.factor)}"
    else:
        value = 0.0 if entry.values is None else float(entry.values.reshape(-1)[index])
        right = f"+ {float32_text(value)}"
    text = f"{float32_text(level.before)} {right} = {after}".replace("+ -", "- ")
    if found.error == 0:
        return translate("ledger", "{sum}   exact").format(sum=text)
    return translate("ledger", "{sum}   rounded from {exact}, by {error:+.2f} ulp").format(
        sum=text, exact=_decimal(found.exact), error=found.error
    )


def _compared(other: float, total: float) -> str:
    if np.float32(other).tobytes() == np.float32(total).tobytes():
        return translate("ledger", "From the last to the first: the same bits.")
    return translate("ledger", "From the last to the first: {sum}, {ulps:.0f} ulp away.").format(
        sum=float32_text(other), ulps=abs(other - total) / ulp(total)
    )


def _decimal(exact: Fraction) -> str:
    with localcontext() as context:
        context.prec = EXACT_DIGITS
        return str(Decimal(exact.numerator) / Decimal(exact.denominator))
