"""The graph that a snapshot shows, and what else holds one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from torch import Tensor

from lenet_gui.core.autograd_graph import Names, read_graph
from lenet_gui.core.graph import Graph, OtherGraph
from lenet_gui.core.graph_walk import Node
from lenet_gui.core.holdings import Holdings
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.retaining import results_at_hand, retained
from lenet_gui.core.state import TrainingState


def shown_graph(state: TrainingState) -> Graph:
    """The graph of the last loss or output."""
    root = state.loss if state.graph_of == "loss" else state.output
    return graph_behind(state, root, state.graph_of)[0]


def graph_behind(
    state: TrainingState, root: Tensor | None, name: str, line: str = ""
) -> tuple[Graph, Sequence[Node]]:
    """The graph behind a tensor, with all that is known of it.

    Args:
        state: the state.
        root: the tensor.
        name: its name in a script.
        line: the line that made it of the loss; empty: it is the loss or the output itself.

    Returns:
        The graph, and PyTorch's own nodes in the same order, which must not be kept.
    """
    lines = [pytorch_line(command) for command in state.loss_by]
    names = Names(
        state.parameters,
        [state.feed.batch.images],
        state.layers,
        [*lines, line] if line else lines,
        results_at_hand(state),
        state.looking.retained,
    )
    graph, nodes = read_graph(root, name, names)
    since = state.output_since if root is state.output else state.loss_since
    graph = replace(
        graph,
        rebuilt=bool(nodes) and since <= state.rebuilt_until,
        retained=MappingProxyType(retained(state)),
        others=_others(state, nodes),
    )
    return graph, nodes


def _others(state: TrainingState, nodes: Sequence[Node]) -> tuple[OtherGraph, ...]:
    """The graphs alive besides the one whose nodes these are."""
    known = set(nodes)
    roots = [(name, root) for name, root in _roots(state) if root.grad_fn not in known]
    if not roots:
        return ()
    holdings = Holdings([*state.parameters.values(), state.feed.batch.images], known)
    counts = [(name, *holdings.add(root)) for name, root in roots]
    return tuple(OtherGraph(*count) for count in counts if count[2])


def _roots(state: TrainingState) -> Iterator[tuple[str, Tensor]]:
    """Whatever a graph may hang on, with its name in a script."""
    tensors: list[tuple[str, Tensor | None]] = [
        *((f"losses[{index}]", loss) for index, loss in enumerate(state.left.losses)),
        ("loss", state.loss),
        ("output", state.output),
        # backward(create_graph=True) gives the gradients a graph.
        *((f"net.{name}.grad", parameter.grad) for name, parameter in state.parameters.items()),
        *((f"history[{index}]", kept) for index, kept in enumerate(state.left.history)),
    ]
    for name, tensor in tensors:
        if tensor is not None and tensor.grad_fn is not None:
            yield name, tensor
