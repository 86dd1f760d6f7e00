from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QMessageBox, QPushButton

from lenet_gui.core.commands import Backward
from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.timeline import (
    Arrival,
    CompareMoments,
    DropBranch,
    GoTo,
    Mark,
    Moment,
    NameBranch,
)
from lenet_gui.gui.panels.timeline import TimelinePanel
from tests.gui.pointing import point_at
from tests.snapshots import make_snapshot
from tests.timelines import branch, compared, difference, long_branch, timeline

MAIN = branch("ZFLBS" * 4, losses={3: 0.5}, marks={4: Mark.FAILED, 9: Mark.NOTICE})
SIDE = branch("FLBS", 1, parent=MAIN, fork=10, name="small lr")
ONE = timeline(MAIN)
TWO = timeline(MAIN, SIDE, now=Moment(0, 12))


class Answering:
    """The panel with a trainer's part: notes what it asks for, and answers when told to."""

    def __init__(self, panel: TimelinePanel) -> None:
        self.panel = panel
        self.commands: list[object] = []
        self.timeline = ONE
        panel.command_issued.connect(self.commands.append)

    def show(self, history) -> None:
        self.timeline = history
        self.panel.take(make_snapshot(timeline=history))
        self.panel.refresh(1.0)

    def answer(self) -> None:
        goal = self.commands[-1].moment
        arrival = Arrival(self.timeline.now, 0, rebuilt=False)
        self.show(replace(self.timeline, now=goal, arrival=arrival))

    @property
    def asked(self) -> list[Moment]:
        return [command.moment for command in self.commands if isinstance(command, GoTo)]


@pytest.fixture
def panel(qtbot) -> TimelinePanel:
    panel = TimelinePanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 180)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def trainer(panel) -> Answering:
    trainer = Answering(panel)
    trainer.show(ONE)
    return trainer


def place(panel, call: int) -> QPoint:
    """The middle of a call of the lowest branch."""
    return QPoint(round(panel.strip.span.x(call - 0.5)), panel.strip._layout().loss.center().y())


def test_empty_history_says_what_to_do(panel, qtbot):
    panel.take(make_snapshot())
    panel.refresh(1.0)
    assert not panel.travel.first.isEnabled()
    assert not panel.travel.last.isEnabled()
    assert panel.strip.readout == "the beginning, before any call"


def test_readout_tells_the_present_moment_exactly(trainer, panel):
    assert panel.strip.readout == "call 20, updates 4: optimizer.step() · lr 0.01"


def test_mouse_over_a_call_reads_it_out_and_goes_nowhere(trainer, panel):
    point_at(panel.strip, place(panel, 3))
    assert panel.strip.readout == (
        "call 3, updates 0: loss = criterion(output, target), loss 0.5 · lr 0.01"
    )
    assert panel.strip.accessibleDescription() == panel.strip.readout
    point_at(panel.strip, place(panel, 4))
    assert "✖ it failed" in panel.strip.readout
    point_at(panel.strip, place(panel, 9))
    assert "▲ something happened silently" in panel.strip.readout
    assert trainer.asked == []


@pytest.mark.parametrize(
    ("key", "modifier", "call"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 11),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 13),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 10),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 15),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier, 9),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 20),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 2),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 20),
    ],
)
def test_keys_go_through_the_calls(trainer, panel, qtbot, key, modifier, call):
    trainer.show(replace(ONE, now=Moment(0, 12)))
    qtbot.keyClick(panel.strip, key, modifier)
    assert trainer.asked == [Moment(0, call)]


@pytest.mark.parametrize(
    ("name", "call"),
    [("first", 0), ("back_many", 2), ("back", 11), ("forward", 13), ("forward_many", 20),
     ("last", 20)],
)  # fmt: skip
def test_buttons_go_through_the_calls(trainer, panel, name, call):
    trainer.show(replace(ONE, now=Moment(0, 12)))
    getattr(panel.travel, name).click()
    assert trainer.asked == [Moment(0, call)]


def test_page_is_as_large_as_it_says(trainer, panel, qtbot):
    panel.travel.page.setValue(7)
    assert panel.travel.back_many.text() == "−7"
    panel.travel.back_many.click()
    trainer.answer()
    qtbot.keyClick(panel.strip, Qt.Key.Key_PageUp)
    assert trainer.asked == [Moment(0, 13), Moment(0, 6)]


def test_click_goes_to_the_call_under_the_mouse(trainer, panel, qtbot):
    qtbot.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=place(panel, 8))
    assert trainer.asked == [Moment(0, 8)]


def test_click_on_a_branch_goes_there_and_beside_it_to_the_chosen_one(trainer, panel, qtbot):
    trainer.show(TWO)
    lanes = {lane.branch.number: lane for lane in panel.strip._layout().lanes}
    x = round(panel.strip.span.x(11.5))
    for number in (1, 0):
        spot = QPoint(x, lanes[number].rect.center().y())
        qtbot.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=spot)
        if trainer.commands:
            trainer.answer()
    assert trainer.asked == [Moment(1, 12), Moment(0, 12)]


def test_drag_asks_for_one_moment_at_a_time_and_ends_at_the_last(trainer, panel, qtbot):
    strip = panel.strip
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=place(panel, 18))
    for call in (16, 13, 9, 6):
        point_at(strip, place(panel, call))
    assert trainer.asked == [Moment(0, 18)]
    trainer.answer()
    point_at(strip, place(panel, 5))
    assert trainer.asked == [Moment(0, 18), Moment(0, 6)]
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=place(panel, 5))
    trainer.answer()
    trainer.answer()
    assert trainer.asked == [Moment(0, 18), Moment(0, 6), Moment(0, 5)]
    point_at(strip, place(panel, 12))
    assert len(trainer.asked) == 3


def test_slider_goes_along_the_chosen_branch(trainer, panel):
    trainer.show(TWO)
    panel.branches.choice.setCurrentIndex(1)
    panel.branches.choice.activated.emit(1)
    assert panel.travel.slider.maximum() == 14
    panel.travel.slider.setValue(13)
    trainer.answer()
    panel.travel.slider.setValue(9)
    assert trainer.asked == [Moment(1, 13), Moment(0, 9)]


def test_slider_follows_where_one_is_and_asks_for_nothing_by_itself(trainer, panel):
    trainer.show(replace(ONE, now=Moment(0, 7)))
    assert panel.travel.slider.value() == 7
    assert trainer.asked == []


def test_during_a_run_nobody_goes_anywhere(trainer, panel, qtbot):
    panel.set_running(running=True)
    qtbot.keyClick(panel.strip, Qt.Key.Key_Left)
    qtbot.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=place(panel, 8))
    assert trainer.asked == []
    assert not panel.travel.back.isEnabled()
    assert not panel.travel.slider.isEnabled()
    panel.set_running(running=False)
    assert panel.travel.back.isEnabled()


def test_refused_jump_lets_the_next_one_begin(trainer, panel):
    panel.travel.back.click()
    panel.take_refusal()
    panel.travel.first.click()
    assert trainer.asked == [Moment(0, 19), Moment(0, 0)]


def test_marks_are_jumped_to_and_can_be_chosen(trainer, panel):
    panel._before.trigger()
    trainer.answer()
    panel._wanted[Mark.NOTICE].setChecked(False)
    panel._before.trigger()
    trainer.answer()
    assert trainer.asked == [Moment(0, 9), Moment(0, 4)]


def test_only_marks_that_there_are_can_be_jumped_to(trainer, panel):
    assert panel._before.isEnabled()
    assert not panel._after.isEnabled()
    for wanted in panel._wanted.values():
        wanted.setChecked(False)
    assert not panel._before.isEnabled()


def test_zoom_with_keys_buttons_and_wheel_changes_what_is_shown_only(trainer, panel, qtbot):
    strip = panel.strip
    whole = strip.span.size
    qtbot.keyClick(strip, Qt.Key.Key_Plus)
    assert strip.span.size < whole
    spot = QPointF(600, 60)
    before = strip.span.call_at(600)
    QApplication.sendEvent(strip, QWheelEvent(
        spot, strip.mapToGlobal(spot), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip
    assert strip.span.call_at(600) == before
    qtbot.keyClick(strip, Qt.Key.Key_0)
    assert strip.span.size == whole
    panel._closer.trigger()
    assert strip.span.size < whole
    panel._fit.trigger()
    assert strip.span.size == whole
    assert trainer.asked == []


def test_moment_out_of_view_comes_into_it(trainer, panel):
    trainer.show(timeline(long_branch(1000), now=Moment(0, 3000)))
    for _ in range(20):
        panel.strip.zoom(0.8)
    trainer.show(replace(trainer.timeline, now=Moment(0, 12)))
    assert panel.strip.span.low < 12 <= panel.strip.span.high


def test_hundred_thousand_steps_are_drawn_and_gone_through(trainer, panel, qtbot):
    trainer.show(timeline(long_branch(100_000), now=Moment(0, 300_000)))
    assert panel.strip.readout.startswith("call 300\N{NARROW NO-BREAK SPACE}000, updates 50")
    assert not panel.grab().isNull()
    qtbot.keyClick(panel.strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    trainer.answer()
    qtbot.keyClick(panel.strip, Qt.Key.Key_End)
    assert trainer.asked == [Moment(0, 299_994), Moment(0, 600_000)]


def test_going_to_and_fro_paints_the_picture_once(trainer, panel):
    trainer.show(timeline(long_branch(100), now=Moment(0, 300)))
    panel.strip.grab()
    before = panel.strip._picture._pixmap.cacheKey()
    trainer.show(replace(trainer.timeline, now=Moment(0, 12)))
    panel.strip.grab()
    assert panel.strip._picture._pixmap.cacheKey() == before
    panel.strip.zoom(0.5)
    panel.strip.grab()
    assert panel.strip._picture._pixmap.cacheKey() != before


@pytest.mark.parametrize("loss", [np.nan, np.inf, -np.inf, 1e300])
def test_losses_that_are_no_numbers_are_drawn(trainer, panel, loss):
    trainer.show(timeline(branch("ZFLBS" * 3, losses={3: loss, 8: 0.5})))
    assert not panel.strip.grab().isNull()
    point_at(panel.strip, place(panel, 3))
    assert f"loss {loss!r}" in panel.strip.readout


# -- branches -------------------------------------------------------------------------------


def test_branches_are_offered_by_name_and_the_present_one_is_chosen(trainer, panel):
    trainer.show(TWO)
    choice = panel.branches.choice
    assert [choice.itemText(i) for i in range(choice.count())] == ["main", "small lr"]
    assert choice.currentText() == "main"
    trainer.show(replace(TWO, now=Moment(1, 13)))
    assert choice.currentText() == "small lr"


def test_chosen_branch_is_told_to_the_window_and_gone_to_by_its_menu(trainer, panel):
    trainer.show(TWO)
    chosen = []
    panel.branch_chosen.connect(chosen.append)
    panel.branches.choice.setCurrentIndex(1)
    panel.branches.choice.activated.emit(1)
    assert chosen == [1]
    assert trainer.asked == []
    panel.branches.newest.trigger()
    assert trainer.asked == [Moment(1, 14)]


def test_branch_is_named_as_the_person_writes_it(trainer, panel, qtbot):
    panel.branches.rename.trigger()
    dialog = panel.findChild(QInputDialog, "timeline_ask_name")
    assert "“main”" in dialog.labelText()
    dialog.setTextValue("  as the tutorial  ")
    dialog.accept()
    assert trainer.commands == [NameBranch(0, "as the tutorial")]


def test_branch_is_forgotten_after_a_question_only(trainer, panel):
    trainer.show(TWO)
    panel.branches.choice.setCurrentIndex(1)
    panel.branches.choice.activated.emit(1)
    panel.branches.drop.trigger()
    box = panel.findChild(QMessageBox, "timeline_ask_drop")
    assert "“small lr”" in box.text()
    assert trainer.commands == []
    box.findChild(QPushButton, "timeline_forget").click()
    assert trainer.commands == [DropBranch(1)]


def test_first_branch_and_those_that_one_is_on_are_kept(trainer, panel):
    trainer.show(TWO)
    assert not panel.branches.drop.isEnabled()
    trainer.show(replace(TWO, now=Moment(1, 13)))
    assert not panel.branches.drop.isEnabled()
    leaf = branch("Z", 2, parent=SIDE, fork=12)
    trainer.show(timeline(MAIN, SIDE, leaf))
    panel.branches.choice.setCurrentIndex(1)
    panel.branches.choice.activated.emit(1)
    assert not panel.branches.drop.isEnabled()


def test_pins_of_a_dropped_branch_are_gone(trainer, panel):
    trainer.show(replace(TWO, now=Moment(1, 13)))
    panel.pin("A")
    trainer.show(ONE)
    assert panel.strip.pins == {}


# -- two moments ----------------------------------------------------------------------------


def test_two_pinned_moments_are_compared(trainer, panel):
    assert not panel._compare.isEnabled()
    panel._pins["A"].trigger()
    trainer.show(replace(ONE, now=Moment(0, 5)))
    panel._pins["B"].trigger()
    trainer.show(replace(ONE, now=Moment(0, 7)))
    panel._compare.trigger()
    assert trainer.commands == [CompareMoments(Moment(0, 20), Moment(0, 5))]


def test_one_pinned_moment_is_compared_with_now(trainer, panel):
    panel._pins["A"].trigger()
    assert not panel._compare.isEnabled()
    trainer.show(replace(ONE, now=Moment(0, 7)))
    panel._compare.trigger()
    assert trainer.commands == [CompareMoments(Moment(0, 20), Moment(0, 7))]
    panel.pin("A")
    panel.pin("A")
    assert panel.strip.pins == {}


def test_comparison_shows_what_differs_most_first(trainer, panel):
    rows = (
        difference("parameter", "fc3.bias"),
        difference("parameter", "fc1.weight", changed=3, largest=0.25, norm=0.5, norms=(1.5, 2.0)),
        difference("grad", "fc1.weight", changed=None, largest=None, norm=None, norms=(1.5, None)),
        difference("exp_avg", "fc2.bias", changed=1, largest=0.1, norm=0.1),
        difference("exp_avg", "fc3.bias", changed=9, largest=np.nan, norm=np.nan),
    )
    trainer.show(replace(ONE, compared=compared(*rows)))
    page = panel.comparison
    assert panel.shows_comparison
    cells = [
        [page.table.item(row, column).text() for column in range(7)]
        for row in range(page.table.rowCount())
    ]
    assert [row[:2] for row in cells] == [
        ["exp_avg", "fc3.bias"], ["parameter", "fc1.weight"], ["exp_avg", "fc2.bias"],
        [".grad", "fc1.weight"], ["parameter", "fc3.bias"],
    ]  # fmt: skip
    assert cells[1][2:] == ["3 / 150", "0.25", "0.5", "1.5", "2.0"]
    assert cells[3][2:] == ["—", "—", "—", "1.5", "—"]
    assert cells[2][3] == "0.1"
    assert "updates: 1 → 2\nloss: 0.5 → 0.25\nlr: 0.01" in page.facts.toPlainText()
    assert "Moment A: call 5, updates 1: optimizer.step()" in page.facts.toPlainText()
    assert page.sentence.text() == (
        "4 of 5 tensors differ, most of all exp_avg fc3.bias: by up to nan."
    )


def test_moments_of_two_branches_are_told_apart(trainer, panel):
    one = branch("ZFLBS" * 4)
    both = timeline(one, branch("FLBS", 1, parent=one, fork=6))
    moments = {"one": Moment(0, 10), "other": Moment(1, 10)}
    trainer.show(replace(both, compared=compared(difference("parameter", "fc3.bias"), **moments)))
    text = panel.comparison.facts.toPlainText()
    assert "call 10, updates 2: optimizer.step() (branch “main”)" in text
    assert "call 10, updates 2: optimizer.step() (branch “branch 1”)" in text


def test_identical_is_said_only_where_no_bit_differs(trainer, panel):
    page = panel.findChild(QLabel, "timeline_compared")
    same = difference("parameter", "fc3.bias")
    trainer.show(replace(ONE, compared=compared(same, same)))
    assert "identical to the last bit: 300 numbers compared" in page.text()
    # The two zeros: other bits, and no difference between the numbers.
    zeros = difference("parameter", "fc3.bias", changed=1)
    trainer.show(replace(ONE, compared=compared(same, zeros)))
    assert page.text() == "1 of 2 tensors differ."


def test_comparison_is_copied_whole_and_closed(trainer, panel):
    trainer.show(replace(ONE, compared=compared(difference("parameter", "fc3.bias"))))
    panel.comparison.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "parameter\tfc3.bias\t0 / 150\t0.0\t0.0\t1.5\t1.5" in text
    assert text.startswith("Parameters, gradients")
    panel._back.trigger()
    assert not panel.shows_comparison
    trainer.show(replace(trainer.timeline, now=Moment(0, 4)))
    assert not panel.shows_comparison  # the same comparison does not come back by itself


# -- calls of other panels ------------------------------------------------------------------


def test_call_that_is_chosen_elsewhere_is_shown_and_not_gone_to(trainer, panel):
    trainer.show(timeline(long_branch(1000)))
    for _ in range(25):
        panel.strip.zoom(0.8)
    panel.show_call(Origin(Backward(), 5, 0))
    assert panel.strip.pointed == Moment(0, 5)
    assert panel.strip.span.low < 5 <= panel.strip.span.high
    panel.hover_call(Origin(Backward(), 11, 0))
    assert panel.strip.pointed == Moment(0, 11)
    panel.hover_call(None)
    assert panel.strip.pointed is None
    assert trainer.asked == []


def test_call_on_the_way_to_a_branch_is_found_on_its_parent(trainer, panel):
    trainer.show(replace(TWO, now=Moment(1, 14)))
    panel.show_call(Origin(Backward(), 9, 0))
    assert panel.strip.pointed == Moment(0, 9)


def test_call_that_the_history_does_not_have_marks_none(trainer, panel):
    panel.show_call(Origin(Backward(), 99, 0))
    assert panel.strip.pointed is None


def test_everything_has_a_name_for_screen_readers(trainer, panel):
    travel = panel.travel
    parts = (panel.strip, travel.slider, travel.page, travel.first, travel.back_many, travel.back,
             travel.forward, travel.forward_many, travel.last, panel.branches.choice,
             panel.comparison.table, panel.comparison.facts)  # fmt: skip
    assert all(part.accessibleName() for part in parts)
    assert all(action.toolTip() for action in panel._bar.actions() if action.text())
