"""The moments at which the gradients were recorded, as the window gets to see them."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from lenet_gui.core.log_bins import BINS

Moments = npt.NDArray[np.void]
Numbers = npt.NDArray[np.float64]


class Cause(IntEnum):
    """What wrote to the gradients before a moment."""

    BACKWARD = 0
    CLIP = 1  # clip_grad_norm_
    UNSCALE = 2  # scaler.unscale_


def moment_type(sizes: tuple[int, ...]) -> np.dtype[np.void]:
    """How a moment lies in memory; LeNet's takes 5 480 bytes.

    The fields: ``number`` counts the recorded moments of a start from 0; ``step`` updates and
    ``call`` commands up to then; ``deposits`` the most that an account held; ``cause`` a `Cause`.
    Then one of each a parameter: ``known``: it has a gradient; ``counts``: its bins as in
    `log_bins`; ``zeros``, ``nan``, ``plus_infinity``, ``minus_infinity``: the entries outside
    them; ``norm``: the Euclidean norm of the gradient, NaN where there is none; and
    ``weight_norm``: that of the parameter.

    Args:
        sizes: how many entries each parameter has.
    """
    one_each = (len(sizes),)
    whole = np.uint16 if max(sizes, default=0) < 2**16 else np.uint32
    return np.dtype(
        [
            ("number", np.int64),
            ("step", np.int64),
            ("call", np.int64),
            ("deposits", np.int32),
            ("cause", np.uint8),
            ("known", np.bool_, one_each),
            ("counts", whole, (*one_each, BINS)),
            *((name, np.uint32, one_each) for name in APART),
            ("norm", np.float64, one_each),
            ("weight_norm", np.float64, one_each),
        ],
        align=True,
    )


APART = ("zeros", "nan", "plus_infinity", "minus_infinity")
"""The fields of the entries that lie in no bin."""


def _no_moments() -> Moments:
    return np.empty(0, moment_type(()))


@dataclass(frozen=True, slots=True)
class GradientHistory:
    """Every recorded moment since the start, or what is left of them; never binned anew.

    Attributes:
        names: the parameters' names.
        sizes: how many entries each has.
        moments: shape ``(n,)``, fields as in `moment_type`; read-only.
        seen: how often the gradients were written to.
        recorded: how many of these moments were recorded; in a free run not each one is. Fewer
            may be left: see `gradient_record.GradientRecord`.
    """

    names: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    moments: Moments = field(default_factory=_no_moments)
    seen: int = 0
    recorded: int = 0

    def __len__(self) -> int:
        """How many moments there are."""
        return len(self.moments)

    def gradient_rms(self, index: int) -> Numbers:
        """Root mean square of a parameter's gradient, shape ``(n,)``; NaN: it had none."""
        rms: Numbers = self.moments["norm"][:, index] / np.sqrt(self.sizes[index])
        return rms

    def weight_rms(self, index: int) -> Numbers:
        """Root mean square of a parameter's entries, shape ``(n,)``."""
        rms: Numbers = self.moments["weight_norm"][:, index] / np.sqrt(self.sizes[index])
        return rms

    def non_finite(self, index: int) -> npt.NDArray[np.int64]:
        """How many entries of a gradient were NaN or infinite, shape ``(n,)``."""
        kinds = [self.moments[name][:, index] for name in APART[1:]]
        found: npt.NDArray[np.int64] = np.sum(kinds, axis=0, dtype=np.int64)
        return found


NO_HISTORY = GradientHistory()
"""That of a start before its first backward."""
