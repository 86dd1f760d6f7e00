import pytest
import torch
from torch import nn

from lenet_gui.core.autograd_graph import Names, read_graph
from lenet_gui.core.graph import Graph, GraphStatus
from tests.core import oracle


@pytest.fixture
def start() -> oracle.Start:
    return oracle.tutorial()


def graph_of(start: oracle.Start, root: torch.Tensor, name: str = "loss") -> Graph:
    return read_graph(root, name, Names(dict(start.net.named_parameters()), [start.x]))[0]


def test_main_chain_is_that_of_the_tutorial_in_13_nodes(start):
    graph = graph_of(start, nn.MSELoss()(start.net(start.x), start.y))
    assert [node.name for node in graph.nodes if node.main] == [
        "MseLossBackward0", "AddmmBackward0", "ReluBackward0", "AddmmBackward0", "ReluBackward0",
        "AddmmBackward0", "ViewBackward0", "MaxPool2DWithIndicesBackward0", "ReluBackward0",
        "ConvolutionBackward0", "MaxPool2DWithIndicesBackward0", "ReluBackward0",
        "ConvolutionBackward0",
    ]  # fmt: skip


def test_each_path_evaluates_to_the_node_it_names(start):
    loss = nn.MSELoss()(start.net(start.x), start.y)
    for node in graph_of(start, loss).nodes:
        there = eval(node.path, {"loss": loss})  # noqa: S307 - our own paths, in a test
        assert type(there).__name__ == node.name


def test_first_next_function_of_the_last_layer_is_its_bias_and_not_the_relu(start):
    graph = graph_of(start, nn.MSELoss()(start.net(start.x), start.y))
    by_path = {node.path: node for node in graph.nodes}
    surprise = by_path["loss.grad_fn.next_functions[0][0].next_functions[0][0]"]
    assert (surprise.name, surprise.variable) == ("AccumulateGrad", "fc3.bias")


def test_every_parameter_is_reached_once(start):
    graph = graph_of(start, nn.MSELoss()(start.net(start.x), start.y))
    reached = sorted(node.variable for node in graph.nodes if node.variable)
    assert reached == sorted(name for name, _ in start.net.named_parameters())


def test_saved_bytes_are_the_activations_and_not_the_parameters(start):
    # By hand, in float32 and (for the pools' indices) int64: relu1, pool1 and its indices,
    # relu2, pool2 and its indices, relu3, relu4, and the loss's output and target. The outputs
    # of relu are saved once although relu and the next layer both hold them.
    relus = 6 * 28 * 28 + 16 * 10 * 10 + 120 + 84
    pools = 6 * 14 * 14 + 16 * 5 * 5
    loss = 10 + 10
    graph = graph_of(start, nn.MSELoss()(start.net(start.x), start.y))
    assert graph.saved_bytes == 4 * (relus + pools + loss) + 8 * pools


def test_backward_frees_what_was_saved_and_leaves_the_nodes(start):
    loss = nn.MSELoss()(start.net(start.x), start.y)
    alive = graph_of(start, loss)
    loss.backward()
    freed = graph_of(start, loss)
    assert (alive.status, freed.status) == (GraphStatus.ALIVE, GraphStatus.FREED)
    assert freed.saved_bytes == 0
    assert [node.name for node in freed.nodes] == [node.name for node in alive.nodes]


def test_retained_graph_stays_alive(start):
    loss = nn.MSELoss()(start.net(start.x), start.y)
    before = graph_of(start, loss)
    loss.backward(retain_graph=True)
    assert graph_of(start, loss) == before


def test_reading_the_graph_changes_no_gradient(start):
    loss = nn.MSELoss()(start.net(start.x), start.y)
    graph_of(start, loss)
    loss.backward()
    read = [p.grad.clone() for p in start.net.parameters()]
    again = oracle.tutorial()
    nn.MSELoss()(again.net(again.x), again.y).backward()
    assert all(torch.equal(a, p.grad) for a, p in zip(read, again.net.parameters(), strict=True))


def test_nothing_computed_is_no_graph(start):
    assert graph_of(start, None) == Graph()
    with torch.no_grad():
        assert graph_of(start, start.net(start.x)).status is GraphStatus.NONE
