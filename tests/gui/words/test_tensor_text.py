"""Arrays are printed as PyTorch 2.13 prints them; the expected texts come from it."""

import re

import numpy as np
import pytest

from lenet_gui.gui.words.tensor_text import printed_places, tensor_text


def array(values) -> np.ndarray:
    return np.array(values, dtype=np.float32)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([0.0] * 6, "tensor([0., 0., 0., 0., 0., 0.])"),
        (
            [-0.0052, 0.0105, 0.0134, 0.0062, 0.0052, -0.0055],
            "tensor([-0.0052,  0.0105,  0.0134,  0.0062,  0.0052, -0.0055])",
        ),
        ([1.0, -2.0, 30.0], "tensor([ 1., -2., 30.])"),
        ([1e-5, 1.0], "tensor([1.0000e-05, 1.0000e+00])"),
        ([float("nan"), 1.5, float("-inf")], "tensor([   nan, 1.5000,   -inf])"),
        ([float("nan")] * 2, "tensor([nan, nan])"),
        ([[1.0, 2.0], [3.0, 4.5]], "tensor([[1.0000, 2.0000],\n        [3.0000, 4.5000]])"),
        ([], "tensor([])"),
    ],
)
def test_small_tensors_are_printed_in_full(values, text):
    assert tensor_text(array(values)) == text


def test_no_tensor_is_none():
    assert tensor_text(None) == "None"


def test_three_dimensions_are_set_apart_by_an_empty_line():
    assert tensor_text(array([[[0.5]], [[1.0]]])) == "tensor([[[0.5000]],\n\n        [[1.0000]]])"


def test_long_vectors_break_after_eighty_characters():
    lines = tensor_text(array([0.5] * 16)).splitlines()
    assert lines == [
        "tensor([" + ", ".join(["0.5000"] * 9) + ",",
        "        " + ", ".join(["0.5000"] * 7) + "])",
    ]


def test_lines_are_shorter_where_there_is_less_room():
    assert tensor_text(array([0.5] * 4), line_width=30).splitlines() == [
        "tensor([0.5000, 0.5000,",
        "        0.5000, 0.5000])",
    ]


def test_a_thousand_numbers_are_all_printed_and_one_more_are_not():
    assert "..." not in tensor_text(np.ones(1000, dtype=np.float32))
    assert tensor_text(np.ones(1001, dtype=np.float32)) == "tensor([1., 1., 1.,  ..., 1., 1., 1.])"


def test_a_large_matrix_shows_its_corners():
    values = np.arange(120 * 400, dtype=np.float32).reshape(120, 400)
    lines = tensor_text(values).splitlines()
    assert lines[0] == "tensor([[0.0000e+00, 1.0000e+00, 2.0000e+00,  ..., 3.9700e+02, 3.9800e+02,"
    assert lines[6].strip() == "...,"
    assert lines[-1].endswith("4.7999e+04]])")


@pytest.mark.parametrize(
    "shape", [(), (6,), (4, 3), (1001,), (6, 16, 5, 5), (120, 400), (2, 1, 600)]
)
def test_printed_places_are_those_of_the_printed_numbers_in_their_order(shape):
    values = np.arange(np.prod(shape, dtype=int), dtype=np.float32).reshape(shape)
    printed = re.findall(r"\d[\d.e+]*", tensor_text(values))
    assert [f"{float(n):.4g}" for n in printed] == [
        f"{values[place]:.4g}" for place in printed_places(shape)
    ]
