"""The cursor of a plot that stands on recorded numbers only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal

from lenet_gui.core.snapshot import Counts, Series
from lenet_gui.gui.plots.cursor_plot import CursorPlot

Line = tuple[Counts, Series]
"""Updates made before each number, and the numbers, both of shape ``(n,)``."""


@dataclass(frozen=True, slots=True)
class Place:
    """A recorded number.

    Attributes:
        line: the line that it belongs to.
        index: its place in the line's record.
    """

    line: int
    index: int


class PointCursor(QObject):
    """Goes to the number nearest to the mouse, and along its line by the keys."""

    moved = Signal(object)
    """The `Place` under the cursor; ``None``: the cursor has gone."""

    def __init__(self, plot: CursorPlot, heights: Callable[[Series], Series]) -> None:
        """Follow the mouse and the keys of a plot.

        Args:
            plot: the plot, which draws the cursor.
            heights: numbers in the units of its axis; NaN: no place on it.
        """
        super().__init__(plot)
        self._plot = plot
        self._heights = heights
        self._lines: tuple[Line, ...] = ()
        self._place: Place | None = None
        plot.pointed_at.connect(self._point_at)
        plot.cursor_stepped.connect(self._step)
        plot.cursor_left.connect(self.forget)

    @property
    def place(self) -> Place | None:
        """Where it stands; ``None``: nowhere."""
        return self._place

    def take(self, lines: Sequence[Line]) -> None:
        """Take other numbers; the cursor stays if what it stands on is still there."""
        before = self._number()
        self._lines = tuple(lines)
        if self._place is not None and self._number() != before:
            self.forget()

    def forget(self) -> None:
        """Stand nowhere."""
        self._place = None
        self._plot.unmark()
        self.moved.emit(None)

    def choose(self, place: Place) -> None:
        """Stand on a number."""
        self._place = place
        steps, values = self._lines[place.line]
        height = self._heights(values[place.index : place.index + 1])[0]
        if np.isfinite(height):
            self._plot.mark(float(steps[place.index]), float(height))
        else:
            self._plot.unmark()
        self.moved.emit(place)

    def _number(self) -> tuple[int, int, bytes] | None:
        """What it stands on, in a form in which NaN is itself; ``None``: nothing."""
        place = self._place
        if place is None or place.line >= len(self._lines):
            return None
        steps, values = self._lines[place.line]
        if place.index >= len(steps):
            return None
        return len(self._lines), int(steps[place.index]), values[place.index].tobytes()

    def _point_at(self, position: QPointF) -> None:
        """Choose the number nearest in x, and of several there the nearest in y."""
        known = [line for line, (steps, _) in enumerate(self._lines) if len(steps)]
        if not known:
            return
        nearest = {line: _nearest(self._lines[line][0], position.x()) for line in known}
        step = min(nearest.values(), key=lambda step: (abs(step - position.x()), step))
        best: tuple[float, Place] | None = None
        for line in (line for line in known if nearest[line] == step):
            steps, values = self._lines[line]
            first, last = (
                np.searchsorted(steps, step, "left"),
                np.searchsorted(steps, step, "right"),
            )
            distances = np.abs(self._heights(values[first:last]) - position.y())
            distances = np.where(np.isfinite(distances), distances, np.inf)
            index = int(np.argmin(distances))
            if best is None or distances[index] < best[0]:
                best = float(distances[index]), Place(line, int(first) + index)
        if best is not None:
            self.choose(best[1])

    def _step(self, by: int) -> None:
        place = self._place
        if place is None:
            known = [line for line, (steps, _) in enumerate(self._lines) if len(steps)]
            if not known:
                return
            place = Place(known[0], len(self._lines[known[0]][0]) if by < 0 else -1)
        last = len(self._lines[place.line][0]) - 1
        self.choose(Place(place.line, min(last, max(0, place.index + by))))


def _nearest(steps: Counts, x: float) -> int:
    """The step nearest to `x`, and of two the earlier."""
    right = min(len(steps) - 1, int(np.searchsorted(steps, x)))
    left = max(0, right - 1)
    nearer = steps[right] - x < x - steps[left]
    return int(steps[right] if nearer else steps[left])
