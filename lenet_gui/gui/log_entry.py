"""What the Log keeps of each call."""

from dataclasses import dataclass

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.timeline import Moment, Timeline
from lenet_gui.gui.words.messages import Message, describe, describe_run, describe_visit
from lenet_gui.gui.words.timeline_texts import Visit


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One call, or one run, with the moments before and after it.

    Kept as moments and not as words, so that the log can be read in another language later.

    Attributes:
        before: what it found, without its arrays; ``None``: not known.
        after: what it left, without its arrays.
        moment: where in the history that is.
        run: it is a run, not a call.
        visit: it is no call, but how somebody went to a moment; ``None``: it is a call.
    """

    before: Snapshot | None
    after: Snapshot
    moment: Moment
    run: bool = False
    visit: Visit | None = None

    @property
    def message(self) -> Message:
        """What happened, in the language of now."""
        if self.visit is not None:
            return describe_visit(self.visit)
        if self.run and self.before is not None:
            return describe_run(self.before, self.after)
        return describe(self.before, self.after)

    def holds(self, call: int, timeline: Timeline) -> bool:
        """Whether it is this call, or the run with it, on the way to the present moment."""
        if self.visit is not None:
            return False
        first = self.before.calls + 1 if self.run and self.before else self.after.calls
        if not first <= call <= self.after.calls:
            return False
        try:
            made = timeline.owner(self.moment.branch, call)
        except KeyError:  # the branch was dropped
            return False
        return made == timeline.owner(timeline.now.branch, call)
