from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from lenet_gui.core.commands import LossKind
from lenet_gui.core.graph import Graph
from lenet_gui.core.inputs import Digits
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.timeline import Arrival, Mark, Moment
from lenet_gui.gui.panels.output import OutputPanel
from tests.snapshots import GRAPH, frozen, input_view, make_snapshot
from tests.timelines import branch, timeline

SCORES = np.array(
    [[0.1, 0.2, 0.9, -0.1, 0.0, 0.3, -0.4, 0.2, 0.1, 0.0], [0.5] + [0.0] * 9], dtype=np.float32
)


@pytest.fixture
def panel(qtbot) -> OutputPanel:
    panel = OutputPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    return panel


def show(panel: OutputPanel, snapshot: Snapshot) -> None:
    panel.take(snapshot)
    panel.refresh(0.0)


def classified(label: int | None, *, rows: int = 1, **changes) -> Snapshot:
    """A digit whose largest output is that of class 2."""
    target = None if label is None else frozen(np.eye(10, dtype=np.float32)[label])
    view = input_view(source=Digits(), label=label, target=target, batch_size=rows)
    output = frozen(SCORES[:rows].copy())
    shares = np.exp(SCORES[0]) / np.exp(SCORES[0]).sum()
    return make_snapshot(
        computed=True, input=view, output=output, predictions=frozen(shares), **changes
    )


def test_before_forward_it_says_what_to_press(panel):
    show(panel, make_snapshot())
    assert "Press forward" in panel._hint.text()
    assert not panel.bars.isVisible()


def test_output_without_a_loss_asks_for_the_loss(panel):
    show(panel, replace(make_snapshot(computed=True), loss=None))
    assert panel._hint.text().startswith("No loss yet. Press loss")
    assert panel.bars.isVisible()


def test_loss_and_output_are_printed_as_python_does(panel):
    output = frozen(np.array([[-0.0999] + [0.25] * 9], dtype=np.float32))
    show(panel, replace(make_snapshot(computed=True), output=output, loss=0.7946642637252808))
    text = panel.text.toPlainText()
    assert ">>> loss\ntensor(0.7947, grad_fn=<MseLossBackward0>)" in text
    assert ">>> loss.item()\n0.7946642637252808" in text
    assert ">>> output\ntensor([[-0.0999,  0.2500," in text
    assert "grad_fn=<AddmmBackward0>)" in text


def test_node_of_the_output_is_read_off_the_graph(panel):
    nodes = tuple(replace(node, name=node.name.replace("Addmm", "Linear")) for node in GRAPH.nodes)
    show(panel, replace(make_snapshot(computed=True), graph=replace(GRAPH, nodes=nodes)))
    assert "grad_fn=<LinearBackward0>" in panel.text.toPlainText()


def test_old_loss_keeps_its_node_after_the_next_forward(panel):
    first = make_snapshot(computed=True)
    show(panel, first)
    nodes = tuple(
        replace(node, path=node.path.replace("loss", "output")) for node in GRAPH.nodes[1:]
    )
    graph = Graph(GRAPH.status, "output", nodes, 336)
    show(panel, replace(first, graph=graph))
    assert "tensor(0.7947, grad_fn=<MseLossBackward0>)" in panel.text.toPlainText()
    assert "earlier output" in panel._hint.text()


def test_sample_of_a_batch_is_printed_as_an_indexed_output(panel):
    show(panel, classified(2, rows=2))
    assert ">>> output[0]\ntensor([ 0.1000," in panel.text.toPlainText()
    assert "grad_fn=<SelectBackward0>" in panel.text.toPlainText()


def test_random_target_is_no_class(panel):
    show(panel, make_snapshot(computed=True))
    assert panel._values.predicted is None
    assert panel._values.target is not None
    assert not panel._verdict.isVisible()
    assert panel._legend.accessibleName() == "output, target"


def test_right_answer_is_told_by_a_sign_and_in_words(panel):
    show(panel, classified(2))
    assert panel._verdict.text() == "✓ right: predicted 2, and the label is 2"


def test_wrong_answer_is_told_by_a_sign_and_in_words(panel):
    show(panel, classified(7))
    assert panel._verdict.text() == "✗ wrong: predicted 2, but the label is 7"


def test_picture_without_a_label_has_a_prediction_and_no_verdict(panel):
    show(panel, classified(None))
    assert panel._verdict.text() == "predicted: 2"
    assert "no target" in panel._hint.text()


def test_cross_entropy_compares_shares_and_not_outputs_with_a_target(panel):
    show(panel, classified(2, loss_kind=LossKind.CROSS_ENTROPY))
    assert panel._values.target is None
    assert panel._legend.accessibleName() == "output, softmax share in %"


def test_accuracies_name_how_many_images_they_were_measured_on(panel):
    show(
        panel,
        classified(2, rows=2, accuracy=0.5, test_accuracy=0.875, test_images=200, test_step=12),
    )
    assert panel._verdict.text().splitlines()[1:] == [
        "batch accuracy: 50 % (images: 2)",
        "test accuracy: 87.5 % (images: 200, updates: 12)",
    ]


@pytest.mark.parametrize(("calls", "older"), [("NFLBS", False), ("NFLN", True), ("NFR", True)])
def test_output_of_a_past_moment_is_told_from_that_of_another_input(panel, calls, older):
    there = timeline(
        branch(calls + "FLBS"),
        now=Moment(0, len(calls)),
        arrival=Arrival(Moment(0, len(calls) + 4), 0, rebuilt=False),
    )
    show(panel, classified(2, timeline=there))
    assert ("computed from the input before" in panel._hint.text()) == older


def test_forward_that_failed_on_a_new_input_leaves_the_older_output(panel):
    calls = branch("NFNF", marks={4: Mark.FAILED})
    show(panel, classified(2, timeline=timeline(calls)))
    assert "computed from the input before" in panel._hint.text()


def test_output_of_another_input_is_not_judged_by_the_new_label(panel):
    first = classified(2)
    show(panel, first)
    following = replace(first, input=replace(first.input, batch=2, label=5))
    show(panel, following)
    assert "computed from the input before" in panel._hint.text()
    assert not panel._verdict.isVisible()
    show(panel, replace(following, output=frozen(SCORES[:1] * 2)))
    assert panel._verdict.text().startswith("✗ wrong")


def test_keys_read_out_the_numbers_of_a_class(panel, qtbot):
    show(panel, classified(2))
    panel.bars.setFocus()
    for _ in range(3):
        qtbot.keyClick(panel.bars, Qt.Key.Key_Right)
    assert panel._readout.text().startswith("class 2: output 0.9, target 1, softmax ")
    assert panel.bars.accessibleDescription() == panel._readout.text()


def test_loss_that_is_not_finite_is_printed(panel):
    show(panel, replace(make_snapshot(computed=True), loss=float("nan")))
    assert "tensor(nan, grad_fn=<MseLossBackward0>)" in panel.text.toPlainText()


@pytest.mark.parametrize("size", [(330, 280), (900, 600)])
def test_small_and_large_panels_keep_the_size_they_are_given(panel, size):
    show(panel, classified(7, rows=2, accuracy=0.5, test_accuracy=0.5, test_images=9))
    panel.resize(*size)
    assert (panel.width(), panel.height()) == size
