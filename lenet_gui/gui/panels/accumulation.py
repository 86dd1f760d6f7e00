"""The Accumulation panel: a batch in pieces beside the same batch at once, and the verdict."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.accumulation_presets import Preset, preset_plan
from lenet_gui.core.accumulation_report import AccumulationReport
from lenet_gui.core.commands import LoadInput, LossKind, SetLoss
from lenet_gui.core.inputs import Digits
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.program import Program, SetProgram
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.accumulation.code_page import CodePage
from lenet_gui.gui.accumulation.examples import (
    Example,
    is_there,
    why_no_example,
    why_not_there,
)
from lenet_gui.gui.accumulation.form import AccumulationForm
from lenet_gui.gui.accumulation.numbers_page import NumbersPage
from lenet_gui.gui.accumulation.on_paper import accumulation_pictures
from lenet_gui.gui.accumulation.pages import RoundingPage, SumPage
from lenet_gui.gui.accumulation.preset_names import preset_hint, preset_name
from lenet_gui.gui.accumulation.texts import judge
from lenet_gui.gui.accumulation.updates import UpdatesPage
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plots.picture import Picture
from lenet_gui.gui.widgets.fitting_scroll import FittingScroll
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate

DIGITS = LoadInput(Digits(batch_size=32))
"""A batch that can be split in many ways."""


class AccumulationPanel(Panel):
    """A plan to fill in, Compare, and what came of it, the verdict on top."""

    key: ClassVar[str] = "accumulation"
    area: ClassVar[Area] = Area.RIGHT_BOTTOM
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples = 0  # in the batch that the plan was made for
        self._report: AccumulationReport | None = None
        self._preset = QComboBox(self)
        self._preset.setObjectName("accumulation_preset")
        self._preset.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._preset.setMinimumContentsLength(14)
        for preset in Preset:
            self._preset.addItem("", preset.value)
        self._preset.activated.connect(self._take_preset)
        self._compare = self._button("accumulation_compare", self._issue)
        self._digits = self._button("accumulation_digits", self._load_digits)
        self._verdict = QLabel(self)
        self._verdict.setObjectName("accumulation_verdict")
        self._verdict.setWordWrap(True)
        self._verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._empty = QLabel(self)
        self._empty.setObjectName("accumulation_empty")
        self._empty.setWordWrap(True)
        self.form = AccumulationForm(self)
        self.form.changed.connect(self._follow_form)
        self.form.loss_wanted.connect(self._issue_loss)
        self.sum, self.numbers, self.rounding = SumPage(), NumbersPage(), RoundingPage()
        self.updates = UpdatesPage()
        self.numbers.account_wanted.connect(self.account_chosen)
        self.numbers.unexplained.connect(self.unexplained)
        self.sum.example_wanted.connect(self._explain_example)
        self.rounding.example_wanted.connect(self._explain_example)
        self.code_page = CodePage(self)
        self.code_page.program_chosen.connect(self._use_loop)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("accumulation_tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.setMinimumHeight(6 * self.fontMetrics().height())  # its own is too high for 720
        self._lay_out()
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("AccumulationPanel", "Accumulation")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        self._stack.setCurrentIndex(0 if snapshot.input.batch_size < 2 else 1)
        self._fit_plan(snapshot.input.batch_size)
        self.form.show_session(snapshot.input.batch_size, snapshot.loss_kind)
        self._follow_form()

    @override
    def retranslate(self) -> None:
        for index, preset in enumerate(Preset):
            self._preset.setItemText(index, preset_name(preset))
            self._preset.setItemData(index, preset_hint(preset), Qt.ItemDataRole.ToolTipRole)
        self._preset.setPlaceholderText(self.tr("edited"))
        self._preset.setAccessibleName(self.tr("Way to accumulate to start from"))
        self._compare.setText(self.tr("Compare"))
        self._compare.setAccessibleName(self.tr("Compare with the whole batch"))
        self._digits.setText(self.tr("Take digits, 32 in a batch"))
        self._digits.setAccessibleName(self._digits.text())
        self._digits.setToolTip(pytorch_line(DIGITS))
        self._empty.setText(
            self.tr(
                "Accumulation splits a batch into micro-batches and adds up their gradients. The "
                "batch at hand holds one image, so there is nothing to split."
            )
        )
        titles = (
            self.tr("Plan"), self.tr("Sum"), self.tr("Table"), self.tr("Rounding"),
            self.tr("Updates"), self.tr("Code"),
        )  # fmt: skip
        for index, title in enumerate(titles):
            self._tabs.setTabText(index, title)
        self._tabs.tabBar().setAccessibleName(self.tr("Parts of the accumulation panel"))
        self._verdict.setAccessibleName(self.tr("The verdict"))
        self.code_page.retranslate()
        self.form.retranslate()
        for page in self._results:
            page.retranslate()
        self._follow_form()

    @override
    def restyle(self) -> None:
        self.form.restyle()
        self.code_page.restyle(self.colours)
        for page in self._results:
            page.restyle()
        self._follow_form()

    @property
    def _results(self) -> tuple[SumPage, NumbersPage, RoundingPage, UpdatesPage]:
        """The pages that show a report, in order."""
        return self.sum, self.numbers, self.rounding, self.updates

    def _button(self, name: str, call: object) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.clicked.connect(call)
        return button

    def _fit_plan(self, samples: int) -> None:
        """Make a plan for the first batch, and a preset's anew for one of another size."""
        if samples == self._samples or samples < 2:
            return
        preset = self._chosen_preset() if self._samples else Preset.EQUAL
        self._samples = samples
        if preset is not None:
            self.form.show_plan(preset_plan(preset, samples))

    def _chosen_preset(self) -> Preset | None:
        plan = self.form.draft()
        return next((p for p in Preset if preset_plan(p, self._samples) == plan), None)

    @Slot()
    def _follow_form(self) -> None:
        """Show what follows from the plan: its preset, its code, and what can be done with it."""
        snapshot, plan = self.snapshot, self.form.plan()
        if snapshot is None or self._samples < 2:
            return
        preset = self._chosen_preset()
        self._preset.setCurrentIndex(-1 if preset is None else list(Preset).index(preset))
        self._preset.setToolTip("" if preset is None else preset_hint(preset))
        self._compare.setEnabled(plan is not None)
        self._compare.setToolTip(self.form.problem)
        self.code_page.show_plan(plan, snapshot)
        self._show_report(snapshot)

    @override
    def pictures(self) -> tuple[Picture, ...]:
        report = None if self.snapshot is None else self.snapshot.accumulation
        if report is None:
            return ()
        rounding, updates = (self._tabs.tabText(index) for index in (3, 4))
        return accumulation_pictures(report, self.title(), rounding, updates)

    def _current(self, snapshot: Snapshot) -> AccumulationReport | None:
        """The report, if it is one on what the form says."""
        report, plan = snapshot.accumulation, self.form.plan()
        if report is None or plan is None:
            return None
        asked = (plan, snapshot.loss_kind, plan.optimizer or snapshot.optimizer)
        return report if asked == (report.plan, report.loss, report.optimizer) else None

    def _show_report(self, snapshot: Snapshot) -> None:
        report = self._current(snapshot)
        if report is not self._report:
            self._report = report
            for page in self._results:
                page.show_report(report)
            if report is not None and self._tabs.currentIndex() == 0:
                self._tabs.setCurrentIndex(1)
        self._write_verdict(snapshot)

    def _write_verdict(self, snapshot: Snapshot) -> None:
        report = self._report
        if self.form.problem:  # Compare is grey, and this is why
            self._verdict.setText(self.form.problem)
            set_writing(self._verdict, self.colours.error)
            return
        if report is None:
            preset = self._chosen_preset()
            question = self.tr("Fill in a plan.") if preset is None else preset_hint(preset)
            self._verdict.setText(one_line(question, self.tr("Then press Compare.")))
            set_writing(self._verdict, self.colours.muted)
            return
        judgement = judge(report)
        text = f"<b>{judgement.headline}</b>"
        if (report.step, report.indices) != (snapshot.step, snapshot.input.indices):
            moved_on = self.tr("Measured before the network or the batch changed.")
            text += f" <i>{moved_on}</i>"
        self._verdict.setText(text)
        set_writing(
            self._verdict, self.colours.optimizer if judgement.right else self.colours.error
        )

    @Slot(int)
    def _take_preset(self, index: int) -> None:
        if self._samples:
            self.form.show_plan(preset_plan(list(Preset)[index], self._samples))
            self._follow_form()
            if self.form.problem:
                self._tabs.setCurrentIndex(0)  # where it is mended

    @Slot()
    def _issue(self) -> None:
        plan = self.form.plan()
        if plan is not None:
            self.command_issued.emit(BenchAccumulation(plan))

    @Slot(object)
    def _explain_example(self, example: Example | None) -> None:
        """Lead to a number of a bar, if a gradient holds it; else say what it is, and why not."""
        snapshot, report = self.snapshot, self._report
        if snapshot is None or report is None:
            return
        if example is None:
            self.unexplained.emit(why_no_example)
        elif is_there(example.number, snapshot):
            self.number_chosen.emit(example.element)
        else:
            self.unexplained.emit(partial(why_not_there, example, report, snapshot))

    @Slot(object)
    def _use_loop(self, program: Program) -> None:
        self.command_issued.emit(SetProgram(program))

    @Slot()
    def _load_digits(self) -> None:
        self.command_issued.emit(DIGITS)

    @Slot(object)
    def _issue_loss(self, kind: LossKind) -> None:
        self.command_issued.emit(SetLoss(kind))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._preset, 1)
        head.addWidget(self._compare)
        plan = FittingScroll(self.form, "accumulation_scroll")
        for page in (plan, *self._results, self.code_page):
            self._tabs.addTab(page, "")
        bench, empty = QWidget(self), QWidget(self)
        column = QVBoxLayout(bench)
        column.setContentsMargins(6, 4, 6, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._verdict)
        column.addWidget(self._tabs, 1)
        column = QVBoxLayout(empty)
        column.addWidget(self._empty)
        column.addWidget(self._digits, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(bench)
