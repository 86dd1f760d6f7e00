from itertools import combinations

import pytest
from PySide6.QtCore import QSizeF

from lenet_gui.core.graph_layout import forward_ranks, lay_out
from lenet_gui.gui.graph.geometry import Wishes, arrange, edge
from tests.graphs import lenet, nodes_of, two_losses
from tests.snapshots import ACTIVATIONS

NODES = {"one": nodes_of(lenet(), "loss"), "two": nodes_of(two_losses(), "loss")}
STAGES = ("input", *ACTIVATIONS, "loss")
ROOMS = [(270, 230), (700, 300), (1500, 200), (400, 900), (40, 30)]


def arranged(key: str, room: tuple[int, int]):
    nodes = NODES[key]
    layout = lay_out(nodes)
    wishes = Wishes(15.0, (60.0, 60.0), [(90.0, 180.0)] + [(60.0, 120.0)] * (layout.lanes - 1))
    ranks = forward_ranks(nodes, layout, STAGES)
    return nodes, arrange(layout, ranks, wishes, QSizeF(*room))


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("key", NODES)
def test_no_two_boxes_intersect_and_all_lie_inside(key, room):
    _, found = arranged(key, room)
    boxes = [*found.boxes, *found.stages.values()]
    assert not [(a, b) for a, b in combinations(boxes, 2) if a.intersects(b)]
    for box in boxes:
        assert box.width() > 0
        assert box.left() >= 0
        assert box.top() >= 0
        assert box.right() <= found.size.width()
        assert box.bottom() <= found.size.height()


@pytest.mark.parametrize(("room", "lying"), [((700, 400), False), ((1800, 200), True)])
def test_low_and_wide_room_lays_the_graph_down(room, lying):
    _, found = arranged("one", room)
    assert found.lying is lying
    loss, first = found.stages["loss"], found.stages["input"]
    if lying:
        assert loss.left() > first.right()
    else:
        assert loss.bottom() < first.top()


@pytest.mark.parametrize("room", [(700, 400), (1800, 200)])
def test_edges_lead_from_box_to_box(room):
    nodes, found = arranged("one", room)
    for node, start in zip(nodes, found.boxes, strict=True):
        for follower in node.followers:
            if follower is not None:
                end = found.boxes[follower]
                corners = edge(start, end, lying=found.lying)
                assert start.adjusted(-1, -1, 1, 1).contains(corners[0])
                assert end.adjusted(-1, -1, 1, 1).contains(corners[-1])


def test_forward_path_is_aligned_with_the_nodes_that_it_made():
    nodes, found = arranged("one", (700, 400))
    for node, box in zip(nodes, found.boxes, strict=True):
        if node.main:
            assert found.stages[node.stage].top() == box.top()
