import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenet_gui.gui.accumulation.sizes_text import SizesError, parse_sizes, sizes_text


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("8, 8, 16", (8, 8, 16)),
        ("4 x 8", (8, 8, 8, 8)),
        ("4×8,2", (8, 8, 8, 8, 2)),
        (" 2*3 , 1 ", (3, 3, 1)),
        ("0", (0,)),
    ],
)
def test_sizes_are_read(text, sizes):
    assert parse_sizes(text) == sizes


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", ""), ("8,", ""), (",8", ""), ("8 8", "8 8"), ("eight", "eight"), ("-8", "-8"),
        ("8.5", "8.5"), ("4 x", "4 x"), ("x 4", "x 4"), ("2 x 3 x 4", "2 x 3 x 4"), ("1e3", "1e3"),
        ("８", "８"), ("1" * 50, "1" * 50),
    ],
)  # fmt: skip
def test_what_is_no_size_is_refused_with_the_part_that_is_wrong(text, part):
    with pytest.raises(SizesError) as caught:
        parse_sizes(text)
    assert caught.value.part == part


def test_absurd_products_do_not_fill_the_memory():
    assert len(parse_sizes("9999 x 1")) < 100


@given(st.lists(st.integers(1, 64), min_size=1, max_size=64))
def test_written_sizes_are_read_again(sizes):
    assert parse_sizes(sizes_text(sizes)) == tuple(sizes)


def test_commas_of_a_chinese_keyboard_are_commas():
    assert parse_sizes("8，8， 2 x 4") == (8, 8, 4, 4)
