import pytest
from PySide6.QtWidgets import QMainWindow

from lenet_gui.core import commands as c
from lenet_gui.core.inputs import Digits
from lenet_gui.core.lines import pytorch_line
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
    actions.to_zeros.setChecked(True)
    actions.of_optimizer.setChecked(True)
    actions.retain_graph.setChecked(True)
    actions.manual.setChecked(True)
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


@pytest.mark.parametrize(("name", "count"), [("run_one", 1), ("run_many", 25), ("run", None)])
def test_run_asks_for_its_count(qtbot, actions, name, count):
    actions.run_count = 25
    with qtbot.waitSignal(actions.run_requested) as requested:
        getattr(actions, name).trigger()
    run = requested.args[0]
    assert run.count == count
    assert run.body.commands() == (
        c.ZeroGrad(), c.Forward(), c.ComputeLoss(), c.Backward(), c.OptimizerStep(),
    )  # fmt: skip
    assert run.evaluate_every is None


def test_run_leaves_zero_grad_out_as_the_tutorial_does(qtbot, actions):
    actions.loop_zero_grad.setChecked(False)
    with qtbot.waitSignal(actions.run_requested) as requested:
        actions.run_many.trigger()
    assert requested.args[0].body.commands()[0] == c.Forward()


def test_run_over_a_data_set_draws_batches_and_measures_the_test_part(qtbot, actions):
    view = input_view(source=Digits(batch_size=8), batches=180, test_count=360)
    actions.show_state(make_snapshot(input=view))
    with qtbot.waitSignal(actions.run_requested) as requested:
        actions.run.trigger()
    run = requested.args[0]
    assert run.body.commands()[0] == c.NextBatch()
    assert run.evaluate_every is not None
    assert actions.next_batch.isEnabled()


def test_only_pause_waits_for_a_run(actions):
    assert not actions.pause.isEnabled()
    actions.set_running(running=True)
    assert actions.pause.isEnabled()
    assert all(action.isEnabled() for action in actions.phases.values())


def test_every_shortcut_is_unique(actions):
    keys = [a.shortcut().toString() for a in actions.all_actions if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys)) >= 13
