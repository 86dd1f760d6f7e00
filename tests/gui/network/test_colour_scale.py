"""Numbers become colours that say their sign, and show what is not a number."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from lenet_gui.gui.network.colour_scale import (
    NON_FINITE,
    STEPS,
    Scale,
    colour_table,
    paint_values,
    reach,
)
from lenet_gui.gui.plot_style import DARK, LIGHT


def colours_of(values, limit=1.0, scale=Scale.DIVERGING, look=LIGHT) -> list[QColor]:
    array = np.array([values], dtype=np.float32)
    image = paint_values(array, limit, colour_table(scale, look))
    return [image.pixelColor(x, 0) for x in range(image.width())]


def test_reach_is_the_largest_finite_magnitude():
    values = np.array([0.5, -2.0, np.nan, np.inf], dtype=np.float32)
    assert reach(values) == 2.0


@pytest.mark.parametrize("values", [[0.0, 0.0], [np.nan, np.inf]])
def test_reach_is_zero_where_there_is_nothing_to_show(values):
    assert reach(np.array(values, dtype=np.float32)) == 0.0


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_zero_has_the_colour_of_the_ground_and_the_ends_are_blue_and_orange(look):
    low, zero, high = colours_of([-1.0, 0.0, 1.0], look=look)
    assert zero == QColor(look.surface)
    assert low.blue() > low.red()
    assert high.red() > high.blue()


def test_opposite_numbers_are_equally_far_from_the_ground():
    table = colour_table(Scale.DIVERGING, LIGHT)
    assert len(table) == 2 * STEPS + 2
    assert table[STEPS] == QColor(LIGHT.surface).rgba()


def test_numbers_beyond_the_limit_get_the_strongest_colour():
    assert colours_of([5.0, -5.0]) == colours_of([1.0, -1.0])


def test_non_finite_numbers_have_a_colour_of_their_own():
    broken = colours_of([np.nan, np.inf, -np.inf])
    table = colour_table(Scale.DIVERGING, LIGHT)
    assert {colour.rgba() for colour in broken} == {int(table[NON_FINITE])}
    assert int(table[NON_FINITE]) not in {int(entry) for entry in table[:NON_FINITE]}


def test_a_limit_of_zero_divides_by_nothing():
    assert colours_of([0.0, 0.0], limit=0.0) == [QColor(LIGHT.surface)] * 2


def test_ink_goes_from_the_ground_to_the_colour_of_writing():
    ground, ink = colours_of([0.0, 1.0], scale=Scale.INK)
    assert (ground, ink) == (QColor(LIGHT.surface), QColor(LIGHT.text))
