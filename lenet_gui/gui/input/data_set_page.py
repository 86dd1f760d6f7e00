"""The page for a data set, and that for the shipped digits."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.digits import COUNT, TRAIN_COUNT
from lenet_gui.core.inputs import Digits, InputSource, Part
from lenet_gui.gui.input.source_page import MAX_SEED, SourcePage, narrow_spin

MAX_IMAGES = 1_000_000
"""More than any folder within the reader's limits holds; the trainer checks the real number."""


class DataSetPage(SourcePage):
    """Which part, and one image again and again or shuffled batches."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Build the controls.

        Args:
            name: goes before the object names.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(f"{name}_page")
        self.part_box = QComboBox(self)
        self.part_box.setObjectName(f"{name}_part")
        self._mode = QComboBox(self)
        self._mode.setObjectName(f"{name}_mode")
        for box in (self.part_box, self._mode):
            box.addItems(["", ""])
            box.setMinimumContentsLength(10)
            box.activated.connect(self._update)
        self._index = self._make_spin(f"{name}_index", 0, 0)
        self._size = self._make_spin(f"{name}_batch_size", 1, 16)
        self._seed = self._make_spin(f"{name}_seed", 0, 0)
        self._rows = QFormLayout()
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._labels: list[QLabel] = []
        for widget in (self.part_box, self._mode, self._index, self._size, self._seed):
            label = QLabel(self)
            label.setObjectName(f"{widget.objectName()}_label")
            label.setBuddy(widget)
            self._labels.append(label)
            self._rows.addRow(label, widget)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._rows)
        self._limit()

    @property
    def part(self) -> Part:
        """The chosen part."""
        return tuple(Part)[max(0, self.part_box.currentIndex())]

    @property
    def index(self) -> int | None:
        """The one image; ``None``: batches."""
        return self._index.value() if self._mode.currentIndex() == 0 else None

    @property
    def batch_size(self) -> int:
        """Images in a batch; 1 where there is one image."""
        return 1 if self.index is not None else self._size.value()

    @property
    def seed(self) -> int:
        """Seed of the order; 0 where there is one image."""
        return 0 if self.index is not None else self._seed.value()

    def count(self) -> int:
        """The most images that the chosen part can have."""
        return MAX_IMAGES

    def show_choice(self, part: Part, index: int | None, size: int, seed: int) -> None:
        """Fill in what both kinds of source share."""
        self.part_box.setCurrentIndex(tuple(Part).index(part))
        self._mode.setCurrentIndex(1 if index is None else 0)
        self._limit()
        if index is None:
            self._size.setValue(size)
            self._seed.setValue(min(seed, MAX_SEED))
        else:
            self._index.setValue(index)

    @override
    def retranslate(self) -> None:
        self.part_box.setItemText(0, self.tr("training part"))
        self.part_box.setItemText(1, self.tr("test part"))
        self._mode.setItemText(0, self.tr("one image, again and again"))
        self._mode.setItemText(1, self.tr("shuffled batches"))
        for label, text in zip(
            self._labels,
            (
                self.tr("Part"),
                self.tr("Feed"),
                self.tr("Image number"),
                self.tr("Batch size"),
                self.tr("Seed of the order"),
            ),
            strict=True,
        ):
            label.setText(text)
        self.part_box.setAccessibleName(self.tr("Part of the data set"))
        self._mode.setAccessibleName(self.tr("One image or batches"))
        self._index.setAccessibleName(self.tr("Image number"))
        self._size.setAccessibleName(self.tr("Batch size"))
        self._seed.setAccessibleName(self.tr("Seed of the order"))

    @override
    def restyle(self) -> None:
        for spin in (self._index, self._size, self._seed):
            narrow_spin(spin)

    @Slot()
    def _update(self) -> None:
        self._limit()
        self.changed.emit()

    def _limit(self) -> None:
        """Keep the numbers within the part, and show only those that count."""
        count, single = self.count(), self._mode.currentIndex() == 0
        self._index.setRange(0, count - 1)
        self._size.setRange(1, count)
        self._rows.setRowVisible(self._index, single)
        self._rows.setRowVisible(self._size, not single)
        self._rows.setRowVisible(self._seed, not single)

    def _make_spin(self, name: str, low: int, value: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setRange(low, MAX_SEED)
        spin.setValue(value)
        spin.valueChanged.connect(self.changed)
        return spin


class DigitsPage(DataSetPage):
    """The digits that come with the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("input_digits", parent)

    @override
    def source(self) -> Digits:
        return Digits(self.batch_size, self.seed, self.index, self.part)

    @override
    def takes(self, source: InputSource) -> bool:
        return isinstance(source, Digits)

    @override
    def show_source(self, source: InputSource) -> None:
        if isinstance(source, Digits):
            self.show_choice(source.part, source.index, source.batch_size, source.seed)

    @override
    def count(self) -> int:
        return TRAIN_COUNT if self.part is Part.TRAIN else COUNT - TRAIN_COUNT
