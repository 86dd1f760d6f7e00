"""An account as the Ledger shows it: a band an entry, and a mark an event."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.ledger_sums import Level
from lenet_gui.core.ledger_view import CLEARINGS, Account, EntryKind, LedgerEvent
from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.ledger.bands import Band, BandKind
from lenet_gui.gui.ledger.formula import float32_text
from lenet_gui.gui.ledger.life_strip import LifeMark
from lenet_gui.gui.ledger.words import entry_tip, entry_title, event_words
from lenet_gui.gui.words.number_text import number

translate = QCoreApplication.translate

PARTS = 40
"""Parts of the norm that are written out; of more, the first and the last."""

_KINDS = {
    EntryKind.DEPOSIT: BandKind.ADDED,
    EntryKind.ABORTED: BandKind.ADDED,
    EntryKind.SCALED: BandKind.SCALED,
}

_SIGNS = {EntryKind.DEPOSIT: "+", EntryKind.ABORTED: "+", EntryKind.SCALED: "×"}


def account_bands(account: Account, levels: Sequence[Level], index: int | None) -> list[Band]:
    """A band for each level.

    Args:
        account: the account.
        levels: what its entries come to one after the other, by the norm or by one number.
        index: the number's place in the flattened tensor; ``None``: the norm.
    """
    bands, position = [], 0
    cosines = dict(zip(account.entries, account.cosines, strict=True))
    for level in levels:
        entry = level.entry
        if entry is None:
            position = 0 if account.earlier is None else account.earlier.deposits
            bands.append(_together(level, position))
            continue
        position += entry.deposits
        title, cosine = entry_title(entry, position), cosines[entry]
        bands.append(
            Band(
                title,
                _numbers(level, index, cosine),
                level.before or 0.0,
                level.after,
                _KINDS.get(entry.kind, BandKind.CHANGED),
                entry_tip(entry, title, cosine),
            )
        )
    return bands


def _together(level: Level, last: int) -> Band:
    text = translate("ledger", "g1 … g{last} together: only their sum is kept")
    text = text.format(last=last)
    return Band(text, number(level.after), 0.0, level.after, BandKind.TOGETHER, text)


def _numbers(level: Level, index: int | None, cosine: float) -> str:
    entry = level.entry
    if entry is None or entry.values is None:
        return f"→ {number(level.after)}"
    if index is not None:
        return float32_text(float(entry.values.reshape(-1)[index]))
    # Short, so that there is room for the words; the tip has all digits.
    text = translate("ledger", "norm {norm:.3g}  cos {cosine:.3f}")
    return text.format(norm=entry.norm, cosine=cosine)


def norm_words(levels: Sequence[Level]) -> str:
    """How the norm adds up."""
    parts = [f"{level.change:.6g}" for level in levels if level.change or level.entry is None]
    if len(parts) > PARTS:
        parts = [*parts[: PARTS // 2], "…", *parts[-PARTS // 2 :]]
    total = f"{levels[-1].after:.6g}" if levels else "0"
    text = translate(
        "ledger",
        "Norm of .grad {total}: the bands are what each call adds to it (its norm × its cosine), "
        "computed in float64.\n"
        "{sum} = {total}\n\nChoose one number above to see its sum to the last bit.",
    )
    return text.format(total=total, sum=" + ".join(parts).replace("+ -", "- "))


def life_mark(event: LedgerEvent) -> LifeMark:
    """An event in the life of an account."""
    state = GradientState.VALUES
    if event.kind in CLEARINGS:
        zeroed = event.kind is EntryKind.ZEROED
        state = GradientState.ZEROS if zeroed else GradientState.NONE
    return LifeMark(state, _SIGNS.get(event.kind, "!"), event_words(event))
