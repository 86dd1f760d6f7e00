"""What an optimizer remembers from step to step, as a table."""

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from lenet_gui.core.optimizers import SGD, OptimizerSpec
from lenet_gui.core.snapshot import StateEntry
from lenet_gui.gui.widgets.row_table import NONE, Column, RowTable, figure
from lenet_gui.gui.words.number_text import count

COLUMNS = (Column.CODE, Column.CODE, Column.FIGURES, Column.FIGURES, Column.CODE, Column.FIGURES)


class StateTable(QWidget):
    """One row an entry; the chosen one's key is explained below. Or why there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("optimizer_state")
        self._spec: OptimizerSpec | None = None
        self._entries: tuple[StateEntry, ...] = ()
        self.table = RowTable(COLUMNS, self)
        self.table.setObjectName("optimizer_state_table")
        self.table.row_chosen.connect(self._explain_chosen)
        self.explanation = QLabel(self)
        self.explanation.setObjectName("optimizer_state_explanation")
        self.explanation.setWordWrap(True)
        self.empty = QLabel(self)
        self.empty.setObjectName("optimizer_state_empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(12)
        full = QWidget(self)
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.explanation)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(full)

    def show_state(self, spec: OptimizerSpec, entries: Sequence[StateEntry]) -> None:
        """Show an optimizer's state.

        Args:
            spec: the optimizer.
            entries: its state, parameter by parameter; empty: it has none yet.
        """
        self._spec, self._entries = spec, tuple(entries)
        self._stack.setCurrentIndex(1 if entries else 0)
        if not entries:
            self.empty.setText(self._why_empty(spec))
            return
        self.table.set_rows([_cells(entry) for entry in entries])
        if self.table.currentRow() < 0:
            self.table.selectRow(0)
        self._explain_chosen()

    def retranslate(self) -> None:
        """Set the texts again."""
        self.table.setAccessibleName(self.tr("State of the optimizer"))
        self.explanation.setAccessibleName(self.tr("What the chosen entry is"))
        self.table.set_headers(
            (
                self.tr("Parameter"),
                self.tr("Entry"),
                self.tr("Value"),
                self.tr("Norm"),
                self.tr("Shape"),
                self.tr("Numbers"),
            ),
            (
                self.tr("The parameter it belongs to"),
                self.tr("Its name in optimizer.state"),
                self.tr("The number, where it is a single one"),
                self.tr("Euclidean norm, where it is a tensor"),
                self.tr("Its shape"),
                self.tr("How many numbers it holds"),
            ),
        )
        if self._spec is not None:
            self.show_state(self._spec, self._entries)

    @Slot()
    def _explain_chosen(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._entries):
            key = self._entries[row].key
            self.explanation.setText(f"{key}: {self._explain(key)}")

    def _why_empty(self, spec: OptimizerSpec) -> str:
        if isinstance(spec, SGD) and spec.momentum == 0:
            return self.tr(
                "SGD without momentum remembers nothing: each step looks at .grad alone. Give it a "
                "momentum, or choose Adam, to see a state."
            )
        return self.tr(
            "{name} remembers nothing yet. Its state appears at the first step that finds "
            "gradients."
        ).format(name=spec.name)

    def _explain(self, key: str) -> str:
        return {
            "momentum_buffer": self.tr("the running sum of past gradients, older ones fading"),
            "exp_avg": self.tr("the first moment: a moving average of the gradient"),
            "exp_avg_sq": self.tr("the second moment: a moving average of the squared gradient"),
            "max_exp_avg_sq": self.tr("the largest second moment so far, which AMSGrad divides by"),
            "square_avg": self.tr("a moving average of the squared gradient"),
            "grad_avg": self.tr("a moving average of the gradient, to centre the squares"),
            "sum": self.tr("the sum of all squared gradients so far"),
            "acc_delta": self.tr("a moving average of the squared updates"),
            "step": self.tr("how many steps this parameter has made"),
        }.get(key, self.tr("an entry of optimizer.state"))


def _cells(entry: StateEntry) -> tuple[str, ...]:
    single = not entry.shape
    value = f"{entry.value:.6g}" if single else NONE
    norm = NONE if single else figure(entry.value)
    shape = str(entry.shape) if entry.shape else "()"
    return entry.parameter, entry.key, value, norm, shape, count(math.prod(entry.shape))
