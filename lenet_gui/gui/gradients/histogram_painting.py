"""How histograms are painted: small ones side by side, and one large with its axes.

One paintEvent with plain rectangles takes a thirtieth of the time of ten plot items.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from lenet_gui.gui.gradients.histogram_cells import Bars, CellPicture, level
from lenet_gui.gui.plot_style import Colours, mix

Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class CellTexts:
    """What is written on a cell, in the reader's language.

    Attributes:
        norm: the norm; empty where there is no gradient.
        zeros: the share of exact zeros; empty where there is no gradient.
        zero_share: the same from 0 to 1.
        alarm: the count of entries that are not finite; empty: there are none.
        short_alarm: the same where there is little room.
        badge: written in the place of bars; empty: there are bars.
        facts: a line of all of it, for the enlarged cell.
    """

    norm: str
    zeros: str
    zero_share: float
    alarm: str
    short_alarm: str
    badge: str
    facts: str


@dataclass(frozen=True, slots=True)
class Style:
    """What the painting needs besides the data: colours, two fonts, and the kind of scale."""

    colours: Colours
    font: QFont
    small: QFont
    log: bool

    @property
    def bar_colour(self) -> QColor:
        """The colour of the gradient accounts, toned down so that outlines show on it."""
        return mix(self.colours.surface, self.colours.accounts, 0.8)

    @property
    def small_bold(self) -> QFont:
        """The small font in the weight of the other."""
        font = QFont(self.small)
        font.setWeight(self.font.weight())
        return font

    @property
    def before_pen(self) -> QPen:
        """The outline of the histogram before."""
        pen = QPen(QColor(self.colours.accent), 1)
        pen.setCosmetic(True)
        return pen


@dataclass(frozen=True, slots=True)
class Frame:
    """An area of the screen with the axes of a picture."""

    area: QRect
    reach: float
    top: float
    log: bool

    def x(self, value: float) -> int:
        """The pixel of a value on the x axis."""
        share = (value + self.reach) / (2 * self.reach)
        return self.area.left() + round(share * self.area.width())

    def value(self, x: float) -> float:
        """The value at a pixel."""
        return (2 * (x - self.area.left()) / max(1, self.area.width()) - 1) * self.reach

    def y(self, count: float) -> int:
        """The pixel of a count on the y axis."""
        height = float(level(np.array([count], dtype=np.float64), self.top, log=self.log)[0])
        return self.area.bottom() + 1 - round(height * self.area.height())

    def columns(self, bars: Bars) -> list[int]:
        """The pixels of the bars' edges."""
        share = (bars.edges() + self.reach) / (2 * self.reach)
        pixels: list[int] = (
            np.rint(share * self.area.width() + self.area.left()).astype(int).tolist()
        )
        return pixels

    def heights(self, bars: Bars) -> list[int]:
        """The bars' heights in pixels; what is not empty can be seen."""
        heights = level(bars.counts, self.top, log=self.log) * self.area.height()
        seen = np.where(bars.counts > 0, np.maximum(np.rint(heights), 1), 0)
        pixels: list[int] = seen.astype(int).tolist()
        return pixels


def paint_cell(
    painter: QPainter, rect: QRect, picture: CellPicture, texts: CellTexts, style: Style
) -> None:
    """Paint a small histogram, with as much writing as there is room for."""
    colours = style.colours
    fine, bold = QFontMetrics(style.small), QFontMetrics(style.font)
    pad = max(3, fine.height() // 3)
    inner = rect.adjusted(pad, pad // 2, -pad, -pad // 2)
    lines = inner.height() / fine.height()
    rows = _Rows(inner)
    second_row = lines >= 4.4
    beside = "" if second_row else texts.short_alarm
    if texts.badge and lines < 2.8:
        beside = texts.badge
    _write_head(painter, rows.top(bold.height()), picture.cell.name, beside, texts, style)
    if second_row:
        _write_zeros(painter, rows.top(fine.height()), texts, style)
    drawn = picture.now is not None or picture.before is not None
    labels = rows.bottom(fine.height()) if lines >= 3.3 and drawn else None
    area = rows.rest.adjusted(0, 2, 0, -1)
    frame = Frame(area, picture.reach, picture.top, style.log)
    if picture.cell.now is not None or drawn:
        painter.fillRect(area.left(), area.bottom() + 1, area.width(), 1, QColor(colours.muted))
    paint_bars(painter, frame, picture, style)
    if texts.badge and not beside:
        paint_badge(painter, area, picture, texts, style)
    if labels is not None:
        painter.setFont(style.small)
        painter.setPen(QColor(colours.muted))
        _write_range(painter, labels, f"{picture.reach:.3g}", fine)


def paint_bars(painter: QPainter, frame: Frame, picture: CellPicture, style: Style) -> None:
    """Paint the bars, and over them the outline of those before."""
    if picture.now is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.bar_colour)
        painter.drawRects(bar_rects(frame, picture.now))
    if picture.before is not None:
        edges, heights = frame.columns(picture.before), frame.heights(picture.before)
        bottom = frame.area.bottom() + 1
        outline = [QPoint(edges[0], bottom)]
        for left, right, height in zip(edges, edges[1:], heights, strict=False):
            outline += (QPoint(left, bottom - height), QPoint(right, bottom - height))
        outline.append(QPoint(edges[-1], bottom))
        painter.setPen(style.before_pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(outline)


def bar_rects(frame: Frame, bars: Bars) -> list[QRect]:
    """The rectangles of the bars that are not empty."""
    edges, heights = frame.columns(bars), frame.heights(bars)
    bottom = frame.area.bottom() + 1
    gap = 1 if edges[1] - edges[0] >= 5 else 0
    return [
        QRect(left, bottom - height, max(1, right - left - gap), height)
        for left, right, height in zip(edges, edges[1:], heights, strict=False)
        if height
    ]


def paint_badge(
    painter: QPainter, area: QRect, picture: CellPicture, texts: CellTexts, style: Style
) -> None:
    """Write in the middle of an area what there is in the place of bars."""
    text = texts.badge
    # Nothing at all has a broken edge, an account full of zeros a firm one.
    line = Qt.PenStyle.DashLine if picture.cell.now is None else Qt.PenStyle.SolidLine
    painter.setFont(style.small)
    fine = QFontMetrics(style.small)
    box = QRect(0, 0, fine.horizontalAdvance(text) + fine.height(), fine.height() + 4)
    box.moveCenter(area.center())
    painter.setPen(QPen(QColor(style.colours.muted), 1, line))
    painter.setBrush(QColor(style.colours.surface))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(style.colours.muted))
    painter.drawText(box, Flag.AlignCenter, text)


def _write_range(painter: QPainter, row: QRect, reach: str, fine: QFontMetrics) -> None:
    width = 2 * fine.horizontalAdvance(f"-{reach}")
    if row.width() < width:
        painter.drawText(row, Flag.AlignCenter, f"±{reach}")
        return
    painter.drawText(row, Flag.AlignLeft | Flag.AlignVCenter, f"-{reach}")
    painter.drawText(row, Flag.AlignRight | Flag.AlignVCenter, reach)
    if row.width() > width + 4 * fine.horizontalAdvance("0"):
        painter.drawText(row, Flag.AlignCenter, "0")


class _Rows:
    """Cuts rows off a rectangle."""

    def __init__(self, rect: QRect) -> None:
        self.rest = QRect(rect)

    def top(self, height: int) -> QRect:
        row = QRect(self.rest.left(), self.rest.top(), self.rest.width(), height)
        self.rest.setTop(self.rest.top() + height)
        return row

    def bottom(self, height: int) -> QRect:
        row = QRect(self.rest.left(), self.rest.bottom() + 1 - height, self.rest.width(), height)
        self.rest.setBottom(self.rest.bottom() - height)
        return row


def _write_head(
    painter: QPainter,
    row: QRect,
    name: str,
    urgent: str,
    texts: CellTexts,
    style: Style,
) -> None:
    """Write the name, and beside it what is `urgent`, or else the norm if it has room."""
    metrics, fine = QFontMetrics(style.font), QFontMetrics(style.small)
    beside = urgent or texts.norm
    needed = fine.horizontalAdvance(beside) + fine.height() // 2
    room = row.width() - needed if urgent else row.width()
    painter.setFont(style.font)
    painter.setPen(QColor(style.colours.text))
    # The end is what can be spared: conv1.w… and conv2.w… differ, con…ght and con…ght do not.
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(row, Flag.AlignLeft | Flag.AlignVCenter, shown)
    if beside and metrics.horizontalAdvance(shown) + needed <= row.width():
        painter.setFont(style.small)
        painter.setPen(
            QColor(style.colours.error if texts.alarm and urgent else style.colours.muted)
        )
        painter.drawText(row, Flag.AlignRight | Flag.AlignVCenter, beside)


def _write_zeros(painter: QPainter, row: QRect, texts: CellTexts, style: Style) -> None:
    """Write the share of zeros with a strip; or, more urgent, what is not finite."""
    fine = QFontMetrics(style.small)
    painter.setFont(style.small)
    text = texts.alarm or texts.zeros
    if texts.alarm and fine.horizontalAdvance(text) > row.width():
        text = fine.elidedText(texts.short_alarm, Qt.TextElideMode.ElideRight, row.width())
    painter.setPen(QColor(style.colours.error if texts.alarm else style.colours.muted))
    painter.drawText(row, Flag.AlignLeft | Flag.AlignVCenter, text)
    start = row.left() + fine.horizontalAdvance(text) + fine.height() // 2
    strip = QRect(start, row.center().y() - 1, row.right() - start, max(3, fine.height() // 4))
    if texts.zeros and not texts.alarm and strip.width() > fine.height():
        paint_share(painter, strip, texts.zero_share, style)


def paint_share(painter: QPainter, strip: QRect, share: float, style: Style) -> None:
    """Paint a share as the filled part of a strip."""
    painter.fillRect(strip, QColor(style.colours.grid))
    filled = QRect(strip)
    filled.setWidth(round(strip.width() * share))
    painter.fillRect(filled, QColor(style.colours.muted))
