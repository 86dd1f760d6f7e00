"""Where the network's input comes from, as plain data.

A source says what to feed; ``core.batches`` turns it into arrays. Nothing here imports torch.
"""

from dataclasses import dataclass
from enum import StrEnum

SIDE = 32
"""Height and width, in pixels, of the image that LeNet takes."""

CLASSES = 10
"""The digits 0 to 9."""


class Part(StrEnum):
    """The two parts of a data set."""

    TRAIN = "train"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class InputSource:
    """Base of all sources."""


@dataclass(frozen=True, slots=True)
class RandomImage(InputSource):
    """The tutorial's ``torch.randn(1, 1, 32, 32)`` with target ``torch.randn(10).view(1, -1)``.

    Attributes:
        seed: seed of the two draws. ``None``: they follow the network's own initialisation, from
            the same stream of random numbers, as in the tutorial.
    """

    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Digits(InputSource):
    """The handwritten digits shipped with the program (UCI optical digits, CC BY 4.0).

    Attributes:
        batch_size: images in a batch, at least 1; the last batch of an epoch may be smaller.
        seed: seed of the order in which the images are drawn; the split into the two parts is
            fixed and does not depend on it.
        index: one image of the part, fed again and again; ``None``: shuffled batches.
        part: which part the batches come from.
    """

    batch_size: int = 1
    seed: int = 0
    index: int | None = None
    part: Part = Part.TRAIN


@dataclass(frozen=True, slots=True)
class IdxFolder(InputSource):
    """A folder with MNIST's four IDX files, plain or gzipped. Fields as in `Digits`."""

    path: str
    batch_size: int = 1
    seed: int = 0
    index: int | None = None
    part: Part = Part.TRAIN


@dataclass(frozen=True, slots=True)
class Picture(InputSource):
    """One picture from a file or from the drawing pad.

    Attributes:
        pixels: 32 x 32 bytes, row by row; 0 is background, 255 is ink.
        label: the digit it shows, 0 to 9; ``None``: unknown, so there is no target.
        name: the file's name; empty for a drawing.
    """

    pixels: bytes
    label: int | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if len(self.pixels) != SIDE * SIDE:
            raise ValueError(f"a picture has {SIDE * SIDE} pixels, not {len(self.pixels)}")
        if self.label is not None and not 0 <= self.label < CLASSES:
            raise ValueError(f"a label is a digit, not {self.label}")
