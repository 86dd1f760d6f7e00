from dataclasses import replace

import pytest

from lenet_gui.core.timeline import Arrival, Moment
from lenet_gui.gui.past_bar import PastBar
from tests.timelines import branch, timeline

MAIN = branch("ZFLBS" * 4)
SIDE = branch("FLBS", 1, parent=MAIN, fork=10, name="small lr")
END = Moment(0, 20)


def at(call: int, *, rebuilt: bool = False, travelled: bool = True):
    arrival = Arrival(END, 3, rebuilt) if travelled else None
    return timeline(MAIN, now=Moment(0, call), arrival=arrival)


@pytest.fixture
def bar(qtbot) -> PastBar:
    bar = PastBar()
    qtbot.addWidget(bar)
    bar.resize(1200, 30)
    return bar


def test_newest_moment_has_no_bar(bar):
    bar.show_timeline(at(20, travelled=False), END)
    assert bar.isHidden()


def test_past_is_named_with_what_a_call_from_there_does(bar):
    bar.show_timeline(at(7), END)
    assert not bar.isHidden()
    assert bar.text.text() == (
        "You see the moment after call 7 of 20 (branch “main”). A different call from here begins "
        "a new branch."
    )
    assert bar.accessibleDescription() == bar.text.text()


def test_rebuilt_graph_is_told(bar):
    bar.show_timeline(at(7, rebuilt=True), END)
    assert bar.text.text().endswith("The graph was rebuilt by running forward again.")


def test_bar_stays_while_one_goes_to_and_fro_and_goes_with_the_next_new_call(bar):
    bar.show_timeline(at(7), END)
    bar.show_timeline(at(20), END)
    assert not bar.isHidden()
    assert "newest" in bar.text.text()
    assert not bar.back.isEnabled()
    bar.show_timeline(at(7), END)
    assert bar.back.isEnabled()
    longer = timeline(branch("ZFLBS" * 4 + "Z"))
    bar.show_timeline(longer, Moment(0, 21))
    assert bar.isHidden()


def test_going_to_the_newest_moment_of_another_branch_needs_no_bar(bar):
    there = timeline(MAIN, SIDE, now=Moment(1, 14), arrival=Arrival(END, 0, rebuilt=False))
    bar.show_timeline(there, Moment(1, 14))
    assert bar.isHidden()


def test_branch_that_forward_leads_along_is_named(bar):
    before = timeline(MAIN, SIDE, now=Moment(0, 7))
    bar.show_timeline(before, Moment(1, 14))
    assert "after call 7 of 14 (branch “small lr”)" in bar.text.text()


def test_choosing_a_branch_that_one_is_not_on_changes_nothing_that_is_said(bar):
    newest = timeline(MAIN, SIDE, now=END, arrival=Arrival(Moment(), 0, rebuilt=False))
    bar.show_timeline(newest, Moment(1, 14))
    assert bar.text.text() == "You see the newest moment, after call 20 (branch “main”)."
    bar.show_timeline(timeline(MAIN, SIDE, now=Moment(0, 15)), Moment(1, 14))
    assert "after call 15 of 20 (branch “main”)" in bar.text.text()


def test_button_asks_for_the_newest_moment(bar, qtbot):
    bar.show_timeline(at(7), END)
    with qtbot.waitSignal(bar.newest_requested):
        bar.back.click()


def test_call_that_follows_the_known_future_keeps_the_bar(bar):
    bar.show_timeline(at(7), END)
    bar.show_timeline(replace(at(8), arrival=None), END)
    assert not bar.isHidden()
