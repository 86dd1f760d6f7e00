"""A panel's plot for paper: drawn anew on a light sheet, whatever the window looks like."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lenet_gui.gui.plot_style import LIGHT
from lenet_gui.gui.theme import make_palette, make_style_sheet

W = TypeVar("W", bound=QWidget)

POINT_SIZE = 9
"""Size of the writing in a picture, in points: that of a report's small print."""

PAPER_LINE = 2
"""Width of a curve, in pixels of the file: one alone is lost where a printer leaves some out."""

MARGIN = 6
"""Pixels around a picture, so that no letter touches its edge."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a panel shows, to be drawn by a widget that nobody sees.

    Attributes:
        name: for the name of a file; never translated.
        title: for a heading, in the reader's language.
        build: makes the widget on the sheet that it is given, `dressed` for it, and fills it.
        width: width in pixels of the screen.
        height: height; a widget that needs more gets more.
        caption: what is to be said of it, as rich text; empty: nothing.
    """

    name: str
    title: str
    build: Callable[[QWidget], QWidget]
    width: int = 720
    height: int = 360
    caption: str = ""


@contextmanager
def on_paper(picture: Picture) -> Iterator[QWidget]:
    """A sheet with the picture on it, laid out and ready to be rendered."""
    sheet = QWidget()
    sheet.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    sheet.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
    dressed(sheet).setStyleSheet(make_style_sheet(dark=False, point_size=POINT_SIZE))
    sheet.show()
    try:
        _fill(sheet, picture)
        yield sheet
    finally:
        sheet.hide()
        sheet.deleteLater()


def _fill(sheet: QWidget, picture: Picture) -> None:
    column = QVBoxLayout(sheet)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    content = picture.build(sheet)
    column.addWidget(content)
    content.show()  # a layout would do so only at the next turn of the event loop
    needed = column.totalMinimumSize().height()
    sheet.resize(picture.width, max(picture.height, needed))
    column.activate()


def stacked(sheet: QWidget, *parts: QWidget) -> QWidget:
    """Widgets below each other, of which the last one takes the room."""
    page = QWidget(sheet)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    column.setStretchFactor(parts[-1], 1)
    return page


def dressed(widget: W) -> W:
    """The widget itself, with whatever is in it, in the colours and the writing of paper.

    It must be restyled after that. Parents do not pass these on: a widget that a style sheet
    applies to, and the program's applies to all, takes them from the program.
    """
    palette = make_palette(dark=False)
    palette.setColor(QPalette.ColorRole.Window, QColor(LIGHT.surface))
    parts: list[QWidget] = [widget, *widget.findChildren(QWidget)]
    for part in parts:
        font = QFont(part.font())
        font.setPointSize(POINT_SIZE)
        part.setFont(font)
        part.setPalette(palette)
    return widget
