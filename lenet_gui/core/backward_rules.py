"""How a gradient came about, by the kind of the layer that it flowed back through.

``g`` is dL / d(the layer's result), ``x`` its input; shapes as in `forward_rules`.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from lenet_gui.core.anatomy import Anatomy
from lenet_gui.core.explanation import Factors, Places, Quantity, Rule
from lenet_gui.core.forward_rules import Index, contest, is_on, reshaped, window_places
from lenet_gui.core.snapshot import Layer
from lenet_gui.core.terms import Terms, grid, places, plain, products_of

BackwardRule: TypeAlias = Callable[[Anatomy, Layer, Index], Terms]
"""The terms of dL / d(one number): of the layer's input, or of its parameter."""


def convolution(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of weight[o, c, u, v] * g[n, o, i - u, j - v]``, wherever x[n, c, i, j] was used."""
    sample, channel, row, column = index
    kernels, _, height, width = layer.kernel_shape
    _, rows, columns = layer.output_shape
    o, u, v = grid(kernels, height, width)
    i, j = row - u, column - v
    used = (i >= 0) & (i < rows) & (j >= 0) & (j < columns)
    o, u, v, i, j = (those[used] for those in (o, u, v, i, j))
    weight = anatomy.picked(Quantity.PARAMETER, layer.parameter_names[0], places(o, channel, u, v))
    return products_of(
        Rule.CONVOLUTION_BACKWARD, weight, _flow(anatomy, layer, places(sample, o, i, j))
    )


def linear(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of weight[o, k] * g[n, o]``."""
    sample, k = index
    o = np.arange(layer.output_shape[0])
    weight = anatomy.picked(Quantity.PARAMETER, layer.parameter_names[0], places(o, k))
    return products_of(Rule.LINEAR_BACKWARD, weight, _flow(anatomy, layer, places(sample, o)))


def relu(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``g`` where x > 0, else 0: PyTorch takes 0 as the derivative at 0."""
    place = places(*index)
    flow, value = _flow(anatomy, layer, place), anatomy.input_of(layer, place)
    on = is_on(value)
    facts = {"input": float(value.values[0])}
    return Terms(
        Rule.RELU_BACKWARD,
        (flow, plain("x > 0", *on)),
        np.where(on, flow.values, 0.0),
        facts=facts,
    )


def max_pool(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``g`` of its window if it won there, else 0: of equal ones, PyTorch's first gets all."""
    sample, channel, row, column = index
    height, width = layer.kernel_shape
    window = (sample, channel, row // height, column // width)
    rivals = anatomy.input_of(layer, window_places(layer, window))
    won, facts = contest(anatomy, layer, window, rivals)
    place = (row % height) * width + column % width
    flow = _flow(anatomy, layer, places(*window))
    wins = won[place : place + 1]
    return Terms(
        Rule.MAX_POOL_BACKWARD,
        (flow, plain("winner", *wins)),
        np.where(wins, flow.values, 0.0),
        facts={**facts, "place": float(place)},
    )


def view(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``g`` in another shape."""
    place = reshaped(anatomy, anatomy.source_of(layer), index, layer.name)
    return products_of(Rule.VIEW_BACKWARD, _flow(anatomy, layer, place))


def convolution_weight(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of g[n, o, i, j] * x[n, c, i + u, j + v]`` over samples and positions."""
    kernel, channel, u, v = index
    _, rows, columns = layer.output_shape
    n, i, j = grid(_samples(anatomy), rows, columns)
    return products_of(
        Rule.CONVOLUTION_WEIGHT,
        _flow(anatomy, layer, places(n, kernel, i, j)),
        anatomy.input_of(layer, places(n, channel, i + u, j + v)),
    )


def convolution_bias(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of g[n, o, i, j]`` over samples and positions."""
    _, rows, columns = layer.output_shape
    n, i, j = grid(_samples(anatomy), rows, columns)
    return products_of(Rule.CONVOLUTION_BIAS, _flow(anatomy, layer, places(n, index[0], i, j)))


def linear_weight(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of g[n, o] * x[n, k]`` over samples."""
    unit, k = index
    n = np.arange(_samples(anatomy))
    return products_of(
        Rule.LINEAR_WEIGHT,
        _flow(anatomy, layer, places(n, unit)),
        anatomy.input_of(layer, places(n, k)),
    )


def linear_bias(anatomy: Anatomy, layer: Layer, index: Index) -> Terms:
    """``sum of g[n, o]`` over samples."""
    n = np.arange(_samples(anatomy))
    return products_of(Rule.LINEAR_BIAS, _flow(anatomy, layer, places(n, index[0])))


def _samples(anatomy: Anatomy) -> int:
    return len(anatomy.values[anatomy.output])


def _flow(anatomy: Anatomy, layer: Layer, taken: Places) -> Factors:
    return anatomy.picked(Quantity.FLOW, layer.name, taken)


BACKWARD: Mapping[str, BackwardRule] = {
    "Conv2d": convolution,
    "Linear": linear,
    "relu": relu,
    "max_pool2d": max_pool,
    "view": view,
}
"""To a layer's input, by the layer's kind."""

PARAMETERS: Mapping[str, tuple[BackwardRule, BackwardRule]] = {
    "Conv2d": (convolution_weight, convolution_bias),
    "Linear": (linear_weight, linear_bias),
}
"""To a layer's weight and to its bias, by the layer's kind."""
