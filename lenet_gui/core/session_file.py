"""Sessions on a disk: ``*.lenet``."""

import io
from pathlib import Path

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.safe_file import VERSIONS, opened, write_safely
from lenet_gui.core.session import Session
from lenet_gui.core.session_format import MAX_BYTES, decode, encode

SUFFIX = ".lenet"
"""What the name of a session's file ends in."""


def save_session(path: Path, session: Session, *, versions: int = VERSIONS) -> None:
    """Write a session; when this returns, it is on the disk and can be read.

    Args:
        path: the file.
        session: the session.
        versions: older versions of the file to keep, as ``path.1`` and so on.

    Raises:
        InputError: it cannot be written, or could not be read again, as it is too large; what was
            there is still there.
    """
    data = encode(session)
    try:
        decode(io.BytesIO(data), path.name)
    except InputError as error:
        raise InputError(InputProblem.CANNOT_WRITE, path.name, reason=str(error)) from error
    write_safely(path, data, versions=versions)


def load_session(path: Path) -> Session:
    """Read a session; what it refers to, such as a folder of images, is not looked at.

    Raises:
        InputError: it is missing, damaged, too large, of a newer version, or no session.
    """
    with opened(path, MAX_BYTES) as file:
        return decode(file, path.name)
