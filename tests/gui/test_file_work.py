"""The worker's part in saving and opening: one answer to each command, whatever happens."""

import pytest

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.gui import file_work
from lenet_gui.gui.file_work import FileWork
from tests.gui.sessions.conftest import PretendingTrainer


@pytest.fixture
def trainer() -> PretendingTrainer:
    return PretendingTrainer()


@pytest.fixture
def stopping() -> list[bool]:
    return [False]


@pytest.fixture
def work(qapp, trainer, stopping) -> FileWork:
    work = FileWork(lambda: stopping[0], qapp)
    work.equip(trainer)
    yield work
    work.deleteLater()


@pytest.fixture
def answers(work) -> list:
    answers = []
    work.answered.connect(answers.append)
    return answers


def test_save_is_answered_with_the_state_after_it(work, trainer, answers, tmp_path):
    command = SaveSession(str(tmp_path / "x.lenet"))
    work.do(command, trainer)
    assert answers[0].command is command
    assert answers[0].error is None
    assert answers[0].snapshot.session.path == command.path
    assert answers[0].seconds >= 0


@pytest.mark.parametrize(
    "problem", [InputError(InputProblem.CANNOT_WRITE, "x"), ZeroDivisionError("planted")]
)
def test_failure_is_answered_and_only_a_fault_is_reported_as_one(work, trainer, answers, problem):
    faults = []
    work.broken.connect(faults.append)
    trainer.problem = problem
    work.do(SaveSession("x"), trainer)
    assert [(answer.error, answer.snapshot) for answer in answers] == [(problem, None)]
    assert faults == [] if isinstance(problem, InputError) else [problem]


def test_opening_that_was_cancelled_before_its_turn_is_not_begun(work, trainer, answers):
    work.cancel()
    work.do(OpenSession("x"), trainer)
    assert isinstance(answers[0].error, InterruptedError)
    assert not trainer.opening.is_set()


def test_cancelling_ends_an_opening_and_nothing_else(work, trainer, answers, tmp_path):
    work.cancel()
    assert not trainer.interrupted()
    work.do(SaveSession(str(tmp_path / "x.lenet")), trainer)
    assert answers[0].error is None
    work.allow()
    work.do(OpenSession("x"), trainer)
    assert answers[1].error is None


def test_end_of_the_program_ends_an_opening(work, trainer, answers, stopping):
    stopping[0] = True
    assert trainer.interrupted()
    work.do(OpenSession("x"), trainer)
    assert isinstance(answers[0].error, InterruptedError)


def test_progress_is_reported_ten_times_a_second_at_most(work, trainer, monkeypatch):
    reports = []
    work.progressed.connect(lambda done, total: reports.append((done, total)))
    now = [0.0]
    monkeypatch.setattr(file_work.time, "monotonic", lambda: now[0])

    def opening(_command) -> None:
        for done in range(1001):
            trainer.progress(done, 1000)
            now[0] += 0.001

    monkeypatch.setattr(trainer, "_open", opening)
    work.do(OpenSession("x"), trainer)
    assert 9 <= len(reports) <= 11
    assert reports[0] == (0, 1000)


def test_progress_of_anything_else_is_not_reported(work, trainer):
    reports = []
    work.progressed.connect(lambda done, total: reports.append((done, total)))
    trainer.progress(1, 2)
    assert reports == []
