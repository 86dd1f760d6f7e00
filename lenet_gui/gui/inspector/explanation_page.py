"""How one number came about: the rule, its terms, what they come to, and the way to the loss."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.explanation import Explanation, Inspection, Missing
from lenet_gui.gui.inspector.sum_text import claims, facts_line, sum_table
from lenet_gui.gui.inspector.term_table import TermTable
from lenet_gui.gui.inspector.term_tiles import TermTiles
from lenet_gui.gui.inspector.way_view import WayView
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.words.missing_texts import why_missing
from lenet_gui.gui.words.number_text import count
from lenet_gui.gui.words.rule_texts import FORMULAS, rule_sentence
from lenet_gui.gui.writing import set_writing

TILES_SHARE = 0.4
"""Of the page's height, that the tiles of a window may take."""


class ExplanationPage(QScrollArea):
    """Read from above to below; what has no room is scrolled to."""

    number_chosen = Signal(object)
    """The `Element` of a part of the explanation."""

    unexplained = Signal(object)
    """A part cannot be explained: a function to the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_explanation")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts take the keys
        self._inspection: Inspection | None = None
        self.sentence = self._label("inspector_sentence")
        self.formula = self._label("inspector_formula")
        self.notes = self._label("inspector_notes")
        self.tiles = TermTiles(self)
        self._terms = self._label("inspector_terms_head")
        self._largest = QCheckBox(self)
        self._largest.setObjectName("inspector_largest_first")
        self._largest.setChecked(True)
        self.table = TermTable(self)
        self._last = QPushButton(self)
        self._last.setObjectName("inspector_last_deposit")
        self._last.setCheckable(True)
        self._bias = QPushButton(self)
        self._bias.setObjectName("inspector_bias")
        self.sum = self._label("inspector_sum")
        self.way = WayView(self)
        self._largest.toggled.connect(self._sort)
        self._bias.clicked.connect(self._choose_bias)
        self._last.clicked.connect(self._show_terms)
        for part in (self.tiles, self.table, self.way):
            part.number_chosen.connect(self.number_chosen)
        self.table.unexplained.connect(self.unexplained)
        self.tiles.term_chosen.connect(self.table.choose_term)
        self._lay_out()

    @property
    def explanation(self) -> Explanation | None:
        """What is shown; ``None``: a sentence says why there is none."""
        whole = None if self._inspection is None else self._inspection.explanation
        if whole is not None and whole.last is not None and self._last.isChecked():
            return whole.last
        return whole

    def show_inspection(self, inspection: Inspection | None) -> None:
        """Show an explanation, or why there is none."""
        same = inspection is not None and inspection is self._inspection
        self._inspection = inspection
        if not same:
            self._show_terms()
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self._largest.setText(self.tr("Largest first"))
        self._largest.setAccessibleName(self.tr("Largest terms first"))
        self._largest.setToolTip(self.tr("Off: in the order of their places"))
        self.table.setAccessibleName(self.tr("Terms of the sum"))
        self.table.setToolTip(self.tr("Double-click or Enter: explain this factor"))
        self.table.terms.product = self.tr("Product")
        self.table.terms.term_alone = self.tr("Term")
        self._last.setText(self.tr("Last deposit"))
        self._last.setAccessibleName(self.tr("Explain the last deposit by itself"))
        self._last.setToolTip(self.tr("Explain the last deposit by itself"))
        self._bias.setToolTip(self.tr("Explain the bias"))
        self._bias.setAccessibleName(self.tr("Explain the bias"))
        self.tiles.retranslate()
        self.way.retranslate()
        self._write()

    def restyle(self) -> None:
        """Take on the colours."""
        set_writing(self.formula.label, colours(self.palette()).muted, fixed=True)
        self.tiles.restyle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tiles.set_room(round(TILES_SHARE * self.viewport().height()))

    def _write(self) -> None:
        explanation = self.explanation
        self.sentence.set_text(self._first_sentence())
        self.formula.setVisible(explanation is not None)
        terms = 0 if explanation is None else len(explanation.products)
        for widget in (self.table, self._terms):
            widget.setVisible(explanation is not None and bool(explanation.factors))
        self._largest.setVisible(terms > 1)
        self.sum.setVisible(explanation is not None)
        whole = None if self._inspection is None else self._inspection.explanation
        self._last.setVisible(whole is not None and whole.last is not None)
        self._bias.setVisible(explanation is not None and explanation.bias is not None)
        said = [] if explanation is None else claims(explanation)
        self.notes.set_text("\n".join(said))
        self.notes.setVisible(bool(said))
        if explanation is None:
            return
        self.formula.set_text(FORMULAS[explanation.rule])
        self.formula.setToolTip(facts_line(explanation))
        self._terms.set_text(self.tr("Terms: {count}").format(count=count(terms)))
        self.sum.set_text(sum_table(explanation))
        if explanation.bias is not None:
            self._bias.setText(explanation.bias[0].name)

    def _first_sentence(self) -> str:
        if self._inspection is None:
            return self.tr(
                "Choose a number above, or in any panel: double-click a pixel, a weight, a bar of "
                "the output, a printed number or a row, or choose Explain this number from its "
                "menu."
            )
        if self.explanation is not None:
            return rule_sentence(self.explanation)
        return why_missing(self._inspection.missing or Missing.NOT_SHOWN)

    @Slot()
    def _show_terms(self) -> None:
        for part in (self.table, self.tiles):
            part.show_terms(self.explanation)
        self.way.show_way(self.explanation)
        self._write()

    @Slot(bool)
    def _sort(self, largest_first: bool) -> None:
        self.table.terms.sort_by_size(largest_first=largest_first)

    @Slot()
    def _choose_bias(self) -> None:
        if self.explanation is not None and self.explanation.bias is not None:
            self.number_chosen.emit(self.explanation.bias[0])

    def _label(self, name: str) -> SteadyLabel:
        label = SteadyLabel(name, self)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        label.label.setTextInteractionFlags(selectable)
        return label

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._terms, 1)
        head.addWidget(self._largest)
        foot.addWidget(self.sum, 1)
        foot.addWidget(self._last, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._bias, 0, Qt.AlignmentFlag.AlignTop)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(4)
        column.addWidget(self.sentence)
        column.addWidget(self.formula)
        column.addLayout(foot)
        column.addWidget(self.notes)
        column.addWidget(self.tiles)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.way)
        column.addStretch(1)
        self.setWidget(content)
