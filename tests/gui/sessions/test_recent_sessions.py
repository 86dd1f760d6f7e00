"""The list of sessions that were opened or saved last."""

from pathlib import Path

import pytest

from lenet_gui.core.session import OpenSession
from lenet_gui.gui.sessions.recent_sessions import KEPT, KEY, RecentSessions
from lenet_gui.gui.settings import Settings
from tests.gui.sessions.test_restoring import recent


def test_newest_is_first_and_none_is_there_twice(settings):
    sessions = RecentSessions(settings)
    for name in ("a", "b", "a"):
        sessions.add(Path(name))
    assert sessions.paths == (Path("a"), Path("b"))


def test_ten_are_remembered_until_the_next_start(settings):
    sessions = RecentSessions(settings)
    for number in range(12):
        sessions.add(Path(f"{number} ü 字.lenet"))
    again = RecentSessions(settings)
    assert len(again.paths) == KEPT == 10
    assert again.paths[0] == Path("11 ü 字.lenet")


def test_two_programs_do_not_drop_each_others_sessions(tmp_path):
    one, other = (RecentSessions(Settings(tmp_path / "shared.ini")) for _ in range(2))
    one.add(Path("a"))
    other.add(Path("b"))
    one.add(Path("c"))
    assert other.paths == (Path("c"), Path("b"), Path("a"))


@pytest.mark.parametrize("garbage", ["banana", "{}", '[1, null, ""]', "[" * 100_000, ""])
def test_garbage_in_the_settings_is_an_empty_list(settings, garbage):
    settings.set_value(KEY, garbage)
    assert RecentSessions(settings).paths == ()


def test_saved_and_opened_sessions_are_listed(desk, answered, tmp_path):
    desk.answers.path = str(tmp_path / "one.lenet")
    answered(desk.sessions.menu.save_as.trigger)
    (tmp_path / "two & a half.lenet").write_text("x")
    answered(lambda: desk.sessions.open(tmp_path / "two & a half.lenet"))
    first, second, clear = recent(desk)
    assert first.startswith("&1  two && a half.lenet")
    assert second.startswith("&2  one.lenet")
    assert clear == "&Clear the list"


def test_entry_opens_its_session(desk, answered, tmp_path):
    desk.answers.path = str(tmp_path / "one.lenet")
    answered(desk.sessions.menu.save_as.trigger)
    recent(desk)
    answer = answered(desk.sessions.menu.recent.actions()[0].trigger)
    assert answer.command == OpenSession(str(tmp_path / "one.lenet"), None)


def test_session_that_is_gone_stays_listed_and_cannot_be_chosen(desk, answered, tmp_path):
    desk.answers.path = str(tmp_path / "one.lenet")
    answered(desk.sessions.menu.save_as.trigger)
    (tmp_path / "one.lenet").unlink()
    recent(desk)
    action = desk.sessions.menu.recent.actions()[0]
    assert not action.isEnabled()
    assert action.toolTip() == f"{tmp_path / 'one.lenet'} is not there any more."


def test_list_can_be_cleared(desk, answered, tmp_path):
    desk.answers.path = str(tmp_path / "one.lenet")
    answered(desk.sessions.menu.save_as.trigger)
    recent(desk)
    desk.sessions.menu.recent.actions()[-1].trigger()
    assert recent(desk) == ["Nothing was opened or saved yet"]
    assert not desk.sessions.menu.recent.actions()[0].isEnabled()


def test_dialogs_begin_where_the_last_session_lies(desk, answered, tmp_path):
    desk.answers.path = str(tmp_path / "one.lenet")
    answered(desk.sessions.menu.save_as.trigger)
    desk.answers.path = ""
    desk.sessions.menu.open.trigger()
    assert desk.answers.asked[-1] == f"open {tmp_path}"
