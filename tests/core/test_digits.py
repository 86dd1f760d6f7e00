"""The shipped digits: what they are, and that a damaged file is refused."""

import io
import math
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lenet_gui.core.digits import COUNT, TRAIN_COUNT, load_digits, shipped_digits, upsample
from lenet_gui.core.errors import InputError, InputProblem

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
DIGITS = SAMPLES / "digits.npz"


def bilinear(counts: list[list[int]]) -> list[list[int]]:
    """Interpolation as a textbook has it, pixel by pixel and in fractions."""

    def neighbours(pixel: int) -> tuple[int, int, Fraction]:
        place = Fraction(2 * pixel + 1, 2) / 4 - Fraction(1, 2)
        place = min(max(place, Fraction(0)), Fraction(7))
        before = math.floor(place)
        return before, min(before + 1, 7), place - before

    result = []
    for row in range(32):
        top, bottom, down = neighbours(row)
        line = []
        for column in range(32):
            left, right, along = neighbours(column)
            upper = counts[top][left] * (1 - along) + counts[top][right] * along
            lower = counts[bottom][left] * (1 - along) + counts[bottom][right] * along
            value = (upper * (1 - down) + lower * down) * Fraction(255, 16)
            line.append(math.floor(value + Fraction(1, 2)))
        result.append(line)
    return result


def arrays() -> dict[str, np.ndarray]:
    with np.load(DIGITS, allow_pickle=False) as file:
        return {"x": file["x"], "y": file["y"]}


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load_digits(path)
    assert caught.value.name == path.name
    return caught.value


def test_upsampling_is_the_textbooks_interpolation() -> None:
    counts = np.random.default_rng(0).integers(0, 17, (6, 8, 8)).astype(np.uint8)
    counts[4] = 16
    counts[5] = np.eye(8) * 16
    assert upsample(counts).tolist() == [bilinear(image.tolist()) for image in counts]


def test_upsampling_takes_one_image_or_many() -> None:
    counts = arrays()["x"][:4]
    one = upsample(counts[2])
    assert one.shape == (32, 32)
    assert one.dtype == np.uint8
    assert np.array_equal(upsample(counts)[2], one)


def test_a_full_count_is_255_and_an_empty_one_0() -> None:
    assert (upsample(np.full((8, 8), 16, np.uint8)) == 255).all()
    assert (upsample(np.zeros((8, 8), np.uint8)) == 0).all()


def test_upsampling_turns_with_the_image() -> None:
    counts = arrays()["x"][0]
    assert np.array_equal(upsample(counts.T), upsample(counts).T)
    assert np.array_equal(upsample(counts[::-1]), upsample(counts)[::-1])


def test_the_parts_hold_every_digit_once() -> None:
    data = load_digits(DIGITS)
    assert len(data.train.labels) == TRAIN_COUNT == 1437
    assert len(data.test.labels) == COUNT - TRAIN_COUNT == 360
    whole = arrays()
    expected = sorted(
        (image.tobytes(), int(label))
        for image, label in zip(upsample(whole["x"]), whole["y"], strict=True)
    )
    loaded = sorted(
        (image.tobytes(), int(label))
        for part in (data.train, data.test)
        for image, label in zip(part.images, part.labels, strict=True)
    )
    assert loaded == expected


def test_the_split_never_changes() -> None:
    data = load_digits(DIGITS)
    assert np.bincount(data.train.labels).tolist() == [
        148, 146, 138, 142, 146, 146, 143, 138, 145, 145,
    ]  # fmt: skip
    assert np.bincount(data.test.labels).tolist() == [30, 36, 39, 41, 35, 36, 38, 41, 29, 35]
    order = np.random.Generator(np.random.PCG64(1998)).permutation(1797)
    assert data.train.labels.tolist() == arrays()["y"][order[:1437]].tolist()


def test_every_session_has_the_same_digits_which_nobody_can_change() -> None:
    data = shipped_digits()
    assert shipped_digits() is data
    assert data.equals(load_digits(DIGITS))
    with pytest.raises(ValueError, match="read-only"):
        data.train.images[0, 0, 0] = 255


def test_origin_licence_and_authors_are_stated_beside_the_file() -> None:
    text = " ".join((SAMPLES / "digits.origin.txt").read_text(encoding="utf-8").split())
    for words in ("Alpaydin", "Kaynak", "CC BY 4.0", "UCI Machine Learning Repository", "1998"):
        assert words in text


def npz(**members: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **members)
    return file.getvalue()


def npz_of(member: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.npy", member)
        archive.writestr("y.npy", member)
    return file.getvalue()


def npy_header(shape: str, dtype: str = "|u1") -> bytes:
    text = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    text += b" " * (117 - len(text)) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


def with_value(name: str, value: int) -> bytes:
    members = arrays()
    members[name] = members[name].copy()
    members[name].flat[7] = value
    return npz(**members)


def npy() -> bytes:
    file = io.BytesIO()
    np.save(file, arrays()["x"], allow_pickle=False)
    return file.getvalue()


BAD_FILES: dict[str, tuple[Callable[[], bytes], InputProblem]] = {
    "empty": (lambda: b"", InputProblem.DAMAGED),
    "zeros": (lambda: bytes(5000), InputProblem.DAMAGED),
    "text": (lambda: b"these are no digits\n" * 50, InputProblem.DAMAGED),
    "half": (lambda: DIGITS.read_bytes()[:20_000], InputProblem.DAMAGED),
    "one byte short": (lambda: DIGITS.read_bytes()[:-1], InputProblem.DAMAGED),
    "large": (lambda: bytes(1_000_001), InputProblem.TOO_LARGE),
    "bomb": (lambda: npz_of(bytes(30_000_000)), InputProblem.TOO_LARGE),
    "an npy file": (npy, InputProblem.DAMAGED),
    "no members": (lambda: npz(), InputProblem.DAMAGED),
    "no labels": (lambda: npz(x=arrays()["x"]), InputProblem.DAMAGED),
    "members that are no arrays": (lambda: npz_of(b"hello"), InputProblem.DAMAGED),
    "72 TiB claimed": (lambda: npz_of(npy_header("(79164837199872,)")), InputProblem.DAMAGED),
    "negative shape": (lambda: npz_of(npy_header("(-1, 8, 8)")), InputProblem.DAMAGED),
    "objects": (lambda: npz_of(npy_header("(1797, 8, 8)", "|O")), InputProblem.DAMAGED),
    "code for a shape": (lambda: npz_of(npy_header("exit(1)")), InputProblem.DAMAGED),
    "another shape": (
        lambda: npz(x=arrays()["x"][:-1], y=arrays()["y"]),
        InputProblem.WRONG_SHAPE,
    ),
    "another type": (
        lambda: npz(x=arrays()["x"].astype(np.float32), y=arrays()["y"]),
        InputProblem.WRONG_SHAPE,
    ),
    "labels in a column": (
        lambda: npz(x=arrays()["x"], y=arrays()["y"][:, np.newaxis]),
        InputProblem.WRONG_SHAPE,
    ),
    "a count of 17": (lambda: with_value("x", 17), InputProblem.DAMAGED),
    "a label of 10": (lambda: with_value("y", 10), InputProblem.DAMAGED),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_refused_by_name(case: str, tmp_path: Path) -> None:
    make, problem = BAD_FILES[case]
    path = tmp_path / "digits.npz"
    path.write_bytes(make())
    assert refusal(path).problem is problem


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.npz").problem is InputProblem.MISSING


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "digits.npz").mkdir()
    assert refusal(tmp_path / "digits.npz").problem is InputProblem.UNREADABLE


@given(st.data())
@settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_changed_bytes_are_refused_or_harmless(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(DIGITS.read_bytes())
    near_ends = st.integers(0, 200) | st.integers(len(content) - 300, len(content) - 1)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(near_ends | st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    path = tmp_path / "digits.npz"
    path.write_bytes(content)
    try:
        loaded = load_digits(path)
    except InputError:
        return
    assert np.array_equal(loaded.test.images, load_digits(DIGITS).test.images)
