import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.core.log_bins import BINS, SIDE, interval
from lenet_gui.gui.gradients.history_columns import Columns, CombinedColumns
from lenet_gui.gui.gradients.history_rows import FEWEST, Rows, used_rows
from tests.snapshots import history


def recorded(count: int) -> GradientHistory:
    random = np.random.default_rng(3)
    moments = []
    for _ in range(count):
        values = (random.standard_normal(10) * 10.0 ** random.integers(-9, 3)).astype(np.float32)
        values[: random.integers(0, 4)] = 0
        values[9:] = random.choice([1, np.nan, np.inf])
        moments.append({"fc3.bias": values})
    return history(moments)


def part(whole: GradientHistory, count: int) -> GradientHistory:
    return GradientHistory(whole.names, whole.sizes, whole.moments[:count], count, count)


def columns_of(*values: float) -> Columns:
    found = history([{"fc3.bias": np.array(values, np.float32)}])
    return CombinedColumns(0).columns(found, 10)


def test_there_is_a_column_for_each_moment_where_there_is_room():
    found = recorded(7)
    columns = CombinedColumns(0).columns(found, 7)
    assert columns.group == 1
    assert columns.counts.tolist() == found.moments["counts"][:, 0].tolist()
    assert columns.zeros.tolist() == found.moments["zeros"][:, 0].tolist()
    assert columns.broken.tolist() == found.non_finite(0).tolist()


def test_moments_without_room_are_combined_by_their_largest_counts():
    found = recorded(11)
    columns = CombinedColumns(0).columns(found, 3)
    assert (len(columns), columns.group) == (3, 4)
    counts = found.moments["counts"][:, 0]
    assert columns.counts[2].tolist() == counts[8:].max(axis=0).tolist()
    assert columns.broken[0] == found.non_finite(0)[:4].max()


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(1, 20))
def test_columns_that_grow_are_those_that_are_made_at_once(lengths, most):
    whole = recorded(60)
    growing = CombinedColumns(0)
    for length in sorted(lengths):
        shown = part(whole, length)
        found, expected = growing.columns(shown, most), CombinedColumns(0).columns(shown, most)
        assert found.group == expected.group
        assert found.counts.tolist() == expected.counts.tolist()
        assert found.zeros.tolist() == expected.zeros.tolist()


def test_new_record_replaces_the_columns_of_the_old_one():
    combined = CombinedColumns(0)
    combined.columns(recorded(5), 10)
    other = history([{"fc3.bias": np.full(10, 2.0, np.float32)}] * 5)
    assert combined.columns(other, 10).counts.tolist() == other.moments["counts"][:, 0].tolist()


def test_no_moments_make_no_columns():
    assert len(CombinedColumns(0).columns(part(recorded(1), 0), 5)) == 0


def test_rows_are_trimmed_to_what_is_used_and_alike_on_both_sides():
    rows = used_rows(columns_of(1e-6, -0.5))
    shown = [interval(b) for row in range(len(rows)) if (b := rows.bin_of(row)) is not None]
    assert shown[0] == (0.5, 0.75)
    assert shown[-1] == (-0.75, -0.5)
    inner = [low for low, _ in shown if low > 0]
    assert min(inner) <= 1e-6 < 2 * min(inner)


@pytest.mark.parametrize("values", [(0.0,), (3e38, 1e30), (1e-44,), (1.0,), (np.nan,)])
def test_there_are_rows_enough_whatever_the_numbers(values):
    rows = used_rows(columns_of(*values))
    assert rows.side >= FEWEST
    assert 0 <= rows.low < rows.high <= SIDE


def test_each_row_shows_the_counts_of_its_bin():
    found = recorded(9)
    columns = CombinedColumns(0).columns(found, 9)
    rows = used_rows(columns)
    cells = rows.cells(columns)
    assert cells.shape == (len(rows), 9)
    for row in range(len(rows)):
        index = rows.bin_of(row)
        expected = columns.zeros if index is None else columns.counts[:, index]
        assert cells[row].tolist() == expected.tolist()
    assert cells.sum() == columns.counts.sum() + columns.zeros.sum()


@given(st.integers(0, BINS - 1), st.floats(0, 1, exclude_max=True))
def test_value_lies_in_the_row_of_its_bin(index, share):
    rows = Rows(0, SIDE)
    low, high = interval(index)
    if low == 0 or high == 0 or np.isinf([low, high]).any():
        return
    value = low + share * (high - low)
    row = next(r for r in range(len(rows)) if rows.bin_of(r) == index)
    assert row <= rows.place(value) <= row + 1
    assert rows.place(0.0) == SIDE + 0.5


def test_powers_of_ten_are_those_among_the_values():
    assert used_rows(columns_of(0.5e-3, 20.0)).powers_of_ten() == [-3, -2, -1, 0, 1]
