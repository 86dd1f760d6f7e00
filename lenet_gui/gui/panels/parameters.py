"""The Parameters panel: ten tensors and their gradient accounts."""

import math
import textwrap
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QTableWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.snapshot import GradientState, ParameterRow, Snapshot
from lenet_gui.gui.inspector.numbers import OF_PARAMETERS, first_number
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.widgets.explain_action import ExplainAction
from lenet_gui.gui.widgets.repl_view import ReplView
from lenet_gui.gui.widgets.row_table import NONE, Column, RowTable, figure
from lenet_gui.gui.widgets.statements import Printed, Statement
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.widgets.turning_splitter import TurningSplitter
from lenet_gui.gui.words.none_texts import why_none
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate

FIRST = "conv1.bias"
"""The parameter that the tutorial prints; chosen at the start, where there is one of the name."""

BADGE = 2
"""The column of the gradient's state."""

QUANTITIES = {
    BADGE: Quantity.GRADIENT,
    3: Quantity.GRADIENT,
    4: Quantity.GRADIENT,
    6: Quantity.UPDATE,
}
"""What the columns show numbers of, where it is not the parameter itself."""

COLUMNS = (
    Column.CODE,
    Column.CODE,
    Column.BADGE,
    Column.FIGURES,
    Column.FIGURES,
    Column.FIGURES,
    Column.FIGURES,
    Column.FIGURES,
    Column.CODE,
)


class ParametersPanel(Panel):
    """Shapes, norms and the state of each ``.grad``; below, the chosen one's numbers."""

    key: ClassVar[str] = "parameters"
    area: ClassVar[Area] = Area.LEFT_BOTTOM
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = RowTable(COLUMNS, self)
        self._table.setObjectName("parameters_table")
        self._table.row_chosen.connect(self._show_values)
        self._table.itemActivated.connect(self._explain_cell)
        self._explain = {
            quantity: ExplainAction(self._table, f"explain_{quantity.value}")
            for quantity in OF_PARAMETERS
        }
        for quantity, action in self._explain.items():
            action.triggered.connect(partial(self._explain_row, quantity))
        self._totals = SteadyLabel("parameters_totals", self)
        self._values = ReplView("parameters_values", self)
        self._values.number_chosen.connect(self.number_chosen)
        self._values.unexplained.connect(self.unexplained)
        self._lay_out()
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("ParametersPanel", "Parameters")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        self._table.set_rows([self._cells(row) for row in snapshot.rows])
        for index, row in enumerate(snapshot.rows):
            self._table.set_badge_colour(index, BADGE, self._badge_colour(row.gradient_state))
        self._write_totals(snapshot)
        if self._table.currentRow() < 0 and snapshot.rows:
            names = [row.name for row in snapshot.rows]
            self._table.selectRow(names.index(FIRST) if FIRST in names else 0)
        self._show_values()

    @override
    def retranslate(self) -> None:
        self._table.setAccessibleName(self.tr("Parameters and their gradients"))
        self._values.setAccessibleName(self.tr("Numbers of the chosen parameter"))
        self._table.set_headers(
            (
                self.tr("Parameter"),
                self.tr("Shape"),
                ".grad",
                self.tr("Norm of .grad"),
                self.tr("Deposits"),
                self.tr("Norm"),
                self.tr("Norm of update"),
                self.tr("Numbers"),
                self.tr("Owner"),
            ),
            (
                self.tr("Its name in net.named_parameters()"),
                self.tr("Its shape"),
                self.tr("What the gradient account holds: None, zeros or values"),
                self.tr("Euclidean norm of the gradient"),
                self.tr("backward calls that added to .grad since it was cleared"),
                self.tr("Euclidean norm of the parameter's values"),
                self.tr("Euclidean norm of its change at the last step"),
                self.tr("How many numbers it holds"),
                self.tr("The optimizer that changes it at step"),
            ),
        )

        self._table.setToolTip(
            self.tr("Double-click or Enter: explain its number with the largest .grad")
        )
        for quantity, text in (
            (Quantity.PARAMETER, self.tr("Explain its number with the largest .grad")),
            (Quantity.GRADIENT, self.tr("Explain the largest number of its .grad")),
            (Quantity.UPDATE, self.tr("Explain that number's last update")),
        ):
            self._explain[quantity].set_words(text)
        self._values.retranslate()

    @Slot(QTableWidgetItem)
    def _explain_cell(self, item: QTableWidgetItem) -> None:
        self._explain_row(QUANTITIES.get(item.column(), Quantity.PARAMETER))

    def _explain_row(self, quantity: Quantity) -> None:
        row, snapshot = self._table.currentRow(), self.snapshot
        if snapshot is not None and 0 <= row < len(snapshot.rows):
            self.number_chosen.emit(first_number(quantity, snapshot.rows[row].name, snapshot))

    def _cells(self, row: ParameterRow) -> tuple[str, ...]:
        return (
            row.name,
            str(row.shape),
            self._badge(row.gradient_state),
            figure(row.gradient_norm),
            str(row.deposits),
            figure(row.norm),
            figure(row.update_norm),
            count(row.count),
            row.owner or NONE,
        )

    def _badge(self, state: GradientState) -> str:
        return {
            GradientState.NONE: "○ None",
            GradientState.ZEROS: self.tr("◎ zeros"),
            GradientState.VALUES: self.tr("● values"),
        }[state]

    def _badge_colour(self, state: GradientState) -> str:
        look = self.colours
        return {
            GradientState.NONE: look.muted,
            GradientState.ZEROS: look.text,
            GradientState.VALUES: look.accounts,
        }[state]

    def _write_totals(self, snapshot: Snapshot) -> None:
        updates = [row.update_norm for row in snapshot.rows if row.update_norm is not None]
        self._totals.set_text(
            self.tr(
                "All {count} numbers: norm {norm}, norm of .grad {gradient}, "
                "norm of update {update}"
            ).format(
                count=count(sum(row.count for row in snapshot.rows)),
                norm=figure(math.hypot(*(row.norm for row in snapshot.rows))),
                gradient=figure(snapshot.gradient_norm),
                update=figure(math.hypot(*updates) if updates else None),
            )
        )

    @Slot()
    def _show_values(self) -> None:
        index, snapshot = self._table.currentRow(), self.snapshot
        if snapshot is None or not 0 <= index < len(snapshot.rows):
            return
        row = snapshot.rows[index]
        name = row.name
        gradient: Printed = snapshot.gradients.get(name)
        if row.none_reason is not None:
            gradient = partial(_explained_none, why_none(row.none_reason, name))
        self._values.show_values(
            (
                Statement(f"net.{name}.grad", gradient, Element(Quantity.GRADIENT, name)),
                Statement(
                    f"net.{name}.data",
                    snapshot.parameters.get(name),
                    Element(Quantity.PARAMETER, name),
                ),
            )
        )

    def _lay_out(self) -> None:
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table, 1)
        column.addWidget(self._totals)
        for part, lines in ((self._table, 4), (self._values, 2)):
            part.setMinimumHeight(lines * self.fontMetrics().height())  # theirs: too high for 720
        splitter = TurningSplitter(top, self._values, (0.75, 0.55))
        splitter.setObjectName("parameters_splitter")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 6, 6, 6)
        outer.addWidget(splitter)


def _explained_none(reason: str, width: int) -> str:
    """``None`` as the interpreter prints it, and below it as a comment why."""
    return "None\n" + textwrap.fill(reason, width, initial_indent="# ", subsequent_indent="# ")
