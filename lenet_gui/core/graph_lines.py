"""Which line of PyTorch made each node of a graph.

Every output of the program comes from the one network, so from the last layer on backward its
nodes follow one another in a known order. Each is compared with the class that its layer makes;
where one is another, it and what lies behind it have no line.
"""

from collections.abc import Sequence
from typing import TypeAlias

from lenet_gui.core.graph_walk import Node, Walk
from lenet_gui.core.lenet import LINES
from lenet_gui.core.snapshot import Layer

Made: TypeAlias = dict[Node, tuple[str, str]]
"""By node: the layer whose line made it, or ``loss``; and the line."""

LOSS = "loss"
"""The stage of what came after the output."""

_KINDS = {
    "Conv2d": ("ConvolutionBackward0", 0),
    "Linear": ("AddmmBackward0", 1),
    "relu": ("ReluBackward0", 0),
    "max_pool2d": ("MaxPool2DWithIndicesBackward0", 0),
    "view": ("ViewBackward0", 0),
}
"""The class of node that each kind of layer makes, and which of ``next_functions`` leads to the
layer before it; the others lead to its parameters."""


def made_by(walk: Walk, layers: Sequence[Layer], loss_lines: Sequence[str]) -> Made:
    """The stage and the line of each node that has them.

    Args:
        walk: the graph.
        layers: the rows of the network's summary, the input first; empty: not known.
        loss_lines: the lines that made the loss, the newest last. Each but the first goes on from
            the loss of the line before.
    """
    made: Made = {}
    if layers:
        _made_after_output(walk, walk.nodes[0], layers[:0:-1], loss_lines, made)
    return made


def _made_after_output(
    walk: Walk, node: Node, layers: Sequence[Layer], lines: Sequence[str], made: Made
) -> None:
    name = type(node).__name__
    if name == _KINDS[layers[0].kind][0]:
        _made_by_layers(walk, node, layers, made)
        return
    if hasattr(node, "variable"):
        return
    made[node] = LOSS, lines[-1] if lines else ""
    for index, other in enumerate(walk.followers[node]):
        if other is not None and other not in made:
            older = _goes_on(name, type(other).__name__, index)
            _made_after_output(walk, other, layers, lines[:-1] if older else lines, made)


def _goes_on(name: str, other: str, index: int) -> bool:
    """Whether a node `other` is of an older line than the node `name` before it.

    In ``loss + criterion(...)`` the first summand is the loss of before; ``scaler.scale(loss)``
    multiplies it.
    """
    if name == "AddBackward0":
        return index == 0
    return name == "MulBackward0" and other != name


def _made_by_layers(walk: Walk, node: Node | None, layers: Sequence[Layer], made: Made) -> None:
    """Go from the output's node on, along the layers from the last to the first."""
    for layer in layers:
        here = layer.name, LINES[layer.name]
        expected, before = _KINDS[layer.kind]
        # An image without a batch is given one for a convolution, and then it is taken off.
        around = [] if not _is(node, "Squeeze") else [node]
        node = walk.followers[node][0] if around else node
        if not _is(node, expected):
            return
        followers = walk.followers[node]
        around.append(node)
        node = followers[before]
        if _is(node, "Unsqueeze"):
            around.append(node)
            node = walk.followers[node][0]
        for other in around:
            made[other] = here
        for index, other in enumerate(followers):
            if index != before:
                _made_for_parameter(walk, other, here, made)


def _made_for_parameter(walk: Walk, node: Node | None, here: tuple[str, str], made: Made) -> None:
    """An AccumulateGrad, or the transposition of a weight with one behind it."""
    if node is not None:
        made[node] = here
        for other in walk.followers[node]:
            _made_for_parameter(walk, other, here, made)


def _is(node: Node | None, name: str) -> bool:
    return type(node).__name__.startswith(name)
