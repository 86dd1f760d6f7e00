"""Whose copies lie in the folder: the living, the dead, and what is no copy at all."""

import os
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QLockFile

from lenet_gui.gui.sessions.autosave_folder import KEPT_DAYS, AutosaveFolder

LEAVE = """
import os, sys, pathlib
from PySide6.QtCore import QCoreApplication
from lenet_gui.gui.sessions.autosave_folder import AutosaveFolder
app = QCoreApplication(["lenet_gui"])
folder = AutosaveFolder(pathlib.Path(sys.argv[1]))
folder.own.write_text("left")
print(folder.own, flush=True)
if sys.argv[2] == "die":
    os._exit(1)
sys.stdin.readline()
"""


def program(folder, end: str) -> subprocess.Popen:
    """Another program with a copy, which dies at once or lives until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", LEAVE, str(folder), end],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.fixture
def place(folder):
    return folder.own.parent


def test_copy_of_a_program_that_died_is_found_once(folder, place):
    dead = program(place, "die")
    dead.communicate(timeout=30)
    found = folder.find_left()
    assert [leftover.path.read_text() for leftover in found] == ["left"]
    assert folder.find_left() == ()
    assert folder.kept() == found


def test_copy_of_a_program_that_lives_is_not_touched(folder, place):
    living = program(place, "live")
    path = living.stdout.readline().strip()
    assert folder.find_left() == ()
    assert os.path.isfile(path)  # noqa: PTH113
    living.communicate("\n", timeout=30)


def test_another_programs_eyes_do_not_find_this_ones(folder, place):
    folder.own.write_text("mine")
    other = AutosaveFolder(place)
    assert other.own != folder.own
    assert other.find_left() == ()
    other.close()
    assert folder.own.read_text() == "mine"


def test_copy_without_a_lock_belongs_to_nobody_alive(folder, place):
    (place / "running-1-abcd.lenet").write_text("left")
    assert len(folder.find_left()) == 1


@pytest.mark.parametrize("content", ["", "garbage", "1\nlenet_gui\n", "\x00" * 40])
def test_damaged_lock_of_a_dead_program_holds_nothing_up(folder, place, content):
    (place / "running-1-abcd.lenet").write_text("left")
    lock = place / "running-1-abcd.lock"
    lock.write_text(content)
    os.utime(lock, (1, 1))
    found = folder.find_left()
    assert len(found) <= 1  # a lock that names nobody may be somebody's
    assert (place / "running-1-abcd.lenet").exists() is not bool(found)


def test_whatever_else_lies_there_is_left_alone(folder, place):
    (place / "running-3.lenet").mkdir()
    (place / "running-4-abcd.lenet").touch()
    (place / "other.txt").write_text("x")
    (place / "running-.lenet.12.part").write_text("x")
    assert folder.find_left() == ()
    assert (place / "other.txt").is_file()
    assert (place / "running-.lenet.12.part").is_file()


def test_newest_copy_comes_first(folder, place):
    for number, seconds in enumerate((1000, 3000, 2000)):
        path = place / f"running-1-{number}.lenet"
        path.write_text("left")
        os.utime(path, (seconds, seconds))
    assert [leftover.saved_at for leftover in folder.find_left()] == [3000, 2000, 1000]


def test_what_nobody_wanted_is_kept_for_days_and_then_deleted(folder, place):
    for age in (KEPT_DAYS - 1, KEPT_DAYS + 1):
        path = place / f"left-{age}.lenet"
        path.write_text("left")
        written = time.time() - age * 86_400
        os.utime(path, (written, written))
    assert [leftover.path.name for leftover in folder.kept()] == [f"left-{KEPT_DAYS - 1}.lenet"]
    assert not (place / f"left-{KEPT_DAYS + 1}.lenet").exists()


def test_discarded_copy_is_deleted(folder, place):
    (place / "running-1-abcd.lenet").write_text("left")
    folder.discard(folder.find_left()[0])
    assert folder.kept() == ()


def test_copy_tells_where_its_session_was_saved(folder, place):
    name = str(place / "会话 1.lenet")
    folder.own.write_text("mine")
    folder.note(name)
    folder.own.rename(place / "running-1-abcd.lenet")
    folder.own.with_suffix(".note").rename(place / "running-1-abcd.note")
    found = folder.find_left()
    assert [leftover.name for leftover in found] == [name]
    assert folder.kept() == found
    folder.discard(found[0])
    assert [path.suffix for path in place.iterdir()] == [".lock"]


@pytest.mark.parametrize(
    "note", ["", "[]", '"/tmp/a.le', '"a.lenet"', '"/etc/passwd"', "7", "\N{SNOWMAN}"]
)
def test_note_that_cannot_be_relied_on_names_nothing(folder, place, note):
    (place / "running-1-abcd.lenet").write_text("left")
    (place / "running-1-abcd.note").write_text(note, encoding="utf-8")
    assert [leftover.name for leftover in folder.find_left()] == [""]


def test_copy_of_another_session_never_has_the_name_of_the_last_one(folder, place):
    note = folder.own.with_suffix(".note")
    folder.note(str(place / "a.lenet"))
    folder.expect(str(place / "a.lenet"))
    assert note.is_file()
    folder.expect(str(place / "b.lenet"))
    assert not note.exists()


def test_end_of_the_program_leaves_nothing(folder, place):
    folder.own.write_text("mine")
    folder.note(str(place / "a.lenet"))
    folder.close()
    assert list(place.iterdir()) == []


def test_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match="file"):
        AutosaveFolder(tmp_path / "file" / "autosave")


def test_lock_that_another_holds_is_not_old_whatever_its_age(folder, place):
    path = place / "running-7-abcd.lenet"
    path.write_text("left")
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    assert lock.tryLock(0)
    os.utime(path.with_suffix(".lock"), (1, 1))
    assert folder.find_left() == ()
    lock.unlock()
    assert len(folder.find_left()) == 1
