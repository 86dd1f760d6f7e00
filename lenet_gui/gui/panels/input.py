"""The Input panel: what is fed in, and where the next input comes from."""

from pathlib import Path
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.commands import LoadInput, NextBatch, ShowSample
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.snapshot import InputView, Snapshot
from lenet_gui.gui.input.input_facts import InputFacts
from lenet_gui.gui.input.source_chooser import SourceChooser
from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.network.tile_page import TilePage
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.sessions.file_names import is_session
from lenet_gui.gui.widgets.fitting_scroll import FittingScroll
from lenet_gui.gui.widgets.turning_splitter import TurningSplitter

translate = QCoreApplication.translate


class InputPanel(Panel):
    """The present input, enlarged and in words; and a page to choose another one."""

    key: ClassVar[str] = "input"
    area: ClassVar[Area] = Area.LEFT_TOP
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: InputSource | None = None
        self._image = TilePage("input_image", self)
        self._image.number_chosen.connect(self._explain_pixel)
        self._facts = InputFacts(self)
        self._sample = QSpinBox(self)
        self._sample.setObjectName("input_sample")
        self._sample.setKeyboardTracking(False)
        self._sample.valueChanged.connect(self._issue_sample)
        self._sample_label = QLabel(self)
        self._sample_label.setObjectName("input_sample_label")
        self._sample_label.setBuddy(self._sample)
        self._next = QPushButton(self)
        self._next.setObjectName("input_next_batch")
        self._next.setToolTip(pytorch_line(NextBatch()))
        self._next.clicked.connect(self._issue_next_batch)
        self.chooser = SourceChooser(self)
        self.chooser.source_chosen.connect(self._issue_source)
        self.chooser.problem_found.connect(self.problem_found)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("input_tabs")
        self._tabs.setDocumentMode(True)
        self.setAcceptDrops(True)
        self._lay_out()
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("InputPanel", "Input")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        view = snapshot.input
        if view.source != self._source:
            # Only when the trainer's own changed: what is being chosen stays.
            self._source = view.source
            self.chooser.show_source(view.source)
        self._show_pixels(view)
        self._facts.show_input(view)
        self._show_batch(view)

    @override
    def retranslate(self) -> None:
        self._tabs.tabBar().setAccessibleName(self.tr("Parts of the input panel"))
        self._tabs.setTabText(0, self.tr("Present input"))
        self._tabs.setTabText(1, self.tr("Choose another"))
        self._image.view.setAccessibleName(self.tr("The shown image"))
        self._image.retranslate()
        self._facts.setAccessibleName(self.tr("About the present input"))
        self._sample_label.setText(self.tr("Image"))
        self._sample.setAccessibleName(self.tr("Shown image of the batch"))
        self._sample.setToolTip(self.tr("Whose activations and outputs the panels show"))
        self._next.setText(self.tr("Next batch"))
        self._next.setAccessibleName(self.tr("Next batch"))
        self.chooser.retranslate()

    @override
    def restyle(self) -> None:
        self._image.restyle()
        self.chooser.restyle()

    def set_folder(self, path: str) -> None:
        """Fill in the folder with IDX files, as remembered from the last time."""
        self.chooser.folder.set_folder(path)

    def _show_pixels(self, view: InputView) -> None:
        random = isinstance(view.source, RandomImage)
        # Ink looks like ink; random numbers have two signs. A negative number needs both, too.
        plain = not random and not bool(np.any(view.pixels < 0))
        scale = Scale.INK if plain else Scale.DIVERGING
        self._image.show_values("input", view.pixels, scale, (view.sample, 0))

    def _show_batch(self, view: InputView) -> None:
        several = view.batch_size > 1
        self._sample_label.setVisible(several)
        self._sample.setVisible(several)
        if not self._sample.hasFocus() or not self._sample.lineEdit().isModified():
            self._sample.blockSignals(True)
            self._sample.setRange(0, max(0, view.batch_size - 1))
            self._sample.setSuffix(f" / {view.batch_size - 1}")
            self._sample.setValue(view.sample)
            self._sample.blockSignals(False)
        self._next.setVisible(view.batches > 0)

    @Slot(object)
    def _explain_pixel(self, index: tuple[int, ...]) -> None:
        if self.snapshot is not None:
            place = (self.snapshot.input.sample, 0, *index)
            self.number_chosen.emit(Element(Quantity.ACTIVATION, "input", place))

    @Slot(int)
    def _issue_sample(self, index: int) -> None:
        self.command_issued.emit(ShowSample(index))

    @Slot()
    def _issue_next_batch(self) -> None:
        self.command_issued.emit(NextBatch())

    @Slot(object)
    def _issue_source(self, source: InputSource) -> None:
        self.command_issued.emit(LoadInput(source))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._sample_label)
        foot.addWidget(self._sample)
        foot.addStretch(1)
        foot.addWidget(self._next)
        facts = FittingScroll(self._facts, "input_facts_scroll")
        facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        present = QWidget(self)
        column = QVBoxLayout(present)
        column.setContentsMargins(6, 6, 6, 0)
        column.addWidget(
            TurningSplitter(self._image, facts, (0.6, 0.55), ratio=1.0, characters=30), 1
        )
        column.addLayout(foot)
        self._tabs.addTab(present, "")
        self._tabs.addTab(self.chooser, "")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 6, 6, 6)
        outer.addWidget(self._tabs)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.chooser.open_path(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The one file or folder of this machine that is dragged; ``None``: something else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return None if is_session(path) else path  # which the window opens
