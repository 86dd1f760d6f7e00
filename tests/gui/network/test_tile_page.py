"""Tiles with their legend, and the number that is pointed at."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.network.tile_page import TilePage
from tests.gui.pointing import point_at


@pytest.fixture
def page(qtbot) -> TilePage:
    page = TilePage("test")
    page.retranslate()
    page.restyle()
    qtbot.addWidget(page)
    page.resize(420, 300)
    page.show()
    return page


def test_a_message_takes_the_place_of_the_tiles(page):
    page.show_message("Press forward.")
    assert page.message.isVisible()
    assert page.message.text() == "Press forward."
    assert not page.view.isVisible()


def test_the_readout_names_index_and_value(page, qtbot):
    page.show_values("conv1", np.array([[[0.5, -0.123456]]], dtype=np.float32))
    point_at(page.view, page.view.cell_centre((0, 0, 1)))
    assert page.readout.text() == "conv1[0, 0, 1] = -0.123456"
    assert page.view.accessibleDescription() == "conv1[0, 0, 1] = -0.123456"


def test_the_readout_puts_the_leading_indices_first(page, qtbot):
    page.show_values("input", np.eye(2, dtype=np.float32), leading=(3, 0))
    point_at(page.view, page.view.cell_centre((1, 1)))
    assert page.readout.text() == "input[3, 0, 1, 1] = 1"


def test_the_readout_says_nan_and_inf(page, qtbot):
    page.show_values("x", np.array([np.nan, np.inf], dtype=np.float32))
    point_at(page.view, page.view.cell_centre((0,)))
    assert page.readout.text() == "x[0] = nan"
    point_at(page.view, page.view.cell_centre((1,)))
    assert page.readout.text() == "x[1] = inf"


def test_a_narrow_readout_drops_the_name_and_keeps_the_number(page, qtbot):
    page.show_values("net.a_rather_long_name.weight", np.array([0.25], dtype=np.float32))
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=page.view.cell_centre((0,)))
    page.resize(150, 300)
    assert page.readout.text() == "…[0] = 0.25"


def test_the_readout_follows_the_values(page, qtbot):
    page.show_values("x", np.array([1.0, 2.0], dtype=np.float32))
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=page.view.cell_centre((1,)))
    page.show_values("x", np.array([1.0, 7.0], dtype=np.float32))
    assert page.readout.text() == "x[1] = 7"


def test_the_legend_has_the_same_number_at_both_ends(page):
    page.show_values("x", np.array([0.25, -0.75], dtype=np.float32))
    assert page.legend.marks == ("-0.75", "0.75", "")


def test_the_legend_of_ink_begins_at_zero(page):
    page.show_values("x", np.array([0.25, 1.0], dtype=np.float32), Scale.INK)
    assert page.legend.marks == ("0", "1", "")


def test_the_legend_counts_what_is_not_finite(page):
    page.show_values("x", np.array([np.nan, np.inf, 1.0], dtype=np.float32))
    assert page.legend.marks[2] == "not finite: 2"
    assert "not finite: 2" in page.legend.accessibleDescription()


@pytest.mark.parametrize("width", [80, 200, 600])
def test_the_legend_can_be_painted_at_any_width(page, width):
    page.show_values("x", np.array([np.nan, 0.123456], dtype=np.float32))
    page.legend.resize(width, 20)
    assert page.legend.grab().width() == width


def test_a_key_scrolls_the_chosen_cell_into_sight(page, qtbot):
    page.show_values("x", np.zeros((300, 900), dtype=np.float32))
    qtbot.waitUntil(lambda: page.view.width() > 900)
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=page.view.cell_centre((0, 0)))
    for _ in range(3):
        qtbot.keyClick(page.view, Qt.Key.Key_Right)
    page.view.cell_chosen.emit(page.view.cell_centre((0, 800)))
    assert page.view.visibleRegion().contains(page.view.cell_centre((0, 800)))
