"""What is remembered between two starts. Garbage in it never stops the next start."""

import hashlib
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings

LAYOUT_VERSION = 1

T = TypeVar("T", int, str, bool)


class Settings:
    """Typed access to a `QSettings`, which itself reports no error for damaged files.

    Layout bytes carry a SHA-256: one changed byte can make ``restoreState`` abort the process.
    And they are taken out before they are used, so that a layout that does bring the program
    down does so once.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the settings.

        Args:
            path: a file of one's own, for tests; ``None``: where the system keeps them.
        """
        if path is None:
            self._store = QSettings("lenet_gui", "lenet_gui")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def forget(self) -> None:
        """Drop everything."""
        self._store.clear()

    def value(self, key: str, default: T) -> T:
        """The remembered value, or `default` where it is missing or of another kind."""
        raw = self._store.value(key)
        kind = type(default)
        if raw is None:
            return default
        if kind is bool:
            return kind(str(raw).lower() == "true") if str(raw).lower() in _BOOLEANS else default
        try:
            return kind(str(raw))
        except (TypeError, ValueError):
            return default

    def set_value(self, key: str, value: int | str | bool) -> None:
        """Remember a value."""
        self._store.setValue(key, value)

    def take_layout(self, key: str) -> QByteArray | None:
        """The remembered layout, taken out; ``None``: there is none, or it is damaged."""
        data = self._store.value(f"layout/{key}")
        digest = self._store.value(f"layout/{key}_sha256")
        version = self.value("layout/version", 0)
        self._store.remove(f"layout/{key}")
        self._store.sync()
        if not isinstance(data, QByteArray) or version != LAYOUT_VERSION:
            return None
        return data if digest == _digest(data) else None

    def set_layout(self, key: str, data: QByteArray) -> None:
        """Remember a layout."""
        self._store.setValue("layout/version", LAYOUT_VERSION)
        self._store.setValue(f"layout/{key}", data)
        self._store.setValue(f"layout/{key}_sha256", _digest(data))

    def save(self) -> None:
        """Write everything to the disk now."""
        self._store.sync()


_BOOLEANS = ("true", "false")


def _digest(data: QByteArray) -> str:
    return hashlib.sha256(data.data()).hexdigest()
