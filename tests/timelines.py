"""Hand-made histories for the tests of the Timeline panel: no torch, every call chosen."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lenet_gui.core.commands import (
    Backward,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Evaluate,
    Forward,
    NextBatch,
    OptimizerStep,
    Reset,
    SetOptimizer,
    ZeroGrad,
)
from lenet_gui.core.timeline import (
    Branch,
    Kind,
    Mark,
    Moment,
    MomentsCompared,
    TensorDifference,
    Timeline,
)
from tests.snapshots import frozen

LETTERS: Mapping[str, tuple[Kind, Command]] = {
    "Z": (Kind.ZERO_GRAD, ZeroGrad()),
    "F": (Kind.FORWARD, Forward()),
    "L": (Kind.LOSS, ComputeLoss()),
    "B": (Kind.BACKWARD, Backward()),
    "S": (Kind.STEP, OptimizerStep()),
    "N": (Kind.BATCH, NextBatch()),
    "R": (Kind.START, Reset(0)),
    "=": (Kind.SETTING, SetOptimizer()),
    "?": (Kind.MEASURING, Evaluate()),
    "+": (Kind.OTHER, ClipGradNorm()),
}
"""What the letters of a branch's calls stand for."""

COMMANDS = tuple(command for _, command in LETTERS.values())


def branch(
    calls: str,
    number: int = 0,
    *,
    parent: Branch | None = None,
    fork: int = 0,
    name: str = "",
    marks: Mapping[int, Mark] | None = None,
    losses: Mapping[int, float] | None = None,
    rates: tuple[tuple[int, float], ...] = (),
) -> Branch:
    """A branch of calls, one letter each.

    Args:
        calls: its own calls.
        number: of the branch.
        parent: what it forks off from.
        fork: calls made up to there.
        name: as a person named it.
        marks: flags by call.
        losses: by call; the others of an ``L`` are 1 / call.
        rates: the learning rates; none given: 0.01 from its beginning on.
    """
    codes = np.frombuffer(calls.encode(), np.uint8)
    index = np.zeros(256, np.uint8)
    for place, letter in enumerate(LETTERS):
        index[ord(letter)] = place
    kinds = index[codes]
    numbers = np.arange(fork + 1, fork + 1 + len(kinds))
    found = np.where(kinds == Kind.LOSS, 1 / numbers, np.nan)
    flags = np.zeros(len(kinds), np.uint8)
    for call, loss in (losses or {}).items():
        found[call - fork - 1] = loss
    for call, mark in (marks or {}).items():
        flags[call - fork - 1] = mark
    begun = (
        0 if parent is None or fork == parent.fork else int(parent.steps[fork - parent.fork - 1])
    )
    return Branch(
        number,
        name,
        None if parent is None else parent.number,
        fork,
        frozen(kinds.astype(np.uint32)),
        frozen(kinds),
        frozen(flags),
        frozen(_steps(kinds, begun)),
        frozen(found),
        rates or ((fork, 0.01),),
    )


def timeline(*branches: Branch, now: Moment | None = None, **changes: Any) -> Timeline:
    """A history of these branches; one is at the newest moment of the last, unless told."""
    last = branches[-1]
    return Timeline(branches, COMMANDS, now or Moment(last.number, last.end), **changes)


def long_branch(steps: int) -> Branch:
    """So many steps of the loop with ``next(batches)``, six calls each."""
    calls = "NZFLBS" * steps
    return branch(calls)


def difference(part: str, name: str, **changes: Any) -> TensorDifference:
    """A tensor of 150 numbers that is the same at both moments."""
    fields = {"count": 150, "changed": 0, "largest": 0.0, "norm": 0.0, "norms": (1.5, 1.5)}
    return TensorDifference(part, name, **{**fields, **changes})


def compared(*rows: TensorDifference, **changes: Any) -> MomentsCompared:
    """Call 5 and call 10, compared."""
    facts = (("step", "1", "2"), ("loss", "0.5", "0.25"), ("lr", "0.01", "0.01"))
    fields = {"one": Moment(0, 5), "other": Moment(0, 10), "facts": facts}
    return MomentsCompared(rows=rows, **{**fields, **changes})


def _steps(kinds: np.ndarray, begun: int) -> np.ndarray:
    """Updates made after each call, from 0 after each start."""
    made = begun + np.cumsum(kinds == Kind.STEP)
    starts = np.flatnonzero(kinds == Kind.START)
    for start in starts:
        made[start:] -= made[start]
    return made.astype(np.int64)
