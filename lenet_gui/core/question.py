"""Which number is explained in which state, and what an answer is made of."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from lenet_gui.core.explanation import Element, Explanation, Missing
from lenet_gui.core.ledger_view import Ledger
from lenet_gui.core.state import TrainingState
from lenet_gui.core.terms import Terms

Answer: TypeAlias = Explanation | Missing
"""How a number came about, or why that cannot be said."""


@dataclass(frozen=True, slots=True)
class Question:
    """One number.

    Attributes:
        state: the state; nothing in it is changed.
        ledger: where its gradients came from.
        element: the number; it exists.
    """

    state: TrainingState
    ledger: Ledger
    element: Element

    def answer(
        self, number: float, terms: Terms, exact: float | None, *, same_bits: bool | None = None
    ) -> Explanation:
        """An explanation without a way back; arguments as its attributes."""
        columns = (array for factor in terms.factors for array in (factor.places, factor.values))
        for array in (terms.products, *columns):
            array.flags.writeable = False
        return Explanation(
            self.element,
            terms.rule,
            number,
            terms.factors,
            terms.products,
            terms.bias,
            terms.total,
            exact,
            terms.facts,
            same_bits,
        )


def have_same_bits(one: float, other: float) -> bool:
    """Whether two float32 numbers are equal to the last bit: NaN equals itself, -0 is not 0."""
    return np.float32(one).tobytes() == np.float32(other).tobytes()
