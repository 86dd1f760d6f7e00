import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar
from lenet_gui.gui.widgets.steady import Steady
from tests.gui.counting import Events


@pytest.fixture
def page(qtbot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.bar = PanelToolbar("bar", page)
    page.action = page.bar.add("largest")
    page.action.setText("Largest")
    layout = QVBoxLayout(page)
    layout.addWidget(Steady(page.bar, page))
    layout.addStretch(1)
    page.resize(300, 200)
    page.show()
    qtbot.waitExposed(page)
    page.action.setEnabled(False)
    page.action.setEnabled(True)
    qtbot.wait(0)
    return page


def test_what_needs_no_other_room_asks_for_no_layout(page, qtbot):
    requests = Events(page, QEvent.Type.LayoutRequest)
    page.action.setEnabled(False)
    qtbot.wait(0)
    assert not page.bar.button(page.action).isEnabled()
    assert requests.count == 0


def test_what_needs_more_room_gets_it(page, qtbot):
    before = page.bar.height()
    font = page.bar.font()
    font.setPointSizeF(3 * font.pointSizeF())
    page.bar.button(page.action).setFont(font)
    qtbot.waitUntil(lambda: page.bar.height() > before)
    assert page.bar.geometry() == page.bar.parentWidget().rect()


def test_it_fills_what_it_is_given(page):
    page.resize(500, 200)
    assert page.bar.width() == page.bar.parentWidget().width() > 400
