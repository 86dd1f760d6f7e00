"""What stops a run before its end."""

from lenet_gui.core.running import Halt, HaltKind
from lenet_gui.core.state import TrainingState


class Debugger:
    """Looks at every call of a run, and says when the run has to stop.

    Attributes:
        halt: why a run has to stop after the last call; ``None``: it has not.
    """

    def __init__(self) -> None:
        self.halt: Halt | None = None
        self._hits: dict[int, int] = {}

    def watchful(self, state: TrainingState) -> bool:
        """A run may have to stop after any call."""
        return state.counter.has_stops

    def look(self, state: TrainingState) -> None:
        """See where the program stands after a call."""
        self.halt = None
        if state.counter.has_stops:
            self.halt = self._line_halt(state)
        elif self._hits:
            self._hits = {}

    def _line_halt(self, state: TrainingState) -> Halt | None:
        line = state.counter.line
        stop = None if line is None else state.counter.program.lines[line].stop
        if line is None or stop is None:
            return None
        hits = self._hits[line] = self._hits.get(line, 0) + 1
        if hits < stop.hits:
            return None
        return Halt(HaltKind.BREAKPOINT, line, stop.condition, hits)
