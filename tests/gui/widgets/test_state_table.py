"""What an optimizer remembers."""

import pytest

from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.snapshot import StateEntry
from lenet_gui.gui.widgets.state_table import StateTable

ADAM_STATE = (
    StateEntry("conv1.bias", "step", (), 3.0),
    StateEntry("conv1.bias", "exp_avg", (6,), 0.25),
    StateEntry("fc1.weight", "exp_avg_sq", (120, 400), float("nan")),
)


@pytest.fixture
def state(qtbot) -> StateTable:
    state = StateTable()
    state.retranslate()
    qtbot.addWidget(state)
    state.show()
    return state


def row(state: StateTable, index: int) -> list[str]:
    return [state.table.item(index, c).text() for c in range(state.table.columnCount())]


def test_plain_sgd_is_said_to_remember_nothing(state):
    state.show_state(SGD(), ())
    assert state.empty.isVisible()
    assert "without momentum remembers nothing" in state.empty.text()


def test_others_are_said_to_begin_at_the_first_step(state):
    state.show_state(Adam(), ())
    assert "Adam remembers nothing yet" in state.empty.text()
    state.show_state(SGD(momentum=0.9), ())
    assert "SGD remembers nothing yet" in state.empty.text()


def test_numbers_show_their_value_and_tensors_their_norm(state):
    state.show_state(Adam(), ADAM_STATE)
    assert row(state, 0) == ["conv1.bias", "step", "3", "—", "()", "1"]
    assert row(state, 1) == ["conv1.bias", "exp_avg", "—", "0.250000", "(6,)", "6"]
    assert row(state, 2)[3] == "nan"


def test_the_chosen_entry_is_explained(state):
    state.show_state(Adam(), ADAM_STATE)
    state.table.selectRow(1)
    assert state.explanation.text().startswith("exp_avg: the first moment")


def test_an_entry_of_another_optimizer_is_named_all_the_same(state):
    state.show_state(Adam(), (StateEntry("fc3.bias", "something", (10,), 1.0),))
    assert state.explanation.text() == "something: an entry of optimizer.state"


def test_the_table_goes_when_the_state_is_lost(state):
    state.show_state(Adam(), ADAM_STATE)
    state.show_state(SGD(), ())
    assert not state.table.isVisible()
