from dataclasses import replace

import pytest

from lenet_gui.core.timeline import Arrival, Moment
from lenet_gui.gui.words.number_text import exact
from lenet_gui.gui.words.timeline_texts import (
    branch_name,
    edited,
    moment_words,
    visit,
    visit_line,
    visit_sentences,
)
from tests.timelines import branch, compared, difference, timeline

MAIN = branch("ZFLBS" * 4, losses={3: 0.1})
SIDE = branch("FLBS", 1, parent=MAIN, fork=10)
NOW = timeline(MAIN, SIDE, now=Moment(0, 12))


def went(call: int, *, replayed: int = 0, rebuilt: bool = False, number: int = 0):
    arrival = Arrival(NOW.now, replayed, rebuilt)
    return visit(NOW, replace(NOW, now=Moment(number, call), arrival=arrival))


def test_branches_without_a_name_are_named_by_their_numbers():
    named = branch("Z", 2, parent=MAIN, fork=1, name="mine")
    assert [branch_name(b) for b in (MAIN, SIDE, named)] == ["main", "branch 1", "mine"]


def test_moment_is_its_call_with_what_it_computed():
    assert moment_words(NOW, Moment(0, 3)) == (
        "call 3, updates 0: loss = criterion(output, target), loss 0.1"
    )
    assert moment_words(NOW, Moment(1, 14)) == "call 14, updates 3: optimizer.step()"
    assert moment_words(NOW, Moment(0, 0)) == "the beginning, before any call"


def test_moment_before_a_fork_is_the_same_by_either_branch():
    assert moment_words(NOW, Moment(SIDE.number, 3)) == moment_words(NOW, Moment(0, 3))


def test_compared_moments_of_two_branches_are_told_apart():
    row = difference("parameter", "fc3.bias")
    there = compared(row, one=Moment(0, 13), other=Moment(SIDE.number, 13))
    assert edited(NOW, replace(NOW, compared=there)).startswith(
        "Call 13 (branch “main”) and call 13 (branch “branch 1”): "
    )


def test_back_and_forward_are_told_apart_with_what_was_made_again():
    assert visit_line(went(9)) == "# back to call 9"
    assert " ".join(visit_sentences(went(9, replayed=3, rebuilt=True))) == (
        "Back to the moment after call 9, loss.backward(). Calls made again to rebuild it: 3. The "
        "graph was rebuilt by running forward again."
    )
    assert visit_line(went(15)) == "# forward to call 15"
    assert " ".join(visit_sentences(went(15))) == (
        "Forward to the moment after call 15, optimizer.step(). It had been kept: no call was made "
        "again."
    )
    assert visit_line(went(0)) == "# back to the beginning"
    assert visit_sentences(went(0))[0] == "Back at the beginning, before any call."


def test_call_after_an_arrival_is_no_arrival():
    there = replace(NOW, now=Moment(0, 5), arrival=Arrival(NOW.now, 0, rebuilt=False))
    assert visit(there, replace(there, now=Moment(0, 6), arrival=None)) is None
    assert visit(there, replace(there, saved=9)) is None
    assert visit(NOW, there) is not None
    assert visit(None, there) is not None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"budget": 64 * 2**20}, "The history may now take 64 MiB."),
        ({"branches": (MAIN,)}, "Forgotten: branch 1."),
        ({"branches": (MAIN, replace(SIDE, name="mine"))}, "“branch 1” is now called “mine”."),
        (
            {"compared": compared(difference("parameter", "fc3.bias"))},
            "Call 5 and call 10: Parameters, gradients and the optimizer's state are identical to "
            "the last bit: 150 numbers compared.",
        ),
    ],
)
def test_what_was_done_to_the_history_is_said(changes, words):
    assert edited(NOW, replace(NOW, **changes)) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.100000001490116119384765625, "0.1"),  # the float32 next to 0.1
        (0.1, "0.1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (float("nan"), "nan"),
        (1e300, "1e+300"),
    ],
)
def test_exact_number_is_the_shortest_that_is_this_one(value, text):
    assert exact(value) == text
