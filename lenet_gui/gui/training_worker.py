"""What runs in the training thread: applies commands, and runs the loop in slices."""

import contextlib
import threading
import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    Command,
    Evaluate,
    LoadInput,
    OptimizerStep,
    Reset,
    SetDevice,
)
from lenet_gui.core.errors import CallError, InputError
from lenet_gui.core.running import Halt, HaltKind, ProgramCounter, Run, Unit
from lenet_gui.core.session import OpenSession
from lenet_gui.core.timeline import GoTo
from lenet_gui.gui.file_work import FileWork
from lenet_gui.gui.mailbox import Mailbox
from lenet_gui.gui.training_protocol import FileCommand, Frame, LoadsTrainer, RunEnd, TrainerLike
from lenet_gui.gui.turnstile import Turnstile

SLICE = 0.015
"""Seconds that a slice of free running takes at most, so that pause and close get through."""

FRAME = 0.065
"""Seconds between two frames of a free run on the average: 15 a second."""

SNAPSHOT = 0.5
"""Seconds between two frames with a whole snapshot at least; the others bring the curve alone.

Numbers that change more often cannot be read. Each costs an iteration of which all is remembered,
the snapshot, and what is drawn of it: at three a second 5 % of the training, at two 3 %."""

SNAPSHOT_SHARE = 40
"""A snapshot, with what it takes to remember all of an iteration for it, may take one part in so
many of the time; the rest belongs to the training."""

SNAPSHOT_LATEST = 2.0
"""Seconds after which there is another one all the same: numbers that stand still for longer seem
to be those of now."""

EVALUATION_LIMIT = 1000
"""Test images measured during a run, at most."""

ENDS_RUN = (Reset, SetDevice, LoadInput, OpenSession, GoTo)
"""Commands that end a run first: its loop is written for the start and the input that it had."""

EVALUATION_SHARE = 150
"""Measuring them may take one part in so many of the time."""


class TrainingWorker(QObject):
    """Lives in the training thread, and is the only one there that knows the trainer."""

    ready = Signal(object)
    """The trainer is loaded, or a new one has taken its place: its first `Snapshot`."""

    applied = Signal(object)
    """A command was applied, or failed as a call: the `Snapshot` after it."""

    refused = Signal(object)
    """An `InputError`: a command was refused, and nothing changed."""

    broken = Signal(object)
    """Any other exception: a fault of the program."""

    run_started = Signal(object)
    """A `Run` has begun; a run of one unit shows each of its calls instead."""

    run_ended = Signal(object)
    """It has ended, was paused or has failed: a `RunEnd`."""

    halted = Signal(object)
    """A run of one unit, whose calls were shown one by one, met a breakpoint: the `Halt`."""

    frame_left = Signal()
    """A `Frame` lies in the mailbox, and now is a good time to draw it: see `Turnstile`."""

    _turn = Signal()

    def __init__(
        self,
        load: LoadsTrainer,
        mailbox: Mailbox[Frame],
        turnstile: Turnstile,
    ) -> None:
        """Prepare; nothing is loaded before `start`.

        Args:
            load: builds the trainer, in the training thread.
            mailbox: where the frames of a free run are left.
            turnstile: where a free run waits while the window draws.
        """
        super().__init__()
        self._load = load
        self._mailbox = mailbox
        self._turnstile = turnstile
        self._trainer: TrainerLike | None = None
        self._stopping = threading.Event()
        self.files = FileWork(self._stopping.is_set, self)
        self._run: Run | None = None
        self._halt: Halt | None = None
        self._pausing = False
        self._done = 0
        self._evaluated_at = 0
        self._next_frame = 0.0
        self._next_snapshot = 0.0
        self._plain: float | None = None  # seconds of the last iteration without measuring
        self._next_evaluation = 0.0
        self._frame_waits = False
        self._turn_waits = False
        # Queued although both ends are here: the event loop turns between two slices.
        self._turn.connect(self._slice, Qt.ConnectionType.QueuedConnection)

    def request_stop(self) -> None:
        """End the run at the next iteration and take no more commands. From any thread."""
        self._stopping.set()

    @Slot()
    def start(self) -> None:
        """Load the trainer."""
        try:
            self._begin(self._load())
        except Exception as error:
            self.broken.emit(error)

    @Slot(object)
    def start_anew(self, settings: Sequence[Command]) -> None:
        """Put a new trainer, set by these commands, in the place of the one that is there."""
        if self._trainer is None or self._stopping.is_set():
            return
        self._end()
        try:
            self._begin(self._load(settings=settings))
        except Exception as error:
            self.broken.emit(error)

    @Slot(object)
    def execute(self, command: Command) -> None:
        """Apply one command."""
        if self._stopping.is_set():
            return
        if isinstance(command, ENDS_RUN):
            self._end()
        if isinstance(command, FileCommand):
            self.files.do(command, self._trainer)
        elif self._trainer is not None:
            self._apply(command)

    @Slot(object)
    def run(self, run: Run) -> None:
        """Run the loop until its count is reached, or it is paused, or a call fails."""
        if self._trainer is None or self._stopping.is_set():
            return
        self._end()
        if run.count == 1:
            self._run_visibly(run, self._trainer)
            return
        self._run = run
        self._halt = None
        self._done = 0
        self._evaluated_at = 0
        self._next_frame = self._next_snapshot = 0.0
        self._frame_waits = False
        self._plain = None
        self.run_started.emit(run)
        self._take_turn()

    @Slot()
    def pause(self) -> None:
        """End the run after one more iteration, which is measured: it is the one that is shown."""
        self._pausing = self._run is not None

    @Slot()
    def _slice(self) -> None:
        self._turn_waits = False
        run, trainer = self._run, self._trainer
        if run is None or trainer is None:
            return
        try:
            self._iterate_for(SLICE, run, trainer)
        except InputError as error:
            self._break_off(run, trainer)
            self.refused.emit(error)
            return
        except (CallError, InterruptedError):
            self._break_off(run, trainer)
            return
        except Exception as error:
            self._break_off(run, trainer)
            self.broken.emit(error)
            return
        over = self._pausing or self._done == run.count or self._halt is not None
        if over or self._stopping.is_set():
            self._end()
            return
        self._take_turn()

    def _begin(self, trainer: TrainerLike) -> None:
        self.files.equip(trainer)
        self._trainer = trainer
        self.ready.emit(trainer.snapshot())

    def _apply(self, command: Command) -> bool:
        """Apply one command and tell how it went; False: it failed."""
        trainer = self._trainer
        assert trainer is not None  # noqa: S101 - the slots have looked
        succeeded = True
        try:
            trainer.apply(command)
        except InputError as error:
            self.refused.emit(error)
            return False
        except InterruptedError:
            return False
        except CallError:
            succeeded = False  # the snapshot tells why
        except Exception as error:
            self.broken.emit(error)
            return False
        self.applied.emit(trainer.snapshot())
        return succeeded

    def _run_visibly(self, run: Run, trainer: TrainerLike) -> None:
        """One unit as single calls, so that each is shown and written down."""
        while True:
            try:
                command = trainer.counter.next_call()
            except InputError as error:
                self.refused.emit(error)
                return
            if not self._apply(command):
                return
            halt = _halt(run, trainer)
            if _unit_ends(run.unit, command, trainer.counter):
                return
            if halt is not None:
                self.halted.emit(halt)
                return

    def _take_turn(self) -> None:
        if not self._turn_waits:
            self._turn_waits = True
            self._turn.emit()

    def _iterate_for(self, seconds: float, run: Run, trainer: TrainerLike) -> None:
        end = time.monotonic() + seconds
        while not self._stopping.is_set() and self._done != run.count:
            now = time.monotonic()
            frame = now >= self._next_frame and self._mailbox.is_empty
            whole = frame and now >= self._next_snapshot
            last = self._pausing or self._done + 1 == run.count
            measured = whole or last or trainer.watchful
            self._halt = self._complete_unit(run, trainer, measured=measured)
            if self._halt is not None:
                return
            self._done += 1
            self._announce_frame()  # a loop need not have a backward
            if frame:
                self._leave_frame(run, trainer, now, whole=whole)
            elif not measured:
                self._plain = time.monotonic() - now
            if self._evaluation_is_due(run, now):
                self._evaluate(trainer)
            if self._pausing or time.monotonic() >= end:
                return

    def _complete_unit(self, run: Run, trainer: TrainerLike, *, measured: bool) -> Halt | None:
        """Call line after line until a unit is complete; why it was not, if it was not."""
        counter, turnstile = trainer.counter, self._turnstile
        may_halt = run.to_line is not None or trainer.watchful
        while True:
            turnstile.pass_through()
            command = counter.next_call()
            if isinstance(command, Backward | BackwardOutput) and not measured:
                self._go_back(command, trainer)
            else:
                trainer.apply(command, measured=measured)
            halt = _halt(run, trainer) if may_halt else None
            if halt is not None or _unit_ends(run.unit, command, counter):
                return halt

    def _go_back(self, command: Command, trainer: TrainerLike) -> None:
        """A backward, beside which the window draws: half an iteration without interpreter."""
        with self._turnstile.passed_by():
            _graph = trainer.hold_graph() if self._frame_waits else None
            self._announce_frame()
            trainer.apply(command, measured=False)

    def _evaluation_is_due(self, run: Run, now: float) -> bool:
        every = run.evaluate_every
        enough = every is not None and self._done - self._evaluated_at >= every
        return enough and now >= self._next_evaluation

    def _evaluate(self, trainer: TrainerLike) -> None:
        if not trainer.can_test:
            return  # the run was asked for before the window knew of another input
        before = time.monotonic()
        with self._turnstile.passed_by():
            self._announce_frame()
            trainer.apply(Evaluate(EVALUATION_LIMIT))
        now = time.monotonic()
        self._evaluated_at = self._done
        self._next_evaluation = before + EVALUATION_SHARE * (now - before)

    def _leave_frame(self, run: Run, trainer: TrainerLike, before: float, *, whole: bool) -> None:
        """Leave a frame of the iteration that was begun at the time `before`."""
        snapshot = trainer.snapshot() if whole else None
        self._mailbox.put(Frame(trainer.curve(), snapshot, run, self._done))
        self._frame_waits = True
        # One that came late, after a long iteration, does not make the next one late as well.
        self._next_frame = max(self._next_frame + FRAME, before)
        if whole:
            pause = SNAPSHOT
            if self._plain is not None:  # the first one of all takes longer, and tells nothing
                took = time.monotonic() - before - self._plain
                pause = min(max(SNAPSHOT, SNAPSHOT_SHARE * took), SNAPSHOT_LATEST)
            self._next_snapshot = before + pause

    def _announce_frame(self) -> None:
        if self._frame_waits:
            self._frame_waits = False
            self.frame_left.emit()

    def _break_off(self, run: Run, trainer: TrainerLike) -> None:
        """End a run whose last call failed; that call stays the last one."""
        self._run, self._pausing = None, False
        self._mailbox.take()
        self.run_ended.emit(RunEnd(trainer.snapshot(), run, self._done))

    def _end(self) -> None:
        run, trainer = self._run, self._trainer
        self._run, self._pausing = None, False
        if run is None or trainer is None:
            return
        if run.evaluate_every is not None and self._done and self._halt is None:
            with contextlib.suppress(InterruptedError):
                self._evaluate(trainer)
        self._mailbox.take()  # an older frame must not follow the last one
        self.run_ended.emit(RunEnd(trainer.snapshot(), run, self._done, self._halt))


def _unit_ends(unit: Unit, command: Command, counter: ProgramCounter) -> bool:
    if unit is Unit.ITERATION:
        return counter.position == 0
    if unit is Unit.UPDATE and counter.updates:
        return isinstance(command, OptimizerStep)
    return unit is Unit.CALL or counter.position == 0


def _halt(run: Run, trainer: TrainerLike) -> Halt | None:
    halt = trainer.halt
    if halt is None and run.to_line is not None and trainer.counter.line == run.to_line:
        return Halt(HaltKind.LINE, run.to_line)
    return halt
