"""The calls since the last start, counted: what the report's answers rest on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from lenet_gui.core.commands import (
    Command,
    OptimizerStep,
    Reset,
    SetDevice,
    UpdateRule,
)
from lenet_gui.core.mistakes import Misuse
from lenet_gui.core.timeline import Kind, Mark, Timeline
from lenet_gui.gui.timeline.way import Way
from lenet_gui.gui.words.shown_lines import shown_line

Which: TypeAlias = npt.NDArray[np.bool_]
"""A flag for each call."""


@dataclass(frozen=True)
class Counted:
    """The calls on the way to the present moment, from the last start on.

    Attributes:
        timeline: the history.
    """

    timeline: Timeline

    @property
    def calls(self) -> int:
        """How many calls that are."""
        return len(self._kinds)

    @cached_property
    def start(self) -> int:
        """The call that started anew; 0: none did, and the beginning of the history counts."""
        way, now = self._way, self.timeline.now.call
        # A new input is drawn as a start, too, but leaves the network and its record alone.
        anew = self._such(lambda command: isinstance(command, Reset | SetDevice))
        starts = np.flatnonzero(anew[way.places[:now]] & self._worked(0)) + 1
        return int(starts[-1]) if len(starts) else 0

    def made(self, kind: Kind) -> int:
        """How many calls of a kind did not fail."""
        return int(np.count_nonzero(self._done(kind)))

    @cached_property
    def failed(self) -> tuple[int, ...]:
        """The calls that failed."""
        failures = np.flatnonzero(~self._worked(self.start)) + self.start + 1
        return tuple(failures.tolist())

    def line(self, call: int) -> str:
        """The line of PyTorch of a call."""
        command = self.timeline.command(self._way.moment(call))
        assert command is not None  # noqa: S101 - only the beginning has none
        return shown_line(command)

    @cached_property
    def by_hand(self) -> int:
        """Updates that were made without the optimizer."""
        return self._number_of(
            lambda command: isinstance(command, OptimizerStep) and command.rule is UpdateRule.MANUAL
        )

    @cached_property
    def experiments(self) -> int:
        """Calls of experiments, which may do to a gradient what no other call does."""
        return self._number_of(lambda command: isinstance(command, Misuse))

    @cached_property
    def summed(self) -> npt.NDArray[np.int64]:
        """For each step, the calls of backward since the last ``zero_grad``, or the start."""
        backwards = np.cumsum(self._done(Kind.BACKWARD))
        cleared = np.maximum.accumulate(np.where(self._done(Kind.ZERO_GRAD), backwards, 0))
        steps = self._done(Kind.STEP)
        found: npt.NDArray[np.int64] = (backwards - cleared)[steps]
        return found

    @cached_property
    def _way(self) -> Way:
        return Way(self.timeline, self.timeline.now.branch)

    @cached_property
    def _kinds(self) -> npt.NDArray[np.uint8]:
        return self._way.kinds[self.start : self.timeline.now.call]

    def _worked(self, after: int) -> Which:
        """Which calls behind one did not fail."""
        worked: Which = (self._way.marks[after : self.timeline.now.call] & Mark.FAILED) == 0
        return worked

    def _done(self, kind: Kind) -> Which:
        done: Which = (self._kinds == kind) & self._worked(self.start)
        return done

    def _number_of(self, wanted: Callable[[Command], bool]) -> int:
        places = self._way.places[self.start : self.timeline.now.call]
        return int(np.count_nonzero(self._such(wanted)[places] & self._worked(self.start)))

    def _such(self, wanted: Callable[[Command], bool]) -> Which:
        """Which of the different commands are wanted."""
        return np.array([wanted(command) for command in self.timeline.commands], np.bool_)
