import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from lenet_gui.core.histograms import Histogram
from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.gradients.histogram_cells import CellScale, HistogramCell, bars_of, level
from lenet_gui.gui.gradients.histogram_grid import HistogramGrid
from tests.snapshots import SHAPES, histogram


def cell(now: Histogram | None, before: Histogram | None = None) -> HistogramCell:
    return HistogramCell("w", GradientState.VALUES, now, before)


def values(spread: float, zeros: int = 0) -> np.ndarray:
    random = np.random.default_rng(0).uniform(-spread, spread, 500)
    return np.concatenate([random, np.zeros(zeros)])


def test_exact_zeros_are_taken_out_of_the_bar_that_holds_them():
    bars = bars_of(histogram(values(1.0, zeros=9000)))
    assert bars is not None
    assert bars.counts.sum() == 500
    assert bars.counts.max() < 50
    assert bars.zero_bin == 32


def test_small_values_beside_zero_stay_in_their_bar():
    entries = np.array([0.0, 0.0, 0.001, 1.0])
    bars = bars_of(histogram(entries))
    assert bars is not None
    assert bars.counts[bars.zero_bin] == 1


def test_all_zeros_and_nothing_finite_have_no_bars():
    assert bars_of(histogram(np.zeros(10))) is None
    assert bars_of(histogram(np.array([np.nan, np.inf]))) is None


def test_edges_reach_from_the_lowest_to_the_highest_value():
    bars = bars_of(histogram(np.array([-2.0, 1.0])))
    assert bars is not None
    assert bars.edges()[0] == -2.0
    assert bars.edges()[-1] == 2.0
    assert bars.bin_at(-2.0) == 0
    assert bars.bin_at(1.99) == 63
    assert bars.bin_at(2.1) is None


def test_x_axis_holds_still_while_a_gradient_changes_a_little():
    scale = CellScale()
    first = scale.picture(cell(histogram(values(1.0))), compare=False).reach
    later = [
        scale.picture(cell(histogram(values(spread))), compare=False).reach
        for spread in (0.9, 0.7, 0.4, 0.95)
    ]
    assert later == [first] * 4


def test_x_axis_moves_when_values_leave_it_or_shrink_a_lot():
    scale = CellScale()
    scale.picture(cell(histogram(values(1.0))), compare=False)
    assert scale.picture(cell(histogram(values(3.0))), compare=False).reach >= 2.9
    assert scale.picture(cell(histogram(values(0.1))), compare=False).reach < 0.2


def test_zeroed_gradient_leaves_the_axis_where_it_was():
    scale = CellScale()
    first = scale.picture(cell(histogram(values(0.03))), compare=False).reach
    zeros = HistogramCell("w", GradientState.ZEROS, histogram(np.zeros(500)))
    assert scale.picture(zeros, compare=False).reach == first


def test_compared_histograms_share_one_axis_and_equal_areas():
    now, before = histogram(values(0.5)), histogram(values(2.0))
    picture = CellScale().picture(cell(now, before), compare=True)
    assert picture.reach >= before.high
    assert picture.now is not None
    assert picture.before is not None
    # Both hold 500 entries, over bins of different widths.
    assert picture.before.counts.sum() * picture.before.width == pytest.approx(
        picture.now.counts.sum() * picture.now.width
    )


def test_histogram_before_is_left_out_unless_it_is_compared():
    picture = CellScale().picture(cell(histogram(values(1)), histogram(values(2))), compare=False)
    assert picture.before is None


def test_single_entries_have_a_height_on_both_scales():
    counts = np.array([0.0, 1.0, 1000.0])
    for log in (False, True):
        heights = level(counts, 1000.0, log=log)
        assert heights[0] == 0
        assert 0 < heights[1] < heights[2] == 1


def test_log_scale_raises_small_counts():
    assert level(np.array([10.0]), 1000.0, log=True) > level(np.array([10.0]), 1000.0, log=False)


@pytest.mark.parametrize("size", [QSize(330, 250), QSize(600, 360), QSize(900, 560)])
def test_cells_fill_the_grid_without_overlapping(size):
    grid = HistogramGrid()
    room = QRect(QPoint(0, 20), size)
    grid.arrange(tuple(SHAPES), room, 90, 14)
    rects = [grid.rect(index) for index in range(len(SHAPES))]
    for index, rect in enumerate(rects):
        assert room.contains(rect)
        assert not any(rect.intersects(other) for other in rects[index + 1 :])
        assert grid.index_at(rect.center()) == index


def test_weight_and_bias_of_a_layer_are_neighbours():
    names = tuple(SHAPES)
    grid = HistogramGrid()
    grid.arrange(names, QRect(0, 0, 600, 360), 90, 14)
    for index in range(0, len(names), 2):
        around = {grid.neighbour(index, rows, columns) for rows, columns in ((1, 0), (0, 1))}
        assert index + 1 in around


def test_no_cell_lies_between_two_or_beyond_the_last():
    grid = HistogramGrid()
    grid.arrange(("a.w", "a.b"), QRect(0, 0, 400, 100), 30, 14)
    assert grid.index_at(QPoint(-5, 10)) == -1
    assert grid.neighbour(0, -1, 0) == 0
