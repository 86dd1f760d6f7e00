"""The page for a digit drawn by hand."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.inputs import InputSource, Picture
from lenet_gui.gui.input.drawing_pad import DrawingPad
from lenet_gui.gui.input.picture_page import Grey, PicturePage

PAD = 120
"""Least side of the drawing pad, in pixels: beside the rest it fits in a narrow dock."""


class DrawingPage(PicturePage):
    """A digit drawn by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("input_drawing", like_digits=True, parent=parent)
        self.pad = DrawingPad(self)
        self.pad.setMinimumSize(PAD, PAD)
        self.pad.changed.connect(self._take_drawing)
        self._undo = QPushButton(self)
        self._undo.setObjectName("input_drawing_undo")
        self._undo.clicked.connect(self.pad.undo)
        self._clear = QPushButton(self)
        self._clear.setObjectName("input_drawing_clear")
        self._clear.clicked.connect(self.pad.clear)
        buttons = QHBoxLayout()
        buttons.addWidget(self._undo)
        buttons.addWidget(self._clear)
        left = QVBoxLayout()
        left.addWidget(self.pad, 1)
        left.addLayout(buttons)
        right = self.controls()
        right.addLayout(self.result(), 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(left, 1)
        self._row.addLayout(right, 1)
        self.setTabOrder(self.pad, self._undo)
        self.setTabOrder(self._undo, self._clear)
        self.setTabOrder(self._clear, self.digit)
        self._take_drawing()

    @override
    def grey(self) -> Grey | None:
        return None if self.pad.is_empty() else self.pad.grey()

    @override
    def takes(self, source: InputSource) -> bool:
        return isinstance(source, Picture) and not source.name

    @override
    def missing(self) -> str:
        return self.tr("Draw a digit first.")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._undo.setText(self.tr("Undo"))
        self._clear.setText(self.tr("Clear"))
        self._undo.setAccessibleName(self.tr("Undo the last stroke"))
        self._clear.setAccessibleName(self.tr("Clear the drawing"))

    @Slot()
    def _take_drawing(self) -> None:
        self._undo.setEnabled(self.pad.can_undo())
        self._clear.setEnabled(not self.pad.is_empty())
        self.prepare()

    @override
    def minimumSizeHint(self) -> QSize:
        # As if upright: a narrow panel turns it so, see resizeEvent.
        wide = max(self.pad.minimumWidth(), self.like_digits.sizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        needed = self.pad.minimumWidth() + self.like_digits.sizeHint().width() + 8
        direction = QBoxLayout.Direction
        wide = event.size().width() >= needed
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        super().resizeEvent(event)
