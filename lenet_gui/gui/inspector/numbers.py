"""Which numbers there are at a moment, and which of a tensor's to look at first."""

from collections.abc import Mapping

import numpy as np

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.snapshot import Array, Snapshot

OF_PARAMETERS = (Quantity.PARAMETER, Quantity.GRADIENT, Quantity.UPDATE)

Shapes = Mapping[str, tuple[int, ...]]


def shapes_of(quantity: Quantity, snapshot: Snapshot) -> Shapes:
    """The tensors that hold numbers of a quantity, with their shapes."""
    if quantity is Quantity.LOSS:
        return {"loss": ()}
    if quantity in OF_PARAMETERS:
        return {row.name: row.shape for row in snapshot.rows}
    batch = snapshot.input.batch_size if snapshot.output is None else len(snapshot.output)
    return {layer.name: (batch, *layer.output_shape) for layer in snapshot.layers}


def first_number(quantity: Quantity, name: str, snapshot: Snapshot) -> Element:
    """The number of a tensor that is looked at first.

    Of a parameter the one with the largest gradient, for most gradients are 0 in many places; of
    a layer's result the first one of the shown sample.
    """
    shape = shapes_of(quantity, snapshot).get(name, ())
    if quantity in OF_PARAMETERS:
        return Element(quantity, name, largest_gradient(name, shape, snapshot))
    sample = min(snapshot.input.sample, shape[0] - 1) if shape else 0
    return Element(quantity, name, (sample, *(0 for _ in shape[1:])) if shape else ())


def largest_gradient(name: str, shape: tuple[int, ...], snapshot: Snapshot) -> tuple[int, ...]:
    """Where a parameter's gradient is largest; the first place where it is None."""
    gradient = snapshot.gradients.get(name)
    if gradient is None:
        return tuple(0 for _ in shape)
    # What is not finite is larger than all else, and the first of it is what to look at.
    sizes = np.where(np.isfinite(gradient), np.abs(gradient), np.inf)
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(sizes)), gradient.shape))


def number_within(gradient: Array, bounds: tuple[float, float]) -> tuple[int, ...] | None:
    """Where the first number lies that a bar of a histogram stands for, which leaves zeros out.

    Args:
        gradient: the numbers.
        bounds: the bar's edges, of which the upper one belongs to the next bar.

    Returns:
        Its place; ``None``: no number lies there.
    """
    values, (low, high) = gradient.astype(np.float64), bounds
    found = np.argwhere((values >= low) & (values < high) & (values != 0))
    if not len(found):  # the last bar has its upper edge, too
        found = np.argwhere((values == high) & (values != 0))
    return tuple(int(i) for i in found[0]) if len(found) else None
