"""How far a backward that was written down has come, at one of its nodes."""

from dataclasses import dataclass, replace
from functools import cached_property

from lenet_gui.core.graph import Graph, GraphNode, SavedStatus
from lenet_gui.core.trace import Trace, Visit


@dataclass(frozen=True)
class Frontier:
    """A backward up to one of its nodes.

    Attributes:
        trace: the backward.
        at: how many nodes it has come to before the present one.
    """

    trace: Trace
    at: int = 0

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """The nodes in the order in which the engine came to them; it may have failed at the last.

        They are places among the nodes of the trace's graph.
        """
        stops = tuple(visit.node for visit in self.trace.visits)
        failed = self.trace.failed
        return stops if failed is None or failed in stops[-1:] else (*stops, failed)

    @property
    def present(self) -> int:
        """The node that the engine is at; -1: it came to none."""
        return self.stops[self.at] if self.stops else -1

    @property
    def fails(self) -> bool:
        """The present node is the one at which backward failed."""
        return self.present >= 0 and self.present == self.trace.failed

    @cached_property
    def visited(self) -> frozenset[int]:
        """The nodes that have done their work, the present one with them."""
        return frozenset(self.stops[: self.at + (not self.fails)])

    def moved(self, at: int) -> "Frontier":
        """The same backward at another node, the nearest there is."""
        return Frontier(self.trace, max(0, min(at, len(self.stops) - 1)))

    def visit(self, node: int) -> Visit | None:
        """What came into a node and went out of it; ``None``: backward has not been there yet."""
        if node not in self.visited:
            return None
        return next((visit for visit in self.trace.visits if visit.node == node), None)

    @cached_property
    def graph(self) -> Graph:
        """The graph at this moment: a node that has done its work lets go of what it saved."""
        before = self.trace.graph
        if self.trace.retain_graph:
            return before
        nodes = tuple(
            _freed(node) if index in self.visited else node
            for index, node in enumerate(before.nodes)
        )
        return replace(before, nodes=nodes, saved_bytes=sum(node.saved_bytes for node in nodes))


def _freed(node: GraphNode) -> GraphNode:
    saved = tuple(replace(one, bytes=0, status=SavedStatus.FREED) for one in node.saved)
    return replace(node, saved=saved, saved_bytes=0)
