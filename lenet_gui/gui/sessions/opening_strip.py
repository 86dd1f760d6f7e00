"""Says how far the opening of a session has come, and lets a person give it up."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QProgressBar, QWidget

from lenet_gui.gui.sessions.strip import Strip
from lenet_gui.gui.words.number_text import count

PATIENCE = 300
"""Milliseconds before it appears: most sessions are there before that."""


class OpeningStrip(Strip):
    """Appears when an opening takes long."""

    cancelled = Signal()
    """The person does not want to wait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("opening_strip", parent)
        self._name = ""
        self._bar = QProgressBar(self)
        self._bar.setObjectName("opening_progress")
        self._bar.setMinimumWidth(220)
        self.add(self._bar)
        self._cancel = self.add_button("opening_cancel", self.cancelled.emit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.show)
        self.retranslate()

    def begin(self, name: str) -> None:
        """A session is being opened."""
        self._name = name
        self._bar.setRange(0, 0)  # how many calls it has is not known yet
        self.retranslate()
        self._timer.start()

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """So many calls, of so many, have been made again."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._bar.setFormat(
            self.tr("{done} of {total} calls").format(done=count(done), total=count(total))
        )

    def end(self) -> None:
        """It is there, or will not be."""
        self._timer.stop()
        self.hide()

    def retranslate(self) -> None:
        """Set the fixed texts."""
        self.setAccessibleName(self.tr("Opening a session"))
        self._bar.setAccessibleName(self.tr("Progress of the opening"))
        self.text.setText(
            self.tr(
                "Opening {name}: every call of it is made again and compared. Until then, no "
                "other press is taken."
            ).format(name=self._name)
        )
        self._cancel.setText(self.tr("Cancel"))
        # After the text, which takes a shortcut away.
        self._cancel.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._cancel.setToolTip(self.tr("Stay with the present session (Escape)"))
