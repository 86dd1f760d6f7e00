"""What a crash has left is offered once, and stays for who does not want it now."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from lenet_gui.core.session import OpenSession
from lenet_gui.gui.sessions.questions import Decision


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
