"""Opening, with its progress and its end; dropping a file; a new session."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QTreeWidget

from lenet_gui.core.commands import Forward
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.session import Deviation, OpenSession
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.timeline import Moment
from lenet_gui.gui.panels.input import InputPanel
from lenet_gui.gui.sessions.questions import Decision
from tests.gui.sessions.conftest import report
from tests.gui.sessions.test_saving import notice, sentence


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "theirs.lenet"
    path.write_text("a session")
    return path


def test_opened_session_is_shown_with_what_came_of_the_replay(desk, answered, file):
    desk.answers.path = str(file)
    answer = answered(desk.sessions.menu.open.trigger)
    assert answer.command == OpenSession(str(file), None)
    assert desk.window.windowTitle() == "theirs.lenet[*] – lenet_gui"
    assert sentence(desk) == (
        "theirs.lenet was opened. Replayed bit for bit. Calls: 57; states compared: 3; losses "
        "compared: 12."
    )
    assert notice(desk) == ""


def test_difference_stays_on_the_screen_until_it_is_closed(desk, answered, file):
    found = Deviation(Moment(0, 31), "loss.backward()", 0.12345, 0.12346, 3e-8)
    desk.trainer.report = report(deviation=found)
    answered(lambda: desk.sessions.open(file))
    assert "From call 31 on (loss.backward()) the numbers differ" in notice(desk)
    assert "From call 31 on" in sentence(desk)


def test_older_version_is_opened_as_a_copy_that_is_saved_nowhere(desk, answered, file):
    older = file.with_name("theirs.lenet.1")
    older.write_text("older")
    answer = answered(lambda: desk.sessions.open(older))
    assert answer.command == OpenSession(str(older), "")
    assert not desk.window.windowTitle().startswith("theirs")


def test_missing_file_is_a_sentence(desk, tmp_path):
    desk.sessions.open(tmp_path / "gone.lenet")
    assert notice(desk) == "gone.lenet is not there."
    assert desk.sessions.filing.pending is None


def test_refused_file_is_a_sentence_and_leaves_the_session_alone(desk, call, answered, file):
    call()
    desk.answers.decision = Decision.DISCARD
    desk.trainer.problem = InputError(InputProblem.DAMAGED, "theirs.lenet", reason="wrong SHA-256")
    answered(lambda: desk.sessions.open(file))
    assert notice(desk) == "theirs.lenet is damaged: wrong SHA-256."
    assert desk.window.snapshot.calls == 1
    assert desk.window.isWindowModified()


@pytest.mark.parametrize("decision", [Decision.CANCEL, Decision.DISCARD])
def test_unsaved_calls_are_asked_about_before_another_session_is_opened(
    desk, call, qtbot, file, decision
):
    call()
    desk.answers.decision = decision
    desk.sessions.open(file)
    assert desk.answers.asked == ["unsaved "]
    assert desk.sessions.busy is (decision is Decision.DISCARD)
    qtbot.waitUntil(lambda: not desk.sessions.busy)


def test_unsaved_calls_can_be_saved_before_another_session_is_opened(
    desk, call, qtbot, file, tmp_path
):
    call()
    desk.answers.decision = Decision.SAVE
    desk.answers.path = str(tmp_path / "mine.lenet")
    desk.sessions.open(file)
    qtbot.waitUntil(lambda: desk.window.windowTitle().startswith("theirs"))
    assert (tmp_path / "mine.lenet").read_text() == "1 calls"


def test_run_is_paused_before_the_question(desk, qtbot, file):
    with qtbot.waitSignal(desk.training.run_started, timeout=5000):
        desk.window.commands.run.trigger()
    desk.answers.decision = Decision.CANCEL
    with qtbot.waitSignal(desk.training.run_ended, timeout=5000):
        desk.sessions.open(file)
    qtbot.waitUntil(lambda: desk.answers.asked == ["unsaved "])
    assert not desk.window.running


@pytest.fixture
def slowly(desk, qtbot, file):
    """An opening that goes on until the gate opens."""
    desk.trainer.gate.clear()
    desk.sessions.open(file)
    assert desk.trainer.opening.wait(5)


def test_progress_of_a_long_opening_is_shown(desk, qtbot, slowly):
    bar = desk.window.findChild(QProgressBar, "opening_progress")
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert bar.maximum() == 1_000_000
    assert "of 1" in bar.text()
    desk.trainer.gate.set()
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize("how", ["button", "escape", "pause"])
def test_opening_that_is_cancelled_changes_nothing(desk, qtbot, slowly, how):
    button = desk.window.findChild(QPushButton, "opening_cancel")
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(desk.training.file_answered, timeout=5000) as answer:
        if how == "button":
            button.click()
        elif how == "escape":
            desk.window.activateWindow()
            qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
        else:
            desk.window.commands.pause.trigger()
    assert isinstance(answer.args[0].error, InterruptedError)
    assert sentence(desk) == "The opening was cancelled. Nothing has changed."
    assert not desk.window.commands.pause.isEnabled()
    assert not desk.window.windowTitle().startswith("theirs")


def test_opening_after_a_cancelled_one_is_not_cancelled(desk, qtbot, answered, slowly, file):
    with qtbot.waitSignal(desk.training.file_answered, timeout=5000):
        desk.training.cancel_opening()
    desk.training.cancel_opening()  # too late for the one, too early for the other
    desk.trainer.gate.set()
    answer = answered(lambda: desk.sessions.open(file))
    assert answer.error is None


def test_presses_during_an_opening_do_not_meet_the_opened_session(desk, qtbot, slowly):
    for action in (desk.window.commands.forward, desk.window.commands.run):
        action.trigger()
    desk.trainer.gate.set()
    qtbot.waitUntil(lambda: not desk.sessions.busy)
    with qtbot.waitSignal(desk.training.applied, timeout=5000):
        desk.window.issue(Forward())
    assert desk.trainer.commands == [Forward()]


def test_log_begins_anew_with_an_opened_session(desk, call, answered, file):
    call()
    call()
    desk.answers.decision = Decision.DISCARD
    answered(lambda: desk.sessions.open(file))
    log = desk.window.findChild(QTreeWidget, "log_list")
    assert log.topLevelItemCount() == 1


# -- dropping ------------------------------------------------------------------------------


def drop(widget, *paths: Path) -> bool:
    """Drag files onto a widget and drop them; whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(QPoint(5, 5), *rest, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(QPointF(5, 5), *rest, Qt.KeyboardModifier.NoModifier))
    return enter.isAccepted()


def test_session_dropped_onto_the_window_is_opened(desk, answered, file):
    answer = answered(lambda: drop(desk.window, file))
    assert answer.command == OpenSession(str(file), None)


def test_input_panel_leaves_a_session_to_the_window_and_a_picture_not(desk, file):
    panel = desk.window.findChild(InputPanel)
    assert not drop(panel, file)
    assert not drop(desk.window, file.with_name("seven.png"))


def test_of_several_dropped_files_the_first_session_is_opened_and_named(desk, answered, file):
    picture, other = file.with_name("seven.png"), file.with_name("other.lenet")
    answer = answered(lambda: drop(desk.window, picture, file, other))
    assert answer.command == OpenSession(str(file), None)
    assert notice(desk) == (
        "Only one file is opened at a time, and 3 were dropped: of these, theirs.lenet is "
        "opened, the first session."
    )


def test_several_dropped_files_of_which_none_is_a_session_open_nothing(desk, file):
    pictures = file.with_name("six.png"), file.with_name("seven.png")
    assert not drop(desk.window.findChild(InputPanel), *pictures)  # so they reach the window
    assert drop(desk.window, *pictures)
    assert desk.sessions.filing.pending is None
    assert notice(desk) == (
        "Only one file is opened at a time, and 2 were dropped: drop one picture or one folder "
        "on the Input panel, or one session anywhere."
    )


# -- a new session -------------------------------------------------------------------------


def test_new_session_is_a_new_trainer_set_as_the_old_one(desk, call, qtbot):
    muted = frozenset({Notice.NOTHING_TO_CLEAR})
    desk.trainer.start = replace(desk.trainer.start, muted=muted)
    call()
    desk.answers.decision = Decision.DISCARD
    with qtbot.waitSignal(desk.training.ready, timeout=5000):
        desk.sessions.menu.new.trigger()
    assert len(desk.trainers) == 2
    assert desk.window.snapshot.calls == 0
    assert not desk.window.isWindowModified()
    assert sentence(desk).startswith("Ready. A new LeNet")
    assert desk.trainer.settings == (SetMuted(muted),)


def test_new_session_ends_a_run_and_asks(desk, qtbot):
    with qtbot.waitSignal(desk.training.run_started, timeout=5000):
        desk.window.commands.run.trigger()
    desk.answers.decision = Decision.DISCARD
    with qtbot.waitSignal(desk.training.ready, timeout=5000):
        desk.sessions.menu.new.trigger()
    assert desk.answers.asked == ["unsaved "]
    assert not desk.window.running
    assert desk.trainer.commands == []


def test_kept_session_is_not_replaced_by_a_new_one(desk, call, qtbot):
    call()
    desk.sessions.menu.new.trigger()
    assert desk.answers.asked == ["unsaved "]
    assert len(desk.trainers) == 1
