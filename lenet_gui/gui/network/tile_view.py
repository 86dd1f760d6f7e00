"""An array drawn as tiles of coloured cells, each of which can be pointed at."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import Array
from lenet_gui.gui.network import colour_scale, tile_painter
from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.network.tile_layout import Cell, TileLayout, best_layout
from lenet_gui.gui.plot_style import colours

MARGIN = 3
"""Pixels around all tiles, for frames and the mark of the chosen cell."""

MAX_CROSSES = 4000
"""Crosses drawn at most; where there are more, the colour and the count say it."""

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class TileView(QWidget):
    """An array of one to four dimensions: its numbers as cells.

    A vector becomes a grid of separate cells; a matrix one tile; three dimensions a list of
    tiles, numbered; four a table of them. Cells are magnified by whole numbers. The mouse points
    at a cell, a click or the arrow keys choose one.
    """

    pointed_changed = Signal()
    """Another cell is pointed at, or its value has changed."""

    cell_chosen = Signal(QPoint)
    """A cell was chosen, by a click or a key; its middle."""

    cell_activated = Signal(object)
    """More is wanted of a cell, by a double click or Enter; its index in the array."""

    def __init__(self, parent: QWidget | None = None, *, scale: Scale = Scale.DIVERGING) -> None:
        super().__init__(parent)
        self.scale = scale
        self.limit = 0.0
        self.non_finite = 0
        self._values: Array | None = None
        self._tiles = np.zeros((0, 1, 1), dtype=np.float32)
        self._broken = np.zeros(0, dtype=np.int64)
        self._image = QImage()
        self._layout = TileLayout(1, 1, 1, 1)
        self._hovered: Cell | None = None
        self._chosen: Cell | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_values(self, values: Array) -> None:
        """Draw other values; the chosen cell stays if the shape does."""
        values = values if values.ndim else values.reshape(1)
        reshaped = self._values is None or self._values.shape != values.shape
        if reshaped:
            self._hovered = self._chosen = None
        self._values = values
        self._tiles = values.reshape(-1, *self._tile_shape())
        self.limit = colour_scale.reach(values)
        self._broken = np.flatnonzero(~np.isfinite(values))
        self.non_finite = len(self._broken)
        self._colour()
        if reshaped:
            self._arrange()
            self.updateGeometry()
        self.pointed_changed.emit()

    def set_scale(self, scale: Scale) -> None:
        """Choose how numbers become colours."""
        if scale is not self.scale:
            self.scale = scale
            self._colour()

    @property
    def zoom(self) -> int:
        """Side of a cell, in pixels."""
        return self._layout.zoom

    @property
    def pointed(self) -> tuple[int, ...] | None:
        """The index of the cell under the mouse, or else of the chosen one."""
        cell = self._hovered or self._chosen
        if cell is None or self._values is None:
            return None
        flat = np.ravel_multi_index(cell, self._tiles.shape)
        return tuple(int(i) for i in np.unravel_index(flat, self._values.shape))

    @property
    def pointed_value(self) -> float | None:
        """The number in that cell."""
        index = self.pointed
        return None if index is None or self._values is None else float(self._values[index])

    def cell_centre(self, index: tuple[int, ...]) -> QPoint:
        """The middle of a cell of the array, in the widget's coordinates."""
        assert self._values is not None  # noqa: S101 - asked for by somebody who has shown some
        flat = int(np.ravel_multi_index(index, self._values.shape))
        return self._layout.cell_rect(self._cell(flat)).center()

    def _tile_shape(self) -> tuple[int, int]:
        if self._values is None or self._values.ndim < 2:
            return (1, 1)
        return (self._values.shape[-2], self._values.shape[-1])

    def _grid(self) -> tuple[int, ...]:
        if self._values is not None and self._values.ndim == 4:
            return (self._values.shape[0], self._values.shape[1])
        return (max(1, len(self._tiles)),)

    def _is_numbered(self) -> bool:
        return self._values is not None and self._values.ndim == 3 and len(self._tiles) > 1

    def _caption_font(self) -> QFont:
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 0.8)
        return font

    def _best(self, size: QSize) -> TileLayout:
        line = QFontMetrics(self._caption_font()).height()
        gap = 1 if self._tile_shape() == (1, 1) else max(3, line // 3)
        room = size - QSize(2 * MARGIN, 2 * MARGIN)
        caption = line if self._is_numbered() else 0
        return best_layout(self._grid(), self._tile_shape(), room, gap, caption)

    def _arrange(self) -> None:
        layout = self._best(self.size())
        self._layout = replace(layout, left=MARGIN, top=MARGIN)
        self.update()

    def _colour(self) -> None:
        if self._tiles.size:
            table = colour_scale.colour_table(self.scale, colours(self.palette()))
            flat = self._tiles.reshape(-1, self._tiles.shape[-1])
            self._image = colour_scale.paint_values(flat, self.limit, table)
        self.update()

    def _draw(self, painter: QPainter) -> None:
        look, layout, count = colours(self.palette()), self._layout, len(self._tiles)
        tile_painter.draw_tiles(painter, self._image, layout, count, look)
        if self._is_numbered():
            tile_painter.draw_captions(painter, layout, count, self._caption_font(), look)
        broken = [self._cell(int(flat)) for flat in self._broken[:MAX_CROSSES]]
        tile_painter.draw_crosses(painter, layout, broken, look)
        if self._chosen is not None:
            tile_painter.draw_mark(painter, layout, self._chosen, look, strong=self.hasFocus())

    def _cell(self, flat: int) -> Cell:
        tile, row, column = np.unravel_index(flat, self._tiles.shape)
        return (int(tile), int(row), int(column))

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.pointed_changed.emit()

    def _choose(self, cell: Cell) -> None:
        self._chosen, self._hovered = cell, None
        self.update()
        self.pointed_changed.emit()
        self.cell_chosen.emit(self._layout.cell_rect(cell).center())

    def _neighbour(self, cell: Cell, down: int, across: int) -> Cell | None:
        """The cell beside another one, in the next tile if need be; ``None``: past the edge."""
        tile, row, column = cell
        height, width = self._tiles.shape[1:]
        row, column = row + down, column + across
        tile_row, tile_column = self._layout.place(tile)
        tile_row += row // height
        tile_column += column // width
        if not (0 <= tile_row < self._layout.rows and 0 <= tile_column < self._layout.columns):
            return None
        tile = self._layout.tile_at(tile_row, tile_column)
        return (tile, row % height, column % width) if tile < len(self._tiles) else None

    @override
    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(18 * em, 8 * em)

    @override
    def minimumSizeHint(self) -> QSize:
        narrow = self._best(QSize(0, 0)).size
        return QSize(narrow.width() + 2 * MARGIN, 2 * self.fontMetrics().height())

    @override
    def heightForWidth(self, width: int) -> int:
        return self._best(QSize(width, 0)).size.height() + 2 * MARGIN

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.FontChange:
            self._arrange()
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._tiles.size:
            self._draw(painter)
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._layout.cell_at(event.position().toPoint(), len(self._tiles)))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._layout.cell_at(event.position().toPoint(), len(self._tiles))
        if cell is not None:
            self._choose(cell)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self._layout.cell_at(event.position().toPoint(), len(self._tiles))
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(cell)
            self.cell_activated.emit(self.pointed)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self._hover(None)
            self.cell_activated.emit(self.pointed)
            return
        step = _ARROWS.get(event.key())
        if step is None or not self._tiles.size:
            super().keyPressEvent(event)
            return
        cell = (0, 0, 0) if self._chosen is None else self._neighbour(self._chosen, *step)
        if cell is not None:
            self._choose(cell)
