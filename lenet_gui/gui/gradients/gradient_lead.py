"""The way from a picture of a gradient to one of its numbers, now or at a recorded moment."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, SignalInstance, Slot

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.log_bins import interval
from lenet_gui.core.snapshot import Array, ParameterRow, Snapshot
from lenet_gui.core.timeline import Arrival, GoTo, Moment
from lenet_gui.gui.inspector.numbers import largest_gradient, number_within
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.words.none_texts import why_none
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate

ZEROS = -1
"""In the place of a bin: the entries that are exactly 0."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number of a gradient as it was at a recorded moment.

    Attributes:
        name: the parameter's name.
        call: the call that led to the moment.
        bin: of `log_bins`, or `ZEROS`: the first number there; ``None``: the largest of all.
    """

    name: str
    call: int
    bin: int | None = None


class GradientLead(QObject):
    """Asks for numbers of the present gradients, and of earlier ones by going to their moment.

    The record holds counts and norms. The numbers themselves are back only when the history has
    been gone through to that moment again, so the wish waits for the answer to the jump.
    """

    command_issued = Signal(object)
    """A `GoTo`."""

    call_chosen = Signal(object)
    """The call of a chosen moment: its `Origin`."""

    number_chosen = Signal(object)
    """A number is to be explained, and it is one of the present moment: its `Element`."""

    arrived = Signal(object)
    """The state of the moment is here: the same, from within the taking of the snapshot."""

    unexplained = Signal(object)
    """It cannot be shown: a function to the reason."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._running = False
        self._wish: Wanted | None = None
        self._goal = Moment()
        self._arrival: Arrival | None = None
        # Later: while panels take a moment, none of them is to be brought up with an older one.
        self.arrived.connect(self.number_chosen, Qt.ConnectionType.QueuedConnection)

    def take(self, snapshot: Snapshot) -> None:
        """Learn how things are now; it may be the answer to a jump."""
        self._snapshot = snapshot
        now, arrival = snapshot.timeline.now, snapshot.timeline.arrival
        if self._wish is None:
            return
        if now == self._goal:
            wish, self._wish = self._wish, None
            self._find(wish, snapshot, self.arrived)
        elif arrival != self._arrival:
            self._wish = None  # somebody has gone elsewhere meanwhile

    def set_running(self, *, running: bool) -> None:
        """A free run begins or has ended."""
        self._running = running
        self.give_up()

    def give_up(self) -> None:
        """The jump was refused, or is not wanted any more."""
        self._wish = None

    @Slot(int)
    def choose(self, call: int) -> None:
        """Have the other panels show the call that led to a moment."""
        moment = self._moment(call)
        if self._snapshot is None or moment is None:
            return
        timeline = self._snapshot.timeline
        command = timeline.command(moment)
        if command is not None:
            owner = timeline.owner(moment.branch, call)
            branch = timeline.branch(owner.branch)
            step = int(branch.steps[call - branch.fork - 1])
            self.call_chosen.emit(Origin(command, call, step))

    @Slot(int)
    def go(self, call: int) -> None:
        """Show everything as it was at a moment."""
        moment = self._reachable(call)
        if moment is not None:
            self.give_up()
            self.command_issued.emit(GoTo(moment))

    @Slot(object)
    def want(self, wanted: Wanted) -> None:
        """Go to a moment and have a number explained there; where that cannot be, say why."""
        snapshot, moment = self._snapshot, self._reachable(wanted.call)
        if snapshot is None or moment is None:
            return
        if not _was_known(snapshot, wanted):
            self.unexplained.emit(partial(_why_none_then, wanted))
        elif moment == snapshot.timeline.now:
            self._find(wanted, snapshot, self.number_chosen)
        else:
            self._wish, self._goal = wanted, moment
            self._arrival = snapshot.timeline.arrival
            self.command_issued.emit(GoTo(moment))

    def explain_now(self, name: str, bounds: tuple[float, float] | None = None) -> None:
        """Have the first number between two of a present gradient explained, or else the largest.

        Where the gradient is None, say why.
        """
        rows = () if self._snapshot is None else self._snapshot.rows
        row = next((row for row in rows if row.name == name), None)
        if self._snapshot is None or row is None:
            return
        gradient = self._snapshot.gradients.get(name)
        if gradient is None:
            self.unexplained.emit(partial(_why_none, row))
            return
        place = None if bounds is None else number_within(gradient, bounds)
        if place is None:
            place = largest_gradient(name, gradient.shape, self._snapshot)
        self.number_chosen.emit(Element(Quantity.GRADIENT, name, place))

    def _find(self, wanted: Wanted, snapshot: Snapshot, found: SignalInstance) -> None:
        name, gradient = wanted.name, snapshot.gradients.get(wanted.name)
        if gradient is None:
            self.unexplained.emit(partial(_why_none_then, wanted))
            return
        place = None if wanted.bin is None else number_in_bin(gradient, wanted.bin)
        if place is None:
            place = largest_gradient(name, gradient.shape, snapshot)
        found.emit(Element(Quantity.GRADIENT, name, place))

    def _reachable(self, call: int) -> Moment | None:
        """The moment after a call; where it cannot be gone to, ``None``, and the reason is said."""
        if self._running:
            self.unexplained.emit(_why_not_now)
            return None
        moment = self._moment(call)
        if moment is None:
            self.unexplained.emit(_why_not_there)
        return moment

    def _moment(self, call: int) -> Moment | None:
        # Named by the branch that one is on, so that going forward leads back to where one was.
        timeline = None if self._snapshot is None else self._snapshot.timeline
        if timeline is None or not 0 < call <= timeline.now.call:
            return None
        return Moment(timeline.now.branch, call)


def number_in_bin(gradient: Array, index: int) -> tuple[int, ...] | None:
    """Where the first number lies that a bin of `log_bins`, or `ZEROS`, counts; ``None``: none."""
    values = gradient.astype(np.float64)
    if index == ZEROS:
        inside = values == 0
    else:
        low, high = interval(index)
        inside = (
            (values >= low) & (values < high) if low >= 0 else (values > low) & (values <= high)
        )
        inside &= values != 0
    found = np.argwhere(inside)
    return tuple(int(i) for i in found[0]) if len(found) else None


def _why_none(row: ParameterRow) -> str:
    reason = "" if row.none_reason is None else why_none(row.none_reason, row.name)
    return one_line(f"{row.name}.grad is None.", reason).rstrip()


def _was_known(snapshot: Snapshot, wanted: Wanted) -> bool:
    """Whether the parameter had a gradient at the moment."""
    history = snapshot.gradient_history
    place = int(np.searchsorted(history.moments["call"], wanted.call))
    if wanted.name not in history.names or place >= len(history):
        return False
    return bool(history.moments["known"][place, history.names.index(wanted.name)])


def _why_none_then(wanted: Wanted) -> str:
    text = translate(
        "history", "{name}.grad was None after call {call}, so there is no number to explain."
    )
    return text.format(name=wanted.name, call=count(wanted.call))


def _why_not_now() -> str:
    return translate(
        "history",
        "While the loop runs, no other moment can be shown. Press pause first.",
    )


def _why_not_there() -> str:
    return translate(
        "history",
        "This moment does not lie before the present one, so nothing leads back to it from here.",
    )
