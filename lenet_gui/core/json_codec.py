"""Dataclasses as values that JSON has, and back: only listed classes, and only what fits them.

An object carries the name of its class beside its fields. What is read is compared with the
types that the fields were declared with; nothing is converted, guessed or left out.
"""

import base64
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

MAX_TEXT = 2**15
"""Characters of a text: more than any path of a system has."""

_CLASS = "class"  # no field can have that name
_REAL = "float"
_REALS = ("nan", "inf", "-inf")  # what JSON has no numbers for: a diverged loss is one of them


class JsonCodec:
    """What turns objects of some classes into values of JSON, and back.

    Fields may be of the types bool, int, float, str, bytes, ``X | None``, tuple, `StrEnum`,
    another listed class or a base of some of them, and ``Mapping[str, Fact]`` for anything that
    JSON has, NaN and infinities besides.
    """

    def __init__(self, classes: Iterable[type[Any]]) -> None:
        """List the dataclasses that there may be."""
        self._fields = {kind: _fields(kind) for kind in classes}
        self._classes = {kind.__name__: kind for kind in self._fields}

    def encode(self, value: object) -> object:
        """A value as JSON has it.

        Raises:
            TypeError: there is an object in it whose class is not listed.
        """
        match value:
            case None | bool() | int():
                return value
            case float():
                return value if math.isfinite(value) else str(float(value))
            case str():
                return str(value)
            case bytes():
                return base64.b64encode(value).decode("ascii")
            case tuple():
                return [self.encode(item) for item in value]
            case Mapping():
                return _encode_fact(dict(value))
        kind: type[Any] = type(value)
        if kind not in self._fields:
            raise TypeError(f"not a class that is saved: {kind.__name__}")
        encoded = {name: self.encode(getattr(value, name)) for name in self._fields[kind]}
        return {_CLASS: kind.__name__} | encoded

    def decode(self, value: object, hint: Any) -> Any:
        """The object that a value of JSON stands for.

        Args:
            value: what `strict_json.from_json` returns.
            hint: the type that it must have, as a field would be declared.

        Raises:
            ValueError: it has another one, or a class refuses what its fields are to hold.
        """
        if isinstance(hint, UnionType):
            return None if value is None else self.decode(value, get_args(hint)[0])
        origin = get_origin(hint)
        if origin is tuple:
            return self._decode_tuple(value, get_args(hint))
        if origin is Mapping:
            return _decode_fact(_exactly(dict, value))
        if hint in _SCALARS:
            return _SCALARS[hint](value)
        if issubclass(hint, Enum):
            return hint(_decode_text(value))
        return self._decode_object(value, hint)

    def _decode_tuple(self, value: object, hints: tuple[Any, ...]) -> tuple[Any, ...]:
        items = _exactly(list, value)
        if hints[-1] is Ellipsis:
            hints = (hints[0],) * len(items)
        if len(items) != len(hints):
            raise ValueError(f"a list of {len(hints)} is expected, not of {len(items)}")
        return tuple(self.decode(item, hint) for item, hint in zip(items, hints, strict=True))

    def _decode_object(self, value: object, base: type[Any]) -> object:
        members = _exactly(dict, value)
        kind = self._classes.get(_decode_text(members.get(_CLASS)))
        if kind is None or not issubclass(kind, base):
            raise ValueError(f"{base.__name__} is expected, not another class")
        hints = self._fields[kind]
        if members.keys() != {_CLASS, *hints}:
            raise ValueError(f"{kind.__name__} has other fields")
        return kind(**{name: self.decode(members[name], hint) for name, hint in hints.items()})


def _fields(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _exactly(kind: type[Any], value: object) -> Any:
    if type(value) is not kind:  # True is an int, but not what was written for one
        raise ValueError(f"{kind.__name__} is expected, not {type(value).__name__}")
    return value


def _decode_real(value: object) -> float:
    if type(value) is int or value in _REALS:
        return float(value)
    number: float = _exactly(float, value)
    return number


def _decode_text(value: object) -> str:
    text: str = _exactly(str, value)
    if len(text) > MAX_TEXT:
        raise ValueError("a text is too long")
    return text


def _encode_fact(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else {_REAL: str(value)}
        case list():
            return [_encode_fact(item) for item in value]
        case dict() if value.keys() != {_REAL}:
            return {name: _encode_fact(item) for name, item in value.items()}
    raise TypeError(f"not a fact that is saved: {type(value).__name__}")


def _decode_fact(value: object) -> object:
    match value:
        case dict() if value.keys() == {_REAL}:
            return _decode_real(value[_REAL])
        case dict():
            return {name: _decode_fact(item) for name, item in value.items()}
        case list():
            return [_decode_fact(item) for item in value]
    return value


_SCALARS: dict[object, Callable[[object], Any]] = {
    bool: lambda value: _exactly(bool, value),
    int: lambda value: _exactly(int, value),
    float: _decode_real,
    str: _decode_text,
    bytes: lambda value: base64.b64decode(_decode_text(value), validate=True),
}
