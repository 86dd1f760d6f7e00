"""Autograd held against finite differences. Data alone, without torch."""

import sys
from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.commands import Command

MAX_SAMPLE = 1000
"""Numbers of a random sample, at most."""

DEFAULT_STEP = 1e-6
"""Half the distance between the two evaluations, in float64: for values around 1 about the cube
root of its precision, where rounding and the third derivative cost alike."""


@dataclass(frozen=True, slots=True)
class CheckGradient(Command):
    """Compare autograd with central differences in float64; it changes nothing.

    Attributes:
        parameter: whose number to check; empty: a random sample over all parameters.
        index: which number of it.
        count: for a sample: how many numbers, 1 to `MAX_SAMPLE`.
        seed: seed of the sample.
        step: how far the number is moved to either side, above 0 and at most 1.
    """

    parameter: str = ""
    index: tuple[int, ...] = ()
    count: int = 100
    seed: int = 0
    step: float = DEFAULT_STEP


class Kink(StrEnum):
    """Where the loss may have no derivative between the two evaluations.

    What does not move with the number is none: the equal zeros behind a relu stay equal.
    """

    RELU = "relu"  # a relu's input changes its sign, or leaves 0
    MAX_POOL = "max_pool"  # another place of a window wins, or equal ones part


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """One number checked.

    Attributes:
        parameter: its parameter.
        index: where in it.
        low: the loss with the number moved down, in float64.
        high: the loss with the number moved up.
        difference: ``(high - low) / (2 * step)``.
        autograd: the derivative by autograd in float64, on the same copy.
        grad: what ``.grad`` holds, float32; ``None``: None.
        kinks: where the loss is not smooth in between, as pairs of kind and layer, each once.
    """

    parameter: str
    index: tuple[int, ...]
    low: float
    high: float
    difference: float
    autograd: float
    grad: float | None
    kinks: tuple[tuple[Kink, str], ...]

    @property
    def error(self) -> float:
        """|difference - autograd| relative to the larger of the two; 0 where both are 0."""
        largest = max(abs(self.difference), abs(self.autograd))
        return abs(self.difference - self.autograd) / largest if largest else 0.0


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """A `CheckGradient` and what came of it.

    Attributes:
        command: what was asked.
        call: the moment, as calls made up to then.
        numbers: what was checked.
        loss: the loss in float64.
        deposits: deposits in the accounts at that moment, the most of any parameter.
    """

    command: CheckGradient
    call: int
    numbers: tuple[CheckedNumber, ...]
    loss: float
    deposits: int

    @property
    def noise(self) -> float:
        """About how far the rounding of the losses alone puts a difference off.

        A loss is right to about one unit in its last place: ``epsilon * |loss| / step``. Where a
        derivative is as small as that, a large relative error says nothing about autograd.
        """
        return sys.float_info.epsilon * abs(self.loss) / self.command.step
