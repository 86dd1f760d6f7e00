"""The live curve of losses with its legend, its warnings and the numbers under the cursor."""

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import Curve
from lenet_gui.gui.loss.faded_curves import DASHED, faded
from lenet_gui.gui.loss.loss_plot import EMPTY, LossPlot, Point
from lenet_gui.gui.loss.loss_runs import LossRuns
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.plots.readout import Readout
from lenet_gui.gui.widgets.legend import Entry, Legend, Sample
from lenet_gui.gui.words.number_text import count, number
from lenet_gui.gui.words.timeline_texts import branch_name
from lenet_gui.gui.writing import set_writing


class LiveLossView(QWidget):
    """Shows `LossRuns`: the run at hand, and faded those before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live_loss_view")
        self._runs = LossRuns()
        self._point: Point | None = None
        self._log = False
        self._legend = Legend("loss_legend", self)
        self.plot = LossPlot(self)
        self._alarm = QLabel(self)
        self._alarm.setObjectName("loss_alarm")
        self._alarm.setWordWrap(True)
        self._alarm.hide()
        self._readout = Readout("loss_readout", self.plot, self)
        self.plot.point_chosen.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._legend)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self._alarm)
        layout.addWidget(self._readout)
        self.setFocusProxy(self.plot)

    @property
    def alarm(self) -> str:
        """What is wrong with some of the losses; empty: nothing."""
        return self._alarm.text()

    @property
    def readout(self) -> str:
        """The loss under the cursor, or else the newest."""
        return self._readout.text()

    @property
    def legend(self) -> str:
        """The names of what is drawn, separated by commas."""
        return self._legend.accessibleName()

    def show_runs(self, runs: LossRuns, *, grown: bool = False) -> None:
        """Draw the runs.

        Args:
            runs: what to draw.
            grown: nothing but the present curve has changed, and it has only become longer.
        """
        self._runs = runs
        curve = runs.current or EMPTY
        self.plot.show_curves(
            curve,
            tuple(run.curve for run in runs.old),
            tuple(beside.curve for beside in runs.beside.shown),
            grown=grown,
        )
        if grown:
            return  # numbers that change at every frame cannot be read
        nothing = not runs.old and not runs.beside.shown and not len(curve.steps)
        self.plot.set_message(
            self.tr("No loss yet. Press forward and then loss: each loss becomes a point here.")
            if nothing
            else ""
        )
        self._write_legend()
        self._write_alarm(curve)
        self._read_out()

    def set_log(self, log: bool) -> None:
        """Draw the losses on a logarithmic scale, or a linear one."""
        self._log = log
        self.plot.set_log(log)
        self._write_alarm(self._runs.current or EMPTY)

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Live losses"))
        self._readout.setAccessibleName(self.tr("Loss under the cursor, or the newest"))
        self.plot.setAccessibleName(self.tr("Curve of the losses"))
        self.plot.getPlotItem().setLabel("bottom", self.tr("updates made"))

    def restyle(self) -> None:
        """Set the colours and the font."""
        shades = colours(self.palette())
        self.plot.apply_style(shades, self.font())
        set_writing(self._alarm, shades.error)
        self._write_legend()

    def _write_legend(self) -> None:
        shades, entries = colours(self.palette()), []
        first, second, third, *_ = shades.series
        accuracies = self.plot.accuracies
        if accuracies.shown:
            text = (
                self.tr("accuracy on batches (mean)")
                if accuracies.averaged
                else self.tr("accuracy on the batch")
            )
            entries.append((Sample.LINE, second, text))
            if self._runs.current is not None and len(self._runs.current.test_steps):
                entries.append((Sample.SQUARES, third, self.tr("accuracy on the test part")))
        for run, colour in zip(self._runs.old, faded(shades), strict=False):
            text = self.tr("run {number}, seed {seed}")
            text = text.format(number=run.number, seed=run.curve.seed)
            entries.append((Sample.LINE, colour, text))
        entries += self._beside_entries()
        if entries:
            entries.insert(0, (Sample.LINE, first, self.tr("loss")))
        self._legend.set_entries(entries)
        self.plot.setToolTip(self.legend)
        self._fit_legend()

    def _beside_entries(self) -> list[Entry]:
        shades, beside, entries = colours(self.palette()), self._runs.beside, []
        for found, colour in zip(beside.shown, faded(shades, DASHED), strict=False):
            text = self.tr("{branch}: later") if found.later else "{branch}"
            entries.append((Sample.DASHES, colour, text.format(branch=branch_name(found.branch))))
        if beside.more:
            text = self.tr("more branches, not drawn: {count}").format(count=count(beside.more))
            entries.append((Sample.DASHES, shades.muted, text))
        return entries

    def _fit_legend(self) -> None:
        """Leave the room to the curve where there is little; the names are in its tool tip."""
        roomy = self.height() > 14 * self.fontMetrics().height()
        self._legend.setVisible(roomy and bool(self.legend))

    def _write_alarm(self, curve: Curve) -> None:
        finite = np.isfinite(curve.losses)
        bad = len(finite) - int(np.count_nonzero(finite))
        text = ""
        if bad:
            text = self.tr("⚠ not finite: {count}, the first after {step} updates").format(
                count=count(bad), step=count(int(curve.steps[int(np.argmin(finite))]))
            )
        elif self._log and len(finite) and not curve.losses.min() > 0:
            text = self.tr("⚠ a loss of 0 has no place on a logarithmic scale: {count}").format(
                count=count(int(np.count_nonzero(curve.losses <= 0)))
            )
        self._alarm.setText(text)
        self._alarm.setVisible(bool(text))

    def _choose(self, point: Point | None) -> None:
        self._point = point
        self._read_out()

    def _read_out(self) -> None:
        point = self._point or self.plot.last_point()
        if point is None:
            self._readout.tell("")
            return
        text = (
            self.tr("now: updates {step}, loss {loss}")
            if self._point is None
            else self.tr("updates {step}, loss {loss}")
        ).format(
            step=count(point.step),
            loss=number(point.loss) if self._point is None else repr(point.loss),
        )
        if np.isfinite(point.accuracy):
            text += self.tr(", accuracy {percent} %").format(percent=f"{100 * point.accuracy:.4g}")
        self._readout.tell(text)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_legend()
