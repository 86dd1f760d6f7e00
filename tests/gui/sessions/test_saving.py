"""Saving, the title of the window, and a file that somebody else has changed."""

import os
from pathlib import Path

from PySide6.QtWidgets import QLabel

from lenet_gui.core.session import SaveSession
from tests.gui.sessions.conftest import refusal


def notice(desk) -> str:
    label = desk.window.findChild(QLabel, "notice_text")
    return label.text() if label.isVisible() else ""


def sentence(desk) -> str:
    return desk.window.findChild(QLabel, "sentence").text()


def test_title_tells_that_calls_are_not_saved(desk, call):
    assert not desk.window.isWindowModified()
    call()
    assert desk.window.isWindowModified()
    assert desk.window.windowTitle().endswith("[*]")


def test_first_save_asks_where_and_the_title_then_tells_the_name(desk, call, answered, tmp_path):
    call()
    desk.answers.path = str(tmp_path / "mine.lenet")
    answer = answered(desk.sessions.menu.save.trigger)
    assert answer.command == SaveSession(str(tmp_path / "mine.lenet"))
    assert (tmp_path / "mine.lenet").read_text() == "1 calls"
    assert desk.window.windowTitle() == "mine.lenet[*] – lenet_gui"
    assert not desk.window.isWindowModified()
    assert sentence(desk) == "Saved as mine.lenet."
    assert desk.answers.asked == [desk.answers.asked[0]]


def test_second_save_asks_nothing(desk, call, answered, tmp_path):
    desk.answers.path = str(tmp_path / "mine.lenet")
    answered(desk.sessions.menu.save.trigger)
    desk.answers.asked.clear()
    call()
    call()
    answered(desk.sessions.menu.save.trigger)
    assert (tmp_path / "mine.lenet").read_text() == "2 calls"
    assert desk.answers.asked == []


def test_ending_is_added_where_it_is_missing(desk, answered, tmp_path):
    desk.answers.path = str(tmp_path / "mine.v2")
    answer = answered(desk.sessions.menu.save_as.trigger)
    assert answer.command.path == str(tmp_path / "mine.v2.lenet")


def test_name_that_the_ending_makes_of_another_file_is_asked_for(desk, answered, tmp_path):
    (tmp_path / "mine.lenet").write_text("older")
    desk.answers.path = str(tmp_path / "mine")
    desk.sessions.menu.save_as.trigger()
    assert desk.answers.asked[-1] == "overwrites mine.lenet"
    assert desk.sessions.filing.pending is None
    desk.answers.overwrite = True
    answered(desk.sessions.menu.save_as.trigger)
    assert (tmp_path / "mine.lenet").read_text() == "0 calls"


def test_no_answer_to_where_saves_nothing(desk, call):
    call()
    desk.sessions.menu.save.trigger()
    assert desk.sessions.filing.pending is None
    assert desk.window.isWindowModified()


def test_file_that_another_program_changed_is_overwritten_only_if_wanted(
    desk, call, answered, tmp_path
):
    path = tmp_path / "mine.lenet"
    desk.answers.path = str(path)
    answered(desk.sessions.menu.save.trigger)
    path.write_text("of another program")
    call()
    desk.sessions.menu.save.trigger()
    assert desk.answers.asked[-1] == "overwrites mine.lenet"
    assert path.read_text() == "of another program"
    desk.answers.overwrite = True
    answered(desk.sessions.menu.save.trigger)
    assert path.read_text() == "1 calls"


def test_file_with_another_time_alone_is_asked_for_as_well(desk, answered, tmp_path):
    path = tmp_path / "mine.lenet"
    desk.answers.path = str(path)
    answered(desk.sessions.menu.save.trigger)
    os.utime(path, (1, 1))
    desk.sessions.menu.save.trigger()
    assert desk.answers.asked[-1] == "overwrites mine.lenet"


def test_file_that_is_gone_is_simply_written_again(desk, answered, tmp_path):
    path = tmp_path / "mine.lenet"
    desk.answers.path = str(path)
    answered(desk.sessions.menu.save.trigger)
    path.unlink()
    answered(desk.sessions.menu.save.trigger)
    assert path.is_file()


def test_save_that_is_refused_says_why_and_nothing_counts_as_saved(desk, call, answered, tmp_path):
    call()
    desk.trainer.problem = refusal("mine.lenet")
    desk.answers.path = str(tmp_path / "mine.lenet")
    answered(desk.sessions.menu.save.trigger)
    assert notice(desk) == "mine.lenet could not be written: No space left on device."
    assert desk.window.isWindowModified()


def test_fault_of_the_program_in_a_save_is_reported_and_the_next_save_is_made(
    desk, call, answered, qtbot, tmp_path
):
    call()
    desk.trainer.problem = ZeroDivisionError("planted")
    desk.answers.path = str(tmp_path / "mine.lenet")
    with qtbot.waitSignal(desk.reporter.reported):
        answered(desk.sessions.menu.save.trigger)
    desk.trainer.problem = None
    answered(desk.sessions.menu.save.trigger)
    assert Path(desk.answers.path).is_file()


def test_save_in_a_run_does_not_end_it(desk, answered, qtbot, tmp_path):
    desk.answers.path = str(tmp_path / "mine.lenet")
    with qtbot.waitSignal(desk.training.run_started, timeout=5000):
        desk.window.commands.run.trigger()
    answered(desk.sessions.menu.save.trigger)
    assert desk.window.running
    with qtbot.waitSignal(desk.training.run_ended, timeout=5000):
        desk.window.commands.pause.trigger()


def test_name_with_the_placeholder_of_qt_is_shown_as_it_is(desk, answered, tmp_path):
    desk.answers.path = str(tmp_path / "a[*]b.lenet")
    answered(desk.sessions.menu.save.trigger)
    assert desk.window.windowTitle() == "a[*][*]b.lenet[*] – lenet_gui"
