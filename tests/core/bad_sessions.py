"""Files that are no sessions, though they look like one: made by hand, and by chance.

Most carry a checksum that is right: whoever makes a file on purpose can compute it, too.
"""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from safetensors.numpy import load, save

from lenet_gui.core.errors import InputProblem
from lenet_gui.core.session_arrays import MAX_HEADER
from lenet_gui.core.session_document import MAX_BRANCHES, MAX_CALLS
from lenet_gui.core.session_format import MAX_BYTES, VERSION, encode, seal
from lenet_gui.core.strict_json import MAX_PARTS
from lenet_gui.core.timeline import MAX_NAME
from tests.core.sessions import sample

WHOLE = encode(sample())
"""A good one."""


def parts() -> tuple[bytes, bytes]:
    """The document and the arrays of the good one."""
    _first, _checksum, lengths, rest = WHOLE.split(b"\n", 3)
    length = int(lengths.split()[0])
    return rest[:length], rest[length:]


DOCUMENT, ARRAYS = parts()


def document(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A file whose document was changed, with a checksum that is right."""
    content = json.loads(DOCUMENT)
    change(content)
    return seal(json.dumps(content).encode(), ARRAYS)


def text(old: str, new: str) -> bytes:
    """A file in whose document a text stands in the place of another."""
    assert old.encode() in DOCUMENT
    return seal(DOCUMENT.replace(old.encode(), new.encode(), 1), ARRAYS)


def array(**new: np.ndarray | None) -> bytes:
    """A file with other arrays by name; ``None``: without it."""
    arrays = load(ARRAYS) | new
    return seal(DOCUMENT, save({name: a for name, a in arrays.items() if a is not None}))


def header(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A file whose list of arrays was changed."""
    length = int.from_bytes(ARRAYS[:8], "little")
    content = json.loads(ARRAYS[8 : 8 + length])
    change(content)
    changed = json.dumps(content).encode()
    return seal(DOCUMENT, len(changed).to_bytes(8, "little") + changed + ARRAYS[8 + length :])


def put(*path: str | int, value: object) -> bytes:
    """A file with another value at a place in its document."""
    return document(lambda content: inner(content, *path[:-1]).__setitem__(path[-1], value))


def drop(*path: str | int) -> bytes:
    """A file without the value at a place in its document."""
    return document(lambda content: inner(content, *path[:-1]).__delitem__(path[-1]))


def inner(content: Any, *path: str | int) -> Any:
    """What lies at a place of a document."""
    for step in path:
        content = content[step]
    return content


def many_branches(content: dict[str, Any]) -> None:
    last = content["branches"][1]
    content["branches"] += [
        last | {"number": number, "calls": 0} for number in range(3, MAX_BRANCHES + 3)
    ]


def lines(
    first: bytes = b"lenet session 1", checksum: bytes | None = None, lengths: bytes = b""
) -> bytes:
    """A file with other lines before its two parts."""
    _, right, sizes, rest = WHOLE.split(b"\n", 3)
    return b"\n".join((first, right if checksum is None else checksum, lengths or sizes, rest))


SIZES = b"%d %d" % (len(DOCUMENT), len(ARRAYS))
F32 = np.zeros(10, np.float32)
DAMAGED, TRUNCATED = InputProblem.DAMAGED, InputProblem.TRUNCATED
WRONG_FORMAT, WRONG_LENGTH = InputProblem.WRONG_FORMAT, InputProblem.WRONG_LENGTH

BAD: dict[str, tuple[bytes, InputProblem]] = {
    # no session at all
    "empty": (b"", InputProblem.EMPTY),
    "text": (b"these are no calls\n" * 9, WRONG_FORMAT),
    "NUL bytes": (bytes(4000), WRONG_FORMAT),
    "a zip": (b"PK\x03\x04" + bytes(500), WRONG_FORMAT),
    "a pickle": (b"\x80\x04cos\nsystem\n(S'false'\ntR.", WRONG_FORMAT),
    "plain json": (DOCUMENT, WRONG_FORMAT),
    "plain safetensors": (ARRAYS, WRONG_FORMAT),
    "a mark before": (b"\xef\xbb\xbf" + WHOLE, WRONG_FORMAT),
    "another case": (lines(b"LeNet session 1"), WRONG_FORMAT),
    # the lines before the parts
    "a newer version": (seal(DOCUMENT, ARRAYS, VERSION + 1), InputProblem.NEWER_VERSION),
    "a much newer version": (seal(b"", b"", 999_999_999), InputProblem.NEWER_VERSION),
    "a version that never was": (seal(DOCUMENT, ARRAYS, 0), WRONG_FORMAT),
    "a version of a billion digits": (lines(b"lenet session " + b"9" * 1000), WRONG_FORMAT),
    "a negative version": (lines(b"lenet session -1"), WRONG_FORMAT),
    "a version with a zero before": (lines(b"lenet session 01"), WRONG_FORMAT),
    "no version": (lines(b"lenet session "), WRONG_FORMAT),
    "lines ended as on Windows": (WHOLE.replace(b"\n", b"\r\n", 3), WRONG_FORMAT),
    "first word cut": (WHOLE[:5], TRUNCATED),
    "first line only": (WHOLE[:16], TRUNCATED),
    "checksum cut": (WHOLE[:50], TRUNCATED),
    "checksum in capitals": (lines(checksum=WHOLE.split(b"\n")[1].upper()), DAMAGED),
    "checksum of nothing": (lines(checksum=b"0" * 64), DAMAGED),
    "no checksum": (lines(checksum=b""), DAMAGED),
    "a length too large": (lines(lengths=b"%d 4000000" % len(DOCUMENT)), TRUNCATED),
    "4 PiB claimed": (lines(lengths=b"4503599627370496 8"), DAMAGED),
    "999 MB claimed": (lines(lengths=b"999999999 999999999"), TRUNCATED),
    "a negative length": (lines(lengths=b"-1 " + SIZES), DAMAGED),
    "the border moved": (
        lines(lengths=b"%d %d" % (len(DOCUMENT) - 1, len(ARRAYS) + 1)),
        DAMAGED,
    ),
    "the border moved, sealed": (seal(DOCUMENT[:-1], b"}" + ARRAYS), DAMAGED),
    "one byte short": (WHOLE[:-1], TRUNCATED),
    "half": (WHOLE[: len(WHOLE) // 2], TRUNCATED),
    "one byte more": (WHOLE + b"\0", WRONG_LENGTH),
    "twice": (WHOLE * 2, WRONG_LENGTH),
    "one bit in the document": (WHOLE.replace(b'"seed":7', b'"seed":6'), DAMAGED),
    "one bit in an array": (WHOLE[:-3] + bytes([WHOLE[-3] ^ 1]) + WHOLE[-2:], DAMAGED),
    # the document's text
    "no document": (seal(b"", ARRAYS), DAMAGED),
    "no json": (seal(b"{" + DOCUMENT, ARRAYS), DAMAGED),
    "no utf-8": (seal(DOCUMENT.replace(b'"cpu"', b'"\xff"'), ARRAYS), DAMAGED),
    "NaN": (text('"seed":7', '"seed":NaN'), DAMAGED),
    "1e400": (text('"lr":0.002', '"lr":1e400'), DAMAGED),
    "5 000 digits": (text('"seed":7', '"seed":' + "7" * 5000), DAMAGED),
    "a name twice": (text('"seed":7', '"seed":7,"seed":8'), DAMAGED),
    "100 000 lists": (text('"seed":7', '"seed":' + "[" * 100_000 + "]" * 100_000), DAMAGED),
    "facts 100 deep": (text('"facts":{', '"facts":{"a":' + "[" * 99 + "]" * 99 + ","), DAMAGED),
    "too many values": (text('"seed":7', '"seed":[' + "0," * MAX_PARTS + "0]"), DAMAGED),
    "a document of 9 MB": (text('"cpu"', '"' + "c" * 9 * 2**20 + '"'), DAMAGED),
    # what the document says
    "a list": (seal(b"[]", ARRAYS), DAMAGED),
    "another class": (put("class", value="Session"), DAMAGED),
    "no seed": (drop("seed"), DAMAGED),
    "a field too many": (put("more", value=1), DAMAGED),
    "a seed that is true": (put("seed", value=True), DAMAGED),
    "a negative seed": (put("seed", value=-1), DAMAGED),
    "no threads": (put("threads", value=0), DAMAGED),
    "a device without end": (put("device", value="c" * 40_000), DAMAGED),
    "an unknown command": (put("commands", 0, value={"class": "System"}), DAMAGED),
    "a command that is no call": (
        put("commands", 0, value={"class": "OpenSession", "path": "/etc/passwd", "name": None}),
        DAMAGED,
    ),
    "a source as a command": (
        put("commands", 0, value={"class": "RandomImage", "seed": 1}), DAMAGED,
    ),
    "half a picture": (put("commands", 4, "source", "pixels", value="AAAA"), DAMAGED),
    "a negative learning rate": (put("commands", 3, "optimizer", "lr", value=-1.0), DAMAGED),
    "a mistake that nobody makes": (
        put("commands", 0, value={"class": "Misuse", "mistake": "rm -rf"}), DAMAGED,
    ),
    "no branches": (put("branches", value=[]), DAMAGED),
    "too many branches": (document(many_branches), DAMAGED),
    "a first branch with a number": (put("branches", 0, "number", value=1), DAMAGED),
    "a first branch with a parent": (put("branches", 0, "parent", value=0), DAMAGED),
    "a first branch that forks": (put("branches", 0, "fork", value=1), DAMAGED),
    "a branch of its own": (put("branches", 1, "parent", value=2), DAMAGED),
    "a branch without a parent": (put("branches", 1, "parent", value=None), DAMAGED),
    "a branch off none": (put("branches", 1, "parent", value=1), DAMAGED),
    "a fork beyond its parent": (put("branches", 1, "fork", value=7), DAMAGED),
    "a negative fork": (put("branches", 1, "fork", value=-1), DAMAGED),
    "one number twice": (put("branches", 1, "number", value=0), DAMAGED),
    "a name too long": (put("branches", 1, "name", value="n" * (MAX_NAME + 1)), DAMAGED),
    "negative calls": (put("branches", 1, "calls", value=-3), DAMAGED),
    "calls without end": (put("branches", 1, "calls", value=2**63), DAMAGED),
    "more calls than there may be": (put("branches", 1, "calls", value=MAX_CALLS), DAMAGED),
    "more calls than there are": (put("branches", 1, "calls", value=4), DAMAGED),
    "fewer calls than there are": (put("branches", 1, "calls", value=2), DAMAGED),
    "now on no branch": (put("now", "branch", value=1), DAMAGED),
    "now after the end": (put("now", "call", value=7), DAMAGED),
    "now before the beginning": (put("now", "call", value=-1), DAMAGED),
    "a digest after the end": (put("digests", 0, "moment", "call", value=7), DAMAGED),
    "a digest too short": (put("digests", 0, "value", value="0f"), DAMAGED),
    "a digest in capitals": (put("digests", 0, "value", value="0F" * 32), DAMAGED),
    "a digest and a new line": (put("digests", 0, "value", value="0f" * 32 + "\n"), DAMAGED),
    "two digests of a moment": (
        put("digests", 0, "moment", value={"class": "Moment", "branch": 2, "call": 6}), DAMAGED,
    ),
    "a state on no branch": (put("states", 0, "moment", "branch", value=1), DAMAGED),
    "facts that are a list": (put("states", 0, "facts", value=[]), DAMAGED),
    "facts with no number": (put("states", 0, "facts", value={"a": {"float": "one"}}), DAMAGED),
    "one array twice": (put("states", 0, "tensors", 0, value="generator"), DAMAGED),
    "an array that is not there": (put("states", 0, "tensors", 0, value="other"), DAMAGED),
    "an array that it does not tell of": (drop("states", 0, "tensors", 0), DAMAGED),
    # the arrays
    "no arrays": (seal(DOCUMENT, b""), DAMAGED),
    "arrays cut": (seal(DOCUMENT, ARRAYS[:-1]), DAMAGED),
    "arrays and more": (seal(DOCUMENT, ARRAYS + b"\0"), DAMAGED),
    "a list of arrays without end": (seal(DOCUMENT, b"\xff" * 8 + ARRAYS[8:]), DAMAGED),
    "a list of arrays of 1 MB": (
        seal(DOCUMENT, (MAX_HEADER + 1).to_bytes(8, "little") + b"{}" + b" " * MAX_HEADER),
        DAMAGED,
    ),
    "arrays that overlap": (
        header(lambda h: h["losses"].update(data_offsets=h["calls"]["data_offsets"])), DAMAGED,
    ),
    "an array of 16 EiB": (header(lambda h: h["calls"].update(shape=[2**64 - 1])), DAMAGED),
    "a shape that overflows": (header(lambda h: h["calls"].update(shape=[2**33, 2**33])), DAMAGED),
    "offsets that are negative": (
        header(lambda h: h["calls"].update(data_offsets=[-9, 0])), DAMAGED,
    ),
    "an unknown type": (header(lambda h: h["calls"].update(dtype="PICKLE")), DAMAGED),
    "a type that is not saved": (
        array(**{"states.0.generator": np.zeros(16, np.float16)}), DAMAGED,
    ),
    "an array too many": (array(more=F32), DAMAGED),
    "no calls": (array(calls=None), DAMAGED),
    "no losses": (array(losses=None), DAMAGED),
    "an array of a state that is not there": (array(**{"states.1.generator": F32}), DAMAGED),
    "a call that is no command": (array(calls=np.full(9, 7, np.uint8)), DAMAGED),
    "calls that are negative": (array(calls=np.full(9, -1, np.int32)), DAMAGED),
    "calls that are no integers": (array(calls=np.zeros(9, np.float32)), DAMAGED),
    "calls in a square": (array(calls=np.zeros((3, 3), np.uint8)), DAMAGED),
    "a call too few": (array(calls=np.zeros(8, np.uint8)), DAMAGED),
    "a loss too few": (array(losses=np.zeros(2)), DAMAGED),
    "losses that are no numbers": (array(losses=np.full(3, np.nan)), DAMAGED),
    "losses that are integers": (array(losses=np.zeros(3, np.int64)), DAMAGED),
    "no bits for the losses": (array(has_loss=np.zeros(0, np.uint8)), DAMAGED),
    "bits of another type": (array(has_loss=np.zeros(2, np.uint16)), DAMAGED),
    "all bits set": (array(has_loss=np.full(2, 255, np.uint8)), DAMAGED),
}  # fmt: skip
"""Each with what is to be said of it."""


def heavy() -> Iterator[tuple[str, bytes]]:
    """Files as large as they may be that are found to be bad as late as possible."""
    values = '{"":0},' * (MAX_PARTS // 3 - 500)
    full = DOCUMENT.replace(b'"facts":{', b'"facts":{"more":[' + values.encode() + b"0],")
    yield "largest document", seal(full, save({"calls": F32}))
    rest = np.zeros(MAX_BYTES - len(full) - 10_000, np.uint8)
    arrays = load(ARRAYS) | {"states.0.generator": rest, "losses": np.full(3, np.nan)}
    yield "largest state", seal(full, save(arrays))
    count = MAX_CALLS
    calls = np.zeros(count, np.uint8)
    calls[-1] = 7
    content = json.loads(DOCUMENT)
    content["branches"][1]["calls"] = count - 6
    losses = np.zeros((MAX_BYTES - count * 9 // 8 - 10_000) // 4, np.float32)
    kept = {n: a for n, a in load(ARRAYS).items() if n.startswith("states")}
    bits = np.packbits(np.arange(count) < len(losses))
    for name, last in (("largest calls", 7), ("largest losses", 6)):
        calls[-1] = last
        losses[-1] = np.nan
        packed = save({"calls": calls, "losses": losses, "has_loss": bits, **kept})
        yield name, seal(json.dumps(content).encode(), packed)
    yield "a byte too large", bytes(MAX_BYTES + 1)


def by_chance(rng: random.Random) -> bytes:
    """The good file with changes at random, most of them with a checksum that is right."""
    way = rng.randrange(5)
    if way == 0:
        return changed_bytes(rng, WHOLE)
    if way == 1:
        return seal(changed_bytes(rng, DOCUMENT), ARRAYS)
    if way == 2:
        return seal(DOCUMENT, changed_bytes(rng, ARRAYS))
    if way == 3:
        return document(
            lambda content: [change_value(rng, content) for _ in range(rng.choice((1, 1, 2, 4)))]
        )
    return header(lambda content: change_value(rng, content))


def changed_bytes(rng: random.Random, data: bytes) -> bytes:
    """Bytes changed, put in, left out, repeated or cut off."""
    content = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5))):
        last = len(content) - 1
        place = rng.randint(0, min(last, 200) if rng.random() < 0.3 else last)
        match rng.randrange(6):
            case 0:
                content[place] ^= 1 << rng.randrange(8)
            case 1:
                content[place] = rng.choice(b'\0\xff\x7f"[]{},:0919-.eE\\')
            case 2:
                content[place:place] = rng.randbytes(rng.randrange(1, 9))
            case 3:
                del content[max(place, 1) : place + rng.randrange(1, 40)]
            case 4:
                content[place:place] = content[place : place + rng.randrange(1, 400)]
            case _:
                del content[max(place, 1) :]
    return bytes(content)


VALUES = (
    None, True, False, 0, 1, -1, 2, 6, 7, 255, 2**31, 2**63, 2**64, -(2**63) - 1, 0.5, -0.0, 1e308,
    "", "0", "nan", "inf", "cpu", "é", "\ud800", "\0", "A" * 4, "x" * 40_000, [], {}, [[]], [None],
    {"class": "Forward"}, {"class": "Moment", "branch": 0, "call": 0}, {"float": "nan"},
)  # fmt: skip


def change_value(rng: random.Random, content: Any) -> None:
    """Somewhere in a document, put another value, leave one out, or repeat one."""
    while True:
        keys = list(content) if isinstance(content, dict) else list(range(len(content)))
        if not keys:
            return
        key = rng.choice(keys)
        if not (isinstance(content[key], dict | list) and content[key] and rng.random() < 0.85):
            break
        content = content[key]
    match rng.randrange(5):
        case 0:
            del content[key]
        case 1 if isinstance(content, list):
            content[key:key] = [content[key]] * rng.choice((1, 3, 2000))
        case 1:
            content[str(rng.choice(VALUES))] = content[key]
        case 2:
            content[key] = content[rng.choice(keys)]
        case _:
            content[key] = rng.choice(VALUES)
