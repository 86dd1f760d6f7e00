"""Tiles on a page that scrolls: as high as they need to be at their width."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from lenet_gui.gui.network.tile_view import MARGIN, TileView

LINES = 6
"""Height in lines of writing, at least."""


class FittedTiles(TileView):
    """Never scrolls and never cuts off a tile."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it empty.

        Args:
            name: the object name.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._room = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_room(self, height: int) -> None:
        """Let it be so high, in pixels, where that makes its cells larger."""
        if height != self._room:
            self._room = height
            self.updateGeometry()

    @override
    def heightForWidth(self, width: int) -> int:
        least = max(super().heightForWidth(width), LINES * self.fontMetrics().height())
        if self._room <= least:
            return least
        roomy = self._best(QSize(width, self._room)).size
        return max(least, roomy.height() + 2 * MARGIN)

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(5 * line, LINES * line)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
