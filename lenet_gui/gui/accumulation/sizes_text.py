"""The sizes of micro-batches as text: ``8, 8, 8`` or ``4 x 8, 2``."""

import re
from collections.abc import Sequence
from itertools import groupby

from lenet_gui.core.program import MAX_MICRO_BATCHES

_PART = re.compile(r"(?:(\d{1,4})\s*[x×*]\s*)?(\d{1,6})", re.ASCII)


class SizesError(ValueError):
    """A text is not a list of sizes.

    Attributes:
        part: the part that cannot be read; empty: there is nothing between two commas, or at all.
    """

    def __init__(self, part: str) -> None:
        super().__init__(f"not a size: {part!r}")
        self.part = part


def parse_sizes(text: str) -> tuple[int, ...]:
    """Read sizes with commas between them; ``4 x 8`` stands for ``8, 8, 8, 8``.

    Raises:
        SizesError: a part is neither a whole number nor such a product.
    """
    sizes: list[int] = []
    for part in text.replace("，", ",").split(","):  # as a Chinese keyboard types it, too
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise SizesError(part.strip())
        times = int(found[1] or 1)
        # One too many is enough to be refused, however many were asked for.
        sizes += [int(found[2])] * min(times, MAX_MICRO_BATCHES + 1)
    return tuple(sizes)


def sizes_text(sizes: Sequence[int]) -> str:
    """Write sizes so that `parse_sizes` reads them again, long runs as products."""
    parts = []
    for size, run in groupby(sizes):
        times = len(list(run))
        parts += [f"{times} x {size}"] if times > 2 else [str(size)] * times
    return ", ".join(parts)
