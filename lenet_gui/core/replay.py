"""A session replayed: every call made again, and compared with what was recorded."""

import contextlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from lenet_gui.core import measure
from lenet_gui.core.commands import Command
from lenet_gui.core.digest import digest, environment
from lenet_gui.core.errors import CallError
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.network_paths import refuse_network_paths
from lenet_gui.core.session import Deviation, ReplayReport, SavedState, Session, SessionBranch
from lenet_gui.core.session_record import PARAMETER
from lenet_gui.core.timeline import GoTo, Moment, NameBranch
from lenet_gui.core.trainer import Trainer

TELL = 64
"""Calls between two reports of progress."""

MEASURED = 5000
"""Sessions with up to so many calls are replayed as if somebody looked on at each of them: with
the notices and alarms that only then come up. That takes twice the time."""


def replay(
    session: Session,
    interrupted: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    *,
    settings: Sequence[Command] = (),
) -> tuple[Trainer, ReplayReport]:
    """Make every call of a session again, branch by branch, and stand where it stood.

    Args:
        session: the session.
        interrupted: asked before each call; True ends it.
        progress: told now and then how many calls have been made, and of how many.
        settings: as in `Trainer`.

    Returns:
        The trainer, and what came of it.

    Raises:
        InputError: an input that a call takes cannot be read here, or lies on another computer.
        InterruptedError: `interrupted` said so.
    """
    return _Replay(session, interrupted, progress, settings).run()


@dataclass(slots=True)
class _Replay:
    session: Session
    interrupted: Callable[[], bool]
    progress: Callable[[int, int], None]
    settings: Sequence[Command]
    trainer: Trainer = field(init=False)
    total: int = field(init=False)
    values: dict[Moment, str] = field(init=False)
    states: dict[Moment, SavedState] = field(init=False)
    done: int = 0
    digests: int = 0
    losses: int = 0
    first: tuple[Moment, float | None, float | None] | None = None
    largest: float | None = None

    def __post_init__(self) -> None:
        session = self.session
        refuse_network_paths(session)
        self.trainer = Trainer(
            session.seed, source=session.source, threads=session.threads, device=session.device,
            settings=self.settings,
        )  # fmt: skip
        self.trainer.interrupted = self.interrupted
        self.values = {found.moment: found.value for found in session.digests}
        self.states = {saved.moment: saved for saved in session.states}
        self.total = sum(len(branch.calls) for branch in session.branches)

    def run(self) -> tuple[Trainer, ReplayReport]:
        session, trainer = self.session, self.trainer
        self._compare_digest(Moment(0, 0))
        # Branches are numbered anew, without the gaps that dropped ones have left.
        numbers = {branch.number: place for place, branch in enumerate(session.branches)}
        for branch in session.branches:
            if branch.parent is not None:
                trainer.apply(GoTo(Moment(numbers[branch.parent], branch.fork)))
            self._make_calls(branch)
            if branch.name:
                trainer.apply(NameBranch(numbers[branch.number], branch.name))
        now = Moment(numbers[session.now.branch], session.now.call)
        trainer.apply(GoTo(now))  # in any case: the last calls are measured by that
        loss = trainer.state.record.last_loss
        here = environment()
        report = ReplayReport(
            self.total, self.done, self.digests, self.losses, self._deviation(), loss,
            session.environment, here,
        )  # fmt: skip
        return trainer, report

    def _make_calls(self, branch: SessionBranch) -> None:
        commands = self.session.commands
        for index, (place, recorded) in enumerate(
            zip(branch.calls.tolist(), branch.losses.tolist(), strict=True)
        ):
            if self.interrupted():
                raise InterruptedError
            if self.done % TELL == 0:
                self.progress(self.done, self.total)
            before = self.trainer.losses
            with contextlib.suppress(CallError):  # as it failed then
                self.trainer.apply(commands[place], measured=self.total <= MEASURED)
            self.done += 1
            moment = Moment(branch.number, branch.fork + 1 + index)
            self._compare_loss(moment, before, recorded)
            self._compare_digest(moment)

    def _compare_loss(self, moment: Moment, before: int, recorded: float) -> None:
        last = self.trainer.state.record.last_loss
        found = last if last is not None and self.trainer.losses > before else math.nan
        if math.isnan(found) and math.isnan(recorded):
            return
        self.losses += 1
        if found != recorded and self.first is None:
            self.first = moment, _known(recorded), _known(found)

    def _compare_digest(self, moment: Moment) -> None:
        value, state = self.values.get(moment), self.states.get(moment)
        if value is not None:
            self.digests += 1
            if digest(self.trainer.state) != value and self.first is None:
                self.first = moment, None, None
        if state is not None and self.first is None and self._differs(state):
            self.first = moment, None, None
        if self.first is not None and self.largest is None and state is not None:
            self.largest = self._largest(state)

    def _differs(self, state: SavedState) -> bool:
        parameters = self.trainer.parameters.items()
        pairs = [(state.tensors.get(f"{PARAMETER}{name}"), tensor) for name, tensor in parameters]
        return any(
            recorded is not None and recorded.tobytes() != measure.copy(tensor).tobytes()
            for recorded, tensor in pairs
        )

    def _largest(self, state: SavedState) -> float:
        worst = 0.0
        for name, parameter in self.trainer.parameters.items():
            recorded = state.tensors.get(f"{PARAMETER}{name}")
            if recorded is not None and recorded.shape == tuple(parameter.shape):
                difference = np.subtract(measure.copy(parameter), recorded, dtype=np.float64)
                worst = max(worst, float(np.abs(difference).max(initial=0.0)))
        return worst

    def _deviation(self) -> Deviation | None:
        if self.first is None:
            return None
        moment, recorded, found = self.first
        branch = next(b for b in self.session.branches if b.number == moment.branch)
        command = self.session.commands[int(branch.calls[moment.call - branch.fork - 1])]
        return Deviation(moment, pytorch_line(command), recorded, found, self.largest)


def _known(loss: float) -> float | None:
    return None if math.isnan(loss) else loss
