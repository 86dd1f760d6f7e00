from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenet_gui.core.graph import GraphNode
from lenet_gui.core.graph_layout import GraphLayout, Place, forward_path, forward_ranks, lay_out
from tests.graphs import divided, graph, lenet, nodes_of, only, two_losses
from tests.snapshots import ACTIVATIONS

GRAPHS = {
    "loss": nodes_of(lenet(), "loss"),
    "cross_entropy": nodes_of(lenet(classes=True), "loss"),
    "output": nodes_of(lenet().followers[0], "output"),
    "divided": nodes_of(divided(), "loss"),
    "two_losses": nodes_of(two_losses(), "loss"),
}


@pytest.fixture(params=GRAPHS, ids=str)
def nodes(request) -> Sequence[GraphNode]:
    return GRAPHS[request.param]


def is_sound(nodes: Sequence[GraphNode], layout: GraphLayout) -> None:
    assert len(layout.places) == len(nodes) == len(set(layout.places))
    for node, place in zip(nodes, layout.places, strict=True):
        assert 0 <= place.rank < layout.ranks
        assert 0 <= place.lane < layout.lanes
        for follower in node.followers:
            assert follower is None or layout.places[follower].rank > place.rank


@st.composite
def acyclic(draw) -> list[GraphNode]:
    """Nodes each of which is followed by later ones, some of them a chain."""
    size = draw(st.integers(1, 25))
    followers = [
        tuple(draw(st.lists(st.integers(i + 1, size - 1), max_size=3))) if i + 1 < size else ()
        for i in range(size)
    ]
    main, last = {0: True}, 0
    while followers[last]:
        last = followers[last][0]
        main[last] = True
    return only(followers, main)


def test_no_two_nodes_lie_in_one_place_and_edges_lead_on(nodes):
    is_sound(nodes, lay_out(nodes))


@given(acyclic())
def test_any_acyclic_graph_is_laid_out(nodes):
    is_sound(nodes, lay_out(nodes))


def test_main_chain_lies_in_one_line(nodes):
    layout = lay_out(nodes)
    chain = [place for node, place in zip(nodes, layout.places, strict=True) if node.main]
    assert {place.lane for place in chain} == {0}
    assert [place.rank for place in chain] == list(range(len(chain)))


def test_transposed_weight_and_its_account_lie_in_one_lane():
    nodes = GRAPHS["loss"]
    layout = lay_out(nodes)
    turned = [index for index, node in enumerate(nodes) if node.name == "TBackward0"]
    assert len(turned) == 3
    for index in turned:
        (leaf,) = nodes[index].followers
        assert layout.places[leaf].lane == layout.places[index].lane


def test_leaves_hang_beside_the_chain_in_two_lanes():
    assert lay_out(GRAPHS["loss"]).lanes == 3


def test_same_nodes_lie_in_the_same_places():
    assert lay_out(nodes_of(two_losses(), "loss")) == lay_out(GRAPHS["two_losses"])


def test_two_chains_of_a_sum_share_the_accounts():
    nodes = GRAPHS["two_losses"]
    layout = lay_out(nodes)
    second = [
        place.lane
        for node, place in zip(nodes, layout.places, strict=True)
        if not node.main and node.name in ("ReluBackward0", "ConvolutionBackward0")
    ]
    assert len(set(second)) == 1
    assert sum(node.name == "AccumulateGrad" for node in nodes) == 10


def test_no_nodes_take_no_room():
    assert lay_out(()) == GraphLayout((), 0, 0)


def test_forward_path_lies_beside_the_nodes_that_it_made():
    made = graph()
    layout = lay_out(made.nodes)
    ranks = forward_ranks(made.nodes, layout, ("input", *ACTIVATIONS, "loss"))
    assert ranks == dict(zip(reversed(["input", *ACTIVATIONS, "loss"]), range(14), strict=True))
    for node, place in zip(made.nodes, layout.places, strict=True):
        if node.main:
            assert ranks[node.stage] == place.rank


def test_two_nodes_of_a_loss_lie_beside_one_stage():
    nodes = GRAPHS["cross_entropy"]
    ranks = forward_ranks(nodes, lay_out(nodes), ("input", *ACTIVATIONS, "loss"))
    assert (ranks["loss"], ranks["fc3"], ranks["input"]) == (0, 2, 14)


def test_layers_that_left_no_node_follow_the_last_one():
    nodes = only([(1,), ()], {0: True, 1: True})
    ranks = forward_ranks(nodes, lay_out(nodes), ("a", "b", "c"))
    assert list(ranks.items()) == [("a", 2), ("b", 1), ("c", 0)]


def test_node_that_several_lead_to_lies_behind_the_farthest():
    nodes = only([(2, 1), (2,), ()], {0: True, 2: True})
    assert lay_out(nodes).places == (Place(0, 0), Place(1, 1), Place(2, 0))


def test_forward_path_ends_in_the_loss_where_there_is_one():
    layers = ("input", *ACTIVATIONS)
    assert forward_path(GRAPHS["loss"], layers) == (*layers, "loss")
    assert forward_path(GRAPHS["output"], layers) == layers
    assert forward_path(only([()], {0: True}), layers) == ()
