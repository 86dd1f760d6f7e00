"""The program's own icons, drawn in the colour of the writing."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lenet_gui.resources import resource_path

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """The icon `name` of ``resources/icons`` in a colour, and faint where disabled.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    source = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        for size in _SIZES:
            result.addPixmap(_render(source.replace("currentColor", tint), size), mode)
    return result


def program_icon() -> QIcon:
    """The program's own icon, for the window and the task bar."""
    source = resource_path("icons", "lenet_gui.svg").read_text(encoding="utf-8")
    result = QIcon()
    for size in (*_SIZES, 64, 128, 256):
        result.addPixmap(_render(source, size))
    return result


def _render(source: str, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
