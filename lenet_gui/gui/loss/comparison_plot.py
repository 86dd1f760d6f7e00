"""The three runs of the tutorial's question in one plot."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from lenet_gui.core.snapshot import Comparison
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.plots.cursor_plot import CursorPlot

TUTORIAL_STEPS = 10
"""Updates after which the tutorial stopped."""


class ComparisonPlot(CursorPlot):
    """The third curve is dashed and lies on the first, because the two are expected to coincide."""

    step_chosen = Signal(int)
    """Updates made before the losses under the cursor; -1: the cursor has gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("comparison_plot", parent)
        self._comparison: Comparison | None = None
        self._step = -1
        item = self.getPlotItem()
        self._region = pg.LinearRegionItem([0, TUTORIAL_STEPS], movable=False)
        self._edge = pg.InfiniteLine(
            TUTORIAL_STEPS, label=" ", labelOpts={"position": 1.0, "anchors": [(0, 0), (0, 0)]}
        )
        self._curves = {
            index: pg.PlotCurveItem(connect="finite", antialias=True) for index in (1, 0, 2)
        }
        self._turns = pg.ScatterPlotItem(size=9, pxMode=True)
        self._notes = (pg.TextItem(anchor=(0.5, 0)), pg.TextItem(anchor=(0.5, 1)))
        for drawn in (self._region, self._edge, *self._curves.values(), self._turns, *self._notes):
            item.addItem(drawn, ignoreBounds=True)
        self.pointed_at.connect(self._point_at)
        self.cursor_stepped.connect(self._step_cursor)
        self.cursor_left.connect(self.forget_cursor)
        # Nothing to zoom into; and the wheel scrolls on to the text.
        item.getViewBox().setMouseEnabled(False, False)
        item.getViewBox().sigResized.connect(self._size_changed)

    def show_comparison(self, comparison: Comparison) -> None:
        """Draw the three runs, and mark the first swing."""
        self._comparison = comparison
        for index, line in self._curves.items():
            curve = comparison.curves[index]
            losses = np.where(np.isfinite(curve.losses), curve.losses, np.nan)
            line.setData(curve.steps.astype(np.float64), losses)
        self._mark_turns(comparison)
        self.forget_cursor()
        self.fit()

    def set_words(self, stopped_here: str) -> None:
        """Set what is written on the plot."""
        self._edge.label.setFormat(stopped_here)

    def fit(self) -> None:
        """Show everything."""
        comparison = self._comparison
        if comparison is None:
            return
        losses = np.concatenate([curve.losses for curve in comparison.curves])
        losses = losses[np.isfinite(losses)]
        last = max(1, int(comparison.curves[0].steps[-1]))
        top = float(losses.max()) if losses.size else 1.0
        self.getPlotItem().setXRange(-0.02 * last, 1.02 * last, padding=0)
        # Room for a line of writing above the curves, and for one below.
        box = self.getPlotItem().getViewBox()
        line = 1.3 * self.fontMetrics().height() / max(1.0, box.height())
        span = top / max(0.3, 1 - 2 * line)
        self.getPlotItem().setYRange(-line * span, (1 - line) * span, padding=0)

    def forget_cursor(self) -> None:
        """Mark no point."""
        self._step = -1
        self.unmark()
        self.step_chosen.emit(-1)

    def choose(self, step: int) -> None:
        """Put the cursor on a step of the run without ``zero_grad``."""
        if self._comparison is None:
            return
        curve = self._comparison.curves[0]
        self._step = min(len(curve.losses) - 1, max(0, step))
        loss = float(curve.losses[self._step])
        if np.isfinite(loss):
            self.mark(float(curve.steps[self._step]), loss)
        else:
            self.unmark()
        self.step_chosen.emit(self._step)

    def apply_style(self, colours: Colours, font: QFont) -> None:
        """Take on colours and a font."""
        self.restyle(colours, font)
        without, with_it, momentum = comparison_colours(colours)
        # Sixty points are few enough for two pixels.
        self._curves[0].setPen(pg.mkPen(without, width=2))
        self._curves[1].setPen(pg.mkPen(with_it, width=2))
        dashes = pg.mkPen(momentum, width=2, dash=[4, 4])
        dashes.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._curves[2].setPen(dashes)
        shade = pg.mkColor(colours.accent)
        shade.setAlphaF(0.08)
        self._region.setBrush(pg.mkBrush(shade))
        for line in self._region.lines:
            line.setPen(pg.mkPen(None))
        self._edge.setPen(pg.mkPen(colours.muted, style=Qt.PenStyle.DotLine))
        self._edge.label.setColor(colours.muted)
        self._edge.label.setFont(font)
        self._turns.setPen(pg.mkPen(colours.surface, width=1))
        self._turns.setBrush(pg.mkBrush(without))
        ground = pg.mkColor(colours.surface)
        ground.setAlphaF(0.8)
        for note in self._notes:
            note.setColor(colours.text)
            note.setFont(font)
            note.fill = pg.mkBrush(ground)

    def _mark_turns(self, comparison: Comparison) -> None:
        losses = comparison.curves[0].losses
        turns = (comparison.lowest_step, comparison.highest_step)
        drawn = [(step, float(losses[step])) for step in turns if np.isfinite(losses[step])]
        self._turns.setData([step for step, _ in drawn], [loss for _, loss in drawn])
        for note in self._notes:
            note.setVisible(False)
        for note, (step, loss) in zip(self._notes, drawn, strict=False):
            note.setText(f"{loss:.4g}")
            note.setPos(step, loss)
            note.setVisible(True)

    def _size_changed(self, *_changed: object) -> None:
        self.fit()

    def _point_at(self, position: QPointF) -> None:
        self.choose(round(position.x()))

    def _step_cursor(self, by: int) -> None:
        self.choose(0 if self._step < 0 else self._step + by)


def comparison_colours(colours: Colours) -> tuple[str, str, str]:
    """The colours of the three runs."""
    first, second, third, *_ = colours.series
    return second, first, third
