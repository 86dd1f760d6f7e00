"""Dead units and ties, counted at the last forward that was measured."""

from collections.abc import Mapping
from itertools import pairwise, product

import torch
import torch.nn.functional as F  # noqa: N812 - the field's own habit
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.flats import Flats, PoolMap, ReluMap
from lenet_gui.core.snapshot import Layer


def flats_of(layers: tuple[Layer, ...], activations: Mapping[str, Tensor]) -> Flats:
    """All relus and max-pools.

    Args:
        layers: the network's summary, input first.
        activations: each layer's result by name, shape ``(N, ...)``; empty: none were kept.
    """
    if not activations:
        return Flats()
    pairs = [(layer, activations[source.name].detach()) for source, layer in _pairs(layers)]
    return Flats(
        tuple(_relu(layer, source) for layer, source in pairs if layer.kind == "relu"),
        tuple(_pool(layer, source) for layer, source in pairs if layer.kind == "max_pool2d"),
    )


def _pairs(layers: tuple[Layer, ...]) -> list[tuple[Layer, Layer]]:
    """Each relu and each max-pool behind the layer whose result it takes."""
    return [pair for pair in pairwise(layers) if pair[1].kind in ("relu", "max_pool2d")]


def _relu(layer: Layer, source: Tensor) -> ReluMap:
    on = (source > 0).sum(0)
    return ReluMap(
        layer.name,
        measure.copy(on / len(source)),
        at_zero=int((source == 0).sum().item()),
        units=on.numel(),
        dead=int((on == 0).sum().item()),
    )


def _pool(layer: Layer, source: Tensor) -> PoolMap:
    height, width = layer.kernel_shape
    largest = F.max_pool2d(source, layer.kernel_shape)
    as_large = torch.zeros_like(largest, dtype=torch.int8)
    for u, v in product(range(height), range(width)):
        as_large += source[..., u::height, v::width] == largest
    tied = as_large > 1
    ties = tied.sum(0).cpu().numpy()
    ties.flags.writeable = False
    return PoolMap(
        layer.name,
        ties,
        tied=int(ties.sum()),
        tied_above_zero=int((tied & (largest != 0)).sum().item()),
        windows=tied.numel(),
    )
