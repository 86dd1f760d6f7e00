"""Data sets in the IDX format of MNIST: a folder with four files.

The format (Y. LeCun's page on MNIST): two zero bytes, the type of the numbers (8: unsigned byte),
the number of dimensions, each dimension as 4 bytes, high byte first, then the numbers row by row.

Files come from anywhere, so nothing is allocated on a header's word: what it claims is compared
with the file's length first, and a compressed file is never unpacked beyond a limit.
"""

import os
import stat
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.image_set import ImagePart, ImageSet
from lenet_gui.core.inputs import CLASSES, SIDE

MNIST_SIDE = 28
"""Height and width of MNIST's images, which are padded to 32 with background."""

MAX_PLAIN = 200 * 2**20
"""Largest plain file, in bytes; MNIST's is 47 040 016 bytes long."""

MAX_UNPACKED = 64 * 2**20
"""Largest compressed file and largest content of one, in bytes."""

MAX_LABELS = 2**20
"""Largest file of labels, in bytes: more than there can be images within the other limits."""

_CHUNK = 2**20
_UNSIGNED_BYTE = 8


def load_idx_folder(path: Path) -> ImageSet:
    """Read MNIST, or a data set of its form, from a folder.

    The four files are ``train-images-idx3-ubyte``, ``train-labels-idx1-ubyte``,
    ``t10k-images-idx3-ubyte`` and ``t10k-labels-idx1-ubyte``, each also with a point in place of
    the last hyphen but one (``train-images.idx3-ubyte``), plain or with ``.gz``. Where there are
    several, the plain one is taken.

    All four must be there. A missing pair is refused rather than made by splitting the other
    one: most often a download stopped half-way, and an accuracy on a part that the program chose
    by itself would pass for MNIST's.

    Args:
        path: the folder.

    Returns:
        The set, under the folder's name; images of 28 x 28 are padded to 32 x 32.

    Raises:
        InputError: something is missing or wrong; it names the file.
    """
    name = path.name or str(path)
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            raise InputError(InputProblem.WRONG_FORMAT, name, expected="a folder", actual="a file")
        return ImageSet(name, _load_part(path, "train"), _load_part(path, "t10k"))
    except InputError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise _unreadable(name, error) from error


def _load_part(folder: Path, prefix: str) -> ImagePart:
    images_file = _find(folder, f"{prefix}-images", 3)
    labels_file = _find(folder, f"{prefix}-labels", 1)
    labels = _read_idx(labels_file, 1)
    _check_labels(labels_file.name, labels)
    images = _read_idx(images_file, 3)
    if len(images) != len(labels):
        raise InputError(
            InputProblem.COUNTS_DIFFER, images_file.name, expected=len(labels), actual=len(images)
        )
    return ImagePart(_padded(images), labels.astype(np.int64))


def _find(folder: Path, stem: str, dimensions: int) -> Path:
    names = [f"{stem}{mark}idx{dimensions}-ubyte" for mark in "-."]
    candidates = [folder / (name + suffix) for suffix in ("", ".gz") for name in names]
    # A folder of that name is passed over: some tools unpack x.gz to x/x.
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    for candidate in candidates:
        if os.path.lexists(candidate):
            raise InputError(InputProblem.UNREADABLE, candidate.name, reason="not a file")
    raise InputError(InputProblem.MISSING, names[0])


def _read_idx(path: Path, dimensions: int) -> npt.NDArray[np.uint8]:
    try:
        with path.open("rb") as file:
            read = _unpack if path.suffix == ".gz" else _read_plain
            data = read(file, path.name, dimensions)
    except OSError as error:
        raise _unreadable(path.name, error) from error
    shape = _shape(data, path.name, dimensions)
    numbers = np.frombuffer(data, dtype=np.uint8, offset=_header_length(dimensions))
    return numbers.reshape(shape)


def _read_plain(file: BinaryIO, name: str, dimensions: int) -> bytes:
    size = os.fstat(file.fileno()).st_size
    _check_limit(name, MAX_PLAIN if dimensions == 3 else MAX_LABELS, size)
    expected = _content_length(file.read(_header_length(dimensions)), name, dimensions)
    _check_length(name, expected, size)
    file.seek(0)
    data = file.read(expected)
    _check_length(name, expected, len(data))  # the file may have shrunk by now
    return data


def _unpack(file: BinaryIO, name: str, dimensions: int) -> bytearray:
    """Unpack a gzip file of one member, in memory bounded by what it really holds."""
    size = os.fstat(file.fileno()).st_size
    limit = MAX_UNPACKED if dimensions == 3 else MAX_LABELS
    if size == 0:
        raise InputError(InputProblem.EMPTY, name)
    _check_limit(name, limit, size)
    data = bytearray()
    expected = 0
    # zlib, not gzip: a GzipFile spends seconds on a file of a million empty members.
    unpacker = zlib.decompressobj(wbits=31)
    while not unpacker.eof:
        packed = unpacker.unconsumed_tail or file.read(_CHUNK)
        piece = _decompress(unpacker, packed, name)
        if not packed and not piece:
            if len(data) < expected:
                _check_length(name, expected, len(data))
            raise InputError(InputProblem.DAMAGED, name, reason="the compressed data end early")
        data += piece
        _check_limit(name, limit, len(data))
        if not expected and len(data) >= _header_length(dimensions):
            expected = _content_length(data, name, dimensions)
            _check_limit(name, limit, expected)
    _check_length(name, _content_length(data, name, dimensions), len(data))
    if unpacker.unused_data or file.read(1):
        raise InputError(InputProblem.DAMAGED, name, reason="more data after the end")
    return data


def _decompress(unpacker: "zlib._Decompress", packed: bytes, name: str) -> bytes:
    try:
        return unpacker.decompress(packed, _CHUNK)
    except zlib.error as error:
        raise InputError(InputProblem.DAMAGED, name, reason=str(error)) from error


def _header_length(dimensions: int) -> int:
    return 4 + 4 * dimensions


def _shape(data: bytes | bytearray, name: str, dimensions: int) -> tuple[int, ...]:
    """The dimensions that a header claims, checked as far as it tells."""
    if not data:
        raise InputError(InputProblem.EMPTY, name)
    magic = bytes((0, 0, _UNSIGNED_BYTE, dimensions))
    if data[:4] != magic[: len(data)]:
        raise InputError(
            InputProblem.WRONG_FORMAT, name, expected=magic.hex(), actual=data[:4].hex()
        )
    length = _header_length(dimensions)
    if len(data) < length:
        raise InputError(InputProblem.TRUNCATED, name, expected=length, actual=len(data))
    shape = tuple(int.from_bytes(data[at : at + 4], "big") for at in range(4, length, 4))
    if shape[0] == 0:
        raise InputError(InputProblem.EMPTY, name)
    if dimensions == 3 and shape[1:] not in ((MNIST_SIDE, MNIST_SIDE), (SIDE, SIDE)):
        raise InputError(
            InputProblem.WRONG_SHAPE, name, expected=f"{MNIST_SIDE} x {MNIST_SIDE}",
            actual=f"{shape[1]} x {shape[2]}",
        )  # fmt: skip
    return shape


def _content_length(data: bytes | bytearray, name: str, dimensions: int) -> int:
    """How long the whole file must be by its header; Python's integers do not overflow."""
    length = 1
    for size in _shape(data, name, dimensions):
        length *= size
    return _header_length(dimensions) + length


def _check_limit(name: str, limit: int, actual: int) -> None:
    if actual > limit:
        raise InputError(InputProblem.TOO_LARGE, name, limit=limit, actual=actual)


def _check_length(name: str, expected: int, actual: int) -> None:
    if actual != expected:
        problem = InputProblem.TRUNCATED if actual < expected else InputProblem.WRONG_LENGTH
        raise InputError(problem, name, expected=expected, actual=actual)


def _check_labels(name: str, labels: npt.NDArray[np.uint8]) -> None:
    bad = np.flatnonzero(labels >= CLASSES)
    if bad.size:
        index = int(bad[0])
        raise InputError(
            InputProblem.BAD_LABEL, name, index=index, actual=int(labels[index]),
            highest=CLASSES - 1,
        )  # fmt: skip


def _padded(images: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    margin = (SIDE - images.shape[1]) // 2
    padded = np.zeros((len(images), SIDE, SIDE), dtype=np.uint8)
    padded[:, margin : SIDE - margin, margin : SIDE - margin] = images
    return padded


def _unreadable(name: str, error: Exception) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(InputProblem.MISSING, name)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return InputError(InputProblem.UNREADABLE, name, reason=str(reason))
