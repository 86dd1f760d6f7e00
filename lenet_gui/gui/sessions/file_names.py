"""Which files are sessions, and which were dropped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIX = ".lenet"


def is_session(path: Path) -> bool:
    """Whether a file is called as a session is."""
    return path.suffix.lower() == SUFFIX


def with_suffix(path: Path) -> Path:
    """The path with a session's ending, which is added where it is missing."""
    return path if is_session(path) else path.with_name(path.name + SUFFIX)


def dropped_files(mime: QMimeData) -> tuple[Path, ...]:
    """The files and folders of this machine that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def first_session(files: Sequence[Path]) -> Path | None:
    """The first session among files; ``None``: there is none."""
    return next((path for path in files if is_session(path)), None)
