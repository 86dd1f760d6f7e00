"""Which losses lie beside the way to the present moment, by hand-made histories."""

import numpy as np

from lenet_gui.core.timeline import Moment, Timeline
from lenet_gui.gui.loss.branch_curves import SHOWN, BranchFinder
from tests.timelines import branch, timeline

MAIN = branch("ZFLBS" * 4)  # losses at calls 3, 8, 13, 18
SIDE = branch("FLBS", 1, parent=MAIN, fork=10, name="small lr")  # a loss at call 12


def found(history: Timeline) -> list[tuple[int, bool, list[int], list[int]]]:
    return [
        (each.branch.number, each.later, each.curve.calls.tolist(), each.curve.steps.tolist())
        for each in BranchFinder().of(history).shown
    ]


def test_nothing_lies_beside_the_newest_moment_of_the_only_branch():
    assert found(timeline(MAIN)) == []


def test_later_losses_are_joined_to_the_last_one_of_the_past():
    assert found(timeline(MAIN, now=Moment(0, 10))) == [(0, True, [8, 13, 18], [1, 2, 3])]
    assert found(timeline(MAIN, now=Moment(0, 0))) == [(0, True, [3, 8, 13, 18], [0, 1, 2, 3])]


def test_past_before_which_no_loss_is_left_has_no_later_ones():
    assert found(timeline(MAIN, now=Moment(0, 18))) == []


def test_parent_shows_what_it_went_on_to_do_after_the_branch_began():
    assert found(timeline(MAIN, SIDE)) == [(0, False, [8, 13, 18], [1, 2, 3])]


def test_branch_is_shown_from_its_parent_from_where_it_begins():
    history = timeline(MAIN, SIDE, now=Moment(0, 20))
    assert found(history) == [(1, False, [8, 12], [1, 2])]


def test_later_losses_of_a_branch_lead_over_its_parent():
    history = timeline(MAIN, SIDE, now=Moment(1, 5))
    assert found(history) == [(1, True, [3, 8, 12], [0, 1, 2]), (0, False, [8, 13, 18], [1, 2, 3])]


def test_a_start_among_them_begins_another_curve():
    again = branch("FLSFLS" + "R" + "FLSFL")
    assert found(timeline(again, now=Moment(0, 3))) == [
        (0, True, [2, 5], [0, 1]), (0, True, [9, 12], [0, 1]),
    ]  # fmt: skip
    assert found(timeline(again, now=Moment(0, 6))) == [(0, True, [9, 12], [0, 1])]


def test_newest_branches_are_shown_and_the_others_counted():
    sides = [branch("FL", k, parent=MAIN, fork=5) for k in range(1, SHOWN + 3)]
    empty = branch("F", SHOWN + 3, parent=MAIN, fork=5)
    history = timeline(MAIN, *sides, empty, now=Moment(0, 20))
    beside = BranchFinder().of(history)
    assert [each.branch.number for each in beside.shown] == [5, 4, 3]
    assert beside.more == 2


def test_curves_are_the_same_objects_until_something_beside_changes():
    finder = BranchFinder()
    one = finder.of(timeline(MAIN, SIDE))
    longer = branch("FLBSFL", 1, parent=MAIN, fork=10, name="small lr")
    assert finder.of(timeline(MAIN, longer)) is one
    assert finder.of(timeline(MAIN, longer, now=Moment(1, 12))) is not one


def test_another_session_of_the_same_shape_is_another_one():
    finder = BranchFinder()
    finder.of(timeline(MAIN, now=Moment(0, 10)))
    other = branch("ZFLBS" * 4, losses={13: 7.0, 18: 8.0})
    (beside,) = finder.of(timeline(other, now=Moment(0, 10))).shown
    assert beside.curve.losses.tolist()[1:] == [7.0, 8.0]


def test_losses_that_are_not_finite_leave_gaps():
    broken = branch("FLSFLS", losses={5: np.inf})
    assert found(timeline(broken, now=Moment(0, 3))) == [(0, True, [2, 5], [0, 1])]
