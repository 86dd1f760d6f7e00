"""The Optimizer panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QTabWidget

from lenet_gui.core.commands import LossKind, SetLoss, SetOptimizer
from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.snapshot import StateEntry
from lenet_gui.gui.panels.optimizer import OptimizerPanel
from lenet_gui.gui.program.argument_field import ArgumentField
from lenet_gui.gui.widgets.row_table import RowTable
from tests.snapshots import make_snapshot

STATE = (
    StateEntry("conv1.bias", "step", (), 2.0),
    StateEntry("conv1.bias", "exp_avg", (6,), 0.5),
    StateEntry("conv2.weight", "exp_avg", (16, 6, 5, 5), 0.5),
)


@pytest.fixture
def panel(qtbot) -> OptimizerPanel:
    panel = OptimizerPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 500)
    panel.show()
    return panel


@pytest.fixture
def commands(panel) -> list:
    issued = []
    panel.command_issued.connect(issued.append)
    return issued


def show(panel, **changes) -> None:
    panel.take(make_snapshot(**changes))
    panel.refresh(1.0)


def text(panel, name: str) -> str:
    return panel.findChild(QLabel, name).text()


def type_lr(panel, value: str) -> None:
    edit = panel.findChild(ArgumentField, "argument_lr").edits[0]
    edit.setText(value)
    edit.textEdited.emit(value)


def lr(panel) -> str:
    return panel.findChild(ArgumentField, "argument_lr").texts[0]


def press_apply(panel, qtbot) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton, "optimizer_apply"), Qt.MouseButton.LeftButton)


def test_the_form_shows_the_optimizer_in_use(panel):
    show(panel, optimizer=Adam(lr=0.002))
    assert lr(panel) == "0.002"
    assert text(panel, "optimizer_status") == "in use now"


def test_apply_asks_for_what_the_form_says(panel, commands, qtbot):
    show(panel)
    type_lr(panel, "0.5")
    press_apply(panel, qtbot)
    assert commands == [SetOptimizer(SGD(lr=0.5))]


def test_typing_shows_the_line_that_apply_runs(panel, commands):
    show(panel)
    type_lr(panel, "0.25")
    assert text(panel, "optimizer_line") == "optimizer = optim.SGD(net.parameters(), lr=0.25)"
    assert text(panel, "optimizer_status") == "not applied yet"
    assert commands == []


def test_a_wrong_number_closes_apply_and_says_why(panel, commands, qtbot):
    show(panel)
    type_lr(panel, "fast")
    press_apply(panel, qtbot)
    assert commands == []
    assert "“fast” is not a number" in text(panel, "optimizer_problem")
    assert not panel.findChild(QPushButton, "optimizer_apply").isEnabled()


def test_snapshots_do_not_overwrite_what_is_being_typed(panel):
    show(panel)
    type_lr(panel, "0.")
    show(panel, step=1)
    show(panel, step=2)
    assert lr(panel) == "0."


def test_an_optimizer_set_elsewhere_is_taken_over(panel):
    show(panel)
    type_lr(panel, "0.7")
    show(panel, optimizer=SGD(lr=0.03))
    assert lr(panel) == "0.03"


def test_what_is_lost_is_said_before_apply(panel):
    show(panel, optimizer=Adam(), optimizer_state=STATE)
    said = text(panel, "optimizer_lost").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert said == "Apply discards the state: step, exp_avg (tensors: 2, numbers: 2 407)."
    assert panel.findChild(QLabel, "optimizer_lost").isVisible()


def test_nothing_is_said_to_be_lost_where_there_is_no_state(panel):
    show(panel)
    assert not panel.findChild(QLabel, "optimizer_lost").isVisible()


def test_the_state_is_listed(panel):
    show(panel, optimizer=Adam(), optimizer_state=STATE)
    panel.findChild(QTabWidget, "optimizer_tabs").setCurrentIndex(1)
    table = panel.findChild(RowTable, "optimizer_state_table")
    assert table.isVisible()
    assert table.rowCount() == 3


def test_choosing_a_loss_function_asks_for_it(panel, commands):
    show(panel)
    panel.findChild(QRadioButton, "loss_cross_entropy").click()
    assert commands == [SetLoss(LossKind.CROSS_ENTROPY)]


def test_the_loss_function_in_use_is_marked_without_asking_for_it(panel, commands):
    show(panel, loss_kind=LossKind.CROSS_ENTROPY)
    assert panel.findChild(QRadioButton, "loss_cross_entropy").isChecked()
    assert text(panel, "loss_mse_line") == "criterion = nn.MSELoss()"
    assert commands == []
