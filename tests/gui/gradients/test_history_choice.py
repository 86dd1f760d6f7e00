import numpy as np
import pytest

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.gui.gradients.history_choice import Choice, ChosenMoments
from tests.snapshots import history


def recorded(count: int) -> GradientHistory:
    return history([{"fc3.bias": np.ones(10, np.float32)}] * count)


def without(whole: GradientHistory, *places: int) -> GradientHistory:
    moments = np.delete(whole.moments, places)
    return GradientHistory(whole.names, whole.sizes, moments, len(whole), len(whole))


def test_at_first_they_are_the_newest_and_the_first_whatever_comes():
    chosen = ChosenMoments()
    assert chosen.places(recorded(1)) == Choice(0, 0)
    assert chosen.places(recorded(5)) == Choice(4, 0)


def test_chosen_moments_stay_where_others_come_or_go():
    chosen, whole = ChosenMoments(), recorded(8)
    chosen.choose(whole, 5, other=False)
    chosen.choose(whole, 3, other=True)
    assert chosen.places(recorded(9)) == Choice(5, 3)
    assert chosen.places(without(whole, 1, 2)) == Choice(3, 1)


def test_moment_that_was_thinned_away_gives_way_to_the_next():
    chosen, whole = ChosenMoments(), recorded(8)
    chosen.choose(whole, 5, other=False)
    assert chosen.places(without(whole, 5)).a == 5
    assert without(whole, 5).moments["step"][5] == 6


@pytest.mark.parametrize(("moment", "found"), [(-3, 0), (99, 7)])
def test_moment_outside_becomes_the_end(moment, found):
    chosen, whole = ChosenMoments(), recorded(8)
    for other in (False, True):
        chosen.choose(whole, moment, other=other)
    assert chosen.places(whole) == Choice(found, found)


def test_newest_that_is_chosen_again_follows_what_comes():
    chosen = ChosenMoments()
    chosen.choose(recorded(8), 2, other=False)
    chosen.choose(recorded(8), 7, other=False)
    assert chosen.places(recorded(9)).a == 8
