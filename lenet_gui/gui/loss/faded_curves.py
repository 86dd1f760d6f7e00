"""Curves of losses behind the one at hand: of earlier runs, and of other branches."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg

from lenet_gui.core.snapshot import Curve
from lenet_gui.gui.loss.loss_scale import LossScale
from lenet_gui.gui.plot_style import Colours, mix
from lenet_gui.gui.plots.decimate import decimate

DASHED = 0.9
"""How much of its colour a dashed line keeps, of which half is left out already."""


class FadedCurves:
    """Thin lines of one kind, which change with the view alone."""

    def __init__(self, item: pg.PlotItem, count: int, *, dashed: bool = False) -> None:
        """Add the lines to a plot.

        Args:
            item: the plot.
            count: curves that there can be.
            dashed: the lines are dashed.
        """
        self.lines = [pg.PlotCurveItem(connect="finite") for _ in range(count)]
        for line in self.lines:
            item.addItem(line, ignoreBounds=True)
        self._dashed = dashed
        self._drawn: dict[pg.PlotCurveItem, tuple[Curve | None, object]] = {}

    def draw(
        self, curves: Sequence[Curve], scale: LossScale, low: float, high: float, columns: int
    ) -> None:
        """Draw what lies between two x, which takes as long as the live curve, if it is new."""
        view = (low, high, columns, scale)
        nothing = [None] * (len(self.lines) - len(curves))
        for line, curve in zip(self.lines, (*curves, *nothing), strict=True):
            drawn, drawn_view = self._drawn.get(line, (None, None))
            if drawn is curve and drawn_view == view:
                continue
            self._drawn[line] = (curve, view)
            xs = ys = np.empty(0)
            if curve is not None:
                losses = scale.positive(curve.losses)
                xs, ys = decimate(curve.steps, losses, low, high, columns)
            line.setData(xs, scale.units(ys))
            line.setVisible(bool(len(xs)))

    def restyle(self, colours: Colours) -> None:
        """Take on colours."""
        share, dash = (DASHED, [4, 4]) if self._dashed else (0.5, None)
        for line, colour in zip(self.lines, faded(colours, share), strict=True):
            line.setPen(pg.mkPen(colour, width=1, dash=dash))


def faded(colours: Colours, share: float = 0.5) -> tuple[str, str, str]:
    """The colours of earlier runs, the newest last.

    Args:
        colours: all colours.
        share: how much of a colour is left.
    """
    third, fourth, fifth = (colours.series[index] for index in (4, 3, 2))
    return (
        mix(colours.surface, third, share).name(),
        mix(colours.surface, fourth, share).name(),
        mix(colours.surface, fifth, share).name(),
    )
