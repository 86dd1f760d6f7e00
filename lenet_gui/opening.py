"""What is on the screen while the window is still being imported and built."""

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from lenet_gui.resources import resource_path

PATIENCE = 100
"""Milliseconds that the screen has for showing it, before the import goes on all the same."""

_GROUND, _WRITING = "#12364f", "#e8f1f8"
"""The ground is that of the icon, whatever the theme, which is not known yet."""


class Opening(QWidget):
    """The program's icon and name, a quarter of a second after the start.

    It imports next to nothing: the window takes a second, and somebody who has clicked twice and
    sees nothing clicks again.

    Attributes:
        painted: it is on the screen.
    """

    def __init__(self, name: str) -> None:
        """Prepare it.

        Args:
            name: the program's.
        """
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("opening")
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.painted = False
        self.resize(320, 200)
        self.move(self.screen().availableGeometry().center() - self.rect().center())

    def show_at_once(self) -> None:
        """Show it, and come back when it can be seen."""
        self.show()
        deadline = QDeadlineTimer(PATIENCE)
        while not (self.painted or deadline.hasExpired()):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        icon = QRectF((self.width() - 96) / 2, 28, 96, 96)
        QSvgRenderer(str(resource_path("icons", "lenet_gui.svg"))).render(painter, icon)
        font = self.font()
        font.setPointSizeF(1.6 * font.pointSizeF())
        painter.setFont(font)
        painter.setPen(QColor(_WRITING))
        below = self.rect().adjusted(0, 128, 0, -20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.windowTitle())
        painter.end()
        self.painted = True
