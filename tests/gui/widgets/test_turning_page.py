import pytest
from PySide6.QtWidgets import QTextEdit, QWidget

from lenet_gui.gui.widgets.turning_page import TurningPage


@pytest.fixture
def page(qtbot) -> TurningPage:
    picture, text = QWidget(), QTextEdit()
    picture.setMinimumHeight(200)
    page = TurningPage(
        "page", picture, text, lambda width: 30_000 // width, shares=(1, 1), letters=70
    )
    qtbot.addWidget(page)
    page.show()
    return page


def test_text_keeps_its_whole_height_below_the_picture(page):
    page.resize(300, 250)
    assert page._text.minimumHeight() >= 100
    assert page._text.minimumHeight() == page._text.maximumHeight()


def test_text_beside_the_picture_scrolls_by_itself(page):
    page.resize(1200, 500)
    assert page._text.minimumHeight() == 0
    assert page._text.maximumHeight() > 10_000
