"""The history: every call with the state it left, and the way back to each of them.

A call is a few numbers. Of states, some are kept (`checkpoint`), and the others are reached from
there by making the calls again: all that a call does follows from the state before it.
"""

import math
from collections.abc import Callable

from lenet_gui.core import heap
from lenet_gui.core.branch_record import BranchRecord, Way
from lenet_gui.core.called_commands import CalledCommands
from lenet_gui.core.checkpoint import Checkpoint, keep
from lenet_gui.core.checkpoints import Checkpoints
from lenet_gui.core.commands import Command, Forward
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.machine import Machine
from lenet_gui.core.mistakes import Misuse
from lenet_gui.core.replaying import Memory, Progress, Result
from lenet_gui.core.snapshot import Outcome
from lenet_gui.core.state import NEVER, TrainingState
from lenet_gui.core.timeline import (
    BUDGET,
    MAX_BUDGET,
    MAX_NAME,
    MIN_BUDGET,
    Arrival,
    Kind,
    Mark,
    Moment,
    MomentsCompared,
    Timeline,
)

SPACING = 0.02
"""Seconds of computing between two states that are kept, so that a replay takes little more.

To keep one takes 0.4 ms, 2 % of that."""

WORTHWHILE = 32 * 2**20
"""Bytes of states that are no longer kept, after which memory is given back to the system."""


class History:
    """All calls of a trainer, on their branches.

    Attributes:
        arrival: how the present moment was reached; ``None``: by a call.
        compared: the last comparison of two moments.
        revision: counts whatever would be saved otherwise.
        spent: seconds of computing that the calls on the way to the present moment have taken.
    """

    def __init__(self, machine: Machine) -> None:
        """Begin at a state that no call was made on yet."""
        state = machine.state
        self.arrival: Arrival | None = None
        self.compared: MomentsCompared | None = None
        self.revision = 0
        self.spent = 0.0
        self._budget = BUDGET * 2**20
        self._freed = 0  # bytes, since memory was given back
        self._branch = BranchRecord(0, None, 0, state.lr)
        self._branch.gradients.append((0, state.gradients))
        self._branches = {0: self._branch}
        self._numbers = 1
        self._call = 0
        self._called = CalledCommands()
        self._memory = Memory(self._called.listed, Checkpoints(), {}, {(0, 0): state.feed.data})
        self._newest: Checkpoint | None = None
        self._keep(machine)

    @property
    def now(self) -> Moment:
        """The present moment, named by the branch that one is on."""
        return Moment(self._branch.number, self._call)

    @property
    def megabytes(self) -> int:
        """The bound of the memory."""
        return self._budget // 2**20

    def before(self, machine: Machine, command: Command) -> None:
        """Keep the state before a call, if it is time for that.

        Before a forward: of what a graph is built then, nothing is older.
        """
        kind = type(command)
        if kind is Forward or kind is Misuse:
            newest = self._newest
            if newest is None or self.spent - newest.spent >= SPACING:
                self._keep(machine)

    def add(self, machine: Machine, outcome: Outcome) -> None:
        """Write down a call that has been made."""
        state = machine.state
        known = self._called.find(outcome.command)
        branch = self._branch
        if self._call < branch.end:
            branch = self._branch = self._branch_with(known.place)
        computed, state.computed = state.computed, math.nan
        self._call += 1
        self.arrival = None
        if self._call <= branch.end:
            return  # it was made before, on the same state
        output, loss = state.output_since, state.loss_since
        alive = output if output < loss else loss
        shown = alive if alive < state.trace_since else state.trace_since
        plain = outcome.failure is None and not outcome.notices and not outcome.alarms
        branch.write(
            (
                known.place,
                known.kind,
                0 if plain else _marks(outcome),
                state.step,
                computed,
                (NEVER, output, loss, alive)[known.needs],
                shown,
            )
        )
        branch.end = self._call
        self.revision += 1
        if known.rare or not plain:
            self._add_facts(branch, machine, known.kind, outcome)
        if branch.gradients[-1][1] is not state.gradients:
            branch.gradients.append((self._call, state.gradients))

    def reach(
        self, moment: Moment, machine: Machine, interrupted: Callable[[], bool], progress: Progress
    ) -> Machine:
        """The state of a moment, on a machine of its own; where one is stays as it is.

        Raises:
            InputError: there is no such moment.
            InterruptedError: `interrupted` said so.
        """
        way = self._way(moment)
        return self._memory.reach(way, machine, interrupted, progress)[0]

    def go_to(
        self, moment: Moment, machine: Machine, interrupted: Callable[[], bool], progress: Progress
    ) -> Machine:
        """Be at a moment from now on; arguments and errors as in `reach`."""
        way = self._way(moment)
        reached, start = self._memory.reach(way, machine, interrupted, progress)
        replayed = moment.call - start.call
        self.arrival = Arrival(self.now, replayed, _has_graph(reached.state))
        reached.state.rebuilt_until = moment.call
        self._branch, self._call = self._branches[moment.branch], moment.call
        self._newest, self.spent = start, start.spent
        return reached

    def name_branch(self, number: int, name: str) -> None:
        """Name a branch.

        Raises:
            InputError: there is none of that number, or the name is too long.
        """
        branch = self._branch_of(number)
        if len(name) > MAX_NAME:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "name", lowest=0, highest=MAX_NAME, actual=len(name)
            )
        branch.name = name.strip()
        self.revision += 1

    def drop_branch(self, number: int) -> None:
        """Forget a branch and all that fork off from it.

        Raises:
            InputError: there is none of that number, or one is on it, or on one of those.
        """
        dropped = self._branch_of(number)
        gone = {b.number for b in self._branches.values() if dropped in b.line}
        if number == 0 or self._branch.number in gone:
            raise InputError(InputProblem.BRANCH_IN_USE, dropped.name or str(number))
        for kept in (self._memory.results, self._memory.data):
            for owner in [owner for owner in kept if owner[0] in gone]:
                kept.pop(owner)
        for number in gone:
            self._memory.kept.drop_branch(number)
            del self._branches[number]
        self.compared = None
        self.revision += 1

    def set_budget(self, megabytes: int) -> None:
        """Bound the memory.

        Raises:
            InputError: the number is out of its range.
        """
        if not MIN_BUDGET <= megabytes <= MAX_BUDGET:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "megabytes", lowest=MIN_BUDGET, highest=MAX_BUDGET,
                actual=megabytes,
            )  # fmt: skip
        self._budget = megabytes * 2**20
        self._thin()

    def kept_states(self) -> dict[int, list[Checkpoint]]:
        """The states that are kept, by branch, in the order of their calls."""
        return self._memory.kept.by_branch()

    def view(self) -> Timeline:
        """What the window sees."""
        kept = self._memory.kept
        return Timeline(
            tuple(branch.view() for branch in self._branches.values()),
            tuple(self._called.listed),
            self.now,
            self.arrival,
            len(kept),
            kept.bytes + self._written_bytes(),
            self._budget,
            self.compared,
        )

    def _way(self, moment: Moment) -> Way:
        branch = self._branches.get(moment.branch)
        if branch is None or not 0 <= moment.call <= branch.end:
            raise InputError(
                InputProblem.NO_SUCH_MOMENT, f"{moment.branch}/{moment.call}",
                lowest=0, highest=branch.end if branch else 0, actual=moment.call,
            )  # fmt: skip
        return Way(branch, moment.call)

    def _branch_of(self, number: int) -> BranchRecord:
        if number not in self._branches:
            raise InputError(InputProblem.NO_SUCH_MOMENT, str(number), actual=number)
        return self._branches[number]

    def _keep(self, machine: Machine) -> None:
        checkpoint = keep(machine.state, machine.debugger, self.spent, self._newest)
        if checkpoint is None:
            return
        owner = self._branch.owner(self._call)
        self._newest = checkpoint
        self._memory.kept.add(owner.number, checkpoint)
        self._thin()

    def _thin(self) -> None:
        room = max(0, self._budget - self._written_bytes())
        self._freed += self._memory.kept.thin(room, self._branch.number)
        if self._freed >= WORTHWHILE:
            self._freed = 0
            heap.give_back()

    def _written_bytes(self) -> int:
        """What the calls take, and the losses on the way to the present moment."""
        losses = 0 if self._newest is None else self._newest.record.bytes
        return losses + sum([branch.bytes for branch in self._branches.values()])

    def _branch_with(self, place: int) -> BranchRecord:
        """The branch on which a call is the next one: one of old, or a new one."""
        here = self._branch.owner(self._call)
        for branch in (self._branch, *self._branches.values()):
            if branch.end > self._call and branch.owner(self._call) is here:
                owner = branch.owner(self._call + 1)
                if owner.column("calls")[self._call - owner.fork] == place:
                    return branch
        lr = next(lr for call, lr in reversed(_rates(here)) if call <= self._call)
        branch = BranchRecord(self._numbers, here, self._call, lr)
        way = Way(here, self._call)
        branch.gradients.append((self._call, way.gradients()))
        branch.alarms.append((self._call, way.alarms()))
        self._branches[self._numbers] = branch
        self._numbers += 1
        return branch

    def _add_facts(
        self, branch: BranchRecord, machine: Machine, kind: int, outcome: Outcome
    ) -> None:
        state = machine.state
        owner, lr = (branch.number, self._call), state.lr
        if lr != branch.rates[-1][1]:
            branch.rates.append((self._call, lr))
        if outcome.alarms or kind == Kind.START:
            branch.alarms.append((self._call, machine.debugger.alarm_counts))
        if kind == Kind.MEASURING:
            self._memory.results[owner] = Result.of(state, outcome)
        elif kind == Kind.START:
            self._memory.share(state.feed)
            self._memory.data[owner] = state.feed.data


def _has_graph(state: TrainingState) -> bool:
    roots = (state.output, state.loss)
    return any(root is not None and root.grad_fn is not None for root in roots)


def _rates(branch: BranchRecord) -> list[tuple[int, float]]:
    return [rate for part in branch.line for rate in part.rates]


def _marks(outcome: Outcome) -> Mark:
    return (
        (Mark.FAILED if outcome.failure is not None else Mark.NONE)
        | (Mark.NOTICE if outcome.notices else Mark.NONE)
        | (Mark.ALARM if outcome.alarms else Mark.NONE)
    )
