from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMainWindow, QPlainTextEdit, QSpinBox

from lenet_gui.core.timeline import Arrival, GoTo, Moment, SetHistoryBudget
from lenet_gui.gui.history_actions import HistoryActions
from tests.timelines import branch, timeline

MAIN = branch("ZFLBS" * 4)
SIDE = branch("FLBS", 1, parent=MAIN, fork=10)
HERE = timeline(MAIN, SIDE, now=Moment(0, 12), bytes=3 * 2**20, saved=7)


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def actions(window) -> HistoryActions:
    actions = HistoryActions(window)
    window.addActions(actions.all_actions)
    actions.show_timeline(HERE)
    return actions


@pytest.fixture
def asked(actions) -> list:
    commands: list = []
    actions.command_issued.connect(commands.append)
    return commands


@pytest.mark.parametrize(
    ("name", "call"),
    [("back", 11), ("forward", 13), ("back_step", 10), ("forward_step", 15), ("first", 0),
     ("newest", 20)],
)  # fmt: skip
def test_action_goes_to_its_moment(actions, asked, name, call):
    getattr(actions, name).trigger()
    assert asked == [GoTo(Moment(0, call))]


@pytest.mark.parametrize(
    ("key", "modifier", "call"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, 11),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier, 13),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, 10),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, 15),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.AltModifier, 20),
    ],
)
def test_keys_press_the_actions(window, asked, qtbot, key, modifier, call):
    qtbot.keyClick(window, key, modifier)
    assert asked == [GoTo(Moment(0, call))]


def test_redo_has_both_of_its_usual_keys(window, asked, qtbot):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    assert asked == [GoTo(Moment(0, 13))]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QSpinBox])
def test_text_field_keeps_undo_for_itself(window, asked, qtbot, kind):
    field = kind(window)
    window.setCentralWidget(field)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == []


def test_only_directions_that_there_are_are_offered(actions):
    actions.show_timeline(replace(HERE, now=Moment(0, 0)))
    assert not actions.back.isEnabled()
    assert not actions.first.isEnabled()
    assert actions.newest.isEnabled()
    actions.show_timeline(replace(HERE, now=Moment(0, 20)))
    assert actions.back_step.isEnabled()
    assert not actions.forward.isEnabled()
    assert not actions.forward_step.isEnabled()


def test_during_a_run_none_is_offered(actions):
    actions.set_running(running=True)
    assert not actions.back.isEnabled()
    assert not actions.newest.isEnabled()
    actions.set_running(running=False)
    assert actions.back.isEnabled()


def test_key_that_is_held_down_asks_for_one_moment_at_a_time(actions, asked):
    for _ in range(5):
        actions.back.trigger()
    assert asked == [GoTo(Moment(0, 11))]
    arrival = Arrival(Moment(0, 12), 0, rebuilt=False)
    actions.show_timeline(replace(HERE, now=Moment(0, 11), arrival=arrival))
    assert asked == [GoTo(Moment(0, 11)), GoTo(Moment(0, 7))]


def test_refusal_gives_up_the_jump(actions, asked):
    actions.back.trigger()
    actions.take_refusal()
    actions.first.trigger()
    assert asked == [GoTo(Moment(0, 11)), GoTo(Moment(0, 0))]


def test_branch_that_was_chosen_is_the_one_to_go_to_the_end_of(actions, asked):
    actions.choose_branch(1)
    assert actions.end == Moment(1, 14)
    actions.newest.trigger()
    assert asked == [GoTo(Moment(1, 14))]


def test_memory_is_asked_for_with_what_is_used_and_sent_in_mebibytes(window, actions, asked):
    actions.memory.trigger()
    dialog = window.findChild(QInputDialog, "history_ask_memory")
    assert "3.0 MiB" in dialog.labelText()
    assert dialog.intValue() == 512
    dialog.setIntValue(64)
    dialog.accept()
    assert asked == [SetHistoryBudget(64)]
