import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lenet_gui.gui.widgets.steady_label import SteadyLabel


class Requests(QObject):
    """Counts the layouts that a widget is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


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
    requests = Requests()
    page.installEventFilter(requests)
    page.label.set_text("norm 4.567")
    qtbot.wait(0)
    assert page.label.text() == "norm 4.567"
    assert requests.count == 0


def test_text_of_more_lines_gets_the_height_that_it_needs(page, qtbot):
    before = page.label.height()
    page.label.set_text("a norm, and another norm, and so on " * 5)
    qtbot.waitUntil(lambda: page.label.height() > 2 * before)
    assert page.label.label.geometry() == page.label.rect()
