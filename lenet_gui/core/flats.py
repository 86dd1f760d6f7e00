"""Where the network is flat or tied: units that are never on, relu at 0, equal maxima. No torch."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lenet_gui.core.commands import Command


@dataclass(frozen=True, slots=True)
class ShowFlats(Command):
    """Count dead units and ties after each forward that is shown; it changes nothing.

    While a number is explained they are counted anyway.

    Attributes:
        on: whether to.
    """

    on: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class ReluMap:
    """One relu at the present batch.

    Attributes:
        layer: its name, such as ``relu1``.
        on: shape of one sample's result: share of the batch for which each unit is above 0.
        at_zero: units of the whole batch whose input is exactly 0, where relu has no derivative
            and PyTorch takes 0.
        units: units of one sample.
        dead: units that are 0 for every sample of the batch.
    """

    layer: str
    on: npt.NDArray[np.float32]
    at_zero: int
    units: int
    dead: int


@dataclass(frozen=True, slots=True, eq=False)
class PoolMap:
    """One max-pool at the present batch.

    Attributes:
        layer: its name, such as ``pool1``.
        ties: shape of one sample's result: windows of the batch in which several places have the
            largest value, of which PyTorch's first gets the whole gradient.
        tied: how many windows of the whole batch that are.
        tied_above_zero: how many of them have a largest value other than 0; the others are
            windows that relu has made all 0, where the gradient ends anyway.
        windows: windows of the whole batch.
    """

    layer: str
    ties: npt.NDArray[np.int64]
    tied: int
    tied_above_zero: int
    windows: int


@dataclass(frozen=True, slots=True, eq=False)
class Flats:
    """All of them, in the order of the layers; empty before the first forward that is shown."""

    relus: tuple[ReluMap, ...] = ()
    pools: tuple[PoolMap, ...] = ()


NO_FLATS = Flats()
"""Before the first forward."""
