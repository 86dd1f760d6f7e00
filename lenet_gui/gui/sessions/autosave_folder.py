"""Where the program's own copies of unsaved sessions lie, and whose they are."""

import contextlib
import json
import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from lenet_gui.gui.sessions.file_names import SUFFIX, is_session

KEPT_DAYS = 7
"""Days for which a copy of a session stays that was not saved when its program ended."""

RUNNING, LEFT = "running-", "left-"
"""How the copies of running programs are called, and of those that ended without saving."""

LOCK = ".lock"

NOTE = ".note"
"""The ending of a file beside a copy that tells where the person had saved the session. It is not
in the copy itself, as no session tells where it lies: it may be handed to somebody else."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A session that was not saved when its program ended.

    Attributes:
        path: the copy.
        saved_at: when it was written, in seconds since 1970.
        name: the path at which the person had saved the session; empty: nowhere.
    """

    path: Path
    saved_at: float
    name: str = ""


class AutosaveFolder:
    """A folder that several programs share: each has a file of its own, and a lock beside it.

    The lock tells the living from the dead, also where a process has got a dead one's number. A
    dead program's file is renamed by whoever finds it first, and so it is offered once.
    """

    def __init__(self, folder: Path) -> None:
        """Take a name for this program.

        Raises:
            OSError: nothing can be written there.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.own = folder / f"{RUNNING}{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._noted = ""
        self._lock = _lock(self.own)
        if not self._lock.tryLock(0):
            raise OSError(f"no lock can be made in {folder}")

    def find_left(self) -> tuple[Leftover, ...]:
        """Copies of programs that have ended since somebody looked last, the newest first."""
        copies = {
            path.with_suffix(SUFFIX)
            for path in self._folder.glob(f"{RUNNING}*")
            if path.suffix in (SUFFIX, LOCK)
        }
        return _newest_first([self._take_over(path) for path in copies - {self.own}])

    def kept(self) -> tuple[Leftover, ...]:
        """All that were found and not discarded, the newest first; those too old are deleted."""
        oldest = time.time() - KEPT_DAYS * 86_400
        found = _newest_first([_leftover(path) for path in self._folder.glob(f"{LEFT}*{SUFFIX}")])
        for leftover in found:
            if leftover.saved_at < oldest:
                self.discard(leftover)
        return tuple(leftover for leftover in found if leftover.saved_at >= oldest)

    def discard(self, leftover: Leftover) -> None:
        """Delete a copy."""
        _unlink(leftover.path)
        _unlink(leftover.path.with_suffix(NOTE))

    def forget_own(self) -> None:
        """Delete this program's own copy: all is saved."""
        _unlink(self.own)
        self.note("")

    def expect(self, name: str) -> None:
        """A copy is about to be written of a session that may be saved elsewhere.

        A program that ends before it is noted must not leave a copy with another one's name.
        """
        if name != self._noted:
            self.note("")

    def note(self, name: str) -> None:
        """Write down where the session in this program's own copy is saved; empty: nowhere."""
        if name == self._noted:
            return
        self._noted = name
        note = self.own.with_suffix(NOTE)
        _unlink(note)
        if name:
            with contextlib.suppress(OSError):  # whoever saves it later is asked, then
                note.write_text(json.dumps(name), encoding="ascii")

    def close(self) -> None:
        """The program ends, and has nothing that is not saved or may not be lost."""
        self.forget_own()
        self._lock.unlock()

    def _take_over(self, path: Path) -> Leftover | None:
        lock = _lock(path)
        if not lock.tryLock(0):
            return None  # its program lives
        left = path.with_name(LEFT + path.name.removeprefix(RUNNING))
        try:
            if path.is_file() and path.stat().st_size:
                with contextlib.suppress(FileNotFoundError):
                    path.with_suffix(NOTE).replace(left.with_suffix(NOTE))
                path.rename(left)
                return _leftover(left)
        except OSError:
            return None
        finally:
            lock.unlock()
        return None


def _lock(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(LOCK)))
    lock.setStaleLockTime(0)  # however old: its program may run for days
    return lock


def _leftover(path: Path) -> Leftover | None:
    try:
        return Leftover(path, path.stat().st_mtime, _noted(path)) if path.is_file() else None
    except OSError:
        return None


def _noted(path: Path) -> str:
    """Where the session of a copy is saved; empty: nowhere, or nothing that can be relied on."""
    try:
        name = json.loads(path.with_suffix(NOTE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return ""
    known = isinstance(name, str) and Path(name).is_absolute() and is_session(Path(name))
    return name if known else ""


def _newest_first(found: Sequence[Leftover | None]) -> tuple[Leftover, ...]:
    there = (leftover for leftover in found if leftover is not None)
    return tuple(sorted(there, key=lambda leftover: leftover.saved_at, reverse=True))


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
