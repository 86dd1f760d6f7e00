"""A history as a session, which can be written to a file and replayed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch

from lenet_gui.core import measure
from lenet_gui.core.digest import digest, environment
from lenet_gui.core.history import History
from lenet_gui.core.inputs import InputSource
from lenet_gui.core.session import Digest, SavedState, Session, SessionBranch
from lenet_gui.core.state import TrainingState
from lenet_gui.core.timeline import Moment

T = TypeVar("T")

MAX_DIGESTS = 64
"""Kept states whose digests are written down at most, beside the present one; one a branch."""

MAX_STATES = 8
"""Kept states whose parameters are written down at most, beside the present one: 241 KiB each."""

PARAMETER = "parameter."
"""What the names of the parameters of a `SavedState` begin with."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a trainer began with; as in `Session`."""

    seed: int
    source: InputSource
    device: str
    threads: int


def record_session(beginning: Beginning, history: History, state: TrainingState) -> Session:
    """The session of a trainer.

    Args:
        beginning: what it began with.
        history: its history.
        state: its present state.
    """
    timeline = history.view()
    digests, states = [], []
    for moment, kept, with_state in _chosen(history, state):
        place = timeline.owner(moment.branch, moment.call)
        digests.append(Digest(place, digest(kept)))
        if with_state:
            states.append(saved_state(place, kept))
    return Session(
        seed=beginning.seed,
        device=beginning.device,
        threads=beginning.threads,
        environment=environment(),
        commands=timeline.commands,
        branches=tuple(
            SessionBranch(
                branch.number,
                branch.name,
                branch.parent,
                branch.fork,
                branch.calls,
                branch.losses,
            )
            for branch in timeline.branches
        ),
        now=timeline.now,
        source=beginning.source,
        digests=tuple(digests),
        states=tuple(states),
    )


def saved_state(moment: Moment, state: TrainingState) -> SavedState:
    """The parameters at a moment, by which a replay can tell how far off it is."""
    tensors = {
        f"{PARAMETER}{name}": measure.copy(tensor) for name, tensor in state.parameters.items()
    }
    return SavedState(moment, {"step": state.step}, tensors)


def _chosen(history: History, state: TrainingState) -> Iterator[tuple[Moment, TrainingState, bool]]:
    """The moments whose states are written down, and whether their parameters are, too."""
    threads = torch.get_num_threads()
    kept = history.kept_states()
    share = max(1, MAX_DIGESTS // max(1, len(kept)))
    places = [(b, c) for b, states in kept.items() for c in _spread(states, share) if c.call]
    with_state = {id(checkpoint) for _, checkpoint in _spread(places, MAX_STATES)}
    for branch, checkpoint in places:
        # Without its graph, which no digest depends on.
        revived = checkpoint.revive(lambda: False)
        torch.set_num_threads(threads)  # each state sets its own
        yield Moment(branch, checkpoint.call), revived, id(checkpoint) in with_state
    yield history.now, state, True


def _spread(values: Sequence[T], count: int) -> list[T]:
    """At most `count` of the values, evenly, the last one among them."""
    if len(values) <= count:
        return list(values)
    return [values[(index + 1) * len(values) // count - 1] for index in range(count)]
