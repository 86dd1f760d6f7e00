"""Arguments of the program, edited where they stand in the code."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QToolTip

from lenet_gui.core import commands as c
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.program import CANONICAL, SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.gui.panels.program import ProgramPanel
from tests.gui.pointing import point_at
from tests.snapshots import make_snapshot


@pytest.fixture
def panel(qtbot) -> ProgramPanel:
    panel = ProgramPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    panel.activateWindow()
    qtbot.waitExposed(panel)
    show(panel)
    panel.code.setFocus()
    qtbot.waitUntil(panel.code.hasFocus)
    return panel


@pytest.fixture
def issued(panel) -> list:
    commands = []
    panel.command_issued.connect(commands.append)
    return commands


@pytest.fixture
def field(panel) -> QLineEdit:
    return panel.findChild(QLineEdit, "argument_edit")


@pytest.fixture
def choice(panel) -> QComboBox:
    return panel.findChild(QComboBox, "argument_choice")


def show(panel, **changes) -> None:
    panel.take(make_snapshot(**changes))
    panel.refresh(2.0)


def place_of(panel, name: str) -> QPoint:
    """The middle of the first argument of that name."""
    for row, written in enumerate(panel.code._written):
        for argument in written.arguments:
            if argument.name == name:
                return panel.code.place_of(row, argument).center()
    raise AssertionError(f"no {name}")


@pytest.fixture
def click(panel, qtbot):
    def click(name: str) -> None:
        place = place_of(panel, name)
        qtbot.mouseClick(panel.code.viewport(), Qt.MouseButton.LeftButton, pos=place)

    return click


def choose_row(panel, text: str) -> None:
    panel.code.choose(next(i for i, row in enumerate(panel.rows) if row.text.startswith(text)))


def test_yes_becomes_no_at_a_click(panel, click, issued):
    click("set_to_none")
    assert issued[0].program.lines[1].call == c.ZeroGrad(set_to_none=False)
    click("retain_graph")
    program = issued[1].program
    assert program.lines[4].call == c.Backward(retain_graph=True)
    # The first edit is not shown yet, and yet the second does not undo it.
    assert program.lines[1].call == c.ZeroGrad(set_to_none=False)


def test_number_is_typed_over_its_place_and_taken_by_enter(panel, qtbot, click, field, issued):
    click("lr")
    assert field.text() == "0.01"
    assert field.hasFocus()
    assert field.geometry().contains(place_of(panel, "lr") + QPoint(field.width() // 3, 0))
    qtbot.keyClicks(field, "1e-3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert issued == [c.SetOptimizer(replace(make_snapshot().optimizer, lr=0.001))]
    assert not field.isVisible()
    assert panel.code.hasFocus()


def test_number_is_taken_when_the_focus_goes(panel, qtbot, click, field, issued):
    click("divide_by")
    qtbot.keyClicks(field, "4")
    panel.code.setFocus()
    assert issued[0].program.lines[3].call == c.ComputeLoss(divide_by=4)
    assert not field.isVisible()


def test_number_that_stays_as_it_was_issues_nothing(panel, qtbot, click, field, issued):
    click("lr")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not field.isVisible()
    assert issued == []


def test_escape_leaves_the_number_as_it_was(panel, qtbot, click, field, issued):
    click("lr")
    qtbot.keyClicks(field, "0.5")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert issued == []
    assert not field.isVisible()
    assert "lr=0.01" in panel.code.toPlainText()


@pytest.mark.parametrize("text", ["fast", "-1", "nan", "__import__('os')"])
def test_what_is_no_number_is_told_by_the_field_and_changes_nothing(
    panel, qtbot, click, field, issued, text
):
    click("lr")
    qtbot.keyClicks(field, text)
    told = panel.findChild(QLabel, "argument_problem")
    assert told.isVisible()
    assert told.text().startswith("⚠ lr")
    assert told.geometry().top() > field.geometry().center().y()
    assert field.accessibleDescription() == told.text()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    panel.code.setFocus()
    assert not field.isVisible()
    assert not told.isVisible()
    assert issued == []
    click("lr")
    assert field.text() == "0.01"
    assert panel.code.editor.problem == ""


def test_micro_batches_are_edited_and_the_divisor_of_the_loss_follows(
    panel, qtbot, click, field, issued
):
    show(panel, program=PROGRAMS[Recipe.ACCUMULATE])
    click("micro_batches")
    qtbot.keyClicks(field, "8")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert issued == [SetProgram(PROGRAMS[Recipe.ACCUMULATE].with_micro_batches(8))]


def test_choice_is_made_in_a_list_that_a_click_opens(panel, qtbot, click, choice, issued):
    click("rule")
    assert choice.view().isVisible()
    assert [choice.itemText(i) for i in range(2)] == [
        "optimizer.step()", "weight -= learning_rate * grad",
    ]  # fmt: skip
    qtbot.keyClick(choice.view(), Qt.Key.Key_Down)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)
    assert issued[0].program.lines[5].call == c.OptimizerStep(c.UpdateRule.MANUAL)
    assert not choice.isVisible()


def test_choice_is_made_by_keys_alone_and_only_enter_takes_it(panel, qtbot, choice, issued):
    choose_row(panel, "net.zero_grad")
    qtbot.keyClick(panel.code, Qt.Key.Key_F2)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == "optimizer"
    qtbot.keyClick(choice, Qt.Key.Key_Escape)
    assert issued == []
    qtbot.keyClick(panel.code, Qt.Key.Key_Return)
    assert choice.currentText() == "net"
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    assert issued[0].program.lines[1].call == c.ZeroGrad(of=c.ZeroGradOf.OPTIMIZER)


def test_tab_takes_the_value_and_goes_on_in_the_line(panel, qtbot, field, issued):
    show(panel, program=PROGRAMS[Recipe.SCHEDULE])
    choose_row(panel, "scheduler =")
    qtbot.keyClick(panel.code, Qt.Key.Key_F2)
    qtbot.keyClicks(field, "5")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert issued[-1].program.scheduler.step_size == 5
    assert (panel.code.editor.argument.name, field.text()) == ("gamma", "0.5")
    qtbot.keyClicks(field, "0.25")
    qtbot.keyClick(field, Qt.Key.Key_Tab)  # the last one of the line
    assert not field.isVisible()
    scheduler = issued[-1].program.scheduler
    assert (scheduler.step_size, scheduler.gamma) == (5, 0.25)


def test_shift_tab_goes_back_in_the_line_with_yes_and_no_as_a_list(panel, qtbot, choice, issued):
    choose_row(panel, "net.zero_grad")
    qtbot.keyClick(panel.code, Qt.Key.Key_F2)
    qtbot.keyClick(choice, Qt.Key.Key_Tab)
    assert (panel.code.editor.argument.name, choice.currentText()) == ("set_to_none", "True")
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    qtbot.keyClick(choice, Qt.Key.Key_Backtab)
    assert panel.code.editor.argument.name == "of"
    assert issued[0].program.lines[1].call == c.ZeroGrad(set_to_none=False)


def test_what_is_typed_stays_while_the_code_changes_elsewhere(panel, qtbot, click, field, issued):
    click("lr")
    qtbot.keyClicks(field, "0.")
    show(panel, program=CANONICAL.with_line(1, replace(CANONICAL.lines[1], enabled=False)))
    qtbot.keyClicks(field, "5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert issued == [c.SetOptimizer(SGD(lr=0.5))]


def test_field_goes_when_its_argument_changes_under_it(panel, qtbot, click, field, issued):
    click("lr")
    qtbot.keyClicks(field, "0.5")
    show(panel, optimizer=SGD(lr=0.2))
    assert not field.isVisible()
    assert issued == []


def test_field_follows_its_argument_when_the_code_is_scrolled(panel, click, field):
    panel.resize(400, 200)
    panel.code.verticalScrollBar().setValue(2)
    click("lr")
    top = field.y()
    panel.code.verticalScrollBar().setValue(3)
    assert field.y() < top
    panel.code.verticalScrollBar().setValue(2)
    assert field.y() == top


def test_code_scrolls_to_the_field_and_back(panel, qtbot, field):
    panel.resize(260, 300)
    choose_row(panel, "optimizer =")
    across = panel.code.horizontalScrollBar()
    across.setValue(0)
    qtbot.keyClick(panel.code, Qt.Key.Key_F2)
    assert across.value() > 0
    assert panel.code.viewport().rect().contains(field.geometry().center())
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert across.value() == 0


def test_mouse_over_an_argument_is_a_hand_and_the_tip_says_what_it_is(panel):
    viewport = panel.code.viewport()
    point_at(viewport, place_of(panel, "retain_graph"))
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    place = place_of(panel, "retain_graph")
    QApplication.sendEvent(
        viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    )
    assert QToolTip.text().startswith("retain_graph\n")
    assert "Click to switch it (F2)" in QToolTip.text()
    choose_row(panel, "output = net")
    point_at(viewport, panel.code.cursorRect().center())
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_row_without_arguments_has_no_field(panel, qtbot, field, choice):
    choose_row(panel, "output = net")
    qtbot.keyClick(panel.code, Qt.Key.Key_F2)
    assert not field.isVisible()
    assert not choice.isVisible()


def test_text_that_is_selected_across_an_argument_edits_nothing(panel, qtbot, issued):
    end = place_of(panel, "retain_graph")
    viewport = panel.code.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=end - QPoint(30, 0))
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert panel.code.textCursor().hasSelection()
    assert issued == []


def test_refused_edit_is_no_ground_for_the_next_one(panel, click, issued):
    click("set_to_none")
    panel.take_refusal()
    click("retain_graph")
    assert issued[1].program.lines[1].call == c.ZeroGrad()


def test_field_goes_when_what_it_edits_is_in_the_code_no_longer(panel, click, choice, issued):
    click("rule")
    assert choice.isVisible()
    show(panel, program=PROGRAMS[Recipe.VECTOR_THEN_LOSS])
    show(panel, program=PROGRAMS[Recipe.MANUAL])
    assert choice.isHidden()
    assert issued == []
