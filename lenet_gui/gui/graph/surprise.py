"""The tutorial's surprise as a guided stop: ``next_functions[0][0]`` is not where one expects."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.graph import Graph
from lenet_gui.gui.output.printed_output import short_path, stem

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on the way.

    Attributes:
        node: the node's place in the graph.
        words: what is to be learned there.
    """

    node: int
    words: str


def surprise(graph: Graph) -> tuple[Stop, ...]:
    """The stops from the loss to the leaf that nobody expects; none in a graph without one.

    The tutorial walks ``loss.grad_fn.next_functions[0][0].next_functions[0][0]`` and calls it the
    ReLU. In PyTorch of today an Addmm lies between, whose first input is its bias.
    """
    way = _way(graph)
    if not way or graph.root != "loss":
        return ()
    root, made, leaf, onward = (graph.nodes[index] for index in way)
    words = (
        translate(
            "graph_surprise",
            "A surprise of the tutorial, stop 1 of 3: loss.grad_fn is {root}. The tutorial goes on "
            "from here with next_functions[0][0].",
        ).format(root=stem(root.name)),
        translate(
            "graph_surprise",
            "Stop 2 of 3: this is {made}, which made {stage}. Its inputs were, in this order: the "
            "bias, the result of {onward}, and the weight, transposed. Guess: which is "
            "next_functions[0][0]?",
        ).format(made=stem(made.name), stage=made.stage or "output", onward=stem(onward.name)),
        translate(
            "graph_surprise",
            "Stop 3 of 3: next_functions[0][0] of {made} is {leaf} of {parameter}, not {onward}: "
            "the bias is the first input. The way on to the input is next_functions{index}.",
        ).format(
            made=stem(made.name), leaf=leaf.name, parameter=leaf.variable,
            onward=stem(onward.name), index=short_path(onward.path),
        ),
    )  # fmt: skip
    return tuple(Stop(node, text) for node, text in zip(way, words, strict=False))


def _way(graph: Graph) -> tuple[int, int, int, int] | None:
    """The root, the node that made the output, the leaf that comes first, and the way on."""
    nodes = graph.nodes
    for index, node in enumerate(nodes):
        following = [i for i in node.followers if i is not None]
        if node.main and len(following) > 1:
            onward = next((i for i in following if nodes[i].main), None)
            expected = stem(node.name) == "Addmm" and nodes[following[0]].variable
            return (0, index, following[0], onward) if onward is not None and expected else None
    return None
