"""The breakpoint of one line: whether, from which hit on, and on which condition."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from lenet_gui.core.program import Break
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.writing import set_writing

MOST_HITS = 1_000_000


class BreakForm(QWidget):
    """Shows and edits a `Break`."""

    edited = Signal(object)
    """The `Break`; ``None``: there is none any more."""

    def __init__(self, check: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Make the form.

        Args:
            check: what is wrong with a condition, in one sentence; empty: nothing.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName("break_form")
        self._check = check
        self._shown: Break | None = None
        self._showing = False
        self.stops = QCheckBox(self)
        self.stops.setObjectName("break_stops")
        self.stops.toggled.connect(self._switch)
        self._hits_label = QLabel(self)
        self.hits = QSpinBox(self)
        self.hits.setObjectName("break_hits")
        self.hits.setRange(1, MOST_HITS)
        self.hits.setKeyboardTracking(False)
        self.hits.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.hits.valueChanged.connect(self._announce)
        self._hits_label.setBuddy(self.hits)
        self._condition_label = QLabel(self)
        self.condition = QLineEdit(self)
        self.condition.setObjectName("break_condition")
        self.condition.textEdited.connect(self._mark)
        self.condition.editingFinished.connect(self._announce)
        self._condition_label.setBuddy(self.condition)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.stops, self._hits_label, self.hits, self._condition_label):
            row.addWidget(widget)
        row.addWidget(self.condition, 1)
        self.show_break(None)

    def show_break(self, stop: Break | None) -> None:
        """Show a line's breakpoint; ``None``: it has none."""
        self._showing, shown = True, stop or Break()
        self.stops.setChecked(stop is not None)
        self.hits.setValue(shown.hits)
        if self.condition.text() != shown.condition:
            self.condition.setText(shown.condition)
        for widget in (self._hits_label, self.hits, self._condition_label, self.condition):
            widget.setVisible(stop is not None)
        self._showing, self._shown = False, stop
        self._mark()

    def retranslate(self) -> None:
        """Set the texts."""
        self.stops.setText(self.tr("Stop here"))
        self.stops.setToolTip(self.tr("A run stops before this line is called (F9)"))
        self._hits_label.setText(self.tr("from hit"))
        self.hits.setToolTip(self.tr("At the how-manieth time it stops first"))
        self.hits.setAccessibleName(self.hits.toolTip())
        self._condition_label.setText(self.tr("if"))
        self.condition.setPlaceholderText(self.tr("always, or such as loss < 0.1"))
        self.condition.setAccessibleName(self.tr("Condition of the breakpoint"))
        self._mark()

    def _switch(self, stops: bool) -> None:
        if not self._showing:
            self.edited.emit(Break() if stops else None)

    def _announce(self) -> None:
        if self._showing or self._shown is None or self._check(self.condition.text()):
            return
        stop = Break(self.hits.value(), self.condition.text().strip())
        if stop != self._shown:
            self._shown = stop
            self.edited.emit(stop)

    def _mark(self) -> None:
        text = self.condition.text()
        problem = self._check(text) if text.strip() else ""
        colour = colours(self.palette()).error if problem else ""
        set_writing(self.condition, colour, fixed=True)
        self.condition.setToolTip(
            problem or self.tr("A watch expression; the run stops only where it is true")
        )
