"""The program's own icons, drawn in the colour of the writing."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from lenet_gui.resources import resource_path

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """The icon `name` of ``resources/icons`` in a colour, and faint where disabled.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    result = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        for size in _SIZES:
            result.addPixmap(_drawn(name, tint, size), mode)
    return result


def program_icon() -> QIcon:
    """The program's own icon, for the window and the task bar."""
    result = QIcon()
    for size in (*_SIZES, 64, 128, 256):
        result.addPixmap(_render(_source("lenet_gui"), size))
    return result


def _drawn(name: str, tint: str, size: int) -> QPixmap:
    """Drawn once: each panel asks for its icons again whenever a theme or a language is set."""
    key = f"{name} {tint} {size}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _render(_source(name).replace("currentColor", tint), size)
        QPixmapCache.insert(key, pixmap)
    return pixmap


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def _render(source: str, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
