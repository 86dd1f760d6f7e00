"""The commands that were called, each of them once, and what the history wants to know of it."""

from dataclasses import dataclass

from lenet_gui.core.call_kinds import kind_of, needs_of
from lenet_gui.core.commands import Command
from lenet_gui.core.timeline import Kind

KNOWN = 1024
"""Command objects that are known by their identity; that is quicker than by their value."""


@dataclass(frozen=True, slots=True)
class Called:
    """A command that was called. Plain numbers: an enum's take longer to handle.

    Attributes:
        command: itself, so that its identity is not given to another one.
        place: its place among the commands.
        kind: its `Kind`.
        needs: its `Needs`.
        rare: it is none of a canonical loop's.
    """

    command: Command
    place: int
    kind: int
    needs: int
    rare: bool


class CalledCommands:
    """All that were called.

    Attributes:
        listed: them, in the order of their first call.
    """

    def __init__(self) -> None:
        self.listed: list[Command] = []
        self._places: dict[str, int] = {}
        self._known: dict[int, Called] = {}

    def find(self, command: Command) -> Called:
        """Find a command, or give it a place."""
        return self._known.get(id(command)) or self._learn(command)

    def _learn(self, command: Command) -> Called:
        text = repr(command)  # tells 0.0 and -0.0 apart, which are equal
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = len(self.listed)
            self.listed.append(command)
        if len(self._known) >= KNOWN:
            self._known.clear()
        kind = kind_of(command)
        known = Called(command, place, int(kind), int(needs_of(command)), kind > Kind.BATCH)
        self._known[id(command)] = known
        return known
