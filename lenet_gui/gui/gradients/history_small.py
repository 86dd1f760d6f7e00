"""The histories of all gradients in a small format, side by side."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.gui.gradients.histogram_grid import HistogramGrid
from lenet_gui.gui.gradients.histogram_painting import Style
from lenet_gui.gui.gradients.history_columns import CombinedColumns
from lenet_gui.gui.gradients.history_picture import (
    HistoryPicture,
    map_area,
    paint_small,
    picture_of,
)


class SmallHistories:
    """Prepares and paints a picture a gradient.

    Attributes:
        grid: where they lie.
    """

    def __init__(self) -> None:
        self.grid = HistogramGrid()
        self._combined: list[CombinedColumns] = []
        self._pictures: list[HistoryPicture] = []

    def arrange(self, names: tuple[str, ...], rect: QRect, style: Style) -> None:
        """Lay out so many pictures as there are names."""
        bold = QFontMetrics(style.font)
        widest = max((bold.horizontalAdvance(name) for name in names), default=0)
        self.grid.arrange(names, rect, widest + bold.height(), bold.height())

    def begin(self, count: int) -> None:
        """Begin anew with so many parameters."""
        self._combined = [CombinedColumns(index) for index in range(count)]

    def clear(self) -> None:
        """Have nothing to paint."""
        self._pictures = []

    def prepare(self, history: GradientHistory, style: Style) -> None:
        """Make the pictures of a history of at least one moment."""
        line = QFontMetrics(style.font).height()
        self._pictures = [
            picture_of(
                history, index, combined, map_area(self.grid.rect(index), line).width(),
                style.colours,
            )
            for index, combined in enumerate(self._combined)
        ]  # fmt: skip

    def paint(self, painter: QPainter, style: Style, chosen: int) -> None:
        """Paint them all, with a frame around one; -1: around none."""
        look = style.colours
        for picture in self._pictures:
            rect = self.grid.rect(picture.index)
            painter.fillRect(rect, QColor(look.surface))
            painter.setPen(QPen(QColor(look.accent if picture.index == chosen else look.grid)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            paint_small(painter, rect, picture, style.font, look)
