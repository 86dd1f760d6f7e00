"""The autograd graph read from PyTorch's own objects: its nodes, paths and saved tensors."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import torch
from torch import Tensor

from lenet_gui.core.snapshot import Graph, GraphNode, GraphStatus

# `grad_fn` objects are C++ classes; torch publishes no type that has all their attributes.
Node: TypeAlias = Any

_saved_names: dict[type, tuple[str, ...]] = {}


def read_graph(
    root: Tensor | None, name: str, parameters: Mapping[str, Tensor], inputs: Iterable[Tensor]
) -> Graph:
    """The graph behind `root`, depth first, as ``backward`` would find it now.

    Args:
        root: the loss or the output; ``None``: nothing has been computed.
        name: the root's name in a script.
        parameters: leaves by name; their memory is not counted as saved.
        inputs: further tensors that are not counted.
    """
    if root is None or root.grad_fn is None:
        return Graph()
    ours = {_storage(tensor) for tensor in (*parameters.values(), *inputs)}
    variables = {id(tensor): key for key, tensor in parameters.items()}
    nodes: list[GraphNode] = []
    seen: set[Node] = set()
    chain = main_chain(root.grad_fn)

    def visit(node: Node, path: str, depth: int) -> None:
        if node in seen:
            return
        seen.add(node)
        saved = 0
        for tensor in saved_tensors(node):
            if (where := _storage(tensor)) not in ours:
                ours.add(where)
                saved += tensor.numel() * tensor.element_size()
        variable = variables.get(id(getattr(node, "variable", None)), "")
        nodes.append(GraphNode(type(node).__name__, path, depth, node in chain, variable, saved))
        for index, (following, _) in enumerate(node.next_functions):
            if following is not None:
                visit(following, f"{path}.next_functions[{index}][0]", depth + 1)

    visit(root.grad_fn, f"{name}.grad_fn", 0)
    total = sum(node.saved_bytes for node in nodes)
    return Graph(GraphStatus.ALIVE if total else GraphStatus.FREED, name, tuple(nodes), total)


def main_chain(root: Node) -> list[Node]:
    """The nodes from the root to the input: at each fork the longest way.

    The other ways end at the parameters after one node (AccumulateGrad) or two (a transposed
    weight).
    """
    heights: dict[Node, int] = {}

    def height(node: Node) -> int:
        if node not in heights:
            followers = [height(other) for other, _ in node.next_functions if other is not None]
            heights[node] = 1 + max(followers, default=0)
        return heights[node]

    chain: list[Node] = []
    node: Node | None = root
    while node is not None and not hasattr(node, "variable"):
        chain.append(node)
        node = max(
            (other for other, _ in node.next_functions if other is not None),
            key=height,
            default=None,
        )
    return chain


def saved_tensors(node: Node) -> list[Tensor]:
    """The tensors that `node` saved for backward and still holds.

    One that was freed, or changed in place since, is not among them: PyTorch gives neither out.
    """
    kind = type(node)
    if kind not in _saved_names:
        _saved_names[kind] = tuple(key for key in dir(kind) if key.startswith("_saved_"))
    tensors = []
    for key in _saved_names[kind]:
        try:
            value = getattr(node, key)
        except RuntimeError:
            continue
        if isinstance(value, torch.Tensor):
            tensors.append(value)
    return tensors


def _storage(tensor: Tensor) -> int:
    return tensor.untyped_storage().data_ptr()
