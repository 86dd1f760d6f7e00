"""The terms of a window laid out as it lies on the image: arithmetic, without a widget."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lenet_gui.core.explanation import Element, Explanation, Factors, Quantity
from lenet_gui.core.lines import element_text
from lenet_gui.core.snapshot import Array

MAX_TILES = 16
"""Windows that are drawn; of more, the one with the largest term."""


@dataclass(frozen=True, slots=True, eq=False)
class TermGrids:
    """Where the terms lie.

    Attributes:
        terms: shape ``(tiles, height, width)``, which term each cell is.
        names: what each array of cells is: the factors' names, empty for the product.
        values: arrays of that shape, the factors and their product.
        left_out: tiles that are not among them.
    """

    terms: npt.NDArray[np.int64]
    names: tuple[str, ...]
    values: tuple[Array, ...]
    left_out: int = 0


def term_grids(explanation: Explanation) -> TermGrids | None:
    """The terms as tiles, laid out by where the factors lie in a layer's result.

    ``None``: there are no two factors, or their places fill no rectangle.
    """
    factors = explanation.factors
    if len(factors) != 2 or len(explanation.products) < 4:
        return None
    places = _layer(factors).places
    if places.shape[1] != 4:
        return None
    terms = _tiles(places)
    if terms is None:
        return None
    left_out = 0
    if len(terms) > MAX_TILES:
        sizes = np.abs(explanation.products[terms]).reshape(len(terms), -1).max(axis=1)
        largest = int(np.argmax(np.nan_to_num(sizes, nan=np.inf)))
        left_out = len(terms) - 1
        terms = terms[largest : largest + 1]
    columns = (*(column.values for column in factors), explanation.products)
    return TermGrids(
        terms,
        (*(_name(column) for column in factors), ""),
        tuple(column[terms].astype(np.float32) for column in columns),
        left_out,
    )


def _name(factors: Factors) -> str:
    """What factors are of: a layer's result is told from the gradient of it."""
    if factors.quantity is None:
        return factors.name
    return element_text(Element(factors.quantity, factors.name))


def _layer(factors: tuple[Factors, ...]) -> Factors:
    """The factors that lie in a layer's result, and not in a kernel."""
    lying = (column for column in factors if column.quantity is not Quantity.PARAMETER)
    return next(lying, factors[0])


def _tiles(places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64] | None:
    """Which term lies in each cell of each tile; ``None``: some cell has none, or two."""
    low = places.min(axis=0)
    sides = tuple(int(side) for side in places.max(axis=0) - low + 1)
    if min(sides[-2:]) < 2 or np.prod(sides) != len(places):
        return None
    terms = np.full(len(places), -1, np.int64)
    terms[np.ravel_multi_index(tuple((places - low).T), sides)] = np.arange(len(places))
    return terms.reshape(-1, *sides[-2:]) if (terms >= 0).all() else None
