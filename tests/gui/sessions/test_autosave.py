"""The program's own copy: when it is written, and when it goes."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from lenet_gui.core.session import SaveSession, SessionView
from lenet_gui.gui.sessions import autosave as module
from lenet_gui.gui.sessions.autosave import Autosave
from lenet_gui.gui.sessions.questions import Decision
from lenet_gui.gui.training_protocol import FileAnswer
from tests.gui.sessions.conftest import refusal
from tests.gui.sessions.test_saving import notice

CHANGED = SessionView(changed=True, revision=5)


@pytest.fixture
def autosave(qapp, folder) -> Autosave:
    autosave = Autosave(folder, qapp)
    yield autosave
    autosave.deleteLater()


@pytest.fixture
def wanted(autosave) -> list[SaveSession]:
    """What is to be written; each is answered by the test."""
    wanted = []
    autosave.wanted.connect(wanted.append)
    return wanted


def answer(autosave, command: SaveSession, error=None, seconds: float = 0.0) -> None:
    if error is None:
        autosave.folder.own.write_text("a copy")
    autosave.take_answer(FileAnswer(command, None, error, seconds))


def test_changed_session_is_copied_to_the_programs_own_file(autosave, wanted, folder):
    autosave.show_view(CHANGED)
    autosave.look()
    assert wanted == [SaveSession(str(folder.own), backup=True)]


def test_name_is_noted_beside_the_copy_once_that_is_written(autosave, wanted, folder):
    note = folder.own.with_suffix(".note")
    name = str(folder.own.with_name("mine.lenet"))
    autosave.show_view(replace(CHANGED, path=name))
    autosave.look()
    assert not note.exists()
    answer(autosave, wanted[0])
    assert json.loads(note.read_text()) == name
    autosave.show_view(SessionView(name))
    assert not note.exists()


@pytest.mark.parametrize(
    "view",
    [SessionView(), SessionView(revision=5), SessionView(changed=True, revision=5, backed_up=5)],
    ids=["fresh", "saved", "copied"],
)
def test_what_would_not_be_lost_is_not_copied(autosave, wanted, view):
    autosave.show_view(view)
    autosave.look()
    assert wanted == []


def test_next_copy_waits_for_the_answer_to_the_last_one(autosave, wanted):
    autosave.show_view(CHANGED)
    autosave.look()
    autosave.look()
    assert len(wanted) == 1
    answer(autosave, wanted[0])
    autosave.look()
    assert len(wanted) == 2


def test_copies_take_a_tenth_of_the_time_at_most(autosave, wanted, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    autosave.show_view(CHANGED)
    autosave.look()
    answer(autosave, wanted[0], seconds=3.0)
    for now[0], count in ((129.9, 1), (130.0, 2)):
        autosave.look()
        assert len(wanted) == count


def test_leaving_the_program_copies_at_once(autosave, wanted, qapp):
    autosave.show_view(CHANGED)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert len(wanted) == 1


def test_coming_back_copies_nothing(autosave, wanted, qapp):
    autosave.show_view(CHANGED)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert wanted == []


def test_copy_goes_once_the_session_is_saved(autosave, wanted, folder):
    autosave.show_view(CHANGED)
    autosave.look()
    answer(autosave, wanted[0])
    assert folder.own.is_file()
    autosave.show_view(SessionView("mine.lenet", revision=5, backed_up=5))
    assert not folder.own.exists()


def test_copy_that_is_under_way_while_the_session_is_saved_goes_as_well(autosave, wanted, folder):
    autosave.show_view(CHANGED)
    autosave.look()
    autosave.show_view(SessionView("mine.lenet", revision=5))
    answer(autosave, wanted[0])
    assert not folder.own.exists()


def test_copies_that_fail_are_told_of_once_until_one_succeeds(autosave, wanted):
    told = []
    autosave.failed.connect(told.append)
    autosave.show_view(CHANGED)
    for error, count in ((refusal(), 1), (refusal(), 1), (None, 1), (refusal(), 2)):
        autosave.look()
        answer(autosave, wanted[-1], error)
        assert len(told) == count


def test_window_writes_the_copy_and_the_title_does_not_take_it_for_saved(
    desk, call, answered, folder
):
    call()
    answered(desk.sessions._autosave.look)
    assert folder.own.read_text() == "1 calls"
    assert desk.window.isWindowModified()
    assert desk.answers.asked == []


def test_copy_that_fails_is_a_notice_and_nothing_else(desk, call, answered):
    call()
    desk.trainer.problem = refusal("copy")
    answered(desk.sessions._autosave.look)
    assert "copy could not be written" in notice(desk)


def test_run_goes_on_while_the_copy_is_written(desk, answered, qtbot, folder):
    with qtbot.waitSignal(desk.training.run_started, timeout=5000):
        desk.window.commands.run.trigger()
    qtbot.waitUntil(desk.window.isWindowModified)
    answered(desk.sessions._autosave.look)
    assert folder.own.is_file()
    assert desk.window.running
    with qtbot.waitSignal(desk.training.run_ended, timeout=5000):
        desk.window.commands.pause.trigger()


def test_clean_end_leaves_no_copy(desk, call, answered, qtbot, folder, tmp_path):
    call()
    answered(desk.sessions._autosave.look)
    desk.answers.decision = Decision.DISCARD
    desk.window.close()
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert list((tmp_path / "autosave").iterdir()) == []


def test_close_that_is_called_off_keeps_the_copy(desk, call, answered, folder):
    call()
    answered(desk.sessions._autosave.look)
    desk.window.close()
    assert desk.window.isVisible()
    assert folder.own.is_file()
