import numpy as np
import pytest
from PySide6.QtCore import Qt

from lenet_gui.core.explanation import Element, Factors, Quantity, Rule
from lenet_gui.gui.inspector.term_grids import term_grids
from lenet_gui.gui.inspector.term_model import Part, TermModel, header
from lenet_gui.gui.inspector.term_table import TermTable
from tests.inspections import convolution, explanation, factors, grid, weight_gradient

ELEMENT = Element(Quantity.ACTIVATION, "fc3", (0, 1))


def linear():
    weights = factors(Quantity.PARAMETER, "fc3.weight", [(1, 0), (1, 1), (1, 2)], [1.0, 2.0, -4.0])
    inputs = factors(Quantity.ACTIVATION, "relu4", [(0, 0), (0, 1), (0, 2)], [0.5, 0.25, 1.0])
    return explanation(ELEMENT, Rule.LINEAR, weights, inputs)


@pytest.fixture
def model() -> TermModel:
    model = TermModel()
    model.show(linear())
    return model


def test_the_largest_terms_come_first_or_all_come_in_order(model):
    assert [model.term(row) for row in range(3)] == [2, 0, 1]
    model.sort_by_size(largest_first=False)
    assert [model.term(row) for row in range(3)] == [0, 1, 2]


def test_each_cell_tells_its_place_and_its_value(model):
    first = model.index(0, 0)
    assert (first.data(Part.PLACE), first.data(Part.VALUE)) == ("2", "-4")
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "fc3.weight[1, 2] = -4.0"
    assert model.index(0, 2).data() == "-4"


def test_a_header_has_the_indices_that_all_terms_share():
    assert header(linear().factors[0]) == "fc3.weight\n[1, ·]"
    plain = factors(None, "2 / 10", [()], [0.2])
    assert header(plain) == "2 / 10"


def test_a_bar_is_as_long_as_its_product_beside_the_largest(model):
    shares = [model.index(row, 2).data(Part.SHARE) for row in range(3)]
    assert shares == [-1.0, 0.125, 0.125]


def test_a_term_of_one_factor_is_called_no_product(model):
    model.product, model.term_alone = "Product", "Term"
    across = Qt.Orientation.Horizontal
    assert model.headerData(2, across) == "Product"
    alone = factors(Quantity.FLOW, "fc3", [(0, 0), (0, 1)], [8.0, 1.0])
    model.show(explanation(ELEMENT, Rule.LINEAR_BIAS, alone))
    assert model.headerData(1, across) == "Term"


def test_what_is_not_finite_comes_first_and_has_no_bar():
    column = factors(Quantity.FLOW, "fc3", [(0, 0), (0, 1)], [8.0, np.nan])
    model = TermModel()
    model.show(explanation(ELEMENT, Rule.LINEAR_BIAS, column))
    assert model.index(0, 1).data() == "nan"
    assert model.index(0, 1).data(Part.SHARE) == 0.0


def test_thousands_of_terms_are_one_table(qtbot):
    table = TermTable()
    qtbot.addWidget(table)
    table.show_terms(weight_gradient())
    assert table.terms.rowCount() == 784
    table.choose_term(400)
    assert table.terms.term(table.currentIndex().row()) == 400


def test_enter_asks_for_the_factor_under_the_cursor(qtbot):
    table = TermTable()
    qtbot.addWidget(table)
    table.show_terms(linear())
    chosen = []
    table.number_chosen.connect(chosen.append)
    for column in range(3):
        table.setCurrentIndex(table.terms.index(1, column))
        qtbot.keyClick(table, Qt.Key.Key_Return)
    weight = Element(Quantity.PARAMETER, "fc3.weight", (1, 0))
    assert chosen == [weight, Element(Quantity.ACTIVATION, "relu4", (0, 0)), weight]


def test_a_sum_of_no_terms_is_an_empty_table(qtbot):
    table = TermTable()
    qtbot.addWidget(table)
    none = np.zeros((0, 4), np.int64), np.zeros(0)
    columns = (
        Factors(Quantity.FLOW, "pool1", *none),
        Factors(None, "share", none[0][:, :1], none[1]),
    )
    table.show_terms(explanation(ELEMENT, Rule.MAX_POOL_BACKWARD, *columns))
    assert table.terms.rowCount() == 0
    assert table.terms.columnCount() == 3


def test_a_plain_factor_asks_for_nothing(qtbot):
    table = TermTable()
    qtbot.addWidget(table)
    table.show_terms(explanation(ELEMENT, Rule.SEED, factors(None, "1", [()], [1.0])))
    chosen = []
    table.number_chosen.connect(chosen.append)
    table.setCurrentIndex(table.terms.index(0, 0))
    said = []
    table.unexplained.connect(lambda why: said.append(why()))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen == []
    assert "no number of a layer or of a parameter" in said[0]


def test_the_window_lies_as_it_does_on_the_image():
    shown = convolution()
    grids = term_grids(shown)
    assert grids.terms.shape == (1, 5, 5)
    assert grids.names == ("conv1.weight", "input", "")
    expected = shown.products.reshape(5, 5).astype(np.float32)
    assert np.array_equal(grids.values[2][0], expected)


def test_a_turned_kernel_lies_by_the_result_that_it_met():
    flows = [(0, 3, i, j) for i, j in grid(5, 5)]
    turned = [(3, 0, 4 - i, 4 - j) for i, j in grid(5, 5)]
    numbers = np.arange(25.0)
    shown = explanation(
        Element(Quantity.FLOW, "pool1", (0, 0, 4, 4)), Rule.CONVOLUTION_BACKWARD,
        factors(Quantity.PARAMETER, "conv2.weight", turned, numbers),
        factors(Quantity.FLOW, "conv2", flows, np.ones(25)),
    )  # fmt: skip
    assert np.array_equal(term_grids(shown).values[0][0], numbers.reshape(5, 5))
    assert term_grids(shown).names == ("conv2.weight", "dL/d(conv2)", "")


def test_of_many_windows_the_one_with_the_largest_term_is_drawn():
    places = [(n, 0, i, j) for n, i, j in grid(20, 2, 2)]
    values = np.ones(80)
    values[4 * 7] = -3.0
    column = factors(Quantity.FLOW, "conv1", places, values)
    pixels = factors(Quantity.ACTIVATION, "input", places, np.ones(80))
    grids = term_grids(explanation(ELEMENT, Rule.CONVOLUTION_WEIGHT, column, pixels))
    assert grids.left_out == 19
    assert grids.values[2].tolist() == [[[-3.0, 1.0], [1.0, 1.0]]]


def test_terms_without_a_rectangle_are_no_window():
    assert term_grids(linear()) is None
    places = [(0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 0, 2, 2)]
    column = factors(Quantity.FLOW, "conv1", places, np.ones(4))
    assert term_grids(explanation(ELEMENT, Rule.CONVOLUTION_BIAS, column, column)) is None
