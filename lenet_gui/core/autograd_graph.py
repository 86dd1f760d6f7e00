"""The autograd graph read from PyTorch's own objects: its nodes, paths and saved tensors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from torch import Tensor

from lenet_gui.core.graph import Graph, GraphNode, GraphStatus, SavedStatus
from lenet_gui.core.graph_hooks import hooks_into
from lenet_gui.core.graph_lines import made_by
from lenet_gui.core.graph_saved import SavedReader, result_shape, storage
from lenet_gui.core.graph_walk import Node, Walk
from lenet_gui.core.snapshot import Layer


@dataclass(frozen=True, slots=True)
class Names:
    """What a script has names for, and what is known of how a graph came about.

    Attributes:
        parameters: the leaves by name; their memory is not counted as saved.
        inputs: further tensors that are not counted.
        layers: the rows of the network's summary, the input first; empty: no node's line is known.
        loss_lines: the lines that made the loss, the newest last.
        results: the layers' results by the layer's name, as far as they are at hand.
        retained: the layers whose results are to keep their gradient for who looks on.
    """

    parameters: Mapping[str, Tensor]
    inputs: Iterable[Tensor] = ()
    layers: Sequence[Layer] = ()
    loss_lines: Sequence[str] = ()
    results: Mapping[str, Tensor] = field(default_factory=dict)
    retained: frozenset[str] = frozenset()


def read_graph(root: Tensor | None, name: str, names: Names) -> tuple[Graph, Sequence[Node]]:
    """The graph behind `root`, depth first, as ``backward`` would find it now.

    Args:
        root: the loss or the output; ``None``: nothing has been computed.
        name: the root's name in a script.
        names: what the nodes can be named by.

    Returns:
        The graph, and PyTorch's own nodes in the same order, which must not be kept.
    """
    if root is None or root.grad_fn is None:
        return Graph(), ()
    walk = Walk(root.grad_fn, f"{name}.grad_fn")
    made = made_by(walk, names.layers, names.loss_lines)
    counted = {storage(tensor) for tensor in (*names.parameters.values(), *names.inputs)}
    reader = SavedReader(walk, made, names.layers, names.parameters, counted)
    hooks = hooks_into(walk, names.parameters, names.results, names.retained)
    nodes = []
    for node, path, depth in zip(walk.nodes, walk.paths, walk.depths, strict=True):
        saved = reader.read(node)
        stage, line = made.get(node, ("", ""))
        nodes.append(
            GraphNode(
                name=type(node).__name__,
                path=path,
                depth=depth,
                main=node in walk.main,
                variable=reader.variable(node),
                saved_bytes=sum([tensor.bytes for tensor in saved]),
                stage=stage,
                line=line,
                shape=result_shape(node),
                followers=tuple(
                    [None if o is None else walk.places[o] for o in walk.followers[node]]
                ),
                saved=saved,
                hooks=hooks.get(node, ()),
            )
        )
    total = sum([node.saved_bytes for node in nodes])
    return Graph(_status(nodes, total), name, tuple(nodes), total), walk.nodes


def _status(nodes: Sequence[GraphNode], total: int) -> GraphStatus:
    """Freed, if something was and no memory is held any more; a graph may have saved nothing."""
    if total:
        return GraphStatus.ALIVE
    freed = any(saved.status is SavedStatus.FREED for node in nodes for saved in node.saved)
    return GraphStatus.FREED if freed else GraphStatus.ALIVE
