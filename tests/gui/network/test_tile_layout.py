"""Tiles are placed so that their cells are as large as the room allows."""

import pytest
from PySide6.QtCore import QPoint, QSize

from lenet_gui.gui.network.tile_layout import (
    MAX_ZOOM,
    TileLayout,
    arrangements,
    best_layout,
    least_zoom,
)


@pytest.mark.parametrize(
    ("grid", "tile"),
    [((6,), (28, 28)), ((16,), (10, 10)), ((16, 6), (5, 5)), ((1,), (120, 400)), ((84,), (1, 1))],
)
@pytest.mark.parametrize("size", [(300, 120), (500, 300), (900, 500)])
def test_a_layout_either_fits_or_is_at_the_least_zoom(grid, tile, size):
    room = QSize(*size)
    layout = best_layout(grid, tile, room, gap=3, caption=10)
    assert layout.fits(room) or layout.zoom == least_zoom(*tile)


def test_the_next_zoom_would_not_fit():
    room = QSize(500, 300)
    layout = best_layout((6,), (28, 28), room, gap=3, caption=10)
    larger = [
        TileLayout(rows, columns, 28, 28, turned, layout.zoom + 1, 3, 10)
        for rows, columns, turned in arrangements((6,))
    ]
    assert not any(candidate.fits(room) for candidate in larger)


def test_cells_do_not_grow_without_end():
    assert best_layout((1,), (1, 1), QSize(5000, 5000), 1, 0).zoom == MAX_ZOOM


def test_lists_of_tiles_are_broken_into_full_rows():
    assert [(rows, columns) for rows, columns, _ in arrangements((6,))] == [
        (6, 1), (3, 2), (2, 3), (1, 6),
    ]  # fmt: skip


def test_a_prime_number_of_tiles_may_leave_places_free():
    assert (3, 3, False) in arrangements((7,))


def test_a_table_of_tiles_is_turned_where_the_room_is_wide():
    wide = best_layout((16, 6), (5, 5), QSize(800, 200), 3, 0)
    high = best_layout((16, 6), (5, 5), QSize(200, 800), 3, 0)
    assert (wide.rows, wide.columns, wide.turned) == (6, 16, True)
    assert (high.rows, high.columns, high.turned) == (16, 6, False)


@pytest.mark.parametrize("turned", [False, True])
def test_every_cell_is_found_again_by_its_middle(turned):
    layout = TileLayout(2, 3, 4, 5, turned, zoom=7, gap=3, caption=9, left=3, top=2)
    for tile in range(6):
        for cell in ((tile, 0, 0), (tile, 3, 4)):
            assert layout.cell_at(layout.cell_rect(cell).center(), 6) == cell


def test_captions_gaps_and_the_outside_hold_no_cell():
    layout = TileLayout(1, 2, 4, 4, zoom=5, gap=6, caption=10)
    inside = layout.tile_rect(0)
    for point in (
        QPoint(inside.center().x(), inside.top() - 4),
        QPoint(inside.right() + 3, inside.center().y()),
        QPoint(-1, inside.center().y()),
        QPoint(inside.center().x(), inside.bottom() + 1),
    ):
        assert layout.cell_at(point, 2) is None


def test_places_behind_the_last_tile_hold_no_cell():
    layout = TileLayout(3, 3, 1, 1, zoom=9)
    assert layout.cell_at(layout.cell_rect((6, 0, 0)).center(), 7) == (6, 0, 0)
    assert layout.cell_at(layout.cell_rect((7, 0, 0)).center(), 7) is None
