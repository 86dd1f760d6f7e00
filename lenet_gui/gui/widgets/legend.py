"""The names of curves and bars, each beside a sample of how it is drawn."""

from collections.abc import Iterable
from enum import StrEnum
from html import escape

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override


class Sample(StrEnum):
    """How a thing is drawn, so that its colour is not all that tells it apart."""

    LINE = "━━"
    DASHES = "╍╍"
    DOTS = "●"
    SQUARES = "■"
    OUTLINE = "□"
    BAR = "┃"


Entry = tuple[Sample, str, str]
"""A sample, its colour, and the name."""


class Legend(QLabel):
    """A line of names that breaks between two of them where it must."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setMargin(2)
        self._entries: list[Entry] = []
        self.hide()

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """Show these entries: the sample, its colour, and the name; hide where there are none."""
        entries = list(entries)
        if entries == self._entries:
            return
        self._entries = entries
        self.setAccessibleName(", ".join(name for _, _, name in self._entries))
        self.setVisible(bool(self._entries))
        self._write()

    def _write(self) -> None:
        def unbroken(name: str) -> str:
            # A name is broken only where even a line of its own is too short for it.
            fits = self.fontMetrics().horizontalAdvance(f"━━ {name}") < self.width()
            return escape(name).replace(" ", "&nbsp;") if fits else escape(name)

        parts = [
            f'<span style="color: {colour}">{sample}</span>&nbsp;{unbroken(name)}'
            for sample, colour, name in self._entries
        ]
        self.setText(" &nbsp; ".join(parts))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._write()
