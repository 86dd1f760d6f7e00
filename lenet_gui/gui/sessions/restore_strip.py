"""Offers, once, a session that was not saved when the program ended."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lenet_gui.gui.sessions.autosave_folder import KEPT_DAYS, Leftover
from lenet_gui.gui.sessions.strip import Strip
from lenet_gui.gui.words.session_texts import time_text


class RestoreStrip(Strip):
    """No dialog: it waits, and who goes on without it loses nothing."""

    restored = Signal(object)
    """The `Leftover` is wanted."""

    discarded = Signal(object)
    """The `Leftover` is not wanted any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("restore_strip", parent)
        self._leftover: Leftover | None = None
        self._restore = self.add_button("restore_yes", self._take)
        self._discard = self.add_button("restore_no", self._drop)
        self._later = self.add_button("restore_later", self.hide)
        self.retranslate()

    def offer(self, leftover: Leftover) -> None:
        """Offer it."""
        self._leftover = leftover
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Set every text."""
        self.setAccessibleName(self.tr("A session that was not saved"))
        if self._leftover is not None:
            text = (
                self.tr(
                    "{name}: what was done up to {time} was not saved before the program ended."
                )
                if self._leftover.name
                else self.tr("A session from {time} was not saved before the program ended.")
            )
            self.text.setText(
                text.format(
                    name=Path(self._leftover.name).name, time=time_text(self._leftover.saved_at)
                )
            )
        self._restore.setText(self.tr("Restore"))
        self._restore.setToolTip(self.tr("Make its calls again and go on with it"))
        self._discard.setText(self.tr("Discard"))
        self._discard.setToolTip(self.tr("Delete it"))
        self._later.setText(self.tr("Not now"))
        self._later.setToolTip(
            self.tr("It stays in File, Open recent, for {days} days").format(days=KEPT_DAYS)
        )

    def _take(self) -> None:
        self.hide()
        self.restored.emit(self._leftover)

    def _drop(self) -> None:
        self.hide()
        self.discarded.emit(self._leftover)
