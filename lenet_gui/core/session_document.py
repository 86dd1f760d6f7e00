"""What a session's file says besides its arrays, and what must hold for all of it together.

A `Document` that exists is one whose branches, moments and lengths fit together: it checks itself,
as the classes of calls, inputs and optimizers check what they hold. Whether a seed, a device or
the arguments of a call can be used is for the trainer to say, which refuses them in any case.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lenet_gui.core.accumulation import AccumulationPlan, BenchAccumulation
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    CompareZeroGrad,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    NextBatch,
    OptimizerStep,
    Reset,
    SchedulerStep,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ZeroGrad,
)
from lenet_gui.core.inputs import Digits, IdxFolder, InputSource, Picture, RandomImage
from lenet_gui.core.json_codec import JsonCodec
from lenet_gui.core.mistakes import Misuse
from lenet_gui.core.optimizers import OPTIMIZERS
from lenet_gui.core.program import Break, Line, Program, SetProgram, StepLR
from lenet_gui.core.session import Digest, Environment, Fact, SavedState, Session, SessionBranch
from lenet_gui.core.timeline import MAX_NAME, Moment

MAX_BRANCHES = 1000
MAX_CALLS = 20_000_000
"""Calls of all branches together."""

CALLS: tuple[type[Command], ...] = (
    ZeroGrad,
    Forward,
    ComputeLoss,
    Backward,
    BackwardOutput,
    OptimizerStep,
    ClipGradNorm,
    SchedulerStep,
    NextBatch,
    Evaluate,
    SetOptimizer,
    SetLoss,
    LoadInput,
    SetThreads,
    SetDevice,
    Reset,
    CompareZeroGrad,
    BenchAccumulation,
    SetProgram,
    Misuse,
)
"""The commands that a history consists of. The others look at something, or go somewhere in it."""


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch without its arrays.

    Attributes:
        number: as in `timeline.Branch`.
        name: as there.
        parent: as there.
        fork: as there.
        calls: how many calls it has.
    """

    number: int
    name: str
    parent: int | None
    fork: int
    calls: int

    def __post_init__(self) -> None:
        if len(self.name) > MAX_NAME:
            raise ValueError("the name of a branch is too long")
        if not 0 <= self.calls <= MAX_CALLS:
            raise ValueError("the calls of a branch are out of range")

    @property
    def end(self) -> int:
        """Calls made up to its newest moment."""
        return self.fork + self.calls


@dataclass(frozen=True, slots=True)
class StateRow:
    """A saved state without its arrays.

    Attributes:
        moment: as in `session.SavedState`.
        facts: as there.
        tensors: the names of its arrays.
    """

    moment: Moment
    facts: Mapping[str, Fact]
    tensors: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.tensors)) < len(self.tensors):
            raise ValueError("a saved state has two arrays of one name")


@dataclass(frozen=True, slots=True)
class Document:
    """A session without its arrays. Attributes as in `session.Session`.

    Raises:
        ValueError: something in it does not go with the rest.
    """

    seed: int
    device: str
    threads: int
    environment: Environment
    source: InputSource
    commands: tuple[Command, ...]
    branches: tuple[BranchRow, ...]
    now: Moment
    digests: tuple[Digest, ...]
    states: tuple[StateRow, ...]

    def __post_init__(self) -> None:
        if self.seed < 0 or self.threads < 1:
            raise ValueError("the seed or the number of threads is out of range")
        ends = _ends(self.branches)
        _check_moments([self.now], ends)
        _check_moments([digest.moment for digest in self.digests], ends)
        _check_moments([state.moment for state in self.states], ends)
        if not all(re.fullmatch("[0-9a-f]{64}", digest.value) for digest in self.digests):
            raise ValueError("a digest has another form")

    @property
    def calls(self) -> int:
        """Calls of all branches together."""
        return sum(row.calls for row in self.branches)


CODEC = JsonCodec(
    (
        *CALLS, *OPTIMIZERS, RandomImage, Digits, IdxFolder, Picture, Program, Line, Break, StepLR,
        AccumulationPlan, Document, BranchRow, StateRow, Environment, Moment, Digest,
    )
)  # fmt: skip
"""The classes that may come out of a file; no other is ever made from one."""


def document_of(session: Session) -> Document:
    """What is said of a session besides its arrays.

    Raises:
        ValueError: something in it does not go with the rest.
    """
    return Document(
        session.seed,
        session.device,
        session.threads,
        session.environment,
        session.source,
        session.commands,
        tuple(_row(branch) for branch in session.branches),
        session.now,
        session.digests,
        tuple(StateRow(s.moment, s.facts, tuple(s.tensors)) for s in session.states),
    )


def session_of(
    document: Document, branches: Sequence[SessionBranch], states: Sequence[SavedState]
) -> Session:
    """The session that a document and its arrays make up."""
    return Session(
        seed=document.seed,
        device=document.device,
        threads=document.threads,
        environment=document.environment,
        commands=document.commands,
        branches=tuple(branches),
        now=document.now,
        source=document.source,
        digests=document.digests,
        states=tuple(states),
    )


def _row(branch: SessionBranch) -> BranchRow:
    if len(branch.losses) != len(branch.calls):
        raise ValueError("a branch has another number of losses than of calls")
    return BranchRow(branch.number, branch.name, branch.parent, branch.fork, len(branch.calls))


def _ends(branches: Sequence[BranchRow]) -> dict[int, int]:
    """Each branch's last call, by its number."""
    if not 1 <= len(branches) <= MAX_BRANCHES or sum(r.calls for r in branches) > MAX_CALLS:
        raise ValueError("there are no branches, or too many, or too many calls")
    first, *later = branches
    if (first.number, first.parent, first.fork) != (0, None, 0):
        raise ValueError("the first branch is not the beginning")
    rows = {0: first}
    for row in later:
        parent = None if row.parent is None else rows.get(row.parent)
        if parent is None or not parent.fork <= row.fork <= parent.end:
            raise ValueError("a branch does not begin on one before it")
        if row.number <= max(rows):
            raise ValueError("the branches are not in order")
        rows[row.number] = row
    return {number: row.end for number, row in rows.items()}


def _check_moments(moments: Sequence[Moment], ends: Mapping[int, int]) -> None:
    if len(set(moments)) < len(moments):
        raise ValueError("a moment occurs twice")
    if not all(0 <= moment.call <= ends.get(moment.branch, -1) for moment in moments):
        raise ValueError("a moment is not on its branch")
