"""The record of losses: appended to at every loss, read by snapshots without a copy."""

import copy

import numpy as np

from lenet_gui.core.column import Column
from lenet_gui.core.snapshot import Curve, Series


class LossRecord:
    """Every loss and accuracy since a start.

    Attributes:
        last_loss: the newest loss; ``None``: there is none.
    """

    def __init__(self, seed: int) -> None:
        self.last_loss: float | None = None
        self._seed = seed
        self._steps = Column(np.int64)
        self._losses = Column(np.float64)
        self._accuracies = Column(np.float64)
        self._test_steps = Column(np.int64)
        self._test_accuracies = Column(np.float64)
        self._calls = Column(np.int64)
        self._test_calls = Column(np.int64)
        self._curve: Curve | None = None

    @property
    def bytes(self) -> int:
        """Memory that it alone takes."""
        return sum([column.bytes for column in self._columns()])

    def add_loss(self, call: int, step: int, loss: float, accuracy: float | None) -> None:
        """Record a loss computed by a call, after `step` updates."""
        self.last_loss, self._curve = loss, None
        self._steps.append(step)
        self._losses.append(loss)
        self._accuracies.append(np.nan if accuracy is None else accuracy)
        self._calls.append(call)

    def add_test(self, call: int, step: int, accuracy: float) -> None:
        """Record an accuracy on the test part, measured by a call, after `step` updates."""
        self._curve = None
        self._test_steps.append(step)
        self._test_accuracies.append(accuracy)
        self._test_calls.append(call)

    def counts(self) -> tuple[int, int]:
        """How many losses there are, and how many accuracies on the test part: for `at`."""
        return len(self._steps), len(self._test_steps)

    def at(self, counts: tuple[int, int]) -> "LossRecord":
        """A record of its own, as this one was when it had so many."""
        losses, tests = counts
        record = copy.copy(self)
        record._curve = None
        record._steps = self._steps.at(losses)
        record._losses = self._losses.at(losses)
        record._accuracies = self._accuracies.at(losses)
        record._test_steps = self._test_steps.at(tests)
        record._test_accuracies = self._test_accuracies.at(tests)
        record._calls = self._calls.at(losses)
        record._test_calls = self._test_calls.at(tests)
        last = record._losses.view()[-1:]
        record.last_loss = float(last[0]) if len(last) else None
        return record

    def last_losses(self, count: int) -> Series:
        """The last `count` losses, or fewer."""
        return self._losses.view()[-count:]

    def curve(self) -> Curve:
        """All that was recorded, as read-only views: the same object until there is more."""
        if self._curve is None:
            self._curve = Curve("", self._seed, *(column.view() for column in self._columns()))
        return self._curve

    def _columns(self) -> tuple[Column, ...]:
        """In the order of `Curve`."""
        return (
            self._steps, self._losses, self._accuracies, self._test_steps, self._test_accuracies,
            self._calls, self._test_calls,
        )  # fmt: skip
