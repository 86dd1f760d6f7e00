"""A growing array of numbers, which can be read at any time and gone back in."""

from array import array
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

_CODES = {np.uint8: "B", np.uint32: "I", np.int32: "i", np.int64: "q", np.float64: "d"}


class Column:
    """Numbers in the order in which they came.

    Views of its filled part stay true: what is written is never rewritten.

    Attributes:
        append: adds a number at the end. That of an `array.array`, which takes a fifth of the
            time of an assignment to a numpy array: it is done at every call of a free run.
    """

    __slots__ = ("_count", "_owned", "_pending", "_values", "append")

    def __init__(self, dtype: type[np.generic]) -> None:
        self._values = np.empty(1024, dtype=dtype)
        self._count = 0
        self._owned = True  # nobody else can write to `_values` behind `_count`
        self._pending: array[Any] = array(_CODES[dtype])
        self.append: Callable[[float], None] = self._pending.append

    def extend(self, numbers: Iterable[float]) -> None:
        """Add numbers at the end."""
        self._pending.extend(numbers)

    def __len__(self) -> int:
        """How many numbers there are."""
        return self._count + len(self._pending)

    @property
    def bytes(self) -> int:
        """Memory that it alone takes; one that shares another's takes none."""
        return self._values.nbytes if self._owned else 0

    def view(self) -> np.ndarray:
        """All numbers so far, read-only."""
        if self._pending:
            self._write()
        view = self._values[: self._count]
        view.flags.writeable = False
        return view

    def at(self, count: int) -> "Column":
        """A column of its own with the first `count` numbers, or with all if there are fewer.

        The two share memory until the new one goes another way: one that gets the same numbers
        again, as a replay brings them, copies nothing.
        """
        values = self.view()
        column = Column(self._values.dtype.type)
        column._values, column._count, column._owned = values, min(count, len(values)), False
        return column

    def _write(self) -> None:
        new = np.frombuffer(self._pending, self._values.dtype)
        end = self._count + len(new)
        if self._owned or self._values[self._count : end].tobytes() != new.tobytes():
            if not self._owned or end > len(self._values):
                # A new array, not a resize: earlier views go on pointing into the old one.
                # By a quarter: of a run of an hour twice as much would be a third of a gigabyte.
                values = np.empty(max(1024, end + end // 4), self._values.dtype)
                values[: self._count] = self._values[: self._count]
                self._values, self._owned = values, True
            self._values[self._count : end] = new
        self._count = end
        del new  # or its array could not be shortened
        del self._pending[:]
