"""The window of a convolution as tiles: what lies below, the kernel, and their products."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from lenet_gui.core.explanation import Explanation
from lenet_gui.gui.inspector.fitted_tiles import FittedTiles
from lenet_gui.gui.inspector.term_grids import TermGrids, term_grids
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.explain_action import explain_tip
from lenet_gui.gui.writing import set_writing

PARTS = 3
"""Two factors and their product."""


class TermTiles(QWidget):
    """Hidden where the terms are those of no window."""

    number_chosen = Signal(object)
    """The `Element` of a factor, by a double click or Enter."""

    term_chosen = Signal(int)
    """A cell was chosen: which term it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_tiles")
        self._explanation: Explanation | None = None
        self._grids: TermGrids | None = None
        self.views: list[FittedTiles] = []
        self.captions: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        for part in range(PARTS):
            view, caption = FittedTiles(f"inspector_tiles_{part}", self), QLabel(self)
            caption.setObjectName(f"inspector_tiles_caption_{part}")
            caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            caption.setAlignment(Qt.AlignmentFlag.AlignLeft)
            view.cell_activated.connect(partial(self._activate, part))
            view.cell_chosen.connect(partial(self._choose, part))
            grid.addWidget(caption, 0, part)
            grid.addWidget(view, 1, part)
            grid.setColumnStretch(part, 1)
            self.views.append(view)
            self.captions.append(caption)
        self._more = QLabel(self)
        self._more.setObjectName("inspector_tiles_more")
        self._more.setWordWrap(True)
        grid.addWidget(self._more, 2, 0, 1, PARTS)
        self.hide()

    def show_terms(self, explanation: Explanation | None) -> None:
        """Show the window of an explanation, if it has one."""
        self._explanation = explanation
        self._grids = None if explanation is None else term_grids(explanation)
        self.setVisible(self._grids is not None)
        if self._grids is not None:
            for view, values in zip(self.views, self._grids.values, strict=True):
                view.show_values(values)
        self._write()

    def set_room(self, height: int) -> None:
        """Let the tiles be so high, in pixels, where that makes their cells larger."""
        for view in self.views:
            view.set_room(height)

    def retranslate(self) -> None:
        """Set every text again."""
        tip = explain_tip()
        for view in self.views:
            view.setToolTip(tip)
        self._write()

    def restyle(self) -> None:
        """Take on the colours."""
        for label in (*self.captions, self._more):
            set_writing(label, colours(self.palette()).muted)

    def _write(self) -> None:
        grids = self._grids
        if grids is None:
            return
        for view, caption, name in zip(self.views, self.captions, grids.names, strict=True):
            words = name or self.tr("= product")
            caption.setText(words)
            caption.setToolTip(words)
            view.setAccessibleName(words)
        self._more.setVisible(bool(grids.left_out))
        self._more.setText(
            self.tr("Shown are those of the image or channel with the largest term.")
        )

    def _term(self, index: tuple[int, ...]) -> int:
        assert self._grids is not None  # noqa: S101 - there is a cell
        return int(self._grids.terms[index])

    def _activate(self, part: int, index: tuple[int, ...]) -> None:
        assert self._explanation is not None  # noqa: S101 - there is a cell
        factors = self._explanation.factors
        found = [
            column.element(self._term(index)) for column in factors[part : part + 1] or factors
        ]
        element = next((element for element in found if element is not None), None)
        if element is not None:
            self.number_chosen.emit(element)

    def _choose(self, part: int, _centre: QPoint) -> None:
        index = self.views[part].pointed
        if index is not None and self._grids is not None:
            self.term_chosen.emit(self._term(index))
