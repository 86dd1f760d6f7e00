"""The calls that lead from the beginning to a moment, branches and all, in one line."""

from collections.abc import Container
from dataclasses import dataclass, field

import numpy as np

from lenet_gui.core.commands import Command
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.session import Environment, Session
from lenet_gui.core.timeline import Mark, Moment, Timeline


@dataclass(frozen=True, slots=True)
class LinearHistory:
    """A session's calls on the way to one moment.

    Attributes:
        seed: seed of the start.
        source: the input at the start.
        device: where the network computes at the start.
        threads: torch's threads at the start.
        calls: every call, in order.
        losses: the loss that each call computed; NaN: it computed none.
        failed: indices into `calls` of those that failed as they would in a script.
        environment: where the losses were computed; ``None``: not known.
    """

    seed: int = 0
    source: InputSource = field(default_factory=RandomImage)
    device: str = "cpu"
    threads: int = 1
    calls: tuple[Command, ...] = ()
    losses: tuple[float, ...] = ()
    failed: frozenset[int] = frozenset()
    environment: Environment | None = None

    @classmethod
    def of(
        cls, session: Session, moment: Moment | None, failed: Container[Moment]
    ) -> "LinearHistory":
        """Walk from a moment back to the beginning.

        Args:
            session: the session.
            moment: where the way ends; ``None``: at the present moment.
            failed: the moments after calls that failed; a session itself does not keep them, see
                `failed_moments`.

        Raises:
            InputError: the session has no such moment.
        """
        way = _way(session, moment or session.now)
        return cls(
            session.seed,
            session.source,
            session.device,
            session.threads,
            tuple(session.commands[call] for _, call, _ in way),
            tuple(loss for _, _, loss in way),
            frozenset(index for index, (after, _, _) in enumerate(way) if after in failed),
            session.environment,
        )


def failed_moments(timeline: Timeline) -> frozenset[Moment]:
    """The moments after the calls that failed, on all branches."""
    return frozenset(
        Moment(branch.number, branch.fork + index + 1)
        for branch in timeline.branches
        for index in np.flatnonzero(branch.marks & Mark.FAILED).tolist()
    )


def _way(session: Session, end: Moment) -> list[tuple[Moment, int, float]]:
    """Each call on the way: the moment after it, its index into the commands, its loss."""
    branches = {branch.number: branch for branch in session.branches}
    pieces: list[list[tuple[Moment, int, float]]] = []
    number: int | None = end.branch
    last = end.call
    while number is not None:
        branch = branches.get(number)
        if branch is None or not 0 <= last <= branch.fork + len(branch.calls):
            raise InputError(InputProblem.NO_SUCH_MOMENT, "moment", actual=end.call)
        own = max(last - branch.fork, 0)
        pieces.append(
            [
                (Moment(branch.number, branch.fork + index + 1), int(call), float(loss))
                for index, (call, loss) in enumerate(
                    zip(branch.calls[:own], branch.losses[:own], strict=True)
                )
            ]
        )
        number, last = branch.parent, min(last, branch.fork)
    return [call for piece in reversed(pieces) for call in piece]
