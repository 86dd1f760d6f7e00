"""The losses of the two loops over their updates: what a wrong gradient does in the long run."""

import numpy as np
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lenet_gui.core.accumulation_report import AccumulationReport, Trajectory
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.plots.point_cursor import Line
from lenet_gui.gui.plots.watch_plot import WatchPlot
from lenet_gui.gui.widgets.legend import Legend, Sample
from lenet_gui.gui.writing import set_writing


class UpdatesPage(QWidget):
    """A curve for each loop, and the learning rates below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: AccumulationReport | None = None
        self._legend = Legend("accumulation_updates_legend", self)
        self.plot = WatchPlot(self)
        self.plot.setObjectName("accumulation_losses")
        self.rates = QLabel(self)
        self.rates.setObjectName("accumulation_rates")
        self.rates.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._legend)
        column.addWidget(self.plot, 1)
        column.addWidget(self.rates)

    def show_report(self, report: AccumulationReport | None) -> None:
        """Show what came of a plan; ``None``: nothing yet."""
        self._report = report
        loops = () if report is None else (report.accumulated, report.whole)
        self.plot.show_lines([_line(loop) for loop in loops])
        self._write()

    def retranslate(self) -> None:
        """Set the texts again."""
        self.plot.setAccessibleName(self.tr("Losses of the two loops"))
        self.plot.setToolTip(
            self.tr("The loss of an update: the sum of what its loop called backward on.")
        )
        self.plot.getPlotItem().setLabel("bottom", self.tr("updates made"))
        self._write()

    def restyle(self) -> None:
        """Take on colours and fonts."""
        self.plot.apply_style(colours(self.palette()), self.font())
        set_writing(self.rates, colours(self.palette()).muted)
        self._write()

    def _write(self) -> None:
        report = self._report
        known = report is not None and len(report.whole.losses) > 1
        message = ""
        if report is None:
            message = self.tr("Nothing was compared yet. Press Compare.")
        elif not known:
            message = self.tr("There was one update. Raise Updates in the plan to see more.")
        self.plot.set_message(message)
        names = (self.tr("accumulated"), self.tr("whole batch"))
        shown = [(Sample.LINE, self.plot.colour(k), name) for k, name in enumerate(names)]
        self._legend.set_entries(shown if known else [])
        self.rates.setVisible(known)
        if report is not None and known:
            one, whole = report.accumulated.lrs[-1], report.whole.lrs[-1]
            text = self.tr("lr of the last update: {one} accumulated, {whole} for the whole batch.")
            self.rates.setText(text.format(one=f"{one:.4g}", whole=f"{whole:.4g}"))


def _line(trajectory: Trajectory) -> Line:
    losses = np.array(trajectory.losses, dtype=np.float64)
    return np.arange(len(losses), dtype=np.int64), losses
