"""The calls on the way to a branch's newest moment, on whatever branches they were made."""

from functools import cached_property
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from lenet_gui.core.timeline import Branch, Kind, Mark, Moment, Timeline

Calls: TypeAlias = npt.NDArray[np.int64]
Values: TypeAlias = npt.NDArray[np.float64]
T = TypeVar("T", bound=np.generic)


class Way:
    """One line of calls, from the first to the newest of a branch.

    Nothing is gone through before it is asked for: the way may be 600 000 calls long.

    Attributes:
        branch: number of the branch that it leads to.
        end: calls on it.
    """

    def __init__(self, timeline: Timeline, branch: int) -> None:
        """Find the way.

        Raises:
            KeyError: there is no such branch.
        """
        found = timeline.branch(branch)
        pieces = [(found, found.end)]
        while found.parent is not None:
            last, found = found.fork, timeline.branch(found.parent)
            pieces.append((found, last))
        self.branch = branch
        self.end = pieces[0][1]
        self._pieces = tuple(reversed(pieces))

    @property
    def branches(self) -> tuple[int, ...]:
        """Numbers of the branches that it leads along, the first one first."""
        return tuple(branch.number for branch, _ in self._pieces)

    @cached_property
    def places(self) -> npt.NDArray[np.uint32]:
        """Index of each call into `Timeline.commands`."""
        return self._join([branch.calls for branch, _ in self._pieces])

    @cached_property
    def kinds(self) -> npt.NDArray[np.uint8]:
        """The `Kind` of each call."""
        return self._join([branch.kinds for branch, _ in self._pieces])

    @cached_property
    def marks(self) -> npt.NDArray[np.uint8]:
        """The `Mark` flags of each call."""
        return self._join([branch.marks for branch, _ in self._pieces])

    @cached_property
    def steps(self) -> Calls:
        """Updates made after each call since the last start."""
        return self._join([branch.steps for branch, _ in self._pieces])

    @cached_property
    def updates(self) -> Calls:
        """The calls that changed the number of updates: steps, and starts after any."""
        steps = self.steps
        inner = np.flatnonzero(steps[1:] != steps[:-1]) + 2
        return inner if not len(steps) or steps[0] == 0 else np.insert(inner, 0, 1)

    @cached_property
    def starts(self) -> Calls:
        """The calls that started anew."""
        return np.flatnonzero(self.kinds == Kind.START) + 1

    @cached_property
    def losses(self) -> tuple[Calls, Values]:
        """The calls that computed a loss, and what they computed; NaN: it was NaN."""
        values = self._join([branch.losses for branch, _ in self._pieces])
        computed = (self.kinds == Kind.LOSS) & ((self.marks & Mark.FAILED) == 0)
        places = np.flatnonzero(computed | ~np.isnan(values))
        return places + 1, values[places]

    @cached_property
    def rates(self) -> tuple[Calls, Values]:
        """The calls after which the learning rate changed, the beginning first, and the rates."""
        known = [
            (call, rate)
            for branch, last in self._pieces
            for call, rate in branch.rates
            if call <= last
        ]
        calls, rates = zip(*known, strict=True) if known else ((), ())
        return np.array(calls, np.int64), np.array(rates, np.float64)

    def moment(self, call: int) -> Moment:
        """The moment after so many calls on this way; calls that it does not have are cut off."""
        call = min(self.end, max(0, call))
        number = next(branch.number for branch, last in self._pieces if call <= last)
        return Moment(number, call)

    def holds(self, moment: Moment) -> bool:
        """Whether the moment lies on this way."""
        return self.moment(moment.call) == moment

    def last_on(self, branch: int) -> int:
        """The last call on this way that a branch of it has."""
        return next(last for found, last in self._pieces if found.number == branch)

    def rate(self, call: int) -> float | None:
        """The learning rate after so many calls; ``None``: it is not known."""
        calls, rates = self.rates
        place = int(np.searchsorted(calls, call, "right")) - 1
        return float(rates[place]) if place >= 0 else None

    def flagged(self, wanted: Mark) -> Calls:
        """The calls that have one of the marks."""
        return np.flatnonzero(self.marks & wanted) + 1

    def _join(self, arrays: list[npt.NDArray[T]]) -> npt.NDArray[T]:
        parts = [
            array[: max(0, last - branch.fork)]
            for array, (branch, last) in zip(arrays, self._pieces, strict=True)
        ]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)


def neighbour(calls: Calls, call: int, by: int) -> int | None:
    """The next of some calls after a call, or the one before it; ``None``: there is none.

    Args:
        calls: in rising order.
        call: from where.
        by: 1: the next; -1: the one before.
    """
    after = int(np.searchsorted(calls, call, "right"))
    place = after if by > 0 else int(np.searchsorted(calls, call, "left")) - 1
    return int(calls[place]) if 0 <= place < len(calls) else None


def same_calls(one: Timeline, other: Timeline) -> bool:
    """Whether two timelines have the same branches with the same calls; looks at no call.

    What is in an array never changes, so that the same memory holds the same calls.
    """
    if len(one.branches) != len(other.branches):
        return False
    return all(_same(a, b) for a, b in zip(one.branches, other.branches, strict=True))


def _same(one: Branch, other: Branch) -> bool:
    if one is other:
        return True
    described = (one.number, one.parent, one.fork, one.end)
    return described == (other.number, other.parent, other.fork, other.end) and (
        one.end == one.fork or bool(np.may_share_memory(one.calls[:1], other.calls[:1]))
    )
