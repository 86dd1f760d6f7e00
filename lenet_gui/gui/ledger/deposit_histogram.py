"""How one deposit is distributed, over the distribution of the whole gradient."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.histograms import Histogram
from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.gradients.histogram_cells import HistogramCell
from lenet_gui.gui.gradients.histogram_view import HistogramView
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.legend import Legend, Sample


class DepositOverlay(HistogramView):
    """One histogram that is always enlarged, with another one outlined on it."""

    @override
    def show_all(self) -> None:
        """There is only one."""

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._enlarged.words["was"] = self.tr("the deposit, [{low}, {high}): entries {count}")
        self.setAccessibleName(self.tr("Histogram of the gradient and of one deposit"))


class DepositHistogram(QWidget):
    """The gradient as bars, a deposit as an outline, and what is which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deposit_histogram")
        self._legend = Legend("deposit_legend", self)
        self.view = DepositOverlay(self)
        self.view.setObjectName("deposit_overlay")
        self.view.set_compare(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._legend)
        layout.addWidget(self.view, 1)
        self._shown: tuple[str, str] = ("", "")

    def show_deposit(
        self, name: str, total: Histogram, deposit: Histogram | None, title: str
    ) -> None:
        """Show a gradient and perhaps one of its deposits.

        Args:
            name: the parameter's name.
            total: the distribution of its gradient.
            deposit: that of the deposit; ``None``: none is chosen.
            title: what the deposit is called.
        """
        state = GradientState.VALUES if total.norm else GradientState.ZEROS
        self.view.set_cells((HistogramCell(f"{name}.grad", state, total, deposit),))
        self.view.enlarge(f"{name}.grad")
        self._shown = (name, title if deposit is not None else "")
        self.restyle()

    def restyle(self) -> None:
        """Take on the colours of the theme."""
        self.view.restyle()
        shades, (name, title) = colours(self.palette()), self._shown
        entries = [(Sample.SQUARES, shades.accounts, f"{name}.grad")]
        if title:
            entries.append((Sample.OUTLINE, shades.accent, title))
        else:
            entries.append((Sample.OUTLINE, shades.muted, self.tr("choose a deposit above")))
        self._legend.set_entries(entries)

    def retranslate(self) -> None:
        """Set every text again."""
        self.view.retranslate()
        self.restyle()
