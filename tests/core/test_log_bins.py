import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenet_gui.core.log_bins import BINS, HIGHEST, LOWEST, SIDE, edges, interval, log_counts

BITS = st.integers(0, 2**32 - 1)
AWKWARD = st.sampled_from(
    [0.0, -0.0, 1e-45, -1e-45, 1.2e-38, 3.4e38, -3.4e38, math.inf, -math.inf, math.nan]
)


def from_bits(bits: list[int]) -> np.ndarray:
    return np.array(bits, dtype=np.uint32).view(np.float32)


def classify(value: float) -> int | str:
    """The bin of one number, found without its bits."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "plus" if value > 0 else "minus"
    if value == 0:
        return "zero"
    mantissa, exponent = math.frexp(abs(value))  # 0.5 <= mantissa < 1
    place = 2 * (exponent - 1 - LOWEST) + (1 if mantissa >= 0.75 else 0)
    place = min(SIDE - 1, max(0, place))
    return SIDE + place if value > 0 else SIDE - 1 - place


def check(values: np.ndarray) -> None:
    found = log_counts(values)
    bins = np.zeros(BINS, np.int64)
    others = dict.fromkeys(("zero", "nan", "plus", "minus"), 0)
    for value in values.reshape(-1).tolist():
        place = classify(value)
        if isinstance(place, str):
            others[place] += 1
        else:
            bins[place] += 1
    assert found.bins.tolist() == bins.tolist()
    assert others == {
        "zero": found.zeros,
        "nan": found.nan,
        "plus": found.plus_infinity,
        "minus": found.minus_infinity,
    }
    apart = found.zeros + found.nan + found.plus_infinity + found.minus_infinity
    assert int(found.bins.sum()) + apart == values.size


@given(st.lists(BITS))
def test_every_pattern_of_bits_is_counted_where_its_value_belongs(bits):
    check(from_bits(bits))


@given(st.lists(st.floats(width=32) | AWKWARD))
def test_every_number_is_counted_once(values):
    check(np.array(values, np.float32))


def test_both_zeros_are_zeros_and_the_smallest_subnormals_are_not():
    values = np.array([0.0, -0.0, 1e-45, -1e-45, -1e-45], np.float32)
    found = log_counts(values)
    assert found.zeros == 2
    assert (found.bins[SIDE], found.bins[SIDE - 1]) == (1, 2)


def test_nan_of_either_sign_and_kind_is_nan():
    values = from_bits([0x7F800001, 0x7FC00000, 0xFF800001, 0xFFFFFFFF, 0x7F800000, 0xFF800000])
    found = log_counts(values)
    assert (found.nan, found.plus_infinity, found.minus_infinity) == (4, 1, 1)


def test_an_edge_belongs_to_the_bin_that_begins_at_it():
    for place, edge in enumerate(edges()[:-1]):
        below = np.nextafter(np.float32(edge), np.float32(0))
        found = log_counts(np.array([edge, below, -edge], np.float32)).bins
        assert found[SIDE + place] >= 1
        assert found[SIDE + max(0, place - 1)] >= 1
        assert found[SIDE - 1 - place] == 1


def test_shape_and_order_in_memory_make_no_difference():
    values = np.random.default_rng(0).standard_normal((6, 5, 4)).astype(np.float32)
    turned = values.transpose(2, 0, 1)
    assert log_counts(turned).bins.tolist() == log_counts(values.reshape(-1)).bins.tolist()


@pytest.mark.parametrize("index", [0, 1, 77, SIDE - 1, SIDE, SIDE + 1, 200, BINS - 1])
def test_interval_holds_just_the_numbers_of_its_bin(index):
    low, high = interval(index)
    ends = [low, high, (max(low, -1e30) + min(high, 1e30)) / 2]
    for value in ends:
        if value == 0 or math.isinf(value):
            continue
        inside = low <= value < high if index >= SIDE else low < value <= high
        assert (log_counts(np.array([value], np.float32)).bins[index] == 1) == inside


def test_edges_are_half_octaves_from_the_lowest_to_the_highest():
    ends = edges()
    assert len(ends) == SIDE + 1
    assert (ends[0], ends[-1]) == (2.0**LOWEST, 2.0**HIGHEST)
    assert set(np.round(ends[1:] / ends[:-1], 12)) == {1.5, round(4 / 3, 12)}
