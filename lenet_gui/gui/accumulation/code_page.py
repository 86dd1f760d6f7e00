"""The loop that a plan stands for, as code to be copied or put into the program."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lenet_gui.core.accumulation import AccumulationPlan
from lenet_gui.core.accumulation_code import plan_code
from lenet_gui.core.accumulation_program import program_of
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.program.code_view import CodeView

translate = QCoreApplication.translate


class CodePage(QWidget):
    """The code, and two buttons below it."""

    program_chosen = Signal(object)
    """The loop is to be put into the program: the `Program`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: AccumulationPlan | None = None
        self.code = CodeView("accumulation_code", self)
        self._use, self._copy = QPushButton(self), QPushButton(self)
        self._use.setObjectName("accumulation_use")
        self._use.clicked.connect(self._use_loop)
        self._copy.setObjectName("accumulation_copy")
        self._copy.clicked.connect(self._copy_code)
        under = QHBoxLayout()
        for button in (self._use, self._copy):
            under.addWidget(button)
        under.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.code, 1)
        column.addLayout(under)

    def show_plan(self, plan: AccumulationPlan | None, snapshot: Snapshot) -> None:
        """Show the loop of a plan; ``None``: there is none, and the last one stays."""
        self._plan = plan
        program = None if plan is None else program_of(plan)
        self._use.setEnabled(program is not None)
        self._use.setToolTip(
            translate(
                "AccumulationPanel",
                "A program has equal micro-batches, losses divided by N or not at all, and the "
                "whole learning rate.",
            )
            if program is None
            else translate(
                "AccumulationPanel",
                "Put this loop into the Program panel; its micro-batches are batches.",
            )
        )
        self._copy.setEnabled(plan is not None)
        if plan is not None:
            code = plan_code(
                plan, snapshot.optimizer, snapshot.loss_kind, snapshot.input.batch_size
            )
            self.code.show_code(code.split("\n"))

    def retranslate(self) -> None:
        """Set the fixed texts again."""
        self._use.setText(translate("AccumulationPanel", "Use this loop"))
        self._copy.setText(translate("AccumulationPanel", "Copy"))
        for button in (self._use, self._copy):
            button.setAccessibleName(button.text())
        self._copy.setToolTip(translate("AccumulationPanel", "Copy the loop as text"))
        self.code.setAccessibleName(
            translate("AccumulationPanel", "The loop that the plan stands for")
        )

    def restyle(self, look: Colours) -> None:
        """Take on the colours of a theme."""
        self.code.restyle(look)

    @Slot()
    def _use_loop(self) -> None:
        program = None if self._plan is None else program_of(self._plan)
        if program is not None:
            self.program_chosen.emit(program)

    @Slot()
    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())
