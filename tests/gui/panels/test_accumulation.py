"""The Accumulation panel."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
)

from lenet_gui.core.accumulation import (
    AccumulationPlan,
    BenchAccumulation,
    Clipping,
    Reduction,
    Weighting,
)
from lenet_gui.core.accumulation_presets import Preset, preset_plan
from lenet_gui.core.accumulation_report import (
    ComparedNumber,
    Finding,
    Reason,
    Trajectory,
    Verdict,
)
from lenet_gui.core.commands import LoadInput, LossKind, SetLoss
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.inputs import Digits
from lenet_gui.core.program import SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.gui.panels.accumulation import AccumulationPanel
from tests.snapshots import accumulation_report, input_view, make_snapshot


@pytest.fixture
def panel(qtbot) -> AccumulationPanel:
    panel = AccumulationPanel()
    qtbot.addWidget(panel)
    panel.resize(460, 400)
    panel.show()
    return panel


@pytest.fixture
def commands(panel) -> list:
    issued = []
    panel.command_issued.connect(issued.append)
    return issued


def show(panel, batch: int = 32, **changes) -> None:
    view = input_view(batch_size=batch, indices=tuple(range(batch)))
    panel.take(make_snapshot(input=view, **changes))
    panel.refresh(1.0)


def press(panel, qtbot, name: str) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def button(panel, name: str) -> QPushButton:
    return panel.findChild(QPushButton, name)


def text(panel, name: str) -> str:
    return panel.findChild(QLabel, name).text()


def type_sizes(panel, words: str) -> None:
    edit = panel.findChild(QLineEdit, "accumulation_sizes")
    edit.setText(words)
    edit.textEdited.emit(words)


def choose(panel, name: str, index: int) -> None:
    combo = panel.findChild(QComboBox, name)
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def preset(panel) -> int:
    return panel.findChild(QComboBox, "accumulation_preset").currentIndex()


def test_one_image_is_not_split_but_a_batch_is_offered(panel, commands, qtbot):
    show(panel, batch=1)
    assert panel.findChild(QLabel, "accumulation_empty").isVisible()
    assert not button(panel, "accumulation_compare").isVisible()
    press(panel, qtbot, "accumulation_digits")
    assert commands == [LoadInput(Digits(batch_size=32))]


def test_compare_asks_for_the_plan_of_the_form(panel, commands, qtbot):
    show(panel)
    press(panel, qtbot, "accumulation_compare")
    assert commands == [BenchAccumulation(preset_plan(Preset.EQUAL, 32))]


def test_every_field_of_the_form_is_part_of_the_plan(panel, commands, qtbot):
    show(panel, loss_kind=LossKind.CROSS_ENTROPY)
    type_sizes(panel, "2 x 8, 4")
    choose(panel, "accumulation_reduction", list(Reduction).index(Reduction.SUM))
    choose(panel, "accumulation_weighting", list(Weighting).index(Weighting.TOTAL))
    choose(panel, "accumulation_clipping", list(Clipping).index(Clipping.EACH))
    edit = panel.findChild(QLineEdit, "accumulation_max_norm")
    edit.setText("1.5")
    edit.textEdited.emit("1.5")
    for name, value in (("window", 4), ("ignored", 3), ("updates", 2)):
        panel.findChild(QSpinBox, f"accumulation_{name}").setValue(value)
    press(panel, qtbot, "accumulation_compare")
    assert commands == [
        BenchAccumulation(
            AccumulationPlan(
                (8, 8, 4), window=4, reduction=Reduction.SUM, weighting=Weighting.TOTAL,
                clipping=Clipping.EACH, max_norm=1.5, updates=2, ignored=3,
            )
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("8, eight", "“eight” is not a whole number"),
        ("8, ", "“” is not a whole number"),
        ("4 x 9", "sum(sizes) must be between 1 and 32, not 36"),
        ("8, 0", "min(sizes) must be between 1 and 32, not 0"),
        ("65 x 1", "len(sizes) must be between 1 and 64, not 65"),
    ],
)
def test_wrong_sizes_close_compare_and_say_why(panel, commands, qtbot, words, said):
    show(panel)
    type_sizes(panel, words)
    assert said in text(panel, "accumulation_problem")
    press(panel, qtbot, "accumulation_compare")
    assert commands == []


def test_a_wrong_norm_counts_only_where_gradients_are_clipped(panel):
    show(panel)
    edit = panel.findChild(QLineEdit, "accumulation_max_norm")
    edit.setText("much")
    edit.textEdited.emit("much")
    assert panel.form.problem == ""
    choose(panel, "accumulation_clipping", 1)
    assert "max_norm must be" in panel.form.problem


def test_samples_that_are_left_out_are_counted(panel):
    show(panel)
    type_sizes(panel, "3 x 8")
    assert text(panel, "accumulation_facts") == "Micro-batches: 3. Samples used: 24 of 32."


def test_a_preset_fills_the_form_in_and_an_edit_leaves_it(panel, commands, qtbot):
    show(panel)
    choose(panel, "accumulation_preset", list(Preset).index(Preset.PARTIAL_WINDOW))
    press(panel, qtbot, "accumulation_compare")
    assert commands == [BenchAccumulation(preset_plan(Preset.PARTIAL_WINDOW, 32))]
    assert preset(panel) == list(Preset).index(Preset.PARTIAL_WINDOW)
    type_sizes(panel, "8, 8")
    assert preset(panel) == -1


def test_a_preset_follows_the_size_of_the_batch_and_an_edited_plan_stays(panel):
    show(panel)
    show(panel, batch=16)
    assert panel.form.plan() == preset_plan(Preset.EQUAL, 16)
    type_sizes(panel, "5, 6")
    show(panel, batch=64)
    assert panel.form.plan().sizes == (5, 6)


def test_snapshots_do_not_overwrite_what_is_being_typed(panel):
    show(panel)
    type_sizes(panel, "8, ")
    show(panel, step=1)
    assert panel.findChild(QLineEdit, "accumulation_sizes").text() == "8, "


def test_ignored_targets_offer_the_loss_that_they_need(panel, commands, qtbot):
    show(panel)
    choose(panel, "accumulation_preset", list(Preset).index(Preset.MASKED))
    assert "CrossEntropyLoss" in panel.form.problem
    assert not button(panel, "accumulation_compare").isEnabled()
    press(panel, qtbot, "accumulation_use_loss")
    assert commands == [SetLoss(LossKind.CROSS_ENTROPY)]
    show(panel, loss_kind=LossKind.CROSS_ENTROPY)
    assert button(panel, "accumulation_compare").isEnabled()
    assert not button(panel, "accumulation_use_loss").isVisible()


def test_the_verdict_stands_above_all_and_its_reason_on_the_first_page(panel):
    show(panel)
    assert "Compare" in text(panel, "accumulation_verdict")
    show(panel, accumulation=accumulation_report())
    assert "✓ Equal" in text(panel, "accumulation_verdict")
    assert "another order" in text(panel, "accumulation_why")
    assert panel.findChild(QTabWidget, "accumulation_tabs").currentIndex() == 1


def test_a_wrong_plan_is_called_wrong_in_another_colour(panel):
    finding = Finding(Verdict.FACTOR, Reason.UNDIVIDED, 4.0)
    moved = Finding(Verdict.WRONG, Reason.GRADIENTS)
    show(panel, accumulation=accumulation_report(finding=finding, moved_finding=moved))
    assert "✗ Wrong by a factor of 4." in text(panel, "accumulation_verdict")
    verdict = panel.findChild(QLabel, "accumulation_verdict")
    assert panel.colours.error in verdict.styleSheet()


def test_a_verdict_is_not_shown_for_another_plan(panel):
    show(panel, accumulation=accumulation_report())
    type_sizes(panel, "16, 16")
    assert "✓" not in text(panel, "accumulation_verdict")
    assert panel.numbers.table.rowCount() == 0
    type_sizes(panel, "8, 8, 8, 8")
    assert "✓" in text(panel, "accumulation_verdict")


@pytest.mark.parametrize("changes", [{"loss_kind": LossKind.CROSS_ENTROPY}, {"accumulation": None}])
def test_a_verdict_is_not_shown_for_another_loss_or_after_a_reset(panel, changes):
    show(panel, accumulation=accumulation_report())
    show(panel, **({"accumulation": accumulation_report()} | changes))
    assert "✓" not in text(panel, "accumulation_verdict")


def test_a_verdict_says_when_the_network_has_moved_on(panel):
    show(panel, accumulation=accumulation_report())
    assert "before" not in text(panel, "accumulation_verdict")
    show(panel, accumulation=accumulation_report(), step=3)
    assert "Measured before the network or the batch changed." in text(
        panel, "accumulation_verdict"
    )


def test_numbers_are_listed_for_each_parameter(panel):
    report = accumulation_report()
    moved = replace(report.moved, norm_ratio=0.5)
    show(panel, accumulation=replace(report, moved=moved))
    table = panel.numbers.table
    first = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert first[:2] == ["all together", "conv1.weight"]
    assert len(first) == 12
    assert table.item(11, 1).text() == "0.500000"
    assert table.item(1, 2).text() == "1.00000e-07"


def test_a_chosen_micro_batch_is_read_out(panel):
    show(panel, accumulation=accumulation_report())
    panel.sum.bands.choose(1)
    said = text(panel, "accumulation_readout")
    assert said.startswith("Micro-batch 2 of 4: 8 samples, loss 0.1 × 0.25, deposit 0.13 long")


def test_reading_a_band_out_moves_nothing(panel):
    show(panel, accumulation=accumulation_report())
    before = panel.sum.bands.geometry()
    panel.sum.bands.choose(1)
    QApplication.processEvents()
    assert panel.sum.bands.geometry() == before


def test_a_chosen_bar_of_ulps_is_read_out(panel):
    show(panel, accumulation=accumulation_report())
    panel.rounding.bars.choose(1)
    assert text(panel, "accumulation_ulps") == "1 ulp: 10 of 100 numbers (10%)"
    panel.rounding.bars.choose(4)
    assert text(panel, "accumulation_ulps").startswith("5-8 ulp: 0 of")


def test_the_loop_is_shown_as_code_and_copied(panel, qtbot):
    show(panel)
    code = panel.code_page.code.toPlainText()
    assert "loss = criterion(net(x), y) / 4" in code
    panel.findChild(QTabWidget, "accumulation_tabs").setCurrentIndex(5)
    press(panel, qtbot, "accumulation_copy")
    assert QGuiApplication.clipboard().text() == code


def test_the_loop_can_be_put_into_the_program(panel, commands, qtbot):
    show(panel)
    panel.findChild(QTabWidget, "accumulation_tabs").setCurrentIndex(5)
    press(panel, qtbot, "accumulation_use")
    assert commands == [SetProgram(PROGRAMS[Recipe.ACCUMULATE])]
    choose(panel, "accumulation_preset", list(Preset).index(Preset.UNEQUAL))
    assert not button(panel, "accumulation_use").isEnabled()


def test_everything_fits_into_a_small_dock(panel):
    show(panel, accumulation=accumulation_report())
    assert panel.minimumSizeHint().width() <= 340
    assert panel.minimumSizeHint().height() <= 320


def test_the_losses_of_both_loops_are_drawn_over_the_updates(panel):
    one = Trajectory((3.0, 2.0, 1.0), (0.1, 0.1, 0.05))
    whole = Trajectory((3.0, 2.5, 2.0), (0.1, 0.1, 0.1))
    panel.updates.show_report(replace(accumulation_report(), accumulated=one, whole=whole))
    drawn = [curve.getData()[1].tolist() for curve in panel.updates.plot.curves]
    assert drawn == [[3, 2, 1], [3, 2.5, 2]]
    assert panel.updates.rates.text() == (
        "lr of the last update: 0.05 accumulated, 0.1 for the whole batch."
    )


def test_one_update_is_no_curve(panel):
    once = Trajectory((3.0,), (0.1,))
    panel.updates.show_report(replace(accumulation_report(), accumulated=once, whole=once))
    assert "Raise Updates" in panel.updates.plot.message
    panel.updates.show_report(None)
    assert "Press Compare" in panel.updates.plot.message
    assert panel.updates.plot.curves == []


def test_why_a_preset_cannot_be_compared_is_said_and_where_it_is_mended_shown(panel):
    show(panel)
    tabs = panel.findChild(QTabWidget, "accumulation_tabs")
    tabs.setCurrentIndex(1)
    index = list(Preset).index(Preset.MASKED)  # which MSE cannot do
    panel.findChild(QComboBox, "accumulation_preset").activated.emit(index)
    verdict = panel.findChild(QLabel, "accumulation_verdict")
    assert not panel.findChild(QPushButton, "accumulation_compare").isEnabled()
    assert verdict.text() == panel.form.problem != ""
    assert tabs.currentIndex() == 0


def test_row_of_a_parameter_leads_to_its_account(panel, qtbot):
    show(panel, accumulation=accumulation_report())
    table = panel.numbers.table
    wanted = []
    panel.account_chosen.connect(wanted.append)
    table.setCurrentCell(3, 2)
    table.itemActivated.emit(table.item(3, 2))
    panel.findChild(QAction, "accumulation_table_account").trigger()
    assert table.item(3, 0).text() == "conv2.weight"
    assert wanted == ["conv2.weight"] * 2


@pytest.mark.parametrize("row", [0, 11])
def test_row_of_all_parameters_says_that_it_has_no_account(panel, row):
    show(panel, accumulation=accumulation_report())
    wanted, said = [], []
    panel.account_chosen.connect(wanted.append)
    panel.unexplained.connect(lambda why: said.append(why()))
    panel.numbers.table.setCurrentCell(row, 0)
    panel.numbers.show_account()
    assert wanted == []
    assert "all parameters together" in said[0]


EXAMPLE = ComparedNumber("fc3.bias", (4,), 0.25, 0.125)


def with_examples(**changes):
    """A report whose second micro-batch and second bar have a number to show."""
    report = accumulation_report(**changes)
    parts = list(report.parts)
    parts[1] = replace(parts[1], largest=EXAMPLE, deposited=-0.75)
    return replace(report, parts=tuple(parts), examples=(None, EXAMPLE))


def leads_to(panel) -> tuple[list[Element], list[str]]:
    """What is explained, and what is said instead."""
    chosen: list[Element] = []
    said: list[str] = []
    panel.number_chosen.connect(chosen.append)
    panel.unexplained.connect(lambda why: said.append(why()))
    return chosen, said


def holding(number: float) -> dict[str, np.ndarray]:
    """Gradients of which one number is this one."""
    gradients = dict(make_snapshot(with_gradients=True).gradients)
    gradients["fc3.bias"] = np.zeros(10, np.float32)
    gradients["fc3.bias"][4] = number
    return gradients


@pytest.mark.parametrize("number", [0.25, 0.125])
def test_bars_lead_to_their_largest_number_where_grad_holds_it(panel, qtbot, number):
    show(panel, accumulation=with_examples(), gradients=holding(number))
    chosen, said = leads_to(panel)
    tabs = panel.findChild(QTabWidget, "accumulation_tabs")
    for tab, bars, name in (
        (1, panel.sum.bands, "accumulation_bands_explain"),
        (3, panel.rounding.bars, "ulp_bars_explain"),
    ):
        tabs.setCurrentIndex(tab)
        bars.choose(1)
        qtbot.keyClick(bars, Qt.Key.Key_Return)
        bars.choose(-1)  # the mouse has left it for the menu
        panel.findChild(QAction, name).trigger()
    assert chosen == [Element(Quantity.GRADIENT, "fc3.bias", (4,))] * 4
    assert said == []


def test_a_number_that_no_grad_holds_is_told_with_what_to_press(panel):
    show(panel, accumulation=with_examples(), gradients=holding(0.5))
    chosen, said = leads_to(panel)
    panel.sum.bands.bar_activated.emit(1)
    panel.rounding.bars.bar_activated.emit(1)
    assert chosen == []
    assert said[0].startswith(
        "The largest number of micro-batch 2 is -0.75, added to fc3.bias.grad[4]; there the "
        "accumulated gradient is 0.25, the whole batch's 0.125."
    )
    assert said[1].startswith(
        "The largest number of this bar is fc3.bias.grad[4]: 0.25 accumulated, 0.125 for the "
        "whole batch."
    )
    for sentence in said:
        assert "Press zero_grad, forward, loss and backward" in sentence


@pytest.mark.parametrize(
    ("plan", "step", "reason"),
    [
        (AccumulationPlan((8, 8, 8, 8), updates=10), 3, "before the network or the batch changed"),
        (AccumulationPlan((8, 8), updates=10), 0, "no .grad holds it"),
        (AccumulationPlan((16, 16), reduction=Reduction.SUM), 0, "no .grad holds it"),
        (AccumulationPlan((16, 16), weighting=Weighting.TOTAL), 0, "no .grad holds it"),
        (AccumulationPlan((16, 16), clipping=Clipping.EACH), 0, "no .grad holds it"),
    ],
)
def test_what_no_press_brings_back_is_not_promised(panel, plan, step, reason):
    show(panel)
    panel.form.show_plan(plan)
    show(panel, accumulation=with_examples(plan=plan), step=step)
    _, said = leads_to(panel)
    panel.rounding.bars.bar_activated.emit(1)
    assert reason in said[0]
    assert "Press" not in said[0]


def test_a_bar_that_counts_nothing_says_so(panel):
    show(panel, accumulation=with_examples())
    chosen, said = leads_to(panel)
    panel.rounding.bars.bar_activated.emit(0)
    assert chosen == []
    assert said == ["This bar counts no number, so there is none to explain."]
