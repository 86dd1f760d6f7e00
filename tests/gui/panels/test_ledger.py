from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from lenet_gui.core.ledger_view import Earlier, EntryKind, Origin
from lenet_gui.core.snapshot import GradientState, NoneReason
from lenet_gui.gui.ledger.bands import BandKind
from lenet_gui.gui.panels.ledger import LedgerPanel
from tests.ledgers import account, array, deposit, event, ledger_snapshot, scaling, unexplained

G1 = [0.5, -0.25, 0.0, 0.125, 1.0, 2.0]
G2 = [0.25, 0.25, 0.0, -0.125, -3.0, 2.0]
SUM = [0.75, 0.0, 0.0, 0.0, -2.0, 4.0]


@pytest.fixture
def panel(qtbot) -> LedgerPanel:
    panel = LedgerPanel()
    qtbot.addWidget(panel)
    panel.resize(420, 420)
    panel.show()
    qtbot.waitExposed(panel)
    show(panel, account())
    panel.parameter = "conv1.bias"
    return panel


def show(panel: LedgerPanel, shown, *events, forgotten: int = 0) -> None:
    panel.take(ledger_snapshot(shown, events, forgotten))
    panel.refresh(1.0)


@pytest.fixture
def two(panel) -> LedgerPanel:
    show(panel, account(deposit(G1, 3), deposit(G2, 7, micro_batch=1, divisor=4), total=SUM))
    return panel


def test_an_empty_account_says_what_to_do(panel):
    assert "Press forward, loss and backward" in panel.bands.hint
    assert panel.bands.accessibleDescription() == panel.bands.hint
    assert panel.bands.bands == ()
    assert panel.proof.text() == ".grad is None: nothing has been deposited."


def test_each_backward_is_a_band_from_the_level_before_to_the_level_after(two):
    bands = two.bands.bands
    norm = float(np.linalg.norm(SUM))
    first = float(np.dot(G1, SUM)) / norm
    assert [band.kind for band in bands] == [BandKind.ADDED] * 2
    assert (bands[0].before, bands[0].after) == pytest.approx((0, first))
    assert (bands[1].before, bands[1].after) == pytest.approx((first, norm))


def test_a_band_is_labelled_with_its_backward_its_norm_and_its_cosine(two):
    band = two.bands.bands[1]
    assert band.text == "g2 · micro-batch 2 · loss 0.5 · divided by 4 · after 0 updates"
    cosine = float(np.dot(G2, SUM)) / (np.linalg.norm(G2) * np.linalg.norm(SUM))
    assert band.numbers == f"norm {np.linalg.norm(G2):.3g}  cos {cosine:.3f}"
    assert "call 7: loss.backward()" in band.tip


def test_the_proof_tells_what_was_compared(two):
    assert two.proof.text() == (
        "✓ 2 deposits, added in this order, are .grad to the last bit: all 6 numbers compared."
    )


def test_without_the_proof_the_panel_says_so(panel):
    show(panel, account(deposit(G1), total=SUM, proved=False))
    assert panel.proof.text().startswith("✖")


def test_an_unexplained_change_is_told_with_the_call_before_it(panel):
    show(panel, account(deposit(G1, 3), unexplained(SUM), total=SUM))
    assert panel.proof.text() == "⚠ Unexplained change after call 3: loss.backward()"
    assert panel.bands.bands[1].kind is BandKind.CHANGED


def test_one_number_is_written_as_its_sum(two, qtbot):
    qtbot.keyClicks(two.number, "4")
    assert two.sum.text.toPlainText() == "1.0 - 3.0 = -2.0"
    assert [(band.before, band.after) for band in two.bands.bands] == [(0, 1), (1, -2)]
    assert two.bands.bands[1].numbers == "-3.0"


def test_a_scaling_is_a_factor_around_what_was_there(panel, qtbot):
    entries = (deposit(G1), deposit(G2), scaling(0.5), deposit(G1))
    show(panel, account(*entries, total=[0.5 * s + g for s, g in zip(SUM, G1, strict=True)]))
    qtbot.keyClicks(panel.number, "0")
    assert panel.sum.text.toPlainText() == "(0.5 + 0.25) × 0.5 + 0.5 = 0.875"
    assert (
        panel.bands.bands[2].text
        == "× 0.5 · nn.utils.clip_grad_norm_(net.parameters(), max_norm=0.5)"
    )


def test_the_rounding_is_shown_line_by_line(panel, qtbot):
    # Half an ulp of 1 is 2^-24: the exact sum is a tie, and goes to the even number.
    tiny = 2.0**-24
    show(panel, account(deposit([1.0] * 6), deposit([tiny] * 6), total=[1.0] * 6))
    qtbot.keyClicks(panel.number, "0")
    panel._order.setChecked(True)
    text = panel.sum.text.toPlainText()
    assert "None becomes 1.0, its bits kept" in text
    assert "rounded from 1.0000000596046448, by -0.50 ulp" in text
    assert "From the last to the first: the same bits." in text


def test_another_order_is_compared(panel, qtbot):
    tiny = 2.0**-24
    parts = [deposit([v] * 6) for v in (1.0, tiny, tiny)]
    show(panel, account(*parts, total=[1.0] * 6))
    qtbot.keyClicks(panel.number, "0")
    panel._order.setChecked(True)
    assert "From the last to the first: 1.0000001, 1 ulp away." in panel.sum.text.toPlainText()


def test_rounding_without_a_number_chooses_the_largest(two):
    two._order.setChecked(True)
    assert two.number.text() == "5"


def test_wrong_indices_are_explained_and_change_nothing(two, qtbot):
    before = two.sum.text.toPlainText()
    qtbot.keyClicks(two.number, "6")
    assert two._problem.text() == "Indices, one for each dimension: 0 to 5"
    assert two._problem.isVisible()
    assert two.sum.text.toPlainText() == before


def test_another_parameter_of_another_shape_takes_the_index_away(two, qtbot):
    qtbot.keyClicks(two.number, "4")
    two.parameter = "conv1.weight"
    assert two.number.text() == ""
    assert two.bands.hint
    assert two.sum.text.toPlainText() == ""


def test_zeros_are_told_from_none(panel):
    show(panel, account(total=[0.0] * 6, zeros=True))
    assert "full of zeros" in panel.bands.hint
    assert panel.proof.text() == "✓ Zeros, and no deposit since; all 6 numbers compared."


def test_a_sum_that_began_with_zeros_begins_with_zero(panel, qtbot):
    show(panel, account(deposit(G1), total=G1, zeros=True))
    qtbot.keyClicks(panel.number, "3")
    assert panel.sum.text.toPlainText() == "0 + 0.125 = 0.125"


def test_earlier_deposits_are_one_band_that_says_so(panel):
    earlier = Earlier(744, array(G1))
    show(panel, account(deposit(G2), total=SUM, earlier=earlier))
    first, second = panel.bands.bands
    assert first.kind is BandKind.TOGETHER
    assert first.text == "g1 … g744 together: only their sum is kept"
    assert second.text.startswith("g745 ")


def test_the_life_of_the_account_is_a_strip_of_its_own_events(panel):
    events = (
        event(EntryKind.DEPOSIT, 3),
        event(EntryKind.DEPOSIT, 4, frozenset({"fc3.bias"})),
        event(EntryKind.ZEROED, 5),
        event(EntryKind.DROPPED, 9),
    )
    show(panel, account(), *events)
    states = [mark.state for mark in panel.life.marks]
    assert states == [GradientState.VALUES, GradientState.ZEROS, GradientState.NONE]
    assert panel.life.marks[-1].words == "dropped to None by call 9: net.zero_grad()"
    assert panel.life.accessibleDescription() == panel.life.marks[-1].words


def test_the_keyboard_goes_through_the_life_and_points_at_the_calls(panel, qtbot):
    show(panel, account(), event(EntryKind.DEPOSIT, 3), event(EntryKind.DROPPED, 9))
    chosen: list[Origin] = []
    panel.call_chosen.connect(chosen.append)
    qtbot.keyClick(panel.life, Qt.Key.Key_Left)
    qtbot.keyClick(panel.life, Qt.Key.Key_Left)
    assert [origin.call for origin in chosen] == [9, 3]


def test_a_chosen_band_points_at_its_call(two):
    chosen: list[Origin] = []
    two.call_chosen.connect(chosen.append)
    two.bands.choose(1)
    assert [origin.call for origin in chosen] == [7]


def test_hovering_a_band_tells_which_call(two, qtbot):
    hovered = []
    two.call_hovered.connect(hovered.append)
    two.bands.hovered.emit(0)
    two.bands.hovered.emit(-1)
    assert [None if origin is None else origin.call for origin in hovered] == [3, None]


def test_the_histogram_lays_the_chosen_deposit_over_the_gradient(two):
    two.bands.choose(1)
    two._overlay.setChecked(True)
    assert two.sum.histogram.isVisible()
    cell = two.sum.histogram.view._cells[0]
    assert cell.name == "conv1.bias.grad"
    assert cell.before.norm == pytest.approx(np.linalg.norm(G2))
    assert cell.now.norm == pytest.approx(np.linalg.norm(SUM))
    two.sum.histogram.view.show_all()
    assert two.sum.histogram.view.enlarged == "conv1.bias.grad"


def test_what_is_no_deposit_is_counted_in_the_proof(panel):
    halved = [g / 2 for g in G1]
    show(panel, account(deposit(G1), scaling(0.5), total=halved))
    assert panel.proof.text() == (
        "✓ Deposits: 1, other changes: 1. In this order they come to .grad to the last bit: all 6 "
        "numbers compared."
    )


def test_the_largest_number_of_a_gradient_without_numbers_is_its_first(panel):
    nothing = [np.nan] * 6
    show(panel, account(deposit(nothing), total=nothing))
    panel.choose_largest()
    assert panel.number.text() == "0"
    assert panel.sum.text.toPlainText() == "nan = nan"
    panel.bands.grab()  # it has no place on the axis, and is painted all the same


def test_the_parts_of_the_norm_are_written_to_both_ends(panel):
    ones = [1.0] * 6
    show(panel, account(*[deposit(ones)] * 50, total=[50.0] * 6))
    text = panel.sum.text.toPlainText()
    assert "… + 2.44949 + 2.44949" in text
    assert text.count("2.44949") == 40


def test_both_histograms_have_the_same_bins(two):
    two.bands.choose(1)
    two._overlay.setChecked(True)
    cell = two.sum.histogram.view._cells[0]
    assert (cell.before.low, cell.before.high) == (cell.now.low, cell.now.high) == (-4.0, 4.0)
    assert cell.before.counts.sum() == cell.now.counts.sum() == 6


def test_a_comma_of_a_chinese_keyboard_is_a_comma(panel):
    panel.parameter = "fc3.weight"
    panel.number.setText("1，2")
    assert panel.number.index == 86


def test_why_a_frozen_parameter_gets_no_deposit_is_said(panel):
    snapshot = ledger_snapshot(account())
    rows = tuple(
        replace(row, none_reason=NoneReason.FROZEN) if row.name == "conv1.bias" else row
        for row in snapshot.rows
    )
    panel.take(replace(snapshot, rows=rows))
    panel.refresh(1.0)
    assert "conv1.bias.requires_grad is False" in panel.bands.hint


def test_nothing_can_be_chosen_where_there_is_no_gradient(two):
    assert two._largest.isEnabled()
    show(two, account())
    assert not two._largest.isEnabled()


def test_account_that_is_asked_for_is_shown(two):
    assert two.show_account("fc3.bias")
    assert two.parameter == "fc3.bias"
    assert not two.show_account("no.such")
    assert two.parameter == "fc3.bias"
