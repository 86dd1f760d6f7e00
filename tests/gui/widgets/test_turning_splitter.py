"""Two parts that lie side by side or below each other, as the room is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lenet_gui.gui.widgets.turning_splitter import TurningSplitter


@pytest.fixture
def splitter(qtbot) -> TurningSplitter:
    splitter = TurningSplitter(QWidget(), QWidget(), (0.25, 0.75))
    qtbot.addWidget(splitter)
    splitter.show()
    return splitter


@pytest.mark.parametrize(
    ("width", "height", "orientation"),
    [
        (1200, 400, Qt.Orientation.Horizontal),
        (400, 900, Qt.Orientation.Vertical),
        (300, 100, Qt.Orientation.Vertical),
    ],
)
def test_wide_places_put_the_parts_side_by_side(splitter, width, height, orientation):
    splitter.resize(width, height)
    assert splitter.orientation() is orientation


def test_each_orientation_has_its_own_share(splitter):
    splitter.resize(400, 808)
    assert splitter.sizes() == pytest.approx([200, 600], abs=8)
    splitter.resize(1208, 400)
    assert splitter.sizes() == pytest.approx([900, 300], abs=8)


def test_sizes_chosen_by_hand_stay_while_it_does_not_turn(splitter):
    splitter.resize(400, 808)
    splitter.setSizes([400, 400])
    splitter.resize(400, 800)
    assert splitter.sizes()[0] == pytest.approx(400, abs=8)
