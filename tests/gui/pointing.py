"""Moving the mouse over a widget, wherever the machine's cursor happens to be."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


def point_at(widget: QWidget, point: QPoint) -> None:
    """Send the event of a mouse that moves; `QTest.mouseMove` sends none to where it is."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(widget.mapToGlobal(point)),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
