"""Which number that the Inspector explains a number of a gradient in the graph is."""

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.graph import Graph, GraphNode

Place = tuple[int, ...]


def number_into(graph: Graph, index: int, place: Place) -> Element | None:
    """A number of the gradient that flows into a node.

    Args:
        graph: the graph.
        index: the node's place in it.
        place: where in that gradient, the sample included.

    Returns:
        The number; ``None``: the gradient is of something that is neither a layer's result nor a
        parameter, such as of an intermediate result of the loss.
    """
    node = graph.nodes[index]
    if node.variable:
        return Element(Quantity.GRADIENT, node.variable, place)
    weight = _transposed(graph, node)
    if weight:
        return Element(Quantity.GRADIENT, weight, place[::-1])
    if index == 0 and graph.root == "loss":
        return Element(Quantity.FLOW, "loss")
    if node.stage and node.stage != "loss":
        return Element(Quantity.FLOW, node.stage, place)
    return None


def _transposed(graph: Graph, node: GraphNode) -> str:
    """The parameter that a node has transposed; empty: none."""
    if node.name != "TBackward0" or len(node.followers) != 1 or node.followers[0] is None:
        return ""
    return graph.nodes[node.followers[0]].variable
