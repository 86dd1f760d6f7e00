"""Two moments of a record that a person compares, which stay the same while it grows."""

from dataclasses import dataclass

import numpy as np

from lenet_gui.core.gradient_history import GradientHistory


@dataclass(frozen=True, slots=True)
class Choice:
    """Two moments, by their place in the history: A is drawn filled, B as an outline."""

    a: int
    b: int


class ChosenMoments:
    """Remembers moments by the number of their call, because their places move.

    At first A is the newest moment, whichever that is, and B the first.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Choose the newest and the first."""
        self._a: int | None = None
        self._b: int | None = None

    def places(self, history: GradientHistory) -> Choice:
        """Where they lie in a history of at least one moment."""
        last = len(history) - 1
        calls = history.moments["call"]

        def place(call: int | None, default: int) -> int:
            # A thinned record may have lost it: then the next one that is left.
            return default if call is None else min(last, int(np.searchsorted(calls, call)))

        return Choice(place(self._a, last), place(self._b, 0))

    def choose(self, history: GradientHistory, moment: int, *, other: bool) -> None:
        """Choose a moment, as A or as the `other` one; what lies outside becomes the end."""
        last = len(history) - 1
        moment = min(last, max(0, moment))
        default = 0 if other else last
        call = None if moment == default else int(history.moments["call"][moment])
        if other:
            self._b = call
        else:
            self._a = call
