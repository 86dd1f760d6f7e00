from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.watch_problems import Construct, WatchError, WatchProblem
from lenet_gui.core.watches import SetWatches, Watch, WatchView
from lenet_gui.gui.panels.watches import WatchesPanel
from lenet_gui.gui.watches.table import PLOTTED, STOPS, VALUE
from lenet_gui.gui.words.watch_sentences import explain_watch
from tests.snapshots import make_snapshot


def view(text: str, value=None, values=(), error=None, **options) -> WatchView:
    steps = np.arange(len(values), dtype=np.int64)
    return WatchView(Watch(text, **options), value, error, steps, np.array(values, np.float64))


@pytest.fixture
def panel(qtbot) -> WatchesPanel:
    panel = WatchesPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 400)
    panel.show()
    qtbot.waitExposed(panel)
    show(panel)
    return panel


@pytest.fixture
def issued(panel) -> list:
    commands = []
    panel.command_issued.connect(commands.append)
    return commands


def show(panel, *views: WatchView) -> None:
    panel.take(make_snapshot(watches=views))
    panel.refresh(1.0)


def value(panel, row: int = 0) -> str:
    return panel.table.topLevelItem(row).text(VALUE)


def test_empty_panel_says_what_to_do(panel):
    assert "Type an expression" in panel.curves.plot.message


def test_expression_is_watched_by_enter(panel, qtbot, issued):
    qtbot.keyClicks(panel.edit, "conv1.bias.grad[0]")
    qtbot.keyClick(panel.edit, Qt.Key.Key_Return)
    assert issued == [SetWatches((Watch("conv1.bias.grad[0]"),))]
    assert panel.edit.text() == ""


def test_new_watch_is_added_to_those_that_are_there(panel, issued):
    show(panel, view("loss", 0.5))
    panel.edit.setText("lr")
    panel.add()
    assert issued == [SetWatches((Watch("loss"), Watch("lr")))]


def test_expression_that_is_watched_already_is_not_added_again(panel, issued):
    show(panel, view("loss", 0.5))
    panel.edit.setText(" loss ")
    panel.add()
    assert issued == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fc4.weight", "There is no fc4.weight. Did you mean fc"),
        ("'a'", "no strings"),
        ("loss <", "Python cannot read this"),
        ("loss.__class__", "There is no"),
    ],
)
def test_what_is_wrong_is_told_where_it_is_typed_and_nothing_is_issued(
    panel, qtbot, issued, text, words
):
    qtbot.keyClicks(panel.edit, text)
    assert words in panel.problem
    panel.add()
    assert issued == []
    panel.edit.clear()
    qtbot.keyClicks(panel.edit, "loss")
    assert panel.problem == ""


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (0.794664, "0.794664"),
        (True, "True"),
        (3, "3"),
        (None, "None"),
        (np.array(0.25, np.float32), "0.25"),
        (np.array([1.0, 2.0], np.float32), "[1, 2]"),
        (np.zeros((2, 3), np.float32), "[0, 0, 0, 0, …]"),
    ],
)
def test_value_is_shown(panel, found, shown):
    show(panel, view("loss", found))
    assert value(panel) == shown


def test_watch_without_a_value_says_why_in_its_tool_tip(panel):
    error = WatchError(WatchProblem.IS_NONE, 0, text="fc3.weight.grad")
    show(panel, view("norm(fc3.weight.grad)", error=error))
    assert value(panel) == "—"
    assert panel.table.topLevelItem(0).toolTip(VALUE) == "fc3.weight.grad is None now."


def test_plotted_numbers_are_drawn_and_others_not(panel):
    show(panel, view("loss", 1.0, [3.0, 2.0, 1.0]), view("lr", 0.1, [0.1], plotted=False))
    [curve] = panel.curves.plot.curves
    xs, ys = curve.getData()
    assert (xs.tolist(), ys.tolist()) == ([0, 1, 2], [3, 2, 1])
    assert panel.curves.plot.message == ""
    (low, high), (bottom, top) = panel.curves.plot.getPlotItem().viewRange()
    assert low <= 0
    assert high >= 2
    assert bottom <= 1
    assert top >= 3


def test_infinite_number_breaks_the_curve_and_not_the_scale(panel):
    show(panel, view("loss", 1.0, [3.0, np.inf, np.nan, 1.0]))
    assert np.isfinite(panel.curves.plot.getPlotItem().viewRange()).all()


def point(panel, x: float, y: float) -> None:
    panel.curves.plot.pointed_at.emit(QPointF(x, y))


def test_number_nearest_to_the_mouse_is_read_out_exactly(panel):
    show(panel, view("loss", 0.1, [3.0, 0.1, 1 / 3]), view("lr", 0.01, [0.01, 0.02, 0.03]))
    point(panel, 1.2, 0.09)
    assert panel.curves.readout == "updates 1: loss 0.1, lr 0.02"
    point(panel, 1.8, 0.0)
    assert panel.curves.readout == f"updates 2: lr 0.03, loss {1 / 3!r}"


def test_keys_go_along_the_numbers_of_one_watch(panel, qtbot):
    show(panel, view("loss", 1.0, [3.0, 2.0, 1.0]))
    plot = panel.curves.plot
    said = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(plot, key)
        said.append(panel.curves.readout)
    assert said == ["updates 0: loss 3.0", "updates 1: loss 2.0", "updates 0: loss 3.0"]
    assert plot.accessibleDescription() == "updates 0: loss 3.0"


def test_watch_without_a_number_there_tells_the_last_one_before(panel):
    late = replace(view("late", 7.0, [7.0]), steps=np.array([2]))
    early = view("early", 5.0, [5.0])
    show(panel, view("loss", 1.0, [3.0, 2.0]), early, late)
    point(panel, 1.0, 2.0)
    assert panel.curves.readout == "updates 1: loss 2.0, early 5.0 (since 0), late —"


def test_one_of_several_numbers_after_one_update_says_which(panel):
    grown = replace(view("norm", 2.0, [1.0, 2.0]), steps=np.array([4, 4]))
    show(panel, grown)
    point(panel, 4.0, 1.9)
    assert panel.curves.readout == "updates 4: norm 2.0 (2 of 2)"


def test_number_that_is_not_finite_is_told(panel):
    show(panel, view("loss", np.inf, [3.0, np.inf]))
    point(panel, 1.0, 3.0)
    assert panel.curves.readout == "updates 1: loss inf"


def test_cursor_goes_with_the_watch_that_it_stood_on(panel):
    show(panel, view("loss", 1.0, [3.0, 2.0]), view("lr", 0.1, [0.1, 0.1]))
    point(panel, 1.0, 2.0)
    show(panel, view("lr", 0.1, [0.1, 0.1]))
    assert panel.curves.readout == "Point at a curve or press the left and right keys."


@pytest.mark.parametrize(
    ("column", "change"), [(PLOTTED, {"plotted": False}), (STOPS, {"stops": True})]
)
def test_check_mark_changes_the_watch(panel, issued, column, change):
    show(panel, view("loss", 1.0))
    item = panel.table.topLevelItem(0)
    now = item.checkState(column) is Qt.CheckState.Checked
    item.setCheckState(column, Qt.CheckState.Unchecked if now else Qt.CheckState.Checked)
    assert issued == [SetWatches((replace(Watch("loss"), **change),))]


def test_chosen_watch_is_removed_by_delete(panel, qtbot, issued):
    show(panel, view("loss", 1.0), view("lr", 0.1))
    panel.table.setCurrentItem(panel.table.topLevelItem(0))
    panel.table.setFocus()
    panel.remove()
    assert issued == [SetWatches((Watch("lr"),))]


def test_showing_new_values_issues_nothing(panel, issued):
    show(panel, view("loss", 1.0))
    show(panel, view("loss", 0.5, [1.0, 0.5]))
    assert issued == []


@pytest.mark.parametrize("problem", WatchProblem)
def test_every_problem_is_a_sentence_without_a_gap(problem):
    names = ["length", "limit", "character", "code", "meant", "python", "text", "name", "nearest"]
    names += ["expected", "actual", "step", "index", "dimension", "size", "given", "dimensions"]
    names += ["left", "right", "entries"]
    facts = dict.fromkeys(names, "7") | {"construct": Construct.OTHER.value}
    sentence = explain_watch(WatchError(problem, 0, **facts))
    assert sentence
    assert "{" not in sentence


@pytest.mark.parametrize("construct", Construct)
def test_every_part_of_python_that_is_refused_has_a_sentence(construct):
    error = WatchError(WatchProblem.NOT_ALLOWED, 0, construct=construct.value, text="x")
    assert "{" not in explain_watch(error)


def test_double_click_enter_and_menu_explain_the_number_that_is_watched(panel, qtbot):
    show(panel, view("loss", 0.5), view("conv1.bias.grad[2] > 0", True))
    chosen = []
    panel.number_chosen.connect(chosen.append)
    item = panel.table.topLevelItem(1)
    panel.table.setCurrentItem(item)
    middle = panel.table.visualItemRect(item).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    panel.findChild(QAction, "watch_table_explain").trigger()
    assert chosen == [Element(Quantity.GRADIENT, "conv1.bias", (2,))] * 3


def test_watch_without_a_number_to_explain_says_so(panel):
    show(panel, view("norm(conv1.weight.grad)", 0.5))
    chosen, said = [], []
    panel.number_chosen.connect(chosen.append)
    panel.unexplained.connect(lambda why: said.append(why()))
    panel.table.setCurrentItem(panel.table.topLevelItem(0))
    panel.explain()
    assert chosen == []
    assert said[0].startswith("norm(conv1.weight.grad) names no single number")


def test_two_clicks_at_a_check_mark_explain_nothing(panel, issued):
    show(panel, view("loss", 0.5))
    chosen = []
    panel.number_chosen.connect(chosen.append)
    panel.table.itemActivated.emit(panel.table.topLevelItem(0), STOPS)
    assert chosen == []
