"""The way from the record of the gradients to the moments and numbers that it is of."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication

from lenet_gui.core.commands import Backward
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.log_bins import BINS, interval, log_counts
from lenet_gui.core.timeline import Arrival, GoTo, Moment
from lenet_gui.gui.gradients.gradient_lead import ZEROS, number_in_bin
from lenet_gui.gui.panels.gradients import GradientsPanel, Page
from tests.snapshots import history, make_snapshot, rows
from tests.timelines import branch, timeline

THREE = [
    {"fc3.bias": np.array([0.3, -0.3, 0.0, 2.0, 0, 0, 0, 0, 0, 0], np.float32)},
    {"fc3.bias": np.array([0.7, 0.4, 0.3, -5.0, 0, 0, 0, 0, 0, 0], np.float32)},
    {"fc3.bias": np.array([0.1, 0.2, -0.4, 0.0, 0, 0, 0, 0, 0, 1.0], np.float32)},
]
"""The gradients of the moments after the calls 4, 9 and 14."""

MAIN = branch("ZFLBS" * 3)


def at(call: int, count: int = 3, **changes):
    """The snapshot of a moment, of which so many backwards were recorded."""
    made = (call + 1) // 5
    gradients = make_snapshot().gradients | ({} if made == 0 else THREE[made - 1])
    return replace(
        make_snapshot(gradients=gradients, rows=rows(gradients)),
        calls=call,
        gradient_history=history(THREE[:count]),
        timeline=timeline(MAIN, now=Moment(0, call), **changes),
    )


class Shown:
    """The panel after the third update, and what it has asked for."""

    def __init__(self, qtbot) -> None:
        self.panel = GradientsPanel()
        qtbot.addWidget(self.panel)
        self.panel.resize(600, 400)
        self.panel.page = Page.OVER_TIME
        self.panel.show()
        self.take(at(15))
        self.view = self.panel.history
        self.view.enlarge("fc3.bias")
        self.commands: list[object] = []
        self.calls: list[Origin] = []
        self.numbers: list[Element] = []
        self.reasons: list[str] = []
        self.panel.command_issued.connect(self.commands.append)
        self.panel.call_chosen.connect(self.calls.append)
        self.panel.number_chosen.connect(self.numbers.append)
        self.panel.unexplained.connect(lambda why: self.reasons.append(why()))

    def take(self, snapshot) -> None:
        self.panel.take(snapshot)
        self.panel.refresh(0.0)

    def arrive(self, call: int) -> None:
        """What the trainer answers to a jump."""
        self.take(at(call, (call + 1) // 5, arrival=Arrival(Moment(0, 15), 1, rebuilt=True)))
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)

    def cell(self, column: int, value: float) -> QPoint:
        """The cell that counts a value."""
        self.view.grab()
        enlarged = self.view._enlarged
        frame, shown = enlarged._frame, enlarged.picture.rows
        x = (frame.left(column) + frame.left(column + 1)) // 2
        return QPoint(x, frame.y(int(shown.place(value)) + 0.5))

    def trigger(self, name: str) -> None:
        self.panel.findChild(QAction, name).trigger()


@pytest.fixture
def shown(qtbot) -> Shown:
    return Shown(qtbot)


def bias(place: int) -> Element:
    return Element(Quantity.GRADIENT, "fc3.bias", (place,))


def test_a_chosen_moment_is_shown_as_its_call_in_the_other_panels(shown, qtbot):
    qtbot.keyClick(shown.view, Qt.Key.Key_Left)
    qtbot.keyClick(shown.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(shown.view, Qt.MouseButton.LeftButton, pos=shown.cell(0, 0.3))
    assert shown.calls == [
        Origin(Backward(), 9, 1), Origin(Backward(), 9, 1), Origin(Backward(), 4, 0),
    ]  # fmt: skip
    assert shown.commands == []


@pytest.mark.parametrize(("value", "place"), [(0.3, 2), (0.4, 1), (-5.0, 3), (0.0, 4), (0.15, 3)])
def test_double_click_on_a_cell_goes_there_and_explains_the_first_number_in_it(
    shown, qtbot, value, place
):
    # The cell of 0.15 counts nothing at that moment: the largest number is explained.
    point = shown.cell(1, value)
    qtbot.mouseClick(shown.view, Qt.MouseButton.LeftButton, pos=point)
    qtbot.mouseDClick(shown.view, Qt.MouseButton.LeftButton, pos=point)
    assert shown.commands == [GoTo(Moment(0, 9))]
    assert shown.numbers == []
    shown.arrive(9)
    assert shown.numbers == [bias(place)]
    assert shown.reasons == []
    shown.arrive(9)
    assert len(shown.numbers) == 1


def test_double_click_that_enlarges_a_gradient_asks_for_nothing(shown, qtbot):
    shown.view.show_all()
    place = shown.view._small.grid.rect(0).center()
    qtbot.mouseClick(shown.view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(shown.view, Qt.MouseButton.LeftButton, pos=place)
    assert shown.view.enlarged == "fc3.bias"
    assert shown.commands == []


def test_keys_and_menu_explain_the_largest_number_at_moment_a(shown, qtbot):
    shown.view.choose(1, other=False)
    shown.view.setFocus()
    qtbot.waitUntil(shown.view.hasFocus)
    qtbot.keyClick(shown.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    shown.trigger("history_view_explain")
    assert shown.commands == [GoTo(Moment(0, 9))] * 2
    shown.arrive(9)
    assert shown.numbers == [bias(3)]


def test_menu_goes_to_a_moment_without_explaining(shown):
    shown.view.choose(0, other=False)
    shown.trigger("history_view_go")
    assert shown.commands == [GoTo(Moment(0, 4))]
    shown.arrive(4)
    assert shown.numbers == []


def test_menu_that_the_mouse_opens_is_about_the_cell_below_it(shown):
    point = shown.cell(0, -0.3)

    def choose() -> None:
        shown.trigger("history_view_explain")
        QApplication.activePopupWidget().close()

    QTimer.singleShot(0, choose)
    place = shown.view.mapToGlobal(point)
    opened = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, place)
    QApplication.sendEvent(shown.view, opened)
    assert shown.commands == [GoTo(Moment(0, 4))]
    shown.arrive(4)
    assert shown.numbers == [bias(1)]
    shown.trigger("history_view_explain")
    assert shown.view.choice.a == 0


def test_present_moment_needs_no_jump(shown):
    shown.arrive(14)
    shown.trigger("history_view_explain")
    assert shown.commands == []
    assert shown.numbers == [bias(9)]


def test_a_run_is_not_left_for_an_earlier_moment(shown):
    shown.panel.set_running(running=True)
    shown.trigger("history_view_explain")
    shown.trigger("history_view_go")
    assert shown.commands == []
    assert len(shown.reasons) == 2
    assert "Press pause first" in shown.reasons[0]
    shown.panel.set_running(running=False)
    shown.trigger("history_view_explain")
    assert shown.commands == [GoTo(Moment(0, 14))]


@pytest.mark.parametrize("end", ["refused", "elsewhere", "run", "session"])
def test_a_jump_that_came_to_nothing_is_forgotten(shown, end):
    shown.view.choose(1, other=False)
    shown.trigger("history_view_explain")
    match end:
        case "refused":
            shown.panel.take_refusal()
        case "elsewhere":
            shown.arrive(4)
        case "run":
            shown.panel.set_running(running=True)
            shown.panel.set_running(running=False)
        case "session":
            shown.panel.start_session()
    shown.arrive(9)
    assert shown.numbers == []


def test_a_gradient_that_was_none_then_has_no_number_and_says_so(shown):
    first = {"fc3.bias": None}
    shown.take(replace(at(15), gradient_history=history([first, *THREE[1:]])))
    shown.view.choose(0, other=False)
    shown.trigger("history_view_explain")
    assert shown.commands == []
    assert shown.reasons == [
        "fc3.bias.grad was None after call 4, so there is no number to explain."
    ]


def test_a_moment_that_is_not_on_the_way_is_not_gone_to(shown):
    shown.take(replace(at(15), timeline=timeline(branch("ZF"))))
    shown.view.choose(0, other=False)
    shown.trigger("history_view_go")
    assert shown.commands == []
    assert shown.calls == []
    assert "does not lie before the present one" in shown.reasons[0]


def test_cell_of_several_moments_leads_to_the_one_with_the_largest_count(shown, qtbot):
    numbers = np.zeros((3000, 10), np.float32)
    numbers[:, 0] = 1.0
    numbers[2, 4:7] = -0.5
    shown.take(
        replace(
            at(15),
            gradient_history=history([{"fc3.bias": row} for row in numbers]),
            timeline=timeline(branch("ZFLBS" * 3000)),
        )
    )
    group = shown.view._enlarged.picture.columns.group
    assert group > 2
    point = shown.cell(0, -0.5)
    qtbot.mouseClick(shown.view, Qt.MouseButton.LeftButton, pos=point)
    qtbot.mouseDClick(shown.view, Qt.MouseButton.LeftButton, pos=point)
    assert shown.commands == [GoTo(Moment(0, 14))]
    assert shown.view.choice.a == 2


def test_sizes_lead_to_the_moments_of_their_marks(shown):
    shown.panel.page = Page.RMS
    sizes = shown.panel.sizes
    sizes._choose(len(sizes._rows) - 1)
    shown.trigger("rms_view_explain_previous")
    shown.arrive(9)
    shown.take(at(15))
    shown.trigger("rms_view_explain_first")
    shown.arrive(4)
    assert shown.commands == [GoTo(Moment(0, 9)), GoTo(Moment(0, 4))]
    assert shown.numbers == [bias(3), bias(3)]
    sizes._choose(0)  # of which nothing is recorded
    assert not shown.panel.findChild(QAction, "rms_view_explain_first").isEnabled()


def test_every_number_is_found_in_the_bin_that_counts_it():
    random = np.random.default_rng(2)
    values = (random.standard_normal(400) * 10.0 ** random.integers(-14, 9, 400)).astype(np.float32)
    edges = np.array([0.0, -0.0, 1.0, -1.0, 1.5, -1.5, 2.0**-40, -(2.0**24)], np.float32)
    found = np.concatenate([values, edges])
    bins = log_counts(found).bins
    for index in range(BINS):
        place = number_in_bin(found, index)
        assert (place is None) == (bins[index] == 0), interval(index)
        if place is not None:
            assert log_counts(found[place[0] : place[0] + 1]).bins[index] == 1
    assert number_in_bin(found, ZEROS) == (400,)
    assert number_in_bin(values, ZEROS) is None
