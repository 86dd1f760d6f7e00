"""Where the branches lie, one above the other, and how their calls look."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from lenet_gui.core.commands import Phase
from lenet_gui.core.timeline import Branch, Kind, Timeline
from lenet_gui.gui.plot_style import Colours, mix
from lenet_gui.gui.timeline.span import Span

SHARE = 0.5
"""Of the height below the read-out, what the lanes take at most."""

SAMPLE = 120
"""Calls of a column of pixels that its colours are taken from: whole passages of most loops."""

LETTERS = {
    Kind.ZERO_GRAD: "Z",
    Kind.FORWARD: "F",
    Kind.LOSS: "L",
    Kind.BACKWARD: "B",
    Kind.STEP: "S",
    Kind.BATCH: "N",
    Kind.START: "R",
    Kind.SETTING: "=",
    Kind.MEASURING: "?",
    Kind.OTHER: "+",
}
"""What is written on a call, where there is room: the key that makes it, if it has one."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The place of one branch.

    Attributes:
        branch: the branch.
        rect: all of it, flags above the calls.
        calls: where its calls are drawn.
    """

    branch: Branch
    rect: QRect
    calls: QRect


def lay_out_lanes(timeline: Timeline, chosen: int, area: QRect, line: int) -> tuple[Lane, ...]:
    """The lanes that have room: all of them, or as many as fit around the chosen one.

    Args:
        timeline: the branches.
        chosen: number of the one that is to be seen whatever happens.
        area: where they may lie; they begin at its bottom.
        line: height of the writing.
    """
    branches = timeline.branches
    lowest, highest = max(6, line // 2), line + flag_height(line) + 4
    room = max(1, min(len(branches), int(SHARE * area.height()) // lowest))
    place = next(i for i, branch in enumerate(branches) if branch.number == chosen)
    first = min(max(0, place - room // 2), len(branches) - room)
    height = min(highest, max(lowest, int(SHARE * area.height()) // room))
    top = area.bottom() + 1 - room * height
    return tuple(
        _lane(branch, QRect(area.left(), top + index * height, area.width(), height), line)
        for index, branch in enumerate(branches[first : first + room])
    )


def _lane(branch: Branch, rect: QRect, line: int) -> Lane:
    flags = flag_height(line) if rect.height() >= line + flag_height(line) else 0
    return Lane(branch, rect, rect.adjusted(0, flags + 1, 0, -1))


def flag_height(line: int) -> int:
    """Pixels that a flag takes, beside writing of that height."""
    return max(7, 2 * line // 3)


def kind_colours(colours: Colours) -> tuple[QColor, ...]:
    """The colour of each `Kind`: that of the part which it changes, of two the lighter first."""
    phases = {
        Kind.ZERO_GRAD: mix(colours.surface, colours.phase(Phase.ZERO_GRAD), 0.45),
        Kind.FORWARD: QColor(colours.phase(Phase.FORWARD)),
        Kind.LOSS: mix(colours.surface, colours.phase(Phase.LOSS), 0.45),
        Kind.BACKWARD: QColor(colours.phase(Phase.BACKWARD)),
        Kind.STEP: QColor(colours.phase(Phase.STEP)),
        Kind.START: QColor(colours.text),
    }
    return tuple(phases.get(kind, mix(colours.surface, colours.muted, 0.6)) for kind in Kind)


def picture(
    branch: Branch, span: Span, height: int, colours: Sequence[QColor]
) -> tuple[int, QImage] | None:
    """The calls of a branch, a column of pixels each or many in one.

    Where a column holds several calls, it is divided among their kinds as the calls are.

    Args:
        branch: the branch.
        span: what is shown.
        height: of the picture, in pixels.
        colours: of each `Kind`.

    Returns:
        Its left edge from the left edge of the span, in pixels, and the picture; ``None``:
        nothing of it is to be seen.
    """
    edges = np.linspace(span.low, span.high, span.width + 1) - branch.fork
    bounds = np.clip(np.ceil(edges), 0, len(branch.calls)).astype(np.int64)
    filled = np.flatnonzero(np.diff(bounds))
    if span.pixels >= 1:
        # The call whose place the middle of the column lies in.
        calls = np.ceil((edges[:-1] + edges[1:]) / 2).astype(np.int64)
        filled = np.flatnonzero((calls >= 1) & (calls <= len(branch.calls)))
    if not len(filled):
        return None
    left, right = int(filled[0]), int(filled[-1]) + 1
    if span.pixels >= 1:
        kinds = np.broadcast_to(branch.kinds[calls[left:right] - 1], (height, right - left))
    else:
        kinds = _shares(branch.kinds, bounds[left : right + 1], height)
    table = np.array([colour.rgb() for colour in colours], np.uint32)
    pixels = np.ascontiguousarray(table[kinds])
    image = QImage(
        pixels.data, right - left, height, 4 * (right - left), QImage.Format.Format_RGB32
    )
    return left, image.copy()


def _shares(
    kinds: npt.NDArray[np.uint8], bounds: npt.NDArray[np.int64], height: int
) -> npt.NDArray[np.uint8]:
    """For each pixel of each column a kind, so that each has the share that it has of the calls.

    Of a column with more calls than `SAMPLE`, of so many of them from its first one on.

    Returns:
        Shape ``(height, columns)``.
    """
    columns, amount = len(bounds) - 1, len(Kind)
    sizes = np.diff(bounds)
    if sizes.max() <= SAMPLE:
        column = np.repeat(np.arange(columns) * amount, sizes)
        found = column + kinds[bounds[0] : bounds[-1]]
    else:
        places = np.minimum(bounds[:-1, None] + np.arange(SAMPLE), bounds[1:, None] - 1)
        found = (np.arange(columns)[:, None] * amount + kinds[places]).reshape(-1)
    counts = np.bincount(found, minlength=columns * amount)
    reached = np.cumsum(counts.reshape(columns, amount), axis=1)
    total = reached[:, -1:]
    # The middle of each pixel, in calls; an empty column does not occur between filled ones.
    place = (np.arange(height)[:, None] + 0.5) / height * total.T
    below: npt.NDArray[np.bool_] = place[:, :, None] >= reached[None, :, :]
    rows: npt.NDArray[np.uint8] = below.sum(axis=2, dtype=np.uint8)
    return rows
