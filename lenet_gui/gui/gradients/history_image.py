"""From counts to pixels: one image, however many cells there are."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QImage

from lenet_gui.gui.gradients.history_columns import Columns, Whole
from lenet_gui.gui.network.colour_scale import Pixels
from lenet_gui.gui.plot_style import Colours, mix

SHADES = 256
FAINTEST = 0.22
"""Share of the scale at which a single entry begins, so that it is told from none."""


@lru_cache(maxsize=32)  # one a size and theme
def count_table(size: int, look: Colours) -> Pixels:
    """The colour of each count from 0 to `size`, on a logarithmic scale; 0 is the ground.

    Args:
        size: entries of the parameter, so that the scale never moves.
        look: the colours: from the ground over that of the gradient accounts to that of writing.
    """
    middle = SHADES // 2
    shades = [mix(look.surface, look.accounts, i / middle) for i in range(middle)]
    shades += [
        mix(look.accounts, look.text, i / (SHADES - 1 - middle)) for i in range(SHADES - middle)
    ]
    pixels = np.array([colour.rgba() for colour in shades], np.uint32)
    levels = np.log(np.arange(1, size + 1)) / np.log(max(2, size))
    places = np.rint((FAINTEST + (1 - FAINTEST) * levels) * (SHADES - 1)).astype(np.intp)
    table = np.concatenate([pixels[:1], pixels[places]])
    table.setflags(write=False)
    return table


def strip_pixels(columns: Columns, size: int, look: Colours) -> Pixels:
    """One pixel a column: the share of zeros in grey, and the colour of errors if not finite."""
    greys = np.array(
        [mix(look.surface, look.muted, i / (SHADES - 1)).rgba() for i in range(SHADES)], np.uint32
    )
    shares = np.rint(columns.zeros / size * (SHADES - 1)).astype(np.intp)
    error = np.uint32(QColor(look.error).rgba())
    return np.where(columns.broken > 0, error, greys[shares])[None]


def to_image(pixels: Pixels) -> QImage:
    """A picture of pixels as 0xffRRGGBB, shape ``(h, w)``."""
    height, width = pixels.shape
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes above are Python's and go away


def counts_image(cells: Whole, size: int, look: Colours) -> QImage:
    """A picture of counts, shape ``(rows, columns)``."""
    return to_image(count_table(size, look)[cells])
