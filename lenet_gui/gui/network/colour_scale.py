"""From numbers to pixels: a blue-orange scale around 0, and a plain one for ink."""

from enum import StrEnum
from functools import lru_cache
from typing import assert_never

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from lenet_gui.core.snapshot import Array
from lenet_gui.gui.plot_style import Colours, mix

Pixels = npt.NDArray[np.uint32]

STEPS = 128
"""Shades on each side of 0."""

NON_FINITE = 2 * STEPS + 1
"""Where the table keeps the colour of NaN and infinity."""


class Scale(StrEnum):
    """How numbers become colours."""

    DIVERGING = "diverging"  # blue below 0, the ground at 0, orange above: apart for all eyes
    INK = "ink"  # the ground at 0 and below, the colour of writing at the top


def reach(values: Array) -> float:
    """The largest absolute value among the finite ones; 0: all are 0, or none is finite."""
    finite = values[np.isfinite(values)]
    return float(np.abs(finite).max()) if finite.size else 0.0


@lru_cache(maxsize=8)  # one a scale and theme; making one takes longer than painting with it
def colour_table(scale: Scale, colours: Colours) -> Pixels:
    """The colours from ``-reach`` to ``+reach`` as 0xffRRGGBB, and that of a non-finite number.

    Returns:
        Shape ``(2 * STEPS + 2,)``; 0 lies at `STEPS`, the non-finite colour at the end.
    """
    match scale:
        case Scale.DIVERGING:
            low, high, other = colours.series[0], colours.series[1], colours.text
        case Scale.INK:
            low, high, other = colours.surface, colours.text, colours.error
        case _:
            assert_never(scale)
    below = [mix(colours.surface, low, 1 - i / STEPS) for i in range(STEPS)]
    above = [mix(colours.surface, high, i / STEPS) for i in range(STEPS + 1)]
    table = [colour.rgba() for colour in (*below, *above)]
    pixels = np.array([*table, QColor(other).rgba()], dtype=np.uint32)
    pixels.setflags(write=False)
    return pixels


def paint_values(values: Array, limit: float, table: Pixels) -> QImage:
    """One pixel a number.

    Args:
        values: shape ``(h, w)``.
        limit: the absolute value with the strongest colour; stronger ones are clipped.
        table: from `colour_table`.
    """
    finite = np.isfinite(values)
    shares = np.where(finite, values, 0).astype(np.float64) / (limit or 1.0)
    places = np.rint(np.clip(shares, -1, 1) * STEPS).astype(np.int64) + STEPS
    pixels = table[np.where(finite, places, NON_FINITE)]
    height, width = pixels.shape
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes above are Python's and go away
