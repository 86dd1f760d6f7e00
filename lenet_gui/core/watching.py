"""Watches at work: evaluated after each call, on copies, and recorded."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.column import Column
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.state import TrainingState
from lenet_gui.core.watch_language import parse
from lenet_gui.core.watch_problems import WatchError
from lenet_gui.core.watch_tree import Expression
from lenet_gui.core.watch_values import Value, as_number, evaluate, truth
from lenet_gui.core.watches import MAX_WATCHES, Watch, WatchView, watch_names


class StateSpace:
    """What the names in an expression stand for, copied from a state at each look."""

    def __init__(self, state: TrainingState) -> None:
        self._state = state

    @property
    def names(self) -> frozenset[str]:
        """The names that there are."""
        layers = (layer.name for layer in self._state.layers[1:])
        return watch_names(self._state.parameters, layers)

    def value(self, name: str) -> Value:
        """A copy of what `name` stands for; ``None``: there is none now."""
        state = self._state
        if name in state.parameters:
            return measure.copy(state.parameters[name])
        owner = name.removesuffix(".grad")
        if owner in state.parameters:
            return _copy(state.parameters[owner].grad)
        match name:
            case "loss":
                return None if state.loss is None else state.loss.item()
            case "lr":
                return state.lr
            case "step":
                return state.step
            case "accuracy":
                return state.accuracy
            case "input":
                return _copy(state.feed.batch.images)
            case "target":
                return _copy(state.feed.batch.target)
            case "output":
                return _copy(state.output)
        return _copy(state.activations.get(name))

    def version(self, name: str) -> int | None:
        """The version counter of a parameter or of its gradient; ``None``: the gradient is None.

        Raises:
            KeyError: `name` is no parameter and no gradient.
        """
        tensor: Tensor | None = self._state.parameters.get(name)
        if tensor is None:
            tensor = self._state.parameters[name.removesuffix(".grad")].grad
        return None if tensor is None else tensor._version


def _copy(tensor: Tensor | None) -> Value:
    return None if tensor is None else measure.copy(tensor)


class _Watched:
    """One watch with its record."""

    def __init__(self, watch: Watch, expression: Expression) -> None:
        self.watch = watch
        self._expression = expression
        self.forget()

    def forget(self) -> None:
        """Begin a new record."""
        self._steps = Column(np.int64)
        self._values = Column(np.float64)
        self._last: float | None = None
        self._was_true = True  # only what becomes true stops
        self._value: Value = None
        self._error: WatchError | None = None

    def look(self, space: StateSpace, step: int) -> bool:
        """Evaluate; True: it has become true."""
        try:
            self._value, self._error = evaluate(self._expression, space), None
            now = self.watch.stops and truth(self._value)
        except WatchError as error:
            self._value, self._error, now = None, error, False
        number = as_number(self._value)
        # NaN differs from itself, and would be recorded at every call.
        same = number == self._last or (number != number and self._last != self._last)
        if number is not None and not same:
            self._steps.append(step)
            self._values.append(number)
        self._last = number
        became, self._was_true = now and not self._was_true, now
        return became

    def saved(self) -> "SavedWatch":
        """Its record as it is now."""
        return SavedWatch(self._steps, self._values, len(self._steps), self._last, self._was_true)

    def at(self, saved: "SavedWatch | None") -> "_Watched":
        """The same watch with a record of its own, as it was; ``None``: there was none."""
        watched = copy.copy(self)
        watched.forget()
        if saved is not None:
            watched._steps = saved.steps.at(saved.count)
            watched._values = saved.values.at(saved.count)
            watched._last, watched._was_true = saved.last, saved.was_true
        return watched

    def refresh(self, space: StateSpace) -> None:
        """Evaluate, and record nothing."""
        try:
            self._value, self._error = evaluate(self._expression, space), None
        except WatchError as error:
            self._value, self._error = None, error

    def view(self) -> WatchView:
        """What has come of it."""
        return WatchView(
            self.watch, self._value, self._error, self._steps.view(), self._values.view()
        )


@dataclass(frozen=True, slots=True, eq=False)
class SavedWatch:
    """A watch's record as it was at a moment.

    Attributes:
        steps: the record, which goes on, and so do the values.
        values: as above.
        count: how many there were.
        last: the last number.
        was_true: it was true.
    """

    steps: Column
    values: Column
    count: int
    last: float | None
    was_true: bool


class Watching:
    """All watches of a trainer.

    Attributes:
        active: there is one.
    """

    def __init__(self) -> None:
        self._watched: tuple[_Watched, ...] = ()
        self.active = False

    def choose(self, watches: Sequence[Watch], state: TrainingState) -> None:
        """Take other watches; those that stay keep their records.

        Raises:
            InputError: there are too many, or one is not an expression; nothing has changed.
        """
        if len(watches) > MAX_WATCHES:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "watches", lowest=0, highest=MAX_WATCHES,
                actual=len(watches),
            )  # fmt: skip
        space = StateSpace(state)
        known = {watched.watch.text: watched for watched in self._watched}
        chosen = []
        for watch in watches:
            watched = known.get(watch.text)
            if watched is None:
                watched = _Watched(watch, parsed(watch.text, space))
                watched.look(space, state.step)
            chosen.append((watched, watch))
        for watched, watch in chosen:
            watched.watch = watch
        self._watched = tuple(watched for watched, _ in chosen)
        self.active = bool(chosen)

    def look(self, state: TrainingState) -> str:
        """Evaluate all; the text of the first that stops a run by having become true, or none."""
        space, text = StateSpace(state), ""
        for watched in self._watched:
            if watched.look(space, state.step) and not text:
                text = watched.watch.text
        return text

    def forget(self) -> None:
        """Begin new records, for a new start."""
        for watched in self._watched:
            watched.forget()

    def saved(self) -> dict[str, SavedWatch]:
        """The records as they are now, by the watches' texts."""
        return {watched.watch.text: watched.saved() for watched in self._watched}

    def at(self, saved: Mapping[str, SavedWatch]) -> "Watching":
        """The same watches with records of their own, as they were."""
        watching = copy.copy(self)
        watching._watched = tuple(w.at(saved.get(w.watch.text)) for w in self._watched)
        return watching

    def refresh(self, state: TrainingState) -> None:
        """Evaluate all, and record nothing."""
        space = StateSpace(state)
        for watched in self._watched:
            watched.refresh(space)

    def views(self) -> tuple[WatchView, ...]:
        """What has come of each."""
        return tuple(watched.view() for watched in self._watched)


def parsed(text: str, space: StateSpace) -> Expression:
    """An expression read.

    Raises:
        InputError: it is none.
    """
    try:
        return parse(text, space.names)
    except WatchError as error:
        raise InputError(InputProblem.BAD_EXPRESSION, text, reason=error.problem.value) from error
