"""Growing columns: their views stay true, and a column that is cut back copies only if it must."""

import numpy as np
import pytest

from lenet_gui.core.column import Column


def filled(numbers, dtype=np.int64):
    column = Column(dtype)
    for number in numbers:
        column.append(number)
    return column


def test_a_view_stays_true_when_more_numbers_come():
    column = filled(range(5))
    view = column.view()
    for number in range(5000):
        column.append(number)
    assert view.tolist() == [0, 1, 2, 3, 4]
    assert column.view().tolist() == [*range(5), *range(5000)]
    assert len(column) == 5005


def test_a_view_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        filled([1]).view()[0] = 2


def test_a_column_cut_back_goes_its_own_way_and_leaves_the_old_one_alone():
    old = filled(range(10))
    new = old.at(4)
    for number in (4, 5, 77):
        new.append(number)
    old.append(10)
    assert new.view().tolist() == [0, 1, 2, 3, 4, 5, 77]
    assert old.view().tolist() == list(range(11))


def test_a_column_that_gets_the_same_numbers_again_shares_their_memory():
    old = filled([0.0, np.nan, 2.0], np.float64)
    new = old.at(1)
    new.append(np.nan)
    new.append(2.0)
    assert np.shares_memory(new.view(), old.view())
    assert new.view().tobytes() == old.view().tobytes()
    new.append(3.0)
    assert not np.shares_memory(new.view(), old.view())


def test_a_column_is_not_cut_behind_its_end():
    assert len(filled(range(3)).at(99)) == 3


def test_a_column_tells_the_memory_that_it_alone_takes():
    column = filled(range(100_000))
    column.view()
    assert 800_000 <= column.bytes <= 1_000_000  # a quarter more than it needs, at most
    shared = column.at(50_000)
    assert shared.bytes == 0
    shared.append(-1)
    assert shared.view()[-1] == -1
    assert 400_008 <= shared.bytes <= 500_010
