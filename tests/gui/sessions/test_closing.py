"""Closing: nothing that is not saved is lost without a question."""

import pytest

from lenet_gui.gui.sessions import sessions
from lenet_gui.gui.sessions.questions import Decision
from tests.gui.sessions.conftest import refusal
from tests.gui.sessions.test_saving import notice


def closed(desk) -> bool:
    return not desk.window.isVisible() and desk.training.isFinished()


def test_window_without_unsaved_calls_closes_unasked(desk, qtbot):
    desk.window.close()
    qtbot.waitUntil(lambda: closed(desk))
    assert desk.answers.asked == []


def test_window_stays_where_the_close_is_called_off(desk, call):
    call()
    desk.window.close()
    assert desk.answers.asked == ["unsaved "]
    assert desk.window.isVisible()
    assert desk.window.isEnabled()
    assert desk.training.isRunning()


def test_window_closes_without_saving_where_that_is_wanted(desk, call, qtbot):
    call()
    desk.answers.decision = Decision.DISCARD
    desk.window.close()
    qtbot.waitUntil(lambda: closed(desk))
    assert desk.answers.asked == ["unsaved "]


def test_window_closes_once_the_session_is_saved(desk, call, qtbot, tmp_path):
    call()
    desk.answers.decision = Decision.SAVE
    desk.answers.path = str(tmp_path / "mine.lenet")
    desk.window.close()
    assert desk.window.isVisible()
    qtbot.waitUntil(lambda: closed(desk))
    assert (tmp_path / "mine.lenet").read_text() == "1 calls"


def test_window_stays_where_the_save_is_refused_and_says_why(desk, call, answered, tmp_path):
    call()
    desk.trainer.problem = refusal("mine.lenet")
    desk.answers.decision = Decision.SAVE
    desk.answers.path = str(tmp_path / "mine.lenet")
    answered(desk.window.close)
    assert "No space left on device" in notice(desk)
    assert desk.window.isVisible()
    assert desk.window.isEnabled()
    assert desk.training.isRunning()


def test_window_stays_where_nobody_says_where_to_save(desk, call):
    call()
    desk.answers.decision = Decision.SAVE
    desk.window.close()
    assert desk.window.isVisible()
    assert desk.answers.asked[0] == "unsaved "
    assert len(desk.answers.asked) == 2


def test_fault_of_the_program_in_the_save_keeps_the_window(desk, call, answered, qtbot, tmp_path):
    call()
    desk.trainer.problem = ZeroDivisionError("planted")
    desk.answers.decision = Decision.SAVE
    desk.answers.path = str(tmp_path / "mine.lenet")
    answered(desk.window.close)
    assert desk.window.isVisible()
    desk.trainer.problem = None
    desk.window.close()
    qtbot.waitUntil(lambda: closed(desk))


@pytest.mark.parametrize("decision", [Decision.CANCEL, Decision.DISCARD])
def test_run_is_paused_before_the_question(desk, qtbot, decision):
    with qtbot.waitSignal(desk.training.run_started, timeout=5000):
        desk.window.commands.run.trigger()
    desk.answers.decision = decision
    desk.window.close()
    assert desk.answers.asked == []
    qtbot.waitUntil(lambda: desk.answers.asked == ["unsaved "])
    assert not desk.window.running
    if decision is Decision.DISCARD:
        qtbot.waitUntil(lambda: closed(desk))
    else:
        assert desk.window.isVisible()


def test_second_close_does_not_wait_for_a_run_that_does_not_pause(desk, call, qtbot):
    call()
    desk.training.pause_requested.disconnect()  # as if a call would never come back
    with qtbot.waitSignal(desk.training.run_started, timeout=5000):
        desk.window.commands.run.trigger()
    desk.answers.decision = Decision.DISCARD
    desk.window.close()
    assert desk.window.isVisible()
    desk.window.close()
    qtbot.waitUntil(lambda: closed(desk))


def test_run_that_never_tells_of_its_end_does_not_hold_the_window(desk, qtbot, monkeypatch):
    monkeypatch.setattr(sessions, "PATIENCE", 50)
    desk.training.pause_requested.disconnect()
    with qtbot.waitSignal(desk.training.run_started, timeout=5000):
        desk.window.commands.run.trigger()
    desk.answers.decision = Decision.DISCARD
    desk.window.close()
    qtbot.waitUntil(lambda: closed(desk))


def test_close_waits_for_a_save_that_is_under_way_and_asks_nothing(desk, call, qtbot, tmp_path):
    call()
    desk.answers.path = str(tmp_path / "mine.lenet")
    desk.sessions.menu.save.trigger()
    desk.window.close()
    qtbot.waitUntil(lambda: closed(desk))
    assert [question.split()[0] for question in desk.answers.asked] == ["save"]
    assert (tmp_path / "mine.lenet").is_file()


def test_close_gives_up_an_opening(desk, qtbot, tmp_path):
    (tmp_path / "theirs.lenet").write_text("a session")
    desk.trainer.gate.clear()
    desk.sessions.open(tmp_path / "theirs.lenet")
    assert desk.trainer.opening.wait(5)
    desk.window.close()
    qtbot.waitUntil(lambda: closed(desk))
    assert desk.answers.asked == []


def test_question_is_asked_again_after_a_close_that_has_failed(desk, call, monkeypatch, qtbot):
    def broken(_settings):
        raise OSError("disk full")

    call()
    desk.answers.decision = Decision.DISCARD
    with monkeypatch.context() as patch:
        patch.setattr(desk.window.docks, "save", broken)
        desk.window.close()
    assert desk.window.isVisible()
    desk.answers.decision = Decision.CANCEL
    desk.window.close()
    assert desk.answers.asked == ["unsaved "] * 2
    assert desk.window.isVisible()
