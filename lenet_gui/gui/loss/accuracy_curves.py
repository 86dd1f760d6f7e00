"""Accuracies over the losses, with an axis of their own on the right."""

import numpy as np
import pyqtgraph as pg

from lenet_gui.core.snapshot import Curve
from lenet_gui.gui.plot_style import Colours, mix
from lenet_gui.gui.plots.decimate import average, decimate

BINS = 60
"""More accuracies than twice as many are averaged to so many points."""


class AccuracyCurves:
    """Two curves from 0 to 100 %, in a view box that follows another one's x axis."""

    def __init__(self, item: pg.PlotItem) -> None:
        """Prepare the right axis of a plot, hidden at first.

        Args:
            item: the plot, with an axis for shares on its right.
        """
        self._item = item
        self._curve: Curve | None = None
        self._box = pg.ViewBox(enableMenu=False, defaultPadding=0)
        item.scene().addItem(self._box)
        # Below the losses, or it would take the mouse from them.
        self._box.setZValue(-110)
        self._box.setMouseEnabled(False, False)
        self._box.disableAutoRange()
        self._box.setYRange(-0.02, 1.02, padding=0)
        self._batch = pg.PlotCurveItem(connect="finite")
        self._test = pg.PlotCurveItem(connect="finite")
        self._dots = pg.ScatterPlotItem(size=7, symbol="s", pxMode=True)
        for drawn in (self._batch, self._test, self._dots):
            self._box.addItem(drawn, ignoreBounds=True)
        item.getAxis("right").linkToView(self._box)
        self._show(False)

    @property
    def shown(self) -> bool:
        """There are accuracies, so that the axis is shown."""
        return bool(self._box.isVisible())

    @property
    def averaged(self) -> bool:
        """There are so many accuracies of batches that means are drawn."""
        return self._curve is not None and len(self._curve.accuracies) > 2 * BINS

    def set_curve(self, curve: Curve) -> None:
        """Choose what to draw; without any accuracy the axis goes."""
        self._curve = curve
        shown = bool(len(curve.test_steps) or np.isfinite(curve.accuracies).any())
        if shown != self.shown:
            self._show(shown)

    def draw(self, low: float, high: float, columns: int) -> None:
        """Draw what lies between two x, on so many columns of pixels."""
        curve = self._curve
        if curve is None or not self.shown:
            return
        self._box.setXRange(low, high, padding=0)
        if self.averaged:
            self._batch.setData(*average(curve.steps, curve.accuracies, low, high, BINS))
        else:
            self._batch.setData(curve.steps.astype(np.float64), curve.accuracies)
        tests = decimate(curve.test_steps, curve.test_accuracies, low, high, columns)
        self._test.setData(*tests)
        self._dots.setData(*tests)

    def fit_geometry(self) -> None:
        """Lie where the losses lie."""
        self._box.setGeometry(self._item.getViewBox().sceneBoundingRect())

    def restyle(self, colours: Colours) -> None:
        """Take on colours."""
        _, second, third, *_ = colours.series
        self._batch.setPen(pg.mkPen(mix(colours.surface, second, 0.75), width=1))
        self._test.setPen(pg.mkPen(third, width=1))
        self._dots.setPen(pg.mkPen(colours.surface, width=1))
        self._dots.setBrush(pg.mkBrush(third))

    def _show(self, shown: bool) -> None:
        self._item.showAxis("right", shown)
        self._box.setVisible(shown)
