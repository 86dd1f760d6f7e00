"""Goes to moments, one jump at a time, along the branch that was last chosen."""

from PySide6.QtCore import QObject, Signal

from lenet_gui.core.timeline import NO_TIMELINE, Arrival, GoTo, Mark, Moment, Timeline
from lenet_gui.gui.timeline.way import Way, neighbour, same_calls


class Traveller(QObject):
    """Knows the present moment, and the way that "forward" leads along.

    That is the branch that was last chosen, or reached by a call or a jump.

    A jump takes some hundredths of a second, and a drag asks for hundreds: the next one is asked
    for when the answer to the last has come, and the newest wish wins.
    """

    command_issued = Signal(object)
    """A `GoTo`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timeline = NO_TIMELINE
        self.way = Way(NO_TIMELINE, 0)
        self._running = False
        self._anew = False
        self._wish: Moment | None = None
        self._asked: Moment | None = None
        self._arrival: Arrival | None = None

    @property
    def now(self) -> Moment:
        """The present moment."""
        return self.timeline.now

    @property
    def goal(self) -> Moment:
        """Where one is going to be: the newest wish, or else the present moment."""
        return self._wish or self._asked or self.now

    @property
    def can_go_back(self) -> bool:
        """There is something before, and no run is going on."""
        return self.goal.call > 0 and not self._running

    @property
    def can_go_on(self) -> bool:
        """There is something later on the way, and no run is going on."""
        return self.goal.call < self.way.end and not self._running

    @property
    def running(self) -> bool:
        """A free run is going on, which nobody leaves by going elsewhere."""
        return self._running

    @running.setter
    def running(self, running: bool) -> None:
        self._running = running
        self.give_up()

    def take(self, timeline: Timeline) -> None:
        """Learn how things are now; it may be the answer to a jump."""
        old, self.timeline = self.timeline, timeline
        number = self.way.branch
        known = any(branch.number == number for branch in timeline.branches) and not self._anew
        self._anew = False
        if not (known and same_calls(old, timeline)):
            self.way = Way(timeline, number if known else timeline.now.branch, self.way)
        if timeline.now != old.now and not self.way.holds(timeline.now):
            self.way = Way(timeline, timeline.now.branch)
        if self._asked is not None and (
            timeline.now == self._asked or timeline.arrival != self._arrival
        ):
            self._asked = None
            self._ask()

    def start(self) -> None:
        """Another session begins, with branches of its own."""
        self.timeline, self._anew = NO_TIMELINE, True
        self.give_up()

    def give_up(self) -> None:
        """The jump was refused, or is not wanted any more."""
        self._asked = self._wish = None

    def choose(self, branch: int) -> None:
        """Let "forward" lead to this branch; one stays where one is.

        Raises:
            KeyError: there is no such branch.
        """
        if branch != self.way.branch:
            self.way = Way(self.timeline, branch)

    def go(self, moment: Moment) -> None:
        """Go to a moment."""
        if not self._running:
            self._wish = moment
            self._ask()

    def go_to_call(self, call: int) -> None:
        """Go to the moment after so many calls on the way; those that there are not are cut off."""
        self.go(self.way.moment(call))

    def go_by_calls(self, calls: int) -> None:
        """Go so many calls forward, or back."""
        self.go(self._along(calls).moment(self.goal.call + calls))

    def go_by_step(self, by: int) -> None:
        """Go to the moment after the next update (1), or after the one before (-1)."""
        way = self._along(by)
        call = neighbour(way.updates, self.goal.call, by)
        self.go(way.moment(call if call is not None else 0 if by < 0 else way.end))

    def mark(self, wanted: Mark, by: int) -> Moment | None:
        """The next call with one of the marks (1) or the one before (-1); ``None``: none."""
        way = self._along(by)
        call = neighbour(way.flagged(wanted), self.goal.call, by)
        return None if call is None else way.moment(call)

    def go_to_mark(self, wanted: Mark, by: int) -> bool:
        """Go to the next call with one of the marks (1) or the one before (-1); is there one?"""
        moment = self.mark(wanted, by)
        if moment is not None:
            self.go(moment)
        return moment is not None

    def go_to_branch(self, by: int) -> None:
        """Go to the next branch (1) or the one before (-1), to as many calls as here if it can."""
        numbers = [branch.number for branch in self.timeline.branches]
        place = numbers.index(self.way.branch) + by
        if 0 <= place < len(numbers) and not self._running:
            branch = self.timeline.branch(numbers[place])
            call = min(branch.end, max(branch.fork + 1, self.goal.call))
            self.choose(branch.number)
            self.go_to_call(call)

    def _along(self, by: int) -> Way:
        """On what one goes: back from a moment that the chosen way does not hold, on its own."""
        if by > 0 or self.way.holds(self.goal):
            return self.way
        return Way(self.timeline, self.goal.branch)

    def _ask(self) -> None:
        wish = self._wish
        if self._asked is not None or wish is None:
            return
        self._wish = None
        if wish != self.now:
            self._asked, self._arrival = wish, self.timeline.arrival
            self.command_issued.emit(GoTo(wish))
