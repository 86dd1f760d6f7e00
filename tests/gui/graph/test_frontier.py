import pytest

from lenet_gui.core.graph import SavedStatus
from lenet_gui.gui.graph.frontier import Frontier
from tests.graphs import graph, trace

ADDMM = 1


def test_it_goes_through_the_nodes_in_the_order_of_the_engine():
    before = graph()
    frontier = Frontier(trace(before))
    assert frontier.stops == tuple(range(len(before.nodes)))
    assert frontier.present == 0
    assert frontier.moved(5).present == 5


@pytest.mark.parametrize(("wanted", "at"), [(-3, 0), (99, 25)])
def test_it_ends_at_the_first_and_the_last_node(wanted, at):
    assert Frontier(trace(graph())).moved(wanted).at == at


def test_nodes_behind_it_have_let_go_of_what_they_saved():
    before = graph()
    frontier = Frontier(trace(before)).moved(ADDMM)
    states = [{saved.status for saved in node.saved} for node in frontier.graph.nodes[:4]]
    assert states == [{SavedStatus.FREED}, {SavedStatus.FREED}, set(), {SavedStatus.ALIVE}]
    kept = sum(node.saved_bytes for node in before.nodes[2:])
    assert frontier.graph.saved_bytes == kept


def test_retained_graph_lets_go_of_nothing():
    before = graph()
    assert Frontier(trace(before, retain=True)).moved(25).graph == before


def test_node_that_fails_has_not_done_its_work():
    frontier = Frontier(trace(graph(), until=3)).moved(99)
    assert frontier.present == 3
    assert frontier.fails
    assert frontier.visited == {0, 1, 2}
    assert frontier.visit(3) is None
    assert frontier.graph.nodes[3].saved[0].status is SavedStatus.ALIVE


def test_what_came_into_a_node_is_known_from_when_backward_was_there():
    frontier = Frontier(trace(graph())).moved(2)
    assert frontier.visit(2).deposit.parameter == "fc3.bias"
    assert frontier.visit(3) is None


def test_backward_that_failed_at_once_stands_at_its_first_node():
    frontier = Frontier(trace(graph(), until=0))
    assert (frontier.present, frontier.fails, frontier.visited) == (0, True, frozenset())
