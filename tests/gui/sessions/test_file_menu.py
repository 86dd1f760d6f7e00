"""The File menu: its entries, their keys, and the dialogs behind them."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox

from lenet_gui.gui.sessions.questions import Decision, Dialogs, Questions


def file_menu(desk):
    return desk.window.menuBar().actions()[0].menu()


def test_entries_are_named_and_have_their_keys(desk):
    keys = {
        action.objectName(): action.shortcut().toString()
        for action in file_menu(desk).actions()
        if action.objectName().startswith("session")
    }
    assert keys == {
        "session_new": "Ctrl+N",
        "session_open": "Ctrl+O",
        "session_save": "Ctrl+S",
        "session_save_as": "Ctrl+Shift+S",
    }


def test_saving_and_a_new_session_wait_for_the_trainer(qtbot, desk):
    assert desk.sessions.menu.save.isEnabled()
    desk.sessions.menu.set_ready(ready=False)
    assert not desk.sessions.menu.new.isEnabled()
    assert desk.sessions.menu.open.isEnabled()


def test_exports_lie_in_the_menu(desk):
    menus = [action.menu() for action in file_menu(desk).actions()]
    assert desk.window.exports.menu in menus


# -- the dialogs ---------------------------------------------------------------------------


@pytest.fixture
def dialogs(qtbot) -> Dialogs:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    dialogs = Dialogs(window)
    dialogs.kept = window
    return dialogs


def answering(press):
    """Do something with the dialog that is about to open, and keep what it said."""
    said = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QMessageBox):
            said.append(dialog.text())
        press(dialog)

    QTimer.singleShot(0, act)
    return said


@pytest.mark.parametrize(
    ("button", "decision"),
    [
        (QMessageBox.StandardButton.Save, Decision.SAVE),
        (QMessageBox.StandardButton.Discard, Decision.DISCARD),
        (QMessageBox.StandardButton.Cancel, Decision.CANCEL),
    ],
)
def test_unsaved_calls_have_three_answers(dialogs, button, decision):
    said = answering(lambda box: box.button(button).click())
    assert dialogs.unsaved("mine.lenet") is decision
    assert said == ["Save what you did since mine.lenet was saved?"]


def test_closed_question_loses_nothing(dialogs):
    answering(lambda box: box.reject())
    assert dialogs.unsaved("") is Decision.CANCEL


@pytest.mark.parametrize(("which", "overwrites"), [("Overwrite", True), ("Cancel", False)])
def test_changed_file_is_overwritten_on_the_word_alone(dialogs, which, overwrites):
    answering(lambda box: next(b for b in box.buttons() if b.text() == which).click())
    assert dialogs.overwrites("mine.lenet") is overwrites


def test_closed_question_overwrites_nothing(dialogs):
    answering(lambda box: box.reject())
    assert not dialogs.overwrites("mine.lenet")


def test_save_dialog_adds_the_ending(dialogs, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda _: True)
    assert dialogs.path_to_save(str(tmp_path / "mine")) == str(tmp_path / "mine.lenet")


def test_dismissed_save_dialog_saves_nowhere(dialogs, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda _: False)
    assert dialogs.path_to_save(str(tmp_path / "mine.lenet")) == ""


def test_nobody_is_asked_where_nobody_is(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    nobody = Questions(window)
    assert nobody.unsaved("mine.lenet") is Decision.DISCARD
    assert not nobody.overwrites("mine.lenet")
    assert nobody.path_to_open("") == nobody.path_to_save("") == ""
