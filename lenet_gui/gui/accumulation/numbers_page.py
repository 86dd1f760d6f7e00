"""The accumulated gradient beside the whole batch's, parameter by parameter."""

import math

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lenet_gui.core.accumulation_report import AccumulationReport, Difference
from lenet_gui.gui.widgets.explain_action import ExplainAction
from lenet_gui.gui.widgets.row_table import NONE, Column, RowTable, figure
from lenet_gui.gui.words.number_text import count

COLUMNS = (Column.CODE, *[Column.FIGURES] * 6)


class NumbersPage(QWidget):
    """The two gradients compared, parameter by parameter."""

    account_wanted = Signal(str)
    """The account of this parameter is to be shown in the Ledger."""

    unexplained = Signal(object)
    """The chosen row has none: a function to the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: AccumulationReport | None = None
        self.table = RowTable(COLUMNS, self)
        self.table.setObjectName("accumulation_table")
        self.table.itemActivated.connect(self.show_account)
        self._account = ExplainAction(self.table, "account")
        self._account.triggered.connect(self.show_account)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.table)

    def show_report(self, report: AccumulationReport | None) -> None:
        """Show what came of a plan; ``None``: nothing yet."""
        self._report = report
        rows: list[tuple[str, ...]] = []
        if report is not None:
            rows = [_cells(row) for row in report.gradients]
            rows.insert(0, (self.tr("all together"), *_cells(report.gradient)[1:]))
            moved = _cells(report.moved)[1:]
            rows.append((self.tr("parameters after the updates"), *moved))
        self.table.set_rows(rows)

    @Slot()
    def show_account(self) -> None:
        """Ask for the account of the parameter in the chosen row."""
        row, report = self.table.currentRow(), self._report
        if report is None or row < 0:
            return
        # The first row is of all gradients together, the last of the parameters.
        if 0 < row <= len(report.gradients):
            self.account_wanted.emit(report.gradients[row - 1].name)
        else:
            self.unexplained.emit(self._why_no_account)

    def _why_no_account(self) -> str:
        return self.tr(
            "This row is of all parameters together, and the Ledger shows the account of one. "
            "Choose the row of a parameter."
        )

    def retranslate(self) -> None:
        """Set the texts again."""
        self._account.set_words(self.tr("Show its account in the Ledger"))
        self.table.setToolTip(
            self.tr(
                "Double-click or Enter: show this parameter's account in the Ledger. What is "
                "compared here was computed on a copy and is in no account."
            )
        )
        self.table.setAccessibleName(self.tr("The two gradients, parameter by parameter"))
        self.table.set_headers(
            (
                self.tr("Gradient of"),
                self.tr("Norm ratio"),
                self.tr("Relative error"),
                self.tr("Cosine"),
                self.tr("Largest difference"),
                self.tr("Median ulp"),
                self.tr("99 % ulp"),
            ),
            (
                self.tr("The parameter whose .grad is compared"),
                self.tr("Norm of the accumulated gradient by that of the whole batch's"),
                self.tr("Norm of the difference by that of the whole batch's gradient"),
                self.tr("Cosine of the angle between the two: 1 is the same direction"),
                self.tr("The largest absolute difference of two numbers"),
                self.tr("Half of the numbers are no more float32 numbers apart"),
                self.tr("99 % of the numbers are no more float32 numbers apart"),
            ),
        )
        self.show_report(self._report)

    def restyle(self) -> None:
        """Nothing here has a colour of its own."""


def _cells(row: Difference) -> tuple[str, ...]:
    return (
        row.name,
        _figure(row.norm_ratio),
        "0" if row.relative_error == 0 else _figure(row.relative_error),
        _figure(row.cosine),
        _figure(row.largest),
        distance(row.ulp_median),
        distance(row.ulp_p99),
    )


def distance(ulps: float) -> str:
    """How many float32 numbers lie between two, in words of a table."""
    return NONE if math.isnan(ulps) else count(int(ulps))


def _figure(value: float) -> str:
    return NONE if math.isnan(value) else figure(value)
