"""A window with a trainer that only pretends: no torch, and files of a few bytes."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent

from lenet_gui.core.commands import Command
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.running import Halt, ProgramCounter
from lenet_gui.core.session import Environment, OpenSession, ReplayReport, SaveSession, SessionView
from lenet_gui.core.snapshot import Outcome
from lenet_gui.gui.error_report import ErrorReporter
from lenet_gui.gui.main_window import MainWindow
from lenet_gui.gui.panels.input import InputPanel
from lenet_gui.gui.panels.log import LogPanel
from lenet_gui.gui.preferences import Preferences
from lenet_gui.gui.sessions.autosave_folder import AutosaveFolder
from lenet_gui.gui.sessions.questions import Decision, Questions
from lenet_gui.gui.training_thread import TrainingThread
from tests.snapshots import make_snapshot

HERE = Environment("2.13.0", "3.11.7", "Linux", "x86_64", "AVX2")


def report(**changes) -> ReplayReport:
    """57 calls that were made again, every bit the same."""
    return replace(ReplayReport(57, 57, 3, 12, None, 0.5, HERE, HERE), **changes)


class PretendingTrainer:
    """Counts calls, writes files of a few bytes, and opens what is told.

    Attributes:
        gate: an opening goes on until it is set.
        problem: what a save or an opening is refused with.
    """

    def __init__(self, settings=()) -> None:
        self.settings = settings
        self.commands: list[Command] = []
        self.view = SessionView()
        self.gate = threading.Event()
        self.gate.set()
        self.opening = threading.Event()
        self.problem: Exception | None = None
        self.report = report()
        self.start = make_snapshot()
        self.interrupted: Callable[[], bool] = lambda: False
        self.progress: Callable[[int, int], None] = lambda _done, _of: None
        self.counter = ProgramCounter()
        self.halt: Halt | None = None
        self.watchful = False
        self.can_test = False

    def apply(self, command: Command, *, measured: bool = True) -> Outcome:  # noqa: ARG002
        if isinstance(command, SaveSession | OpenSession):
            if self.problem is not None:
                raise self.problem
            self._save(command) if isinstance(command, SaveSession) else self._open(command)
            return Outcome(command)
        self.commands.append(command)
        self.counter.follow(command)
        self.view = replace(self.view, changed=True, revision=self.view.revision + 1)
        return Outcome(command)

    def hold_graph(self):
        return None

    def curve(self):
        return self.start.curve

    def snapshot(self):
        last = Outcome(self.commands[-1]) if self.commands else None
        return replace(self.start, calls=len(self.commands), last=last, session=self.view)

    def _save(self, command: SaveSession) -> None:
        Path(command.path).write_text(f"{len(self.commands)} calls")
        self.view = (
            replace(self.view, backed_up=self.view.revision)
            if command.backup
            else replace(self.view, path=command.path, changed=False)
        )

    def _open(self, command: OpenSession) -> None:
        self.opening.set()
        done = 0
        while not self.gate.wait(0.002):
            if self.interrupted():
                raise InterruptedError
            done += 1
            self.progress(done, 1_000_000)
        path = command.path if command.name is None else command.name
        self.commands = []
        self.view = SessionView(path, path != command.path, 57, -1, self.report)


class Answers(Questions):
    """Answers as told, and keeps what was asked."""

    def __init__(self, window) -> None:
        super().__init__(window)
        self.asked: list[str] = []
        self.decision = Decision.CANCEL
        self.overwrite = False
        self.path = ""

    def unsaved(self, name: str) -> Decision:
        self.asked.append(f"unsaved {name}")
        return self.decision

    def overwrites(self, name: str) -> bool:
        self.asked.append(f"overwrites {name}")
        return self.overwrite

    def path_to_open(self, folder: str) -> str:
        self.asked.append(f"open {folder}")
        return self.path

    def path_to_save(self, suggestion: str) -> str:
        self.asked.append(f"save {suggestion}")
        return self.path


def refusal(name: str = "x.lenet") -> InputError:
    return InputError(InputProblem.CANNOT_WRITE, name, reason="No space left on device")


class Desk:
    """A window and what lies behind it."""

    def __init__(self, qapp, settings, folder: AutosaveFolder | None) -> None:
        self.trainers: list[PretendingTrainer] = []
        self.training = TrainingThread(self._load)
        self.reporter = ErrorReporter()
        self.window = MainWindow(
            self.training, (InputPanel, LogPanel), settings, Preferences(qapp, settings),
            self.reporter, lambda: None, self._answer, folder,
        )  # fmt: skip
        self.sessions = self.window.sessions

    def _load(self, *, settings=()) -> PretendingTrainer:
        self.trainers.append(PretendingTrainer(settings))
        return self.trainers[-1]

    def _answer(self, window) -> Answers:
        self.answers = Answers(window)
        return self.answers

    @property
    def trainer(self) -> PretendingTrainer:
        return self.trainers[-1]


@pytest.fixture
def folder(tmp_path) -> AutosaveFolder:
    folder = AutosaveFolder(tmp_path / "autosave")
    yield folder
    folder.close()


@pytest.fixture
def desk(qtbot, qapp, settings, folder) -> Desk:
    look = (qapp.palette(), qapp.styleSheet(), qapp.font())
    desk = Desk(qapp, settings, folder)
    desk.window.show()
    with qtbot.waitSignal(desk.training.ready, timeout=5000):
        desk.training.start()
    yield desk
    for trainer in desk.trainers:
        trainer.gate.set()
    desk.answers.decision = Decision.DISCARD
    desk.window.close()
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    # At once: a style sheet is applied to every widget that there still is.
    desk.window.deleteLater()
    qapp.sendPostedEvents(desk.window, QEvent.Type.DeferredDelete.value)
    qapp.setPalette(look[0])
    qapp.setStyleSheet(look[1])
    qapp.setFont(look[2])


@pytest.fixture
def call(desk, qtbot):
    """Makes a call, after which there is something to save."""
    from lenet_gui.core.commands import Forward

    def do() -> None:
        with qtbot.waitSignal(desk.training.applied, timeout=5000):
            desk.window.issue(Forward())

    return do


@pytest.fixture
def answered(desk, qtbot):
    """Does something, and waits until a file command is answered."""

    def do(deed: Callable[[], object]):
        with qtbot.waitSignal(desk.training.file_answered, timeout=5000) as answer:
            deed()
        return answer.args[0]

    return do
