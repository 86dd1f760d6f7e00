"""The Inspector panel: one number explained to the end."""

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.explanation import Element, Inspect, Inspection
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.lines import element_text
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.inspector.breadcrumb import Breadcrumb
from lenet_gui.gui.inspector.check_page import CheckPage
from lenet_gui.gui.inspector.explanation_page import ExplanationPage
from lenet_gui.gui.inspector.flats_page import FlatsPage
from lenet_gui.gui.inspector.number_chooser import NumberChooser
from lenet_gui.gui.inspector.step_page import StepPage
from lenet_gui.gui.inspector.trail import Trail
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate

BACK, FORWARD = -1, 1


class InspectorPanel(Panel):
    """How a number came about, what a step does to it, and whether its gradient is right."""

    key: ClassVar[str] = "inspector"
    area: ClassVar[Area] = Area.RIGHT_BOTTOM
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trail = Trail()
        self._measuring = False
        self._back = self._turn("inspector_back", "←", "Ctrl+[")
        self._forward = self._turn("inspector_forward", "→", "Ctrl+]")
        self._back.clicked.connect(self.go_back)
        self._forward.clicked.connect(self.go_forward)
        self.chooser = NumberChooser(self)
        self.chooser.chosen.connect(self._inspect)
        self.chooser.problem_changed.connect(self._write_problem)
        self.problem = SteadyLabel("inspector_problem", self)
        self.path = Breadcrumb(self)
        self.path.number_chosen.connect(self._inspect_part)
        self.explanation = ExplanationPage(self)
        self.explanation.number_chosen.connect(self._inspect_part)
        self.explanation.unexplained.connect(self.unexplained)
        self.step = StepPage(self)
        self.check = CheckPage(self)
        self.check.check_wanted.connect(self.command_issued)
        self.check.number_chosen.connect(self._inspect)
        self.flats = FlatsPage(self)
        self.flats.number_chosen.connect(self._inspect)
        self.flats.wanted.connect(self._measure_flats)
        self._lay_out()
        self.refresh_texts()

    @property
    def page(self) -> str:
        """Object name of the tab that is shown."""
        page = self._tabs.currentWidget()
        return "" if page is None else page.objectName()

    @page.setter
    def page(self, name: str) -> None:
        for page in (self.explanation, self.step, self.check, self.flats):
            if page.objectName() == name:
                self._tabs.setCurrentWidget(page)

    @property
    def inspection(self) -> Inspection | None:
        """What is shown; ``None``: no number was chosen."""
        return None if self.snapshot is None else self.snapshot.inspection

    @override
    @classmethod
    def title(cls) -> str:
        return translate("InspectorPanel", "Inspector")

    @override
    def start_session(self) -> None:
        self._trail = Trail()
        self._measuring = False

    @override
    def take(self, snapshot: Snapshot) -> None:
        super().take(snapshot)
        if snapshot.inspection is not None:
            self._trail.show(snapshot.inspection.element)

    @override
    def take_refusal(self) -> None:
        self._trail.forget_asked()

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        inspection = snapshot.inspection
        element = None if inspection is None else inspection.element
        self.chooser.show_state(snapshot, element)
        for page in (self.explanation, self.step, self.check):
            page.show_inspection(inspection)
        self.flats.show_flats(snapshot.flats, snapshot.input.sample)
        self._write_path(inspection)
        self._write_problem()
        for button, by in ((self._back, BACK), (self._forward, FORWARD)):
            beside = self._trail.beside(by)
            button.setEnabled(beside is not None)
            button.setAccessibleDescription("" if beside is None else element_text(beside))
        if self.flats.isVisible() and not self._measuring:
            self._measure_flats(wanted=True)  # seen before there was anybody to ask

    @override
    def retranslate(self) -> None:
        self._back.setToolTip(self.tr("Back to the number before (Ctrl+[)"))
        self._forward.setToolTip(self.tr("Forward again (Ctrl+])"))
        self._back.setAccessibleName(self.tr("Back"))
        self._forward.setAccessibleName(self.tr("Forward"))
        self.path.setAccessibleName(self.tr("The number, and what led to it"))
        self.path.setToolTip(self.tr("Each number is a part of the one before the arrow"))
        self._tabs.tabBar().setAccessibleName(self.tr("Parts of the Inspector"))
        for page, text in (
            (self.explanation, self.tr("Explanation")),
            (self.step, self.tr("Step")),
            (self.check, self.tr("Check")),
            (self.flats, self.tr("Flats")),
        ):
            self._tabs.setTabText(self._tabs.indexOf(page), text)
            page.retranslate()
        self.chooser.retranslate()

    @override
    def restyle(self) -> None:
        set_writing(self.problem.label, self.colours.error)
        self.explanation.restyle()
        self.step.restyle()
        self.check.restyle()

    @Slot()
    def go_back(self) -> None:
        """Explain the number that was looked at before."""
        self._go(BACK)

    @Slot()
    def go_forward(self) -> None:
        """Explain the number that was looked at after this one."""
        self._go(FORWARD)

    def _go(self, by: int) -> None:
        element = self._trail.beside(by)
        if element is not None:
            self._trail.ask_beside(by)
            self.command_issued.emit(Inspect(element))

    @Slot(object)
    def _inspect(self, element: Element) -> None:
        self.command_issued.emit(Inspect(element))

    @Slot(object)
    def _inspect_part(self, element: Element) -> None:
        """Explain a part of what is shown, or go back to what led to it."""
        self._trail.ask_part(element)
        self.command_issued.emit(Inspect(element))
        self._tabs.setCurrentWidget(self.explanation)

    @Slot(bool)
    def _measure_flats(self, wanted: bool) -> None:
        if self.snapshot is not None and wanted is not self._measuring:
            self._measuring = wanted
            self.command_issued.emit(ShowFlats(wanted))

    @Slot()
    def _write_problem(self) -> None:
        self.problem.set_text(self.chooser.problem)
        self.problem.setVisible(bool(self.chooser.problem))

    def _write_path(self, inspection: Inspection | None) -> None:
        visit = self._trail.present
        self.path.setVisible(inspection is not None)
        if inspection is not None and visit is not None:
            explanation = inspection.explanation
            self.path.show_visit(visit, None if explanation is None else explanation.number)

    def _turn(self, name: str, sign: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(sign)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setEnabled(False)
        # Alt+Left and Alt+Right go through the history of the whole program.
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
        return button

    def _lay_out(self) -> None:
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("inspector_tabs")
        self._tabs.setDocumentMode(True)
        for page in (self.explanation, self.step, self.check, self.flats):
            page.setMinimumHeight(3 * self.fontMetrics().height())  # its own is too high for 720
            self._tabs.addTab(page, "")
        head = QHBoxLayout()
        head.setSpacing(2)
        for widget, stretch in ((self._back, 0), (self._forward, 0), (self.chooser, 1)):
            head.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 6)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.problem)
        layout.addWidget(self.path)
        layout.addWidget(self._tabs, 1)
