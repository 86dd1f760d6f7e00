"""Walking a graph along ``next_functions``, and back again."""

from collections.abc import Sequence

from lenet_gui.core.graph import GraphNode
from lenet_gui.core.graph_layout import GraphLayout
from lenet_gui.gui.output.printed_output import parent_path


class Walk:
    """Where one is in a graph, and who led there.

    Attributes:
        chosen: the node's place among all; -1: there is none.
    """

    def __init__(self) -> None:
        self.chosen = -1
        self._nodes: Sequence[GraphNode] = ()
        self._layout = GraphLayout()
        self._parents: list[int] = []
        self._led = -1

    def set_nodes(self, nodes: Sequence[GraphNode], layout: GraphLayout) -> None:
        """Walk another graph, from the node on that the chosen one is there, or else its root."""
        goal = self._counterpart(nodes)
        self._nodes, self._layout = nodes, layout
        places = {node.path: index for index, node in enumerate(nodes)}
        self._parents = [places.get(parent_path(node.path), -1) for node in nodes]
        self.choose(goal if nodes else -1)

    def _counterpart(self, nodes: Sequence[GraphNode]) -> int:
        """Where the chosen node's own line, or parameter, made a node in another graph."""
        # Who is at the root has chosen nothing, or wants to be where backward begins.
        if self.chosen <= 0:
            return 0
        sought = _made(self._nodes[self.chosen])
        found = [index for index, node in enumerate(nodes) if _made(node) == sought]
        known = any(sought[:2])
        return found[0] if known and len(found) == 1 else 0

    def choose(self, index: int) -> None:
        """Go to a node at once."""
        self.chosen = index
        self._led = self._parents[index] if index >= 0 else -1

    def root(self) -> None:
        """Go to where backward begins."""
        self.choose(0 if self._nodes else -1)

    def on(self) -> None:
        """Go to the first of ``next_functions`` that is not None."""
        following = self.followers(self.chosen)
        if following:
            self._led, self.chosen = self.chosen, following[0]

    def back(self) -> None:
        """Go back to the node that led here."""
        if self._led >= 0:
            self.choose(self._led)

    def aside(self, by: int) -> None:
        """Go to the node that lies beside among those that the same node leads to.

        Args:
            by: 1 towards the outer lanes, -1 towards the main chain.
        """
        row = sorted(self.followers(self._led), key=lambda i: self._layout.places[i].lane)
        if self.chosen in row:
            place = row.index(self.chosen) + by
            self.chosen = row[max(0, min(place, len(row) - 1))]

    def followers(self, index: int) -> list[int]:
        """The nodes that one leads to, each once, in the order of ``next_functions``."""
        if index < 0:
            return []
        return list(dict.fromkeys(i for i in self._nodes[index].followers if i is not None))


def _made(node: GraphNode) -> tuple[str, str, str, bool]:
    """What is the same of a node in each graph of the network: what made it, and its class."""
    return node.variable, node.stage, node.name, node.main
