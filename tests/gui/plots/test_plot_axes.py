import math

import pyqtgraph as pg
import pytest

from lenet_gui.gui.plots.plot_axes import ShareAxis, StepAxis, ValueAxis


def labels(axis: pg.AxisItem, low: float, high: float, size: float) -> list[str]:
    [(spacing, values)] = axis.tickValues(low, high, size)
    return axis.tickStrings(values, 1.0, spacing)


@pytest.fixture
def losses(qapp) -> ValueAxis:
    return ValueAxis("left")


def test_more_height_gives_more_numbers(losses):
    assert labels(losses, 0, 1, 60) == ["0", "1"]
    assert labels(losses, 0, 1, 400) == [
        "0",
        "0.1",
        "0.2",
        "0.3",
        "0.4",
        "0.5",
        "0.6",
        "0.7",
        "0.8",
        "0.9",
        "1",
    ]


def test_logarithmic_axis_writes_losses_and_not_their_logarithms(losses):
    losses.setLogMode(False, True)
    assert labels(losses, -2, 0, 400) == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]
    assert labels(losses, -2, 0, 100) == ["0.01", "0.1", "1"]


def test_logarithmic_axis_over_many_powers_leaves_some_out(losses):
    losses.setLogMode(False, True)
    [(_, values)] = losses.tickValues(-30, 10, 200)
    assert 2 <= len(values) <= 7
    assert all(math.isclose(value, round(value)) for value in values)


def test_shares_are_written_in_per_cent(qapp):
    assert labels(ShareAxis("right"), -0.02, 1.02, 100) == ["0 %", "50 %", "100 %"]


def test_steps_are_whole_numbers_written_out(qapp):
    axis = StepAxis("bottom")
    assert labels(axis, -0.06, 3.06, 600) == ["0", "1", "2", "3"]
    assert (
        labels(axis, 0, 1_020_000, 300)[-1]
        == "1\N{NARROW NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}000"
    )
