"""JSON from anywhere, such as a stranger's file: bounded, and with no more in it than JSON has.

Python's own reader takes NaN, numbers beyond float64, and a name twice in an object; it takes
seconds for a number of a million digits, and sixty times a text's length of memory.
"""

import json
import math
from typing import NoReturn

MAX_BYTES = 8 * 2**20
"""Largest text, in bytes."""

MAX_PARTS = 250_000
"""So many values at most, as its punctuation tells: each may take 64 bytes."""

MAX_DEPTH = 32
"""So many lists and objects within one another at most."""

_MAX_DIGITS = 40  # of a number; repr of a float64 has at most 24 characters
_LOWEST, _HIGHEST = -(2**63), 2**64 - 1


def to_json(value: object) -> bytes:
    """A value as text.

    It is ASCII, so that a path with bytes that are no UTF-8, which Python keeps as lone
    surrogates, comes back as it was.

    Raises:
        ValueError: there is a NaN or an infinity in it.
        TypeError: there is something in it that JSON does not have.
    """
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii")


def from_json(data: bytes) -> object:
    """The value of a text, made of dict, list, str, int, float, bool and None.

    Integers fit into 64 bits and floats are finite.

    Raises:
        ValueError: it is no JSON, or beyond a bound.
    """
    if len(data) > MAX_BYTES or sum(data.count(mark) for mark in b"[{,:") > MAX_PARTS:
        raise ValueError("there is too much in it")
    try:
        value: object = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_real,
            parse_constant=_no_number,
        )
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    _check_depth(value)
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _integer(text: str) -> int:
    if len(text) > _MAX_DIGITS or not _LOWEST <= int(text) <= _HIGHEST:
        _no_number(text)
    return int(text)


def _real(text: str) -> float:
    if len(text) > _MAX_DIGITS or not math.isfinite(float(text)):
        _no_number(text)
    return float(text)


def _no_number(_text: str) -> NoReturn:
    raise ValueError("a number is out of range")


def _check_depth(value: object) -> None:
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise ValueError("it is nested too deeply")


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
