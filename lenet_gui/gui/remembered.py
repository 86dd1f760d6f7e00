"""What is remembered between two starts: watches, alarms, muted flags, the history's memory."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from lenet_gui.core.alarms import RULES, Alarm, AlarmRule, SetAlarms
from lenet_gui.core.commands import Command
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.snapshot import Notice, Snapshot
from lenet_gui.core.timeline import BUDGET, MAX_BUDGET, MIN_BUDGET, SetHistoryBudget
from lenet_gui.core.watches import MAX_WATCHES, SetWatches, Watch
from lenet_gui.gui.settings import Settings

KEY = "debugger"


def remember(settings: Settings, snapshot: Snapshot) -> None:
    """Write down how the debugger is set."""
    rules = [view.rule for view in snapshot.alarms]
    settings.set_value(
        KEY,
        json.dumps(
            {
                "watches": [
                    [view.watch.text, view.watch.stops, view.watch.plotted]
                    for view in snapshot.watches
                ],
                "alarms": [[r.alarm.value, r.threshold, r.on, r.stops] for r in rules],
                "muted": sorted(notice.value for notice in snapshot.muted),
                "history": snapshot.timeline.budget // 2**20,
            }
        ),
    )


def remembered(settings: Settings) -> tuple[Command, ...]:
    """The commands that set the debugger as it was; none where nothing readable is remembered.

    Whether an expression can be read only the trainer can tell, which refuses it otherwise.
    """
    try:
        found = json.loads(settings.value(KEY, "{}"))
        return tuple(
            command
            for key, read in READERS.items()
            # What is not there was not remembered yet when it was written.
            if key in found and (command := read(found[key])) is not None
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()


def _watches(found: list[Any]) -> Command | None:
    watches = tuple(Watch(_text(text), _flag(stops), _flag(plot)) for text, stops, plot in found)
    return SetWatches(watches[:MAX_WATCHES]) if watches else None


def _alarms(found: list[Any]) -> Command | None:
    rules = {
        Alarm(alarm): AlarmRule(Alarm(alarm), float(threshold), _flag(on), _flag(stops))
        for alarm, threshold, on, stops in found
    }
    # An alarm that there was not when it was written down is set as at first.
    chosen = tuple(rules.get(rule.alarm, rule) for rule in RULES)
    return SetAlarms(chosen) if chosen != RULES else None


def _muted(found: list[Any]) -> Command | None:
    notices = frozenset(Notice(_text(name)) for name in found)
    return SetMuted(notices) if notices else None


def _budget(found: int) -> Command | None:
    if isinstance(found, bool) or not isinstance(found, int):
        raise TypeError(f"not a number: {found!r}")
    known = MIN_BUDGET <= found <= MAX_BUDGET
    return SetHistoryBudget(found) if known and found != BUDGET else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"not a flag: {value!r}")
    return value


READERS: Mapping[str, Callable[[Any], Command | None]] = {
    "watches": _watches,
    "alarms": _alarms,
    "muted": _muted,
    "history": _budget,
}
"""What reads each part of what is remembered."""
