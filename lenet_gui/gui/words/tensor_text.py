"""Arrays printed as PyTorch prints tensors, without PyTorch.

The rules are those of ``torch/_tensor_str.py`` with the default print options: 4 decimals, all
of up to 1 000 numbers, of more than that the first and last three along each dimension.
"""

import itertools
import math
from collections.abc import Callable, Iterator

import numpy as np

from lenet_gui.core.snapshot import Array

PRECISION = 4
THRESHOLD = 1000
EDGE = 3
LINE_WIDTH = 80
PREFIX = "tensor("

Format = Callable[[float], str]


def tensor_text(values: Array | None, line_width: int = LINE_WIDTH) -> str:
    """What ``print`` would show: ``None``, or ``tensor([...])``.

    Args:
        values: a parameter's or a gradient's values.
        line_width: PyTorch's option ``linewidth``, in characters.
    """
    if values is None:
        return "None"
    if values.size == 0:
        return f"{PREFIX}[])"
    shortened = values.size > THRESHOLD
    width, form = _format_for(_corners(values) if shortened else values)
    body = _block(values, len(PREFIX), line_width, width, form, shortened=shortened)
    return f"{PREFIX}{body})"


def printed_places(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The index of each number that is printed of a tensor of this shape, in their order."""
    shortened = math.prod(shape) > THRESHOLD
    axes = (
        [*range(EDGE), *range(length - EDGE, length)]
        if shortened and length > 2 * EDGE
        else range(length)
        for length in shape
    )
    return itertools.product(*axes)


def _format_for(values: Array) -> tuple[int, Format]:
    """How all numbers of a tensor are written: their common width, and the function."""
    known = values[np.isfinite(values) & (values != 0)].astype(np.float64)
    if known.size == 0:
        return 1, _padded(1, _whole)
    sizes = np.abs(known)
    low, high = float(sizes.min()), float(sizes.max())
    if high / low > 1000 or high > 1e8 or low < 1e-4:
        form: Format = _scientific
    elif np.all(known == np.ceil(known)):
        form = _whole
    else:
        form = _decimal
    width = max(1, *(len(form(float(number))) for number in known))
    return width, _padded(width, form)


def _scientific(number: float) -> str:
    return f"{number:.{PRECISION}e}"


def _decimal(number: float) -> str:
    return f"{number:.{PRECISION}f}"


def _whole(number: float) -> str:
    return f"{number:.0f}" + ("." if math.isfinite(number) else "")


def _padded(width: int, form: Format) -> Format:
    return lambda number: form(number).rjust(width)


def _corners(values: Array) -> Array:
    for axis, length in enumerate(values.shape):
        if length > 2 * EDGE:
            kept = [*range(EDGE), *range(length - EDGE, length)]
            values = np.take(values, kept, axis=axis)
    return values


def _block(
    values: Array, indent: int, line_width: int, width: int, form: Format, *, shortened: bool
) -> str:
    if values.ndim == 0:
        return form(float(values))
    if values.ndim == 1:
        return _vector(values, indent, line_width, width, form, shortened=shortened)
    parts = [
        _block(part, indent + 1, line_width, width, form, shortened=shortened)
        for part in (_ends(values) if shortened else values)
    ]
    if shortened and len(values) > 2 * EDGE:
        parts.insert(EDGE, "...")
    joint = "," + "\n" * (values.ndim - 1) + " " * (indent + 1)
    return f"[{joint.join(parts)}]"


def _vector(
    values: Array, indent: int, line_width: int, width: int, form: Format, *, shortened: bool
) -> str:
    texts = [form(float(number)) for number in (_ends(values) if shortened else values)]
    if shortened and len(values) > 2 * EDGE:
        texts.insert(EDGE, " ...")
    each = max(1, (line_width - indent) // (width + 2))
    lines = [", ".join(texts[i : i + each]) for i in range(0, len(texts), each)]
    joint = ",\n" + " " * (indent + 1)
    return f"[{joint.join(lines)}]"


def _ends(values: Array) -> list[Array]:
    if len(values) <= 2 * EDGE:
        return list(values)
    return [*values[:EDGE], *values[-EDGE:]]
