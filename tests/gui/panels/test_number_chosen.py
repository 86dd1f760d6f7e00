"""How each panel offers to explain one of its numbers."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTableWidget

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.snapshot import NoneReason, StateEntry
from lenet_gui.gui.panels.gradients import GradientsPanel, Page
from lenet_gui.gui.panels.input import InputPanel
from lenet_gui.gui.panels.ledger import LedgerPanel
from lenet_gui.gui.panels.loss import LossPanel
from lenet_gui.gui.panels.network import NetworkPanel
from lenet_gui.gui.panels.optimizer import OptimizerPanel
from lenet_gui.gui.panels.output import OutputPanel
from lenet_gui.gui.panels.parameters import ParametersPanel
from tests.ledgers import account, deposit, ledger_snapshot, scaling
from tests.snapshots import input_view, make_snapshot


@pytest.fixture
def shown(qtbot):
    """Builds a panel that shows a moment, and lists the numbers that are chosen in it."""

    def build(kind, snapshot=None, **changes):
        panel = kind()
        qtbot.addWidget(panel)
        panel.resize(520, 520)
        panel.show()
        qtbot.waitExposed(panel)
        panel.take(snapshot or make_snapshot(with_gradients=True, computed=True, **changes))
        panel.refresh(1.0)
        chosen: list[Element] = []
        panel.number_chosen.connect(chosen.append)
        return panel, chosen

    return build


def trigger(panel, name: str) -> None:
    panel.findChild(QAction, name).trigger()


def largest(panel, name: str) -> tuple[int, ...]:
    gradient = np.abs(panel.snapshot.gradients[name])
    return tuple(int(i) for i in np.argwhere(gradient == gradient.max())[0])


def test_a_pixel_of_an_activation_is_one_of_the_shown_sample(shown, qtbot):
    view = input_view(batch_size=4, sample=2)
    panel, chosen = shown(NetworkPanel, input=view)
    tiles = panel._output.view
    qtbot.mouseDClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.cell_centre((3, 5, 7)))
    assert chosen == [Element(Quantity.ACTIVATION, "conv1", (2, 3, 5, 7))]


def test_enter_explains_the_chosen_cell(shown, qtbot):
    panel, chosen = shown(NetworkPanel)
    panel._tabs.setCurrentIndex(1)
    tiles = panel._weights.view
    qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.cell_centre((4, 0, 1, 2)))
    assert chosen == []
    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    trigger(panel, "network_weights_tiles_explain")
    assert chosen == [Element(Quantity.PARAMETER, "conv1.weight", (4, 0, 1, 2))] * 2


def test_enter_without_a_chosen_cell_explains_nothing(shown, qtbot):
    panel, chosen = shown(NetworkPanel)
    qtbot.keyClick(panel._output.view, Qt.Key.Key_Return)
    trigger(panel, "network_output_tiles_explain")
    assert chosen == []


def test_a_pixel_of_the_input_is_an_activation(shown, qtbot):
    panel, chosen = shown(InputPanel)
    tiles = panel._image.view
    qtbot.mouseDClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.cell_centre((8, 9)))
    assert chosen == [Element(Quantity.ACTIVATION, "input", (0, 0, 8, 9))]


def test_a_class_is_a_number_of_the_last_layer_and_the_menu_has_the_loss(shown, qtbot):
    panel, chosen = shown(OutputPanel)
    panel.bars.choose(4)
    qtbot.keyClick(panel.bars, Qt.Key.Key_Return)
    trigger(panel, "class_bars_explain_loss")
    assert chosen == [
        Element(Quantity.ACTIVATION, "fc3", (0, 4)),
        Element(Quantity.LOSS, "loss"),
    ]


def test_the_menu_explains_the_class_that_the_mouse_has_left_for_it(shown):
    panel, chosen = shown(OutputPanel)
    panel.bars.choose(6)
    panel.bars.choose(-1)
    trigger(panel, "class_bars_explain")
    assert chosen == [Element(Quantity.ACTIVATION, "fc3", (0, 6))]


def test_a_double_click_on_a_bar_explains_its_class(shown, qtbot):
    panel, chosen = shown(OutputPanel)
    room = panel.bars._room()
    middle = QPoint(room.left() + room.width() * 5 // 20, room.center().y())
    qtbot.mouseDClick(panel.bars, Qt.MouseButton.LeftButton, pos=middle)
    assert chosen == [Element(Quantity.ACTIVATION, "fc3", (0, 2))]


@pytest.mark.parametrize(
    ("column", "quantity"),
    [(0, Quantity.PARAMETER), (2, Quantity.GRADIENT), (3, Quantity.GRADIENT), (6, Quantity.UPDATE)],
)
def test_a_row_of_the_parameters_is_its_number_with_the_largest_gradient(shown, column, quantity):
    panel, chosen = shown(ParametersPanel)
    table = panel.findChild(QTableWidget, "parameters_table")
    table.setCurrentCell(3, column)
    table.itemActivated.emit(table.item(3, column))
    assert chosen == [Element(quantity, "conv2.bias", largest(panel, "conv2.bias"))]


def test_a_parameter_without_a_gradient_is_its_first_number(shown):
    panel, chosen = shown(ParametersPanel, make_snapshot())
    panel.findChild(QTableWidget, "parameters_table").selectRow(0)
    trigger(panel, "parameters_table_explain_parameter")
    assert chosen == [Element(Quantity.PARAMETER, "conv1.weight", (0, 0, 0, 0))]


def test_a_bar_of_a_histogram_is_its_first_number(shown, qtbot):
    panel, chosen = shown(GradientsPanel)
    panel.view.enlarge("fc2.bias")
    for _ in range(3):
        qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    low, high = panel.view._enlarged.bounds
    trigger(panel, "histogram_view_explain")
    gradient = panel.snapshot.gradients["fc2.bias"].astype(float)
    inside = [i for i, value in enumerate(gradient) if low <= value < high and value != 0]
    place = inside[0] if inside else largest(panel, "fc2.bias")[0]
    assert chosen == [Element(Quantity.GRADIENT, "fc2.bias", (place,))]


def test_a_histogram_without_a_chosen_bar_is_its_largest_number(shown):
    panel, chosen = shown(GradientsPanel)
    trigger(panel, "histogram_view_explain")
    place = largest(panel, "conv1.weight")
    assert chosen == [Element(Quantity.GRADIENT, "conv1.weight", place)]


def test_a_gradient_that_is_none_has_no_number(shown):
    snapshot = make_snapshot()
    row = replace(snapshot.rows[0], none_reason=NoneReason.NO_BACKWARD)
    panel, chosen = shown(GradientsPanel, replace(snapshot, rows=(row, *snapshot.rows[1:])))
    said = []
    panel.unexplained.connect(lambda why: said.append(why()))
    trigger(panel, "histogram_view_explain")
    assert chosen == []
    assert said == [
        "conv1.weight.grad is None. The graph reaches conv1.weight, but backward was not called "
        "yet."
    ]


def test_the_chosen_number_of_the_ledger_is_a_gradient(shown, qtbot):
    parts = [0.5, -0.25, 0.0, 0.125, 1.0, 2.0]
    panel, chosen = shown(LedgerPanel, ledger_snapshot(account(deposit(parts), total=parts)))
    panel.parameter = "conv1.bias"
    qtbot.keyClicks(panel.number, "3")
    trigger(panel, "ledger_explain")
    panel.number.clear()
    trigger(panel, "ledger_explain")
    assert chosen == [
        Element(Quantity.GRADIENT, "conv1.bias", (3,)),
        Element(Quantity.GRADIENT, "conv1.bias", (5,)),
    ]


def test_a_row_of_the_optimizers_state_is_an_update(shown):
    state = (StateEntry("fc3.bias", "exp_avg", (10,), 0.5),)
    panel, chosen = shown(OptimizerPanel, optimizer_state=state)
    table = panel.findChild(QTableWidget, "optimizer_state_table")
    table.itemActivated.emit(table.item(0, 1))
    assert chosen == [Element(Quantity.UPDATE, "fc3.bias", largest(panel, "fc3.bias"))]


def test_the_last_loss_is_explained(shown):
    panel, chosen = shown(LossPanel)
    trigger(panel, "loss_explain")
    assert chosen == [Element(Quantity.LOSS, "loss")]


def test_a_printed_number_of_a_parameter_is_chosen_by_its_index(shown, qtbot):
    panel, chosen = shown(ParametersPanel)
    text = panel._values
    body = text.toPlainText()
    for start in (body.index("tensor"), body.rindex("tensor")):
        cursor = text.textCursor()
        cursor.setPosition(body.index(",", start) + 3)
        text.setTextCursor(cursor)
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert chosen == [
        Element(Quantity.GRADIENT, "conv1.bias", (1,)),
        Element(Quantity.PARAMETER, "conv1.bias", (1,)),
    ]


@pytest.mark.parametrize("batch", [1, 3])
def test_printed_numbers_of_the_output_and_the_loss_are_chosen(shown, qtbot, batch):
    output = np.arange(10 * batch, dtype=np.float32).reshape(batch, 10)
    view = input_view(batch_size=batch, sample=batch - 1)
    panel, chosen = shown(OutputPanel, output=output, input=view)
    body = panel.text.toPlainText()
    places = (body.index("0.7947,"), body.index("0.794664"), body.index("9."))
    for place in places:
        cursor = panel.text.textCursor()
        cursor.setPosition(place + 1)
        panel.text.setTextCursor(cursor)
        qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    loss = Element(Quantity.LOSS, "loss")
    assert chosen[:2] == [loss, loss]
    assert chosen[2] == Element(Quantity.ACTIVATION, "fc3", (batch - 1, 9))


def test_a_band_of_the_ledger_is_its_own_largest_number_or_the_chosen_one(shown, qtbot):
    one, two = [0.5, -3.0, 0.0, 0.125, 1.0, 2.0], [0.0, 3.0, 0.0, 4.0, 0.0, 0.0]
    total = [0.5, 0.0, 0.0, 4.125, 1.0, 2.0]
    shown_account = account(deposit(one, 3), deposit(two, 6), scaling(0.5), total=total)
    panel, chosen = shown(LedgerPanel, ledger_snapshot(shown_account))
    panel.parameter = "conv1.bias"
    panel.bands.choose(0)
    qtbot.keyClick(panel.bands, Qt.Key.Key_Return)
    trigger(panel, "ledger_bands_explain")
    panel.number.clear()
    panel.bands.choose(1)
    middle = panel.bands.visualRect(panel.bands.currentIndex()).center()
    qtbot.mouseClick(panel.bands.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(panel.bands.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    panel.number.clear()
    panel.bands.choose(2)
    qtbot.keyClick(panel.bands, Qt.Key.Key_Return)
    places = [element.index for element in chosen]
    assert {element.name for element in chosen} == {"conv1.bias"}
    assert places == [(1,), (1,), (3,), (3,)]


def test_a_line_of_the_sizes_is_the_largest_number_of_its_gradient(shown, qtbot):
    panel, chosen = shown(GradientsPanel)
    panel.page = Page.RMS
    lines = panel.sizes
    qtbot.keyClick(lines, Qt.Key.Key_Down)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    trigger(panel, "rms_view_explain")
    qtbot.mouseDClick(lines, Qt.MouseButton.LeftButton, pos=lines._line(2).center())
    qtbot.mouseDClick(lines, Qt.MouseButton.LeftButton, pos=QPoint(5, lines.height() - 2))
    second, third = ("conv1.bias", "conv2.weight")
    assert chosen == [
        Element(Quantity.GRADIENT, second, largest(panel, second)),
        Element(Quantity.GRADIENT, second, largest(panel, second)),
        Element(Quantity.GRADIENT, third, largest(panel, third)),
    ]
