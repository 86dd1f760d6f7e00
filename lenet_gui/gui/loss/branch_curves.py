"""The losses off the way to the present moment: later ones, and those of other branches."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lenet_gui.core.snapshot import Curve
from lenet_gui.core.timeline import NO_TIMELINE, Branch, Timeline
from lenet_gui.gui.timeline.way import Calls, Values, Way

SHOWN = 3
"""Curves of branches that are shown at most."""


@dataclass(frozen=True, slots=True)
class BranchCurve:
    """Losses of one run that are not on the way to the present moment.

    Attributes:
        branch: whose they are.
        later: they are of the branch that one is on: going forward leads to them.
        curve: the losses, after the one that they follow.
    """

    branch: Branch
    later: bool
    curve: Curve


@dataclass(frozen=True, slots=True)
class BranchCurves:
    """What is to be seen of a history beside the curve at hand.

    Attributes:
        shown: at most `SHOWN`: what comes later first, then the newest branches.
        more: further branches with losses.
    """

    shown: tuple[BranchCurve, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class BranchLosses:
    """All losses of a branch that are not on the way to the present moment.

    Attributes:
        branch: whose they are.
        later: it is the branch that one is on: going forward leads to them.
        calls: the calls that computed them, shape ``(n,)``.
        steps: updates made before each since its start, shape ``(n,)``.
        losses: the losses, shape ``(n,)``; one may be NaN.
    """

    branch: Branch
    later: bool
    calls: Calls
    steps: Calls
    losses: Values


class BranchFinder:
    """Finds the curves anew only where the calls or the moment are others."""

    def __init__(self) -> None:
        self._timeline = NO_TIMELINE
        self._found = BranchCurves()

    def of(self, timeline: Timeline) -> BranchCurves:
        """The curves beside the one of the present moment."""
        before, self._timeline = self._timeline, timeline
        if not _alike(before, timeline):
            self._found = _find(timeline)
        return self._found


def plain_name(branch: Branch) -> str:
    """A branch's name for a table: a person's, or the same in every language."""
    return branch.name or (f"branch {branch.number}" if branch.number else "main")


def losses_beside(timeline: Timeline) -> Iterator[BranchLosses]:
    """What lies off the way to the present moment: later losses first, then branch by branch."""
    here = timeline.now.branch
    for branch in sorted(timeline.branches, key=lambda branch: branch.number != here):
        later = branch.number == here
        way = Way(timeline, branch.number)
        left = timeline.now.call if later else _last_shared(timeline, branch)
        calls, losses = way.losses
        own = calls > left
        if own.any():
            yield BranchLosses(branch, later, calls[own], way.steps[calls[own] - 1], losses[own])


def _last_shared(timeline: Timeline, branch: Branch) -> int:
    """The last call of a branch that lies on the way along the present one, or before its fork."""
    way = Way(timeline, timeline.now.branch)
    return way.last_on(branch.number) if branch.number in way.branches else branch.fork


def _alike(one: Timeline, other: Timeline) -> bool:
    """Whether the same curves lie beside both moments; looks at no call."""
    a, b = _beside(one), _beside(other)
    if one.now.branch != other.now.branch or len(a) != len(b) or one.past != other.past:
        return False
    if one.past and one.now != other.now:
        return False
    # What is in an array never changes, so that the same memory holds the same losses.
    return all(
        (x.number, x.name, x.end) == (y.number, y.name, y.end)
        and (x.end == x.fork or bool(np.may_share_memory(x.losses[:1], y.losses[:1])))
        for x, y in zip(a, b, strict=True)
    )


def _beside(timeline: Timeline) -> list[Branch]:
    """The branches with calls that are not on the way; the present one grows unseen at its end."""
    here = timeline.now.branch
    return [b for b in timeline.branches if b.number != here or timeline.past]


def _find(timeline: Timeline) -> BranchCurves:
    here = timeline.now.branch
    shown: list[BranchCurve] = []
    if timeline.past:
        branch = timeline.branch(here)
        later = _runs(Way(timeline, here), timeline.now.call)
        shown += [BranchCurve(branch, later=True, curve=curve) for curve in later]
    more = 0
    for branch in reversed(timeline.branches):
        left = _last_shared(timeline, branch)
        if branch.number == here or not np.isfinite(branch.losses[left - branch.fork :]).any():
            continue
        if len(shown) >= SHOWN:
            more += 1
            continue
        own = _runs(Way(timeline, branch.number), left)
        shown += [BranchCurve(branch, later=False, curve=curve) for curve in own]
    return BranchCurves(tuple(shown[:SHOWN]), more)


def _runs(way: Way, after: int) -> Iterator[Curve]:
    """The losses on a way behind a call, a curve for each start."""
    calls, losses = way.losses
    first = int(np.searchsorted(calls, after, "right"))
    begin = max(0, first - 1)  # joined to the loss that they follow
    calls, losses = calls[begin:], losses[begin:]
    steps = way.steps[calls - 1]
    ends = [*(np.flatnonzero(np.diff(steps) < 0) + 1).tolist(), len(calls)]
    start = 0
    for end in ends:
        # The first of all is on the present way, and alone it is no curve of its own.
        if end > max(start, first - begin):
            yield _curve(steps[start:end], losses[start:end], calls[start:end])
        start = end


def _curve(steps: np.ndarray, losses: np.ndarray, calls: np.ndarray) -> Curve:
    return Curve(
        "", 0, steps, losses, np.full(len(steps), np.nan), np.empty(0, np.int64), np.empty(0),
        calls, np.empty(0, np.int64),
    )  # fmt: skip
