from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from lenet_gui.core.inputs import Digits
from lenet_gui.core.program import CANONICAL, Break, SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.running import Run
from lenet_gui.gui.panels.program import ProgramPanel
from tests.snapshots import input_view, make_snapshot


@pytest.fixture
def panel(qtbot) -> ProgramPanel:
    panel = ProgramPanel()
    qtbot.addWidget(panel)
    panel.resize(420, 420)
    panel.show()
    qtbot.waitExposed(panel)
    panel.take(make_snapshot())
    panel.refresh(1.0)
    return panel


@pytest.fixture
def issued(panel) -> list:
    commands = []
    panel.command_issued.connect(commands.append)
    return commands


def show(panel, **changes) -> None:
    panel.take(make_snapshot(**changes))
    panel.refresh(2.0)


def row_of(panel, line: int) -> int:
    return next(i for i, row in enumerate(panel.rows) if row.line == line)


def test_shows_the_set_up_and_the_loop_as_code(panel):
    text = panel.code.toPlainText()
    assert "optimizer = optim.SGD(net.parameters(), lr=0.01)" in text
    assert "for step in range(steps):\n" in text
    assert "    loss = criterion(output, target)" in text


def test_marks_the_line_that_comes_next(panel):
    assert panel.code.next_row == row_of(panel, 1)
    show(panel, line=4)
    assert panel.rows[panel.code.next_row].text == "loss.backward()"


def test_mark_goes_in_a_run_and_comes_back_after_it(panel):
    panel.set_running(running=True)
    show(panel, line=3)
    assert panel.code.next_row is None
    panel.set_running(running=False)
    assert panel.code.next_row == row_of(panel, 3)


def test_line_that_takes_a_batch_follows_the_input(panel):
    assert "# input, target = next(batches)" in panel.code.toPlainText()
    show(panel, input=input_view(source=Digits(batch_size=8), batches=180))
    assert "    input, target = next(batches)" in panel.code.toPlainText()


def test_cursor_stays_in_its_row_when_the_code_changes(panel):
    panel.code.choose(row_of(panel, 3))
    off = CANONICAL.with_line(1, replace(CANONICAL.lines[1], enabled=False))
    show(panel, program=off)
    assert panel.code.row == row_of(panel, 3)


def test_recipe_becomes_the_program(panel, issued):
    combo = panel.findChild(QComboBox, "program_recipe")
    combo.setCurrentIndex(list(Recipe).index(Recipe.CLIP_EACH))
    combo.activated.emit(combo.currentIndex())
    assert issued == [SetProgram(PROGRAMS[Recipe.CLIP_EACH])]


def test_recipe_is_recognised_and_an_edited_program_is_none(panel):
    combo = panel.findChild(QComboBox, "program_recipe")
    assert combo.currentData() == Recipe.CANONICAL
    stopped = CANONICAL.with_line(2, replace(CANONICAL.lines[2], stop=Break()))
    show(panel, program=stopped)
    assert combo.currentData() == Recipe.CANONICAL
    show(panel, program=CANONICAL.moved(1, 1))
    assert combo.currentIndex() == -1


def test_line_is_commented_out_and_in(panel, issued):
    panel.code.choose(row_of(panel, 1))
    panel.findChild(QCheckBox, "line_called").click()
    assert not issued[0].program.lines[1].enabled


def test_line_is_moved_and_the_cursor_goes_with_it(panel, issued):
    panel.code.choose(row_of(panel, 1))
    panel._down.trigger()
    assert issued == [SetProgram(CANONICAL.moved(1, 1))]
    assert panel.code.row == row_of(panel, 2)


def test_click_in_the_gutter_sets_a_breakpoint_and_another_removes_it(panel, qtbot, issued):
    row = row_of(panel, 3)
    panel.code.choose(row)
    place = panel.code.cursorRect()
    gutter = panel.code._gutter
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place.center())
    assert issued[-1].program.lines[3].stop == Break()
    show(panel, program=issued[-1].program)
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place.center())
    assert issued[-1].program.lines[3].stop is None


def test_breakpoint_is_set_by_key_and_refined(panel, qtbot, issued):
    panel.code.choose(row_of(panel, 3))
    panel.code.setFocus()
    qtbot.keyClick(panel.code, Qt.Key.Key_F9)
    show(panel, program=issued[-1].program)
    assert panel.findChild(QCheckBox, "break_stops").isChecked()
    panel.findChild(QSpinBox, "break_hits").setValue(3)
    assert issued[-1].program.lines[3].stop == Break(hits=3)


def test_showing_a_breakpoint_issues_nothing(panel, issued):
    show(panel, program=CANONICAL.with_line(3, replace(CANONICAL.lines[3], stop=Break(2))))
    panel.code.choose(row_of(panel, 3))
    panel.code.choose(row_of(panel, 4))
    assert issued == []


def test_run_to_the_cursor_asks_for_the_chosen_line(panel, qtbot):
    panel.code.choose(row_of(panel, 5))
    with qtbot.waitSignal(panel.run_requested) as requested:
        panel.run_to_cursor()
    assert requested.args == [Run(None, to_line=5)]


def test_row_without_a_line_cannot_be_run_to_or_moved(panel):
    panel.code.choose(0)
    assert not panel._to_row.isEnabled()
    assert not panel._up.isEnabled()


def test_copied_script_is_the_whole_program(panel):
    panel._copy.trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("import torch\n")
    assert "steps = 10\n" in text
    compile(text, "script", "exec")


def test_row_chosen_before_a_shorter_program_is_drawn_is_still_that_of_what_is_shown(panel):
    show(panel, program=PROGRAMS[Recipe.CLIP_EACH])
    panel.take(make_snapshot())  # taken, and not drawn yet
    panel.code.choose(len(panel.rows) - 1)
    assert panel.code.edit_argument()
    assert panel.code.editor.argument.name == "rule"
