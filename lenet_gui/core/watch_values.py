"""The values of watch expressions: PyTorch's numbers, computed on copies.

Entries stay what they are in the network, float32, and arithmetic between them and with a plain
number is float32 as in PyTorch; so is what ``min`` and ``max`` pick out. The sums over entries
(norm, sum, mean, std) are taken in float64 and give a plain number, so that the digits shown are
right. Division by zero, overflow and the logarithm of a negative number give inf or NaN, silently.
"""

import math
from itertools import pairwise
from typing import NoReturn, Protocol

import numpy as np

from lenet_gui.core import watch_tree as tree
from lenet_gui.core.watch_arithmetic import (
    NEED_ENTRIES,
    Entries,
    Number,
    Value,
    apply,
    bounded,
    combine,
    read_only,
    real,
)  # fmt: skip
from lenet_gui.core.watch_language import LARGEST_EXPONENT
from lenet_gui.core.watch_problems import WatchError, WatchProblem
from lenet_gui.core.watch_tree import Expression, Function, Operator

MAX_ENTRIES = 1_000_000  # in a result that is larger than both of its operands

__all__ = ["MAX_ENTRIES", "Value", "WatchSpace", "as_number", "evaluate", "truth"]


class WatchSpace(Protocol):
    """Where the names of an expression get their values. Both give copies, never live memory."""

    def value(self, name: str) -> Value:
        """What the name stands for now, numbers or an array of float32; ``None``: nothing.

        Raises:
            KeyError: there is no such name any more.
        """

    def version(self, name: str) -> int | None:
        """The version counter of the tensor of that name; ``None``: there is no tensor now.

        Raises:
            KeyError: the name never stands for a tensor.
        """


def evaluate(expression: Expression, space: WatchSpace) -> Value:
    """What an expression is worth now: ``None``, a number or a read-only array.

    Conditions follow Python: a chain ``0 < a < 1`` is ``0 < a and a < 1``, and ``and`` and
    ``or`` give one of their operands. Integers beyond 1e15 become floats.

    Raises:
        WatchError: it has no value now, such as arithmetic with a gradient that is None. No other
            exception leaves here, unless the space raises it.
    """
    with np.errstate(all="ignore"):
        return _Evaluation(expression.text, space).value(expression.root)


def truth(value: Value) -> bool:
    """Whether a value, taken as a condition, holds: ``bool(value)`` as Python has it.

    So None, 0 and an array whose only entry is 0 do not hold, and NaN, like any other number but
    0, does.

    Raises:
        WatchError: an array of several entries is neither true nor false (`AMBIGUOUS`), nor is
            an empty one (`NO_ENTRIES`); at position 0 and with an empty text.
    """
    return _truth(value, 0, "")


def as_number(value: Value) -> float | None:
    """A value as a point of a curve: a number, 0 or 1 for a condition, an array's only entry.

    ``None``: it is None or has not exactly one entry.
    """
    if isinstance(value, np.ndarray):
        return float(value.item()) if value.size == 1 else None
    return None if value is None else float(value)


def _truth(value: Value, position: int, text: str) -> bool:
    if not isinstance(value, np.ndarray):
        return bool(value)
    if value.size == 0:
        raise WatchError(WatchProblem.NO_ENTRIES, position, text=text)
    if value.size > 1:
        raise WatchError(WatchProblem.AMBIGUOUS, position, text=text, entries=value.size)
    return bool(value.item())


class _Evaluation:
    """One walk over a tree."""

    def __init__(self, text: str, space: WatchSpace) -> None:
        self._text = text
        self._space = space

    def value(self, node: tree.Node) -> Value:
        """What a part of the tree is worth; raises `WatchError`."""
        match node:
            case tree.Literal():
                return node.value
            case tree.Name():
                return self._name(node)
            case tree.Version():
                return self._version(node)
            case tree.Unary():
                return self._unary(node)
            case tree.Binary():
                return self._binary(node)
            case tree.Comparison():
                return self._comparison(node)
            case tree.Logic():
                return self._logic(node)
            case tree.Index():
                return self._index(node)
            case tree.Call():
                return self._call(node)

    def _name(self, node: tree.Name) -> Value:
        try:
            value = self._space.value(node.name)
        except KeyError:
            raise WatchError(
                WatchProblem.UNKNOWN_NAME, node.start, name=node.name, nearest=""
            ) from None
        if isinstance(value, np.ndarray):
            return read_only(value)
        return bounded(value) if isinstance(value, int) else value

    def _version(self, node: tree.Version) -> int:
        try:
            version = self._space.version(node.name)
        except KeyError:
            raise WatchError(WatchProblem.NO_VERSION, node.start, name=node.name) from None
        if version is None:
            raise WatchError(WatchProblem.IS_NONE, node.start, text=node.name)
        return version

    def _unary(self, node: tree.Unary) -> Value:
        if node.operator is Operator.NOT:
            return not self._truth(node.operand, self.value(node.operand))
        value = self._present(node.operand)
        negative = node.operator is Operator.SUBTRACT
        if isinstance(value, np.ndarray):
            return read_only(-real(value) if negative else real(value))
        return -value if negative else +value

    def _binary(self, node: tree.Binary) -> Value:
        left, right = self._present(node.left), self._present(node.right)
        if node.operator is Operator.POWER and np.any(np.abs(right) > LARGEST_EXPONENT):
            position = node.right.start
            raise WatchError(WatchProblem.EXPONENT_TOO_LARGE, position, limit=LARGEST_EXPONENT)
        return self._calculate(node, node.operator, left, right)

    def _comparison(self, node: tree.Comparison) -> Value:
        result: Value = True
        left = self.value(node.operands[0])
        for operation, pair in zip(node.operators, pairwise(node.operands), strict=True):
            if not self._truth(node, result):
                break
            right = self.value(pair[1])
            if operation in (Operator.IS, Operator.IS_NOT):
                result = (left is None) is (operation is Operator.IS)
            elif left is not None and right is not None:
                result = self._calculate(node, operation, left, right)
            elif operation in (Operator.EQUAL, Operator.NOT_EQUAL):
                result = (left is right) is (operation is Operator.EQUAL)
            else:
                self._fail(WatchProblem.IS_NONE, pair[0] if left is None else pair[1])
            left = right
        return result

    def _logic(self, node: tree.Logic) -> Value:
        result = self.value(node.operands[0])
        for decided, following in pairwise(node.operands):
            if self._truth(decided, result) is (node.operator is Operator.OR):
                break
            result = self.value(following)
        return result

    def _calculate(
        self, node: tree.Node, operation: Operator, left: Number | Entries, right: Number | Entries
    ) -> Value:
        if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
            self._check_shapes(node, left, right)
        return combine(operation, left, right)

    def _check_shapes(self, node: tree.Node, left: Entries, right: Entries) -> None:
        try:
            shape = np.broadcast_shapes(left.shape, right.shape)
        except ValueError:
            self._fail(
                WatchProblem.SHAPES_DIFFER, node, left=str(left.shape), right=str(right.shape)
            )
        entries = math.prod(shape)
        if entries > max(MAX_ENTRIES, left.size, right.size):
            self._fail(WatchProblem.TOO_LARGE, node, entries=entries, limit=MAX_ENTRIES)

    def _index(self, node: tree.Index) -> Value:
        value = self._present(node.operand)
        shape = value.shape if isinstance(value, np.ndarray) else ()
        given, dimensions = len(node.keys), len(shape)
        if given > dimensions or not isinstance(value, np.ndarray):
            self._fail(
                WatchProblem.TOO_MANY_INDICES, node.operand, given=given, dimensions=dimensions
            )
        keys: list[int | slice] = []
        for dimension, (key, size) in enumerate(zip(node.keys, shape, strict=False)):
            if isinstance(key, tree.Span):
                keys.append(slice(key.start, key.stop, key.step))
            elif -size <= key < size:
                keys.append(key)
            else:
                self._fail(
                    WatchProblem.OUT_OF_RANGE, node.operand,
                    index=key, dimension=dimension, size=size,
                )  # fmt: skip
        return read_only(value[tuple(keys)])

    def _call(self, node: tree.Call) -> Value:
        value = self._present(node.operand)
        size = value.size if isinstance(value, np.ndarray) else 1
        if node.function is Function.ITEM and size != 1:
            self._fail(WatchProblem.NOT_ONE_ENTRY, node.operand, entries=size)
        if node.function in NEED_ENTRIES and size == 0:
            self._fail(WatchProblem.NO_ENTRIES, node.operand)
        return apply(node.function, value)

    def _present(self, node: tree.Node) -> Number | Entries:
        """The value of a part that may not be None."""
        value = self.value(node)
        if value is None:
            self._fail(WatchProblem.IS_NONE, node)
        return value

    def _truth(self, node: tree.Node, value: Value) -> bool:
        return _truth(value, node.start, self._text[node.start : node.end])

    def _fail(self, problem: WatchProblem, node: tree.Node, **facts: str | int) -> NoReturn:
        text = self._text[node.start : node.end]
        raise WatchError(problem, node.start, text=text, **facts)
