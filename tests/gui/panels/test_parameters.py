"""The Parameters panel."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from lenet_gui.core.snapshot import GradientState, NoneReason
from lenet_gui.gui.panels.parameters import ParametersPanel
from lenet_gui.gui.widgets.repl_view import ReplView
from lenet_gui.gui.widgets.row_table import RowTable
from tests.snapshots import SHAPES, make_snapshot

NAMES = list(SHAPES)


@pytest.fixture
def panel(qtbot) -> ParametersPanel:
    panel = ParametersPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 600)
    panel.show()
    return panel


def show(panel, snapshot) -> None:
    panel.take(snapshot)
    panel.refresh(1.0)


def cells(panel, name: str) -> dict[str, str]:
    table = panel.findChild(RowTable)
    row = NAMES.index(name)
    return {
        table.horizontalHeaderItem(c).text(): table.item(row, c).text()
        for c in range(table.columnCount())
    }


def printed(panel) -> str:
    return panel.findChild(ReplView).toPlainText()


def with_row(snapshot, name: str, **changes):
    rows = tuple(replace(r, **changes) if r.name == name else r for r in snapshot.rows)
    return replace(snapshot, rows=rows)


def test_the_tutorials_ten_shapes_are_listed(panel):
    show(panel, make_snapshot())
    assert [cells(panel, name)["Shape"] for name in NAMES] == [
        "(6, 1, 5, 5)", "(6,)", "(16, 6, 5, 5)", "(16,)", "(120, 400)",
        "(120,)", "(84, 120)", "(84,)", "(10, 84)", "(10,)",
    ]  # fmt: skip


def test_a_row_says_all_about_a_parameter(panel):
    snapshot = with_row(
        make_snapshot(with_gradients=True), "fc1.weight", update_norm=0.00125, gradient_norm=2.5,
        deposits=3,
    )  # fmt: skip
    show(panel, snapshot)
    assert cells(panel, "fc1.weight") == {
        "Parameter": "fc1.weight",
        "Shape": "(120, 400)",
        ".grad": "● values",
        "Norm of .grad": "2.50000",
        "Deposits": "3",
        "Norm": "5.00000",
        "Norm of update": "0.00125000",
        "Numbers": "48\N{NARROW NO-BREAK SPACE}000",
        "Owner": "SGD",
    }


def test_what_is_not_known_is_a_dash(panel):
    show(panel, with_row(make_snapshot(), "conv1.bias", owner=""))
    said = cells(panel, "conv1.bias")
    assert (said["Norm of .grad"], said["Norm of update"], said["Owner"]) == ("—", "—", "—")


@pytest.mark.parametrize(
    ("state", "badge"),
    [
        (GradientState.NONE, "○ None"),
        (GradientState.ZEROS, "◎ zeros"),
        (GradientState.VALUES, "● values"),
    ],
)
def test_the_state_of_a_gradient_is_a_sign_and_a_word(panel, state, badge):
    show(panel, with_row(make_snapshot(), "conv1.bias", gradient_state=state))
    assert cells(panel, "conv1.bias")[".grad"] == badge


def test_the_three_states_differ_in_sign_and_colour(panel):
    signs = {panel._badge(state)[0] for state in GradientState}
    assert len(signs) == len({panel._badge_colour(state) for state in GradientState}) == 3


def test_the_tutorials_parameter_is_chosen_at_first(panel):
    show(panel, make_snapshot())
    assert printed(panel).startswith(">>> net.conv1.bias.grad\nNone\n>>> net.conv1.bias.data\n")


def test_a_gradient_is_printed_as_pytorch_does(panel):
    snapshot = make_snapshot(with_gradients=True)
    gradient = np.array([-0.0052, 0.0105, 0.0134, 0.0062, 0.0052, -0.0055], dtype=np.float32)
    show(panel, replace(snapshot, gradients={**snapshot.gradients, "conv1.bias": gradient}))
    assert printed(panel).startswith(
        ">>> net.conv1.bias.grad\ntensor([-0.0052,  0.0105,  0.0134,  0.0062,  0.0052, -0.0055])\n"
    )


def test_cleared_gradients_are_printed_as_zeros(panel):
    snapshot = make_snapshot(with_gradients=True)
    zeros = np.zeros(6, dtype=np.float32)
    show(panel, replace(snapshot, gradients={**snapshot.gradients, "conv1.bias": zeros}))
    assert "tensor([0., 0., 0., 0., 0., 0.])" in printed(panel)


def test_a_large_tensor_is_printed_by_its_corners(panel):
    show(panel, make_snapshot(with_gradients=True))
    panel.findChild(RowTable).selectRow(NAMES.index("fc1.weight"))
    assert printed(panel).startswith(">>> net.fc1.weight.grad\n")
    assert "..." in printed(panel)


def test_the_chosen_row_stays_while_the_numbers_change(panel):
    show(panel, make_snapshot())
    panel.findChild(RowTable).selectRow(NAMES.index("fc3.bias"))
    show(panel, make_snapshot(with_gradients=True))
    assert printed(panel).startswith(">>> net.fc3.bias.grad\ntensor(")


def test_the_totals_are_those_of_all_parameters(panel):
    rows = make_snapshot(with_gradients=True).rows
    snapshot = make_snapshot(
        with_gradients=True,
        rows=tuple(
            replace(r, norm=3.0 if i < 1 else 0.0, update_norm=0.0) for i, r in enumerate(rows)
        ),
    )
    show(panel, snapshot)
    text = panel.findChild(QLabel, "parameters_totals").text()
    assert text.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "All 61 706 numbers: norm 3.00000, norm of .grad 1.50000, norm of update 0"
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e200])
def test_norms_that_overflow_are_shown(panel, value):
    snapshot = with_row(
        make_snapshot(gradient_norm=value), "fc3.bias", norm=value, update_norm=value,
        gradient_norm=value,
    )  # fmt: skip
    show(panel, snapshot)
    assert cells(panel, "fc3.bias")["Norm"] in ("nan", "inf", "1.00000e+200")


def test_equal_numbers_touch_no_item(panel, qtbot):
    show(panel, make_snapshot(with_gradients=True))
    with qtbot.assertNotEmitted(panel.findChild(RowTable).itemChanged):
        show(panel, make_snapshot(with_gradients=True))


def test_a_snapshot_without_the_tutorials_parameter_chooses_the_first(panel):
    snapshot = make_snapshot()
    show(panel, replace(snapshot, rows=snapshot.rows[4:]))
    assert printed(panel).startswith(">>> net.fc1.weight.grad")


@pytest.mark.parametrize("reason", NoneReason)
def test_none_is_printed_with_its_reason(panel, reason):
    rows = tuple(replace(row, none_reason=reason) for row in make_snapshot().rows)
    panel.take(make_snapshot(rows=rows))
    panel.refresh(3.0)
    text = panel._values.toPlainText()
    assert ">>> net.conv1.bias.grad\nNone\n# " in text
    assert "{" not in text
