"""The icons: in the colour asked for, and the same pixels however often they are asked for."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmapCache

from lenet_gui.gui import icons


def colours(icon: QIcon, mode: QIcon.Mode) -> set[str]:
    image = icon.pixmap(QSize(32, 32), mode).toImage()
    pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}


def test_icon_has_the_colours_asked_for(qapp):
    icon = icons.icon("forward", "#ff0000", "#0000ff")
    assert "#ff0000" in colours(icon, QIcon.Mode.Normal)
    assert "#0000ff" in colours(icon, QIcon.Mode.Disabled)
    assert "#00ff00" in colours(icons.icon("forward", "#00ff00", "#0000ff"), QIcon.Mode.Normal)


def test_icon_is_drawn_once_for_each_colour(qapp, monkeypatch):
    QPixmapCache.clear()
    first = icons.icon("backward", "#102030", "#405060").pixmap(QSize(24, 24)).toImage()
    monkeypatch.setattr(icons, "_render", lambda *_: pytest.fail("drawn again"))
    again = icons.icon("backward", "#102030", "#405060").pixmap(QSize(24, 24)).toImage()
    assert first == again


def test_icon_that_does_not_exist_is_said_to_be_missing(qapp):
    with pytest.raises(FileNotFoundError, match="no_such"):
        icons.icon("no_such", "#000000", "#000000")
