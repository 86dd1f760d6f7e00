"""Fonts that follow the program's own size."""

from PySide6.QtGui import QFont, QFontDatabase


def fixed_font(like: QFont) -> QFont:
    """The system's fixed-width font, as large as `like`."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if like.pointSizeF() > 0:
        font.setPointSizeF(like.pointSizeF())
    else:
        font.setPixelSize(like.pixelSize())
    return font
