from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton

from lenet_gui.core.graph import Graph, GraphStatus
from lenet_gui.core.snapshot import GradientState, StateEntry
from lenet_gui.gui.status_area import StatusArea
from lenet_gui.gui.words.changes import Change, Part, changes
from lenet_gui.gui.words.messages import Level, Message
from tests.snapshots import GRAPH, make_snapshot


@pytest.fixture
def area(qtbot) -> StatusArea:
    area = StatusArea()
    qtbot.addWidget(area)
    area.show()
    return area


def chip(area: StatusArea, name: str) -> str:
    return area._chips[name].accessibleName()


def test_chips_name_the_four_parts_at_the_start(area):
    area.show_snapshot(make_snapshot())
    assert chip(area, "parameters") == "Parameters: updates: 0"
    assert chip(area, "accounts") == "Gradient accounts: None"
    assert chip(area, "graph") == "Graph: none"
    assert chip(area, "optimizer") == "Optimizer state: SGD: empty"


def test_accounts_count_their_deposits_and_show_their_norm(area):
    area.show_snapshot(make_snapshot(with_gradients=True))
    assert chip(area, "accounts") == "Gradient accounts: deposits: 1, norm 1.5"


def test_accounts_that_a_failed_backward_filled_partly_say_so(area):
    snapshot = make_snapshot(with_gradients=True)
    rows = [replace(row, gradient_state=GradientState.NONE) for row in snapshot.rows[:4]]
    area.show_snapshot(replace(snapshot, rows=(*rows, *snapshot.rows[4:])))
    assert chip(area, "accounts") == "Gradient accounts: partial: 6 of 10 written"


@pytest.mark.parametrize(
    ("graph", "text"),
    [
        (GRAPH, "Graph: alive: 4 nodes, 416 B saved"),
        (replace(GRAPH, status=GraphStatus.FREED, saved_bytes=0), "Graph: freed"),
        (Graph(), "Graph: none"),
    ],
)
def test_graph_is_none_alive_or_freed(area, graph, text):
    area.show_snapshot(make_snapshot(graph=graph))
    assert chip(area, "graph") == text


def test_optimizer_state_is_counted(area):
    entry = StateEntry("conv1.bias", "momentum_buffer", (6,), 0.5)
    area.show_snapshot(make_snapshot(optimizer_state=(entry,) * 3))
    assert chip(area, "optimizer") == "Optimizer state: SGD: entries: 3"


def test_error_shows_its_headline_and_offers_the_explanation(qtbot, area):
    area.show_message(Message(Level.ERROR, "It failed.", ("PyTorch's words", "a cure")))
    sentence = area.findChild(QLabel, "sentence")
    assert sentence.text() == "✖ It failed."
    assert "a cure" in sentence.accessibleName()
    why = area.findChild(QToolButton, "why")
    with qtbot.waitSignal(area.explain_requested):
        why.click()


def test_notice_is_told_beside_what_changed(area):
    area.show_message(Message(Level.NOTICE, "Moved.", ("But mind this.",)))
    assert area.findChild(QLabel, "sentence").text() == "⚠ Moved. But mind this."


def test_progress_counts_iterations_and_goes_away(area):
    bar = area.findChild(QProgressBar, "progress")
    area.show_progress(30, 120)
    assert bar.isVisible()
    assert (bar.value(), bar.maximum()) == (30, 120)
    area.show_progress(31, None)
    assert "31" in bar.text()
    area.hide_progress()
    assert not bar.isVisible()


def test_no_message_and_no_run_moves_what_lies_above(qtbot, area):
    area.resize(900, 100)
    area.show()
    long = Message(
        Level.NOTICE, "What happened, in a sentence that fills " + "a line " * 18, ("x",)
    )
    heights = set()
    for show in (
        lambda: area.show_message(Message(Level.DONE, "Short.")),
        lambda: area.show_message(long),
        lambda: area.show_progress(3, None),
        area.hide_progress,
    ):
        show()
        layout = area.layout()
        layout.activate()
        heights.add(max(layout.minimumHeightForWidth(900), layout.heightForWidth(900)))
    assert len(heights) == 1
    assert area._sentence.heightForWidth(area._sentence.width()) > area.fontMetrics().height()


def test_part_that_the_last_call_changed_is_marked_and_the_others_are_not(area):
    before, after = make_snapshot(), make_snapshot(with_gradients=True)
    area.show_changes(changes(before, after))
    assert "None → values (10)" in area._chips["accounts"].change
    assert "None → values (10)" in area._chips["accounts"].toolTip()
    assert area._chips["accounts"].accessibleDescription()
    assert area._chips["parameters"].change == ""
    area.show_changes(())
    assert area._chips["accounts"].change == ""


def test_value_of_a_changed_part_lets_the_tint_of_its_chip_through(area):
    area.show_changes([Change(Part.GRAPH, changed=True, text="none → alive")])
    assert not area._chips["graph"]._value.autoFillBackground()
    area.show_changes([])
    assert area._chips["graph"]._value.autoFillBackground()
