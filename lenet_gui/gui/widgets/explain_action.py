"""Explain this number: an entry of the menu of whatever shows numbers."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


class ExplainAction(QAction):
    """In the menu of a widget, which the right mouse button or the menu key opens."""

    def __init__(self, widget: QWidget, name: str = "explain") -> None:
        """Add it to the menu of a widget.

        Args:
            widget: what shows numbers; it has a name.
            name: the object name is the widget's, with this behind it.
        """
        super().__init__(widget)
        self.setObjectName(f"{widget.objectName()}_{name}")
        widget.addAction(self)
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_words(self, text: str = "") -> None:
        """Set its text in the present language; empty: it explains the number pointed at."""
        self.setText(text or translate("explain", "Explain this number"))


def explain_tip() -> str:
    """The tool tip of what shows numbers."""
    return translate("explain", "Double-click or Enter: explain this number")
