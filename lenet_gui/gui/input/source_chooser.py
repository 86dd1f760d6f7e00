"""Chooses where the input comes from: a page for each kind of source, and one button."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lenet_gui.core.commands import LoadInput
from lenet_gui.core.inputs import InputSource
from lenet_gui.core.lines import pytorch_line
from lenet_gui.gui.input.data_set_page import DigitsPage
from lenet_gui.gui.input.drawing_page import DrawingPage
from lenet_gui.gui.input.file_page import FilePage
from lenet_gui.gui.input.folder_page import FolderPage
from lenet_gui.gui.input.source_page import RandomPage, SourcePage
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.program.code_line import CodeLine
from lenet_gui.gui.widgets.fitting_scroll import FittingScroll
from lenet_gui.gui.writing import set_writing


class SourceChooser(QWidget):
    """A list of the kinds of source, the chosen one's page, and the button that takes it."""

    source_chosen = Signal(object)
    """A person chose an `InputSource`."""

    problem_found = Signal(object)
    """An exception of something that the person asked for, such as an `InputError`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("input_chooser")
        self._kind = QComboBox(self)
        self._kind.setObjectName("input_kind")
        shrinkable = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._kind.setSizeAdjustPolicy(shrinkable)
        self._kind.setMinimumContentsLength(14)
        self._kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kind_label = QLabel(self)
        self._kind_label.setObjectName("input_kind_label")
        self._kind_label.setBuddy(self._kind)
        self.random = RandomPage(self)
        self.digits = DigitsPage(self)
        self.folder = FolderPage(self)
        self.file = FilePage(self)
        self.drawing = DrawingPage(self)
        self._pages: tuple[SourcePage, ...] = (
            self.random,
            self.digits,
            self.folder,
            self.file,
            self.drawing,
        )
        for page in self._pages:
            self._kind.addItem("")
            page.changed.connect(self._preview)
            page.problem_found.connect(self.problem_found)
        self._kind.currentIndexChanged.connect(self._turn_page)
        self._line = CodeLine("input_line", self)
        self._missing = QLabel(self)
        self._missing.setObjectName("input_missing")
        self._missing.setWordWrap(True)
        self._use = QPushButton(self)
        self._use.setObjectName("input_use")
        self._use.clicked.connect(self.choose)
        self._lay_out()
        self._turn_page()

    @property
    def page(self) -> SourcePage:
        """The page on top."""
        return self._pages[max(0, self._kind.currentIndex())]

    def show_source(self, source: InputSource) -> None:
        """Turn to a source's page and fill it in."""
        for page in self._pages:
            if page.takes(source):
                page.show_source(source)
                self.turn_to(page)
        self._preview()

    def turn_to(self, page: SourcePage) -> None:
        """Bring a page to the top."""
        self._kind.setCurrentIndex(self._pages.index(page))

    def open_path(self, path: Path) -> None:
        """Take a folder with IDX files or a picture, such as one that was dropped."""
        if path.is_dir():
            self.folder.set_folder(str(path))
            self.turn_to(self.folder)
            self.choose()
        elif self.file.open_file(path):
            self.turn_to(self.file)
            self.choose()

    def retranslate(self) -> None:
        """Set the texts again."""
        self._kind_label.setText(self.tr("Source"))
        self._kind.setAccessibleName(self.tr("Kind of source"))
        for index, text in enumerate(
            (
                self.tr("Random image"),
                self.tr("Handwritten digits"),
                self.tr("Folder with MNIST's files"),
                self.tr("Picture file"),
                self.tr("Drawing"),
            )
        ):
            self._kind.setItemText(index, text)
        self._use.setText(self.tr("Use as input"))
        self._use.setAccessibleName(self.tr("Use this source as the input"))
        self._line.setAccessibleName(self.tr("Line of PyTorch that the button runs"))
        self._missing.setAccessibleName(self.tr("What is missing"))
        for page in self._pages:
            page.retranslate()
        self._preview()

    def restyle(self) -> None:
        """Follow the size of the writing and the theme."""
        self._line.restyle(colours(self.palette()).accent)
        set_writing(self._missing, colours(self.palette()).notice)
        self._kind.setMaximumWidth(40 * self.fontMetrics().averageCharWidth())
        for page in self._pages:
            page.restyle()

    @Slot()
    def choose(self) -> None:
        """Take what the page on top says, if nothing is missing."""
        source = self.page.source()
        if source is not None:
            self.source_chosen.emit(source)

    @Slot()
    def _turn_page(self) -> None:
        for page in self._pages:
            page.setVisible(page is self.page)
        self._preview()

    @Slot()
    def _preview(self) -> None:
        source = self.page.source()
        self._use.setEnabled(source is not None)
        self._line.show_line("" if source is None else pytorch_line(LoadInput(source)))
        self._missing.setText("" if source is not None else self.page.missing())
        self._missing.setVisible(source is None)

    def _lay_out(self) -> None:
        pages = QWidget(self)
        stack = QVBoxLayout(pages)
        stack.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            stack.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self._kind_label)
        head.addWidget(self._kind, 1)
        head.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self._use)
        foot.addWidget(self._missing, 1)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 0)
        column.addLayout(head)
        column.addWidget(FittingScroll(pages, "input_scroll"))
        column.addWidget(self._line)
        column.addLayout(foot)
        column.addStretch(1)
