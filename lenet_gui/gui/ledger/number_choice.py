"""Chooses one number of a tensor by its indices, or none."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from lenet_gui.core.snapshot import Array


class NumberChoice(QLineEdit):
    """A line for the indices of one number, such as ``0, 3``; empty: the whole tensor."""

    chosen = Signal()
    """Another number was chosen, or none; `index` and `problem` tell."""

    def __init__(self, parent: QWidget | None = None, name: str = "ledger_number") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMaxLength(60)
        self._shape: tuple[int, ...] = ()
        self.textEdited.connect(lambda _text: self.chosen.emit())

    @property
    def index(self) -> int | None:
        """The place of the number in the flattened tensor; ``None``: none, or not yet."""
        places = self.places
        return None if places is None else int(np.ravel_multi_index(places, self._shape))

    @property
    def places(self) -> tuple[int, ...] | None:
        """The number's indices; ``None``: none, or not yet."""
        parts = self.text().replace("，", ",").strip().strip("[]()").split(",")
        if len(parts) != len(self._shape):
            return None
        places = []
        for part, size in zip(parts, self._shape, strict=True):
            text = part.strip()
            if not (text.isascii() and text.isdigit()) or int(text) >= size:
                return None
            places.append(int(text))
        return tuple(places)

    @property
    def problem(self) -> str:
        """What is wrong with what is typed; empty: nothing."""
        if not self.text().strip() or self.places is not None:
            return ""
        ranges = ", ".join(self.tr("0 to {last}").format(last=size - 1) for size in self._shape)
        return self.tr("Indices, one for each dimension: {ranges}").format(ranges=ranges)

    def set_shape(self, shape: tuple[int, ...]) -> None:
        """Choose in a tensor of this shape; what does not fit in it is taken away."""
        if shape != self._shape:
            self._shape = shape
            if self.places is None:
                self.clear()

    def choose(self, index: int) -> None:
        """Choose the number at a place of the flattened tensor."""
        self.setText(", ".join(str(int(i)) for i in np.unravel_index(index, self._shape)))
        self.chosen.emit()

    def choose_largest(self, values: Array) -> None:
        """Choose the number that is largest in magnitude among the tensor's values."""
        # What is not finite is larger than all else, and the first of it is what to look at.
        self.choose(int(np.argmax(np.where(np.isfinite(values), np.abs(values), np.inf))))

    def retranslate(self) -> None:
        """Set every text again."""
        self.setPlaceholderText(self.tr("norm"))
        self.setAccessibleName(self.tr("Indices of one number; empty: the norm of all"))
        self.setToolTip(
            self.tr(
                "Empty: the bands add up to the norm. With indices such as 0, 3: they add up to "
                "that one number."
            )
        )
