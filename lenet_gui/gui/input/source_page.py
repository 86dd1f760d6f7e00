"""A page on which one kind of input is chosen, and the simplest of them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.inputs import InputSource, RandomImage

MAX_SEED = 2**31 - 1
"""Largest seed that a spin box takes."""


def narrow_spin(spin: QSpinBox) -> None:
    """Let a spin box become narrower than its largest number, which nobody types."""
    spin.setMinimumWidth(spin.fontMetrics().horizontalAdvance("0") * 11)


class SourcePage(QWidget):
    """Base of the pages."""

    changed = Signal()
    """A person changed something."""

    problem_found = Signal(object)
    """An exception of something that the person asked for, such as an `InputError`."""

    def source(self) -> InputSource | None:
        """What the page says; ``None``: something is missing, see `missing`."""
        raise NotImplementedError

    def missing(self) -> str:
        """What a person still has to do, in one sentence; asked for only where it is so."""
        return ""

    def takes(self, source: InputSource) -> bool:
        """Whether this page is for that kind of source."""
        raise NotImplementedError

    def show_source(self, source: InputSource) -> None:
        """Fill the page in; only for a source that it takes."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set the texts again."""

    def restyle(self) -> None:
        """Follow the size of the writing and the theme."""


class RandomPage(SourcePage):
    """The tutorial's input: random numbers, with ten random numbers for a target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("input_random_page")
        self._words = QLabel(self)
        self._words.setObjectName("input_random_words")
        self._words.setWordWrap(True)
        self._own = QCheckBox(self)
        self._own.setObjectName("input_random_own_seed")
        self._seed = QSpinBox(self)
        self._seed.setObjectName("input_random_seed")
        self._seed.setRange(0, MAX_SEED)
        self._seed.setEnabled(False)
        self._own.clicked.connect(self._switch)
        self._seed.valueChanged.connect(self.changed)
        row = QHBoxLayout()
        row.addWidget(self._own)
        row.addWidget(self._seed)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addLayout(row)

    @override
    def source(self) -> RandomImage:
        return RandomImage(self._seed.value() if self._own.isChecked() else None)

    @override
    def takes(self, source: InputSource) -> bool:
        return isinstance(source, RandomImage)

    @override
    def show_source(self, source: InputSource) -> None:
        if isinstance(source, RandomImage):
            self._own.setChecked(source.seed is not None)
            self._seed.setValue(min(source.seed or 0, MAX_SEED))
            self._seed.setEnabled(source.seed is not None)

    @override
    def retranslate(self) -> None:
        self._words.setText(
            self.tr(
                "The tutorial's input: one image of random numbers, and ten random numbers as its "
                "target. Without a seed of its own it is drawn right after the network."
            )
        )
        self._own.setText(self.tr("Seed of its own"))
        self._own.setAccessibleName(self._own.text())
        self._seed.setAccessibleName(self.tr("Seed of the random image"))

    @override
    def restyle(self) -> None:
        narrow_spin(self._seed)

    @Slot(bool)
    def _switch(self, own: bool) -> None:
        self._seed.setEnabled(own)
        self.changed.emit()
