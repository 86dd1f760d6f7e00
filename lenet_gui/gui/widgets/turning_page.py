"""A picture and the text that goes with it, in a dock of any shape."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget
from typing_extensions import override

WIDE = 1.3
"""From this ratio of width to height on, the text lies beside the picture."""

UNBOUNDED = 16_777_215
"""Qt's largest height of a widget."""


class TurningPage(QScrollArea):
    """Side by side where there is width; else one page, read on by scrolling.

    A text that had to share the height of a small dock with its picture would leave room for
    neither.
    """

    def __init__(
        self,
        name: str,
        picture: QWidget,
        text: QWidget,
        needed: Callable[[int], int],
        *,
        shares: tuple[int, int],
        letters: int,
    ) -> None:
        """Put the two parts on a page.

        Args:
            name: the object name.
            picture: takes all the room that there is.
            text: has scroll bars of its own, for when it lies beside the picture.
            needed: the height that the text needs at a width.
            shares: how the two share the width.
            letters: how many must fit in the width, so that both have enough of it.
        """
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The two parts take the keys.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text = text
        self._needed = needed
        self._shares = shares
        self._letters = letters
        content = QWidget()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, content)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addWidget(picture)
        self._parts.addWidget(text)
        self.setWidget(content)

    def turn(self) -> None:
        """Arrange the parts for the present shape; after another text as well."""
        roomy = self.width() > self._letters * self.fontMetrics().averageCharWidth()
        wide = roomy and self.width() > WIDE * self.height()
        direction = QBoxLayout.Direction
        self._parts.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        for part, stretch in enumerate(self._shares if wide else (1, 0)):
            self._parts.setStretch(part, stretch)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        height = max(0, self._needed(max(1, room)))
        self._text.setMinimumHeight(0 if wide else height)
        self._text.setMaximumHeight(UNBOUNDED if wide else height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.turn()
