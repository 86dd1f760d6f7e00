"""One gradient's history in a large format: axes, a read-out, and two moments beside it."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from lenet_gui.core.log_bins import interval
from lenet_gui.gui.gradients.gradient_lead import ZEROS, Wanted
from lenet_gui.gui.gradients.histogram_painting import Style
from lenet_gui.gui.gradients.history_choice import Choice
from lenet_gui.gui.gradients.history_image import count_table, to_image
from lenet_gui.gui.gradients.history_moments import moment_facts, paint_overlay, paint_table
from lenet_gui.gui.gradients.history_picture import HistoryPicture, MapFrame, paint_map
from lenet_gui.gui.words.number_text import count

Flag = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class _Places:
    """Where everything lies."""

    head: QRect
    readout: QRect
    map: QRect
    strip: QRect
    ticks: QRect
    side: QRect
    table: QRect


class EnlargedHistory:
    """Paints the enlarged history, and knows which cell is pointed at.

    Attributes:
        picture: what is shown.
        choice: the two chosen moments.
        words: the texts, in the reader's language.
        titles: what the numbers of `moment_facts` are called.
    """

    def __init__(self) -> None:
        self.picture: HistoryPicture | None = None
        self.choice = Choice(0, 0)
        self.words: dict[str, str] = {}
        self.titles: tuple[str, ...] = ()
        self._pointed: QPoint | None = None
        self._frame = MapFrame(QRect(0, 0, 1, 1), 1, 1)

    @property
    def readout(self) -> str:
        """What is written about the cell that is pointed at; empty: none is."""
        if self.picture is None or self._pointed is None:
            return ""
        column = self._frame.column_at(self._pointed.x())
        row = self._frame.row_at(self._pointed.y())
        if column is None or row is None or column >= len(self.picture.columns):
            return ""
        where, what = self._where(self.picture, column), self._what(self.picture, column, row)
        return self.words["cell"].format(where=where, what=what)

    def point_at(self, point: QPoint | None) -> None:
        """Read the cell at a point; ``None``: none."""
        self._pointed = point

    def moment_at(self, point: QPoint) -> int | None:
        """The first moment of the column at a point; ``None``: there is none."""
        column = self._frame.column_at(point.x())
        inside = self._frame.row_at(point.y()) is not None
        if self.picture is None or column is None or not inside:
            return None
        return column * self.picture.columns.group

    def wanted_at(self, point: QPoint) -> Wanted | None:
        """The number that a cell stands for; ``None``: there is no cell at the point.

        Where a column stands for several moments, the cell shows the largest of their counts: it
        is a number of that moment.
        """
        first, row = self.moment_at(point), self._frame.row_at(point.y())
        picture = self.picture
        if picture is None or first is None or row is None or first >= len(picture.history):
            return None
        moments = picture.history.moments[first : first + picture.columns.group]
        index = picture.rows.bin_of(row)
        cells = moments["zeros"] if index is None else moments["counts"][..., index]
        counts = cells[:, picture.index]
        most = int(np.argmax(counts))
        shown = ZEROS if index is None else index
        call = int(moments["call"][most])
        return Wanted(picture.name, call, shown if counts[most] else None)

    def map_width(self, rect: QRect, style: Style) -> int:
        """Pixels for the columns in a widget of this size."""
        return self._places(rect, style).map.width()

    def facts(self) -> str:
        """The numbers of both moments, in words."""
        picture = self.picture
        if picture is None:
            return ""
        told = []
        for name, moment in (("A", self.choice.a), ("B", self.choice.b)):
            facts = moment_facts(picture.history, picture.index, moment)
            pairs = (f"{title} {fact}" for title, fact in zip(self.titles, facts, strict=True))
            told.append(f"{name}: {', '.join(pairs)}")
        return "; ".join(told)

    def paint(self, painter: QPainter, rect: QRect, style: Style) -> None:
        """Paint it into `rect`."""
        picture = self.picture
        if picture is None:
            return
        places, look = self._places(rect, style), style.colours
        painter.fillRect(rect, QColor(look.surface))
        self._frame = MapFrame(places.map, len(picture.columns), len(picture.rows))
        self._write_head(painter, places, style)
        self._paint_axes(painter, places, style)
        paint_map(painter, self._frame, places.strip, picture, look)
        self._mark_choice(painter, style)
        side = MapFrame(places.side, 1, len(picture.rows))
        paint_overlay(painter, side, picture, self.choice, style)
        self._paint_legend(painter, places, style)
        a, b = (
            moment_facts(picture.history, picture.index, moment)
            for moment in (self.choice.a, self.choice.b)
        )
        paint_table(painter, places.table, self.titles, (a, b), style)

    def _places(self, rect: QRect, style: Style) -> _Places:
        return _arranged(rect, style, (self.words["share"], self.titles[0]))

    def _where(self, picture: HistoryPicture, column: int) -> str:
        moments, group = picture.history.moments, picture.columns.group
        first = column * group
        last = min(first + group, len(moments)) - 1
        start, end = moments[first], moments[last]
        if first == last:
            return self.words["moment"].format(
                step=count(int(start["step"])), call=count(int(start["call"]))
            )
        return self.words["moments"].format(
            first=count(int(start["step"])),
            last=count(int(end["step"])),
            count=last - first + 1,
        )

    def _what(self, picture: HistoryPicture, column: int, row: int) -> str:
        columns, index = picture.columns, picture.rows.bin_of(row)
        if index is None:
            text = self.words["zeros"].format(count=count(int(columns.zeros[column])))
        else:
            low, high = interval(index)
            entries = count(int(columns.counts[column, index]))
            key = "above" if low >= 0 else "below"
            text = self.words[key].format(low=f"{low:.4g}", high=f"{high:.4g}", count=entries)
        broken = int(columns.broken[column])
        return f"{text}; {self.words['broken'].format(count=count(broken))}" if broken else text

    def _write_head(self, painter: QPainter, places: _Places, style: Style) -> None:
        assert self.picture is not None  # noqa: S101 - paint has looked
        look, fine = style.colours, QFontMetrics(style.small)
        painter.setFont(style.font)
        painter.setPen(QColor(look.text))
        painter.drawText(places.head, Flag.AlignLeft | Flag.AlignVCenter, self.picture.name)
        readout = self.readout
        painter.setFont(style.small)
        painter.setPen(QColor(look.text if readout else look.muted))
        text = readout or self.words["hint"]
        shown = fine.elidedText(text, Qt.TextElideMode.ElideRight, places.readout.width())
        painter.drawText(places.readout, Flag.AlignLeft | Flag.AlignVCenter, shown)

    def _paint_axes(self, painter: QPainter, places: _Places, style: Style) -> None:
        assert self.picture is not None  # noqa: S101 - paint has looked
        rows, look, fine = self.picture.rows, style.colours, QFontMetrics(style.small)
        painter.setFont(style.small)
        whole = places.map.united(places.side)
        last = 10**9
        for exponent in (*reversed(rows.powers_of_ten()), None):
            value = 0.0 if exponent is None else 10.0**exponent
            y, mirrored = (self._frame.y(rows.place(v)) for v in (value, -value))
            middle = self._frame.y(rows.place(0.0))
            if exponent is not None and (
                abs(y - last) < 1.3 * fine.height() or middle - y < 1.1 * fine.height()
            ):
                continue
            last = y
            for sign, at in (("", y), ("-", mirrored))[: 1 if exponent is None else 2]:
                painter.fillRect(whole.left() - 3, at, whole.width() + 3, 1, QColor(look.grid))
                painter.setPen(QColor(look.muted))
                box = QRect(0, at - fine.height() // 2, whole.left() - 5, fine.height())
                text = "0" if exponent is None else f"{sign}1e{exponent}"
                painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, text)
        self._write_steps(painter, places, style)

    def _write_steps(self, painter: QPainter, places: _Places, style: Style) -> None:
        """Write the updates made under some columns, and what the two lowest lines are."""
        assert self.picture is not None  # noqa: S101 - paint has looked
        fine, moments = QFontMetrics(style.small), self.picture.history.moments
        painter.setPen(QColor(style.colours.muted))
        for name, line in ((self.words["share"], places.strip), (self.titles[0], places.ticks)):
            box = QRect(0, line.top(), places.map.left() - 5, line.height())
            painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, name)
        free = places.ticks.left()
        for column in range(len(self.picture.columns)):
            left = self._frame.left(column)
            text = count(int(moments[column * self.picture.columns.group]["step"]))
            width = fine.horizontalAdvance(text)
            if left < free or left + width > places.ticks.right():
                continue
            painter.drawText(left, places.ticks.top() + fine.ascent(), text)
            free = left + width + 3 * fine.height()

    def _mark_choice(self, painter: QPainter, style: Style) -> None:
        assert self.picture is not None  # noqa: S101 - paint has looked
        area, group = self._frame.area, self.picture.columns.group
        fine = QFontMetrics(style.small)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(style.small)
        chosen = (("B", self.choice.b, style.colours.accent),
                  ("A", self.choice.a, style.colours.text))  # fmt: skip
        for name, moment, colour in chosen:
            column = moment // group
            left = self._frame.left(column)
            width = max(2, self._frame.left(column + 1) - left)
            painter.setPen(QColor(colour))
            painter.drawRect(left - 1, area.top() - 1, width, area.height() + 1)
            x = min(left, area.right() - fine.horizontalAdvance(name))
            painter.drawText(x, area.top() - 5, name)

    def _paint_legend(self, painter: QPainter, places: _Places, style: Style) -> None:
        assert self.picture is not None  # noqa: S101 - paint has looked
        size, fine = self.picture.size, QFontMetrics(style.small)
        row = QRect(places.side.left(), places.ticks.top(), places.side.width(), fine.height())
        low, high = "1", count(size)
        painter.setPen(QColor(style.colours.muted))
        painter.drawText(row, Flag.AlignLeft | Flag.AlignVCenter, low)
        painter.drawText(row, Flag.AlignRight | Flag.AlignVCenter, high)
        bar = row.adjusted(
            fine.horizontalAdvance(low) + 4, 3, -fine.horizontalAdvance(high) - 4, -3
        )
        ramp = [max(1, min(size, round(size ** (i / 63)))) for i in range(64)]
        painter.drawImage(bar, to_image(count_table(size, style.colours)[ramp][None]))


def _arranged(rect: QRect, style: Style, words: tuple[str, str]) -> _Places:
    """Where everything lies, with room for `words` left of the map."""
    fine, bold = QFontMetrics(style.small), QFontMetrics(style.font)
    pad, line = fine.height() // 2, fine.height()
    inner = rect.adjusted(pad, pad // 2, -pad, -pad // 2)
    margin = max(map(fine.horizontalAdvance, ("-1e-00", *words))) + 4
    side = max(5 * line, inner.width() // 4)
    head = QRect(inner.left(), inner.top(), inner.width(), bold.height())
    readout = QRect(inner.left(), head.bottom() + 1, inner.width(), line)
    table = QRect(inner.left(), inner.bottom() - 3 * line, inner.width(), 3 * line)
    strip_height = line - 3
    top = readout.bottom() + line + 2
    bottom = table.top() - line - strip_height - 8
    width = inner.width() - margin - side - pad
    area = QRect(inner.left() + margin, top, width, max(line, bottom - top))
    strip = QRect(area.left(), area.bottom() + 3, width, strip_height)
    ticks = QRect(area.left(), strip.bottom() + 2, width, line)
    beside = QRect(area.right() + pad, area.top(), side, area.height())
    return _Places(head, readout, area, strip, ticks, beside, table)
