"""Python's garbage collector, kept in the thread of the window."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL = 500
"""Milliseconds between two looks at what there is to collect."""


class WindowThreadCollector(QObject):
    """Collects cyclic garbage here, and nowhere else.

    Left to itself, the collector runs in whichever thread happens to allocate, which is mostly
    the training thread. Garbage that holds a widget would then be destroyed there, and a widget
    that is destroyed outside its thread brings the process down later (seen as a crash in
    ``QWidget::style`` in the next change of the theme).
    """

    def __init__(
        self, parent: QObject | None = None, busy: Callable[[], bool] = lambda: False
    ) -> None:
        """Prepare.

        Args:
            parent: owns it.
            busy: no time for the oldest generation: all that the history keeps is in it, and to
                look through it takes a tenth of a second, for which a run would seem to stick.
        """
        super().__init__(parent)
        self._busy = busy
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._look)

    @Slot()
    def start(self) -> None:
        """Take the collector over, until `stop`."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the collector back."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (1, 0) if self._busy() else (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return
