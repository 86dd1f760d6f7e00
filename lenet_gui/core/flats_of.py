"""Dead units and ties, counted at the last forward that was measured."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.flats import Flats, PoolMap, ReluMap
from lenet_gui.core.snapshot import Array, Layer


def flats_of(layers: tuple[Layer, ...], activations: Mapping[str, Tensor]) -> Flats:
    """All relus and max-pools.

    Args:
        layers: the network's summary, input first.
        activations: each layer's result by name, shape ``(N, ...)``; empty: none were kept.
    """
    if not activations:
        return Flats()
    pairs = [
        (layer, measure.share(activations[source.name]))
        for source, layer in pairwise(layers)
        if layer.kind in ("relu", "max_pool2d")
    ]
    return Flats(
        tuple(_relu(layer, source) for layer, source in pairs if layer.kind == "relu"),
        tuple(_pool(layer, source) for layer, source in pairs if layer.kind == "max_pool2d"),
    )


def _relu(layer: Layer, source: Array) -> ReluMap:
    on = (source > 0).mean(axis=0, dtype=np.float64).astype(np.float32)
    on.flags.writeable = False
    return ReluMap(
        layer.name,
        on,
        at_zero=int(np.count_nonzero(source == 0)),
        units=on.size,
        dead=int(np.count_nonzero(on == 0)),
    )


def _pool(layer: Layer, source: Array) -> PoolMap:
    height, width = layer.kernel_shape
    samples, channels, rows, columns = source.shape
    windows = source.reshape(samples, channels, rows // height, height, columns // width, width)
    largest = windows.max(axis=(3, 5), keepdims=True)
    tied = (windows == largest).sum(axis=(3, 5)) > 1
    ties = tied.sum(axis=0, dtype=np.int64)
    ties.flags.writeable = False
    return PoolMap(
        layer.name,
        ties,
        tied=int(ties.sum()),
        tied_above_zero=int(np.count_nonzero(tied & (largest[:, :, :, 0, :, 0] != 0))),
        windows=tied.size,
    )
