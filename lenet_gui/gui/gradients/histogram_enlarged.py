"""One histogram in a large format: axes with numbers, and a read-out of one bin."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from lenet_gui.gui.gradients.histogram_cells import CellPicture
from lenet_gui.gui.gradients.histogram_painting import (
    CellTexts,
    Frame,
    Style,
    paint_badge,
    paint_bars,
    paint_share,
)
from lenet_gui.gui.plots.steady_range import ticks
from lenet_gui.gui.words.number_text import count

Flag = Qt.AlignmentFlag


class Enlarged:
    """Paints the enlarged histogram, and knows which of its bins is chosen.

    Attributes:
        picture: what is shown.
        words: the texts, in the reader's language.
    """

    def __init__(self) -> None:
        self.picture: CellPicture | None = None
        self.words: dict[str, str] = {}
        self._bin: int | None = None
        self._frame = Frame(QRect(0, 0, 1, 1), 1.0, 1.0, False)

    @property
    def readout(self) -> str:
        """What is written about the chosen bin; empty: none is chosen."""
        picture = self.picture
        if picture is None or picture.now is None or picture.cell.now is None:
            return ""
        bars, histogram, chosen = picture.now, picture.cell.now, self._bin
        if chosen is None or chosen >= len(bars.counts):
            return ""
        low = bars.low + bars.width * chosen
        parts = [self._words("bin", low, low + bars.width, int(bars.counts[chosen]))]
        if chosen == bars.zero_bin and histogram.zeros:
            parts[0] += "; " + self.words["zeros"].format(count=count(histogram.zeros))
        before, old = picture.before, picture.cell.before
        if before is not None and old is not None:
            index = before.bin_at(low + bars.width / 2)
            if index is not None:
                start = before.low + before.width * index
                entries = int(old.counts[index])
                entries -= old.zeros if index == before.zero_bin else 0
                parts.append(self._words("was", start, start + before.width, entries))
        return "\n".join(parts)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """From where to where the chosen bin reaches; ``None``: none is chosen."""
        if self.picture is None or self.picture.now is None or self._bin is None:
            return None
        low = self.picture.now.low + self.picture.now.width * self._bin
        return low, low + self.picture.now.width

    def choose(self, chosen: int | None) -> None:
        """Choose a bin; ``None``: none."""
        self._bin = chosen

    def step(self, by: int) -> None:
        """Choose the bin beside the chosen one; at first that in the middle."""
        if self.picture is not None and self.picture.now is not None:
            last = len(self.picture.now.counts) - 1
            middle = (last + 1) // 2
            self._bin = middle if self._bin is None else min(last, max(0, self._bin + by))

    def point_at(self, x: float) -> None:
        """Choose the bin under a pixel."""
        if self.picture is not None and self.picture.now is not None:
            self._bin = self.picture.now.bin_at(self._frame.value(x))

    def paint(self, painter: QPainter, rect: QRect, texts: CellTexts, style: Style) -> None:
        """Paint it into `rect`."""
        picture = self.picture
        if picture is None:
            return
        fine = QFontMetrics(style.small)
        painter.fillRect(rect, QColor(style.colours.surface))
        pad = fine.height() // 2
        inner = rect.adjusted(pad, pad // 2, -pad, -pad // 2)
        below = self._write_head(painter, inner, texts, style)
        margin = fine.horizontalAdvance("000000") + 6
        lines = 1 if picture.before is None else 2
        bottom = inner.bottom() - (lines + 1) * fine.height() - 12
        width = inner.width() - margin - 2 * pad
        area = QRect(inner.left() + margin, below, width, bottom - below)
        self._frame = Frame(area, picture.reach, picture.top, style.log)
        _paint_axes(painter, self._frame, style)
        self._mark_bin(painter, style)
        paint_bars(painter, self._frame, picture, style)
        if texts.badge:
            paint_badge(painter, area, picture, texts, style)
        foot = QRect(inner.left(), 0, inner.width(), lines * fine.height())
        foot.moveBottom(inner.bottom())
        self._write_foot(painter, foot, style, hint="" if texts.badge else self.words["hint"])

    def _words(self, key: str, low: float, high: float, entries: int) -> str:
        return self.words[key].format(low=f"{low:.4g}", high=f"{high:.4g}", count=count(entries))

    def _write_head(self, painter: QPainter, rect: QRect, texts: CellTexts, style: Style) -> int:
        """Write the name and the facts, in one line or in two; where the plot may begin."""
        assert self.picture is not None  # noqa: S101 - paint has looked
        fine, bold = QFontMetrics(style.small), QFontMetrics(style.font)
        name = self.picture.cell.name
        painter.setFont(style.font)
        painter.setPen(QColor(style.colours.text))
        head = QRect(rect.left(), rect.top(), rect.width(), bold.height())
        painter.drawText(head, Flag.AlignLeft | Flag.AlignVCenter, name)
        start = bold.horizontalAdvance(name) + fine.height()
        facts = "  ".join(filter(None, (texts.facts, texts.alarm)))
        if start + fine.horizontalAdvance(facts) > rect.width():
            head.translate(0, bold.height())
            start = 0
        painter.setFont(style.small)
        painter.setPen(QColor(style.colours.error if texts.alarm else style.colours.muted))
        words = head.adjusted(start, 0, 0, 0)
        shown = fine.elidedText(facts, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Flag.AlignLeft | Flag.AlignVCenter, shown)
        strip = QRect(rect.left(), head.bottom() + 4, rect.width(), max(3, fine.height() // 4))
        if texts.zeros:
            paint_share(painter, strip, texts.zero_share, style)
        below = strip.bottom() + 4
        if rect.height() < 14 * fine.height():
            return below + fine.height() // 2
        painter.setPen(QColor(style.colours.muted))
        painter.drawText(strip.left(), below + fine.ascent(), self.words["axes"])
        return below + fine.height() * 3 // 2

    def _write_foot(self, painter: QPainter, foot: QRect, style: Style, *, hint: str) -> None:
        fine = QFontMetrics(style.small)
        readout = self.readout
        painter.setFont(style.small)
        painter.setPen(QColor(style.colours.text if readout else style.colours.muted))
        for number, line in enumerate((readout or hint).splitlines()):
            shown = fine.elidedText(line, Qt.TextElideMode.ElideRight, foot.width())
            painter.drawText(
                foot.left(), foot.top() + number * fine.height() + fine.ascent(), shown
            )

    def _mark_bin(self, painter: QPainter, style: Style) -> None:
        assert self.picture is not None  # noqa: S101 - paint has looked
        bars = self.picture.now
        if bars is None or self._bin is None or self._bin >= len(bars.counts):
            return
        edges = self._frame.columns(bars)
        left, right = edges[self._bin], edges[self._bin + 1]
        area = self._frame.area
        shade = QColor(style.colours.text)
        shade.setAlphaF(0.18)
        painter.fillRect(left, area.top(), max(2, right - left), area.height(), shade)


def _paint_axes(painter: QPainter, frame: Frame, style: Style) -> None:
    """Paint grid lines and numbers around the enlarged histogram."""
    area, fine = frame.area, QFontMetrics(style.small)
    grid, muted = QColor(style.colours.grid), QColor(style.colours.muted)
    painter.setFont(style.small)
    for entries in count_ticks(frame, area.height() // (3 * fine.height())):
        y = frame.y(entries)
        painter.fillRect(area.left(), y, area.width(), 1, grid)
        painter.setPen(muted)
        box = QRect(0, y - fine.height() // 2, area.left() - 6, fine.height())
        painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, f"{entries:g}")
    values, widest = _value_ticks(frame, fine)
    for value in values:
        x = frame.x(value)
        painter.fillRect(x, area.top(), 1, area.height(), grid)
        painter.fillRect(x, area.bottom() + 1, 1, 4, muted)
        painter.setPen(muted)
        box = QRect(x - widest, area.bottom() + 6, 2 * widest, fine.height())
        painter.drawText(box, Flag.AlignHCenter | Flag.AlignTop, f"{value:g}")
    painter.fillRect(area.left(), area.bottom() + 1, area.width(), 1, muted)


def _value_ticks(frame: Frame, fine: QFontMetrics) -> tuple[list[float], int]:
    """As many numbers for the x axis as have room, and the width of the widest."""
    values, widest = [0.0], 0
    for most in (9, 7, 5, 3):
        values = ticks(-frame.reach, frame.reach, most)
        widest = max((fine.horizontalAdvance(f"{value:g}") for value in values), default=0)
        if len(values) * (widest + fine.height()) <= frame.area.width():
            break
    return values, widest


def count_ticks(frame: Frame, most: int) -> list[float]:
    """Whole numbers for the y axis; powers of ten on the logarithmic one."""
    if not frame.log:
        return [tick for tick in ticks(0, frame.top, max(2, most)) if tick == round(tick)]
    powers = [10.0**k for k in range(19) if 10.0**k <= frame.top]
    return powers[:: max(1, -(-len(powers) // max(1, most)))]
