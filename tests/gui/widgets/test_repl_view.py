"""Expressions with what Python prints for them."""

import numpy as np
import pytest

from lenet_gui.gui.widgets.repl_view import ReplView


@pytest.fixture
def view(qtbot) -> ReplView:
    view = ReplView()
    qtbot.addWidget(view)
    view.resize(800, 200)
    view.show()
    return view


def test_each_value_stands_below_its_expression(view):
    view.show_values([("net.b.grad", None), ("net.b.data", np.zeros(2, dtype=np.float32))])
    assert view.toPlainText() == ">>> net.b.grad\nNone\n>>> net.b.data\ntensor([0., 0.])"


def test_nothing_can_be_typed(view, qtbot):
    view.show_values([("x", None)])
    qtbot.keyClicks(view, "abc")
    assert view.toPlainText() == ">>> x\nNone"


def test_lines_break_anew_when_the_width_changes(view):
    view.show_values([("x", np.full(16, 0.5, dtype=np.float32))])
    wide = view.toPlainText()
    view.resize(330, 200)
    assert view.toPlainText().count("\n") > wide.count("\n")
    assert view.toPlainText().split() == wide.split()


def test_a_selection_outlives_new_values(view):
    view.show_values([("x", np.array([0.5], dtype=np.float32))])
    view.selectAll()
    view.show_values([("x", np.array([0.25], dtype=np.float32))])
    assert "0.2500" in view.textCursor().selectedText()


def test_the_place_in_a_long_text_outlives_new_values(view):
    view.show_values([("x", np.full((30, 20), 0.5, dtype=np.float32))])
    view.verticalScrollBar().setValue(10)
    view.show_values([("x", np.full((30, 20), 0.25, dtype=np.float32))])
    assert view.verticalScrollBar().value() == 10
