from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from lenet_gui.core.graph import Graph, GraphStatus
from lenet_gui.gui.output.graph_model import GraphModel
from lenet_gui.gui.output.graph_page import GraphPage
from tests.snapshots import GRAPH

ROOT = "loss.grad_fn"
ADDMM = f"{ROOT}.next_functions[0][0]"


@pytest.fixture
def page(qtbot) -> GraphPage:
    page = GraphPage()
    qtbot.addWidget(page)
    page.resize(340, 280)
    page.retranslate()
    page.restyle()
    page.show()
    return page


@pytest.fixture
def model(qapp) -> GraphModel:
    model = GraphModel()
    model.set_nodes(GRAPH.nodes)
    return model


def below(model: GraphModel, parent: QModelIndex) -> list[str]:
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_nodes_hang_below_the_node_that_names_them(model):
    root = model.index(0, 0)
    addmm = model.index(0, 0, root)
    assert below(model, QModelIndex()) == ["loss.grad_fn  MseLossBackward0  80 B"]
    assert below(model, root) == ["[0][0]  AddmmBackward0  336 B"]
    assert below(model, addmm) == ["[0][0]  AccumulateGrad  fc3.bias", "[1][0]  ReluBackward0"]
    assert model.parent(model.index(1, 0, addmm)) == addmm
    assert not model.parent(root).isValid()


def test_main_chain_is_bold(model):
    addmm = model.index(0, 0, model.index(0, 0))
    bold = [model.index(row, 0, addmm).data(Qt.ItemDataRole.FontRole).bold() for row in range(2)]
    assert bold == [False, True]


def test_whole_path_is_the_tool_tip(model):
    addmm = model.index(0, 0, model.index(0, 0))
    assert addmm.data(Qt.ItemDataRole.ToolTipRole) == ADDMM


def test_other_bytes_change_numbers_and_build_nothing_anew(model, qtbot):
    freed = tuple(replace(node, saved_bytes=0) for node in GRAPH.nodes)
    with qtbot.waitSignals([model.dataChanged]), qtbot.assertNotEmitted(model.modelReset):
        assert not model.set_nodes(freed)
    assert model.index(0, 0).data() == "loss.grad_fn  MseLossBackward0"


def test_other_nodes_build_the_tree_anew(model, qtbot):
    with qtbot.waitSignal(model.modelReset):
        assert model.set_nodes(GRAPH.nodes[:2])


def test_empty_model_has_no_rows(qapp):
    model = GraphModel()
    assert model.rowCount() == 0
    assert not model.index(0, 0).isValid()
    assert not model.index_of(-1).isValid()


def test_first_line_is_the_way_from_the_loss_to_the_input(page):
    page.show_graph(GRAPH)
    assert page._chain.text() == "loss ← MseLoss ← Addmm ← Relu ← input"


def test_surprise_of_the_tutorial_is_read_off_the_nodes(page):
    page.show_graph(GRAPH)
    assert page._surprise.text() == (
        "A surprise of the tutorial: next_functions[0][0] of Addmm is AccumulateGrad of fc3.bias, "
        "not Relu. The way on to the input is next_functions[1][0]."
    )


def test_surprise_names_whatever_parameter_stands_there(page):
    nodes = tuple(
        replace(node, variable="head.offset") if node.variable else node for node in GRAPH.nodes
    )
    page.show_graph(replace(GRAPH, nodes=nodes))
    assert "AccumulateGrad of head.offset" in page._surprise.text()


def test_graph_of_an_output_surprises_nobody(page):
    nodes = tuple(
        replace(node, path=node.path.replace("loss", "output")) for node in GRAPH.nodes[1:]
    )
    page.show_graph(replace(GRAPH, root="output", nodes=nodes))
    assert not page._surprise.isVisibleTo(page)


def test_three_states_of_the_graph_are_told_apart(page):
    page.show_graph(GRAPH)
    assert page._status.text() == "alive: nodes 4, saved for backward 416 bytes"
    freed = tuple(replace(node, saved_bytes=0) for node in GRAPH.nodes)
    page.show_graph(Graph(GraphStatus.FREED, "loss", freed, 0))
    assert page._status.text().startswith("freed: nodes 4")
    page.show_graph(Graph())
    assert "Press forward" in page._chain.text()
    assert not page._tree.isVisibleTo(page)


def test_keys_walk_the_tree_and_the_whole_path_is_read_out(page, qtbot):
    page.show_graph(GRAPH)
    assert page.path == ROOT
    qtbot.keyClick(page._tree, Qt.Key.Key_Down)
    assert page.path == ADDMM
    assert page._path.toPlainText() == ADDMM


def test_path_is_copied_by_the_button_and_by_the_keys(page, qtbot):
    page.show_graph(GRAPH)
    qtbot.mouseClick(page._copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == ROOT
    qtbot.keyClick(page._tree, Qt.Key.Key_Down)
    page._tree.setFocus()
    qtbot.keySequence(page._tree, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == ADDMM


def test_chosen_node_stays_while_the_training_runs(page, qtbot):
    page.show_graph(GRAPH)
    qtbot.keyClick(page._tree, Qt.Key.Key_Down)
    freed = tuple(replace(node, saved_bytes=0) for node in GRAPH.nodes)
    page.show_graph(Graph(GraphStatus.FREED, "loss", freed, 0))
    assert page.path == ADDMM


def test_most_of_a_small_page_is_left_to_the_tree(page):
    page.show_graph(GRAPH)
    assert page._words.height() <= 0.37 * page.height()
