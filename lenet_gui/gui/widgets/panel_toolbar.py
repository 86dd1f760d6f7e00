"""The row of buttons at the head of a panel."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionEvent, QIcon
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget
from typing_extensions import override

LOW = (
    "QToolBar { padding: 0; border: 0; }"
    'QToolButton { padding: 2px 5px; } QToolButton[popupMode="2"] { padding-right: 12px; }'
)
"""A style sheet for rows of buttons that have little height."""


class PanelToolbar(QToolBar):
    """Buttons with words on them, all reachable by Tab; those without room go into a menu."""

    def __init__(self, name: str, parent: QWidget | None = None, *, low: bool = False) -> None:
        """Make it empty.

        Args:
            name: the object name.
            parent: the parent widget.
            low: less room around the words, where a panel has little height.
        """
        super().__init__(parent)
        self._more: QToolButton | None = None
        self.setObjectName(name)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        # Qt's own button of the menu is twelve pixels wide: room for an arrow, not for padding.
        self.setStyleSheet(
            "QToolButton#qt_toolbar_ext_button { padding: 0; border: 0; }" + (LOW if low else "")
        )
        layout = self.layout()
        if layout is not None:  # the style's own would be a third of the height
            layout.setContentsMargins(*((0, 0, 0, 0) if low else (4, 1, 4, 2)))
        self._more = more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            # Its icon is black, which does not show on a dark ground.
            more.setIcon(QIcon())
            more.setText("»")
            more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def add(self, name: str, *, checkable: bool = False) -> QAction:
        """Add a button; its text is for the panel to set."""
        action = QAction(self)
        action.setObjectName(name)
        action.setCheckable(checkable)
        self.addAction(action)
        button = self.button(action)
        button.setObjectName(f"{name}_button")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return action

    def add_menu(self, name: str, menu: QMenu) -> QAction:
        """Add a button that opens `menu`."""
        action = self.add(name)
        action.setMenu(menu)
        self.button(action).setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return action

    def button(self, action: QAction) -> QToolButton:
        """The button of an action."""
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)  # noqa: S101 - a QAction becomes a QToolButton
        return button

    @override
    def actionEvent(self, event: QActionEvent) -> None:
        super().actionEvent(event)
        button = self.widgetForAction(event.action())
        if isinstance(button, QToolButton):  # a screen reader calls it as the eye does
            button.setAccessibleName(event.action().text())
        if self._more is not None:
            self._more.setAccessibleName(self.tr("More"))


def set_words(action: QAction, text: str, tip: str) -> None:
    """Set what an action is called, and its longer explanation."""
    action.setText(text)
    action.setToolTip(tip)
    action.setStatusTip(tip)
