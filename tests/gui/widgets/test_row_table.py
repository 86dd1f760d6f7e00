"""The table of facts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from lenet_gui.gui.plot_style import colours, mix
from lenet_gui.gui.widgets.row_table import Column, RowTable, figure


@pytest.fixture
def table(qtbot) -> RowTable:
    table = RowTable((Column.CODE, Column.BADGE, Column.FIGURES))
    table.set_headers(("Name", "State", "Norm"), ("a", "b", "c"))
    table.set_rows([("one", "○ None", "1"), ("two", "● values", "2")])
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    return table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (0.0, "0"),
        (0.5, "0.500000"),
        (61.7, "61.7000"),
        (3.2e-5, "3.20000e-05"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
    ],
)
def test_figures_have_six_significant_digits(value, text):
    assert figure(value) == text


def test_equal_rows_touch_no_item(table, qtbot):
    with qtbot.assertNotEmitted(table.itemChanged):
        table.set_rows([("one", "○ None", "1"), ("two", "● values", "2")])


def test_only_changed_cells_are_set(table):
    changed = []
    table.itemChanged.connect(lambda item: changed.append((item.row(), item.column())))
    table.set_rows([("one", "○ None", "1"), ("two", "● values", "3")])
    assert changed == [(1, 2)]


def test_fewer_rows_leave_none_behind(table):
    table.set_rows([("one", "○ None", "1")])
    assert table.rowCount() == 1


def test_choosing_another_row_is_told_once(table, qtbot):
    rows = []
    table.row_chosen.connect(rows.append)
    table.selectRow(1)
    table.setCurrentCell(1, 2)
    assert rows == [1]


def test_columns_grow_with_their_content_and_do_not_shrink_again(table):
    before = table.columnWidth(2)
    table.set_rows([("one", "○ None", "1.23456e-05"), ("two", "● values", "2")])
    wide = table.columnWidth(2)
    table.set_rows([("one", "○ None", "1"), ("two", "● values", "2")])
    assert before < wide == table.columnWidth(2)


def test_the_chosen_row_is_copied_with_its_headers(table, qtbot):
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QKeySequence(QKeySequence.StandardKey.Copy).toString() == "Ctrl+C"
    assert QGuiApplication.clipboard().text() == "Name\tState\tNorm\ntwo\t● values\t2"


def test_nothing_can_be_edited(table, qtbot):
    table.setCurrentCell(0, 0)
    qtbot.keyClicks(table, "x")
    assert table.item(0, 0).text() == "one"


def test_badges_are_painted_in_their_colour(table):
    table.set_badge_colour(0, 1, "#c04f00")
    image = table.viewport().grab().toImage()
    rect = table.visualItemRect(table.item(0, 1))
    seen = {image.pixelColor(x, rect.center().y()).name() for x in range(rect.left(), rect.right())}
    assert mix(colours(table.palette()).surface, "#c04f00", 0.14).name() in seen
