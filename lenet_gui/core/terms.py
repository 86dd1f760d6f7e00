"""What a number is the sum of: the terms, and the places that they are taken from. No torch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from lenet_gui.core.explanation import Column, Element, Factors, Places, Rule


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A sum; attributes as in `Explanation`."""

    rule: Rule
    factors: tuple[Factors, ...]
    products: Column
    bias: tuple[Element, float] | None = None
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """The sum, in float64."""
        with np.errstate(all="ignore"):  # a gradient may be infinite or NaN
            total = float(self.products.sum())
        return total if self.bias is None else total + self.bias[1]


def products_of(
    rule: Rule,
    *factors: Factors,
    bias: tuple[Element, float] | None = None,
    facts: Mapping[str, float] | None = None,
) -> Terms:
    """The sum of the products of one or two columns; arguments as in `Explanation`."""
    products = factors[0].values
    with np.errstate(all="ignore"):
        for column in factors[1:]:
            products = products * column.values
    return Terms(rule, factors, products, bias, facts or {})


def plain(name: str, *values: float) -> Factors:
    """A column of plain numbers.

    Args:
        name: what they are.
        values: one a term.
    """
    return numbered(name, np.arange(len(values))[:, None], np.array(values, dtype=np.float64))


def numbered(name: str, places: Places, values: Column) -> Factors:
    """A column of plain numbers with places of their own; arguments as in `Factors`."""
    return Factors(None, name, places, values)


def places(*columns: int | Places) -> Places:
    """Places, shape ``(terms, dimensions)``, from one index or one array of them a dimension."""
    return np.stack(np.broadcast_arrays(*columns), axis=-1).reshape(-1, len(columns))


def grid(*sizes: int) -> Places:
    """All places of a shape in their order, one row a dimension, shape ``(dimensions, places)``."""
    return np.indices(sizes).reshape(len(sizes), -1)
