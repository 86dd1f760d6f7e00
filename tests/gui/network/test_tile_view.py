"""An array as tiles: what the mouse and the keys point at, and what is painted."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from lenet_gui.gui.network.tile_view import TileView
from lenet_gui.gui.plot_style import colours
from tests.gui.pointing import point_at


@pytest.fixture
def view(qtbot) -> TileView:
    view = TileView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


def ramp(*shape: int) -> np.ndarray:
    return (np.arange(np.prod(shape), dtype=np.float32) - 3).reshape(shape)


def test_nothing_is_pointed_at_in_an_empty_view(view):
    assert view.pointed is None
    assert view.pointed_value is None
    assert not view.grab().isNull()


@pytest.mark.parametrize("shape", [(7,), (3, 4), (6, 5, 5), (4, 3, 5, 5), (1, 1)])
def test_the_mouse_points_at_the_cell_below_it(view, qtbot, shape):
    values = ramp(*shape)
    view.show_values(values)
    for flat in (0, values.size // 2, values.size - 1):
        index = tuple(int(i) for i in np.unravel_index(flat, shape))
        point_at(view, view.cell_centre(index))
        assert view.pointed == index
        assert view.pointed_value == float(values[index])


def test_a_single_number_is_one_cell(view):
    view.show_values(np.array(2.0, dtype=np.float32))
    assert view.limit == 2.0


def test_leaving_the_cells_points_at_the_chosen_one_again(view, qtbot):
    view.show_values(ramp(3, 4))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_centre((1, 2)))
    point_at(view, view.cell_centre((0, 0)))
    assert view.pointed == (0, 0)
    point_at(view, QPoint(view.width() - 1, view.height() - 1))
    assert view.pointed == (1, 2)


def test_arrow_keys_walk_from_tile_to_tile(view, qtbot):
    view.show_values(ramp(2, 3, 3))
    view.setFocus()
    for key in (Qt.Key.Key_Down, *[Qt.Key.Key_Right] * 3):
        qtbot.keyClick(view, key)
    assert view.pointed == (1, 0, 0)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.pointed == (0, 0, 2)


def test_arrow_keys_stop_at_the_edge(view, qtbot):
    view.show_values(ramp(2, 2))
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.pointed == (0, 0)


def test_new_values_of_the_same_shape_keep_the_chosen_cell(view, qtbot):
    view.show_values(ramp(3, 3))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_centre((2, 2)))
    with qtbot.waitSignal(view.pointed_changed):
        view.show_values(ramp(3, 3) * 2)
    assert view.pointed_value == 10.0


def test_another_shape_forgets_the_chosen_cell(view, qtbot):
    view.show_values(ramp(3, 3))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_centre((2, 2)))
    view.show_values(ramp(2, 2))
    assert view.pointed is None


def test_each_cell_is_one_flat_colour(view):
    view.show_values(np.array([[-1.0, 0.0], [0.0, 1.0]], dtype=np.float32))
    image = view.grab().toImage()
    look = colours(view.palette())
    assert image.pixelColor(view.cell_centre((0, 1))).name() == look.surface
    assert image.pixelColor(view.cell_centre((0, 0))).name() == look.series[0]
    assert image.pixelColor(view.cell_centre((1, 1))).name() == look.series[1]
    assert view.zoom > 1


def test_non_finite_cells_are_counted_crossed_and_do_not_set_the_range(view):
    values = ramp(4, 4) * 0 + 1
    values[0, 0], values[3, 3] = np.nan, -np.inf
    view.show_values(values)
    assert view.non_finite == 2
    assert view.limit == 1.0
    image, look = view.grab().toImage(), colours(view.palette())
    corner = view.cell_centre((0, 0)) - QPoint(0, view.zoom // 2 - 2)
    assert image.pixelColor(corner).name() == look.text
    assert image.pixelColor(view.cell_centre((0, 0))).name() == look.surface


def test_a_matrix_that_is_too_wide_asks_for_scroll_bars(view):
    view.show_values(np.zeros((120, 400), dtype=np.float32))
    assert view.minimumSizeHint().width() >= 400
    assert view.heightForWidth(300) >= 120


def test_channels_in_a_narrow_place_ask_for_height_instead_of_width(view):
    view.show_values(np.zeros((6, 28, 28), dtype=np.float32))
    assert view.minimumSizeHint().width() < 100
    assert view.heightForWidth(130) > view.heightForWidth(700)


def test_read_only_arrays_are_enough(view):
    values = ramp(3, 3)
    values.flags.writeable = False
    view.show_values(values)
    assert view.limit == 5.0
