"""The gradient ledger in words."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.ledger_view import Account, Entry, EntryKind, LedgerEvent, Origin
from lenet_gui.core.snapshot import NoneReason
from lenet_gui.gui.words.none_texts import why_none
from lenet_gui.gui.words.number_text import count, number
from lenet_gui.gui.words.shown_lines import shown_line

translate = QCoreApplication.translate

HINDERED = (NoneReason.FROZEN, NoneReason.NO_GRAPH, NoneReason.OUTSIDE, NoneReason.FAILED)
"""Why a gradient is None although backward was called, or would be in vain."""


def entry_title(entry: Entry, position: int) -> str:
    """An entry in a few words.

    Args:
        entry: the entry.
        position: for a deposit: the how-manieth of the account, from 1.
    """
    origin = entry.origin
    match entry.kind:
        case EntryKind.DEPOSIT if origin is not None:
            return f"g{position} · {deposit_facts(origin)}"
        case EntryKind.ABORTED if origin is not None:
            text = translate("ledger", "g{position} · {facts} · this backward failed later")
            return text.format(position=position, facts=deposit_facts(origin))
        case EntryKind.SCALED if origin is not None:
            return f"× {entry.factor:.6g} · {shown_line(origin.command)}"
        case EntryKind.OVERWRITTEN if origin is not None:
            text = translate("ledger", "overwritten by {line}")
            return text.format(line=shown_line(origin.command))
    return translate("ledger", "changed by none of the program's calls")


def deposit_facts(origin: Origin) -> str:
    """Which backward a deposit is from."""
    parts = []
    if origin.micro_batch is not None:
        text = translate("ledger", "micro-batch {number}")
        parts.append(text.format(number=origin.micro_batch + 1))
    if origin.loss is not None:
        parts.append(translate("ledger", "loss {loss}").format(loss=number(origin.loss)))
    elif origin.root == "output":
        parts.append(translate("ledger", "vector from the output"))
    if origin.divisor != 1:
        parts.append(translate("ledger", "divided by {divisor}").format(divisor=origin.divisor))
    if origin.factor != 1.0:
        parts.append(f"× {origin.factor:g}")
    parts.append(translate("ledger", "after {step} updates").format(step=origin.step))
    return " · ".join(parts)


def entry_tip(entry: Entry, title: str, cosine: float) -> str:
    """An entry with all its numbers."""
    lines = [title]
    if entry.origin is not None:
        text = translate("ledger", "call {call}: {line}")
        line = shown_line(entry.origin.command)
        lines.append(text.format(call=entry.origin.call, line=line))
    if entry.values is not None:
        text = translate("ledger", "norm {norm}, cosine with .grad {cosine:.4f}, {count} numbers")
        values = count(entry.values.size)
        lines.append(text.format(norm=number(entry.norm), cosine=cosine, count=values))
    return "\n".join(lines)


def event_words(event: LedgerEvent) -> str:
    """What an event made of an account, and by which call."""
    words = {
        EntryKind.DEPOSIT: translate("ledger", "a deposit"),
        EntryKind.ABORTED: translate("ledger", "a deposit of a backward that failed later"),
        EntryKind.SCALED: translate("ledger", "scaled"),
        EntryKind.OVERWRITTEN: translate("ledger", "overwritten"),
        EntryKind.UNEXPLAINED: translate("ledger", "changed by none of the program's calls"),
        EntryKind.ZEROED: translate("ledger", "filled with zeros"),
        EntryKind.DROPPED: translate("ledger", "dropped to None"),
        EntryKind.REPLACED: translate("ledger", "None: the parameter itself is a new one"),
    }[event.kind]
    if event.origin is None:
        return words
    text = translate("ledger", "{words} by call {call}: {line}")
    line = shown_line(event.origin.command)
    return text.format(words=words, call=event.origin.call, line=line)


def empty_words(account: Account, reason: NoneReason | None, last: LedgerEvent | None) -> str:
    """What is said where an account has no entries.

    Args:
        account: the account.
        reason: why its gradient is ``None``; ``None``: it is none.
        last: the last event of its life; ``None``: there was none.
    """
    if reason in HINDERED:
        text = "{name}.grad is None. " + why_none(reason, account.name)
    elif account.zeros:
        text = translate(
            "LedgerPanel",
            "{name}.grad is full of zeros, and no backward has added to it since.",
        )
    else:
        text = translate(
            "LedgerPanel",
            "Press forward, loss and backward: each backward becomes a band here, until "
            "zero_grad clears the account.",
        )
    text = text.format(name=account.name)
    if last is not None:
        event = translate("LedgerPanel", "Last: {event}.").format(event=event_words(last))
        text += f"\n{event}"
    return text


def proof_words(account: Account) -> str:
    """Whether the account accounts for the gradient, and what was compared."""
    if account.total is None:
        return translate("ledger", ".grad is None: nothing has been deposited.")
    if not account.proved:
        return translate("ledger", "✖ The entries do not come to .grad. Please report this.")
    if not account.explained:
        first = account.unexplained
        if first is None:
            return translate(
                "ledger",
                "⚠ Among the earlier entries is a change that no call of the program made.",
            )
        position = account.entries.index(first)
        before = account.entries[position - 1].origin if position else None
        if before is None:
            return translate("ledger", "⚠ Unexplained: no call of the program made this change.")
        text = translate("ledger", "⚠ Unexplained change after call {call}: {line}")
        return text.format(call=before.call, line=shown_line(before.command))
    if not account.deposits:
        text = translate("ledger", "✓ Zeros, and no deposit since; all {count} numbers compared.")
        return text.format(count=count(account.total.size))
    others = account.changes
    if others:
        text = translate(
            "ledger",
            "✓ Deposits: {deposits}, other changes: {changes}. In this order they come to .grad "
            "to the last bit: all {count} numbers compared.",
        )
    elif account.deposits == 1:
        text = translate(
            "ledger", "✓ One deposit is .grad to the last bit: all {count} numbers compared."
        )
    else:
        text = translate(
            "ledger",
            "✓ {deposits} deposits, added in this order, are .grad to the last bit: all {count} "
            "numbers compared.",
        )
    size = count(account.total.size)
    return text.format(deposits=account.deposits, changes=others, count=size)
