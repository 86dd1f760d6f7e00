"""Which number that can be explained a watch expression is about."""

from collections.abc import Iterator

import numpy as np

from lenet_gui.core import watch_tree as tree
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.watch_arithmetic import Value, read_only
from lenet_gui.core.watch_problems import WatchError
from lenet_gui.core.watch_tree import Expression, Function
from lenet_gui.core.watch_values import evaluate


def number_in(expression: Expression, snapshot: Snapshot) -> Element | None:
    """The first number that an expression names, such as that in ``abs(fc1.bias.grad[0]) > 1``.

    Args:
        expression: the expression.
        snapshot: what its names stand for.

    Returns:
        The number; ``None``: it names none, but for instance all of a tensor, or ``lr``.
    """
    places = _Places(snapshot)
    found = (places.named(expression.text, part) for part in _parts(expression.root))
    return next((element for element in found if element is not None), None)


class _Places:
    """What names stand for, with its own place in the tensor as the value of each entry."""

    def __init__(self, snapshot: Snapshot) -> None:
        images = snapshot.input.batch_size if snapshot.output is None else len(snapshot.output)
        self._tensors: dict[str, tuple[Quantity, str, tuple[int, ...]]] = {
            "loss": (Quantity.LOSS, "loss", ())
        }
        for layer in snapshot.layers:
            shape = (images, *layer.output_shape)
            self._tensors[layer.name] = Quantity.ACTIVATION, layer.name, shape
        self._tensors["output"] = self._tensors[snapshot.layers[-1].name]
        for row in snapshot.rows:
            self._tensors[row.name] = Quantity.PARAMETER, row.name, row.shape
            self._tensors[f"{row.name}.grad"] = Quantity.GRADIENT, row.name, row.shape

    def value(self, name: str) -> Value:
        """The places in a tensor, in its shape; as `WatchSpace` has it."""
        _, _, shape = self._tensors[name]
        return read_only(np.arange(np.prod(shape, dtype=np.int64)).reshape(shape))

    def version(self, name: str) -> int | None:
        """As `WatchSpace` has it; no part that is evaluated here asks for one."""
        raise KeyError(name)

    def named(self, text: str, part: tree.Node) -> Element | None:
        """The number that an indexed name stands for; ``None``: none, or several."""
        name = _name(part)
        if name not in self._tensors:
            return None
        try:
            places = np.asarray(evaluate(Expression(text, part), self))
        except WatchError:  # there is no such place; the watch itself says so
            return None
        if places.size != 1:
            return None
        quantity, of, shape = self._tensors[name]
        index = np.unravel_index(int(places.item()), shape) if shape else ()
        return Element(quantity, of, tuple(int(i) for i in index))


def _parts(node: tree.Node) -> Iterator[tree.Node]:
    """The names in an expression, each with the indices behind it."""
    if _name(node):
        yield node
        return
    match node:
        case tree.Unary() | tree.Index() | tree.Call():
            yield from _parts(node.operand)
        case tree.Binary():
            yield from _parts(node.left)
            yield from _parts(node.right)
        case tree.Comparison() | tree.Logic():
            for operand in node.operands:
                yield from _parts(operand)


def _name(node: tree.Node) -> str:
    """The name that a part picks entries of; empty: it is something else."""
    match node:
        case tree.Name():
            return node.name
        case tree.Index() | tree.Call(function=Function.ITEM):
            return _name(node.operand)
    return ""
