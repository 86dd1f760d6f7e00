"""Whether an output is that of an input before: nothing but the calls tells at a past moment."""

from lenet_gui.core.timeline import Kind, Mark, Timeline
from lenet_gui.gui.timeline.way import Way

INPUTS = (Kind.BATCH, Kind.START)
OUTPUTS = (Kind.FORWARD, Kind.OTHER)
"""An experiment is of the kind `OTHER`, and may have run forward."""


def is_older_than_input(timeline: Timeline) -> bool:
    """Whether the last calls up to the present moment chose an input, and ran no forward on it."""
    way = Way(timeline, timeline.now.branch)
    for call in range(timeline.now.call - 1, -1, -1):
        kind, failed = int(way.kinds[call]), bool(way.marks[call] & Mark.FAILED)
        if not failed and kind in (*INPUTS, *OUTPUTS):
            return kind in INPUTS
    return False
