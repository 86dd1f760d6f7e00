"""Two pinned moments beside each other: what differs, and by how much."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from lenet_gui.core.timeline import Moment, MomentsCompared, TensorDifference, Timeline
from lenet_gui.gui.widgets.row_table import NONE, Column, RowTable
from lenet_gui.gui.words.number_text import count, exact
from lenet_gui.gui.words.timeline_texts import (
    branch_name,
    by_size,
    compared_words,
    fact_name,
    moment_words,
    part_words,
)
from lenet_gui.gui.writing import set_writing

COLUMNS = (Column.WORDS, Column.CODE, *[Column.FIGURES] * 5)


class ComparisonPage(QWidget):
    """What is there besides tensors at the left, and a row for each tensor at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_comparison")
        self._compared: MomentsCompared | None = None
        self._moments = ("", "")
        self.sentence = QLabel(self)
        self.sentence.setObjectName("timeline_compared")
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = QPlainTextEdit(self)
        self.facts.setObjectName("timeline_facts")
        self.facts.setReadOnly(True)
        self.table = RowTable(COLUMNS, self)
        self.table.setObjectName("timeline_differences")
        self.copy_button = QToolButton(self)
        self.copy_button.setObjectName("timeline_copy")
        self.copy_button.clicked.connect(self.copy)
        self._lay_out()

    @property
    def compared(self) -> MomentsCompared | None:
        """What is shown; ``None``: nothing yet."""
        return self._compared

    def show_compared(self, compared: MomentsCompared, timeline: Timeline) -> None:
        """Show a comparison.

        Args:
            compared: the comparison.
            timeline: where its moments lie, if it still has them.
        """
        self._compared = compared
        one, other = (self._words(timeline, moment) for moment in (compared.one, compared.other))
        self._moments = (one, other)
        self.sentence.setText(compared_words(compared))
        lines = [
            self.tr("Moment A: {moment}").format(moment=one),
            self.tr("Moment B: {moment}").format(moment=other),
        ]
        lines += [
            self.tr("{name}: {values}").format(name=fact_name(name), values=_values(*values))
            for name, *values in compared.facts
        ]
        self.facts.setPlainText("\n".join(lines))
        self.table.set_rows([_cells(row) for row in by_size(compared.rows)])

    def retranslate(self, timeline: Timeline) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Two moments compared"))
        self.facts.setAccessibleName(self.tr("The two moments, and what they differ in besides"))
        self.table.setAccessibleName(self.tr("Tensors, those that differ most first"))
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setToolTip(self.tr("Copy all of it as text, for a spreadsheet"))
        self.copy_button.setAccessibleName(self.copy_button.toolTip())
        self.table.set_headers(*self._headers())
        if self._compared is not None:
            self.show_compared(self._compared, timeline)

    def restyle(self) -> None:
        """Take on the fixed-width font for the numbers."""
        set_writing(self.facts, fixed=True)

    def text(self) -> str:
        """All that is shown, with tabs between the columns."""
        assert self._compared is not None  # noqa: S101 - the page is shown with one only
        rows = [self._headers()[0], *(_cells(row) for row in by_size(self._compared.rows))]
        table = "\n".join("\t".join(row) for row in rows)
        return f"{self.sentence.text()}\n{self.facts.toPlainText()}\n\n{table}\n"

    def copy(self) -> None:
        """Copy all that is shown."""
        QGuiApplication.clipboard().setText(self.text())

    def _headers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Titles, and what each column tells."""
        return (
            (
                self.tr("What"), self.tr("Tensor"), self.tr("Changed"),
                self.tr("Largest difference"), self.tr("Norm of the difference"),
                self.tr("Norm at A"), self.tr("Norm at B"),
            ),
            (
                self.tr("A parameter, its .grad, or an entry of the optimizer's state"),
                self.tr("The parameter it belongs to"),
                self.tr("Numbers with other bits, of all there are"),
                self.tr("Largest absolute difference between two numbers of the same place"),
                self.tr("Euclidean norm of the difference"),
                self.tr("Euclidean norm at moment A; a dash: it is not there"),
                self.tr("Euclidean norm at moment B; a dash: it is not there"),
            ),
        )  # fmt: skip

    def _words(self, timeline: Timeline, moment: Moment) -> str:
        """A moment with its branch, if there are several."""
        try:
            words, branch = moment_words(timeline, moment), timeline.branch(moment.branch)
        except KeyError:  # its branch was dropped since
            return count(moment.call)
        if len(timeline.branches) == 1:
            return words
        text = self.tr("{moment} (branch “{branch}”)")
        return text.format(moment=words, branch=branch_name(branch))

    def _lay_out(self) -> None:
        for part in (self.facts, self.table):
            part.setMinimumHeight(3 * self.fontMetrics().height())  # theirs are too high for 720
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.addLayout(head)
        left.addWidget(self.facts, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(left, 2)
        layout.addWidget(self.table, 3)


def _values(one: str, other: str) -> str:
    one, other = one or NONE, other or NONE
    return one if one == other else f"{one} → {other}"


def _cells(row: TensorDifference) -> tuple[str, ...]:
    changed = NONE if row.changed is None else f"{count(row.changed)} / {count(row.count)}"
    numbers = (row.largest, row.norm, *row.norms)
    figures = (NONE if value is None else exact(value) for value in numbers)
    return part_words(row.part), row.name, changed, *figures
