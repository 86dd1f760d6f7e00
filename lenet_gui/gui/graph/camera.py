"""Which part of a picture is seen, and how large."""

from PySide6.QtCore import QPointF, QRectF, QSizeF

SMALLEST, LARGEST = 0.2, 6.0
"""Scales at which zooming ends."""

READABLE = 0.75
"""Scale below which writing cannot be read; a fit goes no further, and the rest is dragged in."""


class Camera:
    """A scale and an offset.

    Attributes:
        scale: pixels of the screen for one of the picture.
        offset: where the picture's corner lies on the screen.
        fitted: nobody has zoomed or dragged since the picture was fitted.
    """

    def __init__(self) -> None:
        self.scale = 1.0
        self.offset = QPointF()
        self.fitted = True

    def on_screen(self, place: QPointF) -> QPointF:
        """Where a place of the picture is seen."""
        return place * self.scale + self.offset

    def in_world(self, place: QPointF) -> QPointF:
        """What place of the picture is seen there."""
        return (place - self.offset) / self.scale

    def seen(self, room: QSizeF) -> QRectF:
        """The part of the picture that is seen in a room."""
        return QRectF(self.in_world(QPointF()), room / self.scale)

    def fit(self, size: QSizeF, room: QSizeF) -> None:
        """Show all of a picture in a room, or its beginning where that could not be read."""
        shares = room.width() / max(1.0, size.width()), room.height() / max(1.0, size.height())
        self.scale = min(1.0, max(READABLE, min(shares)))
        free = room - size * self.scale
        self.offset = QPointF(max(0.0, free.width() / 2), max(0.0, free.height() / 2))
        self.fitted = True

    def zoom_at(self, place: QPointF, factor: float) -> None:
        """Show it larger by a factor; what is seen at `place` stays there."""
        scale = max(SMALLEST, min(self.scale * factor, LARGEST))
        self.offset = place - (place - self.offset) * (scale / self.scale)
        self.scale, self.fitted = scale, False

    def move(self, by: QPointF) -> None:
        """Move the picture."""
        self.offset += by
        self.fitted = False

    def show(self, box: QRectF, room: QSizeF) -> None:
        """Move it as little as needed for a box to be seen."""
        corner, end = self.on_screen(box.topLeft()), self.on_screen(box.bottomRight())
        self.offset += QPointF(
            _into(corner.x(), end.x(), room.width()), _into(corner.y(), end.y(), room.height())
        )


def _into(low: float, high: float, room: float) -> float:
    """How far a stretch must move to lie inside a room."""
    if low < 0 or high - low > room:
        return 4.0 - low
    return min(0.0, room - 4.0 - high)
