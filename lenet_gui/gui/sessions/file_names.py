"""Which files are sessions."""

from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIX = ".lenet"


def is_session(path: Path) -> bool:
    """Whether a file is called as a session is."""
    return path.suffix.lower() == SUFFIX


def with_suffix(path: Path) -> Path:
    """The path with a session's ending, which is added where it is missing."""
    return path if is_session(path) else path.with_name(path.name + SUFFIX)


def dropped_session(mime: QMimeData) -> Path | None:
    """The one session of this machine that is dragged; ``None``: something else."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if is_session(path) else None
