"""The desktop entry: what is written, how a desktop reads it, and that it goes again."""

import configparser
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from lenet_gui import desktop_entry

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are for Linux")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder for the files, and a system without tools to read them."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(desktop_entry.shutil, "which", lambda _: None)
    return tmp_path / "data"


def entry(data):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(data / "applications" / "lenet_gui.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def unquoted(value: str) -> list[str]:
    """The arguments of an ``Exec`` key, as the specification has them read."""
    text = re.sub(r"\\(.)", r"\1", value)  # every value first
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', text)
    return [re.sub(r"\\(.)", r"\1", part or bare).replace("%%", "%") for part, bare in parts]


@linux_only
def test_double_click_runs_main_with_the_file(data, capsys):
    assert desktop_entry.main([]) == 0
    found = entry(data)
    python, main, file = unquoted(found["Exec"])
    assert os.access(python, os.X_OK)
    assert main == str(desktop_entry.ROOT / "main.py")
    assert file == "%f"
    assert found["MimeType"] == "application/x-lenet-session;"
    assert (data.parent / found["Icon"]).is_file()
    shown = capsys.readouterr().out
    assert "lenet_gui.desktop" in shown
    assert "--remove" in shown


@linux_only
def test_kind_of_file_is_told_by_its_ending(data):
    desktop_entry.main([])
    root = ET.parse(data / "mime" / "packages" / "lenet_gui.xml").getroot()  # noqa: S314
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = root.find(f"{space}mime-type")
    assert kind.get("type") == "application/x-lenet-session"
    assert kind.find(f"{space}glob").get("pattern") == "*.lenet"


@linux_only
def test_removing_leaves_nothing_and_can_be_repeated(data, capsys):
    desktop_entry.main([])
    assert desktop_entry.main(["--remove"]) == 0
    assert [path for path in data.rglob("*") if path.is_file()] == []
    assert desktop_entry.main(["--remove"]) == 0
    assert "nothing to remove" in capsys.readouterr().out


@linux_only
def test_tools_of_the_desktop_are_run_where_they_are(data, monkeypatch):
    ran = []
    monkeypatch.setattr(desktop_entry.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(
        desktop_entry.subprocess, "run",
        lambda command, **_: ran.append(command) or subprocess.CompletedProcess(command, 0),
    )  # fmt: skip
    desktop_entry.main([])
    assert ran == [
        ["/bin/update-mime-database", str(data / "mime")],
        ["/bin/update-desktop-database", str(data / "applications")],
    ]


@linux_only
def test_folder_that_cannot_be_written_is_a_sentence(data, capsys):
    data.write_text("a file where the folder should be")
    assert desktop_entry.main([]) == 1
    assert "The system refused" in capsys.readouterr().err


def test_other_systems_are_told_so(data, monkeypatch, capsys):
    monkeypatch.setattr(desktop_entry.sys, "platform", "win32")
    assert desktop_entry.main([]) == 1
    assert "for Linux" in capsys.readouterr().err
    assert not data.exists()


@pytest.mark.parametrize("chosen", ["", "relative/path"])
def test_person_without_a_folder_of_choice_has_the_usual_one(chosen, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", chosen)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert desktop_entry.data_folder() == tmp_path / ".local" / "share"


@pytest.mark.parametrize("path", ['/a b/"c"/$d`e', "/100 %/f", "/back\\slash", "/字 ü"])
def test_odd_paths_come_back_whole(path):
    assert unquoted(desktop_entry.quoted(path)) == [path]


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="has no such tool")
def test_entry_is_valid(data):
    desktop_entry.install(data)
    path = data / "applications" / "lenet_gui.desktop"
    result = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True)
    assert result.stdout == ""
