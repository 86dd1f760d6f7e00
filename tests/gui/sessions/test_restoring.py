"""What a crash has left is offered once, and stays for who does not want it now."""

import json
import os

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from lenet_gui.core.session import OpenSession
from lenet_gui.gui.sessions.questions import Decision
from tests.gui.sessions.test_saving import sentence


@pytest.fixture
def left(desk, folder):
    """A copy that a dead program has left, and that is offered."""
    path = folder.own.parent / "running-1-abcd.lenet"
    path.write_text("left")
    desk.sessions.offer_left()
    return path.with_name("left-1-abcd.lenet")


def press(desk, name: str) -> None:
    desk.window.findChild(QPushButton, name).click()


def shown(desk) -> bool:
    return desk.window.findChild(QLabel, "restore_strip_text").isVisible()


def recent(desk) -> list[str]:
    menu = desk.sessions.menu.recent
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def test_nothing_is_offered_where_nothing_was_left(desk):
    desk.sessions.offer_left()
    assert not shown(desk)


def test_what_was_left_is_offered_with_its_time(desk, left):
    assert shown(desk)
    text = desk.window.findChild(QLabel, "restore_strip_text").text()
    assert text.startswith("A session from ")
    assert text.endswith(" was not saved before the program ended.")


def test_restored_session_is_opened_and_is_saved_nowhere_yet(desk, left, answered):
    answer = answered(lambda: press(desk, "restore_yes"))
    assert answer.command == OpenSession(str(left), "")
    assert not shown(desk)
    assert desk.window.isWindowModified()
    assert left.is_file()  # until there is another copy
    assert str(left) not in recent(desk)


@pytest.fixture
def named(desk, folder, tmp_path):
    """A file that a person had saved, and the later copy that a dead program has left of it."""
    file = tmp_path / "mine.lenet"
    file.write_text("older")
    os.utime(file, (1000, 1000))
    path = folder.own.parent / "running-1-abcd.lenet"
    path.write_text("left")
    path.with_suffix(".note").write_text(json.dumps(str(file)))
    desk.sessions.offer_left()
    return file


def test_restored_session_keeps_the_file_that_it_had(desk, named, answered):
    text = desk.window.findChild(QLabel, "restore_strip_text").text()
    assert text.startswith("mine.lenet: what was done up to ")
    answered(lambda: press(desk, "restore_yes"))
    assert desk.window.windowTitle() == "mine.lenet[*] – lenet_gui"
    assert desk.window.isWindowModified()
    assert sentence(desk).startswith("mine.lenet was opened.")
    assert named.read_text() == "older"
    answered(desk.sessions.menu.save.trigger)
    assert desk.answers.asked == []
    assert named.read_text() == "0 calls"
    assert not desk.window.isWindowModified()


def test_file_that_was_written_after_the_copy_is_asked_about(desk, named, answered):
    answered(lambda: press(desk, "restore_yes"))
    os.utime(named, (2**31, 2**31))
    desk.sessions.menu.save.trigger()
    assert desk.answers.asked == ["overwrites mine.lenet"]
    assert named.read_text() == "older"


def test_file_that_was_newer_when_the_copy_was_restored_is_asked_about(desk, named, answered):
    os.utime(named, (2**31, 2**31))
    answered(lambda: press(desk, "restore_yes"))
    desk.sessions.menu.save.trigger()
    assert desk.answers.asked == ["overwrites mine.lenet"]


def test_file_that_is_gone_is_written_anew(desk, named, answered):
    named.unlink()
    answered(lambda: press(desk, "restore_yes"))
    answered(desk.sessions.menu.save.trigger)
    assert named.read_text() == "0 calls"


def test_session_that_is_not_wanted_now_is_listed_by_its_name(desk, named):
    press(desk, "restore_later")
    assert any(text.startswith("Not saved: mine.lenet, from ") for text in recent(desk))


def test_restoring_asks_about_what_was_done_meanwhile(desk, left, call):
    call()
    desk.answers.decision = Decision.CANCEL
    press(desk, "restore_yes")
    assert desk.answers.asked == ["unsaved "]
    assert desk.sessions.filing.pending is None


def test_discarded_session_is_deleted(desk, left):
    press(desk, "restore_no")
    assert not shown(desk)
    assert not left.exists()


def test_session_that_is_not_wanted_now_is_found_among_the_recent_ones(desk, left, answered):
    press(desk, "restore_later")
    assert not shown(desk)
    entry = next(text for text in recent(desk) if text.startswith("Not saved: from "))
    action = next(a for a in desk.sessions.menu.recent.actions() if a.text() == entry)
    assert answered(action.trigger).command == OpenSession(str(left), "")


def test_session_is_not_offered_again(desk, left):
    press(desk, "restore_later")
    desk.sessions.offer_left()
    assert not shown(desk)
