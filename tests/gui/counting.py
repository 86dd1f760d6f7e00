from PySide6.QtCore import QEvent, QObject


class Events(QObject):
    """Counts the events of one kind that somebody gets."""

    def __init__(self, watched: QObject, kind: QEvent.Type) -> None:
        super().__init__(watched)
        self.count = 0
        self._kind = kind
        watched.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() == self._kind
        return False
