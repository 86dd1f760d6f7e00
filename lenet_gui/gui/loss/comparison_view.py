"""The tutorial's open question and its answer: a plot and a few sentences, all numbers computed."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import Comparison
from lenet_gui.gui.loss.comparison_plot import ComparisonPlot, comparison_colours
from lenet_gui.gui.loss.comparison_text import comparison_text
from lenet_gui.gui.plot_style import Colours, colours
from lenet_gui.gui.plots.picture import dressed, stacked
from lenet_gui.gui.widgets.legend import Entry, Legend, Sample
from lenet_gui.gui.widgets.turning_page import TurningPage
from lenet_gui.gui.words.number_text import number

translate = QCoreApplication.translate


class ComparisonView(QWidget):
    """Shows a `Comparison`, and explains why the run without ``zero_grad`` is faster at first."""

    closed = Signal()
    """The person wants to see the live curve again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison_view")
        self._comparison: Comparison | None = None
        self._legend = Legend("comparison_legend", self)
        self.plot = ComparisonPlot(self)
        self._readout = QLabel(self)
        self._readout.setObjectName("comparison_readout")
        self._readout.setWordWrap(True)
        self._text = QLabel(self)
        self._text.setObjectName("comparison_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setMargin(6)
        self.plot.step_chosen.connect(self._read_out)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self._lay_out()

    @property
    def text(self) -> str:
        """The explanation, as it is shown."""
        return self._text.text()

    @property
    def figure(self) -> QWidget:
        """What an exported picture shows."""
        return self._figure

    def show_comparison(self, comparison: Comparison) -> None:
        """Show three runs and what they teach."""
        self._comparison = comparison
        self.plot.show_comparison(comparison)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self.plot.setAccessibleName(self.tr("Losses of the three runs"))
        self.plot.getPlotItem().setLabel("bottom", self.tr("updates made"))
        self.plot.set_words(self.tr("the tutorial stopped here"))
        comparison = self._comparison
        if comparison is None:
            return
        self._write_legend()
        self._text.setText(comparison_text(comparison))
        self._page.turn()
        self._read_out(-1)

    def restyle(self) -> None:
        """Set the colours and the font."""
        self._figure.setMinimumHeight(15 * self.fontMetrics().height())
        self.plot.apply_style(colours(self.palette()), self.font())
        if self._comparison is not None:
            self._write_legend()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.restyle()

    def _lay_out(self) -> None:
        self._figure = QWidget(self)
        figure = QVBoxLayout(self._figure)
        figure.setContentsMargins(0, 0, 0, 0)
        figure.setSpacing(2)
        figure.addWidget(self._legend)
        figure.addWidget(self.plot, 1)
        figure.addWidget(self._readout)
        reader = QScrollArea(self)
        reader.setObjectName("comparison_reader")
        reader.setWidgetResizable(True)
        reader.setFrameShape(QScrollArea.Shape.NoFrame)
        reader.setWidget(self._text)
        self._page = TurningPage(
            "comparison_page", self._figure, reader, self._text.heightForWidth,
            shares=(3, 2), letters=70,
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)

    def _write_legend(self) -> None:
        self._legend.set_entries(_entries(colours(self.palette())))

    def _read_out(self, step: int) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        if step < 0:
            self._readout.setText(self.tr("Point at a curve or press the left and right keys."))
            return
        without, with_it, momentum = (
            number(float(curve.losses[step])) for curve in comparison.curves
        )
        self._readout.setText(
            self.tr(
                "updates {step}: without {without}, with {with_it}, momentum 1 {momentum}"
            ).format(step=step, without=without, with_it=with_it, momentum=momentum)
        )


def comparison_on(comparison: Comparison, sheet: QWidget) -> QWidget:
    """The plot and its legend, on paper."""
    plot, legend = dressed(ComparisonPlot(sheet)), dressed(Legend("comparison_legend", sheet))
    plot.apply_style(colours(plot.palette()), plot.font())
    plot.show_comparison(comparison)
    plot.getPlotItem().setLabel("bottom", translate("ComparisonView", "updates made"))
    plot.set_words(translate("ComparisonView", "the tutorial stopped here"))
    legend.set_entries(_entries(colours(legend.palette())))
    return stacked(sheet, legend, plot)


def _entries(look: Colours) -> list[Entry]:
    """What the legend says."""
    without, with_it, momentum = comparison_colours(look)
    return [
        (Sample.LINE, without, translate("ComparisonView", "without zero_grad")),
        (Sample.LINE, with_it, translate("ComparisonView", "with zero_grad")),
        (Sample.DASHES, momentum, translate("ComparisonView", "with zero_grad and momentum 1")),
    ]
