"""The way through an autograd graph: its nodes in order, their paths, and the main chain."""

import sys
from typing import Any, TypeAlias

# `grad_fn` objects are C++ classes; torch publishes no type that has all their attributes.
Node: TypeAlias = Any


class Walk:
    """The nodes behind one tensor, depth first in the order of ``next_functions``, each once.

    PyTorch makes a new Python object at every look at a node that nobody holds, so nodes can be
    compared only while one walk holds them all. It is to be dropped after the look: it keeps the
    graph alive.

    Attributes:
        nodes: the nodes.
        places: the place of each in `nodes`.
        followers: of each node what its ``next_functions`` lead to; ``None``: nothing.
        paths: how a script reaches each.
        depths: steps from the root, along the path.
        main: the nodes on the chain from the root to the input.
    """

    __slots__ = ("_heights", "depths", "followers", "main", "nodes", "paths", "places")

    def __init__(self, root: Node, path: str) -> None:
        """Go through the graph.

        Args:
            root: a tensor's ``grad_fn``.
            path: how a script reaches it.
        """
        self.nodes: list[Node] = []
        self.places: dict[Node, int] = {}
        self.followers: dict[Node, tuple[Node | None, ...]] = {}
        self.paths: list[str] = []
        self.depths: list[int] = []
        self._heights: dict[Node | None, int] = {None: 0}
        self._visit(root, path, 0)
        self.main = self._main_chain(root)

    # No function within a function: one that calls itself is kept until the garbage collector
    # comes, and with it the graph.
    def _visit(self, node: Node, path: str, depth: int) -> None:
        self.places[node] = len(self.nodes)
        self.nodes.append(node)
        self.paths.append(sys.intern(path))  # long, and the same in every graph that is kept
        self.depths.append(depth)
        others = self.followers[node] = tuple([other for other, _ in node.next_functions])
        for index, other in enumerate(others):
            if other is not None and other not in self.places:
                self._visit(other, f"{path}.next_functions[{index}][0]", depth + 1)
        self._heights[node] = 1 + max([self._heights[other] for other in others], default=0)

    def _main_chain(self, root: Node) -> set[Node]:
        """The nodes from the root to the input: at each fork the longest way.

        The other ways end at the parameters after one node (AccumulateGrad) or two (a transposed
        weight).
        """
        chain, node = set(), root
        while node is not None:
            # Of the leaves only AccumulateGrad lies behind every other node.
            if not hasattr(node, "variable"):
                chain.add(node)
            node = max(self.followers[node], key=self._heights.__getitem__, default=None)
        return chain
