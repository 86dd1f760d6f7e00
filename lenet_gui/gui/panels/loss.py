"""The Loss panel: the live curve, earlier runs, and the answer to the tutorial's question."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.commands import CompareZeroGrad
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.snapshot import Comparison, Curve, Snapshot
from lenet_gui.gui.loss.branch_curves import losses_beside
from lenet_gui.gui.loss.comparison_text import comparison_text
from lenet_gui.gui.loss.comparison_view import ComparisonView, comparison_on
from lenet_gui.gui.loss.live_loss_view import LiveLossView
from lenet_gui.gui.loss.loss_export import Format, png, svg, table, write_file
from lenet_gui.gui.loss.loss_plot import EMPTY
from lenet_gui.gui.loss.loss_runs import LossRuns
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plots.picture import Picture, dressed
from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words

translate = QCoreApplication.translate

AskPath = Callable[[str, str, str], str]
"""Asks where to save: title, suggested name and filter to a path; empty: not at all."""

RUN_NAMES = ("without zero_grad", "with zero_grad", "with zero_grad and momentum 1")
"""Names of a comparison's runs in an exported table."""


class LossPanel(Panel):
    """Every loss since the start as a curve that the person can read, zoom, compare and export.

    Attributes:
        ask_path: asks where to save; tests put their own in its place.
    """

    key: ClassVar[str] = "loss"
    area: ClassVar[Area] = Area.CENTRE_TOP

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask_path: AskPath = self._ask_path
        self._runs = LossRuns()
        self._grown = False  # since it was drawn, nothing but more losses has come
        self._comparison: Comparison | None = None
        self.live = LiveLossView(self)
        self.comparison = ComparisonView(self)
        self._build_toolbar()
        self.comparison.closed.connect(self.close_comparison)
        self._lay_out()
        self.setFocusProxy(self.live)
        self.refresh_texts()

    @property
    def shows_comparison(self) -> bool:
        """The comparison of the three runs is shown, not the live curve."""
        return self._pages.currentWidget() is self.comparison

    @property
    def log_loss(self) -> bool:
        """Losses are drawn on a logarithmic scale."""
        return self._log.isChecked()

    @log_loss.setter
    def log_loss(self, log: bool) -> None:
        self._log.setChecked(log)

    @override
    @classmethod
    def title(cls) -> str:
        return translate("LossPanel", "Loss")

    @override
    def take(self, snapshot: Snapshot) -> None:
        super().take(snapshot)
        self._grown = False
        self._runs.take(snapshot.curve, travelled=snapshot.timeline.arrival is not None)
        self._runs.take_timeline(snapshot.timeline)

    @override
    def take_curve(self, curve: Curve) -> None:
        grown, old = self._grown or not self._stale, self._runs.old
        self._runs.take(curve)
        self._grown = grown and self._runs.old is old
        self._stale = True

    @override
    def set_running(self, *, running: bool) -> None:
        # Whoever starts a run wants to watch it.
        if running and self.shows_comparison:
            self._show_page(self.live)

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        if snapshot.comparison is not None and snapshot.comparison is not self._comparison:
            self._comparison = snapshot.comparison
            self.comparison.show_comparison(snapshot.comparison)
            self._show_page(self.comparison)
        elif snapshot.comparison is None and snapshot.timeline.arrival and self.shows_comparison:
            self._comparison = None  # a moment before it; whoever goes forward sees it again
            self._show_page(self.live)
        if not self.shows_comparison:
            self._draw()

    @override
    def retranslate(self) -> None:
        set_words(
            self._compare,
            self.tr("Compare zero_grad"),
            self.tr(
                "The tutorial's open question: why is it faster without zero_grad? Train the same "
                "start with and without it, and see"
            ),
        )
        set_words(self._log, self.tr("Log scale"), self.tr("Draw the loss on a logarithmic scale"))
        set_words(self._fit, self.tr("Fit"), self.tr("Show the whole curve and follow it (Home)"))
        set_words(
            self._back,
            self.tr("Back to the live curve"),
            self.tr("Close the comparison (Escape); the live curve has gone on meanwhile"),
        )
        set_words(
            self._explain, self.tr("Explain"), self.tr("Explain the last loss in the Inspector")
        )
        set_words(self._export, self.tr("Export"), self.tr("Save the curve as a file"))
        set_words(
            self._clear, self.tr("Clear old curves"), self.tr("Remove the curves of earlier runs")
        )
        self._formats[Format.PNG].setText(self.tr("Picture (PNG)…"))
        self._formats[Format.SVG].setText(self.tr("Drawing (SVG)…"))
        self._formats[Format.CSV].setText(self.tr("Table with every point (CSV)…"))
        self.live.retranslate()
        self.comparison.retranslate()

    @override
    def restyle(self) -> None:
        self.live.restyle()
        self.comparison.restyle()

    @override
    def pictures(self) -> tuple[Picture, ...]:
        pictures = []
        if self._runs.old or (self._runs.current is not None and len(self._runs.current.steps)):
            pictures.append(Picture("loss", self.title(), self._live_on))
        comparison = None if self.snapshot is None else self.snapshot.comparison
        if comparison is not None:
            title, text = self._compare.text(), comparison_text(comparison)
            drawn = partial(comparison_on, comparison)
            pictures.append(Picture("compare_zero_grad", title, drawn, caption=text))
        return tuple(pictures)

    def close_comparison(self) -> None:
        """Go back to the live curve."""
        self._show_page(self.live)
        self._draw()
        self.live.setFocus()

    def export(self, kind: Format) -> None:
        """Ask for a file name and write there what is shown."""
        title = self._formats[kind].text().rstrip("…")
        path = self.ask_path(title, f"loss.{kind}", f"*.{kind}")
        if not path:
            return
        target = Path(path)
        try:
            write_file(
                target if target.suffix else target.with_suffix(f".{kind}"), self._file(kind)
            )
        except OSError as error:
            self.problem_found.emit(error)

    def _live_on(self, sheet: QWidget) -> QWidget:
        """The curves as they are, on paper."""
        view = dressed(LiveLossView(sheet))
        view.retranslate()
        view.restyle()
        view.set_log(self.log_loss)
        view.show_runs(self._runs)
        return view

    def _build_toolbar(self) -> None:
        self._bar = PanelToolbar("loss_toolbar", self)
        self._back = self._bar.add("loss_back")
        self._compare = self._bar.add("loss_compare")
        self._log = self._bar.add("loss_log", checkable=True)
        self._fit = self._bar.add("loss_fit")
        self._explain = self._bar.add("loss_explain")
        menu = QMenu(self)
        menu.setObjectName("loss_export_menu")
        self._formats = {kind: menu.addAction("") for kind in Format}
        for kind, action in self._formats.items():
            action.setObjectName(f"loss_export_{kind}")
            action.setData(kind)
        menu.triggered.connect(self._export_chosen)
        self._export = self._bar.add_menu("loss_export", menu)
        self._clear = self._bar.add("loss_clear")
        self._back.setVisible(False)
        self._clear.setVisible(False)
        self._back.triggered.connect(self.close_comparison)
        self._compare.triggered.connect(self._ask_to_compare)
        self._log.toggled.connect(self.live.set_log)
        self._fit.triggered.connect(self.live.plot.fit)
        self._explain.triggered.connect(self._explain_loss)
        self._clear.triggered.connect(self._clear_old)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.live)
        self._pages.addWidget(self.comparison)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 6)
        layout.setSpacing(2)
        layout.addWidget(self._bar)
        layout.addWidget(self._pages, 1)

    def _draw(self) -> None:
        self.live.show_runs(self._runs, grown=self._grown)
        self._grown = False
        self._clear.setVisible(bool(self._runs.old))

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        live = page is self.live
        self._back.setVisible(not live)
        for action in (self._compare, self._log, self._fit, self._explain):
            action.setVisible(live)
        self._clear.setVisible(live and bool(self._runs.old))

    def _explain_loss(self) -> None:
        self.number_chosen.emit(Element(Quantity.LOSS, "loss"))

    def _ask_to_compare(self) -> None:
        self.command_issued.emit(CompareZeroGrad())

    def _clear_old(self) -> None:
        self._runs.clear()
        self._draw()

    def _export_chosen(self, action: object) -> None:
        for kind, offered in self._formats.items():
            if offered is action:
                self.export(kind)

    def _file(self, kind: Format) -> bytes:
        page = self.comparison.figure if self.shows_comparison else self.live
        if kind is Format.PNG:
            return png(page)
        if kind is Format.SVG:
            return svg(page, self.title())
        if self.shows_comparison and self._comparison is not None:
            return table(list(zip(RUN_NAMES, self._comparison.curves, strict=True)))
        runs = [(f"run {run.number}", run.curve) for run in self._runs.old]
        current = (f"run {self._runs.number}", self._runs.current or EMPTY)
        beside = () if self.snapshot is None else losses_beside(self.snapshot.timeline)
        return table([*runs, current], beside)

    def _ask_path(self, title: str, name: str, pattern: str) -> str:
        return QFileDialog.getSaveFileName(self, title, name, pattern)[0]
