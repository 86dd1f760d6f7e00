"""The handwritten digits that are shipped with the program.

They are the test part of the UCI set "Optical Recognition of Handwritten Digits" (E. Alpaydin,
C. Kaynak, 1998; CC BY 4.0, see ``resources/samples/digits.origin.txt``): 1 797 images, each a
32 x 32 bitmap of which only the number of ink pixels in each block of 4 x 4 was kept.
"""

import functools
import io
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.image_set import ImagePart, ImageSet
from lenet_gui.core.inputs import CLASSES, SIDE
from lenet_gui.resources import resource_path

COUNT = 1797
"""Images in the set."""

BLOCKS = 8
"""Blocks of an image, in each direction."""

BLOCK = SIDE // BLOCKS
"""Pixels of the original bitmap in a block, in each direction."""

FULL = BLOCK * BLOCK
"""The largest count: every pixel of the block is ink."""

TRAIN_COUNT = 1437
"""80 % of the images; the other 360 are the test part."""

SPLIT_SEED = 1998
"""Seed of the split. It never changes, so that accuracies can be compared."""

MAX_BYTES = 1_000_000
"""Largest size of the file and of each array in it; the real ones are far below."""


@functools.cache
def shipped_digits() -> ImageSet:
    """The digits of the program's own file, read once: every start of a session takes them.

    Raises:
        InputError: the file is missing, damaged or another one; the next call reads it again.
    """
    return load_digits(resource_path("samples", "digits.npz"))


def load_digits(path: Path) -> ImageSet:
    """Read the digits: 1 437 images to train with and 360 to test with.

    The two parts come from a fixed permutation of the images, not stratified.

    Args:
        path: a file of numpy arrays ``x``, uint8 ``(1797, 8, 8)`` in 0 to 16, and ``y``, uint8
            ``(1797,)`` in 0 to 9.

    Raises:
        InputError: the file is missing, damaged or another one.
    """
    x, y = _read(path)
    counts = _checked(path.name, x, (COUNT, BLOCKS, BLOCKS), FULL)
    labels = _checked(path.name, y, (COUNT,), CLASSES - 1)
    order = np.random.Generator(np.random.PCG64(SPLIT_SEED)).permutation(COUNT)
    images = upsample(counts)[order]
    classes = labels.astype(np.int64)[order]
    return ImageSet(
        "digits",
        ImagePart(images[:TRAIN_COUNT].copy(), classes[:TRAIN_COUNT].copy()),
        ImagePart(images[TRAIN_COUNT:].copy(), classes[TRAIN_COUNT:].copy()),
    )


def upsample(counts: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Bring block counts back to 32 x 32 pixels by bilinear interpolation.

    A count stands at its block's centre. Pixel ``i`` has its centre at ``(i + 1/2) / 4 - 1/2``
    blocks, clamped to [0, 7]: beyond the outer centres the edge is repeated. With ``a`` the
    block before it and ``t`` the rest of the way to the next one, in eighths,

        value[i] = ((8 - t) * count[a] + t * count[a + 1]) / 8

    first down the rows, then along them; ``255 / 16`` takes a count to a byte, rounded half up.

    Args:
        counts: shape ``(..., 8, 8)``, 0 to 16.

    Returns:
        Shape ``(..., 32, 32)``; 0 is background, 255 is ink.
    """
    weights = _weights()  # (32, 8), in eighths
    # At most 16 * 8 * 8 = 1024: whole numbers, exact in float32, whose product is the fast one.
    sums = weights @ counts.astype(np.float32) @ weights.T  # (..., 32, 32)
    return ((sums.astype(np.int32) * 255 + 512) >> 10).astype(np.uint8)


def _weights() -> npt.NDArray[np.float32]:
    weights = np.zeros((SIDE, BLOCKS), dtype=np.float32)
    eighths = np.clip(2 * np.arange(SIDE) - 3, 0, 8 * (BLOCKS - 1))  # the centres, in eighths
    before = np.minimum(eighths // 8, BLOCKS - 2)
    rest = eighths - 8 * before
    weights[np.arange(SIDE), before] = 8 - rest
    weights[np.arange(SIDE), before + 1] = rest
    return weights


def _read(path: Path) -> tuple[object, object]:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(InputProblem.TOO_LARGE, path.name, limit=MAX_BYTES, actual=size)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(InputProblem.MISSING, path.name) from error
    except OSError as error:
        raise InputError(InputProblem.UNREADABLE, path.name, reason=str(error.strerror)) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(entry.file_size > MAX_BYTES for entry in archive.infolist()):
                raise InputError(InputProblem.TOO_LARGE, path.name, limit=MAX_BYTES)
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return arrays["x"], arrays["y"]
    except InputError:
        raise
    except Exception as error:
        # zipfile, zlib and numpy raise a dozen different exceptions on damaged bytes.
        raise InputError(InputProblem.DAMAGED, path.name, reason=str(error)) from error


def _checked(
    name: str, array: object, shape: tuple[int, ...], highest: int
) -> npt.NDArray[np.uint8]:
    if not isinstance(array, np.ndarray):  # numpy hands out a member that is no array as bytes
        raise InputError(InputProblem.DAMAGED, name, reason="not a numpy array")
    if array.shape != shape or array.dtype != np.uint8:
        raise InputError(
            InputProblem.WRONG_SHAPE, name, expected=f"uint8 {shape}",
            actual=f"{array.dtype} {array.shape}",
        )  # fmt: skip
    if array.max() > highest:
        raise InputError(InputProblem.DAMAGED, name, reason=f"{array.max()} is above {highest}")
    return array
