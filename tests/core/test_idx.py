"""IDX folders as they are found in the world, and as nobody should have made them."""

import gzip
import os
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lenet_gui.core import idx
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.idx import load_idx_folder

TRAIN_IMAGES = "train-images-idx3-ubyte"
TRAIN_LABELS = "train-labels-idx1-ubyte"
TEST_IMAGES = "t10k-images-idx3-ubyte"
TEST_LABELS = "t10k-labels-idx1-ubyte"
NAMES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)
COUNTS = (5, 5, 3, 3)
MEGABYTE = 2**20


def images(count: int = 5, side: int = 28) -> bytes:
    pixels = np.random.default_rng(count).integers(0, 256, (count, side, side)).astype(np.uint8)
    return struct.pack(">4B3I", 0, 0, 8, 3, count, side, side) + pixels.tobytes()


def labels(count: int = 5) -> bytes:
    return struct.pack(">4BI", 0, 0, 8, 1, count) + bytes(i % 10 for i in range(count))


def contents() -> dict[str, bytes]:
    makers = (images, labels, images, labels)
    return {name: make(n) for name, make, n in zip(NAMES, makers, COUNTS, strict=True)}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def refusal(folder: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load_idx_folder(folder)
    return caught.value


def test_four_plain_files_make_a_set_under_the_folders_name(tmp_path: Path) -> None:
    folder = tmp_path / "my digits"
    folder.mkdir()
    data = load_idx_folder(write(folder, contents()))
    assert data.name == "my digits"
    assert (data.train.images.shape, data.test.images.shape) == ((5, 32, 32), (3, 32, 32))
    assert data.train.labels.tolist() == [0, 1, 2, 3, 4]
    assert data.train.labels.dtype == np.int64


def test_images_of_28_are_padded_by_2_on_each_side(tmp_path: Path) -> None:
    data = load_idx_folder(write(tmp_path, contents()))
    inner = np.frombuffer(images(), np.uint8, offset=16).reshape(5, 28, 28)
    assert np.array_equal(data.train.images, np.pad(inner, ((0, 0), (2, 2), (2, 2))))


def test_images_of_32_are_taken_as_they_are(tmp_path: Path) -> None:
    files = contents() | {TRAIN_IMAGES: images(5, 32)}
    data = load_idx_folder(write(tmp_path, files))
    assert data.train.images.tobytes() == images(5, 32)[16:]
    assert data.test.images.shape == (3, 32, 32)


@pytest.mark.parametrize("packed", [(), NAMES, NAMES[:2], NAMES[1:3]])
@pytest.mark.parametrize("dotted", [(), NAMES, NAMES[:1]])
def test_gzip_and_the_spelling_with_a_point_load_the_same(
    tmp_path: Path, packed: tuple[str, ...], dotted: tuple[str, ...]
) -> None:
    plain, other = tmp_path / "plain", tmp_path / "other"
    plain.mkdir()
    other.mkdir()
    expected = load_idx_folder(write(plain, contents()))
    for name, data in contents().items():
        new = name.replace("-idx", ".idx") if name in dotted else name
        if name in packed:
            new, data = new + ".gz", gzip.compress(data)
        (other / new).write_bytes(data)
    loaded = load_idx_folder(other)
    assert np.array_equal(loaded.train.images, expected.train.images)
    assert np.array_equal(loaded.test.labels, expected.test.labels)


def test_the_plain_file_is_taken_where_there_are_both(tmp_path: Path) -> None:
    write(tmp_path, contents() | {TRAIN_IMAGES + ".gz": b"no gzip at all"})
    assert len(load_idx_folder(tmp_path).train.labels) == 5


def test_a_folder_of_a_files_name_is_passed_over(tmp_path: Path) -> None:
    files = contents()
    files[TRAIN_IMAGES + ".gz"] = gzip.compress(files.pop(TRAIN_IMAGES))
    (write(tmp_path, files) / TRAIN_IMAGES).mkdir()
    assert len(load_idx_folder(tmp_path).train.labels) == 5


def test_a_large_gzip_is_unpacked_in_pieces(tmp_path: Path) -> None:
    count = 4000  # 3 MB, three times the size of a piece
    files = contents() | {TRAIN_IMAGES: images(count), TRAIN_LABELS: labels(count)}
    packed = {name + ".gz": gzip.compress(data, 1) for name, data in files.items()}
    data = load_idx_folder(write(tmp_path, packed))
    assert data.train.images[:, 2:30, 2:30].tobytes() == images(count)[16:]


@pytest.mark.parametrize("name", ["手写数字", "chiffres manuscrits é", "a.b gz", "🙂"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    assert load_idx_folder(write(folder, contents())).name == name


def header(*sizes: int, magic: bytes = b"\0\0\x08\x03") -> bytes:
    return magic + b"".join(struct.pack(">I", size) for size in sizes)


BAD_IMAGES: dict[str, tuple[bytes, InputProblem]] = {
    "empty": (b"", InputProblem.EMPTY),
    "one byte": (b"\0", InputProblem.TRUNCATED),
    "magic cut": (b"\0\0\x08", InputProblem.TRUNCATED),
    "magic only": (b"\0\0\x08\x03", InputProblem.TRUNCATED),
    "header cut": (images()[:15], InputProblem.TRUNCATED),
    "header only": (images()[:16], InputProblem.TRUNCATED),
    "one byte short": (images()[:-1], InputProblem.TRUNCATED),
    "one image short": (images()[:-784], InputProblem.TRUNCATED),
    "one byte more": (images() + b"\0", InputProblem.WRONG_LENGTH),
    "twice": (images() * 2, InputProblem.WRONG_LENGTH),
    "text": (b"these are no images\n" * 9, InputProblem.WRONG_FORMAT),
    "html": (b"<!DOCTYPE html><html>404</html>", InputProblem.WRONG_FORMAT),
    "spaces": (b" " * 4000, InputProblem.WRONG_FORMAT),
    "NUL bytes": (bytes(4000), InputProblem.WRONG_FORMAT),
    "ones": (b"\xff" * 4000, InputProblem.WRONG_FORMAT),
    "gzip without .gz": (gzip.compress(images()), InputProblem.WRONG_FORMAT),
    "numpy": (b"\x93NUMPY\x01\x00" + bytes(200), InputProblem.WRONG_FORMAT),
    "byte order": (b"\x03\x08\0\0" + images()[4:], InputProblem.WRONG_FORMAT),
    "signed bytes": (b"\0\0\x09\x03" + images()[4:], InputProblem.WRONG_FORMAT),
    "floats": (b"\0\0\x0d\x03" + images()[4:], InputProblem.WRONG_FORMAT),
    "no type": (b"\0\0\0\x03" + images()[4:], InputProblem.WRONG_FORMAT),
    "two dimensions": (b"\0\0\x08\x02" + images()[4:], InputProblem.WRONG_FORMAT),
    "255 dimensions": (b"\0\0\x08\xff" + images()[4:], InputProblem.WRONG_FORMAT),
    "labels": (labels(), InputProblem.WRONG_FORMAT),
    "a mark before": (b"\xef\xbb\xbf" + images(), InputProblem.WRONG_FORMAT),
    "no images": (header(0, 28, 28), InputProblem.EMPTY),
    "no images, but data": (header(0, 28, 28) + bytes(784), InputProblem.EMPTY),
    "no rows": (header(5, 0, 28), InputProblem.WRONG_SHAPE),
    "no columns": (header(5, 28, 0), InputProblem.WRONG_SHAPE),
    "27 rows": (header(5, 27, 28) + bytes(3780), InputProblem.WRONG_SHAPE),
    "64 by 64": (header(1, 64, 64) + bytes(4096), InputProblem.WRONG_SHAPE),
    "28 by 32": (header(1, 28, 32) + bytes(896), InputProblem.WRONG_SHAPE),
    "784 by 1": (header(5, 784, 1) + bytes(3920), InputProblem.WRONG_SHAPE),
    "little-endian sizes": (
        b"\0\0\x08\x03" + struct.pack("<3I", 5, 28, 28) + bytes(3920),
        InputProblem.WRONG_SHAPE,
    ),
    "4 PiB of one row": (header(1, 2**32 - 1, 2**20), InputProblem.WRONG_SHAPE),
    "every size at its largest": (header(*[2**32 - 1] * 3), InputProblem.WRONG_SHAPE),
    "fewer images than labels": (images(4), InputProblem.COUNTS_DIFFER),
    "more images than labels": (images(6), InputProblem.COUNTS_DIFFER),
}
LYING_IMAGES = {
    "3 TiB": header(4_207_853_288, 28, 28) + bytes(784),
    "4 TiB of 32": header(2**32 - 1, 32, 32) + bytes(1024),
    "1 GB": header(1_275_510, 28, 28) + bytes(784),
    "64 MB and a bit": header(85_600, 28, 28) + bytes(784),
}
BAD_LABELS: dict[str, tuple[bytes, InputProblem]] = {
    "empty": (b"", InputProblem.EMPTY),
    "header cut": (labels()[:7], InputProblem.TRUNCATED),
    "one short": (labels()[:-1], InputProblem.TRUNCATED),
    "4 billion claimed": (header(2**32 - 1, magic=b"\0\0\x08\x01"), InputProblem.TRUNCATED),
    "one more": (labels() + b"\1", InputProblem.WRONG_LENGTH),
    "images": (images(), InputProblem.WRONG_FORMAT),
    "integers": (b"\0\0\x0c\x01" + labels()[4:], InputProblem.WRONG_FORMAT),
    "text": (b"0 1 2 3 4\n", InputProblem.WRONG_FORMAT),
    "none": (header(0, magic=b"\0\0\x08\x01"), InputProblem.EMPTY),
    "a 10": (labels()[:-1] + b"\x0a", InputProblem.BAD_LABEL),
    "a 255": (labels()[:8] + b"\xff" + labels()[9:], InputProblem.BAD_LABEL),
    "letters": (labels()[:8] + b"abcde", InputProblem.BAD_LABEL),
    "a million too many": (
        header(MEGABYTE, magic=b"\0\0\x08\x01") + bytes(MEGABYTE),
        InputProblem.TOO_LARGE,
    ),
}


@pytest.mark.parametrize("name", [TRAIN_IMAGES, TEST_IMAGES])
@pytest.mark.parametrize("case", BAD_IMAGES)
def test_a_bad_file_of_images_is_refused_by_name(case: str, name: str, tmp_path: Path) -> None:
    data, problem = BAD_IMAGES[case]
    error = refusal(write(tmp_path, contents() | {name: data}))
    assert (error.problem, error.name) == (problem, name)


@pytest.mark.parametrize("name", [TRAIN_LABELS, TEST_LABELS])
@pytest.mark.parametrize("case", BAD_LABELS)
def test_a_bad_file_of_labels_is_refused_by_name(case: str, name: str, tmp_path: Path) -> None:
    data, problem = BAD_LABELS[case]
    error = refusal(write(tmp_path, contents() | {name: data}))
    assert (error.problem, error.name) == (problem, name)


@pytest.mark.parametrize("case", [*BAD_IMAGES, *LYING_IMAGES])
def test_a_bad_file_is_refused_in_a_gzip_too(case: str, tmp_path: Path) -> None:
    bad, problem = BAD_IMAGES.get(case) or (LYING_IMAGES[case], InputProblem.TOO_LARGE)
    files = contents()
    del files[TRAIN_IMAGES]
    if case == "gzip without .gz":
        bad = gzip.compress(bad)  # packed twice
    error = refusal(write(tmp_path, files | {TRAIN_IMAGES + ".gz": gzip.compress(bad)}))
    assert (error.problem, error.name) == (problem, TRAIN_IMAGES + ".gz")


@pytest.mark.parametrize("case", LYING_IMAGES)
@pytest.mark.parametrize("packed", [False, True])
def test_a_lying_header_takes_no_memory(case: str, packed: bool, tmp_path: Path) -> None:
    files = contents()
    del files[TRAIN_IMAGES]
    lie = LYING_IMAGES[case]
    files[TRAIN_IMAGES + ".gz" * packed] = gzip.compress(lie) if packed else lie
    write(tmp_path, files)
    tracemalloc.start()
    error = refusal(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.problem is (InputProblem.TOO_LARGE if packed else InputProblem.TRUNCATED)
    assert peak < 4 * MEGABYTE
    assert error.facts["actual"] != error.facts.get("expected")


def bomb(start: bytes, megabytes: int) -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    pieces = [packer.compress(start)]
    pieces += [packer.compress(bytes(MEGABYTE)) for _ in range(megabytes)]
    return b"".join(pieces) + packer.flush()


@pytest.mark.parametrize(
    "start",
    [images(), images()[:16], header(85_000, 28, 28)],
    ids=["after the end", "in the data", "within its own claim"],
)
def test_a_gzip_bomb_is_not_unpacked(start: bytes, tmp_path: Path) -> None:
    files = contents()
    del files[TRAIN_IMAGES]
    write(tmp_path, files | {TRAIN_IMAGES + ".gz": bomb(start, 100)})
    tracemalloc.start()
    error = refusal(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.problem is InputProblem.TOO_LARGE
    assert peak < 160 * MEGABYTE  # the content that is allowed, twice while it grows


def test_a_bomb_of_labels_ends_at_a_megabyte(tmp_path: Path) -> None:
    files = contents()
    del files[TRAIN_LABELS]
    write(tmp_path, files | {TRAIN_LABELS + ".gz": bomb(labels(), 20)})
    assert refusal(tmp_path).problem is InputProblem.TOO_LARGE


GOOD_GZIP = gzip.compress(images(), mtime=0)
BAD_GZIPS: dict[str, tuple[bytes, InputProblem]] = {
    "empty": (b"", InputProblem.EMPTY),
    "magic cut": (GOOD_GZIP[:1], InputProblem.DAMAGED),
    "header cut": (GOOD_GZIP[:8], InputProblem.DAMAGED),
    "data cut": (GOOD_GZIP[: len(GOOD_GZIP) // 2], InputProblem.TRUNCATED),
    "checksum missing": (GOOD_GZIP[:-8], InputProblem.DAMAGED),
    "checksum cut": (GOOD_GZIP[:-1], InputProblem.DAMAGED),
    "checksum wrong": (GOOD_GZIP[:-8] + b"abcd" + GOOD_GZIP[-4:], InputProblem.DAMAGED),
    "length wrong": (GOOD_GZIP[:-4] + bytes(4), InputProblem.DAMAGED),
    "unpacked": (images(), InputProblem.DAMAGED),
    "zip": (b"PK\x03\x04" + bytes(500), InputProblem.DAMAGED),
    "NUL bytes": (bytes(500), InputProblem.DAMAGED),
    "bytes after it": (GOOD_GZIP + b"more", InputProblem.DAMAGED),
    "zeros after it": (GOOD_GZIP + bytes(512), InputProblem.DAMAGED),
    "two in one": (GOOD_GZIP * 2, InputProblem.DAMAGED),
    "empty members": (gzip.compress(b"") * 9, InputProblem.EMPTY),
    "method unknown": (GOOD_GZIP[:2] + b"\x07" + GOOD_GZIP[3:], InputProblem.DAMAGED),
    "zlib without a header": (zlib.compress(images()), InputProblem.DAMAGED),
}


@pytest.mark.parametrize("case", BAD_GZIPS)
def test_a_bad_gzip_is_refused_by_name(case: str, tmp_path: Path) -> None:
    data, problem = BAD_GZIPS[case]
    files = contents()
    del files[TRAIN_IMAGES]
    error = refusal(write(tmp_path, files | {TRAIN_IMAGES + ".gz": data}))
    assert (error.problem, error.name) == (problem, TRAIN_IMAGES + ".gz")


@pytest.mark.parametrize("missing", [*[(name,) for name in NAMES], NAMES[:2], NAMES[2:], NAMES])
def test_a_missing_file_is_named_and_never_made_up(
    missing: tuple[str, ...], tmp_path: Path
) -> None:
    files = {name: data for name, data in contents().items() if name not in missing}
    error = refusal(write(tmp_path, files))
    assert (error.problem, error.name) == (InputProblem.MISSING, missing[0])


def is_a_folder(path: Path) -> None:
    path.mkdir()


def leads_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def leads_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def never_ends(path: Path) -> None:
    path.symlink_to("/dev/zero")


def blocks(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made differently on Windows")
@pytest.mark.parametrize("name", [TRAIN_IMAGES, TEST_LABELS])
@pytest.mark.parametrize("make", [is_a_folder, leads_nowhere, leads_to_itself, never_ends, blocks])
def test_what_is_no_file_is_not_opened(
    make: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    write(tmp_path, {key: data for key, data in contents().items() if key != name})
    make(tmp_path / name)
    error = refusal(tmp_path)
    assert (error.problem, error.name) == (InputProblem.UNREADABLE, name)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(images())
    assert refusal(file).problem is InputProblem.WRONG_FORMAT
    assert refusal(tmp_path / "nothing").problem is InputProblem.MISSING
    assert refusal(file / "below").problem is InputProblem.UNREADABLE
    assert refusal(tmp_path / "NUL\0byte").problem is InputProblem.UNREADABLE
    assert refusal(tmp_path / ("long" * 100)).problem is InputProblem.UNREADABLE
    assert refusal(tmp_path / "lone surrogate \ud800").problem is InputProblem.UNREADABLE


def test_a_plain_file_above_the_limit_is_not_read(
    tmp_path: Path,
) -> None:
    write(tmp_path, contents())
    with (tmp_path / TRAIN_IMAGES).open("wb") as file:
        file.truncate(idx.MAX_PLAIN + 1)  # a hole, which takes no room
    assert refusal(tmp_path).facts == {"limit": idx.MAX_PLAIN, "actual": idx.MAX_PLAIN + 1}


def test_an_error_tells_expected_and_actual(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, contents() | {TRAIN_IMAGES: images()[:-1]}))
    assert error.facts == {"expected": 16 + 5 * 784, "actual": 15 + 5 * 784}
    error = refusal(write(tmp_path, contents() | {TRAIN_IMAGES: images(4)}))
    assert error.facts == {"expected": 5, "actual": 4}
    error = refusal(write(tmp_path, contents() | {TRAIN_LABELS: labels()[:-1] + b"\x0b"}))
    assert error.facts == {"index": 4, "actual": 11, "highest": 9}


@given(st.data())
@settings(
    derandomize=True,
    deadline=None,
    max_examples=400,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_changed_bytes_are_refused_or_make_another_set(tmp_path: Path, data: st.DataObject) -> None:
    files = contents()
    name = data.draw(st.sampled_from(NAMES))
    packed = data.draw(st.booleans())
    content = files.pop(name)
    content = bytearray(gzip.compress(content, mtime=0) if packed else content)
    for _ in range(data.draw(st.integers(1, 4))):
        last = len(content) - 1
        place = data.draw(st.integers(0, min(24, last)) | st.integers(0, last))
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.just(len(content)) | st.integers(0, len(content)))
    for old in tmp_path.iterdir():
        old.unlink()
    write(tmp_path, files | {name + ".gz" * packed: bytes(content[:end])})
    try:
        loaded = load_idx_folder(tmp_path)
    except InputError:
        return
    assert len(loaded.train.images) == len(loaded.train.labels) == 5
    assert loaded.test.labels.max() <= 9
