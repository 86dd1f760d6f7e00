"""What can be changed of the chosen row as a whole: whether it is called, and stops."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from lenet_gui.core.listing import Row
from lenet_gui.core.program import Break, Program
from lenet_gui.gui.program.break_form import BreakForm
from lenet_gui.gui.program.edits import Edits
from lenet_gui.gui.widgets.elided_label import ElidedLabel


class LineForm(QWidget):
    """Edits one row: on or off, and its breakpoint. Its arguments are edited in the code."""

    def __init__(
        self, edits: Edits, check: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        """Make an empty form.

        Args:
            edits: makes commands of what is edited.
            check: what is wrong with the condition of a breakpoint; empty: nothing.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName("line_form")
        self._edits = edits
        self._row = Row("")
        self._called = QCheckBox(self)
        self._called.setObjectName("line_called")
        self._called.clicked.connect(self._switch)
        self._nothing = ElidedLabel(self)
        self._nothing.setObjectName("line_nothing")
        self._stop = BreakForm(check, self)
        self._stop.edited.connect(self._set_stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._called)
        layout.addWidget(self._stop, 1)
        layout.addWidget(self._nothing, 1)

    def show_row(self, program: Program, row: Row) -> None:
        """Show a row of the listing, and what it is made of."""
        self._row = row
        line = None if row.line is None else program.lines[row.line]
        self._called.setVisible(line is not None)
        self._stop.setVisible(line is not None)
        self._nothing.setVisible(line is None)
        if line is not None:
            self._called.setChecked(line.enabled)
            self._stop.show_break(line.stop)

    def toggle_line(self) -> None:
        """Comment the line out, or in again."""
        self._edits.change_line(self._row, lambda line: replace(line, enabled=not line.enabled))

    def toggle_stop(self) -> None:
        """Set a breakpoint on the line, or remove it."""
        self._edits.change_line(
            self._row, lambda line: replace(line, stop=Break() if line.stop is None else None)
        )

    def retranslate(self) -> None:
        """Set the texts."""
        self._called.setText(self.tr("on"))
        self._called.setToolTip(self.tr("Off: the line is commented out (Ctrl+/)"))
        self._called.setAccessibleName(self.tr("The line is called"))
        self._nothing.set_text(self.tr("What is underlined can be changed: click it, or press F2."))
        self._stop.retranslate()

    def _switch(self, enabled: bool) -> None:
        self._edits.change_line(self._row, lambda line: replace(line, enabled=enabled))

    def _set_stop(self, stop: Break | None) -> None:
        self._edits.change_line(self._row, lambda line: replace(line, stop=stop))
