"""What the Log keeps of each call."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.timeline import Moment, Timeline
from lenet_gui.gui.words.messages import Message, describe, describe_run, describe_visit
from lenet_gui.gui.words.moment_text import changes_text, numbers_text
from lenet_gui.gui.words.shown_lines import shown_line
from lenet_gui.gui.words.timeline_texts import Visit, visit_line

translate = QCoreApplication.translate


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

    @property
    def first(self) -> int:
        """Number of the call; of a run, that of its first one."""
        last = self.after.calls
        return min(last, self.before.calls + 1) if self.run and self.before else last

    @property
    def last(self) -> int:
        """Of a run, number of its last call so far; else the same."""
        return self.after.calls

    @property
    def line(self) -> str:
        """The line of PyTorch that ran, or a comment that says what it was."""
        if self.visit is not None:
            return visit_line(self.visit)
        if self.run:
            return translate("LogPanel", "# a run of the loop")
        last = self.after.last
        return translate("LogPanel", "# start") if last is None else shown_line(last.command)

    @property
    def text(self) -> str:
        """All that is known of it, with that moment's numbers."""
        parts = [self.line, self.message.text]
        if self.before is not None and self.visit is None:
            parts.append(changes_text(self.before, self.after))
        return "\n\n".join([*parts, numbers_text(self.after)])

    def holds(self, call: int, timeline: Timeline) -> bool:
        """Whether it is this call, or the run with it, on the way to the present moment."""
        if self.visit is not None:
            return False
        first = self.before.calls + 1 if self.run and self.before else self.after.calls
        return first <= call <= self.after.calls and leads_on(self.moment.branch, call, timeline)


def leads_on(branch: int, call: int, timeline: Timeline) -> bool:
    """Whether a call on the way of a branch is on the way to the present moment, too."""
    try:
        made = timeline.owner(branch, call)
    except KeyError:  # the branch was dropped
        return False
    return made == timeline.owner(timeline.now.branch, call)
