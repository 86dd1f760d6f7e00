"""What the pages for one picture share: which digit it is, and how it is prepared."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core import picture
from lenet_gui.core.errors import InputError
from lenet_gui.core.inputs import CLASSES, SIDE, InputSource, Picture
from lenet_gui.gui.input.source_page import SourcePage
from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.network.tile_view import TileView

Grey = npt.NDArray[np.uint8]


class PicturePage(SourcePage):
    """Which digit it is, how it is prepared, and what the network will get."""

    def __init__(self, name: str, *, like_digits: bool, parent: QWidget | None = None) -> None:
        """Build the controls that a file and a drawing share.

        Args:
            name: goes before the object names.
            like_digits: whether the picture is made to look like the digits at first.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(f"{name}_page")
        self._pixels: bytes | None = None
        self._label = QLabel(self)
        self._label.setObjectName(f"{name}_digit_label")
        self.digit = QComboBox(self)
        self.digit.setObjectName(f"{name}_digit")
        self.digit.addItems(["", *(str(digit) for digit in range(CLASSES))])
        self.digit.activated.connect(self.changed)
        self._label.setBuddy(self.digit)
        self.like_digits = QCheckBox(self)
        self.like_digits.setObjectName(f"{name}_like_digits")
        self.like_digits.setChecked(like_digits)
        self.like_digits.clicked.connect(self.prepare)
        self._preview = TileView(self, scale=Scale.INK)
        self._preview.setObjectName(f"{name}_preview")
        self._preview.setMinimumSize(2 * SIDE + 8, 2 * SIDE + 8)
        policy = self._preview.sizePolicy()
        policy.setHeightForWidth(False)  # else the page could not be lower than it likes
        self._preview.setSizePolicy(policy)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # to look at, not to read out
        self._preview.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._preview_label = QLabel(self)
        self._preview_label.setObjectName(f"{name}_preview_label")
        self._preview_label.setBuddy(self._preview)

    @property
    def label(self) -> int | None:
        """The digit that it shows; ``None``: not said."""
        index = self.digit.currentIndex()
        return index - 1 if index > 0 else None

    def grey(self) -> Grey | None:
        """The picture before it is prepared; ``None``: there is none."""
        raise NotImplementedError

    def picture_name(self) -> str:
        """The file's name; empty for a drawing."""
        return ""

    @override
    def source(self) -> Picture | None:
        if self._pixels is None:
            return None
        return Picture(self._pixels, self.label, self.picture_name())

    @override
    def show_source(self, source: InputSource) -> None:
        """Fill in the digit; the picture itself is not undone into strokes or a file."""
        if isinstance(source, Picture):
            self.digit.setCurrentIndex(0 if source.label is None else source.label + 1)

    @override
    def retranslate(self) -> None:
        self._label.setText(self.tr("Which digit is it?"))
        self.digit.setItemText(0, self.tr("no target"))
        self.digit.setAccessibleName(self.tr("Which digit is it?"))
        self.digit.setToolTip(self.tr("Without a target there is an output, but no loss."))
        self.like_digits.setText(self.tr("Prepare like the digits"))
        self.like_digits.setAccessibleName(self.like_digits.text())
        self.like_digits.setToolTip(
            self.tr("Same height, width and thickness of strokes as the digits it learns from")
        )
        self._preview_label.setText(self.tr("What the network gets"))
        self._preview.setAccessibleName(self.tr("The picture as the network gets it"))

    @Slot()
    def prepare(self) -> None:
        """Bring the picture into the network's form, and show it."""
        grey = self.grey()
        try:
            self._pixels = None if grey is None else self._prepared(grey)
        except InputError as error:
            self._pixels = None
            self.problem_found.emit(error)
        pixels = np.frombuffer(self._pixels or bytes(SIDE * SIDE), dtype=np.uint8)
        shown = pixels.reshape(SIDE, SIDE).astype(np.float32)
        shown /= 255
        self._preview.show_values(shown)
        self.changed.emit()

    def controls(self) -> QVBoxLayout:
        """The widgets that say what the picture shows and how it is prepared."""
        column = QVBoxLayout()
        column.addWidget(self._label)
        column.addWidget(self.digit, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.like_digits)
        return column

    def result(self) -> QVBoxLayout:
        """The picture as the network gets it, with its heading."""
        column = QVBoxLayout()
        column.addWidget(self._preview_label)
        column.addWidget(self._preview, 1)
        return column

    def _prepared(self, grey: Grey) -> bytes:
        if self.like_digits.isChecked():
            return picture.prepare_like_digits(grey, self.picture_name())
        return picture.prepare(grey, self.picture_name())
