"""The curves of earlier runs and of other branches, kept beside the one at hand."""

from dataclasses import dataclass

from lenet_gui.core.snapshot import Curve
from lenet_gui.core.timeline import Timeline
from lenet_gui.gui.loss.branch_curves import BranchCurves, BranchFinder

KEPT = 3
"""Earlier runs that are kept."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has ended.

    Attributes:
        number: 1 for the first run of the session that was kept.
        curve: its losses.
    """

    number: int
    curve: Curve


class LossRuns:
    """Tells from the curves when a new run has begun.

    Attributes:
        current: the curve at hand; ``None``: nothing has been seen.
        old: the last `KEPT` runs of more than one loss, the newest last.
        beside: the losses that lie off the way to the present moment.
    """

    def __init__(self) -> None:
        self.current: Curve | None = None
        self.old: tuple[Run, ...] = ()
        self.beside = BranchCurves()
        self._branches = BranchFinder()
        self._kept = 0

    @property
    def number(self) -> int:
        """The number that the run at hand will have."""
        return self._kept + 1

    def take(self, curve: Curve, *, travelled: bool = False) -> None:
        """Note the curve of the newest snapshot.

        Args:
            curve: the curve.
            travelled: somebody went to another moment, which ends no run.
        """
        before, self.current = self.current, curve
        if before is None or travelled:
            return
        if not _continues(before, curve) and len(before.steps) > 1:
            self._kept += 1
            self.old = (*self.old, Run(self._kept, before))[-KEPT:]

    def take_timeline(self, timeline: Timeline) -> None:
        """Note the history of the newest snapshot."""
        self.beside = self._branches.of(timeline)

    def clear(self) -> None:
        """Forget the earlier runs."""
        self.old = ()


def _continues(before: Curve, after: Curve) -> bool:
    """Whether `after` is the same run: a longer one, or an earlier moment of it."""
    shared = min(len(before.steps), len(after.steps))
    if shared == 0:
        return len(before.steps) == 0
    last = shared - 1
    # As text, because a loss that is NaN differs from itself.
    return before.seed == after.seed and (
        (int(before.steps[last]), repr(float(before.losses[last])))
        == (int(after.steps[last]), repr(float(after.losses[last])))
    )
