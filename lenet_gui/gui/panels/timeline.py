"""The Timeline panel: every call that was made, and going back to any of them."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.timeline import CompareMoments, Mark, Moment, MomentsCompared, Timeline
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plots.picture import Picture, dressed
from lenet_gui.gui.timeline.branch_menu import BranchMenu
from lenet_gui.gui.timeline.comparison_page import ComparisonPage
from lenet_gui.gui.timeline.strip import CLOSER, FARTHER, TimelineStrip
from lenet_gui.gui.timeline.travel_bar import TravelBar
from lenet_gui.gui.timeline.traveller import Traveller
from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words

translate = QCoreApplication.translate


class TimelinePanel(Panel):
    """The calls as marks on lines, with a slider, buttons and keys that go through them."""

    key: ClassVar[str] = "timeline"
    area: ClassVar[Area] = Area.BOTTOM
    period: ClassVar[float] = 2.5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: Moment | None = None
        self._compared: MomentsCompared | None = None
        self.traveller = Traveller(self)
        self.traveller.command_issued.connect(self._issue)
        self.strip = TimelineStrip(self.traveller, self)
        self.travel = TravelBar(self.traveller, self)
        self.travel.page_changed.connect(self._set_page)
        self.branches = BranchMenu(self.traveller, self)
        self.branches.command_issued.connect(self.command_issued)
        self.branches.branch_chosen.connect(self._choose_branch)
        self.comparison = ComparisonPage(self)
        self._build_toolbar()
        self._lay_out()
        self.setFocusProxy(self.strip)
        self.refresh_texts()

    @property
    def shows_comparison(self) -> bool:
        """Two moments beside each other are shown, not the strip."""
        return self._pages.currentWidget() is self.comparison

    @override
    @classmethod
    def title(cls) -> str:
        return translate("TimelinePanel", "Timeline")

    @override
    def start_session(self) -> None:
        self.traveller.start()
        self.strip.pins = {}

    @override
    def take(self, snapshot: Snapshot) -> None:
        # At once: a drag waits for the answer to its last jump.
        super().take(snapshot)
        self.traveller.take(snapshot.timeline)

    @override
    def take_refusal(self) -> None:
        self.traveller.give_up()
        self._show_state()

    @override
    def set_running(self, *, running: bool) -> None:
        self.traveller.running = running
        self._show_state()

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        timeline = snapshot.timeline
        numbers = {branch.number for branch in timeline.branches}
        self.strip.pins = {
            letter: moment for letter, moment in self.strip.pins.items() if moment.branch in numbers
        }
        self.strip.show_timeline(moved=timeline.now != self._drawn)
        self._drawn = timeline.now
        if timeline.compared is not None and timeline.compared is not self._compared:
            self.comparison.show_compared(timeline.compared, timeline)
            self._show_page(self.comparison)
        self._compared = timeline.compared
        self._show_state()

    @override
    def pictures(self) -> tuple[Picture, ...]:
        timeline = self.traveller.timeline
        if not any(branch.end for branch in timeline.branches):
            return ()
        return (Picture("timeline", self.title(), partial(_strip_on, timeline), height=240),)

    @override
    def retranslate(self) -> None:
        set_words(self._back, self.tr("Back to the timeline"), self.tr("Close the comparison"))
        set_words(
            self._branch, self.tr("Branch"), self.tr("What can be done with the chosen branch")
        )
        set_words(
            self._before, self.tr("‹ Mark"),
            self.tr("To the mark before: a failure, a notice or an alarm (Ctrl+←)"),
        )  # fmt: skip
        set_words(
            self._after, self.tr("Mark ›"),
            self.tr("To the next mark: a failure, a notice or an alarm (Ctrl+→)"),
        )  # fmt: skip
        set_words(self._marks, self.tr("Marks"), self.tr("What counts as a mark to go to"))
        self._wanted[Mark.FAILED].setText(self.tr("✖ Calls that failed"))
        self._wanted[Mark.NOTICE].setText(self.tr("▲ Calls that did something silently"))
        self._wanted[Mark.ALARM].setText(self.tr("◆ Calls that set off an alarm"))
        set_words(self._farther, "−", self.tr("Show more calls (−, or Ctrl and the wheel)"))
        set_words(self._closer, "+", self.tr("Show fewer calls (+, or Ctrl and the wheel)"))
        set_words(self._fit, self.tr("Fit"), self.tr("Show all calls (0)"))
        for letter, action in self._pins.items():
            set_words(
                action, self.tr("Pin {letter}").format(letter=letter),
                self.tr(
                    "Pin {letter} to the present moment; once more: take it off"
                ).format(letter=letter),
            )  # fmt: skip
        set_words(
            self._compare, self.tr("Compare"),
            self.tr("Compare A with B, or with the present moment if B is not pinned"),
        )  # fmt: skip
        self.travel.retranslate()
        self.branches.retranslate()
        self.strip.retranslate()
        self.comparison.retranslate(self.traveller.timeline)
        self._show_state()

    @override
    def restyle(self) -> None:
        self.strip.restyle()
        self.travel.restyle(self.colours)
        self.comparison.restyle()

    @override
    def show_call(self, origin: Origin) -> None:
        moment = self._moment_of(origin)
        if moment is not None:
            self.strip.bring_into_view(moment.call)
        self.strip.point_at(moment)

    @override
    def hover_call(self, origin: Origin | None) -> None:
        self.strip.point_at(None if origin is None else self._moment_of(origin))

    def pin(self, letter: str) -> None:
        """Pin A or B to the present moment, or take it off from there."""
        if self.strip.pins.get(letter) == self.traveller.now:
            del self.strip.pins[letter]
        else:
            self.strip.pins[letter] = self.traveller.now
        self.strip.update()
        self._show_state()

    def compare(self) -> None:
        """Ask for the comparison of the pinned moments."""
        one, other = self._to_compare()
        if one is not None and other is not None:
            self._compared = None  # the answer is shown, even if it is the same again
            self.command_issued.emit(CompareMoments(one, other))

    def close_comparison(self) -> None:
        """Go back to the strip."""
        self._show_page(self.strip)
        self.strip.setFocus()

    def _moment_of(self, origin: Origin) -> Moment | None:
        """The moment after a call that led to the present state; ``None``: not in the history."""
        timeline = self.traveller.timeline
        if origin.call > timeline.now.call:
            return None
        return timeline.owner(timeline.now.branch, origin.call)

    def _to_compare(self) -> tuple[Moment | None, Moment | None]:
        one = self.strip.pins.get("A")
        other = self.strip.pins.get("B", self.traveller.now)
        return (None, None) if one is None or one == other else (one, other)

    def _build_toolbar(self) -> None:
        self._bar = PanelToolbar("timeline_toolbar", self, low=True)
        self._back = self._bar.add("timeline_back_to_strip")
        self._choice = self._bar.addWidget(self.branches.choice)
        self._branch = self._bar.add_menu("timeline_branch_deeds", self.branches)
        self._before = self._bar.add("timeline_mark_before")
        self._after = self._bar.add("timeline_mark_after")
        menu = QMenu(self)
        menu.setObjectName("timeline_marks_menu")
        self._wanted = {mark: self._mark_choice(menu, mark) for mark in Mark if mark}
        self._marks = self._bar.add_menu("timeline_marks", menu)
        self._farther = self._bar.add("timeline_farther")
        self._closer = self._bar.add("timeline_closer")
        self._fit = self._bar.add("timeline_fit")
        self._pins = {letter: self._bar.add(f"timeline_pin_{letter.lower()}") for letter in "AB"}
        self._compare = self._bar.add("timeline_compare")
        self._back.setVisible(False)
        self._back.triggered.connect(self.close_comparison)
        self._before.triggered.connect(lambda: self._go_to_mark(-1))
        self._after.triggered.connect(lambda: self._go_to_mark(1))
        self._farther.triggered.connect(lambda: self.strip.zoom(FARTHER))
        self._closer.triggered.connect(lambda: self.strip.zoom(CLOSER))
        self._fit.triggered.connect(self.strip.fit)
        self._pins["A"].triggered.connect(lambda: self.pin("A"))
        self._pins["B"].triggered.connect(lambda: self.pin("B"))
        self._compare.triggered.connect(self.compare)

    def _mark_choice(self, menu: QMenu, mark: Mark) -> QAction:
        action = menu.addAction("")
        action.setObjectName(f"timeline_mark_{str(mark.name).lower()}")
        action.setCheckable(True)
        action.setChecked(True)
        action.toggled.connect(self._choose_marks)
        return action

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.strip)
        self._pages.addWidget(self.comparison)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.travel, 1)
        head.addWidget(self._bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 4)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._back.setVisible(page is self.comparison)
        for action in (self._farther, self._closer, self._fit):
            action.setVisible(page is self.strip)

    def _show_state(self) -> None:
        self.travel.show_state()
        self.branches.show_state()
        free = not self.traveller.running
        for action, by in ((self._before, -1), (self._after, 1)):
            action.setEnabled(free and self.traveller.mark(self.strip.wanted, by) is not None)
        self._compare.setEnabled(free and self._to_compare()[0] is not None)
        self.strip.update()

    def _issue(self, command: object) -> None:
        self.command_issued.emit(command)
        self._show_state()

    def _go_to_mark(self, by: int) -> None:
        self.traveller.go_to_mark(self.strip.wanted, by)

    def _choose_marks(self) -> None:
        chosen = [mark for mark, action in self._wanted.items() if action.isChecked()]
        self.strip.wanted = sum(chosen, start=Mark.NONE)
        self._show_state()

    def _choose_branch(self, number: int) -> None:
        self._show_state()
        self.branch_chosen.emit(number)

    def _set_page(self, page: int) -> None:
        self.strip.page = page


def _strip_on(timeline: Timeline, sheet: QWidget) -> QWidget:
    """All calls on paper."""
    traveller = Traveller(sheet)
    traveller.take(timeline)
    strip = dressed(TimelineStrip(traveller, sheet))
    strip.restyle()
    strip.show_timeline(moved=True)
    strip.fit()
    return strip
