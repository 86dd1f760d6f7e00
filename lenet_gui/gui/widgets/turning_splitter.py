"""A splitter for docks of any shape."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override


class TurningSplitter(QSplitter):
    """Two parts: side by side where there is width, below each other where there is height."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        shares: tuple[float, float] = (0.5, 0.5),
        ratio: float = 1.4,
        characters: int = 70,
    ) -> None:
        """Put two widgets into a splitter.

        Args:
            first: the upper or left part.
            second: the lower or right part.
            shares: what the first part gets at first: of the height, and of the width.
            ratio: of width to height, from which on the parts lie side by side.
            characters: how many must fit in the width for that.
        """
        super().__init__(Qt.Orientation.Vertical)
        self._shares, self._ratio, self._characters = shares, ratio, characters
        self._placed = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.addWidget(first)
        self.addWidget(second)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = event.size().width(), event.size().height()
        roomy = width > self._characters * self.fontMetrics().averageCharWidth()
        wide = roomy and width > self._ratio * height
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        turned = wanted is not self.orientation() or not self._placed
        if turned:
            self.setOrientation(wanted)
        super().resizeEvent(event)
        if turned and self.isVisible():
            self._placed = True
            whole = width if wide else height
            first = round(whole * self._shares[wide])
            self.setSizes([first, whole - first])
