import random
from dataclasses import replace

import numpy as np
import pytest

from lenet_gui.core.timeline import Branch, Mark, Moment
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


def looked_through(way: Way) -> dict[str, list]:
    calls, losses = way.losses
    return {
        "updates": way.updates.tolist(),
        "starts": way.starts.tolist(),
        "losses": [calls.tolist(), repr(losses.tolist())],
        "not finite": way.not_finite.tolist(),
        "failed": way.flagged(Mark.FAILED).tolist(),
        "notices": way.flagged(Mark.NOTICE).tolist(),
    }


def cut(found: Branch, end: int) -> Branch:
    """The first calls of a branch, in the same memory, as the history gives them."""
    count = end - found.fork
    columns = ("calls", "kinds", "marks", "steps", "losses")
    return replace(found, **{name: getattr(found, name)[:count] for name in columns})


def random_branch(rng: random.Random, length: int, number: int = 0, **origin) -> Branch:
    letters = "".join(rng.choices("ZFLBSR", weights=(3, 3, 6, 3, 6, 1), k=length))
    calls = range(origin.get("fork", 0) + 1, origin.get("fork", 0) + length + 1)
    losses = {c: rng.choice([0.5, np.inf, np.nan]) for c in calls if letters[c - calls[0]] == "L"}
    marks = {c: rng.choice([Mark.FAILED, Mark.NOTICE]) for c in rng.sample(calls, length // 4)}
    return branch(letters, number, losses=losses, marks=marks, **origin)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("forked", [False, True], ids=["one branch", "two branches"])
def test_a_way_that_goes_on_finds_what_one_that_begins_anew_finds(seed, forked):
    rng = random.Random(seed)
    whole = random_branch(rng, 60)
    others: tuple[Branch, ...] = ()
    if forked:
        others = (whole,)
        whole = random_branch(rng, 60, 1, parent=whole, fork=rng.randint(1, 60))
    before = None
    ends = sorted(rng.sample(range(whole.fork, whole.end + 1), 6))
    for end in ends:
        known = timeline(*others, cut(whole, end))
        way = Way(known, whole.number, before)
        names = rng.sample(["updates", "starts", "losses", "not_finite"], 2)
        for name in names:  # not all is asked for each time
            getattr(way, name)
        assert way._found is (before._found if before else way._found)
        if rng.random() < 0.5:
            assert looked_through(way) == looked_through(Way(known, whole.number))
        before = way
    assert looked_through(before) == looked_through(Way(known, whole.number))


def test_a_way_shown_before_is_looked_through_by_itself_once_a_longer_one_went_on():
    whole = branch("ZFLBSZFLBS", losses={3: 0.5, 8: np.nan})
    short = Way(timeline(cut(whole, 6)), 0)
    longer = Way(timeline(whole), 0, short)
    assert longer.updates.tolist() == [5, 10]
    assert short.updates.tolist() == [5]
    assert short.not_finite.tolist() == []


def test_a_way_with_other_calls_does_not_go_on_from_the_one_before():
    old = Way(timeline(branch("ZFLBS")), 0)
    assert old.updates.tolist() == [5]
    assert Way(timeline(branch("SFLBSZ")), 0, old).updates.tolist() == [1, 5]


def test_updates_after_each_call_are_those_of_the_branch_it_lies_on():
    changed = branch("SSSS")
    fork = branch("ZSR", 1, parent=changed, fork=3)
    way = Way(timeline(changed, fork), 1)
    assert [way.step(call) for call in range(way.end + 1)] == [0, *way.steps.tolist()]
