"""The Inspector panel."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QToolButton

from lenet_gui.core.explanation import Element, Inspect, Inspection, Missing, Quantity, Rule
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.gradient_check import CheckGradient, Kink
from lenet_gui.core.update_explained import Computed, RuleLine
from lenet_gui.gui.inspector.step_words import arithmetic, computed_words
from lenet_gui.gui.panels.inspector import InspectorPanel
from lenet_gui.gui.words.missing_texts import why_missing
from lenet_gui.gui.words.rule_texts import FORMULAS
from tests.inspections import (
    WEIGHT,
    check,
    checked,
    convolution,
    flats,
    inspected,
    sample,
    simple,
    unexplained,
    update,
    weight_gradient,
)
from tests.snapshots import input_view, make_snapshot

LOSS = Element(Quantity.LOSS, "loss")


@pytest.fixture
def panel(qtbot) -> InspectorPanel:
    panel = InspectorPanel()
    qtbot.addWidget(panel)
    panel.resize(480, 480)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def commands(panel) -> list:
    issued = []
    panel.command_issued.connect(issued.append)
    return issued


def show(panel, inspection: Inspection | None, **changes) -> None:
    changes = {"with_gradients": True, "computed": True, **changes}
    panel.take(make_snapshot(inspection=inspection, **changes))
    panel.refresh(1.0)


def turn_to(panel, page) -> None:
    panel._tabs.setCurrentWidget(page)


def press(panel, qtbot, name: str) -> None:
    qtbot.mouseClick(panel.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_without_a_number_it_says_how_to_choose_one(panel):
    show(panel, None)
    assert panel.explanation.sentence.text().startswith("Choose a number above, or in any panel")
    assert panel.step.text.text().startswith("Choose a number of a parameter")
    assert not panel.explanation.table.isVisible()
    assert not panel.path.isVisible()


def test_the_number_is_written_as_a_script_writes_it_with_all_its_digits(panel):
    show(panel, inspected(replace(convolution(), number=0.10000000149011612)))
    assert "conv1[0,&nbsp;2,&nbsp;4,&nbsp;6]" in panel.path.text()
    assert "<b>0.1</b>" in panel.path.text()


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_sentence_and_a_formula(panel, rule):
    show(panel, inspected(simple(rule)))
    sentence = panel.explanation.sentence.text()
    assert sentence
    assert "{" not in sentence
    assert panel.explanation.formula.text() == FORMULAS[rule]
    assert panel.explanation.formula.isVisible()


def test_no_two_rules_say_the_same(panel):
    said = set()
    for rule in Rule:
        show(panel, inspected(simple(rule)))
        said.add(panel.explanation.sentence.text())
    assert len(said) == len(Rule)


@pytest.mark.parametrize("reason", Missing)
def test_every_reason_is_a_sentence_in_the_place_of_the_terms(panel, reason):
    show(panel, inspected(convolution()))
    show(panel, unexplained(reason))
    assert panel.explanation.sentence.text() == why_missing(reason)
    for part in (panel.explanation.table, panel.explanation.sum, panel.explanation.tiles):
        assert not part.isVisible()


def test_a_convolution_shows_its_window_its_bias_and_its_terms(panel, commands, qtbot):
    show(panel, inspected(convolution()))
    assert panel.explanation.tiles.isVisible()
    assert panel.explanation.table.terms.rowCount() == 25
    press(panel, qtbot, "inspector_bias")
    assert commands == [Inspect(Element(Quantity.PARAMETER, "conv1.bias", (2,)))]


def test_a_cell_of_the_window_chooses_its_term_and_asks_for_its_factor(panel, commands):
    show(panel, inspected(convolution()))
    tiles, table = panel.explanation.tiles, panel.explanation.table
    tiles.views[1]._choose((0, 1, 2))
    assert table.terms.term(table.currentIndex().row()) == 7
    tiles.views[1].cell_activated.emit((0, 1, 2))
    assert commands == [Inspect(Element(Quantity.ACTIVATION, "input", (0, 0, 5, 8)))]


def test_of_several_deposits_the_last_is_explained_by_itself(panel, qtbot):
    whole = replace(simple(Rule.DEPOSITS), last=weight_gradient())
    show(panel, inspected(whole))
    assert panel.explanation.table.terms.rowCount() == 2
    press(panel, qtbot, "inspector_last_deposit")
    assert panel.explanation.table.terms.rowCount() == 784
    assert panel.explanation.formula.text() == FORMULAS[Rule.CONVOLUTION_WEIGHT]
    show(panel, inspected(convolution()))
    assert not panel.findChild(QPushButton, "inspector_last_deposit").isVisible()
    assert panel.explanation.table.terms.rowCount() == 25


def test_terms_can_be_read_in_their_order(panel):
    show(panel, inspected(weight_gradient()))
    panel.findChild(QCheckBox, "inspector_largest_first").setChecked(False)
    assert panel.explanation.table.terms.term(0) == 0


def test_the_way_back_is_multiplied_and_told_from_the_whole(panel, commands):
    shown = replace(weight_gradient(), number=0.5)
    show(panel, inspected(shown))
    way = panel.explanation.way
    assert way.table.rowCount() == 4
    assert way._foot.text() == (
        "Multiplied: -0.25. That is this one way; all ways together are 0.5."
    )
    way.table.itemActivated.emit(way.table.item(2, 0))
    assert commands == [Inspect(Element(Quantity.FLOW, "fc1", (0, 7)))]


def test_a_part_is_reached_by_a_path_and_the_path_leads_back(panel, commands):
    show(panel, unexplained(Missing.NO_LOSS, LOSS))
    panel._inspect_part(WEIGHT)
    show(panel, inspected(weight_gradient()))
    assert panel.path.accessibleDescription() == "loss ← conv1.weight.grad[2, 0, 1, 3]"
    commands.clear()
    panel.path.linkActivated.emit("0")
    assert commands == [Inspect(LOSS)]


def test_back_and_forward_ask_for_the_numbers_visited(panel, commands, qtbot):
    show(panel, unexplained(Missing.NO_LOSS, LOSS))
    show(panel, inspected(weight_gradient()))
    back = panel.findChild(QToolButton, "inspector_back")
    forward = panel.findChild(QToolButton, "inspector_forward")
    assert (back.isEnabled(), forward.isEnabled()) == (True, False)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert commands == [Inspect(LOSS)]
    show(panel, unexplained(Missing.NO_LOSS, LOSS))
    assert (back.isEnabled(), forward.isEnabled()) == (False, True)


def test_a_refused_number_leaves_the_trail_as_it_was(panel, commands):
    show(panel, unexplained(Missing.NO_LOSS, LOSS))
    show(panel, inspected(weight_gradient()))
    panel.go_back()
    panel.take_refusal()
    show(panel, inspected(convolution()))
    panel.go_back()
    assert commands[-1] == Inspect(WEIGHT)


def test_the_tab_stays_when_another_number_is_shown(panel):
    turn_to(panel, panel.step)
    show(panel, inspected(weight_gradient(), update=update()))
    show(panel, inspected(convolution()))
    assert panel._tabs.currentWidget() is panel.step


def test_an_unknown_tab_of_older_settings_changes_nothing(panel):
    panel.page = "inspector_step"
    panel.page = "nothing"
    assert panel.page == "inspector_step"


def test_a_tensor_is_chosen_at_the_number_with_the_largest_gradient(panel, commands):
    show(panel, None)
    tensors = panel.findChild(QComboBox, "inspector_tensor")
    tensors.setCurrentText("fc3.bias")
    tensors.activated.emit(tensors.currentIndex())
    gradient = panel.snapshot.gradients["fc3.bias"]
    place = max(range(10), key=lambda i: abs(gradient[i]))
    assert commands == [Inspect(Element(Quantity.GRADIENT, "fc3.bias", (place,)))]


def test_an_activation_has_the_image_of_the_batch_as_its_first_index(panel, commands, qtbot):
    view = input_view(batch_size=4, sample=2)
    show(panel, None, input=view, output=None)
    kinds = panel.findChild(QComboBox, "inspector_quantity")
    kinds.setCurrentIndex(list(Quantity).index(Quantity.ACTIVATION))
    kinds.activated.emit(0)
    assert commands == [Inspect(Element(Quantity.ACTIVATION, "input", (2, 0, 0, 0)))]
    line = panel.findChild(QLineEdit, "inspector_indices")
    line.clear()
    qtbot.keyClicks(line, "4, 0, 0, 0")
    assert "0 to 3" in panel.problem.text()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert len(commands) == 1


def test_the_step_shows_the_present_rule_first_and_its_arithmetic(panel):
    turn_to(panel, panel.step)
    show(panel, inspected(weight_gradient(), update=update()))
    table = panel.step.table
    assert [table.item(row, 0).text() for row in range(5)] == [
        "● SGD, momentum=0.9", "by hand", "SGD", "Adam", "RMSprop",
    ]  # fmt: skip
    assert "b = momentum * b + (1 - dampening) * g" in panel.step.lines.toPlainText()
    assert "Steps that its state knows of: 3." in panel.step.lines.toPlainText()
    table.selectRow(3)
    assert panel.step.lines.toPlainText().startswith("optimizer = optim.Adam(")


def test_what_a_line_of_a_rule_says_is_not_said_again():
    options = RuleLine(Computed.OPTIONS, "optim.SGD", "lr=0.5, momentum=0.0", 0.5)
    gradient = RuleLine(Computed.GRADIENT, "g = .grad", "0.25", 0.25)
    step = replace(update().rules[0], lines=(options, gradient))
    assert arithmetic(step).splitlines()[1::2] == [
        "optim.SGD(lr=0.5, momentum=0.0)", "g = .grad",
    ]  # fmt: skip
    assert arithmetic(step).endswith("g = .grad\n    = 0.25")


def test_weight_decay_is_named_only_where_it_is_a_part_of_the_gradient():
    plain = RuleLine(Computed.GRADIENT, "g = .grad", "0.25", 0.25)
    decayed = RuleLine(Computed.DECAYED_GRADIENT, "g = .grad + weight_decay * w", "0.25 + 0", 0.25)
    step = update().rules[0]
    assert arithmetic(replace(step, lines=(plain,))).startswith("# the gradient\n")
    assert "weight decay included" in arithmetic(replace(step, lines=(decayed,)))


def test_the_agreement_with_torch_is_what_was_computed(panel):
    show(panel, inspected(weight_gradient(), update=update()))
    told = [panel.step.table.item(row, 3).text() for row in range(5)]
    assert told == ["✓ same bits", "✓ same bits", "✓ same bits", "1 ulp apart", "2 ulp apart"]


def test_a_step_that_was_made_is_told_from_one_to_come(panel):
    show(panel, inspected(weight_gradient(), update=update()))
    assert panel.step.text.text().endswith("this is what step would do now.")
    show(panel, inspected(weight_gradient(), update=update(done=True, actual=0.4966)))
    assert panel.step.text.text().startswith("Before the step: w = ")
    assert panel.step.text.text().endswith("After it the number is 0.4966.")
    made = update(done=True, actual=0.4966, actual_ulps=0)
    show(panel, inspected(weight_gradient(), update=made))
    assert panel.step.text.text().endswith("come to the same bits.")
    show(panel, inspected(weight_gradient(), update=update(owned=False)))
    assert "No optimizer owns this parameter" in panel.step.text.text()


def test_what_no_step_changes_and_what_has_no_gradient_is_told(panel):
    show(panel, inspected(convolution()))
    assert "conv1[0, 2, 4, 6] is none" in panel.step.text.text()
    show(panel, unexplained(Missing.NONE))
    assert panel.step.text.text().startswith("conv1.weight.grad is None")


def test_every_line_of_a_rule_has_words():
    words = {computed_words(quantity) for quantity in Computed}
    assert len(words) == len(Computed)


def test_the_number_is_checked_with_the_step_that_is_typed(panel, commands, qtbot):
    turn_to(panel, panel.check)
    show(panel, inspected(weight_gradient()))
    line = panel.findChild(QLineEdit, "inspector_check_step")
    line.clear()
    qtbot.keyClicks(line, "1e-4")
    press(panel, qtbot, "inspector_check_one")
    press(panel, qtbot, "inspector_check_many")
    assert commands == [
        CheckGradient("conv1.weight", (2, 0, 1, 3), step=1e-4),
        CheckGradient(count=100, seed=0, step=1e-4),
    ]


def test_a_step_out_of_range_is_explained_and_checks_nothing(panel, commands, qtbot):
    turn_to(panel, panel.check)
    show(panel, inspected(weight_gradient()))
    line = panel.findChild(QLineEdit, "inspector_check_step")
    for typed in ("0", "nan", "2", "x"):
        line.clear()
        qtbot.keyClicks(line, typed)
        assert panel.check.problem.text() == "The step is a number above 0, at most 1."
        press(panel, qtbot, "inspector_check_one")
        press(panel, qtbot, "inspector_check_many")
    assert commands == []


def test_the_step_of_the_check_has_room_at_every_size_of_the_writing(panel):
    turn_to(panel, panel.check)
    line = panel.findChild(QLineEdit, "inspector_check_step")
    before = line.width()
    font = panel.font()
    font.setPointSize(3 * font.pointSize())
    panel.setFont(font)
    panel.restyle()
    assert line.width() > 2 * before


def test_an_activation_has_no_finite_difference_of_its_own(panel):
    show(panel, inspected(convolution()))
    assert not panel.findChild(QPushButton, "inspector_check_one").isEnabled()
    assert panel.findChild(QPushButton, "inspector_check_many").isEnabled()


def test_a_check_tells_both_derivatives_and_how_grad_compares(panel):
    show(panel, inspected(weight_gradient(), check=check()))
    assert "central difference: 0.25" in panel.check.text.text()
    assert panel.check.remarks.text() == ".grad / derivative = 1"


def test_after_two_deposits_grad_is_no_derivative(panel):
    show(panel, inspected(weight_gradient(), check=check(checked(grad=0.5), deposits=2)))
    assert ".grad / derivative = 2" in panel.check.remarks.text()
    assert "it is a sum of 2 deposits" in panel.check.remarks.text()


def test_kinks_are_told_with_their_layers(panel):
    kinks = ((Kink.RELU, "relu1"), (Kink.RELU, "relu2"), (Kink.MAX_POOL, "pool1"))
    show(panel, inspected(weight_gradient(), check=check(checked(kinks=kinks))))
    assert "an input of relu1, relu2 changes its sign" in panel.check.remarks.text()
    assert "wins a window of pool1" in panel.check.remarks.text()


def test_a_sample_is_a_table_with_the_largest_errors_first(panel, commands):
    turn_to(panel, panel.check)
    show(panel, inspected(weight_gradient(), check=sample()))
    shown, table = sample(), panel.check.table
    worst = max(shown.numbers, key=lambda number: number.error)
    assert table.item(0, 0).text() == f"fc1.weight{list(worst.index)}"
    assert table.rowCount() == len(panel.check.errors.marks) == 100
    smooth = max(number.error for number in shown.numbers if not number.kinks)
    assert f"away from kinks: {smooth:.3g}" in panel.check.text.text()
    assert "At a kink between the evaluations: 10." in panel.check.text.text()
    table.itemActivated.emit(table.item(0, 0))
    assert commands == [Inspect(Element(Quantity.GRADIENT, "fc1.weight", worst.index))]


def test_the_flats_are_measured_only_while_they_are_seen(panel, commands):
    show(panel, None)
    assert commands == []
    turn_to(panel, panel.flats)
    turn_to(panel, panel.step)
    assert commands == [ShowFlats(True), ShowFlats(False)]


def test_a_unit_of_the_flats_is_explained_for_the_shown_sample(panel, commands):
    turn_to(panel, panel.flats)
    show(panel, None, flats=flats(), input=input_view(batch_size=8, sample=3))
    assert panel.flats.captions[0].text().startswith("relu1: dead units ")
    assert len(panel.flats.views) == 6
    panel.flats.views[4].cell_activated.emit((1, 2, 3))
    assert commands[-1] == Inspect(Element(Quantity.ACTIVATION, "pool1", (3, 1, 2, 3)))


def test_another_session_begins_with_an_empty_trail(panel):
    show(panel, inspected(weight_gradient()))
    panel.start_session()
    show(panel, None)
    assert not panel.findChild(QToolButton, "inspector_back").isEnabled()
