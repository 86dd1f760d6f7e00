"""What a plot's cursor stands on, in a line of words below the plot."""

from PySide6.QtWidgets import QWidget

from lenet_gui.gui.plots.cursor_plot import CursorPlot
from lenet_gui.gui.widgets.elided_label import ElidedLabel


class Readout(ElidedLabel):
    """One line of text; the whole of it in the tool tip, and as the plot's description."""

    def __init__(self, name: str, plot: CursorPlot, parent: QWidget | None = None) -> None:
        """Make an empty one.

        Args:
            name: the object name.
            plot: what it speaks of.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._plot = plot

    def tell(self, *parts: str) -> None:
        """Say something else, one part after the other."""
        text = ", ".join(parts)
        self.set_text(text)
        self.setToolTip("\n".join(parts))
        self._plot.setAccessibleDescription(text)
