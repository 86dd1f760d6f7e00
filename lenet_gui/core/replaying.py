"""How a moment is reached: from a state that was kept, by making the calls since then again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from lenet_gui.core.batches import Feed
from lenet_gui.core.branch_record import Way
from lenet_gui.core.checkpoint import Checkpoint
from lenet_gui.core.checkpoints import Checkpoints
from lenet_gui.core.commands import Command, Evaluate
from lenet_gui.core.errors import CallError
from lenet_gui.core.image_set import ImageSet
from lenet_gui.core.machine import Machine
from lenet_gui.core.mistakes import Misuse
from lenet_gui.core.snapshot import Outcome
from lenet_gui.core.state import NEVER, TestResult, TrainingState
from lenet_gui.core.timeline import Kind

Progress = Callable[[int, int], None]
"""Told now and then how many calls have been made, and how many there are to make."""

TELL = 64
"""Calls between two of these."""

Owner = tuple[int, int]
"""A call, by its branch's number and its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What a call that only measures came to: who replays it need not measure again.

    Attributes:
        outcome: how it went.
        values: what it set, by the names of the state.
    """

    outcome: Outcome
    values: Mapping[str, object]

    @classmethod
    def of(cls, state: TrainingState, outcome: Outcome) -> "Result":
        """Keep that of the call just made."""
        names = ("test", "comparison", "accumulation")
        return cls(outcome, {name: getattr(state, name) for name in names})

    def repeat(self, state: TrainingState) -> None:
        """Do to a state what the call did to it."""
        for name, value in self.values.items():
            setattr(state, name, value)
        test = self.values["test"]
        if isinstance(self.outcome.command, Evaluate) and isinstance(test, TestResult):
            state.record.add_test(state.calls + 1, test.step, test.accuracy)
        state.calls += 1
        state.last = self.outcome


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What replays draw on.

    Attributes:
        commands: each different command once.
        kept: states.
        results: of the calls that only measure.
        data: the data sets that calls have opened, and the one of the beginning.
    """

    commands: Sequence[Command]
    kept: Checkpoints
    results: dict[Owner, Result]
    data: dict[Owner, ImageSet | None]

    def share(self, feed: Feed) -> None:
        """Have a feed hold a data set that is here already, if it is the same as its own."""
        own = feed.data
        for known in {id(data): data for data in self.data.values()}.values():
            if own is not None and known is not None and own is not known and own.equals(known):
                feed.share(known)
                return

    def start_for(self, way: Way) -> Checkpoint:
        """The last state from which a moment can be reached.

        It lies before every forward that a graph is built of which one can still reach at the
        moment, or which a call on the way makes use of.
        """
        alive = way.column("alive", way.end)
        latest = min(way.end, int(alive[-1]) - 1) if len(alive) else way.end
        while True:
            start = self.kept.latest(way, latest)
            needs = way.column("needs", start.call + 1)
            latest = int(needs.min()) - 1 if len(needs) else NEVER
            if latest >= start.call:
                return start

    def reach(
        self, way: Way, present: Machine, interrupted: Callable[[], bool], progress: Progress
    ) -> tuple[Machine, Checkpoint]:
        """The moment at the end of a way, on a machine of its own.

        Args:
            way: the way.
            present: as its debugger is set, the new one's is, and its sample is looked at.
            interrupted: asked before each call; True ends it.
            progress: told how far it is.

        Returns:
            The machine, and the state that it started from.

        Raises:
            InterruptedError: `interrupted` said so.
        """
        start = self.start_for(way)
        threads = torch.get_num_threads()
        try:
            state = start.revive(interrupted)
            # A backward that is written down again is to show that sample, too.
            state.sample = min(present.state.sample, len(state.feed.batch.images) - 1)
            machine = Machine(state, present.debugger.at(start.debugger, state))
            self._replay(machine, way, start.call, progress)
        except BaseException:
            torch.set_num_threads(threads)
            raise
        state = machine.state
        state.gradients = way.gradients().at(way.end, state.gradients.seen)
        machine.debugger.alarm_counts = way.alarms()
        machine.debugger.watching.refresh(state)
        return machine, start

    def _replay(self, machine: Machine, way: Way, call: int, progress: Progress) -> None:
        commands = [self.commands[place] for place in way.column("calls", call + 1).tolist()]
        mistakes = [type(command) is Misuse for command in commands]
        shown = _first_shown(way, way.column("kinds", call + 1), mistakes, call)
        for done, (command, owner) in enumerate(zip(commands, way.owners(call + 1), strict=True)):
            machine.state.check_interruption()
            if done % TELL == 0:
                progress(done, len(commands))
            self._make(machine, command, owner, measured=done >= shown)

    def _make(self, machine: Machine, command: Command, owner: Owner, *, measured: bool) -> None:
        state, result = machine.state, self.results.get(owner)
        if result is not None:
            result.repeat(state)
            return
        state.data_at_hand = self.data.get(owner)
        try:
            machine.call(command, measured=measured)
        except CallError:
            pass  # as it did then
        finally:
            state.data_at_hand = None
            state.computed = np.nan
        if owner in self.data:
            state.gradients = state.gradients.counting(state.gradients.seen)


def _first_shown(way: Way, kinds: np.ndarray, mistakes: Sequence[bool], call: int) -> int:
    """How many calls can be replayed without what only a snapshot needs.

    It is needed from the forward of the output and the loss on, for the last step before, and
    for every mistake, which may be anything.
    """
    alive = way.column("alive", way.end)
    first = max(0, min(int(alive[-1]), way.end) - call - 1) if len(alive) else 0
    steps = np.flatnonzero(kinds[:first] == Kind.STEP)
    return min(
        int(steps[-1]) if len(steps) else first,
        next((index for index, mistake in enumerate(mistakes) if mistake), len(mistakes)),
    )
