"""Draws the frames of a free run, and no more of them than the training can spare."""

import math
import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lenet_gui.gui.docks import Docks
from lenet_gui.gui.panels import Panel
from lenet_gui.gui.training_protocol import Frame
from lenet_gui.gui.training_thread import TrainingThread

DRAWING_SHARE = 5
"""Drawing may take one part in so many of the time; the frame rate gives way, not the training."""


class RunDrawing(QObject):
    """Takes frames from the mailbox while a run goes on, and has the panels draw them."""

    taken = Signal(object)
    """A `Frame` that the panels have been told of and are about to draw."""

    def __init__(self, training: TrainingThread, docks: Docks, parent: QObject) -> None:
        super().__init__(parent)
        self._training = training
        self._docks = docks
        self._drawing_since: tuple[float, float] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._take_frame)
        training.frame_left.connect(self._take_frame)

    def start(self) -> None:
        """A run has begun."""
        self._drawing_since = None

    @Slot()
    def _take_frame(self) -> None:
        now, busy = time.monotonic(), time.thread_time()
        if self._drawing_since is not None:
            # What this thread has computed since the last frame is what drawing it has cost,
            # the painting that Qt did afterwards included.
            since, busy_since = self._drawing_since
            early = since + DRAWING_SHARE * (busy - busy_since) - now
            if early > 0:
                self._later.start(math.ceil(1000 * early))
                return
        frame = self._training.mailbox.take()
        if frame is None:
            return
        self._drawing_since = (now, busy)
        with self._training.turnstile.held():
            self._draw(frame, now)

    def _draw(self, frame: Frame, now: float) -> None:
        panels = self._docks.panels
        for panel in panels:
            if frame.snapshot is not None:
                panel.take(frame.snapshot)
            panel.take_curve(frame.curve)
        self.taken.emit(frame)
        for panel in _due(panels, now):
            panel.refresh(now)


def _due(panels: list[Panel], now: float) -> list[Panel]:
    """What a frame draws: the panels of every frame, and one of the slower ones.

    All the slow ones at once would hold up the window, and the frames after it.
    """
    due = [panel for panel in panels if panel.is_due(now)]
    slow = [panel for panel in due if panel.period]
    first = max(slow, key=lambda panel: panel.overdue(now), default=None)
    return [panel for panel in due if not panel.period or panel is first]
