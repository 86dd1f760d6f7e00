import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from lenet_gui.gui.output.class_bars import ClassBars, ClassValues
from tests.gui.pointing import point_at

OUTPUTS = np.array([-0.1, 0.4, 0.0, 0.2, -0.3, 0.1, 0.9, 0.0, -0.2, 0.3], dtype=np.float32)
TARGET = np.eye(10, dtype=np.float32)[6]
SHARES = np.full(10, 0.1, dtype=np.float32)


@pytest.fixture
def bars(qtbot) -> ClassBars:
    bars = ClassBars()
    qtbot.addWidget(bars)
    bars.resize(400, 200)
    bars.show()
    bars.show_values(ClassValues(OUTPUTS, TARGET, SHARES, 6))
    return bars


def pixels(bars: ClassBars) -> bytes:
    return bytes(bars.grab().toImage().constBits())


def test_largest_output_is_the_prediction_only_where_there_are_classes():
    assert ClassValues(OUTPUTS, None, SHARES, None).predicted == 6
    assert ClassValues(OUTPUTS, TARGET, None, None).predicted is None


def test_keys_choose_a_class_and_escape_none(bars, qtbot):
    chosen = []
    bars.bar_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Escape):
        qtbot.keyClick(bars, key)
    assert chosen == [0, 1, 0, -1]


def test_left_key_starts_at_the_last_class(bars, qtbot):
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    assert bars.chosen == 9
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert bars.chosen == 9


def test_mouse_chooses_the_column_under_it(bars):
    room = bars._room()
    for index in (0, 4, 9):
        point_at(bars, bars._column(room, index).center())
        assert bars.chosen == index
    point_at(bars, QPoint(1, 100))
    assert bars.chosen == -1


def test_target_shares_prediction_and_label_all_show(bars):
    pictures = {
        pixels_of(bars, values)
        for values in (
            ClassValues(OUTPUTS, None, None, None),
            ClassValues(OUTPUTS, TARGET, None, None),
            ClassValues(OUTPUTS, TARGET, SHARES, None),
            ClassValues(OUTPUTS, TARGET, SHARES, 6),
            ClassValues(OUTPUTS, TARGET, SHARES, 3),
        )
    }
    assert len(pictures) == 5


def pixels_of(bars: ClassBars, values: ClassValues) -> bytes:
    bars.show_values(values)
    return pixels(bars)


def test_scale_holds_still_while_outputs_change_a_little(bars):
    before = bars._above.value, bars._below.value
    bars.show_values(ClassValues(OUTPUTS * 0.8, TARGET, SHARES, 6))
    assert (bars._above.value, bars._below.value) == before


def test_outputs_that_are_not_finite_are_left_out(bars):
    broken = OUTPUTS.copy()
    broken[3], broken[4] = np.nan, np.inf
    bars.show_values(ClassValues(broken, None, np.full(10, np.nan, dtype=np.float32), None))
    assert not bars.grab().isNull()
    assert bars._above.value < 10


def test_nothing_to_show_leaves_an_empty_ground(bars, qtbot):
    filled = pixels(bars)
    bars.show_values(None)
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert pixels(bars) != filled
    assert bars.chosen == -1


@pytest.mark.parametrize("size", [(120, 90), (330, 140), (1200, 700)])
def test_every_size_can_be_painted(bars, size):
    bars.resize(*size)
    bars.choose(3)
    assert not bars.grab().isNull()
