"""A holder that keeps the small changes of what it holds from moving everything else."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Steady(QWidget):
    """Holds one widget, and asks for a new layout only where that needs other room than before.

    The widget's height must not depend on its width.

    A button that is enabled, or a label with another text, asks for a new layout of all widgets up
    to the window, which takes a fifth of a press and paints the window a second time. A parent
    without a layout is asked in vain, and passes on what matters.
    """

    def __init__(self, held: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = held
        held.setParent(self)
        self.setSizePolicy(held.sizePolicy())
        self._needs = self._ask()

    @override
    def sizeHint(self) -> QSize:
        return self._held.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._held.minimumSizeHint()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            needs = self._ask()
            if needs != self._needs:
                self._needs = needs
                self.updateGeometry()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._held.setGeometry(self.rect())

    def _ask(self) -> tuple[QSize, QSize]:
        return self._held.sizeHint(), self._held.minimumSizeHint()
