import math

import numpy as np
import pytest
import torch

from lenet_gui.core import measure
from lenet_gui.core.histograms import BINS, histogram


def test_norm_is_summed_in_float64():
    values = torch.full((1_000_000,), 0.1)
    expected = math.sqrt(1_000_000 * float(values[0]) ** 2)
    # A million additions in float64 may be off by 1e6 * 2**-53; in float32 by far more.
    assert measure.norm(values) == pytest.approx(expected, rel=1.2e-10)


def test_histogram_counts_every_finite_entry_in_the_bin_of_numpy():
    values = torch.randn(5000, generator=torch.Generator().manual_seed(1))
    found = histogram(values.numpy(), measure.norm(values))
    expected, _ = np.histogram(values.numpy(), BINS, (found.low, found.high))
    assert int(found.counts.sum()) == 5000
    # An entry on an edge may fall to either side: torch and numpy round it differently.
    assert np.abs(found.counts - expected).sum() <= 4
    assert found.high == float(values.abs().max()) == -found.low


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_histogram_counts_what_is_not_finite_apart(bad):
    values = torch.tensor([1.0, -2.0, bad, 0.0, bad])
    found = histogram(values.numpy(), measure.norm(values))
    assert (found.non_finite, found.zeros, found.total) == (2, 1, 5)
    assert int(found.counts.sum()) == 3
    assert not math.isfinite(found.norm)


def test_histogram_of_nothing_finite_is_empty():
    values = torch.full((3,), math.nan)
    found = histogram(values.numpy(), measure.norm(values))
    assert int(found.counts.sum()) == 0
    assert found.low < found.high


def test_histogram_of_zeros_has_them_all_in_the_middle():
    found = histogram(torch.zeros(7).numpy(), 0.0)
    middle = BINS // 2
    assert int(found.counts[middle - 1 : middle + 1].sum()) == 7
    assert found.zeros == 7


def test_histogram_of_one_value_holds_it():
    values = torch.full((4,), -3.0)
    found = histogram(values.numpy(), measure.norm(values))
    assert int(found.counts[0]) == 4


def test_copy_shares_no_memory_and_is_read_only():
    tensor = torch.ones(3)
    array = measure.copy(tensor)
    tensor.fill_(5)
    assert array.tolist() == [1, 1, 1]
    assert not array.flags.writeable


@pytest.mark.parametrize("reach", [1e-44, 1e-38, 3e38])
def test_histogram_of_the_smallest_and_largest_numbers_loses_none(reach):
    values = np.array([-reach, 0.0, reach], np.float32)
    found = histogram(values, 1.0)
    assert (found.counts[0], found.counts[BINS // 2], found.counts[-1]) == (1, 1, 1)
