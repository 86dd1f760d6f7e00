"""A label of several lines that moves what lies around it only when it needs another height."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override


class SteadyLabel(QWidget):
    """Shows text that changes again and again during a run.

    A QLabel asks for a new layout at every text, of all widgets up to the window, which then
    paints all of its docks again. In a parent without a layout the label asks in vain, and the
    parent passes it on where it matters.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setObjectName(name)
        self.label.setWordWrap(True)
        # What lies behind is not painted with each text.
        self.label.setAutoFillBackground(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The text."""
        return self.label.text()

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self.label.text():
            self.label.setText(text)
            if self.label.heightForWidth(self.width()) != self.height():
                self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return self.label.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.label.minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        return self.label.heightForWidth(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.label.setGeometry(self.rect())
