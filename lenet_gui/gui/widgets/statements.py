"""An expression with what Python prints for it, and where the numbers stand in the print."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from lenet_gui.core.explanation import Element
from lenet_gui.core.snapshot import Array
from lenet_gui.gui.words.tensor_text import printed_places, tensor_text

Printed = Array | Callable[[int], str] | None

_NUMBER = re.compile(r"-?(?:nan|inf|\d+\.?\d*(?:e[+-]\d+)?)")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One expression.

    Attributes:
        expression: as a script would write it.
        value: its value: a tensor, ``None``, or a function from the width of a line to what is
            printed, in which a tensor comes first.
        of: what the tensor's numbers are of; its index is what goes before each one's own;
            ``None``: nothing of them can be explained.
        shape: of the tensor, where a function prints it.
    """

    expression: str
    value: Printed
    of: Element | None = None
    shape: tuple[int, ...] | None = None

    def text(self, width: int) -> str:
        """What the interpreter would show, in lines of so many characters."""
        return f"{self._prompt}{self._printed(width)}"

    def numbers(self, width: int) -> Iterator[tuple[int, int, Element]]:
        """Where each number begins and ends in that text, and which it is."""
        shape = self.value.shape if isinstance(self.value, np.ndarray) else self.shape
        if self.of is None or shape is None:
            return
        found = _NUMBER.finditer(self.text(width), len(self._prompt))
        for place, number in zip(printed_places(shape), found, strict=False):
            element = replace(self.of, index=(*self.of.index, *place))
            yield number.start(), number.end(), element

    @property
    def _prompt(self) -> str:
        return f">>> {self.expression}\n"

    def _printed(self, width: int) -> str:
        return self.value(width) if callable(self.value) else tensor_text(self.value, width)
