"""The Gradients panel: how the entries of each gradient are distributed, now and over time."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.histograms import Histogram
from lenet_gui.core.snapshot import GradientState, Snapshot
from lenet_gui.gui.gradients.gradient_lead import GradientLead
from lenet_gui.gui.gradients.histogram_cells import HistogramCell
from lenet_gui.gui.gradients.histogram_view import HistogramView
from lenet_gui.gui.gradients.history_texts import record_explanation, record_note
from lenet_gui.gui.gradients.history_view import HistoryView
from lenet_gui.gui.gradients.on_paper import histograms_on, history_on, sizes_on
from lenet_gui.gui.gradients.pages import HEIGHTS, Page, PageButtons, legend_entries, nothing_yet
from lenet_gui.gui.gradients.rms_rows import rms_rows
from lenet_gui.gui.gradients.rms_view import RmsView
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plot_style import LIGHT, Colours
from lenet_gui.gui.plots.picture import Picture
from lenet_gui.gui.widgets.explain_action import ExplainAction
from lenet_gui.gui.widgets.legend import Entry, Legend
from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate


class GradientsPanel(Panel):
    """A histogram of each parameter's ``.grad``; all that were recorded; or their sizes."""

    key: ClassVar[str] = "gradients"
    area: ClassVar[Area] = Area.CENTRE_BOTTOM
    period: ClassVar[float] = 0.5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: dict[str, Histogram | None] = {}
        self._before: dict[str, Histogram | None] = {}
        self._marks: tuple[object, ...] = ()
        self._bar = PanelToolbar("gradients_toolbar", self)
        self._pages = PageButtons(self._bar)
        self._pages.turned.connect(self._turn)
        # First, so that the way back has room in a small dock.
        self._all = self._bar.add("gradients_all")
        self._log = self._bar.add("gradients_log", checkable=True)
        self._compare = self._bar.add("gradients_compare", checkable=True)
        self._all.setVisible(False)
        self._hint = self._label("gradients_hint")
        self._legend = Legend("gradients_legend", self)
        self._legend.hide()
        self.view = HistogramView(self)
        self.history = HistoryView(self)
        self.sizes = RmsView(self)
        self._log.toggled.connect(self.view.set_log)
        self._compare.toggled.connect(self.view.set_compare)
        self._compare.toggled.connect(self._write_legend)
        self._all.triggered.connect(self._show_all)
        self._explain = ExplainAction(self.view)
        self._explain.setShortcut("Alt+Return")
        self._explain.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._explain.triggered.connect(self._explain_number)
        self.lead = GradientLead(self)
        self._connect_lead()
        self.view.enlarged_changed.connect(self._show_way_back)
        self.history.enlarged_changed.connect(self._show_way_back)
        self._lay_out()
        self.refresh_texts()

    @property
    def page(self) -> Page:
        """Which view is shown."""
        return self._pages.page

    @page.setter
    def page(self, page: Page) -> None:
        self._pages.page = page

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
    @classmethod
    def title(cls) -> str:
        return translate("GradientsPanel", "Gradients")

    @override
    def take(self, snapshot: Snapshot) -> None:
        super().take(snapshot)
        now = {row.name: snapshot.histograms.get(row.name) for row in snapshot.rows}
        marks = tuple(_mark(histogram) for histogram in now.values())
        # "Before" is the last different state, whatever the presses that left it alone.
        if marks != self._marks:
            self._before, self._now, self._marks = self._now, now, marks
        self.lead.take(snapshot)

    @override
    def start_session(self) -> None:
        self.lead.give_up()

    @override
    def set_running(self, *, running: bool) -> None:
        self.lead.set_running(running=running)

    @override
    def take_refusal(self) -> None:
        self.lead.give_up()

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        history = snapshot.gradient_history
        nothing = all(row.gradient_state is GradientState.NONE for row in snapshot.rows)
        match self.page:
            case Page.HISTOGRAMS:
                self.view.set_cells(self._cells(snapshot))
            case Page.OVER_TIME:
                self.history.set_history(history)
                nothing = not len(history)
            case Page.RMS:
                self.sizes.set_rows(rms_rows(snapshot))
        note = record_note(history) if self.page is Page.OVER_TIME else ""
        hint = nothing_yet(self.page) if nothing else note
        in_view = self.page is Page.HISTOGRAMS
        self.view.set_note(hint if in_view else "")
        self._hint.setText("" if in_view else hint)
        self._hint.setToolTip(record_explanation() if note else "")
        self._hint.setVisible(bool(self._hint.text()))
        self._write_legend()

    @override
    def pictures(self) -> tuple[Picture, ...]:
        snapshot = self.snapshot
        if snapshot is None:
            return ()
        builders: dict[Page, Callable[[QWidget], QWidget]] = {}
        if snapshot.histograms:
            builders[Page.HISTOGRAMS] = partial(
                histograms_on, self._cells(snapshot), self._entries(Page.HISTOGRAMS, LIGHT),
                log=self.log_counts, compare=self.compare_with_before,
            )  # fmt: skip
        if len(snapshot.gradient_history):
            builders[Page.OVER_TIME] = partial(history_on, snapshot.gradient_history)
        if snapshot.histograms:
            builders[Page.RMS] = partial(
                sizes_on, rms_rows(snapshot), self._entries(Page.RMS, LIGHT)
            )
        return tuple(
            Picture(
                f"gradients_{page.value}", f"{self.title()} · {self._pages.text(page)}", build,
                height=HEIGHTS[page],
            )
            for page, build in builders.items()
        )  # fmt: skip

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
        self.view.setToolTip(self.tr("Alt+Enter or its menu: explain a number in the bar"))
        self._explain.set_words(self.tr("Explain a number of this gradient"))
        self._pages.retranslate()
        for view in (self.view, self.history, self.sizes):
            view.retranslate()

    @override
    def restyle(self) -> None:
        for view in (self.view, self.history, self.sizes):
            view.restyle()
        self._write_legend()
        set_writing(self._hint, self.colours.muted)

    @Slot()
    def _turn(self) -> None:
        """Show the chosen page, with what belongs to it."""
        page = self.page
        self._stack.setCurrentIndex(list(Page).index(page))
        for action in (self._log, self._compare):
            action.setVisible(page is Page.HISTOGRAMS)
        focus = (self.view, self.history, self.sizes)[self._stack.currentIndex()]
        self.setFocusProxy(focus)
        if self.snapshot is not None:
            self.redraw(self.snapshot)
        self._all.setVisible(bool(self._enlarged()))

    def _cells(self, snapshot: Snapshot) -> tuple[HistogramCell, ...]:
        return tuple(
            HistogramCell(
                row.name, row.gradient_state, self._now.get(row.name), self._before.get(row.name)
            )
            for row in snapshot.rows
        )

    def _write_legend(self) -> None:
        self._legend.set_entries(self._entries(self.page, self.colours))

    def _entries(self, page: Page, look: Colours) -> list[Entry]:
        """What the legend says of a page."""
        known = any(histogram is not None for histogram in self._before.values())
        return legend_entries(page, look, compared=self.compare_with_before, known=known)

    def _enlarged(self) -> str:
        match self.page:
            case Page.HISTOGRAMS:
                return self.view.enlarged
            case Page.OVER_TIME:
                return self.history.enlarged
            case Page.RMS:
                return ""

    @Slot()
    def _show_all(self) -> None:
        view = self.history if self.page is Page.OVER_TIME else self.view
        view.show_all()

    @Slot()
    def _explain_number(self) -> None:
        """Explain the first number in the chosen bar, or else the largest of the gradient."""
        self.lead.explain_now(self.view.current, self.view.bounds)

    def _show_way_back(self, name: str) -> None:
        self._all.setVisible(bool(name))
        if not name:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect_lead(self) -> None:
        lead, history = self.lead, self.history
        history.moment_chosen.connect(lead.choose)
        history.menu.moment_wanted.connect(lead.go)
        history.menu.number_wanted.connect(lead.want)
        self.sizes.explanation_wanted.connect(lead.explain_now)
        self.sizes.earlier_wanted.connect(lead.want)
        lead.command_issued.connect(self.command_issued)
        lead.call_chosen.connect(self.call_chosen)
        lead.number_chosen.connect(self.number_chosen)
        lead.unexplained.connect(self.unexplained)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setMargin(4)
        label.hide()
        return label

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setObjectName("gradients_sizes_scroll")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.sizes)
        self._stack = QStackedWidget(self)
        self._stack.setObjectName("gradients_pages")
        for page in (self.view, self.history, scroll):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 6)
        layout.setSpacing(2)
        for widget in (self._bar, self._hint, self._legend):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)


def _mark(histogram: Histogram | None) -> object:
    """What tells one histogram from another, without going through its bins."""
    if histogram is None:
        return None
    # As text, because a norm that is NaN differs from itself.
    return f"{histogram.norm!r} {histogram.high!r} {histogram.zeros} {histogram.non_finite}"
