"""Tiles that take the height that makes their cells larger, and no more."""

import numpy as np
import pytest

from lenet_gui.gui.inspector.fitted_tiles import LINES, FittedTiles
from lenet_gui.gui.network.tile_layout import MAX_ZOOM


@pytest.fixture
def tiles(qtbot) -> FittedTiles:
    tiles = FittedTiles("tiles")
    qtbot.addWidget(tiles)
    tiles.show_values(np.ones((6, 5, 5), np.float32))
    tiles.show()  # a hidden widget is told of its size later
    return tiles


def laid_out(tiles: FittedTiles, width: int) -> FittedTiles:
    tiles.resize(width, tiles.heightForWidth(width))
    return tiles


def test_room_makes_the_cells_larger_and_is_not_exceeded(tiles):
    before = laid_out(tiles, 500).zoom
    tiles.set_room(300)
    assert tiles.heightForWidth(500) <= 300
    assert laid_out(tiles, 500).zoom > before


def test_more_room_than_the_largest_cells_need_is_left_alone(tiles):
    tiles.set_room(5000)
    assert laid_out(tiles, 3000).zoom == MAX_ZOOM
    assert tiles.heightForWidth(3000) < 5000 // 2


def test_little_room_is_no_reason_to_be_lower_than_before(tiles):
    before = tiles.heightForWidth(200)
    tiles.set_room(10)
    assert tiles.heightForWidth(200) == before >= LINES * tiles.fontMetrics().height()
