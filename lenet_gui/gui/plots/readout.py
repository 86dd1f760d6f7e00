"""What a plot's cursor stands on, in words below the plot."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lenet_gui.gui.plots.cursor_plot import CursorPlot
from lenet_gui.gui.widgets.elided_label import ElidedLabel


class Readout(QWidget):
    """One line of text, and a second one where there is more; both whole in the tool tip."""

    def __init__(self, name: str, plot: CursorPlot, parent: QWidget | None = None) -> None:
        """Make an empty one.

        Args:
            name: the object name.
            plot: what it speaks of; it is described by it.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._plot = plot
        self._first, self._second = ElidedLabel(self), ElidedLabel(self)
        self._second.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._first)
        layout.addWidget(self._second)

    def text(self) -> str:
        """What it says."""
        return "\n".join(text for text in (self._first.text(), self._second.text()) if text)

    def keep_second(self, kept: bool) -> None:
        """Keep room for the second line, so that nothing moves when it is written."""
        self._second.setVisible(kept)

    def tell(self, first: str, rest: tuple[str, ...] = ()) -> None:
        """Say something else.

        Args:
            first: the first line.
            rest: what stands one after the other in the second line.
        """
        self._first.set_text(first)
        self._second.set_text(", ".join(rest))
        self.setToolTip("\n".join((first, *rest)))
        self._plot.setAccessibleDescription(", ".join((first, *rest)))
