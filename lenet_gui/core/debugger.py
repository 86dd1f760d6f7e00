"""The debugger: looks after every call, and says when a run has to stop."""

import copy
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lenet_gui.core.alarm_checks import AlarmChecks
from lenet_gui.core.alarms import RULES, Alarm, AlarmHit, AlarmRule, AlarmView, SetAlarms
from lenet_gui.core.commands import Command
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.looking import Looking
from lenet_gui.core.losses import LossRecord
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.program import Program
from lenet_gui.core.running import Halt, HaltKind
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.state import TrainingState
from lenet_gui.core.watch_problems import WatchError
from lenet_gui.core.watch_values import evaluate, truth
from lenet_gui.core.watches import SetWatches
from lenet_gui.core.watching import SavedWatch, StateSpace, Watching, parsed

AlarmCounts: TypeAlias = dict[Alarm, tuple[int, AlarmHit, int]]
"""How often each alarm has gone off, with the last hit, and the updates before it."""


@dataclass(frozen=True, slots=True, eq=False)
class SavedDebugger:
    """What had come of all calls at a moment; how the debugger is set is not part of it.

    Attributes:
        hits: how often each line with a breakpoint was reached.
        watches: the records of the watches, by their texts.
    """

    hits: Mapping[int, int]
    watches: Mapping[str, SavedWatch]


class Debugger:
    """Breakpoints, watches and alarms of one trainer.

    Attributes:
        halt: why a run has to stop after the last call; ``None``: it has not.
        alarms: the alarms that the last call set off.
        watching: the watches.
        muted: the notices that are left out.
        looking: what somebody wants to see besides.
    """

    def __init__(self) -> None:
        self.halt: Halt | None = None
        self.alarms: tuple[AlarmHit, ...] = ()
        self.watching = Watching()
        self.muted: frozenset[Notice] = frozenset()
        self.looking = Looking()
        self._record: LossRecord | None = None
        self._hits: dict[int, int] = {}
        self._take_rules(RULES)
        self._alarmed: AlarmCounts = {}

    def saved(self) -> "SavedDebugger":
        """What has come of all calls up to now."""
        return SavedDebugger(dict(self._hits), self.watching.saved())

    def at(self, saved: "SavedDebugger", state: TrainingState) -> "Debugger":
        """A debugger that is set as this one, and has seen what was saved.

        Args:
            saved: what had come of the calls.
            state: the state of that time.
        """
        debugger = copy.copy(self)
        debugger.halt, debugger.alarms = None, ()
        debugger._record = state.record
        debugger._hits = dict(saved.hits)
        debugger.watching = self.watching.at(saved.watches)
        return debugger

    def look_as(self, other: "Debugger", state: TrainingState) -> None:
        """Be set as another one.

        Args:
            other: the other one.
            state: what the watches are to look at from now on.
        """
        self.muted = other.muted
        self._take_rules(other._rules)
        self.looking = state.looking = other.looking
        self.watching = other.watching.at({})
        self.watching.refresh(state)

    @property
    def alarm_counts(self) -> AlarmCounts:
        """How often each alarm has gone off since the start, where it was looked for."""
        return dict(self._alarmed)

    @alarm_counts.setter
    def alarm_counts(self, counts: AlarmCounts) -> None:
        self._alarmed = dict(counts)

    def watchful(self, state: TrainingState) -> bool:
        """A run may have to stop after any call, or something looks at each."""
        return state.counter.has_stops or self.watching.active or self._stops

    def alarm_views(self) -> tuple[AlarmView, ...]:
        """What has come of each alarm."""
        nothing = (0, None, 0)
        return tuple(
            AlarmView(rule, *self._alarmed.get(rule.alarm, nothing)) for rule in self._rules
        )

    def set_muted(self, command: SetMuted) -> None:
        """Choose which notices are left out."""
        self.muted = command.notices

    def set_alarms(self, command: SetAlarms) -> None:
        """Set the alarms.

        Raises:
            InputError: there is not one rule for each, or a threshold is no number.
        """
        if sorted(rule.alarm for rule in command.rules) != sorted(Alarm):
            raise InputError(
                InputProblem.COUNTS_DIFFER, "alarms", actual=len(command.rules), expected=len(Alarm)
            )
        for rule in command.rules:
            if not (math.isfinite(rule.threshold) and rule.threshold >= 0):
                raise InputError(
                    InputProblem.OUT_OF_RANGE,
                    rule.alarm.value,
                    lowest=0,
                    highest="",
                    actual=rule.threshold,
                )
        self._take_rules(command.rules)

    def set_watches(self, state: TrainingState, command: SetWatches) -> None:
        """Choose what is watched.

        Raises:
            InputError: one is not an expression; nothing has changed.
        """
        self.watching.choose(command.watches, state)

    def check_conditions(self, state: TrainingState, program: Program) -> None:
        """Refuse a program with a condition that cannot be read.

        Raises:
            InputError: there is one.
        """
        space = StateSpace(state)
        for line in program.lines:
            if line.stop is not None and line.stop.condition:
                parsed(line.stop.condition, space)

    def look(self, state: TrainingState, command: Command, *, failed: bool = False) -> None:
        """See what holds after a call; one that failed is looked at by the watches alone."""
        self.halt, self.alarms = None, ()
        if state.record is not self._record:  # a new start: count from 0
            self._record = state.record
            self._hits, self._alarmed = {}, {}
            self.watching.forget()
        if state.measured and not failed:
            self._look_for_alarms(state, command)
        if state.counter.has_stops and not failed and self.halt is None:
            self.halt = self._line_halt(state)
        if self.watching.active:
            text = self.watching.look(state)
            if text and self.halt is None:
                self.halt = Halt(HaltKind.WATCH, state.counter.line, text)

    def _take_rules(self, rules: tuple[AlarmRule, ...]) -> None:
        self._rules = rules
        self._stops = any(rule.on and rule.stops for rule in rules)

    def _look_for_alarms(self, state: TrainingState, command: Command) -> None:
        checks = AlarmChecks(state, command)
        for rule in self._rules:
            hits = checks.hits(rule) if rule.on else ()
            if not hits:
                continue
            self.alarms += hits
            count = self._alarmed[rule.alarm][0] if rule.alarm in self._alarmed else 0
            self._alarmed[rule.alarm] = (count + 1, hits[0], state.step)
            if rule.stops and self.halt is None:
                self.halt = Halt(HaltKind.ALARM, state.counter.line, rule.alarm.value)

    def _line_halt(self, state: TrainingState) -> Halt | None:
        line = state.counter.line
        stop = None if line is None else state.counter.program.lines[line].stop
        if line is None or stop is None or not self._holds(state, stop.condition):
            return None
        hits = self._hits[line] = self._hits.get(line, 0) + 1
        if hits < stop.hits:
            return None
        return Halt(HaltKind.BREAKPOINT, line, stop.condition, hits)

    def _holds(self, state: TrainingState, condition: str) -> bool:
        if not condition:
            return True
        space = StateSpace(state)
        try:
            return truth(evaluate(parsed(condition, space), space))
        except WatchError:
            return False  # it has no value now, so it is not true
