"""The page for a folder with MNIST's four files."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from lenet_gui.core.inputs import IdxFolder, InputSource
from lenet_gui.gui.input.data_set_page import DataSetPage


class FolderPage(DataSetPage):
    """A folder with MNIST's four IDX files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("input_folder", parent)
        self._path = QLineEdit(self)
        self._path.setObjectName("input_folder_path")
        self._path.textEdited.connect(self.changed)
        self._path.setMinimumWidth(6 * self.fontMetrics().height())
        self._choose = QPushButton(self)
        self._choose.setObjectName("input_folder_choose")
        self._choose.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self._path, 1)
        row.addWidget(self._choose)
        self.column.insertLayout(0, row)
        self.setTabOrder(self._path, self._choose)
        self.setTabOrder(self._choose, self.part_box)

    @override
    def source(self) -> IdxFolder | None:
        path = self._path.text().strip()
        return IdxFolder(path, self.batch_size, self.seed, self.index, self.part) if path else None

    @override
    def missing(self) -> str:
        return self.tr("Choose the folder that holds MNIST's four files.")

    @override
    def takes(self, source: InputSource) -> bool:
        return isinstance(source, IdxFolder)

    @override
    def show_source(self, source: InputSource) -> None:
        if isinstance(source, IdxFolder):
            self._path.setText(source.path)
            self.show_choice(source.part, source.index, source.batch_size, source.seed)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._path.setPlaceholderText(self.tr("Folder with train-images-idx3-ubyte …"))
        self._path.setAccessibleName(self.tr("Folder with MNIST's files"))
        self._choose.setText(self.tr("Choose…"))
        self._choose.setAccessibleName(self.tr("Choose the folder"))

    def set_folder(self, path: str) -> None:
        """Fill in a folder."""
        self._path.setText(path)
        self.changed.emit()

    @Slot()
    def _ask(self) -> None:
        path = QFileDialog.getExistingDirectory(
            self, self.tr("Folder with MNIST's four files"), self._path.text()
        )
        if path:
            self.set_folder(path)
