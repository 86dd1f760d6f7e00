"""The lines of an update rule, as they are computed for one number.

Each is computed in float32 with the operation that ``torch.optim`` uses for it, such as
``addcdiv``: multiplied and added in one, an operation rounds once where two would round twice.
So the new weight has the bits that the optimizer gives it.
"""

import numpy as np
from torch import Tensor

from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.update_explained import Computed, RuleLine


class Lines:
    """The lines of one rule, as they are computed.

    Attributes:
        found: the lines.
        weight: the number, shape ``(1,)``, as it is now.
        gradient: its gradient, shape ``(1,)``.
    """

    def __init__(self, weight: Tensor, gradient: Tensor) -> None:
        """Begin with a number and its gradient, both float32, shape ``(1,)``."""
        self.found: list[RuleLine] = []
        self.weight, self.gradient = weight, gradient

    def add(self, quantity: Computed, formula: str, numbers: str, value: Tensor) -> Tensor:
        """Write a line, and pass its value on.

        Args:
            quantity: what it computes.
            formula: in symbols.
            numbers: with the live values.
            value: what it comes to.
        """
        self.found.append(RuleLine(quantity, formula, numbers, value.item()))
        return value

    def options(self, spec: OptimizerSpec) -> None:
        """Name the rule with all of its options."""
        options = ", ".join(f"{key}={value!r}" for key, value in spec.arguments().items())
        self.found.append(RuleLine(Computed.OPTIONS, f"optim.{spec.name}", options, spec.lr))

    def take_gradient(self, decay: float) -> Tensor:
        """``g``, with the weight decay that is a part of it."""
        w, g = self.weight, self.gradient
        if not decay:
            return self.add(Computed.GRADIENT, "g = .grad", written(g), g)
        numbers = f"{written(g)} + {decay!r} * {written(w)}"
        decayed = g.add(w, alpha=decay)
        formula = "g = .grad + weight_decay * w"
        return self.add(Computed.DECAYED_GRADIENT, formula, numbers, decayed)

    def change(self, formula: str, numbers: str, update: Tensor, weight: Tensor) -> None:
        """``u`` and the new weight.

        Args:
            formula: of ``u``.
            numbers: of ``u``.
            update: ``u``.
            weight: the new weight.
        """
        self.add(Computed.UPDATE, f"u = {formula}", numbers, update)
        numbers = f"{written(self.weight)} + {written(update)}"
        self.weight = self.add(Computed.WEIGHT, "w = w + u", numbers, weight)


def written(number: Tensor) -> str:
    """The shortest text that is this float32 and no other."""
    return str(np.float32(number.item()))


def squared(number: Tensor) -> str:
    """Its square, as a formula writes it."""
    text = written(number)
    return f"({text})^2" if text.startswith("-") else f"{text}^2"
