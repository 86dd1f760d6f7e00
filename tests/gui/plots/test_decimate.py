import numpy as np
import pytest

from lenet_gui.gui.plots.decimate import GrowingDecimation, average, decimate, visible


def column_of(steps: np.ndarray, low: float, high: float, columns: int) -> np.ndarray:
    """The column of each x, by the definition."""
    edges = np.ceil(np.linspace(low, high, columns + 1)[1:-1])
    return np.searchsorted(edges, steps, "right")


@pytest.mark.parametrize("seed", range(12))
def test_lowest_and_highest_of_every_column_are_kept(seed):
    random = np.random.default_rng(seed)
    count, columns = int(random.integers(500, 5000)), int(random.integers(1, 60))
    steps = np.sort(random.integers(0, random.integers(1, 4000), count))
    values = random.standard_normal(count)
    low, high = float(steps[0]), float(steps[-1])

    xs, ys = decimate(steps, values, low, high, columns)

    before, after = (column_of(x, low, high, columns) for x in (steps, xs))
    for column in np.unique(before):
        whole, drawn = values[before == column], ys[after == column]
        assert drawn.min() == whole.min()
        assert drawn.max() == whole.max()
    assert len(xs) <= max(4 * columns, 2 * columns)
    assert np.all(np.diff(xs) >= 0)


def test_short_curve_comes_back_whole():
    steps, values = np.array([0, 1, 1, 5]), np.array([3.0, 2.0, 4.0, 1.0])
    xs, ys = decimate(steps, values, 0, 5, 10)
    assert xs.tolist() == [0, 1, 1, 5]
    assert ys.tolist() == [3.0, 2.0, 4.0, 1.0]


def test_one_peak_among_a_million_points_is_drawn():
    values = np.zeros(1_000_000)
    values[123_456] = 7.0
    xs, ys = decimate(np.arange(1_000_000), values, 0, 999_999, 500)
    assert ys.max() == 7.0
    assert len(xs) == 1000


def test_values_that_are_not_finite_become_gaps():
    values = np.ones(4000)
    values[1000:2000] = np.inf
    xs, ys = decimate(np.arange(4000), values, 0, 4000, 40)
    assert np.isnan(ys[(xs >= 1000) & (xs < 2000)]).all()
    assert np.isfinite(ys[(xs < 1000) | (xs >= 2000)]).all()


def test_one_nan_hides_no_other_value_of_its_column():
    values = np.ones(4000)
    values[5], values[6] = np.nan, 9.0
    _, ys = decimate(np.arange(4000), values, 0, 4000, 10)
    assert np.nanmax(ys) == 9.0
    assert not np.isnan(ys).any()


def test_falling_curve_keeps_its_direction_within_a_column():
    _, ys = decimate(np.arange(1000), np.arange(1000.0)[::-1], 0, 1000, 5)
    assert np.all(np.diff(ys) < 0)


def test_one_point_beyond_each_edge_is_kept():
    steps, values = visible(np.arange(10), np.arange(10.0), 3.5, 6.2)
    assert steps.tolist() == [3, 4, 5, 6, 7]
    assert values.tolist() == [3.0, 4.0, 5.0, 6.0, 7.0]


def test_nothing_is_drawn_of_an_empty_curve():
    xs, ys = decimate(np.empty(0, np.int64), np.empty(0), 0, 10, 100)
    assert len(xs) == len(ys) == 0


def test_many_points_at_one_step_share_a_column():
    steps = np.full(1000, 3)
    values = np.linspace(-1, 1, 1000)
    xs, ys = decimate(steps, values, 0, 10, 20)
    assert xs.tolist() == [3, 3]
    assert ys.tolist() == [-1, 1]


def test_average_takes_the_mean_of_each_bin_and_leaves_out_the_unknown():
    steps = np.arange(8)
    values = np.array([0.0, 1.0, 1.0, 1.0, np.nan, 0.0, 0.0, 1.0])
    xs, ys = average(steps, values, 0, 8, 2)
    assert ys.tolist() == [0.75, pytest.approx(1 / 3)]
    assert xs.tolist() == [1.5, 6.0]


def test_average_of_few_points_leaves_them_as_they_are():
    xs, ys = average(np.arange(3), np.array([0.0, np.nan, 1.0]), 0, 3, 5)
    assert xs.tolist() == [0, 2]
    assert ys.tolist() == [0.0, 1.0]


@pytest.mark.parametrize("bad", [None, np.nan, np.inf])
def test_growing_curve_is_thinned_as_if_it_were_whole(bad):
    random = np.random.default_rng(3)
    steps = np.sort(random.integers(0, 9000, 20_000))
    values = random.standard_normal(20_000)
    if bad is not None:
        values[random.integers(0, 20_000, 50)] = bad
    grow = GrowingDecimation()
    for count in sorted(random.integers(1, 20_000, 60).tolist()):
        found = grow(steps[:count], values[:count], -50.0, 9100.0, 180)
        expected = decimate(steps[:count], values[:count], -50.0, 9100.0, 180)
        for one, other in zip(found, expected, strict=True):
            np.testing.assert_array_equal(one, other)


def test_growing_curve_follows_a_new_view_and_a_new_run():
    random = np.random.default_rng(4)
    steps = np.arange(5000)
    first, second = random.standard_normal(5000), random.standard_normal(5000)
    grow = GrowingDecimation()
    for values, count, low, high, columns in (
        (first, 4000, 0.0, 5000.0, 100),
        (first, 4500, 0.0, 5000.0, 100),
        (first, 4600, 0.0, 6000.0, 100),
        (first, 4600, 0.0, 6000.0, 150),
        (first, 4700, 1000.0, 2000.0, 150),
        (second, 4800, 0.0, 6000.0, 150),
        (second, 700, 0.0, 6000.0, 150),
        (second, 30, 0.0, 6000.0, 150),
    ):
        found = grow(steps[:count], values[:count], low, high, columns)
        expected = decimate(steps[:count], values[:count], low, high, columns)
        for one, other in zip(found, expected, strict=True):
            np.testing.assert_array_equal(one, other)


def test_curve_that_was_gone_back_in_is_drawn_whatever_its_length():
    steps = np.arange(1200)
    values = np.random.default_rng(6).standard_normal(1200)
    for shorter in range(401, 1200):
        grow = GrowingDecimation()
        grow(steps, values, 0.0, 1300.0, 100)
        found = grow(steps[:shorter], values[:shorter], 0.0, 1300.0, 100)
        expected = decimate(steps[:shorter], values[:shorter], 0.0, 1300.0, 100)
        for one, other in zip(found, expected, strict=True):
            np.testing.assert_array_equal(one, other)
