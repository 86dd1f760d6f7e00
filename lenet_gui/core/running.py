"""Running the program: how far, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.commands import Command, OptimizerStep
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.program import CANONICAL, Program


class Unit(StrEnum):
    """What a run counts."""

    CALL = "call"
    ITERATION = "iteration"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Run:
    """Run the program from where it stands.

    Attributes:
        count: how many units, at least 1; ``None``: until paused.
        unit: calls, iterations of the loop, or steps of the optimizer.
        to_line: stop as soon as this line is the next one, too; ``None``: there is none.
        evaluate_every: measure the accuracy on the test part after so many units, and at the
            end; ``None``: never.
    """

    count: int | None = 1
    unit: Unit = Unit.ITERATION
    to_line: int | None = None
    evaluate_every: int | None = None


class HaltKind(StrEnum):
    """Why a run stopped before its end."""

    BREAKPOINT = "breakpoint"  # the next line has a breakpoint
    LINE = "line"  # the line that the run was to go to comes next
    WATCH = "watch"  # a watch that is a breakpoint has become true
    ALARM = "alarm"  # an alarm that is a breakpoint has gone off


@dataclass(frozen=True, slots=True)
class Halt:
    """Where and why a run stopped before its end.

    Attributes:
        kind: why.
        line: the line that comes next.
        text: the condition or the watch; for an alarm, its name; empty: none.
        hits: for a breakpoint: how often its line was reached, with its condition true.
    """

    kind: HaltKind
    line: int | None
    text: str = ""
    hits: int = 0


class ProgramCounter:
    """Where the program stands: which of its lines is called next.

    Attributes:
        program: the program.
        schedule: its lines in the order in which one iteration calls them.
        position: index into `schedule` of the next call.
        iteration: iterations completed since the program was chosen.
    """

    def __init__(self, program: Program = CANONICAL, *, batches: bool = False) -> None:
        self._batches = batches
        self._take(program)
        self.position = 0
        self.iteration = 0

    @property
    def line(self) -> int | None:
        """The line that is called next; ``None``: every line is switched off."""
        return self.schedule[self.position] if self.schedule else None

    @property
    def updates(self) -> bool:
        """An iteration makes a step of the optimizer."""
        return any(isinstance(self.program.lines[i].call, OptimizerStep) for i in self.schedule)

    @property
    def has_stops(self) -> bool:
        """A line that is called has a breakpoint."""
        return self._has_stops

    def next_call(self) -> Command:
        """What that line does.

        Raises:
            InputError: every line is switched off.
        """
        if not self._calls:
            raise InputError(InputProblem.EMPTY, "program")
        return self._calls[self.position]

    def place_of(self, kind: type[Command]) -> int | None:
        """The index into `schedule` of the first call of this kind from the mark on.

        It counts as the one that is made, whoever makes it; ``None``: the program has none.
        """
        return _place_of(kind, self._kinds, self.position)

    def follow(self, command: Command) -> None:
        """Move the mark behind the call that was just made, by whoever.

        A call that the program does not have moves nothing.
        """
        place = self.place_of(type(command))
        if place is not None:
            wrapped = place < self.position
            count = len(self._kinds)
            self.iteration += wrapped + (place + 1) // count
            self.position = (place + 1) % count

    def restart(self, *, batches: bool) -> None:
        """Go back to the first line, for an input that has batches or has none."""
        self._batches = batches
        self._take(self.program)
        self.position = self.iteration = 0

    def replace(self, program: Program) -> None:
        """Take an edited program; the mark stays at the same call where that is still there."""
        call = self.next_call() if self.schedule else None
        old = self.position
        self._take(program)
        places = [
            place for place, index in enumerate(self.schedule) if program.lines[index].call == call
        ]
        self.position = min(places, key=lambda place: abs(place - old), default=0)

    def _take(self, program: Program) -> None:
        self.program = program
        self.schedule = program.schedule(batches=self._batches)
        self._calls = tuple(program.lines[index].call for index in self.schedule)
        self._kinds = tuple(type(call) for call in self._calls)
        self._has_stops = any(program.lines[index].stop is not None for index in self.schedule)


def describe_call(
    command: Command,
    call: int,
    step: int,
    stand: tuple[Program, tuple[int, ...], int, int],
    root: str,
    loss: float | None,
    divisor: int,
    factor: float,
) -> Origin:
    """A call that has been made, with its place in the program.

    Args:
        command: the call.
        call: the how-manieth since the program began.
        step: updates made before.
        stand: where the program stood: itself, its schedule, the position, the iteration.
        root: for a backward: where it started.
        loss: the value of that loss.
        divisor: what the loss had been divided by.
        factor: what it had been multiplied by.
    """
    program, schedule, position, iteration = stand
    kinds = tuple(type(program.lines[index].call) for index in schedule)
    place = _place_of(type(command), kinds, position)
    line = None if place is None else schedule[place]
    inner = line is not None and program.lines[line].inner
    passage = schedule[:place].count(line) if inner and line is not None else None
    return Origin(command, call, step, iteration, line, passage, root, loss, divisor, factor)


def _place_of(kind: type[Command], kinds: tuple[type[Command], ...], position: int) -> int | None:
    try:
        return kinds.index(kind, position)
    except ValueError:
        return kinds.index(kind) if kind in kinds else None
