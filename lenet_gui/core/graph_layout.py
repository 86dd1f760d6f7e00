"""Where the nodes of a graph lie when it is drawn: in ranks and lanes, without a pixel.

A layered layout in the manner of Sugiyama (1981), made simple by what autograd graphs are: a
rank is the longest way from the root, and each strand of nodes that follow each other keeps to a
lane of its own. The chain from the root to the input has the first lane.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lenet_gui.core.graph import GraphNode


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node lies.

    Attributes:
        rank: steps of the longest way from the root; each edge leads to a larger one.
        lane: 0 for the main chain, the others beside it.
    """

    rank: int
    lane: int


@dataclass(frozen=True, slots=True)
class GraphLayout:
    """Where all nodes lie, no two in one place.

    Attributes:
        places: one for each node.
        ranks: how many ranks there are.
        lanes: how many lanes there are.
    """

    places: tuple[Place, ...] = ()
    ranks: int = 0
    lanes: int = 0


def lay_out(nodes: Sequence[GraphNode]) -> GraphLayout:
    """Lay out the nodes of any acyclic graph; the same nodes always lie in the same places."""
    if not nodes:
        return GraphLayout()
    order = _topological(nodes)
    ranks = [0] * len(nodes)
    for index in order:
        for follower in _followers(nodes[index]):
            ranks[follower] = max(ranks[follower], ranks[index] + 1)
    lanes: dict[int, int] = {}
    taken: set[tuple[int, int]] = set()
    for number, strand in enumerate(_strands(nodes, order)):
        lane = 0 if number == 0 else _free_lane([ranks[index] for index in strand], taken)
        for index in strand:
            lanes[index] = lane
            taken.add((ranks[index], lane))
    places = tuple(Place(ranks[index], lanes[index]) for index in range(len(nodes)))
    return GraphLayout(places, 1 + max(ranks), 1 + max(lanes.values()))


def forward_path(nodes: Sequence[GraphNode], layers: Sequence[str]) -> tuple[str, ...]:
    """The stages of forward: the layers, and ``loss`` where there is one.

    Args:
        nodes: the nodes of the graph.
        layers: names in the order of forward; no stage is told where no node knows its own.
    """
    made = {node.stage for node in nodes if node.stage}
    if not made:
        return ()
    return (*layers, "loss") if "loss" in made else tuple(layers)


def forward_ranks(
    nodes: Sequence[GraphNode], layout: GraphLayout, stages: Iterable[str]
) -> dict[str, int]:
    """The ranks at which the stages of the forward path lie, each beside the node that it made.

    A stage that made no node, such as the input, follows the one that forward came to after it.

    Args:
        nodes: the nodes of the graph.
        layout: where they lie.
        stages: names in the order of forward.

    Returns:
        Each stage's rank, in the same order.
    """
    made: dict[str, int] = {}
    for node, place in zip(nodes, layout.places, strict=True):
        if node.main:
            made[node.stage] = min(place.rank, made.get(node.stage, place.rank))
    ranks: dict[str, int] = {}
    following = -1
    for stage in reversed(list(stages)):
        following = max(following + 1, made.get(stage, 0))
        ranks[stage] = following
    return dict(reversed(ranks.items()))


def _followers(node: GraphNode) -> list[int]:
    return [follower for follower in node.followers if follower is not None]


def _topological(nodes: Sequence[GraphNode]) -> list[int]:
    """An order in which each node comes after all that lead to it (Kahn 1962)."""
    waiting = [0] * len(nodes)
    for node in nodes:
        for follower in _followers(node):
            waiting[follower] += 1
    ready = [index for index, count in enumerate(waiting) if not count]
    order: list[int] = []
    while ready:
        order.append(ready.pop())
        for follower in _followers(nodes[order[-1]]):
            waiting[follower] -= 1
            if not waiting[follower]:
                ready.append(follower)
    return order


def _strands(nodes: Sequence[GraphNode], order: Sequence[int]) -> list[list[int]]:
    """The nodes in strands, each the longest that is left: the main chain, then as they come."""
    heights = [0] * len(nodes)
    for index in reversed(order):
        heights[index] = 1 + max((heights[i] for i in _followers(nodes[index])), default=0)
    strands = [[index for index, node in enumerate(nodes) if node.main]]
    strung = set(strands[0])
    for start in range(len(nodes)):
        strand: list[int] = []
        following: list[int] = [start]
        while free := [index for index in following if index not in strung]:
            strand.append(max(free, key=heights.__getitem__))
            strung.add(strand[-1])
            following = _followers(nodes[strand[-1]])
        if strand:
            strands.append(strand)
    return strands


def _free_lane(ranks: Sequence[int], taken: set[tuple[int, int]]) -> int:
    """The first lane beside the main chain in which none of these ranks is taken."""
    lane = 1
    while any((rank, lane) in taken for rank in ranks):
        lane += 1
    return lane
