"""Where the cells of an array lie when it is drawn as tiles: arithmetic, without a widget."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QSize

MAX_ZOOM = 32
"""Largest side of a cell, in pixels."""

Cell = tuple[int, int, int]
"""Tile, row, column."""


@dataclass(frozen=True, slots=True)
class TileLayout:
    """Tiles of cells in rows and columns. All lengths but `height` and `width` are in pixels.

    Attributes:
        rows: rows of tiles.
        columns: columns of tiles.
        height: cells of a tile, downwards.
        width: cells of a tile, across.
        turned: tile numbers run down the columns instead of along the rows.
        zoom: side of a cell.
        gap: between two tiles.
        caption: height of the line above each tile.
        left: where the first tile begins, across.
        top: where its caption begins, downwards.
    """

    rows: int
    columns: int
    height: int
    width: int
    turned: bool = False
    zoom: int = 1
    gap: int = 0
    caption: int = 0
    left: int = 0
    top: int = 0

    @property
    def size(self) -> QSize:
        """What all tiles take together, without `left` and `top`."""
        return QSize(
            self.columns * (self.width * self.zoom + self.gap) - self.gap,
            self.rows * (self.caption + self.height * self.zoom + self.gap) - self.gap,
        )

    def fits(self, room: QSize) -> bool:
        """Whether it needs no more than `room`."""
        return self.size.width() <= room.width() and self.size.height() <= room.height()

    def place(self, tile: int) -> tuple[int, int]:
        """The row and column of tile number `tile`."""
        if self.turned:
            column, row = divmod(tile, self.rows)
            return row, column
        return divmod(tile, self.columns)

    def tile_at(self, row: int, column: int) -> int:
        """The number of the tile in a row and column, which may be beyond the last one."""
        return column * self.rows + row if self.turned else row * self.columns + column

    def tile_rect(self, tile: int) -> QRect:
        """Where a tile lies, its caption not included."""
        row, column = self.place(tile)
        across, down = self.width * self.zoom, self.height * self.zoom
        return QRect(
            self.left + column * (across + self.gap),
            self.top + row * (self.caption + down + self.gap) + self.caption,
            across,
            down,
        )

    def cell_rect(self, cell: Cell) -> QRect:
        """Where a cell lies."""
        tile, row, column = cell
        corner = self.tile_rect(tile).topLeft()
        return QRect(corner + QPoint(column, row) * self.zoom, QSize(self.zoom, self.zoom))

    def cell_at(self, point: QPoint, tiles: int) -> Cell | None:
        """The cell under a point, of so many tiles; ``None``: there is none."""
        x, y = point.x() - self.left, point.y() - self.top
        across, down = self.width * self.zoom, self.height * self.zoom
        column, x = divmod(x, across + self.gap)
        row, y = divmod(y, self.caption + down + self.gap)
        y -= self.caption
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        if not (inside and x < across and 0 <= y < down):
            return None
        tile = self.tile_at(row, column)
        return (tile, y // self.zoom, x // self.zoom) if tile < tiles else None

    def zoomed(self, room: QSize) -> "TileLayout":
        """The same with the largest zoom that fits, at least 1."""
        across = (room.width() - (self.columns - 1) * self.gap) // (self.columns * self.width)
        down = (room.height() - (self.rows - 1) * self.gap - self.rows * self.caption) // (
            self.rows * self.height
        )
        return replace(self, zoom=max(1, min(across, down, MAX_ZOOM)))


def least_zoom(height: int, width: int) -> int:
    """The zoom below which cells of such a tile can no longer be told apart or pointed at."""
    side = max(height, width)
    for limit, zoom in ((1, 9), (8, 4), (16, 3), (32, 2)):
        if side <= limit:
            return zoom
    return 1


def arrangements(grid: tuple[int, ...]) -> list[tuple[int, int, bool]]:
    """The ways to place tiles: rows, columns, and whether numbers run downwards.

    Args:
        grid: ``(n,)`` for a list of tiles, which may be broken into rows anywhere, but rather
            into full ones; ``(rows, columns)`` for a table of them, which may be turned.
    """
    if len(grid) == 2:
        return [(grid[0], grid[1], False), (grid[1], grid[0], True)]
    (count,) = grid
    full = [columns for columns in range(1, count + 1) if count % columns == 0]
    breaks = full if len(full) > 2 else range(1, count + 1)
    return [(-(-count // columns), columns, False) for columns in breaks]


def best_layout(
    grid: tuple[int, ...], tile: tuple[int, int], room: QSize, gap: int, caption: int
) -> TileLayout:
    """The layout with the largest cells that fit in `room`.

    Where none fits at `least_zoom`, the one at that zoom that keeps to the width and is lowest.

    Args:
        grid: as for `arrangements`.
        tile: cells of a tile, down and across.
        room: the space there is.
        gap: between two tiles.
        caption: height of the line above each tile.
    """
    height, width = tile
    least = least_zoom(height, width)
    layouts = [
        TileLayout(rows, columns, height, width, turned, least, gap, caption)
        for rows, columns, turned in arrangements(grid)
    ]
    fitting = [layout.zoomed(room) for layout in layouts if layout.fits(room)]
    if fitting:
        return max(fitting, key=lambda layout: (layout.zoom, layout.columns))
    narrow = [layout for layout in layouts if layout.size.width() <= room.width()]
    if narrow:
        return min(narrow, key=lambda layout: layout.size.height())
    return min(layouts, key=lambda layout: layout.size.width())
