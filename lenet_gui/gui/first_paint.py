"""What can wait until the window is on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class FirstPaint(QObject):
    """Calls once, as soon as a window has been painted for the first time.

    To import torch takes seconds in which another thread has the interpreter most of the time: a
    window that is being built and painted meanwhile comes a second later, and torch no sooner.
    """

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        """Wait for it.

        Args:
            window: the window, and the owner of this.
            then: called unless the window has been closed again.
        """
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._call)  # once all that is in the window has been painted
        return super().eventFilter(watched, event)

    @Slot()
    def _call(self) -> None:
        if self._window.isVisible():
            self._then()
