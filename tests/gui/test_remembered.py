import json
from dataclasses import replace

import pytest

from lenet_gui.core.alarms import RULES, AlarmView, SetAlarms
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.timeline import SetHistoryBudget, Timeline
from lenet_gui.core.watches import SetWatches, Watch
from lenet_gui.gui.remembered import KEY, remember, remembered
from tests.gui.panels.test_watches import view
from tests.snapshots import make_snapshot


def rules(*changed):
    return tuple(next((c for c in changed if c.alarm is r.alarm), r) for r in RULES)


def test_what_is_set_comes_back_as_commands(settings):
    watches = (view("loss < 1", stops=True), view("lr", plotted=False))
    loud = rules(replace(RULES[1], threshold=2.5, stops=True), replace(RULES[3], on=False))
    alarms = tuple(AlarmView(rule, 3, None, 0) for rule in loud)
    muted = frozenset({Notice.DEPOSIT_ADDED, Notice.GRAPH_REPLACED})
    remember(settings, make_snapshot(watches=watches, alarms=alarms, muted=muted))
    assert remembered(settings) == (
        SetWatches((Watch("loss < 1", stops=True), Watch("lr", plotted=False))),
        SetAlarms(loud),
        SetMuted(muted),
    )


def test_memory_of_the_history_comes_back(settings):
    remember(settings, make_snapshot(timeline=Timeline(budget=64 * 2**20)))
    assert remembered(settings) == (SetHistoryBudget(64),)


def test_what_an_older_program_wrote_without_a_history_is_read_all_the_same(settings):
    found = {"watches": [["lr", False, True]], "alarms": [], "muted": []}
    settings.set_value(KEY, json.dumps(found))
    assert remembered(settings) == (SetWatches((Watch("lr"),)),)


@pytest.mark.parametrize("size", [0, -1, 10**9])
def test_memory_out_of_bounds_is_as_at_first(settings, size):
    settings.set_value(KEY, json.dumps({"history": size}))
    assert remembered(settings) == ()


def test_what_is_as_at_first_needs_no_command(settings):
    remember(settings, make_snapshot())
    assert remembered(settings) == ()


def test_nothing_remembered_is_no_command(settings):
    assert remembered(settings) == ()


@pytest.mark.parametrize(
    "found",
    [
        "{", "[]", "3", "null", '{"watches": 1, "alarms": [], "muted": []}',
        '{"watches": [["loss"]], "alarms": [], "muted": []}',
        '{"watches": [["loss", 1, 0]], "alarms": [], "muted": []}',
        '{"watches": [], "alarms": [["no such alarm", 1, true, true]], "muted": []}',
        '{"watches": [], "alarms": [["exploding", "x", true, true]], "muted": []}',
        '{"watches": [], "alarms": [], "muted": ["no such notice"]}', '{"history": "64"}',
        '{"history": true}', '{"history": 64.5}', "[" * 100_000,
    ],
)  # fmt: skip
def test_garbage_is_no_command(settings, found):
    settings.set_value(KEY, found)
    assert remembered(settings) == ()


def test_an_alarm_that_was_not_there_yet_is_set_as_at_first(settings):
    found = {"watches": [], "alarms": [["exploding", 5.0, True, False]], "muted": []}
    settings.set_value(KEY, json.dumps(found))
    (command,) = remembered(settings)
    assert command.rules == rules(replace(RULES[1], threshold=5.0))


def test_the_next_start_has_the_watches_of_the_last_and_no_call(build, qtbot):
    first = build()
    qtbot.waitUntil(lambda: first.snapshot is not None, timeout=30_000)
    with qtbot.waitSignal(first.training.applied, timeout=10_000):
        first.issue(SetWatches((Watch("loss"),)))
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=10_000)
    second = build()
    qtbot.waitUntil(lambda: second.snapshot is not None, timeout=30_000)
    assert [v.watch for v in second.snapshot.watches] == [Watch("loss")]
    assert second.snapshot.calls == 0


def test_a_remembered_watch_that_cannot_be_read_stops_no_start(build, settings, qtbot):
    found = {"watches": [["no_such_name + (", False, True]], "alarms": [], "muted": []}
    settings.set_value(KEY, json.dumps(found))
    window = build()
    qtbot.waitUntil(lambda: window.snapshot is not None, timeout=30_000)
    assert window.snapshot.watches == ()
