"""Pictures of any size, polarity and shape become the network's 32 x 32 bytes."""

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lenet_gui.core.digits import load_digits
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.inputs import Picture
from lenet_gui.core.picture import prepare, prepare_like_digits

WAYS = (prepare, prepare_like_digits)
TOLERANCES = {prepare: 1, prepare_like_digits: 32}  # a half may round either way
DIGITS = Path(__file__).parents[2] / "resources" / "samples" / "digits.npz"


def pixels(data: bytes) -> np.ndarray:
    assert len(Picture(data).pixels) == 1024
    return np.frombuffer(data, np.uint8).reshape(32, 32)


def box(height: int, width: int, top: int, left: int, h: int, w: int) -> np.ndarray:
    picture = np.zeros((height, width), np.uint8)
    picture[top : top + h, left : left + w] = 255
    return picture


def seven(size: int = 256, thickness: int = 20, shift: int = 0) -> np.ndarray:
    """A bar and a slanting stem."""
    y, x = np.mgrid[:size, :size] / size
    x = x - shift / size
    thick = thickness / size / 2
    bar = (abs(y - 0.2) < thick) & (x > 0.3) & (x < 0.7)
    stem = (abs(x - (0.78 - 0.4 * y)) < thick) & (y > 0.2) & (y < 0.85)
    return np.where(bar | stem, 255, 0).astype(np.uint8)


def differ(first: bytes, second: bytes) -> int:
    return int(abs(pixels(first).astype(int) - pixels(second)).max())


def bounds(image: np.ndarray) -> tuple[int, int, int, int]:
    rows = np.flatnonzero((image >= 128).any(1))
    columns = np.flatnonzero((image >= 128).any(0))
    return int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])


def test_a_picture_of_the_right_size_passes_unchanged() -> None:
    picture = load_digits(DIGITS).train.images[0].copy()
    picture[16, 16] = 255
    assert prepare(picture) == picture.tobytes()


def test_dark_ink_on_light_paper_gives_the_same_bytes() -> None:
    for way in WAYS:
        assert way(255 - seven()) == way(seven())


@pytest.mark.parametrize(("paper", "ink"), [(120, 20), (120, 250), (255, 100), (0, 60), (200, 255)])
def test_faint_ink_is_stretched_to_the_full_range(paper: int, ink: int) -> None:
    picture = np.where(seven() > 0, ink, paper).astype(np.uint8)
    for way in WAYS:
        assert differ(way(picture), way(seven())) <= TOLERANCES[way]


def test_a_speck_on_the_other_side_does_not_turn_the_polarity() -> None:
    picture = np.where(seven() > 0, 20, 120).astype(np.uint8)
    picture[5, 5] = 255
    for way in WAYS:
        assert differ(way(picture), way(seven())) <= TOLERANCES[way]


def test_a_wide_picture_keeps_its_aspect_and_lies_in_the_middle() -> None:
    picture = box(64, 128, 16, 32, 32, 64)
    assert np.array_equal(pixels(prepare(picture)), box(32, 32, 12, 8, 8, 16))


def test_a_tall_picture_keeps_its_aspect_and_lies_in_the_middle() -> None:
    picture = box(128, 64, 32, 16, 64, 32)
    assert np.array_equal(pixels(prepare(picture)), box(32, 32, 8, 12, 16, 8))


def test_a_smaller_picture_grows_to_the_frame() -> None:
    small = pixels(prepare(box(8, 8, 2, 2, 4, 4)))
    assert small[16, 16] == 255
    assert small[0].max() == 0
    assert bounds(small) == (8, 23, 8, 23)


@pytest.mark.parametrize(("height", "width"), [(100, 77), (33, 200), (47, 47), (32, 90)])
def test_a_picture_comes_down_by_averages_over_areas(height: int, width: int) -> None:
    rng = np.random.default_rng(height)
    picture = np.zeros((height, width), np.uint8)
    picture[1:-1, 1:-1] = rng.integers(0, 256, (height - 2, width - 2))
    picture[height // 2, width // 2] = 255
    scale = 32 / max(height, width)
    rows, columns = round(height * scale), round(width * scale)

    def share(length: int, wanted: int, new: int, old: int) -> Fraction:
        step = Fraction(length, wanted)
        return max(Fraction(0), min((new + 1) * step, old + 1) - max(new * step, old)) / step

    down = [[float(share(height, rows, i, j)) for j in range(height)] for i in range(rows)]
    along = [[float(share(width, columns, i, j)) for j in range(width)] for i in range(columns)]
    expected = np.zeros((32, 32))
    top, left = (32 - rows) // 2, (32 - columns) // 2
    for i in range(rows):
        for j in range(columns):
            total = np.outer(down[i], along[j]) * picture
            expected[top + i, left + j] = total.sum()
    assert abs(pixels(prepare(picture)) - expected).max() <= 0.51


def test_a_picture_goes_up_by_bilinear_interpolation() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (11, 11)).astype(np.uint8)
    picture[[0, -1]] = 0
    picture[:, [0, -1]] = 0
    picture[5, 5] = 255

    def neighbours(pixel: int) -> tuple[int, int, float]:
        place = min(max((pixel + 0.5) * 11 / 32 - 0.5, 0), 10)
        return math.floor(place), min(math.floor(place) + 1, 10), place - math.floor(place)

    result = pixels(prepare(picture))
    for row in range(32):
        top, bottom, down = neighbours(row)
        for column in range(32):
            left, right, along = neighbours(column)
            upper = picture[top, left] * (1 - along) + picture[top, right] * along
            lower = picture[bottom, left] * (1 - along) + picture[bottom, right] * along
            assert abs(result[row, column] - (upper * (1 - down) + lower * down)) <= 0.51


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((256, 256), np.uint8),
        np.full((256, 256), 255, np.uint8),
        np.full((3, 500), 128, np.uint8),
        np.zeros((1, 1), np.uint8),
        np.zeros((0, 0), np.uint8),
        np.zeros((0, 9), np.uint8),
        np.zeros((9, 0), np.uint8),
        np.random.default_rng(0).integers(100, 110, (64, 64)).astype(np.uint8),
    ],
    ids=["black", "white", "grey", "one pixel", "nothing", "no rows", "no columns", "faint noise"],
)
def test_a_picture_without_ink_is_refused_as_empty(picture: np.ndarray) -> None:
    for way in WAYS:
        with pytest.raises(InputError) as caught:
            way(picture, "blank.png")
        assert (caught.value.problem, caught.value.name) == (InputProblem.EMPTY, "blank.png")


def test_a_prepared_digit_is_as_high_and_as_wide_as_the_shipped_ones() -> None:
    top, bottom, left, right = bounds(pixels(prepare_like_digits(seven())))
    assert (top, bottom) == (0, 31)
    assert 18 <= right - left + 1 <= 24
    assert abs((left + right) / 2 - 15.5) <= 1


@pytest.mark.parametrize("thickness", [6, 12, 20, 32, 44])
def test_thin_and_thick_strokes_come_out_with_the_same_ink(thickness: int) -> None:
    ink = pixels(prepare_like_digits(seven(thickness=thickness))).mean() / 255
    shipped = load_digits(DIGITS).train.images.mean() / 255
    assert abs(ink - shipped) < 0.03


def test_place_and_size_in_the_sheet_do_not_matter() -> None:
    middle = pixels(prepare_like_digits(seven())).astype(int)
    for other in (seven(shift=40), seven(shift=-50), seven(512, 40), seven(128, 10)):
        assert abs(pixels(prepare_like_digits(other)) - middle).mean() < 8


def test_a_single_straight_stroke_does_not_fill_the_frame() -> None:
    one = pixels(prepare_like_digits(box(256, 256, 30, 120, 200, 16)))
    top, bottom, left, right = bounds(one)
    assert (top, bottom) == (0, 31)
    assert right - left + 1 <= 14


@pytest.mark.parametrize("picture", [box(256, 256, 100, 100, 5, 5), box(256, 256, 128, 20, 9, 200)])
def test_a_dot_and_a_dash_are_pictures_too(picture: np.ndarray) -> None:
    assert pixels(prepare_like_digits(picture)).max() > 128


def test_shipped_digits_stay_much_as_they_are() -> None:
    shipped = load_digits(DIGITS).test.images[:60]
    prepared = np.stack([pixels(prepare_like_digits(image.copy())) for image in shipped])
    likeness = [
        np.corrcoef(before.ravel(), after.ravel())[0, 1]
        for before, after in zip(shipped, prepared, strict=True)
    ]
    assert min(likeness) > 0.5
    assert np.mean(likeness) > 0.9


@given(
    arrays.arrays(
        np.uint8,
        arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=70),
        elements=st.integers(0, 255),
    )
)
@settings(derandomize=True, deadline=None, max_examples=300, database=None)
def test_every_picture_makes_1024_bytes_or_is_empty(picture: np.ndarray) -> None:
    before = picture.copy()
    for way in WAYS:
        try:
            assert pixels(way(picture)).max() > 0
        except InputError:
            assert picture.max() - picture.min() < 32
        assert np.array_equal(picture, before)
