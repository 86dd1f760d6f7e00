"""The autograd graph read from PyTorch's own objects: its nodes, paths and saved tensors."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import torch
from torch import Tensor

from lenet_gui.core.graph import Graph, GraphNode, GraphStatus

# `grad_fn` objects are C++ classes; torch publishes no type that has all their attributes.
Node: TypeAlias = Any

_Followers: TypeAlias = dict[Node, list[tuple[int, Node]]]

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
    followers: _Followers = {}
    chain = set(main_chain(root.grad_fn, followers))
    nodes: list[GraphNode] = []
    seen: set[Node] = set()

    def visit(node: Node, path: str, depth: int) -> None:
        seen.add(node)
        saved = 0
        for tensor in saved_tensors(node):
            if (where := _storage(tensor)) not in ours:
                ours.add(where)
                saved += tensor.numel() * tensor.element_size()
        # Only an AccumulateGrad has one, and it has no followers.
        variable = "" if followers[node] else variables.get(id(getattr(node, "variable", None)), "")
        nodes.append(GraphNode(type(node).__name__, path, depth, node in chain, variable, saved))
        for index, following in followers[node]:
            if following not in seen:
                visit(following, f"{path}.next_functions[{index}][0]", depth + 1)

    visit(root.grad_fn, f"{name}.grad_fn", 0)
    total = sum(node.saved_bytes for node in nodes)
    return Graph(GraphStatus.ALIVE if total else GraphStatus.FREED, name, tuple(nodes), total)


def main_chain(root: Node, followers: _Followers) -> list[Node]:
    """The nodes from the root to the input: at each fork the longest way.

    The other ways end at the parameters after one node (AccumulateGrad) or two (a transposed
    weight).

    Args:
        root: where to start.
        followers: filled with the ``next_functions`` of every node, None left out, each with its
            index. PyTorch makes new objects at every look, so one look is shared.
    """
    heights: dict[Node, int] = {}

    def height(node: Node) -> int:
        if node not in heights:
            followers[node] = [
                (index, other)
                for index, (other, _) in enumerate(node.next_functions)
                if other is not None
            ]
            heights[node] = 1 + max((height(other) for _, other in followers[node]), default=0)
        return heights[node]

    height(root)
    chain = [root]
    while followers[chain[-1]]:
        chain.append(max((other for _, other in followers[chain[-1]]), key=heights.__getitem__))
    # Of the leaves only AccumulateGrad lies behind every other node.
    return [node for node in chain if not hasattr(node, "variable")]


def saved_tensors(node: Node) -> list[Tensor]:
    """The tensors that `node` saved for backward and still holds.

    One that was freed, or changed in place since, is not among them: PyTorch gives neither out.
    """
    kind = type(node)
    names = _saved_names.get(kind)
    if names is None:
        # What else it saved, numbers and shapes, has no raw form.
        keys = set(dir(kind))
        names = tuple(sorted(k for k in keys if k.startswith("_saved_") and f"_raw{k}" in keys))
        _saved_names[kind] = names
    tensors = []
    for key in names:
        try:
            value = getattr(node, key)
        except RuntimeError:
            continue
        if isinstance(value, torch.Tensor):
            tensors.append(value)
    return tensors


def _storage(tensor: Tensor) -> int:
    return tensor.untyped_storage().data_ptr()
