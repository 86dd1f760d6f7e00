"""What is on the screen before the window."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from lenet_gui.gui.first_paint import FirstPaint
from lenet_gui.opening import Opening


def test_it_can_be_seen_at_once_and_shows_the_icon_and_the_name(qtbot):
    opening = Opening("lenet_gui")
    qtbot.addWidget(opening)
    opening.show_at_once()
    assert opening.isVisible()
    assert opening.painted
    picture = opening.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert {"#12364f", "#5cb3f5", "#f0954d"} <= colours  # the icon's
    name = [QPoint(x, y) for x in range(320) for y in range(128, 180)]
    assert any(picture.pixelColor(point) == QColor("#e8f1f8") for point in name)


def test_it_goes_when_the_window_is_painted(build, qtbot):
    opening = Opening("lenet_gui")
    qtbot.addWidget(opening)
    opening.show_at_once()
    window = build()
    FirstPaint(window, opening.close)
    qtbot.waitUntil(lambda: not opening.isVisible())
    assert window.isVisible()
