import numpy as np
import pytest

from lenet_gui.core.accumulation_report import ULP_EDGES
from lenet_gui.core.differences import compare, largest_in_bins, ulp_distances


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def steps(value: float, count: int) -> np.float32:
    """The float32 number so many numbers above."""
    number = np.float32(value)
    for _ in range(count):
        number = np.nextafter(number, np.float32(np.inf), dtype=np.float32)
    return number


@pytest.mark.parametrize("value", [1.0, -1.0, 1e-38, -1e-42, 0.0, 3.0, -2.0])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 100])
def test_ulps_are_counted_in_steps_from_number_to_number(value, count):
    one, other = floats(value), np.array([steps(value, count)])
    assert ulp_distances(one, other).tolist() == [count]
    assert ulp_distances(other, one).tolist() == [count]


def test_ulps_are_counted_across_zero():
    tiny = np.float32(1e-45)
    assert ulp_distances(floats(-tiny), floats(tiny)).tolist() == [2]
    assert ulp_distances(floats(-0.0), floats(0.0)).tolist() == [0]


def test_histogram_has_a_bin_for_every_distance():
    distances = [0, 1, 2, 3, 4, 5, 8, 9, 1024, 1025]
    one = floats(*[1.0] * len(distances), -1.0, np.nan, np.inf)
    other = np.array([*(steps(1.0, d) for d in distances), 1.0, 1.0, 1.0], dtype=np.float32)
    difference = compare("", one, other)
    counts = dict(zip([*ULP_EDGES, "beyond", "turned", "not finite"], difference.ulps, strict=True))
    assert {key: value for key, value in counts.items() if value} == {
        0: 1, 1: 1, 2: 1, 4: 2, 8: 2, 16: 1, 1024: 1, "beyond": 1, "turned": 1, "not finite": 2,
    }  # fmt: skip
    assert sum(difference.ulps) == difference.count == len(one)


def test_numbers_of_a_difference_are_numpys():
    one, other = floats(1.0, 2.0, -3.0), floats(1.5, 2.0, -2.0)
    difference = compare("fc3.bias", one, other)
    a, b = one.astype(float), other.astype(float)
    assert difference.norm == pytest.approx(np.linalg.norm(b))
    assert difference.norm_ratio == pytest.approx(np.linalg.norm(a) / np.linalg.norm(b))
    assert difference.relative_error == pytest.approx(np.linalg.norm(a - b) / np.linalg.norm(b))
    assert difference.cosine == pytest.approx(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
    assert difference.largest == 1.0
    assert not difference.identical
    assert difference.ulp_median == ulp_distances(one, other)[2]


def test_zeros_of_two_signs_are_equal_and_not_identical():
    difference = compare("", floats(0.0, 1.0), floats(-0.0, 1.0))
    assert difference.largest == 0
    assert difference.ulps[0] == 2
    assert not difference.identical


def test_zero_gradients_have_no_ratio():
    difference = compare("", floats(0.0), floats(0.0))
    assert difference.identical
    assert np.isnan(difference.norm_ratio)
    assert np.isnan(difference.cosine)


def test_example_of_a_bin_is_its_largest_number_of_the_other():
    one = floats(1.0, -7.0, 2.0, 5.0, np.nan, -1.0, np.inf)
    other = floats(1.0, -7.0, 2.0, 3.0, 4.0, 1.0, np.inf)
    other[2] = steps(2.0, 3)
    found = largest_in_bins(one, other)
    bins = [*ULP_EDGES, "beyond", "turned", "not finite"]
    assert {key: place for key, place in zip(bins, found, strict=True) if place is not None} == {
        0: 1, 4: 2, "beyond": 3, "turned": 5, "not finite": 6,
    }  # fmt: skip
    counts = compare("", one, other).ulps
    assert [place is None for place in found] == [count == 0 for count in counts]
