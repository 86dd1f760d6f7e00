"""What Python prints for the output and the loss, with the node that made them."""

import re
from collections.abc import Callable

import numpy as np

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.graph import Graph, GraphNode
from lenet_gui.core.snapshot import Array, Snapshot
from lenet_gui.gui.widgets.statements import Statement
from lenet_gui.gui.words.tensor_text import PREFIX, tensor_text

Print = Callable[[int], str]
"""From the width of a line, in characters, to what is printed."""


def output_statements(snapshot: Snapshot, loss_node: str) -> list[Statement]:
    """The loss and the output, as a script would print them.

    Args:
        snapshot: the moment.
        loss_node: class of the node that made the loss; empty: not known.
    """
    found: list[Statement] = []
    device = snapshot.device
    if snapshot.loss is not None:
        loss = Element(Quantity.LOSS, "loss")
        text = printed(scalar(snapshot.loss), loss_node, device)
        found.append(Statement("loss", text, loss, ()))
        found.append(Statement("loss.item()", exact(snapshot.loss), loss, ()))
    if snapshot.output is not None:
        values, expression = snapshot.output, "output"
        leading: tuple[int, ...] = ()
        made = output_node(snapshot.graph)
        node = "" if made is None else made.name
        if len(values) > 1:
            sample = shown_sample(snapshot)
            values, expression, leading = values[sample], f"output[{sample}]", (sample,)
            node = "SelectBackward0"  # indexing a tensor makes a node of its own
        of = Element(Quantity.ACTIVATION, snapshot.layers[-1].name, leading)
        found.append(Statement(expression, printed(values, node, device), of, values.shape))
    return found


def shown_sample(snapshot: Snapshot) -> int:
    """The row of the output that is shown."""
    assert snapshot.output is not None  # noqa: S101 - the callers have looked
    return min(snapshot.input.sample, len(snapshot.output) - 1)


def printed(values: Array, grad_fn: str, device: str) -> Print:
    """A tensor with a ``grad_fn``, as PyTorch prints it.

    Args:
        values: the numbers; one of shape ``()`` for a scalar.
        grad_fn: class of the node that made it; empty: not known.
        device: ``cpu``, which PyTorch leaves out, ``cuda`` or ``mps``.
    """
    suffixes = [] if device == "cpu" else [f"device='{device}:0'"]
    suffixes.append(f"grad_fn=<{grad_fn or '...'}>")
    return lambda line_width: _with_suffixes(
        tensor_text(values, line_width)[:-1], suffixes, line_width
    )


def exact(number: float) -> Print:
    """A Python float, with all of its digits."""
    return lambda _line_width: repr(number)


def scalar(number: float) -> Array:
    """A float32 of shape ``()``."""
    return np.array(number, dtype=np.float32)


def stem(name: str) -> str:
    """A node's class without its ending: ``Addmm`` for ``AddmmBackward0``."""
    return re.sub(r"Backward\d*$", "", name)


def short_path(path: str) -> str:
    """The last part of a node's path: ``[0][0]``, or ``loss.grad_fn`` for the root."""
    _, mark, rest = path.rpartition(".next_functions")
    return rest if mark else path


def parent_path(path: str) -> str:
    """The path of the node before; empty for the root."""
    return path.rpartition(".next_functions")[0]


def output_node(graph: Graph) -> GraphNode | None:
    """The node that made the output: the first on the main chain where another branch begins.

    The nodes of a loss have no other branch, since its target needs no gradient.
    """
    branches = {parent_path(node.path) for node in graph.nodes if not node.main}
    main = [node for node in graph.nodes if node.main]
    if graph.root == "output":
        return main[0] if main else None
    return next((node for node in main if node.path in branches), None)


def _with_suffixes(text: str, suffixes: list[str], line_width: int) -> str:
    """Append as ``torch/_tensor_str.py`` does: on a line of its own where it would be too long."""
    length = len(text) - text.rfind("\n") + 1
    for suffix in suffixes:
        if length + len(suffix) + 2 > line_width:
            text += ",\n" + " " * len(PREFIX) + suffix
            length = len(PREFIX) + len(suffix)
        else:
            text += ", " + suffix
            length += len(suffix) + 2
    return text + ")"
