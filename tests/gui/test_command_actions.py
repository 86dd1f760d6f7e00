import pytest
from PySide6.QtWidgets import QMainWindow

from lenet_gui.core import commands as c
from lenet_gui.core.inputs import Digits
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.program import SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.running import Run, Unit
from lenet_gui.gui.command_actions import CommandActions
from tests.snapshots import input_view, make_snapshot


@pytest.fixture
def actions(qtbot) -> CommandActions:
    window = QMainWindow()
    qtbot.addWidget(window)
    yield CommandActions(window)
    window.close()  # and until here the window is kept, which owns the actions


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("zero_grad", c.ZeroGrad()),
        ("forward", c.Forward()),
        ("loss", c.ComputeLoss()),
        ("backward", c.Backward()),
        ("backward_output", c.BackwardOutput(retain_graph=True)),
        ("step", c.OptimizerStep()),
        ("reset", c.Reset(0)),
        ("compare", c.CompareZeroGrad()),
    ],
)
def test_action_issues_its_command(qtbot, actions, name, command):
    with qtbot.waitSignal(actions.command_issued) as issued:
        getattr(actions, name).trigger()
    assert issued.args == [command]


def test_choices_change_the_command_and_the_line_in_the_tool_tip(qtbot, actions):
    actions.choices.to_zeros.setChecked(True)
    actions.choices.of_optimizer.setChecked(True)
    actions.choices.retain_graph.setChecked(True)
    actions.choices.manual.setChecked(True)
    expected = [
        (actions.zero_grad, c.ZeroGrad(set_to_none=False, of=c.ZeroGradOf.OPTIMIZER)),
        (actions.backward, c.Backward(retain_graph=True)),
        (actions.step, c.OptimizerStep(c.UpdateRule.MANUAL)),
    ]
    for action, command in expected:
        with qtbot.waitSignal(actions.command_issued) as issued:
            action.trigger()
        assert issued.args == [command]
        assert pytorch_line(command) in action.toolTip()


@pytest.mark.parametrize(
    ("name", "count", "unit"),
    [
        ("run_line", 1, Unit.CALL),
        ("run_update", 1, Unit.UPDATE),
        ("run_one", 1, Unit.ITERATION),
        ("run_many", 25, Unit.UPDATE),
        ("run", None, Unit.ITERATION),
    ],
)
def test_run_asks_for_its_count_and_unit(qtbot, actions, name, count, unit):
    actions.run_count, actions.run_unit = 25, Unit.UPDATE
    with qtbot.waitSignal(actions.run_requested) as requested:
        getattr(actions, name).trigger()
    assert requested.args == [Run(count, unit)]


def test_choice_edits_the_line_of_the_program(qtbot, actions):
    with qtbot.waitSignal(actions.command_issued) as issued:
        actions.choices.loop_zero_grad.setChecked(False)
    command = issued.args[0]
    assert isinstance(command, SetProgram)
    assert [line.call for line in command.program.lines if not line.enabled] == [c.ZeroGrad()]


def test_press_makes_the_call_that_the_program_has(qtbot, actions):
    program = PROGRAMS[Recipe.ACCUMULATE]
    actions.show_state(make_snapshot(program=program))
    with qtbot.waitSignal(actions.command_issued) as issued:
        actions.loss.trigger()
    assert issued.args == [c.ComputeLoss(divide_by=4)]
    assert "/ 4" in actions.loss.toolTip()


def test_choices_follow_the_program_and_issue_nothing_by_that(qtbot, actions):
    issued = []
    actions.command_issued.connect(issued.append)
    actions.show_state(make_snapshot(program=PROGRAMS[Recipe.MANUAL_WITHOUT_ZERO_GRAD]))
    assert actions.choices.manual.isChecked()
    assert not actions.choices.by_optimizer.isChecked()
    assert not actions.choices.loop_zero_grad.isChecked()
    assert issued == []


def test_run_over_a_data_set_measures_the_test_part(qtbot, actions):
    view = input_view(source=Digits(batch_size=8), batches=180, test_count=360)
    actions.show_state(make_snapshot(input=view))
    with qtbot.waitSignal(actions.run_requested) as requested:
        actions.run.trigger()
    assert requested.args[0].evaluate_every is not None
    assert actions.next_batch.isEnabled()


def test_only_pause_waits_for_a_run(actions):
    assert not actions.pause.isEnabled()
    actions.set_running(running=True)
    assert actions.pause.isEnabled()
    assert all(action.isEnabled() for action in actions.phases.values())


def test_every_shortcut_is_unique(actions):
    keys = [a.shortcut().toString() for a in actions.all_actions if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys)) >= 13


def test_what_run_n_counts_is_chosen(qtbot, actions):
    actions.units[Unit.CALL].trigger()
    with qtbot.waitSignal(actions.run_requested) as requested:
        actions.run_many.trigger()
    assert requested.args == [Run(10, Unit.CALL)]
