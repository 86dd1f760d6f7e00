"""One panel in all the room of the window, and the layout that it came out of."""

from PySide6.QtCore import QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget


class Enlarging(QObject):
    """Hides all other docks for a while; floating ones stay where they are."""

    changed = Signal(bool)
    """A dock has been enlarged, or all are back in their places."""

    def __init__(self, window: QMainWindow) -> None:
        """Begin with nothing enlarged.

        Args:
            window: whose docks they are.
        """
        super().__init__(window)
        self._window = window
        self._ordinary: QByteArray | None = None
        self._dock: QDockWidget | None = None
        self._used: QDockWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no dock without one
        app.focusChanged.connect(self._take_focus)
        window.tabifiedDockWidgetActivated.connect(self.use)

    @property
    def dock(self) -> QDockWidget | None:
        """The dock that is enlarged; ``None``: none is."""
        return self._dock

    @property
    def layout(self) -> QByteArray:
        """The layout as it is when nothing is enlarged, to be remembered."""
        return self._window.saveState() if self._ordinary is None else self._ordinary

    def toggle(self, dock: QDockWidget | None = None) -> None:
        """Enlarge a dock, or put all back.

        Args:
            dock: which; ``None``: the one that was used last, or the one that is seen first.
        """
        if self._ordinary is not None:
            self.end()
            return
        docks = self._window.findChildren(QDockWidget)
        seen = [d for d in docks if not d.isFloating() and not d.visibleRegion().isEmpty()]
        chosen = dock or (self._used if self._used in seen else next(iter(seen), None))
        if chosen is None or chosen.isFloating():
            return
        self._ordinary, self._dock = self._window.saveState(), chosen
        for other in docks:
            if other is not chosen and not other.isFloating():
                other.hide()
        self.changed.emit(True)

    @Slot(QDockWidget)
    def use(self, dock: QDockWidget) -> None:
        """A dock was chosen by its tab, or was brought up: it is the one in use."""
        self._used = dock

    @Slot()
    def end(self) -> None:
        """Put all docks back into their places."""
        if self._ordinary is not None:
            self._window.restoreState(self._ordinary)
            self.forget()

    def forget(self) -> None:
        """The docks are laid out anew: there is no way back."""
        dock, self._ordinary, self._dock = self._dock, None, None
        if dock is not None:
            dock.raise_()
            self.changed.emit(False)

    @Slot(QWidget, QWidget)
    def _take_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        while now is not None and not isinstance(now, QDockWidget):
            now = now.parentWidget()
        if now is not None:
            self.use(now)
