"""How the strip is divided: read-out, loss, learning rate, branches, numbers of the steps."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics

from lenet_gui.core.timeline import Timeline
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.timeline.lanes import Lane, kind_colours, lay_out_lanes

GAP = 3
EDGE = 8
"""Pixels between the last call and the edge of the widget."""


class Look:
    """Colours and fonts of the strip.

    Attributes:
        colours: those of the theme.
        kinds: the colour of each `Kind`.
        font: of all writing.
        metrics: of that font.
        line: its height in pixels.
        gutter: pixels for the names at the left.
    """

    def __init__(self, colours: Colours, font: QFont) -> None:
        self.colours = colours
        self.kinds: tuple[QColor, ...] = kind_colours(colours)
        self.font = QFont(font)
        if self.font.pointSizeF() > 0:
            self.font.setPointSizeF(self.font.pointSizeF() * 0.88)
        self.metrics = QFontMetrics(self.font)
        self.line = self.metrics.height()
        self.gutter = self.metrics.averageCharWidth() * 12


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts lie; none reaches into another.

    Attributes:
        readout: the line of words at the top.
        loss: the losses.
        rate: the learning rate.
        lanes: the branches.
        axis: numbers of the steps.
    """

    readout: QRect
    loss: QRect
    rate: QRect
    lanes: tuple[Lane, ...]
    axis: QRect

    @property
    def places(self) -> tuple[object, ...]:
        """All that it says but what the branches hold; two may be equal."""
        lanes = tuple([(lane.branch.number, lane.rect, lane.calls) for lane in self.lanes])
        return self.readout, self.loss, self.rate, self.axis, lanes

    @property
    def body(self) -> QRect:
        """Everything between the read-out and the numbers."""
        return self.loss.united(self.axis).adjusted(0, 0, 0, -self.axis.height())


def lay_out(rect: QRect, timeline: Timeline, chosen: int, look: Look) -> Layout:
    """Divide a strip.

    Args:
        rect: all of it.
        timeline: the branches.
        chosen: number of the branch that is to be seen whatever happens.
        look: its fonts.
    """
    line = look.line
    readout = QRect(rect.left() + GAP, rect.top() + 1, rect.width() - 2 * GAP, line)
    inner = rect.adjusted(look.gutter, line + GAP, -EDGE, -line - 1)
    lanes = lay_out_lanes(timeline, chosen, inner, line)
    axis = QRect(inner.left(), rect.bottom() - line, inner.width(), line)
    tracks = QRect(inner.topLeft(), inner.bottomRight())
    tracks.setBottom(lanes[0].rect.top() - GAP)
    rate = QRect(tracks)
    rate.setTop(tracks.bottom() - max(line // 2, min(line, tracks.height() // 4)))
    loss = QRect(tracks)
    loss.setBottom(rate.top() - GAP)
    return Layout(readout, loss, rate, lanes, axis)


def smallest_height(look: Look) -> int:
    """Pixels that a strip needs with one branch."""
    return 6 * look.line
