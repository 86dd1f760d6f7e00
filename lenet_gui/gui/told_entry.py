"""What the Log knows of the calls that were made before a session was opened."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from lenet_gui.core.timeline import Mark, Moment, Timeline
from lenet_gui.gui.log_entry import leads_on
from lenet_gui.gui.words.messages import Level, Message
from lenet_gui.gui.words.shown_lines import shown_line
from lenet_gui.gui.words.timeline_texts import came_of_words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """One call as the history tells of it: its line and what came of it.

    Attributes:
        timeline: the history in which it stands.
        moment: what it led to.
    """

    timeline: Timeline
    moment: Moment

    visit = None
    """It is a call, not the way to one."""

    @property
    def first(self) -> int:
        """Its number."""
        return self.moment.call

    @property
    def last(self) -> int:
        """Its number."""
        return self.moment.call

    @property
    def line(self) -> str:
        """The line of PyTorch that ran."""
        command = self.timeline.command(self.moment)
        return "" if command is None else shown_line(command)

    @property
    def message(self) -> Message:
        """What came of it, in the language of now."""
        mark = self._mark
        level = Level.ERROR if Mark.FAILED in mark else Level.NOTICE if mark else Level.DONE
        how = translate(
            "LogPanel",
            "This call was made before the session was opened. Go to this moment (double click, "
            "or Enter) to see every number.",
        )
        return Message(level, came_of_words(self.timeline, self.moment), (how,))

    @property
    def text(self) -> str:
        """All that is known of it."""
        parts = (self.line, self.message.headline, *self.message.details)
        return "\n\n".join(part for part in parts if part)

    def holds(self, call: int, timeline: Timeline) -> bool:
        """Whether it is this call, on the way to the present moment."""
        return call == self.moment.call and leads_on(self.moment.branch, call, timeline)

    @property
    def _mark(self) -> Mark:
        owner = self.timeline.owner(self.moment.branch, self.moment.call)
        branch = self.timeline.branch(owner.branch)
        return Mark(int(branch.marks[owner.call - branch.fork - 1]))


def told_entries(timeline: Timeline, most: int) -> list[ToldEntry]:
    """The calls before the present moment that led to it, the newest of them.

    Args:
        timeline: the history.
        most: how many, at most.
    """
    now = timeline.now
    calls = np.arange(max(1, now.call - most), now.call)
    return [ToldEntry(timeline, Moment(now.branch, int(call))) for call in calls]
