from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.gradients.histogram_cells import HistogramCell
from lenet_gui.gui.gradients.histogram_view import HistogramView
from tests.gui.pointing import point_at
from tests.snapshots import histogram

NAMES = ("a.weight", "a.bias", "b.weight", "b.bias")


def cells(scale: float = 1.0) -> tuple[HistogramCell, ...]:
    random = np.random.default_rng(1)
    return tuple(
        HistogramCell(
            name,
            GradientState.VALUES,
            histogram(random.standard_normal(300) * scale),
            histogram(random.standard_normal(300)),
        )
        for name in NAMES
    )


@pytest.fixture
def view(qtbot) -> HistogramView:
    view = HistogramView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.set_cells(cells())
    return view


def pixels(view: HistogramView) -> bytes:
    return bytes(view.grab().toImage().constBits())


def test_click_enlarges_a_histogram_and_another_goes_back(view, qtbot):
    with qtbot.waitSignal(view.enlarged_changed) as enlarged:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_rect("b.weight").center())
    assert enlarged.args == ["b.weight"]
    assert view.enlarged == "b.weight"
    with qtbot.waitSignal(view.enlarged_changed) as closed:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert closed.args == [""]


def test_right_button_enlarges_nothing(view, qtbot):
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=view.cell_rect("a.bias").center())
    assert view.enlarged == ""


def test_arrows_reach_every_histogram(view, qtbot):
    seen = {view.current}
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up) * 2:
        qtbot.keyClick(view, key)
        seen.add(view.current)
    assert seen == set(NAMES)


def test_enter_enlarges_and_escape_returns(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.enlarged == "a.weight"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.enlarged == ""


def test_up_and_down_go_through_the_enlarged_histograms(view, qtbot):
    view.enlarge("a.weight")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.enlarged == "a.bias"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.enlarged == "b.bias"


def test_keys_read_out_the_bins_of_the_enlarged_histogram(view, qtbot):
    view.enlarge("a.weight")
    assert view.readout == ""
    qtbot.keyClick(view, Qt.Key.Key_Right)
    first = view.readout
    assert "entries" in first
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.readout != first
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.readout == first
    assert first in view.accessibleDescription()


def test_mouse_reads_out_edges_and_count_of_a_bin(view):
    now = histogram(np.array([-1.0, 0.26, 0.27, 1.0]), bins=8)
    view.set_cells((HistogramCell("a.weight", GradientState.VALUES, now),))
    view.enlarge("a.weight")
    view.grab()
    middle = view._enlarged._frame.x(0.3)
    point_at(view, QPoint(middle, 150))
    assert view.readout == "[0.25, 0.5): entries 2"


def test_read_out_tells_the_zeros_and_the_histogram_before(view):
    now = histogram(np.array([-1.0, 0.0, 0.0, 0.1, 1.0]), bins=4)
    before = histogram(np.array([-2.0, 0.5, 2.0]), bins=4)
    view.set_cells((HistogramCell("a.weight", GradientState.VALUES, now, before),))
    view.set_compare(True)
    view.enlarge("a.weight")
    view._enlarged.choose(2)
    lines = view.readout.splitlines()
    assert lines == [
        "[0, 0.5): entries 1; besides exact zeros: 2",
        "before, [0, 1): entries 1",
    ]


def test_log_scale_and_comparison_change_the_picture(view):
    plain = pixels(view)
    view.set_log(True)
    log = pixels(view)
    view.set_compare(True)
    assert plain != log != pixels(view)


def test_none_and_zeros_and_values_look_different_and_say_so(view):
    seen = []
    for state, now in (
        (GradientState.NONE, None),
        (GradientState.ZEROS, histogram(np.zeros(20))),
        (GradientState.VALUES, histogram(np.ones(20))),
    ):
        view.set_cells((HistogramCell("a.weight", state, now),))
        seen.append((pixels(view), view.accessibleDescription()))
    assert len({picture for picture, _ in seen}) == 3
    assert "None" in seen[0][1]
    assert "all zeros" in seen[1][1]
    assert "norm 4.47214" in seen[2][1]


def test_entries_that_are_not_finite_are_counted(view):
    now = histogram(np.array([1.0, np.nan, np.inf]))
    view.set_cells((HistogramCell("a.weight", GradientState.VALUES, now),))
    assert "⚠ not finite: 2" in view.accessibleDescription()


def test_enlarged_histogram_that_disappears_gives_way_to_the_others(view):
    view.enlarge("b.bias")
    view.set_cells(cells()[:2])
    assert view.enlarged == ""
    assert view.current in NAMES[:2]


@pytest.mark.parametrize("size", [(170, 130), (330, 260), (1600, 900)])
@pytest.mark.parametrize("enlarged", ["", "a.weight"])
def test_every_size_can_be_painted(view, size, enlarged):
    view.set_compare(True)
    if enlarged:
        view.enlarge(enlarged)
    view.resize(*size)
    assert not view.grab().isNull()


def test_empty_view_takes_keys_and_clicks(qtbot):
    view = HistogramView()
    qtbot.addWidget(view)
    view.show()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    assert view.enlarged == ""
    assert view.current == ""


def test_only_cells_that_have_changed_are_painted_anew(view, monkeypatch):
    painted = []
    shown = cells()
    view.set_cells(shown)
    monkeypatch.setattr(view, "update", lambda: painted.append(True))
    view.set_cells(tuple(replace(cell) for cell in shown))  # the same histograms
    assert not painted
    view.set_cells((replace(shown[0], before=None), *shown[1:]))
    view.set_cells(cells())
    view.set_cells(cells()[:2])
    assert len(painted) >= 3


def test_a_note_is_written_above_the_cells_and_gives_its_room_back(view):
    tall, without = view.cell_rect("a.weight").height(), pixels(view)
    view.set_note("No parameter has a gradient.")
    assert view.cell_rect("a.weight").height() < tall
    assert view.cell_rect("a.weight").top() >= view.fontMetrics().height()
    assert pixels(view) != without
    view.set_note("")
    assert pixels(view) == without
