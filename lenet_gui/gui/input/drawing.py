"""A drawing of strokes, with undo, and the pixels it makes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

CANVAS = 256
"""Height and width of the drawing, in pixels; points and pen widths are in this unit."""


@dataclass(slots=True)
class _Stroke:
    """A smooth line: parabolas between the middles of neighbouring points.

    Attributes:
        width: the pen's.
        path: the line as far as the middle between the last two points.
        last: the last point.
    """

    width: int
    path: QPainterPath
    last: QPointF

    def extend(self, point: QPointF) -> None:
        self.path.quadTo(self.last, (self.last + point) / 2)
        self.last = point

    def paint(self, painter: QPainter, ink: QColor) -> None:
        path = QPainterPath(self.path)
        path.lineTo(self.last + QPointF(0.01, 0))  # Qt drops a line of no length, and so a dot
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.strokePath(path, QPen(ink, self.width, Qt.PenStyle.SolidLine, cap, join))


class Drawing:
    """Strokes on a square of 256 x 256, each of which can be taken back.

    Strokes are kept as lines, so they are sharp at any size and any resolution of a screen. What
    is drawn is a tuple that is replaced as a whole: undo and redo are two piles of such tuples.
    """

    def __init__(self) -> None:
        self._strokes: tuple[_Stroke, ...] = ()
        self._earlier: list[tuple[_Stroke, ...]] = []
        self._undone: list[tuple[_Stroke, ...]] = []
        self._live: _Stroke | None = None

    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._strokes and self._live is None

    def is_pen_down(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._live is not None

    def can_undo(self) -> bool:
        """Whether there is a finished stroke or a clearing to take back."""
        return bool(self._earlier)

    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._undone)

    def begin(self, point: QPointF, width: int) -> None:
        """Put a pen of some width down; a stroke that is being drawn ends first."""
        self.end()
        self._live = _Stroke(width, QPainterPath(point), point)

    def extend(self, point: QPointF) -> bool:
        """Draw on to `point`; ``False``: the pen is up, or has moved by less than a pixel."""
        if self._live is None or (point - self._live.last).manhattanLength() < 1:
            return False
        self._live.extend(point)
        return True

    def end(self) -> bool:
        """Lift the pen; ``False``: it is up."""
        if self._live is None:
            return False
        stroke, self._live = self._live, None
        self._become((*self._strokes, stroke))
        return True

    def clear(self) -> bool:
        """Take all strokes away; ``False``: there are none."""
        if not self._strokes:
            return False
        self._become(())
        return True

    def undo(self) -> bool:
        """Take the last stroke or the last clearing back; ``False``: there is none."""
        if not self._earlier:
            return False
        self._undone.append(self._strokes)
        self._strokes = self._earlier.pop()
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; ``False``: there is nothing."""
        if not self._undone:
            return False
        self._earlier.append(self._strokes)
        self._strokes = self._undone.pop()
        return True

    def paint(self, painter: QPainter, ink: QColor) -> None:
        """Paint the strokes in the unit of the drawing."""
        for stroke in self._strokes:
            stroke.paint(painter, ink)
        if self._live is not None:
            self._live.paint(painter, ink)

    def grey(self) -> npt.NDArray[np.uint8]:
        """The pixels: shape ``(256, 256)``; 0 is background, 255 is ink, edges are smooth."""
        image = QImage(CANVAS, CANVAS, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QColor(Qt.GlobalColor.white))
        painter.end()
        rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(CANVAS, -1)
        return rows[:, :CANVAS].copy()

    def _become(self, strokes: tuple[_Stroke, ...]) -> None:
        self._earlier.append(self._strokes)
        self._undone.clear()
        self._strokes = strokes
