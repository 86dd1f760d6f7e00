"""The record of losses: appended to at every loss, read by snapshots without a copy."""

import numpy as np

from lenet_gui.core.snapshot import Counts, Curve, Series


class Column:
    """A growing array. Views of its filled part stay true: what is written is never rewritten."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._values = np.empty(1024, dtype=dtype)
        self._count = 0

    def append(self, value: float) -> None:
        """Add a value at the end."""
        if self._count == len(self._values):
            # A new array, not a resize: earlier views go on pointing into the old one.
            self._values = np.concatenate([self._values, np.empty_like(self._values)])
        self._values[self._count] = value
        self._count += 1

    def view(self) -> np.ndarray:
        """All values so far, read-only."""
        view = self._values[: self._count]
        view.flags.writeable = False
        return view


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

    def add_loss(self, step: int, loss: float, accuracy: float | None) -> None:
        """Record a loss computed after `step` updates."""
        self.last_loss = loss
        self._steps.append(step)
        self._losses.append(loss)
        self._accuracies.append(np.nan if accuracy is None else accuracy)

    def add_test(self, step: int, accuracy: float) -> None:
        """Record an accuracy on the test part, measured after `step` updates."""
        self._test_steps.append(step)
        self._test_accuracies.append(accuracy)

    def last_losses(self, count: int) -> Series:
        """The last `count` losses, or fewer."""
        return self._losses.view()[-count:]

    def curve(self, name: str = "") -> Curve:
        """All that was recorded, as read-only views."""
        steps: Counts = self._steps.view()
        losses: Series = self._losses.view()
        accuracies: Series = self._accuracies.view()
        test_steps: Counts = self._test_steps.view()
        test_accuracies: Series = self._test_accuracies.view()
        return Curve(name, self._seed, steps, losses, accuracies, test_steps, test_accuracies)
