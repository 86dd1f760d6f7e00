"""What can be asked of a recorded moment: to be gone to, and a number of a gradient there."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from lenet_gui.gui.gradients.gradient_lead import Wanted
from lenet_gui.gui.widgets.explain_action import ExplainAction

translate = QCoreApplication.translate


class HistoryMenu(QObject):
    """Two entries of a view's menu; the mouse opens it at a place, which they are about."""

    moment_wanted = Signal(int)
    """Everything is to be shown as it was at this moment: its call."""

    number_wanted = Signal(object)
    """A number of a gradient at a moment is to be explained: a `Wanted`."""

    def __init__(self, view: QWidget, wanted: Callable[[QPoint | None], Wanted | None]) -> None:
        """Add them to the menu of a view.

        Args:
            view: the view.
            wanted: tells what is asked for at a place, and where there is none, by the keys.
        """
        super().__init__(view)
        self._wanted = wanted
        self._at: QPoint | None = None
        self._explain, self._go = ExplainAction(view), ExplainAction(view, "go")
        self._explain.setShortcut("Alt+Return")
        self._explain.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._explain.triggered.connect(self._want_number)
        self._go.triggered.connect(self._want_moment)

    def retranslate(self) -> None:
        """Set the texts again."""
        self._explain.set_words(
            translate("HistoryView", "Go to this moment and explain a number of the gradient")
        )
        self._go.set_words(translate("HistoryView", "Go to this moment"))

    def open(self, event: QContextMenuEvent) -> None:
        """It is about to be opened."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self._at = event.pos() if by_mouse else None

    def close(self) -> None:
        """It is closed again: what is asked for now is asked for by the keys."""
        self._at = None

    @Slot()
    def _want_number(self) -> None:
        wanted = self._wanted(self._at)
        if wanted is not None:
            self.number_wanted.emit(wanted)

    @Slot()
    def _want_moment(self) -> None:
        wanted = self._wanted(self._at)
        if wanted is not None:
            self.moment_wanted.emit(wanted.call)
