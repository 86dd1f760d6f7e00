import pytest

from lenet_gui.core.graph_layout import lay_out
from lenet_gui.gui.graph.walk import Walk
from tests.graphs import lenet, nodes_of, two_losses

NODES = nodes_of(lenet(), "loss")
ROOT, ADDMM, BIAS, RELU = 0, 1, 2, 3


@pytest.fixture
def walk() -> Walk:
    walk = Walk()
    walk.set_nodes(NODES, lay_out(NODES))
    return walk


def test_it_begins_at_the_root(walk):
    assert walk.chosen == ROOT
    walk.back()
    assert walk.chosen == ROOT


def test_on_follows_the_first_of_next_functions(walk):
    walk.on()
    assert walk.chosen == ADDMM
    walk.on()
    assert NODES[walk.chosen].variable == "fc3.bias"
    walk.on()
    assert walk.chosen == BIAS


def test_back_leads_to_who_led_here(walk):
    walk.choose(RELU)
    walk.back()
    assert walk.chosen == ADDMM
    walk.back()
    assert walk.chosen == ROOT


def test_aside_goes_through_the_followers_of_one_node(walk):
    walk.choose(RELU)
    walk.aside(1)
    assert walk.chosen == BIAS
    walk.aside(1)
    assert NODES[walk.chosen].name == "TBackward0"
    walk.aside(1)
    assert NODES[walk.chosen].name == "TBackward0"
    walk.aside(-2)
    assert walk.chosen == RELU


def test_back_from_a_shared_account_leads_to_the_chain_one_came_from():
    nodes = nodes_of(two_losses(), "loss")
    walk = Walk()
    walk.set_nodes(nodes, lay_out(nodes))
    second = next(i for i, n in enumerate(nodes) if n.name == "AddmmBackward0" and not n.main)
    walk.choose(second)
    walk.on()
    assert nodes[walk.chosen].variable == "fc3.bias"
    walk.back()
    assert walk.chosen == second


def test_every_node_is_reached_by_keys(walk):
    seen, before = set(), -1
    while len(seen) > before:
        before = len(seen)
        for start in list(seen) or [ROOT]:
            for step in (walk.on, lambda: walk.aside(1), lambda: walk.aside(-1)):
                walk.choose(start)
                step()
                seen |= {start, walk.chosen}
    assert seen == set(range(len(NODES)))


def test_empty_graph_has_nowhere_to_go():
    walk = Walk()
    for step in (walk.on, walk.back, walk.root, lambda: walk.aside(1)):
        step()
    assert walk.chosen == -1
