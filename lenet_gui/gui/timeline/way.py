"""The calls on the way to a branch's newest moment, on whatever branches they were made."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from lenet_gui.core.timeline import Branch, Kind, Mark, Moment, Timeline

Calls: TypeAlias = npt.NDArray[np.int64]
Values: TypeAlias = npt.NDArray[np.float64]
Found: TypeAlias = tuple[npt.NDArray[Any], ...]
T = TypeVar("T", bound=np.generic)


class Way:
    """One line of calls, from the first to the newest of a branch.

    Nothing is gone through before it is asked for, and of a way that goes on from another one only
    what is new: in a run that is drawn twice a second it may be millions of calls long.

    Attributes:
        branch: number of the branch that it leads to.
        end: calls on it.
    """

    def __init__(self, timeline: Timeline, branch: int, before: "Way | None" = None) -> None:
        """Find the way.

        Args:
            timeline: the branches.
            branch: number of the one that it leads to.
            before: the way that was shown before this one.

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
        # What was found up to a call, by name: shared by the ways that go on from one another.
        self._found: dict[str, tuple[int, Found]] = {}
        if before is not None and self._goes_on_from(before):
            self._found = before._found

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

        def find(after: int) -> Found:
            first = self._after("steps", after - 1)[0] if after else 0
            changed = np.flatnonzero(np.diff(self._after("steps", after), prepend=first))
            return (changed + after + 1,)

        return self._grown("updates", find)[0]

    @cached_property
    def starts(self) -> Calls:
        """The calls that started anew."""

        def find(after: int) -> Found:
            return (np.flatnonzero(self._after("kinds", after) == Kind.START) + after + 1,)

        return self._grown("starts", find)[0]

    @cached_property
    def losses(self) -> tuple[Calls, Values]:
        """The calls that computed a loss, and what they computed; NaN: it was NaN."""

        def find(after: int) -> Found:
            values = self._after("losses", after)
            passed = (self._after("marks", after) & Mark.FAILED) == 0
            computed = (self._after("kinds", after) == Kind.LOSS) & passed
            places = np.flatnonzero(computed | ~np.isnan(values))
            return places + after + 1, values[places]

        calls, values = self._grown("losses", find)
        return calls, values

    @cached_property
    def not_finite(self) -> Calls:
        """The calls that computed a loss that is no finite number."""

        def find(after: int) -> Found:
            calls, values = self.losses
            first = int(np.searchsorted(calls, after, "right"))
            return (calls[first:][~np.isfinite(values[first:])],)

        return self._grown("not finite", find)[0]

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

    def step(self, call: int) -> int:
        """Updates made after so many calls since the last start."""
        branch = next(branch for branch, last in self._pieces if call <= last)
        return int(branch.steps[call - branch.fork - 1]) if call else 0

    def rate(self, call: int) -> float | None:
        """The learning rate after so many calls; ``None``: it is not known."""
        calls, rates = self.rates
        place = int(np.searchsorted(calls, call, "right")) - 1
        return float(rates[place]) if place >= 0 else None

    def flagged(self, wanted: Mark) -> Calls:
        """The calls that have one of the marks."""

        def find(after: int) -> Found:
            marks = self._after("marks", after)
            places = np.flatnonzero(marks)
            return places + after + 1, marks[places]

        calls, marks = self._grown("marks", find)
        flagged: Calls = calls[(marks & wanted) != 0]
        return flagged

    def _grown(self, name: str, find: Callable[[int], Found]) -> Found:
        """What is found among all calls.

        Args:
            name: what is looked for.
            find: gives what is found after so many calls.
        """
        end, found = self._found.get(name, (0, ()))
        if end > self.end:  # a longer way has gone on from this one
            return find(0)
        if end < self.end or not found:
            new = find(end)
            parts = zip(found or new, new, strict=True)
            found = new if not found else tuple([np.concatenate(both) for both in parts])
            self._found[name] = (self.end, found)
        return found

    def _after(self, name: str, call: int) -> npt.NDArray[Any]:
        """One column of the calls after so many."""
        branch, last = self._pieces[-1]
        if call >= branch.fork:
            column: npt.NDArray[Any] = getattr(branch, name)[
                call - branch.fork : last - branch.fork
            ]
            return column
        return self._join([getattr(branch, name) for branch, _ in self._pieces])[call:]

    def _goes_on_from(self, before: "Way") -> bool:
        """Whether the calls of another way are the first ones of this; looks at no call."""
        if len(before._pieces) != len(self._pieces) or before.end > self.end:
            return False
        *inner, _ = zip(before._pieces, self._pieces, strict=True)
        return all(last == other for (_, last), (_, other) in inner) and all(
            (one.number, one.fork) == (other.number, other.fork) and _same_memory(one, other)
            for (one, _), (other, _) in zip(before._pieces, self._pieces, strict=True)
        )

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
    """Whether two timelines have the same branches with the same calls; looks at no call."""
    if len(one.branches) != len(other.branches):
        return False
    return all(_same(a, b) for a, b in zip(one.branches, other.branches, strict=True))


def _same(one: Branch, other: Branch) -> bool:
    if one is other:
        return True
    described = (one.number, one.parent, one.fork, one.end)
    return described == (other.number, other.parent, other.fork, other.end) and (
        _same_memory(one, other)
    )


def _same_memory(one: Branch, other: Branch) -> bool:
    """Whether the calls that both have are the same: what is in an array never changes."""
    shared = bool(np.may_share_memory(one.calls[:1], other.calls[:1]))
    return shared or min(one.end, other.end) == one.fork
