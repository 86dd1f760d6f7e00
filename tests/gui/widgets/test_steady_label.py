import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lenet_gui.gui.widgets.steady_label import SteadyLabel
from tests.gui.counting import Events


@pytest.fixture
def page(qtbot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    page.label = SteadyLabel("facts", page)
    layout.addWidget(page.label)
    layout.addStretch(1)
    page.label.set_text("norm 0.123")
    page.resize(200, 200)
    page.show()
    qtbot.waitExposed(page)
    qtbot.wait(0)
    return page


def test_another_text_of_the_same_height_asks_for_no_layout(page, qtbot):
    requests = Events(page, QEvent.Type.LayoutRequest)
    page.label.set_text("norm 4.567")
    qtbot.wait(0)
    assert page.label.text() == "norm 4.567"
    assert requests.count == 0


def test_text_of_more_lines_gets_the_height_that_it_needs(page, qtbot):
    before = page.label.height()
    page.label.set_text("a norm, and another norm, and so on " * 5)
    qtbot.waitUntil(lambda: page.label.height() > 2 * before)
    assert page.label.label.geometry() == page.label.rect()
