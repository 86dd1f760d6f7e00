"""One branch of the history while it grows: a few numbers a call."""

from typing import TypeAlias, TypeVar

import numpy as np

from lenet_gui.core.column import Column
from lenet_gui.core.debugger import AlarmCounts
from lenet_gui.core.gradient_record import GradientRecord
from lenet_gui.core.timeline import Branch

T = TypeVar("T")

COLUMNS: dict[str, type[np.generic]] = {
    "calls": np.uint32,
    "kinds": np.uint8,
    "marks": np.uint8,
    "steps": np.int64,
    "losses": np.float64,
    "needs": np.int64,
    "alive": np.int64,
}
"""What is written down of a call: as in `timeline.Branch`; then the oldest forward that it makes
use of, as the call of that forward, and the oldest one whose graph can be reached after it."""

Row: TypeAlias = tuple[int, int, int, int, float, int, int]
"""A call, in the order of `COLUMNS`."""

_PLACES = {name: place for place, name in enumerate(COLUMNS)}


class BranchRecord:
    """One branch.

    Attributes:
        number: as in `timeline.Branch`; so are the name and the fork.
        end: calls made up to its newest moment; to be counted by who writes.
        parent: the branch that it forks off from; ``None``: the first one.
        write: takes the `Row` of a call. Rows are parted into columns when somebody reads: while
            a run goes on, a call has no time to touch seven of them.
        rates: ``(call, lr)`` wherever the learning rate has changed.
        gradients: ``(call, record)``: the record of the gradients from a call on.
        alarms: ``(call, counts)``: how often each alarm had gone off, from a call on.
    """

    def __init__(self, number: int, parent: "BranchRecord | None", fork: int, lr: float) -> None:
        self.number = number
        self.name = ""
        self.parent = parent
        self.fork = fork
        self.end = fork
        self._columns = tuple(Column(dtype) for dtype in COLUMNS.values())
        self._rows: list[Row] = []
        self.write = self._rows.append
        self.rates = [(fork, lr)]
        self.gradients: list[tuple[int, GradientRecord]] = []
        self.alarms: list[tuple[int, AlarmCounts]] = []

    @property
    def bytes(self) -> int:
        """Memory that its calls take."""
        return sum([column.bytes for column in self._columns])

    def column(self, name: str) -> np.ndarray:
        """A column, read-only, one entry a call."""
        if self._rows:
            for column, numbers in zip(self._columns, zip(*self._rows, strict=True), strict=True):
                column.extend(numbers)
            self._rows.clear()
        return self._columns[_PLACES[name]].view()

    @property
    def line(self) -> "list[BranchRecord]":
        """The branches from the first one to this."""
        line = [self]
        while line[-1].parent is not None:  # as many as there are; a recursion has a limit
            line.append(line[-1].parent)
        return line[::-1]

    def owner(self, call: int) -> "BranchRecord":
        """The branch that a call of this one's line lies on."""
        branch = self
        while branch.parent is not None and call <= branch.fork:
            branch = branch.parent
        return branch

    def view(self) -> Branch:
        """What the window sees of it."""
        return Branch(
            self.number,
            self.name,
            None if self.parent is None else self.parent.number,
            self.fork,
            self.column("calls"),
            self.column("kinds"),
            self.column("marks"),
            self.column("steps"),
            self.column("losses"),
            tuple(self.rates),
        )


class Way:
    """The calls from the beginning to a moment, over all branches that they lie on.

    Attributes:
        end: calls made up to the moment.
        branch: the branch that the moment lies on.
    """

    def __init__(self, branch: BranchRecord, end: int) -> None:
        self.branch, self.end = branch.owner(end), end
        self._line = self.branch.line

    def stretches(self, first: int) -> list[tuple[BranchRecord, int, int]]:
        """The branches with the calls that lie on them, from call `first` on.

        Returns:
            The branch, and two indices into its columns, the second one behind the last.
        """
        found = []
        ends = [*(branch.fork for branch in self._line[1:]), self.end]
        for branch, end in zip(self._line, ends, strict=True):
            start = max(first - branch.fork - 1, 0)
            if start < end - branch.fork:
                found.append((branch, start, end - branch.fork))
        return found

    def column(self, name: str, first: int) -> np.ndarray:
        """One column of the calls from call `first` on."""
        parts = [b.column(name)[start:end] for b, start, end in self.stretches(first)]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def owners(self, first: int) -> list[tuple[int, int]]:
        """The branch and the number of each call from call `first` on."""
        return [
            (branch.number, branch.fork + 1 + index)
            for branch, start, end in self.stretches(first)
            for index in range(start, end)
        ]

    def gradients(self) -> GradientRecord:
        """The record of the gradients that was written to at the moment."""
        return self._last([rate for branch in self._line for rate in branch.gradients])

    def alarms(self) -> AlarmCounts:
        """How often each alarm had gone off at the moment."""
        return self._last([(0, {}), *(found for branch in self._line for found in branch.alarms)])

    def _last(self, found: list[tuple[int, T]]) -> T:
        # Behind where the next one forks off, a branch goes on; but what it has there is older
        # in the list than what the next one has.
        return [value for call, value in found if call <= self.end][-1]
