"""What comes back from the training thread, shown in all parts of the window."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot

from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.running import Halt, Run
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.docks import Docks
from lenet_gui.gui.panels.panel import Panel
from lenet_gui.gui.run_drawing import RunDrawing
from lenet_gui.gui.status_area import StatusArea
from lenet_gui.gui.training_protocol import Frame, RunEnd
from lenet_gui.gui.words.changes import changes
from lenet_gui.gui.words.messages import Level, Message, describe, describe_halt, describe_run
from lenet_gui.gui.words.timeline_texts import visit

STOREYS = 3
"""A chip, the status area, the window: each asks for a new layout when the one below has one."""


class Display(QObject):
    """Gives every snapshot to the panels, and says in the status area what has happened.

    Attributes:
        snapshot: what is shown; ``None``: nothing has come yet.
        running: a free run is going on.
        frames: draws the frames of a free run.
    """

    shown = Signal(object)
    """A `Snapshot` is shown: what lies around the panels and the status area may follow."""

    running_changed = Signal(bool)
    """A free run has begun, or has ended."""

    def __init__(
        self, frames: RunDrawing, docks: Docks, status: StatusArea, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.snapshot: Snapshot | None = None
        self.running = False
        self.frames = frames
        self._docks = docks
        self._status = status
        self._run_from: Snapshot | None = None
        self._tell: Callable[[], Message] | None = None  # what is said, in any language
        docks.panel_built.connect(self._begin_late)
        frames.taken.connect(self._show_frame)

    @Slot(object)
    def begin_session(self, snapshot: Snapshot) -> None:
        """Show the first state of a session, which has nothing to do with what was shown."""
        self.snapshot = None
        for panel in self._docks.panels:
            panel.start_session()
        self.show_snapshot(snapshot)

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the state after a single call, or the first one."""
        before = self.snapshot
        if before is not None:
            self._docks.build_all()  # from the first call on none may miss one
        self.say(partial(describe, before, snapshot))
        self._show(snapshot)
        moved = visit(None if before is None else before.timeline, snapshot.timeline)
        # Nobody has made a call: what two moments differ in is no change.
        told = () if before is None or moved is not None else changes(before, snapshot)
        self._status.show_changes(told)
        # At once, or what a new text moves would be painted before it is moved, and again after.
        for _ in range(STOREYS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    @Slot(object)
    def begin_run(self, _run: Run) -> None:
        """A free run has begun."""
        self._docks.build_all()
        self._run_from = self.snapshot
        self._status.show_changes(())  # of a run, everything
        running = self.tr("The loop is running. Pause ends it after the iteration at hand.")
        self._status.show_message(Message(Level.DONE, running))
        self._set_running(running=True)
        for panel in self._docks.panels:
            panel.set_running(running=True)
        self.frames.start()

    @Slot(object)
    def end_run(self, end: RunEnd) -> None:
        """A free run has ended."""
        snapshot = end.snapshot
        if snapshot.last is not None and snapshot.last.failure is not None:
            self.say(partial(describe, None, snapshot))
        else:
            before = snapshot if self._run_from is None else self._run_from
            self.say(partial(describe_run, before, snapshot, end.halt))
        self._status.hide_progress()
        self._set_running(running=False)
        self._show(snapshot)
        for panel in self._docks.panels:
            panel.set_running(running=False)

    @Slot(object)
    def show_halt(self, halt: Halt) -> None:
        """A run whose calls were shown one by one has stopped at a breakpoint."""
        if self.snapshot is not None:
            text = describe_halt(halt, self.snapshot)
            self._status.show_message(Message(Level.NOTICE, text))

    @Slot(str)
    def show_waiting(self, line: str) -> None:
        """Say what takes long, so that no press stays without an answer."""
        text = (
            self.tr("Loading PyTorch; then comes: {line}")
            if self.snapshot is None
            else self.tr("Working on it: {line}")
        )
        self._status.show_message(Message(Level.DONE, text.format(line=line)))

    @Slot()
    def take_refusal(self) -> None:
        """A command was refused, or failed as a fault of the program."""
        for panel in self._docks.panels:
            panel.take_refusal()

    @Slot(object)
    def show_call(self, origin: Origin) -> None:
        """A call was chosen in one panel: have the others show what they know of it."""
        for panel in self._docks.panels:
            panel.show_call(origin)

    @Slot(object)
    def hover_call(self, origin: Origin | None) -> None:
        """The same while the mouse is over it."""
        for panel in self._docks.panels:
            panel.hover_call(origin)

    @Slot(str)
    def show_account(self, parameter: str) -> None:
        """A parameter's account was asked for: bring up the panel that can show it."""
        self._docks.build_all()
        for panel in self._docks.panels:
            if panel.show_account(parameter):
                self._docks.bring_up(panel)

    @Slot(object)
    def say(self, tell: Callable[[], Message]) -> None:
        """Say something, and say it again if the language changes."""
        self._tell = tell
        self._status.show_message(tell())

    @Slot(object)
    def say_why(self, why: Callable[[], str]) -> None:
        """Say why something that was asked for cannot be."""
        self.say(lambda: Message(Level.NOTICE, why()))

    def say_again(self) -> None:
        """The language has changed."""
        if self._tell is not None and not self.running:
            self._status.show_message(self._tell())

    @Slot(object)
    def _begin_late(self, panel: Panel) -> None:
        """Show a panel that was built after the first snapshot where the others begin."""
        if self.snapshot is not None:
            panel.start_session()
            panel.take(self.snapshot)

    def _set_running(self, *, running: bool) -> None:
        self.running = running
        self.running_changed.emit(running)

    def _show(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        for panel in self._docks.panels:
            panel.take(snapshot)
        self._show_around(snapshot)
        now = time.monotonic()
        for panel in self._docks.panels:
            panel.refresh(now)

    def _show_around(self, snapshot: Snapshot) -> None:
        self._status.show_snapshot(snapshot)
        self.shown.emit(snapshot)

    @Slot(object)
    def _show_frame(self, frame: Frame) -> None:
        """Show what lies around the panels; they have been told already."""
        if frame.snapshot is not None:
            self.snapshot = frame.snapshot
            self._status.show_progress(frame.done, frame.run.count)
            self._show_around(frame.snapshot)
