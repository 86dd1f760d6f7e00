"""The sessions that were opened or saved last, remembered in the settings."""

import json
from pathlib import Path

from lenet_gui.gui.settings import Settings

KEPT = 10
"""Sessions that are remembered."""

KEY = "recent_sessions"


class RecentSessions:
    """A short list of paths, the newest first; two programs that run at once share it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def paths(self) -> tuple[Path, ...]:
        """The list as it is now."""
        return _read(self._settings.value(KEY, "[]"))

    def add(self, path: Path) -> None:
        """Put a path first."""
        self._settings.save()  # which reads as well what another program has written
        others = (other for other in self.paths if other != path)
        self._write((path, *others)[:KEPT])

    def clear(self) -> None:
        """Forget all of them."""
        self._write(())

    def _write(self, paths: tuple[Path, ...]) -> None:
        self._settings.set_value(KEY, json.dumps([str(path) for path in paths]))
        self._settings.save()


def _read(text: str) -> tuple[Path, ...]:
    """The paths that were written down; none where nothing readable is."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    texts = found if isinstance(found, list) else []
    return tuple(Path(text) for text in texts if isinstance(text, str) and text)[:KEPT]
