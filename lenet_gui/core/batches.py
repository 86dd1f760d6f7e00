"""Input sources opened: the batches of tensors that the trainer feeds to the network."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lenet_gui.core.digits import shipped_digits
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.idx import load_idx_folder
from lenet_gui.core.image_set import BatchOrder, ImagePart, ImageSet, OrderState, as_input
from lenet_gui.core.inputs import (
    CLASSES,
    SIDE,
    Digits,
    IdxFolder,
    InputSource,
    Part,
    Picture,
    RandomImage,
)
from lenet_gui.core.lenet import Net


@dataclass(frozen=True, slots=True, eq=False)  # a batch is itself: tensors have no one truth value
class Batch:
    """One batch.

    Attributes:
        images: shape ``(N, 1, 32, 32)``.
        target: shape ``(N, 10)``; one-hot where there are labels; ``None``: there is no target.
        labels: classes, shape ``(N,)``; ``None``: the target is no class.
        indices: positions in the part of the data set; empty: no data set.
    """

    images: Tensor
    target: Tensor | None
    labels: Tensor | None
    indices: tuple[int, ...] = ()

    def tensors(self) -> Iterator[Tensor]:
        """All that it holds; nobody writes to it."""
        yield self.images
        yield from (tensor for tensor in (self.target, self.labels) if tensor is not None)


class Feed:
    """An opened source: its current batch and, for a data set, the batches to come."""

    def __init__(
        self,
        source: InputSource,
        seed: int,
        device: torch.device,
        data: ImageSet | None = None,
    ) -> None:
        """Open `source` and take its first batch.

        Args:
            source: what to open.
            seed: the trainer's seed, for a random image without a seed of its own.
            device: where the batches go.
            data: the source's data set, if it has been read before; ``None``: it is read.

        Raises:
            InputError: the source cannot be read, or an argument is out of range.
        """
        self.source = source
        self.data: ImageSet | None = None
        self._device = device
        self._batch: Batch | None = None
        self._indices = np.empty(0, np.int64)  # of the batch, in the part of the data set
        self._part: ImagePart | None = None
        self._order: BatchOrder | None = None
        match source:
            case RandomImage():
                self._batch = self._random(source.seed, seed)
            case Picture():
                self._batch = self._picture(source)
            case Digits():
                self._open(source, data or shipped_digits())
            case IdxFolder():
                self._open(source, data or load_idx_folder(Path(source.path)))
            case _:
                raise TypeError(f"no such source: {type(source).__name__}")

    def __copy__(self) -> "Feed":
        feed = object.__new__(Feed)
        vars(feed).update(vars(self))  # data sets and batches are never changed in place
        feed._order = copy.copy(self._order)
        if self._part is not None:
            feed._batch = None  # the data set has it: of many copies few are ever looked into
        return feed

    @property
    def batch(self) -> Batch:
        """The current batch."""
        if self._batch is None:
            self._batch = self._take(self._indices)
        return self._batch

    def tensors(self) -> Iterator[Tensor]:
        """All that it holds besides the data set; nobody writes to it."""
        return iter(()) if self._batch is None else self._batch.tensors()

    @property
    def batches(self) -> int:
        """Batches in an epoch; 0: this source has none."""
        return 0 if self._order is None else self._order.batches

    @property
    def epoch(self) -> int:
        """Epochs begun; 0: this source has none."""
        return 0 if self._order is None else self._order.epoch

    @property
    def position(self) -> int:
        """Batches drawn in this epoch; 0: this source has none."""
        return 0 if self._order is None else self._order.position

    @property
    def order(self) -> OrderState | None:
        """Where the order of the batches stands; ``None``: this source has none."""
        return None if self._order is None else self._order.state()

    def advance(self) -> bool:
        """Take the next batch; ``False``: the source has only one."""
        if self._order is None:
            return False
        self._go_to(self._order.next())
        return True

    def share(self, data: ImageSet) -> None:
        """Hold a copy of the data set that others hold, too, in the place of one of its own."""
        self.data, self._part = data, _part_of(data, self.source)

    def test_batches(self, limit: int | None, size: int = 256) -> list[Batch]:
        """The test part, from the front, at most `limit` images, `size` at a time."""
        if self.data is None:
            return []
        part = self.data.test
        count = len(part.labels) if limit is None else min(limit, len(part.labels))
        return [
            self._labelled(part, np.arange(start, min(start + size, count)))
            for start in range(0, count, size)
        ]

    def _open(self, source: Digits | IdxFolder, data: ImageSet) -> None:
        part = _part_of(data, source)
        count = len(part.labels)
        if not 1 <= source.batch_size <= count:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "batch_size", lowest=1, highest=count,
                actual=source.batch_size,
            )  # fmt: skip
        if source.index is not None and not 0 <= source.index < count:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "index", lowest=0, highest=count - 1,
                actual=source.index,
            )  # fmt: skip
        self.data, self._part = data, part
        if source.index is not None:
            self._go_to(np.array([source.index]))
        else:
            self._order = BatchOrder(count, source.batch_size, source.seed)
            self._go_to(self._order.next())

    def _go_to(self, indices: np.ndarray) -> None:
        self._indices, self._batch = indices, self._take(indices)

    def _take(self, indices: np.ndarray) -> Batch:
        assert self._part is not None  # noqa: S101 - only called once a data set is open
        return self._labelled(self._part, indices)

    def _labelled(self, part: ImagePart, indices: np.ndarray) -> Batch:
        images = torch.from_numpy(as_input(part.images[indices])).to(self._device)
        labels = torch.from_numpy(part.labels[indices]).to(self._device)
        return Batch(images, _one_hot(labels), labels, tuple(indices.tolist()))

    def _random(self, own_seed: int | None, seed: int) -> Batch:
        with torch.random.fork_rng(devices=[]):
            torch.default_generator.manual_seed(seed if own_seed is None else own_seed)
            if own_seed is None:
                Net()  # draws its parameters first, as the tutorial does
            images = torch.randn(1, 1, SIDE, SIDE)
            target = torch.randn(CLASSES).view(1, -1)
        return Batch(images.to(self._device), target.to(self._device), None)

    def _picture(self, picture: Picture) -> Batch:
        pixels = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(1, SIDE, SIDE)
        images = torch.from_numpy(as_input(pixels)).to(self._device)
        if picture.label is None:
            return Batch(images, None, None)
        labels = torch.tensor([picture.label], device=self._device)
        return Batch(images, _one_hot(labels), labels)


def _part_of(data: ImageSet, source: InputSource) -> ImagePart:
    part = source.part if isinstance(source, Digits | IdxFolder) else Part.TRAIN
    return data.train if part is Part.TRAIN else data.test


def _one_hot(labels: Tensor) -> Tensor:
    return functional.one_hot(labels, CLASSES).to(torch.float32)
