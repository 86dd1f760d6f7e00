"""The worker with a trainer made of counters: order, pauses, failures, ends."""

import itertools
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt, QThread

from lenet_gui.core.commands import (
    Backward,
    Command,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    NextBatch,
    OptimizerStep,
    Reset,
    SetDevice,
    ShowSample,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError, Failure, FailureKind, InputError, InputProblem
from lenet_gui.core.program import CANONICAL, Line, Program
from lenet_gui.core.running import Halt, HaltKind, ProgramCounter, Run, Unit
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.core.snapshot import Outcome
from lenet_gui.gui import training_worker
from lenet_gui.gui.training_protocol import Frame
from lenet_gui.gui.training_thread import TrainingThread
from tests.snapshots import make_snapshot

CALLS = [line.call for line in CANONICAL.lines if not isinstance(line.call, NextBatch)]


class CountingTrainer:
    """Remembers what it was asked, and in which thread."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.measured: list[bool] = []
        self.threads: set[int] = set()
        self.fail_at: type[Command] | None = None
        self.start = make_snapshot()
        self.interrupted = lambda: False
        self.progress = lambda _done, _of: None
        self.counter = ProgramCounter()
        self.halt: Halt | None = None
        self.watchful = False
        self.can_test = True

    def apply(self, command: Command, *, measured: bool = True) -> Outcome:
        self.threads.add(threading.get_ident())
        if isinstance(command, ShowSample):
            raise InputError(InputProblem.OUT_OF_RANGE, "index")
        if isinstance(command, Evaluate) and command.limit is None:
            raise ZeroDivisionError("planted")
        self.commands.append(command)
        self.measured.append(measured)
        if self.fail_at is not None and isinstance(command, self.fail_at):
            failure = Failure(FailureKind.OTHER, "planted")
            raise CallError(failure)
        self.counter.follow(command)
        return Outcome(command)

    def hold_graph(self):
        return None

    def curve(self):
        return self.start.curve

    def snapshot(self):
        steps = sum(isinstance(command, OptimizerStep) for command in self.commands)
        last = Outcome(self.commands[-1]) if self.commands else None
        return replace(self.start, calls=len(self.commands), step=steps, last=last)


@pytest.fixture
def trainer() -> CountingTrainer:
    return CountingTrainer()


@pytest.fixture
def thread(qtbot, trainer):
    thread = TrainingThread(lambda: trainer)
    with qtbot.waitSignal(thread.ready, timeout=5000):
        thread.start()
    yield thread
    thread.stop()
    assert thread.wait(5000)


def test_commands_are_applied_in_order_in_the_training_thread(qtbot, thread, trainer):
    commands = [Forward(), ZeroGrad(), Backward()]
    shown = []
    thread.applied.connect(shown.append)
    for command in commands:
        thread.command_issued.emit(command)
    qtbot.waitUntil(lambda: len(shown) == 3)
    assert trainer.commands == commands
    assert trainer.threads.isdisjoint({threading.get_ident()})
    assert [snapshot.calls for snapshot in shown] == [1, 2, 3]


def test_commands_sent_while_the_trainer_loads_are_applied_afterwards(qtbot, trainer):
    gate = threading.Event()

    def load() -> CountingTrainer:
        gate.wait(10)
        return trainer

    thread = TrainingThread(load)
    thread.start()
    thread.command_issued.emit(Forward())
    with qtbot.waitSignal(thread.applied, timeout=5000):
        gate.set()
    assert trainer.commands == [Forward()]
    thread.stop()
    assert thread.wait(5000)


def test_run_makes_exactly_the_iterations_asked_for(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.run_ended, timeout=5000) as ended:
        thread.run_requested.emit(Run(250))
    assert trainer.commands == CALLS * 250
    assert (ended.args[0].done, ended.args[0].run.count) == (250, 250)
    assert ended.args[0].snapshot.step == 250


def test_last_iteration_of_a_run_is_measured(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.run_ended, timeout=5000):
        thread.run_requested.emit(Run(400))
    assert all(trainer.measured[-5:])
    assert not all(trainer.measured)


def test_run_of_one_is_shown_call_by_call(qtbot, thread, trainer):
    shown = []
    thread.applied.connect(shown.append)
    thread.run_requested.emit(Run(1))
    qtbot.waitUntil(lambda: len(shown) == 5)
    assert [snapshot.last.command for snapshot in shown] == CALLS


def test_run_of_one_stops_at_a_call_that_fails(qtbot, thread, trainer):
    trainer.fail_at = Backward
    shown = []
    thread.applied.connect(shown.append)
    thread.run_requested.emit(Run(1))
    thread.command_issued.emit(Forward())
    qtbot.waitUntil(lambda: len(shown) == 5)
    assert [type(c).__name__ for c in trainer.commands] == [
        "ZeroGrad", "Forward", "ComputeLoss", "Backward", "Forward",
    ]  # fmt: skip


def test_endless_run_ends_at_an_iteration_when_paused(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.run_started, timeout=5000):
        thread.run_requested.emit(Run(None))
    qtbot.waitUntil(lambda: not thread.mailbox.is_empty)
    with qtbot.waitSignal(thread.run_ended, timeout=5000) as ended:
        thread.pause_requested.emit()
    assert len(trainer.commands) % 5 == 0
    assert ended.args[0].done == len(trainer.commands) // 5
    assert all(trainer.measured[-5:])
    count = len(trainer.commands)
    thread.command_issued.emit(Forward())
    with qtbot.waitSignal(thread.applied, timeout=5000):
        pass
    assert len(trainer.commands) == count + 1


def test_frames_of_a_run_go_to_the_mailbox_and_none_is_left_after_it(qtbot, thread):
    frames = []
    with qtbot.waitSignal(thread.run_started, timeout=5000):
        thread.run_requested.emit(Run(None))
    qtbot.waitUntil(
        lambda: (frame := thread.mailbox.take()) is not None and not frames.append(frame)
    )
    with qtbot.waitSignal(thread.run_ended, timeout=5000) as ended:
        thread.pause_requested.emit()
    assert frames[0].done <= ended.args[0].done
    assert thread.mailbox.is_empty


def frames_told_of(qtbot, thread) -> list[Frame | None]:
    """What lay in the mailbox at each announcement of a frame, in a run of two frames or more."""
    told = []
    thread.frame_left.connect(lambda: told.append(thread.mailbox.take()))
    with qtbot.waitSignal(thread.run_started, timeout=5000):
        thread.run_requested.emit(Run(None))
    qtbot.waitUntil(lambda: len(told) >= 2)
    with qtbot.waitSignal(thread.run_ended, timeout=5000):
        thread.pause_requested.emit()
    return told


def test_a_frame_is_told_of_where_the_next_backward_begins(qtbot, thread, trainer):
    """That call is the longest in which the window can draw beside the training."""
    begun = []
    trainer.hold_graph = lambda: begun.append(trainer.commands[-1])
    told = frames_told_of(qtbot, thread)
    assert begun
    assert {type(command) for command in begun} == {ComputeLoss}
    assert None not in told[:2]


def test_a_frame_of_a_loop_without_backward_is_told_of_after_the_next_unit(qtbot, thread, trainer):
    trainer.hold_graph = lambda: pytest.fail("there is no backward")
    trainer.counter.replace(Program((Line(Forward()),)))
    assert None not in frames_told_of(qtbot, thread)[:2]
    assert set(map(type, trainer.commands)) == {Forward}


@pytest.mark.parametrize(("call", "measuring", "apart"), [(0.06, 0.0, 2), (0.002, 1.0, 200)])
def test_snapshots_of_slow_iterations_come_as_often_as_of_fast_ones(
    qtbot, thread, trainer, monkeypatch, call, measuring, apart
):
    """By a clock of its own: an iteration takes five calls, a snapshot `measuring` seconds."""
    now = [0.0]
    monkeypatch.setattr(training_worker, "time", SimpleNamespace(monotonic=lambda: now[0]))
    apply, snapshot = trainer.apply, trainer.snapshot

    def slowly(command, *, measured=True):
        now[0] += call
        return apply(command, measured=measured)

    def snap():
        now[0] += measuring
        return snapshot()

    monkeypatch.setattr(trainer, "apply", slowly)
    monkeypatch.setattr(trainer, "snapshot", snap)
    thread._worker.frame_left.connect(thread.mailbox.take, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(thread.run_ended, timeout=5000):
        thread.run_requested.emit(Run(1000))
    whole = [unit for unit in range(1000) if all(trainer.measured[5 * unit : 5 * unit + 5])]
    gaps = {after - before for before, after in itertools.pairwise(whole[2:-1])}
    assert gaps
    assert max(gaps) <= apart
    assert min(gaps) >= apart // 2


def test_failure_in_a_run_ends_it_and_stays_the_last_call(qtbot, thread, trainer):
    trainer.fail_at = Backward
    with qtbot.waitSignal(thread.run_ended, timeout=5000) as ended:
        thread.run_requested.emit(Run(100, evaluate_every=10))
    assert ended.args[0].done == 0
    assert ended.args[0].snapshot.last.command == Backward()


def test_test_part_is_measured_at_intervals_and_at_the_end(qtbot, thread, trainer, monkeypatch):
    monkeypatch.setattr(training_worker, "EVALUATION_SHARE", 0)
    with qtbot.waitSignal(thread.run_ended, timeout=5000):
        thread.run_requested.emit(Run(25, evaluate_every=10))
    places = [i for i, command in enumerate(trainer.commands) if isinstance(command, Evaluate)]
    assert places == [50, 101, 127]


def test_an_input_without_a_test_part_is_not_measured(qtbot, thread, trainer, monkeypatch):
    monkeypatch.setattr(training_worker, "EVALUATION_SHARE", 0)
    trainer.can_test = False
    with qtbot.waitSignal(thread.run_ended, timeout=5000):
        thread.run_requested.emit(Run(25, evaluate_every=10))
    assert not any(isinstance(command, Evaluate) for command in trainer.commands)


def test_measuring_the_test_part_gives_way_to_the_training(qtbot, thread, trainer, monkeypatch):
    monkeypatch.setattr(training_worker, "EVALUATION_SHARE", 1_000_000_000)
    with qtbot.waitSignal(thread.run_ended, timeout=5000):
        thread.run_requested.emit(Run(25, evaluate_every=10))
    places = [i for i, command in enumerate(trainer.commands) if isinstance(command, Evaluate)]
    assert places == [50, 126]


@pytest.mark.parametrize("command", [Reset(3), LoadInput(), SetDevice()], ids=str)
def test_new_start_or_input_during_a_run_ends_the_run(qtbot, thread, trainer, command):
    with qtbot.waitSignal(thread.run_started, timeout=5000):
        thread.run_requested.emit(Run(None))
    with qtbot.waitSignals([thread.run_ended, thread.applied], timeout=5000):
        thread.command_issued.emit(command)
    assert trainer.commands[-1] == command


def test_refused_command_is_reported_as_refused(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.refused, timeout=5000) as refused:
        thread.command_issued.emit(ShowSample(9))
    assert refused.args[0].problem is InputProblem.OUT_OF_RANGE
    assert trainer.commands == []


def test_fault_of_the_program_is_reported_and_the_worker_goes_on(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.broken, timeout=5000) as broken:
        thread.command_issued.emit(Evaluate())
    assert isinstance(broken.args[0], ZeroDivisionError)
    with qtbot.waitSignal(thread.applied, timeout=5000):
        thread.command_issued.emit(Forward())
    assert trainer.commands == [Forward()]


def test_trainer_that_does_not_load_is_reported(qtbot):
    def load() -> CountingTrainer:
        raise ImportError("no torch here")

    thread = TrainingThread(load)
    with qtbot.waitSignal(thread.broken, timeout=5000) as broken:
        thread.start()
    assert isinstance(broken.args[0], ImportError)
    thread.command_issued.emit(Forward())
    with qtbot.waitSignal(thread.file_answered, timeout=5000) as answered:
        thread.send_file_command(OpenSession("x.lenet"))
    assert isinstance(answered.args[0].error, InterruptedError)
    thread.stop()
    assert thread.wait(5000)


def test_new_trainer_takes_the_place_of_the_old_one_and_ends_its_run(qtbot):
    made = []

    def load(settings=()) -> CountingTrainer:
        made.append((settings, CountingTrainer()))
        return made[-1][1]

    thread = TrainingThread(load)
    with qtbot.waitSignal(thread.ready, timeout=5000):
        thread.start()
    with qtbot.waitSignal(thread.run_started, timeout=5000):
        thread.run_requested.emit(Run(None))
    with qtbot.waitSignals([thread.run_ended, thread.ready], timeout=5000):
        thread.new_requested.emit((Forward(),))
    with qtbot.waitSignal(thread.applied, timeout=5000) as applied:
        thread.command_issued.emit(ZeroGrad())
    assert [settings for settings, _ in made] == [(), (Forward(),)]
    assert made[1][1].commands == [ZeroGrad()]
    assert applied.args[0].calls == 1
    thread.stop()
    assert thread.wait(5000)


def test_new_trainer_that_does_not_load_leaves_the_old_one(qtbot, trainer):
    def load(settings=None) -> CountingTrainer:
        if settings is not None:
            raise MemoryError("planted")
        return trainer

    thread = TrainingThread(load)
    with qtbot.waitSignal(thread.ready, timeout=5000):
        thread.start()
    with qtbot.waitSignal(thread.broken, timeout=5000):
        thread.new_requested.emit(())
    with qtbot.waitSignal(thread.applied, timeout=5000):
        thread.command_issued.emit(Forward())
    assert trainer.commands == [Forward()]
    thread.stop()
    assert thread.wait(5000)


def test_opening_ends_a_run_and_saving_does_not(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.run_started, timeout=5000):
        thread.run_requested.emit(Run(None))
    with (
        qtbot.assertNotEmitted(thread.run_ended),
        qtbot.waitSignal(thread.file_answered, timeout=5000),
    ):
        thread.send_file_command(SaveSession("x.lenet"))
    with qtbot.waitSignals([thread.run_ended, thread.file_answered], timeout=5000):
        thread.send_file_command(OpenSession("x.lenet"))


def test_stop_ends_an_endless_run_and_the_thread(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.run_started, timeout=5000):
        thread.run_requested.emit(Run(None))
    with qtbot.waitSignal(thread.finished, timeout=5000):
        thread.stop()
    assert isinstance(thread, QThread)
    assert thread.isFinished()
    assert len(trainer.commands) % 5 == 0


def test_run_of_one_call_makes_the_call_of_the_marked_line_alone(qtbot, thread, trainer):
    for number in range(1, 8):
        thread.run_requested.emit(Run(1, Unit.CALL))
        qtbot.waitUntil(lambda number=number: len(trainer.commands) == number)
    assert trainer.commands == [*CALLS, *CALLS[:2]]


def test_run_begins_at_the_mark_and_ends_with_the_iteration(qtbot, thread, trainer):
    thread.command_issued.emit(Forward())
    thread.run_requested.emit(Run(1))
    qtbot.waitUntil(lambda: len(trainer.commands) == 4)
    assert trainer.commands == [Forward(), *CALLS[2:]]


def test_run_to_the_next_update_ends_behind_the_step(qtbot, thread, trainer):
    program = CANONICAL.moved(5, -1).moved(4, -1)  # step before loss and backward
    trainer.counter.replace(program)
    thread.run_requested.emit(Run(1, Unit.UPDATE))
    qtbot.waitUntil(lambda: len(trainer.commands) == 3)
    assert isinstance(trainer.commands[-1], OptimizerStep)


def test_run_of_updates_in_a_program_without_a_step_counts_iterations(qtbot, thread, trainer):
    lines = CANONICAL.lines
    trainer.counter.replace(CANONICAL.with_line(5, replace(lines[5], enabled=False)))
    with qtbot.waitSignal(thread.run_ended, timeout=5000) as ended:
        thread.run_requested.emit(Run(3, Unit.UPDATE))
    assert ended.args[0].done == 3
    assert trainer.commands == CALLS[:-1] * 3


def test_run_to_a_line_stops_before_it(qtbot, thread, trainer):
    with qtbot.waitSignal(thread.run_ended, timeout=5000) as ended:
        thread.run_requested.emit(Run(None, to_line=4))
    assert ended.args[0].halt == Halt(HaltKind.LINE, 4)
    assert trainer.commands == CALLS[:3]


def test_halt_ends_a_run_and_a_visible_one_is_told_of(qtbot, thread, trainer):
    trainer.halt, trainer.watchful = Halt(HaltKind.BREAKPOINT, 3, hits=1), True
    with qtbot.waitSignal(thread.run_ended, timeout=5000) as ended:
        thread.run_requested.emit(Run(None))
    assert ended.args[0].halt is trainer.halt
    with qtbot.waitSignal(thread.halted, timeout=5000) as halted:
        thread.run_requested.emit(Run(1))
    assert halted.args == [trainer.halt]
    assert trainer.commands == CALLS[:2]


@pytest.mark.parametrize("count", [1, None])
def test_run_of_an_empty_program_is_refused(qtbot, thread, trainer, count):
    lines = tuple(replace(line, enabled=False) for line in CANONICAL.lines)
    trainer.counter.replace(replace(CANONICAL, lines=lines))
    with qtbot.waitSignal(thread.refused, timeout=5000) as refused:
        thread.run_requested.emit(Run(count))
    assert refused.args[0].problem is InputProblem.EMPTY
    assert trainer.commands == []
