"""The history as data: every call that was made, on its branch, and how to go to one of them.

Nothing here imports torch. Going back never takes anything away: what was done later stays, and a
call that is different from what was done then begins a branch.
"""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

import numpy as np
import numpy.typing as npt

from lenet_gui.core.commands import Command

BUDGET = 512
"""Megabytes (MiB) that the history may take, unless somebody sets another number."""

MIN_BUDGET, MAX_BUDGET = 16, 65536
"""The bounds of that setting."""

MAX_NAME = 80
"""Characters of a branch's name."""


class Kind(IntEnum):
    """What a call was, for its mark on the timeline."""

    ZERO_GRAD = 0
    FORWARD = 1
    LOSS = 2
    BACKWARD = 3
    STEP = 4
    BATCH = 5  # next(batches)
    START = 6  # a new start, input, device
    SETTING = 7  # optimizer, loss function, threads, program
    MEASURING = 8  # an accuracy, a comparison, a bench: nothing is changed
    OTHER = 9  # clipping, the scheduler, an experiment


class Mark(IntFlag):
    """What a person may look for among many calls."""

    NONE = 0
    FAILED = 1  # the call failed as it would in a script
    NOTICE = 2  # it did something silently
    ALARM = 4  # an alarm went off


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """What there was after a call.

    Attributes:
        branch: the branch's number, from 0. A moment before it forks off lies on the branch that
            it forks off from, too (`Timeline.owner`), and can be named by either; by the one that
            is named, one goes forward again.
        call: calls made up to then, since the history began; 0: its beginning.
    """

    branch: int = 0
    call: int = 0


@dataclass(frozen=True, slots=True)
class GoTo(Command):
    """Go to a moment: the state is restored exactly, and a graph is rebuilt by replaying.

    Attributes:
        moment: where to.
    """

    moment: Moment


@dataclass(frozen=True, slots=True)
class NameBranch(Command):
    """Name a branch.

    Attributes:
        branch: its number.
        name: at most `MAX_NAME` characters; empty: none.
    """

    branch: int
    name: str


@dataclass(frozen=True, slots=True)
class DropBranch(Command):
    """Forget a branch and all that fork off from it; not the one that the present moment is on.

    Attributes:
        branch: its number, above 0.
    """

    branch: int


@dataclass(frozen=True, slots=True)
class CompareMoments(Command):
    """Compare two moments, and stay where one is.

    Attributes:
        one: a moment.
        other: another.
    """

    one: Moment
    other: Moment


@dataclass(frozen=True, slots=True)
class SetHistoryBudget(Command):
    """Bound the memory of the history.

    Attributes:
        megabytes: in MiB, `MIN_BUDGET` to `MAX_BUDGET`.
    """

    megabytes: int = BUDGET


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """One line of calls. The arrays are read-only, one entry a call, and stay true.

    Attributes:
        number: from 0, in the order in which they began; never used again.
        name: as a person named it; empty: not at all.
        parent: the branch that it forks off from; ``None``: the first one.
        fork: calls made up to where it begins; its own first call is ``fork + 1``.
        calls: index of each call into `Timeline.commands`, uint32.
        kinds: its `Kind`, uint8.
        marks: its `Mark` flags, uint8.
        steps: updates made after it since the last start, int64.
        losses: the loss that it computed, float64; NaN: it computed none.
        rates: ``(call, lr)`` wherever the learning rate has changed, with the one at its
            beginning first.
    """

    number: int
    name: str
    parent: int | None
    fork: int
    calls: npt.NDArray[np.uint32]
    kinds: npt.NDArray[np.uint8]
    marks: npt.NDArray[np.uint8]
    steps: npt.NDArray[np.int64]
    losses: npt.NDArray[np.float64]
    rates: tuple[tuple[int, float], ...]

    @property
    def end(self) -> int:
        """Calls made up to its newest moment."""
        return self.fork + len(self.calls)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a moment was reached that somebody went to.

    Attributes:
        origin: where one was before.
        replayed: calls that were made again on the way.
        rebuilt: the graph that there was is a new one, rebuilt by these calls.
    """

    origin: Moment
    replayed: int
    rebuilt: bool


@dataclass(frozen=True, slots=True)
class TensorDifference:
    """How one tensor of two moments differs.

    Attributes:
        part: ``parameter``, ``grad``, or the optimizer's name of an entry of its state.
        name: the parameter's name.
        count: numbers in it.
        changed: numbers with other bits; ``None``: it is there at one moment only.
        largest: largest absolute difference; ``None``: as above.
        norm: Euclidean norm of the difference; ``None``: as above.
        norms: Euclidean norm at each of the two moments; ``None``: it is not there.
    """

    part: str
    name: str
    count: int
    changed: int | None
    largest: float | None
    norm: float | None
    norms: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class MomentsCompared:
    """Two moments compared, bit by bit.

    Attributes:
        one: the first.
        other: the second.
        rows: a row for each parameter, each gradient and each entry of the optimizer's state
            that is there at one of the two, also where nothing differs.
        facts: ``(name, at one, at the other)`` of what else there is: ``step``, ``loss``,
            ``lr``, ``optimizer``; as text, ``repr`` of a number; empty: not there.
    """

    one: Moment
    other: Moment
    rows: tuple[TensorDifference, ...]
    facts: tuple[tuple[str, str, str], ...]

    @property
    def identical(self) -> bool:
        """Not one bit of a parameter, a gradient or the optimizer's state differs."""
        return all(row.changed == 0 for row in self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """The whole history at one moment.

    Attributes:
        branches: in the order of their numbers; dropped ones are missing.
        commands: each different command once.
        now: the present moment.
        arrival: how it was reached; ``None``: by a call, not by going there.
        saved: moments whose state is kept; the others are reached from there by replaying.
        bytes: what the history takes.
        budget: what it may take, in bytes.
        compared: the last `CompareMoments`; ``None``: there was none.
    """

    branches: tuple[Branch, ...] = field(default_factory=lambda: (_no_branch(),))
    commands: tuple[Command, ...] = ()
    now: Moment = Moment()
    arrival: Arrival | None = None
    saved: int = 0
    bytes: int = 0
    budget: int = BUDGET * 2**20
    compared: MomentsCompared | None = None

    def branch(self, number: int) -> Branch:
        """The branch of that number.

        Raises:
            KeyError: there is none.
        """
        for branch in self.branches:
            if branch.number == number:
                return branch
        raise KeyError(number)

    @property
    def end(self) -> Moment:
        """The newest moment of the present branch."""
        return Moment(self.now.branch, self.branch(self.now.branch).end)

    @property
    def past(self) -> bool:
        """Later calls were made from the present moment on, on the branch that one is on."""
        return self.now != self.end

    def owner(self, branch: int, call: int) -> Moment:
        """The moment after so many calls on the way to a branch, on the branch that it lies on."""
        found = self.branch(branch)
        while found.parent is not None and call <= found.fork:
            found = self.branch(found.parent)
        return Moment(found.number, call)

    def command(self, moment: Moment) -> Command | None:
        """The call that led to a moment; ``None``: it is the beginning."""
        if moment.call == 0:
            return None
        moment = self.owner(moment.branch, moment.call)
        branch = self.branch(moment.branch)
        return self.commands[int(branch.calls[moment.call - branch.fork - 1])]


def _no_branch() -> Branch:
    return Branch(
        0,
        "",
        None,
        0,
        np.empty(0, np.uint32),
        np.empty(0, np.uint8),
        np.empty(0, np.uint8),
        np.empty(0, np.int64),
        np.empty(0),
        (),
    )


NO_TIMELINE = Timeline()
"""That of a trainer that has made no call."""
