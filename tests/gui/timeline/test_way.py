import numpy as np
import pytest

from lenet_gui.core.timeline import Mark, Moment
from lenet_gui.gui.timeline.way import Way, neighbour, same_calls
from tests.timelines import branch, long_branch, timeline

MAIN = branch("ZFLBSZFLBS", losses={3: 0.5, 8: 0.25})
SIDE = branch("FLBS", 1, parent=MAIN, fork=6, losses={8: 0.125}, rates=((6, 0.01), (7, 0.005)))
LEAF = branch("ZZ", 2, parent=SIDE, fork=8, marks={10: Mark.FAILED})
TREE = timeline(MAIN, SIDE, LEAF)


def test_way_to_a_branch_goes_along_those_that_it_forks_off_from():
    way = Way(TREE, 2)
    assert way.branches == (0, 1, 2)
    assert way.end == 10
    assert [way.moment(call) for call in (0, 6, 7, 8, 9)] == [
        Moment(0, 0), Moment(0, 6), Moment(1, 7), Moment(1, 8), Moment(2, 9),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [0, 1, 2])
def test_moments_of_a_way_are_the_timelines_own(number):
    way = Way(TREE, number)
    for call in range(way.end + 1):
        assert way.moment(call) == TREE.owner(number, call)
        assert way.holds(way.moment(call))


def test_moment_of_another_branch_does_not_lie_on_the_way():
    assert not Way(TREE, 1).holds(Moment(0, 7))
    assert Way(TREE, 1).holds(Moment(0, 6))


def test_calls_that_a_way_does_not_have_are_cut_off():
    way = Way(TREE, 1)
    assert way.moment(-3) == Moment(0, 0)
    assert way.moment(99) == Moment(1, 10)


def test_losses_of_a_way_leave_out_those_of_the_calls_that_it_does_not_have():
    calls, losses = Way(TREE, 1).losses
    assert calls.tolist() == [3, 8]
    assert losses.tolist() == [0.5, 0.125]


def test_loss_that_is_nan_is_a_loss_and_one_that_failed_is_none():
    failing = branch("FLL", losses={2: np.nan, 3: np.nan}, marks={3: Mark.FAILED})
    calls, losses = Way(timeline(failing), 0).losses
    assert calls.tolist() == [2]
    assert np.isnan(losses).all()


def test_rates_of_a_way_are_those_up_to_where_it_forks_off():
    changed = branch("SSSS", rates=((0, 0.1), (2, 0.05), (4, 0.01)))
    fork = branch("S", 1, parent=changed, fork=3, rates=((3, 0.05),))
    way = Way(timeline(changed, fork), 1)
    assert [way.rate(call) for call in range(5)] == [0.1, 0.1, 0.05, 0.05, 0.05]


def test_updates_are_the_calls_that_changed_their_number():
    way = Way(timeline(branch("SFSRFS")), 0)
    assert way.steps.tolist() == [1, 1, 2, 0, 0, 1]
    assert way.updates.tolist() == [1, 3, 4, 6]
    assert way.starts.tolist() == [4]


def test_neighbour_is_the_next_or_the_one_before_and_never_the_call_itself():
    calls = np.array([2, 5, 9])
    assert [neighbour(calls, call, 1) for call in (1, 2, 9)] == [2, 5, None]
    assert [neighbour(calls, call, -1) for call in (2, 5, 6)] == [None, 2, 5]


def test_timeline_that_has_grown_or_forked_has_other_calls():
    same = timeline(MAIN, SIDE, LEAF, now=Moment(0, 3))
    assert same_calls(TREE, same)
    assert not same_calls(TREE, timeline(MAIN, SIDE))
    assert not same_calls(timeline(MAIN), timeline(branch("ZFLBSZFLBS")))


def test_way_of_a_single_branch_copies_nothing_however_long_it_is():
    found = long_branch(100_000)
    way = Way(timeline(found), 0)
    assert np.shares_memory(way.steps, found.steps)
    assert way.end == 600_000
    assert len(way.updates) == 100_000
