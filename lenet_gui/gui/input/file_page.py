"""The page for a picture from a file."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.errors import InputError
from lenet_gui.core.inputs import InputSource, Picture
from lenet_gui.gui.input.image_file import read_grey
from lenet_gui.gui.input.picture_page import Grey, PicturePage


class FilePage(PicturePage):
    """A picture from a PNG, JPEG or BMP file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("input_file", like_digits=False, parent=parent)
        self._path: Path | None = None
        self._grey: Grey | None = None
        self._choose = QPushButton(self)
        self._choose.setObjectName("input_file_choose")
        self._choose.clicked.connect(self._ask)
        self._name = QLabel(self)
        self._name.setObjectName("input_file_name")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        below = QHBoxLayout()
        controls = self.controls()
        controls.addStretch(1)
        below.addLayout(controls)
        below.addLayout(self.result(), 1)
        column.addLayout(below, 1)
        self.setTabOrder(self._choose, self.digit)
        self.prepare()

    @override
    def grey(self) -> Grey | None:
        return self._grey

    @override
    def picture_name(self) -> str:
        return "" if self._path is None else self._path.name

    @override
    def takes(self, source: InputSource) -> bool:
        return isinstance(source, Picture) and bool(source.name)

    @override
    def missing(self) -> str:
        return self.tr("Choose a picture, or drop one here.")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._choose.setText(self.tr("Choose…"))
        self._choose.setAccessibleName(self.tr("Choose a picture"))
        self._name.setAccessibleName(self.tr("Name of the file"))
        self._name.setText(self.picture_name() or self.tr("PNG, JPEG or BMP"))

    def open_file(self, path: Path) -> bool:
        """Read a picture; whether it could be read. The one before stays where not."""
        try:
            self._grey = read_grey(path)
        except InputError as error:
            self.problem_found.emit(error)
            return False
        self._path = path
        self._name.setText(path.name)
        self.prepare()
        return self._pixels is not None

    @Slot()
    def _ask(self) -> None:
        start = "" if self._path is None else str(self._path.parent)
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.bmp)"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), start, kinds)
        if path:
            self.open_file(Path(path))
