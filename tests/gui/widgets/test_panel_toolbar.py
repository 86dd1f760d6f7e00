import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words


@pytest.fixture
def toolbar(qtbot) -> PanelToolbar:
    toolbar = PanelToolbar("bar")
    qtbot.addWidget(toolbar)
    toolbar.resize(600, 60)
    toolbar.show()
    return toolbar


def test_buttons_of_a_panel_can_be_reached_by_tab(toolbar):
    action = toolbar.add("fit")
    assert toolbar.button(action).focusPolicy() & Qt.FocusPolicy.TabFocus
    assert toolbar.button(action).objectName() == "fit_button"


def test_words_of_an_action_are_its_text_and_tool_tip(toolbar):
    action = toolbar.add("fit")
    set_words(action, "Fit", "Show everything")
    assert toolbar.button(action).text() == "Fit"
    assert toolbar.button(action).toolTip() == "Show everything"


def test_button_with_a_menu_opens_it_at_once(toolbar):
    menu = QMenu(toolbar)
    action = toolbar.add_menu("export", menu)
    mode = toolbar.button(action).popupMode()
    assert mode is QToolButton.ToolButtonPopupMode.InstantPopup
    assert action.menu() is menu


def test_buttons_without_room_go_into_a_menu_that_tab_reaches(toolbar):
    for number in range(20):
        toolbar.add(f"button_{number}").setText("a long name")
    toolbar.resize(200, 60)
    more = toolbar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more.isVisible()
    assert more.text() == "»"
    assert more.focusPolicy() & Qt.FocusPolicy.TabFocus
