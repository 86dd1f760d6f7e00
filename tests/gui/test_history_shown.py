"""The window and the history: what is asked of the trainer, and what the past looks like."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton

from lenet_gui.core.commands import Backward
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.snapshot import Outcome
from lenet_gui.core.timeline import Arrival, GoTo, Moment
from lenet_gui.gui.gradients.pages import Page
from tests.timelines import branch, timeline

MAIN = branch("ZFLBS" * 4)


class Trainer:
    """In the place of the training thread: notes what is asked for, and answers."""

    def __init__(self, window) -> None:
        self.window = window
        self.commands: list[object] = []
        window.training.command_issued.disconnect()
        window.training.command_issued.connect(self.commands.append)
        self.show(timeline(MAIN))

    def show(self, history) -> None:
        last = Outcome(history.command(history.now) or Backward())
        snapshot = replace(
            self.window.snapshot, calls=history.now.call, last=last, timeline=history
        )
        self.window.training.applied.emit(snapshot)

    def answer(self) -> None:
        history, goal = self.window.snapshot.timeline, self.commands[-1].moment
        arrival = Arrival(history.now, 2, rebuilt=True)
        self.show(replace(history, now=goal, arrival=arrival))


@pytest.fixture
def trainer(window, press) -> Trainer:
    press("forward")  # the thread has loaded all it needs, and can be stopped at once
    return Trainer(window)


@pytest.fixture
def panel(window):
    return next(panel for panel in window.panels if panel.key == "timeline")


def sentence(window) -> str:
    return window.findChild(QLabel, "sentence").text()


def test_going_back_by_key_is_answered_by_bar_sentence_and_log(window, trainer, qtbot):
    assert window.past.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert trainer.commands == [GoTo(Moment(0, 19))]
    trainer.answer()
    assert not window.past.isHidden()
    assert "after call 19 of 20" in window.past.text.text()
    assert sentence(window).startswith("Back to the moment after call 19, loss.backward().")
    log = next(panel for panel in window.panels if panel.key == "log")
    assert log._list.topLevelItem(log._list.topLevelItemCount() - 1).text(0) == "# back to call 19"
    window.past.back.click()
    assert trainer.commands[-1] == GoTo(Moment(0, 20))


def test_strip_stays_under_the_mouse_when_the_bar_appears(window, trainer, panel, qtbot):
    place = panel.strip.mapToGlobal(QPoint(0, 0))
    size = panel.strip.size()
    panel.travel.back.click()
    trainer.answer()
    qtbot.waitUntil(window.past.isVisible)
    assert panel.strip.mapToGlobal(QPoint(0, 0)) == place
    assert panel.strip.size() == size
    panel.travel.last.click()
    trainer.answer()
    assert panel.strip.mapToGlobal(QPoint(0, 0)) == place
    assert window.past.isVisible()


def test_arrival_marks_no_part_as_changed(window, trainer, panel):
    panel.travel.first.click()
    trainer.answer()
    assert all(not chip.change for chip in window.status._chips.values())


def test_refused_jump_is_explained_and_the_next_one_goes(window, trainer, panel):
    panel.travel.back.click()
    error = InputError(InputProblem.NO_SUCH_MOMENT, "call 19")
    window.training.refused.emit(error)
    assert (
        "call 19: the history has no such moment" in window.findChild(QLabel, "notice_text").text()
    )
    panel.travel.first.click()
    window.history.back.trigger()
    assert [command.moment.call for command in trainer.commands] == [19, 0, 19]


def test_branch_that_the_panel_chooses_is_the_one_that_the_keys_go_along(window, trainer, panel):
    side = branch("FLBS", 1, parent=MAIN, fork=10)
    trainer.show(timeline(MAIN, side, now=Moment(0, 5)))
    panel.branches.choice.setCurrentIndex(1)
    panel.branches.choice.activated.emit(1)
    window.history.newest.trigger()
    assert trainer.commands == [GoTo(Moment(1, 14))]


def test_tool_bar_goes_back_and_forward(window, trainer):
    window.findChild(QToolButton, "button_history_back").click()
    trainer.answer()
    window.findChild(QToolButton, "button_history_forward").click()
    assert [command.moment.call for command in trainer.commands] == [19, 20]


def test_history_is_a_menu_with_all_its_actions(window):
    menus = [action.menu() for action in window.menuBar().actions()]
    menu = next(menu for menu in menus if window.history.back in menu.actions())
    assert set(window.history.all_actions) <= set(menu.actions())


def test_a_recorded_backward_leads_to_its_moment_and_to_the_inspector(window, press, qtbot):
    for _ in range(2):
        for name in ("zero_grad", "forward", "loss", "backward", "step"):
            snapshot = press(name)
            if name == "backward" and snapshot.step == 0:
                gradient = snapshot.gradients["fc3.weight"]
    gradients = next(panel for panel in window.panels if panel.key == "gradients")
    gradients.page = Page.OVER_TIME
    gradients.history.enlarge("fc3.weight")
    gradients.history.choose(0, other=False)
    gradients.findChild(QAction, "history_view_explain").trigger()
    qtbot.waitUntil(lambda: window.snapshot.inspection is not None, timeout=10_000)
    assert window.snapshot.timeline.now == Moment(0, 4)
    found = window.snapshot.inspection
    assert found.element.name == "fc3.weight"
    assert found.explanation.number == gradient[found.element.index]
    assert abs(found.explanation.number) == np.abs(gradient).max()
    assert found.explanation.same_bits
    assert sentence(window).startswith("The Inspector explains")
