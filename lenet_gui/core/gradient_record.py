"""The record of the gradients: appended to whenever they were written to, from the first time."""

import copy
import math
import time
from collections.abc import Callable, Collection, Mapping

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.gradient_history import APART, Cause, GradientHistory, Moments, moment_type
from lenet_gui.core.log_bins import BINS, LogCounts, log_counts

CAPACITY = 4096
"""Moments that are kept at most: 22 MB for LeNet, and as much again while a snapshot is left that
was taken before the last thinning."""

FIRST = 64
"""Moments at the start that are recorded in any case, and kept for good."""

NEWEST = 1024
"""Moments at the end that are all kept."""

SHARE = 100
"""In a free run recording may take one part in so many of the time."""

_NOTHING = LogCounts(np.zeros(BINS, np.int64), 0, 0, 0, 0)


class GradientRecord:
    """Measures the gradients at moments, and keeps them within `CAPACITY`.

    Where there are more, those that are neither among the first nor among the newest are thinned
    evenly, to every second, fourth and so on. Nothing is averaged: what stays is exact.
    """

    def __init__(
        self, parameters: Mapping[str, Tensor], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Begin with no moment.

        Args:
            parameters: whose gradients will be recorded.
            clock: seconds. It decides only which moments of a free run are recorded.
        """
        self._names = tuple(parameters)
        self._sizes = tuple(parameter.numel() for parameter in parameters.values())
        self._type = moment_type(self._sizes)
        self._moments: Moments = np.empty(0, self._type)
        self._count = 0
        self._clock = clock
        self._seen = 0
        self._recorded = 0
        self._counts_only = False
        self._shared = False  # others have moments in the same memory
        self._stride = 1
        self._recording = True
        self._next = -np.inf

    def is_due(self, cause: Cause, *, measured: bool) -> bool:
        """Count that the gradients were written to, and say whether that is to be recorded.

        Args:
            cause: what wrote to them. What follows a backward is recorded with it.
            measured: in any case; else only as far as `SHARE` allows, after the `FIRST`.
        """
        self._seen += 1
        if self._counts_only:
            return False
        if measured or cause is Cause.BACKWARD:
            now = self._clock()
            self._recording = measured or self._recorded < FIRST or now >= self._next
            self._next = now if self._recording else self._next
        return self._recording

    def add(
        self, parameters: Mapping[str, Tensor], *, step: int, call: int, deposits: int, cause: Cause
    ) -> None:
        """Record the gradients as they are now.

        Args:
            parameters: the parameters with their gradients.
            step: updates made since the start.
            call: the command's number.
            deposits: the most deposits that an account holds.
            cause: what wrote to the gradients.
        """
        before = self._clock()
        if self._shared or self._count == len(self._moments):
            self._make_room()
        moment = self._moments[self._count]
        moment["number"], moment["step"], moment["call"] = self._recorded, step, call
        moment["deposits"], moment["cause"] = deposits, cause
        _measure(moment, parameters.values())
        self._count += 1
        self._recorded += 1
        self._next += SHARE * (self._clock() - before)

    @property
    def seen(self) -> int:
        """How often the gradients were written to."""
        return self._seen

    def view(self) -> GradientHistory:
        """What was recorded; it stays true whatever is added."""
        moments = self._moments[: self._count]
        moments.flags.writeable = False
        return GradientHistory(self._names, self._sizes, moments, self._seen, self._recorded)

    def counting(self, seen: int) -> "GradientRecord":
        """A record that counts from `seen` on, and keeps nothing: for calls that are replayed."""
        record = copy.copy(self)
        record._seen, record._counts_only = seen, True
        return record

    def at(self, call: int, seen: int) -> "GradientRecord":
        """A record of its own, with what this one holds up to a call.

        Args:
            call: the last call that counts.
            seen: how often the gradients had been written to by then.
        """
        record = copy.copy(self)
        record._count = int(np.searchsorted(self.view().moments["call"], call, side="right"))
        numbers = self._moments["number"][: record._count]
        record._recorded = int(numbers[-1]) + 1 if record._count else 0
        record._seen, record._shared = seen, True
        record._next = -np.inf
        return record

    def _make_room(self) -> None:
        # A new array in any case: earlier views go on pointing into the old one. Memory that
        # nothing was written to yet takes no room.
        full = self._count == CAPACITY
        kept = self._moments[self._kept()] if full else self._moments[: self._count]
        self._shared = False
        self._moments = np.empty(CAPACITY, self._type)
        self._moments[: len(kept)] = kept
        self._count = len(kept)

    def _kept(self) -> npt.NDArray[np.bool_]:
        """Which moments stay, of as many as there can be."""
        numbers = self._moments["number"]
        while True:
            kept: npt.NDArray[np.bool_] = (numbers < FIRST) | (numbers % self._stride == 0)
            kept[-NEWEST:] = True
            if np.count_nonzero(kept) <= CAPACITY - NEWEST:
                return kept
            self._stride *= 2


def _measure(moment: np.void, parameters: Collection[Tensor]) -> None:
    gradients = [
        None if parameter.grad is None else parameter.grad.detach() for parameter in parameters
    ]
    found = [
        _NOTHING if gradient is None else log_counts(gradient.to("cpu", torch.float32).numpy())
        for gradient in gradients
    ]
    moment["known"] = [gradient is not None for gradient in gradients]
    moment["counts"] = [counts.bins for counts in found]
    for name in APART:
        moment[name] = [getattr(counts, name) for counts in found]
    moment["norm"] = [math.nan if g is None else measure.norm(g) for g in gradients]
    moment["weight_norm"] = [measure.norm(parameter.detach()) for parameter in parameters]
