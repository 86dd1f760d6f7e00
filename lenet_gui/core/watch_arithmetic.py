"""What the functions and operators of watch expressions compute, on values that suit them.

Which values suit is checked in `watch_values`; here nothing is refused. To be called under
``np.errstate(all="ignore")``.
"""

import math
import operator
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from lenet_gui.core.watch_language import LARGEST_INT
from lenet_gui.core.watch_tree import Function, Operator

Entries: TypeAlias = npt.NDArray[Any]
Number: TypeAlias = bool | int | float
Value: TypeAlias = Number | Entries | None

_Series: TypeAlias = npt.NDArray[np.float64]

_BINARY: dict[Operator, Callable[[Any, Any], Any]] = {
    Operator.ADD: operator.add, Operator.SUBTRACT: operator.sub, Operator.MULTIPLY: operator.mul,
    Operator.DIVIDE: operator.truediv, Operator.FLOOR_DIVIDE: operator.floordiv,
    Operator.MODULO: operator.mod, Operator.POWER: operator.pow, Operator.LESS: operator.lt,
    Operator.LESS_EQUAL: operator.le, Operator.GREATER: operator.gt,
    Operator.GREATER_EQUAL: operator.ge, Operator.EQUAL: operator.eq,
    Operator.NOT_EQUAL: operator.ne,
}  # fmt: skip


def _standard_deviation(entries: _Series) -> float:
    """Divided by n - 1: torch's default is ``correction=1`` (documentation of ``torch.std``)."""
    # Of one entry torch gives NaN as well; numpy warns besides.
    return float(np.std(entries, ddof=1)) if entries.size > 1 else math.nan


_SUMMED: dict[Function, Callable[[_Series], float]] = {
    Function.NORM: lambda entries: float(np.linalg.norm(entries)),
    Function.SUM: lambda entries: float(entries.sum()),
    Function.MEAN: lambda entries: float(entries.mean()),
    Function.STD: _standard_deviation,
}

_PICKED: dict[Function, Callable[[Any], Any]] = {Function.MIN: np.min, Function.MAX: np.max}

_COUNTED: dict[Function, Callable[[Any], Any]] = {
    Function.ISNAN: np.isnan, Function.ISINF: np.isinf,
}  # fmt: skip

_ENTRYWISE: dict[Function, Callable[[Any], Any]] = {
    Function.ABS: np.abs, Function.SQRT: np.sqrt, Function.LOG: np.log, Function.EXP: np.exp,
}  # fmt: skip

NEED_ENTRIES = frozenset((*_SUMMED, *_PICKED))
"""The functions that have no value for an empty array."""


def read_only(entries: Any) -> Entries:
    """The same entries through a view that cannot write; a numpy number becomes a 0-d array."""
    view = np.asarray(entries).view()
    view.flags.writeable = False
    return view


def real(entries: Entries) -> Entries:
    """Conditions as 0 and 1, which numpy would not subtract; integers as floats: no wrap-around."""
    if np.issubdtype(entries.dtype, np.floating):
        return entries
    return entries.astype(np.float32 if entries.dtype == np.bool_ else np.float64)


def bounded(number: Number) -> Number:
    """The number; an integer beyond `LARGEST_INT` as a float."""
    return number if abs(number) <= LARGEST_INT else float(number)


def combine(
    operation: Operator, left: Number | Entries, right: Number | Entries
) -> Number | Entries:
    """Arithmetic or a comparison, entry by entry where one operand is an array.

    Args:
        operation: arithmetic, or a comparison other than ``is``.
        left: a number or an array.
        right: the same; two arrays have shapes that broadcast.
    """
    if isinstance(left, np.ndarray):
        left = real(left)
    if isinstance(right, np.ndarray):
        right = real(right)
    # A number takes the array's type, as in torch and in numpy from 2.0 on.
    if isinstance(left, np.ndarray):
        other = right if isinstance(right, np.ndarray) else left.dtype.type(right)
        return read_only(_BINARY[operation](left, other))
    if isinstance(right, np.ndarray):
        return read_only(_BINARY[operation](right.dtype.type(left), right))
    return _combine_numbers(operation, left, right)


def _combine_numbers(operation: Operator, left: Number, right: Number) -> Number:
    """Exact between integers, IEEE otherwise."""
    if isinstance(left, int) and isinstance(right, int):
        fraction = (
            operation is Operator.DIVIDE
            or (operation in (Operator.FLOOR_DIVIDE, Operator.MODULO) and right == 0)
            or (operation is Operator.POWER and right < 0)
        )
        if not fraction:
            return bounded(_BINARY[operation](left, right))
    # numpy's number instead of Python's: it gives inf or NaN where Python raises, and no complex.
    result: Number = _BINARY[operation](np.float64(left), np.float64(right)).item()
    return result


def apply(function: Function, value: Number | Entries) -> Number | Entries:
    """What a function gives; a number counts as one entry.

    Args:
        function: any but `Function.VERSION`.
        value: with entries for those in `NEED_ENTRIES`, with just one for `Function.ITEM`.
    """
    entries = np.asarray(value)
    if function in _SUMMED:
        return _SUMMED[function](entries.astype(np.float64).reshape(-1))
    if function in _COUNTED:
        return int(np.count_nonzero(_COUNTED[function](real(entries))))
    if function is Function.NUMEL:
        return entries.size
    if function is Function.ITEM:
        only: Number = entries.item()
        return only
    if isinstance(value, np.ndarray):
        compute = _PICKED[function] if function in _PICKED else _ENTRYWISE[function]
        return read_only(compute(real(value)))
    if function in _ENTRYWISE and function is not Function.ABS:
        return float(_ENTRYWISE[function](np.float64(value)))
    return abs(value) if function is Function.ABS else value
