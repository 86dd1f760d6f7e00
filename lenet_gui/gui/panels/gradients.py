"""The Gradients panel: how the entries of each gradient are distributed."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.histograms import Histogram
from lenet_gui.core.snapshot import GradientState, Snapshot
from lenet_gui.gui.histogram_cells import HistogramCell
from lenet_gui.gui.histogram_view import HistogramView
from lenet_gui.gui.legend import Legend, Sample
from lenet_gui.gui.panel_toolbar import PanelToolbar, set_words
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.writing import set_writing


class GradientsPanel(Panel):
    """A histogram of each parameter's ``.grad``, and what it was before it last changed."""

    key: ClassVar[str] = "gradients"
    area: ClassVar[Area] = Area.CENTRE_BOTTOM
    period: ClassVar[float] = 0.5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: dict[str, Histogram | None] = {}
        self._before: dict[str, Histogram | None] = {}
        self._marks: tuple[object, ...] = ()
        self._bar = PanelToolbar("gradients_toolbar", self)
        self._log = self._bar.add("gradients_log", checkable=True)
        self._compare = self._bar.add("gradients_compare", checkable=True)
        self._all = self._bar.add("gradients_all")
        self._all.setVisible(False)
        self._hint = QLabel(self)
        self._hint.setObjectName("gradients_hint")
        self._hint.setWordWrap(True)
        self._hint.setMargin(4)
        self._hint.hide()
        self._legend = Legend("gradients_legend", self)
        self._legend.hide()
        self.view = HistogramView(self)
        self._log.toggled.connect(self.view.set_log)
        self._compare.toggled.connect(self.view.set_compare)
        self._compare.toggled.connect(self._write_legend)
        self._all.triggered.connect(self.view.show_all)
        self.view.enlarged_changed.connect(self._show_way_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 6)
        layout.setSpacing(2)
        for widget in (self._bar, self._hint, self._legend):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.refresh_texts()

    @property
    def log_counts(self) -> bool:
        """Counts are drawn on a logarithmic scale."""
        return self._log.isChecked()

    @log_counts.setter
    def log_counts(self, log: bool) -> None:
        self._log.setChecked(log)

    @property
    def compare_with_before(self) -> bool:
        """The histograms before the last change are drawn over those of now."""
        return self._compare.isChecked()

    @compare_with_before.setter
    def compare_with_before(self, compare: bool) -> None:
        self._compare.setChecked(compare)

    @override
    def title(self) -> str:
        return self.tr("Gradients")

    @override
    def take(self, snapshot: Snapshot) -> None:
        super().take(snapshot)
        now = {row.name: snapshot.histograms.get(row.name) for row in snapshot.rows}
        marks = tuple(_mark(histogram) for histogram in now.values())
        # "Before" is the last different state, whatever the presses that left it alone.
        if marks != self._marks:
            self._before, self._now, self._marks = self._now, now, marks

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        self.view.set_cells(
            tuple(
                HistogramCell(
                    row.name,
                    row.gradient_state,
                    self._now.get(row.name),
                    self._before.get(row.name),
                )
                for row in snapshot.rows
            )
        )
        nothing = all(row.gradient_state is GradientState.NONE for row in snapshot.rows)
        self._hint.setVisible(nothing)
        self._write_legend()

    @override
    def retranslate(self) -> None:
        set_words(
            self._log,
            self.tr("Log counts"),
            self.tr("Count on a logarithmic scale, so that rare entries can be seen"),
        )
        set_words(
            self._compare,
            self.tr("Show before"),
            self.tr("Outline what each gradient was before it last changed"),
        )
        set_words(self._all, self.tr("Show all"), self.tr("Back to all histograms (Escape)"))
        self._hint.setText(
            self.tr(
                "No parameter has a gradient yet: every .grad is None. Press forward, loss and "
                "then backward, and each one gets its first deposit."
            )
        )
        self.view.retranslate()

    @override
    def restyle(self) -> None:
        self.view.restyle()
        self._write_legend()
        set_writing(self._hint, self.colours.muted)

    def _write_legend(self) -> None:
        known = any(histogram is not None for histogram in self._before.values())
        before = (
            self.tr("before the last change") if known else self.tr("before: every .grad was None")
        )
        now = (Sample.SQUARES, self.colours.accounts, self.tr("now"))
        self._legend.set_entries((now, (Sample.OUTLINE, self.colours.accent, before)))
        self._legend.setVisible(self.compare_with_before)

    def _show_way_back(self, name: str) -> None:
        self._all.setVisible(bool(name))
        if not name:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _mark(histogram: Histogram | None) -> object:
    """What tells one histogram from another, without going through its bins."""
    if histogram is None:
        return None
    # As text, because a norm that is NaN differs from itself.
    return f"{histogram.norm!r} {histogram.high!r} {histogram.zeros} {histogram.non_finite}"
