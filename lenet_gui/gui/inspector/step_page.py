"""What the optimizer's step does to one number, and what other rules would do."""

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.explanation import Inspection
from lenet_gui.core.lines import element_text
from lenet_gui.core.update_explained import RuleStep, UpdateExplained
from lenet_gui.gui.inspector.numbers import OF_PARAMETERS
from lenet_gui.gui.inspector.step_words import (
    agreement,
    arithmetic,
    moment_words,
    rule_line,
    rule_name,
    state_words,
)
from lenet_gui.gui.inspector.term_table import paint_bar
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.row_table import Column, Index, RowDelegate, RowTable
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.words.number_text import exact, number
from lenet_gui.gui.writing import set_writing

COLUMNS = (Column.WORDS, Column.FIGURES, Column.FIGURES, Column.WORDS)

UPDATE = 1
"""The column with the bars."""

SHARE = Qt.ItemDataRole.UserRole + 1


class StepPage(QScrollArea):
    """A table of the rules, the present one first; below it the chosen rule's arithmetic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_step")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts take the keys
        self._inspection: Inspection | None = None
        self.text = SteadyLabel("inspector_step_text", self)
        self.table = RowTable(COLUMNS, self)
        self.table.setObjectName("inspector_rules")
        self.table.setItemDelegateForColumn(UPDATE, _BarDelegate(COLUMNS, self.table))
        self.table.row_chosen.connect(self._show_lines)
        self.lines = QPlainTextEdit(self)
        self.lines.setObjectName("inspector_rule_lines")
        self.lines.setReadOnly(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setTabChangesFocus(True)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(4)
        for widget in (self.text, self.table, self.lines):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(content)

    @property
    def update_shown(self) -> UpdateExplained | None:
        """What is shown; ``None``: a sentence says why there is none."""
        return None if self._inspection is None else self._inspection.update

    def show_inspection(self, inspection: Inspection | None) -> None:
        """Show what the step does to the number of an inspection."""
        before, self._inspection = self.update_shown, inspection
        update = self.update_shown
        for part in (self.table, self.lines):
            part.setVisible(update is not None)
        if update is not None and update != before:
            self._fill(update)
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self.table.setAccessibleName(self.tr("The step by each rule"))
        self.lines.setAccessibleName(self.tr("Arithmetic of the chosen rule"))
        self.table.set_headers(
            (self.tr("Rule"), self.tr("Update"), self.tr("New weight"), "torch.optim"),
            (
                self.tr("● the present optimizer; the others from the same gradient"),
                self.tr("What is added to the weight"),
                self.tr("The number after the step"),
                self.tr("The lines below compared with torch.optim on a copy of the number"),
            ),
        )
        if self.update_shown is not None:
            self._fill(self.update_shown)
        self._write()

    def restyle(self) -> None:
        """Take on the font."""
        set_writing(self.lines, fixed=True)

    def _fill(self, update: UpdateExplained) -> None:
        self.table.set_rows([_cells(step) for step in update.rules])
        largest = max((abs(step.update) for step in update.rules), default=0.0)
        for row, step in enumerate(update.rules):
            item = self.table.item(row, UPDATE)
            if item is not None:
                item.setData(SHARE, step.update / largest if largest else 0.0)
                item.setToolTip(rule_line(step))
        self.table.setFixedHeight(self.table.sizeHint().height() + self._bar())
        if not 0 <= self.table.currentRow() < len(update.rules):
            self.table.selectRow(0)
        self._show_lines()

    @Slot()
    def _show_lines(self) -> None:
        update, row = self.update_shown, self.table.currentRow()
        if update is None or not 0 <= row < len(update.rules):
            return
        step = update.rules[row]
        text = f"{rule_line(step)}\n# {state_words(step)}\n\n{arithmetic(step)}"
        if text != self.lines.toPlainText():
            self.lines.setPlainText(text)
        spacing = self.lines.fontMetrics().lineSpacing()
        self.lines.setFixedHeight((text.count("\n") + 2) * spacing + self._bar())

    def _bar(self) -> int:
        """Height of a horizontal scroll bar."""
        return self.horizontalScrollBar().sizeHint().height()

    def _write(self) -> None:
        update = self.update_shown
        if update is not None:
            name = f"{update.parameter}[{', '.join(map(str, update.index))}]"
            text = f"w = {name} = {exact(update.weight)}, g = .grad = {exact(update.gradient)}"
            if update.done:
                text = self.tr("Before the step: {numbers}").format(numbers=text)
            self.text.set_text(f"{text}\n{moment_words(update)}")
        else:
            self.text.set_text(self._why_none())

    def _why_none(self) -> str:
        if self._inspection is None:
            return self.tr("Choose a number of a parameter or of its .grad above.")
        element = self._inspection.element
        if element.quantity not in OF_PARAMETERS:
            text = self.tr(
                "A step changes parameters alone, and {number} is none: it is computed anew by "
                "each forward or backward."
            )
            return text.format(number=element_text(element))
        text = self.tr(
            "{name}.grad is None, so step would leave it alone. Press forward, loss and backward "
            "first."
        )
        return text.format(name=element.name)


class _BarDelegate(RowDelegate):
    """Draws a bar behind a number."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = index.data(SHARE)
        if share is not None and not option.state & QStyle.StateFlag.State_Selected:
            look, cell = colours(option.palette), QRect(option.rect).adjusted(1, 2, -1, -2)
            colour = look.series[share > 0]
            paint_bar(painter, cell, float(share), look.surface, colour)
        super().paint(painter, option, index)


def _cells(step: RuleStep) -> tuple[str, ...]:
    mark = "● " if step.present else ""
    return (
        mark + rule_name(step), number(step.update), exact(step.torch_weight), agreement(step)
    )  # fmt: skip
