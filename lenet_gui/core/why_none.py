"""Why a gradient is None: from the loss back, to where the chain ends."""

from lenet_gui.core.graph import Graph
from lenet_gui.core.snapshot import NoneReason
from lenet_gui.core.state import TrainingState


def why_none(state: TrainingState, name: str, graph: Graph) -> NoneReason:
    """The first reason that holds, in the order in which a person would look.

    Args:
        state: the state.
        name: a parameter whose ``.grad`` is None.
        graph: the graph of the last loss or output, as `autograd_graph.read_graph` found it. Its
            nodes outlive backward, which frees only what they saved.
    """
    if not state.parameters[name].requires_grad:
        return NoneReason.FROZEN
    if state.output is None:
        return NoneReason.NOTHING_COMPUTED
    if not graph.nodes:
        return NoneReason.NO_GRAPH
    if name not in {node.variable for node in graph.nodes}:
        return NoneReason.OUTSIDE
    if state.accounts.failed:
        return NoneReason.FAILED
    return NoneReason.CLEARED if state.accounts.cleared else NoneReason.NO_BACKWARD
