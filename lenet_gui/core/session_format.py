"""A session as bytes, and back from bytes that anybody may have made.

A line with the version of the format; a line with the SHA-256 of everything else, in hexadecimal
digits; a line with two lengths; so many bytes of JSON (`session_document`); so many bytes of arrays
in the safetensors format (`session_arrays`). There is no code in it, and none is made from it.
"""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from typing import BinaryIO

from safetensors import SafetensorError

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.session import Session
from lenet_gui.core.session_arrays import pack, unpack
from lenet_gui.core.session_document import CODEC, Document, document_of, session_of
from lenet_gui.core.strict_json import from_json, to_json

VERSION = 1
"""The version that is written. It counts whatever an older program would not understand."""

MIGRATIONS: Mapping[int, Callable[[object], object]] = {}
"""What makes the JSON of a version that of the next one, by the older one's number."""

MAX_BYTES = 64 * 2**20
"""Largest file. Reading takes it twice, and a stranger's file shall not take 200 MB."""

_MAGIC = b"lenet session "
_FIRST = re.compile(re.escape(_MAGIC) + rb"(0|[1-9]\d{0,8})\n")
_CUT = re.compile(re.escape(_MAGIC) + rb"\d{0,9}")
_REST = re.compile(rb"([0-9a-f]{64})\n((0|[1-9]\d{0,8}) (0|[1-9]\d{0,8})\n)")
_LONGEST_HEAD = len(_MAGIC) + 10 + 65 + 20
_MAX_REASON = 200  # characters; what is said of a file may hold words of it


def encode(session: Session) -> bytes:
    """A session as bytes.

    Raises:
        ValueError: it does not hold together.
        TypeError: it holds something that is not saved, such as a command that is no call.
    """
    document = to_json(CODEC.encode(document_of(session)))
    return seal(document, pack(session.branches, session.states))


def seal(document: bytes, arrays: bytes, version: int = VERSION) -> bytes:
    """The two parts of a file behind the lines that vouch for them."""
    first = b"%b%d\n" % (_MAGIC, version)
    rest = (b"%d %d\n" % (len(document), len(arrays)), document, arrays)
    return b"".join((first, b"%b\n" % _checksum(first, *rest), *rest))


def decode(file: BinaryIO, name: str) -> Session:
    """Read a session; what it refers to, such as a folder of images, is not looked at.

    Args:
        file: a file that one can seek in.
        name: what to call it in an error.

    Returns:
        A session whose branches, moments, indices and arrays fit together.

    Raises:
        InputError: it is none, damaged, too large or of a newer version.
        OSError: the file cannot be read.
    """
    version, document, arrays = _open(file, name)
    try:
        found: Document = CODEC.decode(_migrated(from_json(document), version), Document)
        return session_of(found, *unpack(arrays, found))
    except (ValueError, SafetensorError) as error:
        raise _damaged(name, str(error)) from error


def _open(file: BinaryIO, name: str) -> tuple[int, bytes, bytes]:
    """Break the seal: the version, and the two parts as they were written."""
    size = file.seek(0, os.SEEK_END)
    if size > MAX_BYTES:
        raise InputError(InputProblem.TOO_LARGE, name, limit=MAX_BYTES, actual=size)
    file.seek(0)
    head = file.read(_LONGEST_HEAD)
    first, version = _version(head, name)
    rest = _REST.match(head, len(first))
    if rest is None:
        if size < _LONGEST_HEAD:
            raise _cut(name, size)
        raise _damaged(name, "its first lines have another form")
    expected = rest.end() + int(rest[3]) + int(rest[4])
    if size != expected:
        problem = InputProblem.TRUNCATED if size < expected else InputProblem.WRONG_LENGTH
        raise InputError(problem, name, expected=expected, actual=size)
    file.seek(rest.end())
    document, arrays = file.read(int(rest[3])), file.read(int(rest[4]))
    if _checksum(first, rest[2], document, arrays) != rest[1]:
        raise _damaged(name, "its checksum is that of other content")
    return version, document, arrays


def _version(head: bytes, name: str) -> tuple[bytes, int]:
    """The first line and the version in it, which is one that can be read."""
    if not head:
        raise InputError(InputProblem.EMPTY, name)
    first = _FIRST.match(head)
    if first is None:
        if _MAGIC.startswith(head) or _CUT.fullmatch(head):
            raise _cut(name, len(head))
        actual = head[: len(_MAGIC)].hex()
        raise InputError(InputProblem.WRONG_FORMAT, name, expected=_MAGIC.hex(), actual=actual)
    version = int(first[1])
    if version > VERSION:
        raise InputError(InputProblem.NEWER_VERSION, name, expected=VERSION, actual=version)
    if version < VERSION and version not in MIGRATIONS:
        raise InputError(InputProblem.WRONG_FORMAT, name, expected=VERSION, actual=version)
    return first[0], version


def _migrated(document: object, version: int) -> object:
    for older in range(version, VERSION):
        document = MIGRATIONS[older](document)
    return document


def _checksum(*parts: bytes) -> bytes:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest().encode("ascii")


def _cut(name: str, size: int) -> InputError:
    return InputError(InputProblem.TRUNCATED, name, expected=_LONGEST_HEAD, actual=size)


def _damaged(name: str, reason: str) -> InputError:
    return InputError(InputProblem.DAMAGED, name, reason=reason[:_MAX_REASON])
