"""The Network panel."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTabWidget

from lenet_gui.gui.network.tile_page import TilePage
from lenet_gui.gui.panels.network import NetworkPanel
from lenet_gui.gui.widgets.row_table import RowTable
from tests.gui.pointing import point_at
from tests.snapshots import LAYERS, make_snapshot

NAMES = [layer.name for layer in LAYERS]
OUTPUT, WEIGHTS, TEXT = 0, 1, 2


@pytest.fixture
def panel(qtbot) -> NetworkPanel:
    panel = NetworkPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    return panel


def show(panel, snapshot) -> None:
    panel.take(snapshot)
    panel.refresh(1.0)


def choose(panel, layer: str, tab: int = OUTPUT) -> TilePage:
    panel.findChild(RowTable).selectRow(NAMES.index(layer))
    panel.findChild(QTabWidget, "network_tabs").setCurrentIndex(tab)
    return panel.findChild(TilePage, "network_weights_page" if tab else "network_output_page")


def row(panel, layer: str) -> list[str]:
    table = panel.findChild(RowTable)
    return [table.item(NAMES.index(layer), c).text() for c in range(table.columnCount())]


def test_every_layer_has_a_row(panel):
    show(panel, make_snapshot())
    table = panel.findChild(RowTable)
    assert [table.item(r, 0).text() for r in range(table.rowCount())] == NAMES
    assert row(panel, "conv2") == [
        "conv2", "Conv2d", "16×6×5×5", "16×10×10",
        "2\N{NARROW NO-BREAK SPACE}416", "240\N{NARROW NO-BREAK SPACE}000",
    ]  # fmt: skip
    assert row(panel, "input") == ["input", "—", "—", "1×32×32", "—", "—"]


def test_the_totals_are_those_of_the_layers(panel):
    show(panel, make_snapshot())
    text = panel.findChild(QLabel, "network_totals").text()
    assert text.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "Total: 61 706 parameters, 416 520 multiply-adds"
    )


def test_the_first_layer_with_weights_is_chosen_at_first(panel):
    show(panel, make_snapshot())
    assert panel.findChild(RowTable).currentRow() == NAMES.index("conv1")


def test_before_forward_it_says_what_to_press(panel):
    show(panel, make_snapshot())
    page = choose(panel, "relu2")
    assert page.message.isVisible()
    assert page.message.text() == "Press forward to see what relu2 makes of the image."


def test_the_input_is_seen_before_any_forward(panel, qtbot):
    snapshot = make_snapshot()
    show(panel, snapshot)
    page = choose(panel, "input")
    point_at(page.view, page.view.cell_centre((0, 31, 4)))
    assert page.view.pointed_value == float(snapshot.input.pixels[31, 4])


@pytest.mark.parametrize("layer", NAMES[1:])
def test_each_layer_shows_its_output(panel, qtbot, layer):
    snapshot = make_snapshot(computed=True)
    show(panel, snapshot)
    page = choose(panel, layer)
    values = snapshot.activations[layer]
    last = tuple(length - 1 for length in values.shape)
    point_at(page.view, page.view.cell_centre(last))
    place = ", ".join(str(i) for i in last)
    assert page.readout.text() == f"{layer}[{place}] = {float(values[last]):.6g}"


@pytest.mark.parametrize("layer", ["conv1", "conv2", "fc1", "fc2", "fc3"])
def test_layers_with_weights_show_them_before_any_forward(panel, qtbot, layer):
    snapshot = make_snapshot()
    show(panel, snapshot)
    page = choose(panel, layer, WEIGHTS)
    weight = snapshot.parameters[f"{layer}.weight"]
    index = tuple(length - 1 for length in weight.shape)
    point_at(page.view, page.view.cell_centre(index))
    assert page.view.pointed == index
    assert page.view.pointed_value == float(weight[index])


def test_layers_without_weights_say_so(panel):
    show(panel, make_snapshot(computed=True))
    page = choose(panel, "pool1", WEIGHTS)
    assert page.message.text() == "pool1 has no weights: there is nothing in it to learn."


def test_new_values_keep_the_chosen_layer_and_cell(panel, qtbot):
    show(panel, make_snapshot(computed=True))
    page = choose(panel, "fc3")
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=page.view.cell_centre((2,)))
    values = np.full(10, 0.75, dtype=np.float32)
    show(panel, make_snapshot(computed=True, activations={"fc3": values}))
    assert panel.findChild(RowTable).currentRow() == NAMES.index("fc3")
    assert page.readout.text() == "fc3[2] = 0.75"


def test_numbers_that_are_not_finite_are_counted(panel):
    snapshot = make_snapshot(computed=True)
    broken = snapshot.activations["conv2"].copy()
    broken[3, :2] = np.nan
    show(panel, replace(snapshot, activations={**snapshot.activations, "conv2": broken}))
    assert choose(panel, "conv2").legend.marks[2] == "not finite: 20"


def test_the_text_is_that_of_the_network_and_can_be_selected(panel):
    snapshot = make_snapshot()
    show(panel, snapshot)
    text = panel.findChild(QPlainTextEdit, "network_text")
    assert text.toPlainText() == snapshot.network_text
    assert text.isReadOnly()
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_a_second_forward_touches_no_item_of_the_table(panel, qtbot):
    show(panel, make_snapshot(computed=True))
    with qtbot.assertNotEmitted(panel.findChild(RowTable).itemChanged):
        show(panel, make_snapshot(computed=True))


def test_choosing_a_layer_before_any_snapshot_shows_nothing(panel):
    panel.findChild(QTabWidget, "network_tabs").setCurrentIndex(WEIGHTS)
    assert panel.findChild(RowTable).rowCount() == 0
