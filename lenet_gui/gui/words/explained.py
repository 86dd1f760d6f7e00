"""The form of an explanation: the same for every error."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from lenet_gui.gui.words.changes import Part, part_name

translate = QCoreApplication.translate

Facts = Mapping[str, str]
"""Details of an error by name; one that is not known is a question mark."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a call failed.

    Attributes:
        headline: what happened here, in one sentence.
        part: the part of the machine that it is about; ``None``: none of the four.
        cures: what helps, and what each cure costs.
        myth: the belief that often lies behind it; empty: none.
    """

    headline: str
    part: Part | None
    cures: str
    myth: str = ""

    def paragraphs(self) -> tuple[str, ...]:
        """What follows PyTorch's own words."""
        parts = []
        if self.part is not None:
            pattern = translate("explained", "Part of the machine: {part}.")
            parts.append(pattern.format(part=part_name(self.part)))
        parts.append(self.cures)
        if self.myth:
            parts.append(translate("explained", "Often behind it: {myth}").format(myth=self.myth))
        return tuple(parts)
