"""The axis of losses: linear, or logarithmic, where not every loss has a place."""

import math
from dataclasses import dataclass

import numpy as np

from lenet_gui.core.snapshot import Series


@dataclass(frozen=True, slots=True)
class LossScale:
    """Turns losses into heights on the axis.

    Attributes:
        log: the axis is logarithmic; its units are powers of ten.
    """

    log: bool = False

    def positive(self, losses: Series) -> Series:
        """The losses that have a place on the axis; the others as NaN."""
        if self.log and len(losses) and not np.fmin.reduce(losses) > 0:
            return np.where(losses > 0, losses, np.nan)
        return losses

    def units(self, losses: Series) -> Series:
        """Losses that have a place on the axis, in its units."""
        return np.log10(losses) if self.log else losses

    def heights(self, losses: Series) -> Series:
        """Any losses in the units of the axis; NaN: no place on it."""
        losses = self.positive(losses)
        if not np.isfinite(losses).all():
            losses = np.where(np.isfinite(losses), losses, np.nan)
        return self.units(losses)

    def extent(self, losses: Series) -> tuple[float, float]:
        """Lowest and highest loss in the units of the axis; infinite: there is none."""
        losses = self.positive(losses)
        if not np.isfinite(losses).all():
            losses = losses[np.isfinite(losses)]
        if not len(losses):
            return np.inf, -np.inf
        low, high = float(losses.min()), float(losses.max())
        return (math.log10(low), math.log10(high)) if self.log else (low, high)
