"""Sets of labelled images, and the order in which they come in batches."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.inputs import SIDE

MAX_SEED = 2**63 - 1
"""Largest seed of an order."""


@dataclass(frozen=True, slots=True, eq=False)  # eq=False: arrays have no single truth value
class ImagePart:
    """One part of a data set; its arrays are read-only from here on.

    Attributes:
        images: shape ``(n, 32, 32)``, uint8; 0 is background, 255 is ink.
        labels: shape ``(n,)``, int64, 0 to 9.
    """

    images: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        if self.images.shape != (len(self.labels), SIDE, SIDE) or self.images.dtype != np.uint8:
            raise ValueError(f"images of {self.images.dtype} {self.images.shape}")
        if self.labels.ndim != 1 or self.labels.dtype != np.int64:
            raise ValueError(f"labels of {self.labels.dtype} {self.labels.shape}")
        self.images.setflags(write=False)
        self.labels.setflags(write=False)


@dataclass(frozen=True, slots=True, eq=False)
class ImageSet:
    """A data set.

    Attributes:
        name: what to call it, such as a folder's name.
        train: the part to learn from.
        test: the part to measure with.
    """

    name: str
    train: ImagePart
    test: ImagePart

    def equals(self, other: "ImageSet") -> bool:
        """Whether name, images and labels are the same."""
        return self.name == other.name and all(
            np.array_equal(ours, theirs)
            for part, of_other in ((self.train, other.train), (self.test, other.test))
            for ours, theirs in ((part.labels, of_other.labels), (part.images, of_other.images))
        )


def as_input(images: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """The network's input: bytes of shape ``(n, 32, 32)`` as ``(n, 1, 32, 32)`` in [0, 1]."""
    values = images[:, np.newaxis].astype(np.float32)
    values /= 255
    return values


@dataclass(frozen=True, slots=True)
class OrderState:
    """Where a `BatchOrder` stands: a few numbers, whatever the size of the data set.

    Attributes:
        epoch: epochs begun.
        position: batches drawn in this epoch.
        generator: PCG64's state, its increment, whether it kept half of a draw, and that half:
            as they were before this epoch's permutation, so that it can be drawn again.
    """

    epoch: int
    position: int
    generator: tuple[int, int, int, int]


class BatchOrder:
    """Which images come in which batch, for ever.

    Each epoch is a permutation, drawn from one generator at its start:
    ``rng = numpy.random.Generator(PCG64(seed))``, then ``rng.permutation(count)`` an epoch. A
    batch is a slice of it, so its cost does not grow with the data set; the last one of an epoch
    may be smaller.

    Attributes:
        count: images in the part.
        batch_size: images in a batch.
    """

    def __init__(self, count: int, batch_size: int, seed: int) -> None:
        """Start before the first epoch.

        Args:
            count: images in the part, at least 1.
            batch_size: images in a batch, 1 to `count`.
            seed: 0 to `MAX_SEED`.

        Raises:
            InputError: an argument is out of its range.
        """
        if count < 1:
            raise InputError(InputProblem.EMPTY, "count", actual=count)
        _check_range("batch_size", 1, count, batch_size)
        _check_range("seed", 0, MAX_SEED, seed)
        self.count = count
        self.batch_size = batch_size
        self._bits = np.random.PCG64(seed)
        self._epoch = 0
        self._position = 0
        self._start = self._generator_state()
        self._permutation = np.empty(0, dtype=np.int64)

    @property
    def batches(self) -> int:
        """Batches in an epoch."""
        return -(-self.count // self.batch_size)

    @property
    def epoch(self) -> int:
        """Epochs begun; 0 before the first batch."""
        return self._epoch

    @property
    def position(self) -> int:
        """Batches drawn in this epoch."""
        return self._position

    def next(self) -> npt.NDArray[np.int64]:
        """Draw the next batch: a read-only array of indices, shape ``(batch_size,)`` or less."""
        if self._epoch == 0 or self._position == self.batches:
            self._start = self._generator_state()
            self._permute()
            self._epoch += 1
            self._position = 0
        start = self._position * self.batch_size
        self._position += 1
        return self._permutation[start : start + self.batch_size]

    def __copy__(self) -> "BatchOrder":
        order = object.__new__(BatchOrder)
        vars(order).update(vars(self))  # a permutation is never changed in place
        order._bits = np.random.PCG64()
        order._bits.state = self._bits.state
        return order

    def state(self) -> OrderState:
        """Where it stands."""
        return OrderState(self._epoch, self._position, self._start)

    def restore(self, state: OrderState) -> None:
        """Go to where an order of the same count and batch size stood.

        Within an epoch that takes no time; to another one, one permutation.

        Raises:
            ValueError: no order of this count and batch size can stand there. It stays as it was.
        """
        first = state.epoch == 0 and state.position == 0
        if not first and not (state.epoch >= 1 and 1 <= state.position <= self.batches):
            raise ValueError(f"no batch {state.position} of {self.batches} in epoch {state.epoch}")
        if first or self._epoch == 0 or state.generator != self._start:
            self._set_generator(state.generator)
            self._start = state.generator
            if not first:
                self._permute()
        self._epoch, self._position = state.epoch, state.position

    def _permute(self) -> None:
        order = np.random.Generator(self._bits).permutation(self.count)
        self._permutation = order.astype(np.int64, copy=False)  # int32 on old Windows numpy
        self._permutation.setflags(write=False)

    def _generator_state(self) -> tuple[int, int, int, int]:
        state = self._bits.state
        inner = state["state"]
        return inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]

    def _set_generator(self, numbers: tuple[int, int, int, int]) -> None:
        value, increment, has_half, half = numbers
        bounds = (2**128, 2**128, 2, 2**32)
        if not all(0 <= n < bound for n, bound in zip(numbers, bounds, strict=True)):
            raise ValueError("no state of PCG64")
        self._bits.state = {
            "bit_generator": "PCG64",
            "state": {"state": value, "inc": increment},
            "has_uint32": has_half,
            "uinteger": half,
        }


def _check_range(name: str, lowest: int, highest: int, actual: int) -> None:
    if not lowest <= actual <= highest:
        raise InputError(
            InputProblem.OUT_OF_RANGE, name, lowest=lowest, highest=highest, actual=actual
        )
