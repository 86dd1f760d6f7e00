"""The bars of the accumulation bench: what is chosen, and that whatever numbers are painted."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from lenet_gui.gui.accumulation.bands import AccumulationBands, Band
from lenet_gui.gui.accumulation.ulp_bars import LABELS, UlpBars, percent
from tests.snapshots import difference


@pytest.fixture
def bands(qtbot) -> AccumulationBands:
    bands = AccumulationBands()
    qtbot.addWidget(bands)
    bands.resize(400, 140)
    bands.show_bands([Band(1.0, "8", ""), Band(3.0, "24", "×2")], 4.0, ("whole", "pieces"))
    bands.show()
    return bands


@pytest.fixture
def ulps(qtbot) -> UlpBars:
    bars = UlpBars()
    qtbot.addWidget(bars)
    bars.resize(450, 140)
    bars.show_counts(difference().ulps)
    bars.show()
    return bars


def point(widget, x: float) -> None:
    place = QPointF(x, 60)
    nothing = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, widget.mapToGlobal(place), nothing, nothing,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_pointing_chooses_the_band_that_lies_there(bands):
    chosen = []
    bands.bar_chosen.connect(chosen.append)
    for x in (30, 150, 350, 399):
        point(bands, x)
    assert chosen == [0, 1, -1]


def test_a_band_that_goes_back_lies_on_top(bands):
    bands.show_bands([Band(4.0, "a", ""), Band(-1.0, "b", "")], 3.0, ("", ""))
    assert bands.bar_at(100) == 0
    assert bands.bar_at(380) == 1


@pytest.mark.parametrize("fixture", ["bands", "ulps"])
def test_keys_go_from_bar_to_bar_and_escape_leaves_them(fixture, request, qtbot):
    bars = request.getfixturevalue(fixture)
    for key, chosen in (
        (Qt.Key.Key_Left, bars.bars - 1),
        (Qt.Key.Key_Escape, -1),
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Left, 0),
    ):
        qtbot.keyClick(bars, key)
        assert bars.chosen == chosen


def test_fewer_bands_forget_a_choice_that_is_no_more(bands):
    bands.choose(1)
    bands.show_bands([Band(1.0, "32", "")], 1.0, ("", ""))
    assert bands.chosen == -1


@pytest.mark.parametrize(
    "lengths", [[], [0.0], [0.0, 0.0], [-1.0, -2.0], [float("nan"), 1.0], [float("inf")], [1e-300]]
)
@pytest.mark.parametrize("whole", [0.0, 1.0, float("nan")])
def test_any_lengths_can_be_painted(bands, lengths, whole):
    bands.show_bands([Band(length, "1", "×2") for length in lengths], whole, ("", ""))
    bands.choose(0)
    assert not bands.grab().isNull()


def test_there_is_a_label_for_every_bin(ulps):
    assert ulps.bars == len(LABELS)
    point(ulps, 5)
    assert ulps.chosen == 0


def test_bars_of_nothing_are_not_painted(ulps):
    ulps.choose(3)
    ulps.show_counts(())
    assert ulps.chosen == -1
    assert not ulps.grab().isNull()


def test_small_shares_are_not_rounded_to_nothing():
    assert [percent(share) for share in (0, 1e-5, 0.5, 1)] == ["0%", "<1%", "50%", "100%"]


def test_enter_takes_the_first_bar_where_none_is_chosen(bands, qtbot):
    with qtbot.waitSignal(bands.bar_activated) as sent:
        qtbot.keyClick(bands, Qt.Key.Key_Return)
    assert sent.args == [0]
    assert bands.chosen == 0
