"""What several graphs hold together: each node and each tensor's memory once."""

from collections.abc import Iterable

from torch import Tensor

from lenet_gui.core.graph_saved import saved_tensors, size, storage
from lenet_gui.core.graph_walk import Node


class Holdings:
    """Counts graphs one after the other. To be dropped after the look: it keeps them alive."""

    __slots__ = ("_counted", "_nodes")

    def __init__(self, known: Iterable[Tensor], nodes: Iterable[Node] = ()) -> None:
        """Begin.

        Args:
            known: tensors whose memory is not counted.
            nodes: nodes that are not counted, nor what they saved.
        """
        self._counted = {storage(tensor) for tensor in known}
        self._nodes: set[Node] = set(nodes)
        for node in self._nodes:
            self._saved(node)

    def add(self, root: Tensor | None) -> tuple[int, int]:
        """How many nodes and bytes of saved tensors a graph has that were not counted yet."""
        nodes = saved = 0
        left = [None if root is None else root.grad_fn]
        while left:
            node: Node = left.pop()
            if node is None or node in self._nodes:
                continue
            self._nodes.add(node)
            nodes += 1
            saved += self._saved(node)
            left += [other for other, _ in node.next_functions]
        return nodes, saved

    def _saved(self, node: Node) -> int:
        found = 0
        for _, tensor, _ in saved_tensors(node):
            if tensor is not None and (where := storage(tensor)) not in self._counted:
                self._counted.add(where)
                found += size(tensor)
        return found
