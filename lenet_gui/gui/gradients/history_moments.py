"""Two chosen moments of a gradient: their histograms over each other, and their numbers."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from lenet_gui.core.gradient_history import Cause, GradientHistory
from lenet_gui.gui.gradients.histogram_cells import level
from lenet_gui.gui.gradients.histogram_painting import Style
from lenet_gui.gui.gradients.history_choice import Choice
from lenet_gui.gui.gradients.history_picture import HistoryPicture, MapFrame
from lenet_gui.gui.words.number_text import count, number

Flag = Qt.AlignmentFlag

LINES = {Cause.BACKWARD: "backward", Cause.CLIP: "clip_grad_norm_", Cause.UNSCALE: "unscale_"}

SPARE = (2, 1, 3, 4)
"""Which of `moment_facts` give way first: cause, call, deposits, norm."""


def moment_facts(history: GradientHistory, index: int, moment: int) -> tuple[str, ...]:
    """One parameter at one moment: updates, call, cause, deposits, norm, RMS, zeros, not finite."""
    record = history.moments[moment]
    known = bool(record["known"][index])
    zeros, size = int(record["zeros"][index]), history.sizes[index]
    return (
        count(int(record["step"])),
        count(int(record["call"])),
        LINES[Cause(int(record["cause"]))],
        count(int(record["deposits"])),
        number(float(record["norm"][index])) if known else "None",
        number(float(history.gradient_rms(index)[moment])) if known else "None",
        f"{count(zeros)} ({100 * zeros / size:.3g} %)" if known else "None",
        count(int(history.non_finite(index)[moment])) if known else "None",
    )


def paint_overlay(
    painter: QPainter, frame: MapFrame, picture: HistoryPicture, choice: Choice, style: Style
) -> None:
    """Paint both histograms beside the map, in its rows; the counts on a logarithmic scale.

    Above them stands how many entries the longest line has.
    """
    area = frame.area
    a, b = (_row_counts(picture, moment) for moment in (choice.a, choice.b))
    top = max(1.0, float(a.max()), float(b.max()))
    widths = [np.rint(level(c, top, log=True) * area.width()).astype(int).tolist() for c in (a, b)]
    edges = [frame.y(row) for row in range(frame.rows + 1)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.bar_colour)
    painter.drawRects(
        [
            QRect(area.left(), upper, width, max(1, lower - upper))
            for upper, lower, width in zip(edges, edges[1:], widths[0], strict=False)
            if width
        ]
        or [QRect()]
    )
    outline = [QPoint(area.left(), edges[0])]
    for upper, lower, width in zip(edges, edges[1:], widths[1], strict=False):
        outline += (QPoint(area.left() + width, upper), QPoint(area.left() + width, lower))
    outline.append(QPoint(area.left(), edges[-1]))
    painter.setPen(style.before_pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(outline)
    painter.setFont(style.small)
    painter.setPen(QColor(style.colours.muted))
    above = QRect(area.left(), area.top() - 24, area.width(), 20)
    painter.drawText(above, Flag.AlignRight | Flag.AlignBottom, count(int(top)))


def paint_table(
    painter: QPainter,
    rect: QRect,
    titles: tuple[str, ...],
    lines: tuple[tuple[str, ...], tuple[str, ...]],
    style: Style,
) -> None:
    """Write what `moment_facts` tells of A and B, the less important only where there is room."""
    fine = QFontMetrics(style.small)
    columns = list(zip(titles, *lines, strict=True))
    gap = fine.height() * 2 // 3
    widths = [max(map(fine.horizontalAdvance, column)) + gap for column in columns]
    mark = fine.horizontalAdvance("■ B")
    shown = list(range(len(columns)))
    for spare in SPARE:
        if mark + sum(widths[i] for i in shown) > rect.width():
            shown.remove(spare)
    painter.setFont(style.small)
    for row, name in enumerate(("", "■ A", "□ B")):
        y = rect.top() + row * fine.height()
        colour = (style.colours.muted, style.colours.accounts, style.colours.accent)[row]
        painter.setPen(QColor(colour))
        painter.drawText(rect.left(), y + fine.ascent(), name)
        painter.setPen(QColor(style.colours.text if row else style.colours.muted))
        right = rect.left() + mark
        for index in shown:
            right += widths[index]
            box = QRect(right - widths[index], y, widths[index], fine.height())
            painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, columns[index][row])


def _row_counts(picture: HistoryPicture, moment: int) -> npt.NDArray[np.float64]:
    record = picture.history.moments[moment]
    counts, rows = record["counts"][picture.index], picture.rows
    bins = [rows.bin_of(row) for row in range(len(rows))]
    zeros = record["zeros"][picture.index]
    return np.array([zeros if b is None else counts[b] for b in bins], np.float64)
