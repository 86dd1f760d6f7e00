"""How tiles are painted: the cells, and what marks some of them."""

from collections.abc import Iterable

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from lenet_gui.gui.network.tile_layout import Cell, TileLayout
from lenet_gui.gui.plot_style import Colours, mix

CROSS_ZOOM = 5
"""From this side on, in pixels, a non-finite cell also carries a cross."""


def draw_tiles(
    painter: QPainter, image: QImage, layout: TileLayout, count: int, look: Colours
) -> None:
    """Draw `count` tiles, each in a thin frame.

    Args:
        painter: where to.
        image: one pixel a cell, the tiles below each other.
        layout: where they lie.
        count: how many there are.
        look: the colours.
    """
    height, width = layout.height, layout.width
    painter.setPen(mix(look.grid, look.muted, 0.35))
    for tile in range(count):
        target = layout.tile_rect(tile)
        painter.drawRect(target.adjusted(-1, -1, 0, 0))
        painter.drawImage(target, image, QRect(0, tile * height, width, height))


def draw_captions(
    painter: QPainter, layout: TileLayout, count: int, font: QFont, look: Colours
) -> None:
    """Write each tile's number above it."""
    painter.setFont(font)
    painter.setPen(QColor(look.muted))
    for tile in range(count):
        target = layout.tile_rect(tile)
        line = QRect(
            target.left(), target.top() - layout.caption, target.width(), layout.caption - 1
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, str(tile))


def draw_crosses(
    painter: QPainter, layout: TileLayout, cells: Iterable[Cell], look: Colours
) -> None:
    """Cross out cells, where they are large enough for it."""
    if layout.zoom < CROSS_ZOOM:
        return
    painter.setPen(QColor(look.surface))
    lines = []
    for cell in cells:
        box = layout.cell_rect(cell).adjusted(1, 1, -1, -1)
        lines.append(QLine(box.topLeft(), box.bottomRight()))
        lines.append(QLine(box.topRight(), box.bottomLeft()))
    painter.drawLines(lines)


def draw_mark(
    painter: QPainter, layout: TileLayout, cell: Cell, look: Colours, *, strong: bool
) -> None:
    """Frame the chosen cell, so that it is seen on light and dark cells alike."""
    box = layout.cell_rect(cell)
    painter.setPen(QPen(QColor(look.surface), 1))
    painter.drawRect(box.adjusted(-1, -1, 0, 0))
    painter.setPen(QPen(QColor(look.text), 2 if strong else 1))
    painter.drawRect(box.adjusted(-2, -2, 1, 1))
