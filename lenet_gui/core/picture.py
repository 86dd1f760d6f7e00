"""Pictures of any size as the network's 32 x 32 bytes.

Two ways: `prepare` keeps the picture as it is, `prepare_like_digits` makes it look like the
digits that the network learnt from, which a drawing needs to be recognised.
"""

import numpy as np
import numpy.typing as npt

from lenet_gui.core.digits import BLOCK, BLOCKS, upsample
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.inputs import SIDE

Bytes = npt.NDArray[np.uint8]
Reals = npt.NDArray[np.float64]

MIN_CONTRAST = 16
"""Smallest difference of the strongest ink from the background, of 255; below, it is noise."""

DIGIT_WIDTH = 20
"""Width of most of the shipped digits, in pixels; all are 32 high (measured on the 1 797)."""

DIGIT_INK = 307
"""Ink pixels of a shipped digit: 30 % of 32 x 32; the classes' means are 29.6 % to 32.2 %."""

MAX_STRETCH = 1.5
"""How much more a digit may be stretched one way than the other. Without a limit, a 1 that is
one straight stroke would fill the frame."""


def prepare(grey: Bytes, name: str = "") -> bytes:
    """Fit a whole picture into the frame, centred, with its aspect kept.

    It is averaged over areas on the way down and interpolated bilinearly on the way up. The
    background becomes 0 and the strongest ink 255.

    Args:
        grey: shape ``(h, w)``; ink light on dark or dark on light, see `_ink`.
        name: the file's name, for the error.

    Returns:
        32 x 32 bytes, row by row; 0 is background, 255 is ink.

    Raises:
        InputError: there is no ink.
    """
    ink = _ink(grey, name)
    scale = SIDE / max(ink.shape)
    height, width = (max(1, round(length * scale)) for length in ink.shape)
    frame = _centred(_resize(ink, height, width))
    return np.floor(frame * (255 / int(ink.max())) + 0.5).astype(np.uint8).tobytes()


def prepare_like_digits(grey: Bytes, name: str = "") -> bytes:
    """Give a picture of one digit the looks of the shipped digits.

    These are normalised: each is 32 pixels high and most are 20 wide, whatever the writer's
    hand, and the thickness of the strokes is such that 30 % of the frame is ink. So the ink's
    bounding box is stretched to that size, the strokes are thinned or thickened to that much ink,
    and the bitmap goes through block counts and back, as the digits did.

    Arguments, result and errors are those of `prepare`.
    """
    ink = _ink(grey, name)
    box = _cropped(ink)
    tall, wide = SIDE / box.shape[0], DIGIT_WIDTH / box.shape[1]
    tall, wide = min(tall, MAX_STRETCH * wide), min(wide, MAX_STRETCH * tall)
    height = max(1, round(box.shape[0] * tall))
    width = max(1, round(box.shape[1] * wide))
    bitmap = _with_ink(_centred(_resize(box, height, width)), DIGIT_INK)
    counts = bitmap.reshape(BLOCKS, BLOCK, BLOCKS, BLOCK).sum(axis=(1, 3), dtype=np.uint8)
    return upsample(counts).tobytes()


def _ink(grey: Bytes, name: str) -> Bytes:
    """How far each pixel lies from the background, towards the ink.

    The background is the median of the border. The ink is lighter or darker than it: the side
    with the larger sum of squared differences, so that neither a speck nor faint noise decides.
    """
    if grey.size == 0:
        raise InputError(InputProblem.EMPTY, name, contrast=0, lowest=MIN_CONTRAST)
    border = np.concatenate((grey[0], grey[-1], grey[:, 0], grey[:, -1]))
    background = np.uint8(np.median(border))
    lighter = np.maximum(grey, background) - background
    darker = background - np.minimum(grey, background)
    ink = lighter if _energy(lighter) >= _energy(darker) else darker
    contrast = int(ink.max())
    if contrast < MIN_CONTRAST:
        raise InputError(InputProblem.EMPTY, name, contrast=contrast, lowest=MIN_CONTRAST)
    return ink


def _energy(values: Bytes) -> int:
    # Row by row: squares of a large picture in wide integers would take eight times its memory.
    return sum(int(np.dot(row, row)) for row in (line.astype(np.int64) for line in values))


def _cropped(ink: Bytes) -> Bytes:
    """The bounding box of what is at least half as strong as the strongest ink."""
    strong = ink >= (int(ink.max()) + 1) // 2
    rows = np.flatnonzero(strong.any(axis=1))
    columns = np.flatnonzero(strong.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _resize(image: Bytes, height: int, width: int) -> Reals:
    """Shape ``(height, width)``; each direction is averaged down or interpolated up."""
    down = _weights(image.shape[0], height).astype(np.float32)
    along = _weights(image.shape[1], width)
    result: Reals = (down @ image.astype(np.float32)) @ along.T
    return result


def _weights(length: int, wanted: int) -> Reals:
    """How much each of `length` pixels adds to each of `wanted`: shape ``(wanted, length)``."""
    step = length / wanted
    pixels = np.arange(length)
    if wanted <= length:  # the share of each pixel in the stretch that one new pixel covers
        start = np.arange(wanted)[:, np.newaxis] * step
        shared = np.minimum(pixels + 1, start + step) - np.maximum(pixels, start)
        weights: Reals = np.clip(shared, 0, 1) / step
    else:  # a triangle of half-width 1 around its centre, clamped to the outer centres
        centre = np.clip((np.arange(wanted) + 0.5) * step - 0.5, 0, length - 1)[:, np.newaxis]
        weights = np.clip(1 - np.abs(pixels - centre), 0, 1)
    return weights


def _centred(image: Reals) -> Reals:
    frame = np.zeros((SIDE, SIDE))
    height, width = image.shape
    top, left = (SIDE - height) // 2, (SIDE - width) // 2
    frame[top : top + height, left : left + width] = image
    return frame


def _with_ink(frame: Reals, count: int) -> npt.NDArray[np.bool_]:
    """The `count` pixels that lie deepest in the ink: thin strokes grow, thick ones shrink."""
    for _ in range(2):
        padded = np.pad(frame, 1)
        down = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
        frame = (down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]) / 4
    threshold = np.partition(frame, -count, axis=None)[-count]
    bitmap: npt.NDArray[np.bool_] = (frame >= threshold) & (frame > 0)
    return bitmap
