from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication

from lenet_gui.core.commands import Backward, Forward
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.graph import Graph, Retained
from lenet_gui.core.snapshot import Outcome, Snapshot
from lenet_gui.core.timeline import Arrival, Moment
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.gui.panels.graph import GraphPanel
from tests.graphs import FULL, freed, graph, lenet, out_of_date, trace
from tests.snapshots import frozen, input_view, make_snapshot
from tests.timelines import branch, timeline

ROOT = "loss.grad_fn"
ADDMM, BIAS, RELU, FC2 = 1, 2, 3, 4


@pytest.fixture
def panel(qtbot) -> GraphPanel:
    panel = GraphPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 420)
    panel.show()
    return panel


def show(panel: GraphPanel, snapshot: Snapshot) -> None:
    panel.take(snapshot)
    panel.refresh(0.0)


def alive(made: Graph = FULL, **changes) -> Snapshot:
    return make_snapshot(computed=True, graph=made, **changes)


def traced(made: Graph = FULL, **changes) -> Snapshot:
    """The moment after a backward that was written down."""
    until = changes.pop("until", None)
    after = made if until is not None else freed(made)
    return make_snapshot(
        computed=True, graph=after, trace=trace(made, until=until), last=Outcome(Backward()),
        **changes,
    )  # fmt: skip


def focus(panel: GraphPanel) -> None:
    panel.activateWindow()
    panel.view.setFocus()


def text(panel: GraphPanel) -> str:
    return panel.details.node.toPlainText()


def test_before_forward_it_says_what_to_press(panel):
    show(panel, make_snapshot())
    assert "Press forward" in panel._hint.text()
    assert panel._hint.isVisible()
    assert not panel.view.isVisible()


def test_keys_follow_next_functions_and_the_node_is_described(panel, qtbot):
    show(panel, alive())
    view = panel.view
    assert view.accessibleDescription().startswith("MseLossBackward0, loss.grad_fn,")
    for key, index in (
        (Qt.Key.Key_Down, ADDMM), (Qt.Key.Key_Down, BIAS), (Qt.Key.Key_Left, RELU),
        (Qt.Key.Key_Up, ADDMM), (Qt.Key.Key_Home, 0),
    ):  # fmt: skip
        qtbot.keyClick(view, key)
        assert view.chosen == index
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == (
        f"AddmmBackward0, {ROOT}.next_functions[0][0], made by fc3, saved mat1, mat2: alive"
    )


def test_whole_graph_says_which_keys_walk_it(panel):
    show(panel, alive())
    words = panel.details.overview.toPlainText()
    assert all(key in words for key in ("arrows", "Home", "Ctrl+C", "K keeps"))


def test_arrows_follow_the_picture_when_it_lies(panel, qtbot):
    panel.resize(2600, 320)
    show(panel, alive())
    panel.view.resize(1800, 200)
    assert panel.view.geometry_of_graph.lying
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    assert panel.view.chosen == ADDMM
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.view.chosen == 0


def test_click_chooses_a_node_and_shows_it(panel, qtbot):
    show(panel, alive())
    place = panel.view.place_of(ADDMM).toPoint()
    qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=place)
    assert panel.view.chosen == ADDMM
    shown = text(panel)
    for fact in (
        "AddmmBackward0", "bias, input, transposed weight", "x = self.fc3(x)",
        f"{ROOT}.next_functions[0][0]", "[0][0] → AccumulateGrad of fc3.bias",
        "[1][0] → ReluBackward0", "mat2: fc3.weight, transposed · 84×10",
        "version 1 when saved, 1 now · alive",
    ):  # fmt: skip
        assert fact in shown


def test_none_among_the_followers_is_explained(panel):
    show(panel, alive())
    conv1 = next(i for i, n in enumerate(FULL.nodes) if n.stage == "conv1" and n.main)
    panel.view.choose(conv1)
    assert "[0][0] → None: nothing there requires a gradient" in text(panel)


def test_link_to_a_follower_is_gone_along(panel):
    show(panel, alive())
    panel.details.node.anchorClicked.emit(QUrl(f"node:{RELU}"))
    assert panel.view.chosen == RELU


def test_path_is_copied_by_the_button_and_by_the_keys_and_that_is_said(panel, qtbot):
    show(panel, alive())
    qtbot.mouseClick(panel.details.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == ROOT
    assert panel.details.confirmation.text() == f"✓ copied: {ROOT}"
    panel.view.choose(BIAS)
    assert panel.details.confirmation.text() == ""
    qtbot.keySequence(panel.view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == FULL.nodes[BIAS].path


def test_copied_path_is_said_in_the_language_that_is_shown(panel, monkeypatch):
    show(panel, alive())
    panel.details.copy_path()
    monkeypatch.setattr(panel.details, "tr", lambda text: text.replace("copied", "kopiert"))
    panel.retranslate()
    assert panel.details.confirmation.text() == f"✓ kopiert: {ROOT}"


def test_failure_of_a_tensor_changed_in_place_is_told_before_it_happens(panel):
    show(panel, alive(out_of_date(FULL, "fc2.weight")))
    sentence = "backward will fail here: fc2.weight, transposed was saved at version 1"
    assert sentence in panel.details.overview.toPlainText()
    panel.view.choose(next(i for i, n in enumerate(FULL.nodes) if n.stage == "fc2" and n.main))
    assert sentence in text(panel)
    assert "out of date" in panel.view.accessibleDescription()


def test_backward_empties_what_was_saved_and_zero_grad_does_not(panel):
    show(panel, alive())
    panel.view.choose(ADDMM)
    before = panel.view.grab().toImage()
    show(panel, alive(with_gradients=True))
    assert panel.view.grab().toImage() == before
    show(panel, alive(freed(FULL)))
    assert "saved mat1, mat2: freed" in panel.view.accessibleDescription()
    assert panel.view.grab().toImage() != before


def test_chosen_node_stays_while_the_graph_has_the_same_nodes(panel):
    show(panel, alive())
    panel.view.choose(RELU)
    show(panel, alive(freed(FULL)))
    assert panel.view.chosen == RELU


def test_chosen_layer_and_parameter_stay_chosen_in_another_graph(panel):
    show(panel, alive())
    for index in (RELU, BIAS, FC2):
        before = panel.view.graph.nodes[index]
        panel.view.choose(index)
        show(panel, alive(graph(lenet(classes=True))))
        after = panel.view.graph.nodes[panel.view.chosen]
        assert after.path != before.path
        assert (after.stage, after.variable) == (before.stage, before.variable)
        assert panel.details.copy.isEnabled()
        assert after.path in text(panel)
        show(panel, alive())
        assert panel.view.chosen == index


def test_another_graph_is_shown_at_its_root_where_nothing_else_was_chosen(panel):
    show(panel, alive(graph(lenet().followers[0], "output")))
    show(panel, alive())
    assert panel.view.chosen == 0


def test_node_that_another_graph_has_not_gives_way_to_the_root(panel):
    show(panel, alive(graph(lenet(classes=True))))
    panel.view.choose(1)
    assert panel.view.graph.nodes[1].name == "LogSoftmaxBackward0"
    show(panel, alive())
    assert panel.view.chosen == 0


def test_kept_graphs_are_counted_and_weighed(panel):
    show(panel, alive())
    shown = panel.details.overview.toPlainText()
    assert "loss ← MseLoss ← Addmm" in shown
    assert "Graphs that hold saved tensors: 3" in shown
    assert "losses[1]: nodes 26, 43 210 bytes more" in shown


def test_graph_that_was_rebuilt_says_so(panel):
    show(panel, alive(replace(FULL, rebuilt=True)))
    assert "Rebuilt" in panel.details.overview.toPlainText()


def test_surprise_walks_to_the_account_of_the_bias_in_three_stops(panel):
    show(panel, alive())
    visited = []
    for _ in range(3):
        panel.show_surprise()
        visited.append(panel.view.chosen)
    assert visited == [0, ADDMM, BIAS]
    assert text(panel).startswith("Stop 3 of 3")
    panel.view.choose(RELU)
    assert "Stop" not in text(panel)


def test_switch_asks_for_the_next_backward_to_be_written_down(panel, qtbot):
    show(panel, alive())
    with qtbot.waitSignal(panel.command_issued) as sent:
        panel._bar.node_by_node.trigger()
    assert sent.args == [TraceBackward(on=True)]
    with qtbot.waitSignal(panel.command_issued) as sent:
        panel._bar.node_by_node.trigger()
    assert sent.args == [TraceBackward(on=False)]


def test_switch_shows_what_the_trainer_will_do(panel):
    show(panel, alive(tracing=True))
    assert panel._bar.node_by_node.isChecked()
    show(panel, alive(tracing=False))
    assert not panel._bar.node_by_node.isChecked()


def test_another_session_has_nothing_to_play(panel):
    show(panel, traced())
    panel.start_session()
    show(panel, alive())
    assert not panel.playback.isVisible()
    assert not panel._bar.node_by_node.isChecked()


def test_new_trace_starts_at_its_first_node(panel):
    show(panel, alive())
    show(panel, traced())
    assert panel.playback.isVisible()
    assert panel.playback.frontier.at == 0
    assert panel.view.chosen == 0
    assert panel.details.flows.choice.itemText(0) == "came in"


def test_frontier_moves_by_keys_and_shows_what_came_to_each_node(panel, qtbot):
    show(panel, traced())
    focus(panel)
    qtbot.keyClick(panel.view, Qt.Key.Key_Period)
    qtbot.keyClick(panel.view, Qt.Key.Key_Period)
    assert panel.view.chosen == BIAS
    deposit = panel.snapshot.trace.visits[BIAS].deposit
    facts = panel.details.flows.facts.text()
    assert "shape (10,)" in facts
    assert f"fc3.bias.grad was None; the deposit of norm {deposit.added:.6g}" in facts
    qtbot.keyClick(panel.view, Qt.Key.Key_Comma)
    assert panel.view.chosen == ADDMM


def test_gradients_of_a_node_ahead_of_the_frontier_are_not_shown(panel):
    show(panel, traced())
    panel.view.choose(RELU)
    assert panel.details.flows.choice.count() == 0
    assert "has not gone through this node so far" in panel.details.flows.tiles.message.text()
    panel._bar.play.trigger()
    assert "press backward" in panel.details.flows.tiles.message.text()


def test_play_goes_on_node_by_node_and_stops_at_the_end(panel):
    show(panel, traced())
    panel.playback.toggle_play()
    assert panel.playback.playing
    for at in range(1, len(FULL.nodes)):
        assert panel.playback.playing
        panel.playback.play_on()
        assert panel.playback.frontier.at == at
    assert not panel.playback.playing


def test_failed_backward_stops_at_the_node_and_says_why(panel):
    show(panel, traced(out_of_date(FULL, "fc2.weight"), until=FC2))
    panel.playback.last.click()
    assert panel.view.chosen == FC2
    assert text(panel).startswith("✗ backward failed here: fc2.weight, transposed was saved at")
    assert not panel.playback.next.isEnabled()


def test_backward_that_failed_at_its_first_node_says_why_at_once(panel):
    show(panel, traced(freed(FULL), until=0))
    assert panel.details.tabs.currentWidget() is panel.details.node
    assert text(panel).startswith("✗ backward failed here: an earlier backward has let go of")


def test_backward_that_came_to_no_node_is_not_played(panel):
    nowhere = replace(trace(FULL), visits=(), failed=None)
    show(panel, alive(trace=nowhere, last=Outcome(Backward())))
    assert not panel.playback.isVisible()
    assert panel.view.chosen == 0


def test_next_forward_ends_the_playback(panel):
    show(panel, traced())
    show(panel, replace(traced(), trace=panel.snapshot.trace, graph=FULL, last=Outcome(Forward())))
    assert not panel.playback.isVisible()
    panel._bar.play.trigger()
    assert panel.playback.isVisible()


def test_past_moment_shows_what_came_of_its_backward(panel):
    there = timeline(
        branch("FLBS"), now=Moment(0, 3), arrival=Arrival(Moment(0, 4), 0, rebuilt=False)
    )
    show(panel, traced(timeline=there))
    assert not panel.playback.isVisible()
    assert panel.playback.frontier.at == len(FULL.nodes) - 1


def test_run_does_not_begin_to_play(panel):
    show(panel, alive())
    panel.set_running(running=True)
    show(panel, traced())
    assert not panel.playback.isVisible()


def test_pin_asks_for_one_more_layer_to_keep_its_gradient(panel, qtbot):
    show(panel, alive())
    place = panel.view.place_of_pin("relu3").toPoint()
    with qtbot.waitSignal(panel.command_issued) as sent:
        qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=place)
    assert sent.args == [RetainGrad(frozenset({"relu1", "fc1", "relu3"}))]


def test_key_takes_the_wish_for_the_chosen_layer_back(panel, qtbot):
    show(panel, alive())
    panel.view.choose(next(i for i, n in enumerate(FULL.nodes) if n.stage == "fc1" and n.main))
    assert "Too late for fc1: backward has been" in text(panel)
    assert panel._bar.keep.isChecked()
    focus(panel)
    with qtbot.waitSignal(panel.command_issued) as sent:
        qtbot.keyClick(panel.view, Qt.Key.Key_K)
    assert sent.args == [RetainGrad(frozenset({"relu1"}))]


def test_kept_gradient_is_shown_with_its_norm(panel):
    kept = frozen(np.full((6, 28, 28), 0.5, np.float32))
    filled = replace(freed(FULL), retained={"relu1": Retained.FILLED})
    show(panel, alive(filled, retained={"relu1": kept}))
    panel.view.choose(next(i for i, n in enumerate(FULL.nodes) if n.stage == "relu1"))
    assert panel.details.flows.choice.currentText() == "kept: relu1.grad"
    assert panel.details.flows.facts.text() == "sample 0: shape (6, 28, 28), norm 34.2929"


def test_kept_gradient_of_a_batch_says_which_sample_it_is_of(panel, qtbot):
    index = next(i for i, n in enumerate(FULL.nodes) if n.stage == "relu3")
    batch = list(FULL.nodes)
    batch[index] = replace(batch[index], shape=(3, 120))
    filled = replace(FULL, nodes=tuple(batch), retained={"relu3": Retained.FILLED})
    kept = frozen(np.full(120, 0.5, np.float32))
    show(panel, alive(filled, retained={"relu3": kept}, input=input_view(batch_size=3, sample=2)))
    panel.view.choose(index)
    assert panel.details.flows.facts.text().startswith("sample 2: shape (120,), norm ")
    qtbot.keyClick(panel.details.flows.tiles.view, Qt.Key.Key_Right)
    assert "relu3.grad[2, " in panel.details.flows.tiles.readout.toolTip()


def test_pins_tell_of_now_while_a_backward_is_played(panel):
    filled = replace(freed(FULL), retained={"relu1": Retained.FILLED})
    show(panel, replace(traced(), graph=filled))
    assert panel.playback.isVisible()
    panel.view.choose(next(i for i, n in enumerate(FULL.nodes) if n.stage == "relu1"))
    assert "relu1 has kept its gradient" in text(panel)


def test_leaf_points_at_its_account(panel, qtbot):
    show(panel, alive(with_gradients=True))
    assert not panel.details.account.isVisible()
    panel.view.choose(BIAS)
    assert "fc3.bias.grad holds values now" in text(panel)
    assert "the Ledger writes down each deposit" in text(panel)
    with qtbot.waitSignal(panel.account_chosen) as sent:
        qtbot.mouseClick(panel.details.account, Qt.MouseButton.LeftButton)
    assert sent.args == ["fc3.bias"]


def test_wheel_and_keys_zoom_and_nought_fits_again(panel, qtbot):
    show(panel, alive())
    fitted = panel.view.place_of(RELU)
    middle = QPointF(panel.view.rect().center())
    wheel = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.view, wheel)
    assert panel.view.place_of(RELU) != fitted
    qtbot.keyClick(panel.view, Qt.Key.Key_0)
    assert panel.view.place_of(RELU) == fitted


def test_drag_moves_the_picture_and_chooses_nothing(panel, qtbot):
    show(panel, alive())
    before = panel.view.place_of(0)
    start = panel.view.place_of(ADDMM).toPoint()
    qtbot.mousePress(panel.view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(panel.view, start + QPoint(30, 20))
    qtbot.mouseRelease(panel.view, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 20))
    assert panel.view.chosen == 0
    assert panel.view.place_of(0) == before + QPointF(30, 20)


@pytest.mark.parametrize("size", [(400, 300), (700, 300), (1600, 260), (420, 900)])
def test_small_and_large_panels_keep_the_size_they_are_given(panel, size):
    show(panel, traced())
    panel.resize(*size)
    assert (panel.width(), panel.height()) == size


def chosen_numbers(panel) -> list[Element]:
    chosen: list[Element] = []
    panel.number_chosen.connect(chosen.append)
    return chosen


def reasons(panel) -> list[str]:
    said: list[str] = []
    panel.unexplained.connect(lambda why: said.append(why()))
    return said


def show_gradient(panel, node: int, name: str) -> None:
    panel.view.choose(node)
    choice = panel.details.flows.choice
    choice.setCurrentIndex(next(i for i in range(choice.count()) if name in choice.itemText(i)))


def show_end(panel, made: Graph = FULL, **changes) -> None:
    """Show a backward that was written down, at its last node."""
    show(panel, traced(made, **changes))
    panel.playback.go_to(len(made.nodes))


@pytest.mark.parametrize(
    ("node", "name", "keys", "element"),
    [
        (0, "came in", 0, Element(Quantity.FLOW, "loss")),
        (0, "went out [0]", 3, Element(Quantity.FLOW, "fc3", (0, 3))),
        (ADDMM, "came in", 4, Element(Quantity.FLOW, "fc3", (0, 4))),
        (ADDMM, "went out [0]", 2, Element(Quantity.GRADIENT, "fc3.bias", (2,))),
        (ADDMM, "went out [1]", 5, Element(Quantity.FLOW, "relu4", (0, 5))),
        (ADDMM, "went out [2]", 6, Element(Quantity.GRADIENT, "fc3.weight", (6, 0))),
        (BIAS, "came in", 1, Element(Quantity.GRADIENT, "fc3.bias", (1,))),
    ],
)
def test_number_of_a_gradient_at_a_node_is_chosen_by_its_name_in_the_program(
    panel, qtbot, node, name, keys, element
):
    show_end(panel, explained_backward=4)
    chosen = chosen_numbers(panel)
    show_gradient(panel, node, name)
    tiles = panel.details.flows.tiles.view
    for _ in range(keys + 1):
        qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    assert chosen == [element]


def test_double_click_on_a_kept_gradient_chooses_a_number_of_the_shown_sample(panel, qtbot):
    index = next(i for i, n in enumerate(FULL.nodes) if n.stage == "relu1")
    kept = frozen(np.full((6, 28, 28), 0.5, np.float32))
    show(panel, alive(freed(FULL), retained={"relu1": kept}, explained_backward=4))
    chosen = chosen_numbers(panel)
    panel.view.choose(index)
    panel.details.tabs.setCurrentIndex(1)
    tiles = panel.details.flows.tiles.view
    qtbot.mouseDClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.cell_centre((3, 5, 7)))
    assert chosen == [Element(Quantity.FLOW, "relu1", (0, 3, 5, 7))]


def test_gradient_of_another_backward_says_why_it_is_not_explained(panel, qtbot):
    show_end(panel)
    chosen, said = chosen_numbers(panel), reasons(panel)
    show_gradient(panel, ADDMM, "came in")
    qtbot.keyClick(panel.details.flows.tiles.view, Qt.Key.Key_Right)
    qtbot.keyClick(panel.details.flows.tiles.view, Qt.Key.Key_Return)
    assert chosen == []
    assert len(said) == 1
    assert "this is one of another backward" in said[0]


def test_gradient_within_the_loss_says_why_it_is_not_explained(panel, qtbot):
    show_end(panel, graph(lenet(classes=True)), explained_backward=4)
    chosen, said = chosen_numbers(panel), reasons(panel)
    show_gradient(panel, 0, "went out [0]")
    qtbot.keyClick(panel.details.flows.tiles.view, Qt.Key.Key_Right)
    qtbot.keyClick(panel.details.flows.tiles.view, Qt.Key.Key_Return)
    assert chosen == []
    assert "result in between" in said[0]


def test_loss_that_was_scaled_is_not_where_the_gradient_is_one(panel, qtbot):
    show_end(panel, replace(FULL, root="scaler.scale(loss)"), explained_backward=4)
    chosen, said = chosen_numbers(panel), reasons(panel)
    show_gradient(panel, 0, "came in")
    qtbot.keyClick(panel.details.flows.tiles.view, Qt.Key.Key_Right)
    qtbot.keyClick(panel.details.flows.tiles.view, Qt.Key.Key_Return)
    assert chosen == []
    assert len(said) == 1
