"""How an activation came about, by the kind of its layer: which terms were summed.

Convolutions have stride 1 and no padding, and the windows of a max-pool lie side by side, as in
LeNet.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from lenet_gui.core.anatomy import Anatomy
from lenet_gui.core.explanation import Element, Factors, Places, Quantity, Rule
from lenet_gui.core.snapshot import Layer
from lenet_gui.core.terms import Terms, grid, places, plain, products_of

Index: TypeAlias = tuple[int, ...]
ForwardRule: TypeAlias = Callable[[Anatomy, Layer, Index], Terms]
"""The terms of one number of a layer's result."""


def convolution(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of weight[o, c, u, v] * x[n, c, i + u, j + v] + bias[o]``."""
    sample, kernel, row, column = index
    c, u, v = grid(*layer.kernel_shape[1:])
    return _weighted(
        Rule.CONVOLUTION,
        anatomy,
        layer,
        places(kernel, c, u, v),
        places(sample, c, row + u, column + v),
    )


def linear(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of weight[o, k] * x[n, k] + bias[o]``."""
    sample, unit = index
    k = np.arange(layer.kernel_shape[1])
    return _weighted(Rule.LINEAR, anatomy, layer, places(unit, k), places(sample, k))


def relu(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``max(x, 0)``, written as x times 1 or 0."""
    value = anatomy.input_of(layer, places(*index))
    on = is_on(value)
    products = np.where(on, value.values, 0.0)
    facts = {"input": float(value.values[0])}
    return Terms(Rule.RELU, (value, plain("x > 0", *on)), products, facts=facts)


def max_pool(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """The largest of the window, written as a sum in which the others count 0 times."""
    window = anatomy.input_of(layer, window_places(layer, index))
    won, facts = contest(anatomy, layer, index, window)
    products = np.where(won, window.values, 0.0)
    factors = (window, plain("winner", *won))
    return Terms(Rule.MAX_POOL, factors, products, facts=facts)


def view(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """The same number in another shape."""
    place = reshaped(anatomy, layer.name, index, anatomy.source_of(layer))
    return products_of(Rule.VIEW, anatomy.input_of(layer, place))


def is_on(values: Factors) -> np.ndarray:
    """Where relu lets a number through; NaN too, as in PyTorch."""
    return ~(values.values <= 0)


def window_places(layer: Layer, index: Index) -> Places:
    """The places in a max-pool's input of the window of one number of its result."""
    sample, channel, row, column = index
    height, width = layer.kernel_shape
    u, v = grid(height, width)
    return places(sample, channel, row * height + u, column * width + v)


def contest(
    anatomy: Anatomy, layer: Layer, index: Index, window: Factors
) -> tuple[np.ndarray, dict[str, float]]:
    """Which place of a window won.

    Args:
        anatomy: where.
        layer: the max-pool.
        index: the number of its result.
        window: what it is the largest of.

    Returns:
        Shape ``(places,)``, True for the winner; and the facts: the winner's place in the
        window, from 0, its row and column in the input, and how many places are as large.
    """
    columns = anatomy.values[anatomy.source_of(layer)].shape[-1]
    row, column = divmod(int(anatomy.winners(layer)[index]), columns)
    won = (window.places[:, 2] == row) & (window.places[:, 3] == column)
    largest = window.values[won][0]
    facts = {
        "winner": float(np.argmax(won)),
        "row": float(row),
        "column": float(column),
        "tied": float(np.count_nonzero(window.values == largest)),
    }
    return won, facts


def reshaped(anatomy: Anatomy, name: str, index: Index, other: str) -> Places:
    """The place in another layer's result that a number has after ``view``, shape ``(1, d)``."""
    values = anatomy.values
    flat = np.ravel_multi_index(index, values[name].shape)
    return np.array([np.unravel_index(flat, values[other].shape)], dtype=np.int64)


def _weighted(rule: Rule, anatomy: Anatomy, layer: Layer, weights: Places, inputs: Places) -> Terms:
    weight, bias = layer.parameter_names
    unit = int(weights[0, 0])
    return products_of(
        rule,
        anatomy.picked(Quantity.PARAMETER, weight, weights),
        anatomy.input_of(layer, inputs),
        bias=(
            Element(Quantity.PARAMETER, bias, (unit,)),
            float(anatomy.parameters[bias][unit]),
        ),
    )


FORWARD: Mapping[str, ForwardRule] = {
    "Conv2d": convolution,
    "Linear": linear,
    "relu": relu,
    "max_pool2d": max_pool,
    "view": view,
}
"""By the kind of the layer."""
