import numpy as np
import pytest

from lenet_gui.core.graph import Graph, GraphNode, GraphStatus
from lenet_gui.gui.output.printed_output import (
    exact,
    output_node,
    parent_path,
    printed,
    scalar,
    short_path,
    stem,
)
from tests.snapshots import GRAPH

# What torch 2.13 printed for these numbers.
TUTORIAL = """\
tensor([[-0.0999,  0.0969, -0.1009,  0.0584, -0.1089, -0.0850,  0.0982, -0.0189,
          0.0397,  0.0378]], grad_fn=<AddmmBackward0>)"""
NUMBERS = [-0.0999, 0.0969, -0.1009, 0.0584, -0.1089, -0.0850, 0.0982, -0.0189, 0.0397, 0.0378]


def test_output_is_printed_as_in_the_tutorial():
    values = np.array([NUMBERS], dtype=np.float32)
    assert printed(values, "AddmmBackward0", "cpu")(80) == TUTORIAL


def test_loss_is_printed_with_four_decimals_and_its_node():
    text = printed(scalar(0.794664), "MseLossBackward0", "cpu")(80)
    assert text == "tensor(0.7947, grad_fn=<MseLossBackward0>)"


def test_node_stands_on_a_line_of_its_own_where_it_has_no_room():
    text = printed(scalar(0.794664), "MseLossBackward0", "cpu")(31)
    assert text == "tensor(0.7947,\n       grad_fn=<MseLossBackward0>)"


@pytest.mark.parametrize(
    ("loss", "text"),
    [(5e-5, "5.0000e-05"), (3.0, "3."), (float("nan"), "nan"), (2.5e9, "2.5000e+09")],
)
def test_loss_of_any_size_is_printed_as_torch_does(loss, text):
    assert printed(scalar(loss), "MseLossBackward0", "cpu")(80).startswith(f"tensor({text},")


def test_device_is_named_unless_it_is_the_cpu():
    text = printed(scalar(0.5), "MseLossBackward0", "cuda")(80)
    assert text == "tensor(0.5000, device='cuda:0', grad_fn=<MseLossBackward0>)"


def test_node_that_is_not_known_is_left_open():
    assert printed(scalar(0.5), "", "cpu")(80) == "tensor(0.5000, grad_fn=<...>)"


def test_exact_number_has_all_digits():
    assert exact(0.7946642637252808)(80) == "0.7946642637252808"


def test_stem_of_a_node_is_its_operation():
    assert stem("AddmmBackward0") == "Addmm"
    assert stem("MaxPool2DWithIndicesBackward0") == "MaxPool2DWithIndices"
    assert stem("AccumulateGrad") == "AccumulateGrad"


def test_paths_are_told_apart_by_their_last_part():
    path = "loss.grad_fn.next_functions[0][0].next_functions[1][0]"
    assert short_path(path) == "[1][0]"
    assert parent_path(path) == "loss.grad_fn.next_functions[0][0]"
    assert short_path("loss.grad_fn") == "loss.grad_fn"
    assert parent_path("loss.grad_fn") == ""


def test_output_of_a_loss_was_made_by_the_node_below_it():
    node = output_node(GRAPH)
    assert node is not None
    assert node.name == "AddmmBackward0"


def test_output_is_found_below_the_two_nodes_of_cross_entropy():
    root, path = "loss.grad_fn", "loss.grad_fn.next_functions[0][0]"
    nodes = (
        GraphNode("NllLossBackward0", root, 0, True, "", 0),
        GraphNode("LogSoftmaxBackward0", path, 1, True, "", 0),
        GraphNode("AddmmBackward0", f"{path}.next_functions[0][0]", 2, True, "", 0),
        GraphNode(
            "AccumulateGrad", f"{path}.next_functions[0][0].next_functions[0][0]", 3, False,
            "fc3.bias", 0,
        ),
    )  # fmt: skip
    node = output_node(Graph(GraphStatus.ALIVE, "loss", nodes, 0))
    assert node is not None
    assert node.name == "AddmmBackward0"


def test_root_of_an_output_made_it():
    nodes = (GraphNode("AddmmBackward0", "output.grad_fn", 0, True, "", 0),)
    node = output_node(Graph(GraphStatus.ALIVE, "output", nodes, 0))
    assert node is nodes[0]


def test_no_graph_has_no_node():
    assert output_node(Graph()) is None
