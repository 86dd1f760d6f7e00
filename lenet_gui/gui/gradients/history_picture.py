"""One gradient's history, ready to be painted, and where its cells lie on the screen."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.gui.gradients.history_columns import Columns, CombinedColumns
from lenet_gui.gui.gradients.history_image import counts_image, strip_pixels, to_image
from lenet_gui.gui.gradients.history_rows import Rows, used_rows
from lenet_gui.gui.plot_style import Colours

WIDEST = 14
"""Pixels that a column takes at most, so that a young record is seen to grow."""


@dataclass(frozen=True, slots=True)
class HistoryPicture:
    """What is painted of one parameter.

    Attributes:
        history: what was recorded.
        index: which parameter.
        columns: its moments, combined as far as there is no room for each.
        rows: the bins that are shown.
        image: the counts, one pixel each.
        strip: the shares of zeros, one pixel a column.
    """

    history: GradientHistory
    index: int
    columns: Columns
    rows: Rows
    image: QImage
    strip: QImage

    @property
    def name(self) -> str:
        """The parameter's name."""
        return self.history.names[self.index]

    @property
    def size(self) -> int:
        """How many entries the parameter has."""
        return self.history.sizes[self.index]


def picture_of(
    history: GradientHistory, index: int, combined: CombinedColumns, width: int, look: Colours
) -> HistoryPicture:
    """Prepare a picture at most `width` pixels wide; there is at least one moment."""
    columns = combined.columns(history, max(1, width))
    rows = used_rows(columns)
    size = history.sizes[index]
    image = counts_image(rows.cells(columns), size, look)
    return HistoryPicture(
        history, index, columns, rows, image, to_image(strip_pixels(columns, size, look))
    )


@dataclass(frozen=True, slots=True)
class MapFrame:
    """An area of the screen, divided into columns and rows."""

    area: QRect
    columns: int
    rows: int

    @property
    def width(self) -> int:
        """Pixels that the columns take together."""
        return min(self.area.width(), self.columns * WIDEST)

    def left(self, column: int) -> int:
        """The left edge of a column."""
        return self.area.left() + column * self.width // max(1, self.columns)

    def column_at(self, x: float) -> int | None:
        """The column under a pixel; ``None``: there is none."""
        column = int((x - self.area.left()) * self.columns // max(1, self.width))
        return column if 0 <= column < self.columns and x >= self.area.left() else None

    def row_at(self, y: float) -> int | None:
        """The row under a pixel; ``None``: there is none."""
        row = int((y - self.area.top()) * self.rows // max(1, self.area.height()))
        return row if 0 <= row < self.rows and y >= self.area.top() else None

    def y(self, place: float) -> int:
        """The pixel at a place in rows from the top."""
        return self.area.top() + round(place * self.area.height() / self.rows)


def paint_map(
    painter: QPainter, frame: MapFrame, strip: QRect, picture: HistoryPicture, look: Colours
) -> None:
    """Paint the cells, the line of the zeros' shares, and marks where entries were not finite."""
    target = QRect(frame.area.left(), frame.area.top(), frame.width, frame.area.height())
    painter.drawImage(target, picture.image)
    painter.drawImage(QRect(target.left(), strip.top(), frame.width, strip.height()), picture.strip)
    painter.setPen(Qt.PenStyle.NoPen)
    error = QColor(look.error)
    for column in np.flatnonzero(picture.columns.broken).tolist():
        left = frame.left(column)
        width = max(1, frame.left(column + 1) - left)
        painter.fillRect(left, target.top() - 4, width, 4, error)


def map_area(rect: QRect, line: int) -> QRect:
    """Where the cells of a small picture lie, below its name and above the zeros' shares."""
    return rect.adjusted(5, line + 5, -5, -10)


def paint_small(
    painter: QPainter, rect: QRect, picture: HistoryPicture, font: QFont, look: Colours
) -> None:
    """Paint a picture with its name."""
    metrics = QFontMetrics(font)
    area = map_area(rect, metrics.height())
    painter.setFont(font)
    painter.setPen(QColor(look.text))
    head = QRect(area.left(), rect.top() + 1, area.width(), metrics.height())
    name = metrics.elidedText(picture.name, Qt.TextElideMode.ElideRight, head.width())
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, name)
    frame = MapFrame(area, len(picture.columns), len(picture.rows))
    zero = frame.y(picture.rows.place(0.0))
    painter.fillRect(area.left(), zero, area.width(), 1, QColor(look.grid))
    strip = QRect(area.left(), area.bottom() + 2, area.width(), 5)
    paint_map(painter, frame, strip, picture, look)
