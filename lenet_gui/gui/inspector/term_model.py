"""The terms of an explanation as a table, of which no row is made before it is seen."""

from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from lenet_gui.core.explanation import Element, Explanation, Factors
from lenet_gui.core.lines import element_text
from lenet_gui.gui.words.number_text import exact, number

Index = QModelIndex | QPersistentModelIndex

VARIES = "·"
"""Stands in a header for an index that is another one in each row."""


class Part(IntEnum):
    """What a cell tells besides its text, as roles of the model."""

    PLACE = Qt.ItemDataRole.UserRole
    VALUE = Qt.ItemDataRole.UserRole + 1
    SHARE = Qt.ItemDataRole.UserRole + 2  # of the largest product, -1 to 1; None: no product


class TermModel(QAbstractTableModel):
    """A column for each factor, and one for the terms.

    Attributes:
        explanation: what is shown.
        product: what a term is called that is a product of factors.
        term_alone: what it is called with one factor, which is all of it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.explanation: Explanation | None = None
        self.product = self.term_alone = ""
        self._order: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._largest_first = True
        self._reach = 0.0
        self._varying: list[npt.NDArray[np.bool_]] = []
        self._headers: list[str] = []

    def show(self, explanation: Explanation | None) -> None:
        """Show the terms of another explanation."""
        self.beginResetModel()
        self.explanation = explanation
        factors = () if explanation is None else explanation.factors
        # Asked for at every paint, and of thousands of terms.
        self._varying = [varying(column) for column in factors]
        self._headers = [header(column) for column in factors]
        self._sort()
        self.endResetModel()

    def sort_by_size(self, *, largest_first: bool) -> None:
        """Show the largest terms first, or all in the order of their places."""
        self.beginResetModel()
        self._largest_first = largest_first
        self._sort()
        self.endResetModel()

    def term(self, row: int) -> int:
        """Which term a row shows."""
        return int(self._order[row])

    def row(self, term: int) -> int:
        """Which row shows a term."""
        return int(np.flatnonzero(self._order == term)[0])

    def element(self, row: int, column: int) -> Element | None:
        """The number that a cell shows; of a product the first factor that is one."""
        if self.explanation is None:
            return None
        factors = self.explanation.factors
        columns = factors[column : column + 1] or factors
        found = (factor.element(self.term(row)) for factor in columns)
        return next((element for element in found if element is not None), None)

    def longest(self, column: int) -> str:
        """A text as wide as any of a column."""
        factors = () if self.explanation is None else self.explanation.factors
        if column >= len(factors):
            return "-8.88888e-88"
        places = factors[column].places
        last = places.max(axis=0) if len(places) else np.zeros(places.shape[1], np.int64)
        return _place(last, self._varying[column]) + "   -8.88888e-88"

    def _sort(self) -> None:
        products = np.zeros(0) if self.explanation is None else self.explanation.products
        sizes = np.abs(products)
        finite = sizes[np.isfinite(sizes)]
        self._reach = float(finite.max(initial=0.0))
        # What is not finite is larger than all else.
        keys = np.where(np.isfinite(sizes), -sizes, -np.inf)
        order = np.argsort(keys, kind="stable") if self._largest_first else np.arange(len(sizes))
        self._order = order.astype(np.int64)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._order)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        if parent.isValid() or self.explanation is None:
            return 0
        return len(self.explanation.factors) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.explanation is None or not index.isValid():
            return None
        term, factors = self.term(index.row()), self.explanation.factors
        if index.column() >= len(factors):
            return self._product(float(self.explanation.products[term]), role)
        return self._factor(index.column(), term, role)

    def _factor(self, column: int, term: int, role: int) -> Any:
        assert self.explanation is not None  # noqa: S101 - the caller has looked
        factors = self.explanation.factors[column]
        value, place = (
            float(factors.values[term]),
            _place(factors.places[term], self._varying[column]),
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{place}  {number(value)}".strip()
        if role == Part.PLACE:
            return place
        if role == Part.VALUE:
            return number(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            element = factors.element(term)
            name = factors.name if element is None else element_text(element)
            return f"{name} = {exact(value)}"
        return None

    def _product(self, value: float, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Part.VALUE):
            return number(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return repr(value)
        if role == Part.SHARE:
            return value / self._reach if self._reach and np.isfinite(value) else 0.0
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self.explanation is None:
            return None
        factors = self.explanation.factors
        if role == Qt.ItemDataRole.DisplayRole:
            if section < len(factors):
                return self._headers[section]
            return self.product if len(factors) > 1 else self.term_alone
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def varying(factors: Factors) -> npt.NDArray[np.bool_]:
    """Which of the indices are not the same in every term."""
    places = factors.places
    if not len(places):
        return np.zeros(places.shape[1], np.bool_)
    # Column by column, which is several times as fast as along the rows.
    return np.array([(column != column[0]).any() for column in places.T], np.bool_)


def header(factors: Factors) -> str:
    """What a column of factors is, with the indices that all of its terms have."""
    if factors.quantity is None:
        return factors.name
    name = element_text(Element(factors.quantity, factors.name))
    changes = varying(factors)
    if not len(factors.places):
        return name
    first = zip(factors.places[0], changes, strict=True)
    return f"{name}\n[{', '.join(VARIES if v else str(i) for i, v in first)}]"


def _place(place: npt.NDArray[np.int64], changes: npt.NDArray[np.bool_]) -> str:
    return ", ".join(str(int(i)) for i in place[changes])
