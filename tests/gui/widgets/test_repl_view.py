"""Expressions with what Python prints for them."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.gui.widgets.repl_view import ReplView
from lenet_gui.gui.widgets.statements import Statement


@pytest.fixture
def view(qtbot) -> ReplView:
    view = ReplView("view")
    qtbot.addWidget(view)
    view.resize(800, 200)
    view.show()
    return view


def test_each_value_stands_below_its_expression(view):
    view.show_values(
        [Statement("net.b.grad", None), Statement("net.b.data", np.zeros(2, dtype=np.float32))]
    )
    assert view.toPlainText() == ">>> net.b.grad\nNone\n>>> net.b.data\ntensor([0., 0.])"


def test_nothing_can_be_typed(view, qtbot):
    view.show_values([Statement("x", None)])
    qtbot.keyClicks(view, "abc")
    assert view.toPlainText() == ">>> x\nNone"


def test_lines_break_anew_when_the_width_changes(view):
    view.show_values([Statement("x", np.full(16, 0.5, dtype=np.float32))])
    wide = view.toPlainText()
    view.resize(330, 200)
    assert view.toPlainText().count("\n") > wide.count("\n")
    assert view.toPlainText().split() == wide.split()


def test_a_selection_outlives_new_values(view):
    view.show_values([Statement("x", np.array([0.5], dtype=np.float32))])
    view.selectAll()
    view.show_values([Statement("x", np.array([0.25], dtype=np.float32))])
    assert "0.2500" in view.textCursor().selectedText()


def test_the_place_in_a_long_text_outlives_new_values(view):
    view.show_values([Statement("x", np.full((30, 20), 0.5, dtype=np.float32))])
    view.verticalScrollBar().setValue(10)
    view.show_values([Statement("x", np.full((30, 20), 0.25, dtype=np.float32))])
    assert view.verticalScrollBar().value() == 10


Reason = QContextMenuEvent.Reason
WEIGHT = Element(Quantity.PARAMETER, "fc.weight")
VALUES = np.array([[0.5, -1.25], [float("nan"), 1e-5]], dtype=np.float32)


@pytest.fixture
def chosen(view) -> list[Element]:
    chosen: list[Element] = []
    view.number_chosen.connect(chosen.append)
    return chosen


def put_cursor(view, position: int) -> None:
    cursor = view.textCursor()
    cursor.setPosition(position)
    view.setTextCursor(cursor)


def middle_of(view, text: str) -> QPoint:
    """The middle of a text on the screen."""
    put_cursor(view, view.toPlainText().index(text) + len(text) // 2)
    return view.cursorRect().center()


def test_every_character_of_a_number_is_that_number(view):
    view.show_values([Statement("net.fc.weight.grad", None), Statement("x", VALUES, WEIGHT)])
    text = view.toPlainText()
    begin = text.index("tensor")
    numbers = [(0, 0), (0, 1), (1, 0), (1, 1)]
    for place, number in zip(
        numbers, ("5.0000e-01", "-1.2500e+00", "nan", "1.0000e-05"), strict=True
    ):
        start = text.index(number, begin)
        found = {view.number_at(start + k) for k in range(len(number) + 1)}
        assert found == {Element(Quantity.PARAMETER, "fc.weight", place)}
        assert view.number_at(start - 1) is None
    assert view.number_at(0) is None


def test_number_beyond_the_dots_of_a_large_tensor_has_its_own_place(view):
    values = np.arange(120 * 400, dtype=np.float32).reshape(120, 400)
    view.show_values([Statement("x", values, WEIGHT)])
    position = view.toPlainText().index("4.7998e+04")
    assert view.number_at(position) == Element(Quantity.PARAMETER, "fc.weight", (119, 398))


def test_numbers_of_what_nobody_can_explain_are_none(view):
    view.show_values([Statement("x", VALUES)])
    assert all(view.number_at(k) is None for k in range(len(view.toPlainText())))


def test_double_click_on_a_number_chooses_it_and_beside_it_nothing(view, qtbot, chosen):
    view.show_values([Statement("x", VALUES, WEIGHT)])
    point = middle_of(view, "-1.2500e+00")
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    for beside in (QPoint(view.viewport().width() - 3, point.y()), middle_of(view, "tensor")):
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert chosen == [Element(Quantity.PARAMETER, "fc.weight", (0, 1))]


def test_enter_chooses_the_number_at_the_cursor_and_says_where_there_is_none(view, qtbot, chosen):
    said: list[str] = []
    view.unexplained.connect(lambda why: said.append(why()))
    view.show_values([Statement("x", VALUES, WEIGHT)])
    put_cursor(view, 0)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == []
    assert "no number at the cursor" in said[0]
    put_cursor(view, view.toPlainText().index("nan"))
    qtbot.keyClick(view, Qt.Key.Key_Enter)
    assert chosen == [Element(Quantity.PARAMETER, "fc.weight", (1, 0))]


def test_cursor_outlives_new_values(view):
    view.show_values([Statement("x", VALUES, WEIGHT)])
    put_cursor(view, 20)
    view.show_values([Statement("x", 2 * VALUES, WEIGHT)])
    assert view.textCursor().position() == 20
    assert not view.textCursor().hasSelection()


@pytest.mark.parametrize(
    "reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard]
)
def test_menu_copies_and_explains_what_is_pointed_at(view, qtbot, chosen, reason):
    view.show_values([Statement("x", VALUES, WEIGHT)])
    view.retranslate()
    point = middle_of(view, "nan")
    if reason is Reason.Mouse:
        view.moveCursor(QTextCursor.MoveOperation.Start)
    event = QContextMenuEvent(reason, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    assert len(menu.actions()) > 2
    assert menu.actions()[-1].text() == "Explain this number"
    menu.actions()[-1].trigger()
    menu.close()
    assert chosen == [Element(Quantity.PARAMETER, "fc.weight", (1, 0))]


def test_menu_beside_the_numbers_explains_none(view, chosen):
    view.show_values([Statement("x", VALUES, WEIGHT)])
    point = middle_of(view, "tensor")
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(view.viewport(), event)
    assert not view.explain.isEnabled()
    view.findChild(QMenu).close()
