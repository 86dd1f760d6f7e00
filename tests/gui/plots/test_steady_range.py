import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenet_gui.gui.plots.followed_range import FollowedRange
from lenet_gui.gui.plots.steady_range import SteadyReach, nice_ceiling, ticks

positive = st.floats(1e-300, 1e300)


@pytest.mark.parametrize(
    ("value", "nice"), [(1.0, 1.0), (1.01, 1.2), (0.0327, 0.04), (9.0, 10.0), (61, 80.0)]
)
def test_ceiling_is_the_next_round_number(value, nice):
    assert nice_ceiling(value) == pytest.approx(nice)


@given(positive)
def test_ceiling_is_hardly_below_and_never_far_above(value):
    assert value * (1 - 1e-9) <= nice_ceiling(value) <= value * 1.51


@given(positive)
def test_ceiling_of_a_ceiling_is_itself(value):
    assert nice_ceiling(nice_ceiling(value)) == pytest.approx(nice_ceiling(value), rel=1e-9)


def test_reach_holds_still_while_the_data_stays_inside():
    reach = SteadyReach(shrink=0.25)
    first = reach.cover(0.9)
    assert [reach.cover(value) for value in (0.8, 0.5, 0.3, 0.95)] == [first] * 4


def test_reach_follows_data_that_leaves_it_or_has_become_much_smaller():
    reach = SteadyReach(shrink=0.25)
    reach.cover(0.9)
    assert reach.cover(3.3) == pytest.approx(4.0)
    assert reach.cover(0.5) == pytest.approx(0.5)


def test_reach_without_shrinking_only_grows():
    reach = SteadyReach()
    reach.cover(8.0)
    assert reach.cover(0.001) == pytest.approx(8.0)


@pytest.mark.parametrize("value", [0.0, -1.0, math.nan, math.inf])
def test_reach_ignores_what_has_no_size(value):
    reach = SteadyReach()
    reach.cover(2.0)
    assert reach.cover(value) == 2.0


@given(st.floats(-1e3, 1e3), st.floats(1e-2, 1e6), st.integers(2, 12))
def test_ticks_are_few_and_evenly_spaced_and_lie_inside(low, span, most):
    values = ticks(low, low + span, most)
    assert len(values) <= max(most, 4)
    assert all(low - span * 1e-6 <= value <= low + span * (1 + 1e-6) for value in values)
    gaps = {round((b - a) / span, 6) for a, b in pairwise(values)}
    assert len(gaps) <= 1


def test_ticks_keep_at_least_two_where_they_can():
    assert ticks(-0.02, 1.02, 1) == [0.0, 1.0]


def test_no_ticks_without_a_span():
    assert ticks(1.0, 1.0, 5) == []
    assert ticks(0.0, math.nan, 5) == []


def test_x_axis_begins_with_ten_steps_and_then_runs_ahead():
    followed = FollowedRange()
    assert followed.cover_x(3)[1] == pytest.approx(10.2)
    end = followed.cover_x(100)[1]
    assert end > 105
    assert followed.cover_x(104)[1] == end


def test_y_axis_starts_at_zero_where_the_losses_fall_far():
    low, high = FollowedRange().cover_y(0.01, 0.79, log=False)
    assert low <= 0
    assert high >= 0.79


def test_y_axis_shows_a_narrow_band_of_losses_closely():
    low, high = FollowedRange().cover_y(2.29, 2.31, log=False)
    assert low > 2.2
    assert high < 2.4


def test_y_axis_holds_still_while_losses_fall_inside_it():
    followed = FollowedRange()
    first = followed.cover_y(0.3, 0.79, log=False)
    assert followed.cover_y(0.01, 0.79, log=False) == first


def test_y_axis_ignores_losses_that_are_not_finite():
    followed = FollowedRange()
    first = followed.cover_y(0.3, 0.79, log=False)
    assert followed.cover_y(math.inf, -math.inf, log=False) == first


def test_forgotten_range_fits_the_next_data_closely():
    followed = FollowedRange()
    followed.cover_y(0.0, 1000.0, log=False)
    followed.forget()
    assert followed.cover_y(0.1, 0.5, log=False)[1] < 1


def test_data_of_zeros_alone_has_a_range_around_it():
    low, high = FollowedRange().cover_y(0.0, 0.0, log=False)
    assert low < 0 < high
