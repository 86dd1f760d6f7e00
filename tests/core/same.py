"""Two snapshots compared in all that they hold, every array bit by bit."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache

import numpy as np

from lenet_gui.core.graph import Graph
from lenet_gui.core.snapshot import Snapshot

APART = {"timeline", "session", "gradient_history"}
"""What depends on how a moment was reached: the way there, and which moments were recorded."""

PLAIN = {int, float, bool, str, bytes}
"""What most of the millions of values are, and can be asked at once."""


def differences(one: object, other: object, place: str = "") -> list[str]:
    """Where two values differ; empty: nowhere."""
    if one is other:
        return []
    if type(one) is not type(other):
        return [f"{place}: {type(one).__name__} and {type(other).__name__}"]
    if type(one) in PLAIN:
        return _unequal(one, other, place)
    if isinstance(one, np.ndarray):
        same = one.shape == other.shape and one.tobytes() == other.tobytes()
        return [] if same else [f"{place}: arrays {one.shape} {other.shape}"]
    if isinstance(one, Mapping):
        if list(one) != list(other):
            return [f"{place}: keys {list(one)} and {list(other)}"]
        return [d for key in one for d in differences(one[key], other[key], f"{place}[{key!r}]")]
    if isinstance(one, tuple):
        if len(one) != len(other):
            return [f"{place}: {len(one)} and {len(other)} entries"]
        pairs = enumerate(zip(one, other, strict=True))
        return [d for index, (a, b) in pairs for d in differences(a, b, f"{place}[{index}]")]
    if is_dataclass(one):
        return [
            d
            for n in _compared(type(one))
            for d in differences(getattr(one, n), getattr(other, n), f"{place}.{n}")
        ]
    return _unequal(one, other, place)


def _unequal(one: object, other: object, place: str) -> list[str]:
    same = one == other or (one != one and other != other)
    return [] if same else [f"{place}: {one!r} and {other!r}"]


@cache
def _compared(kind: type) -> list[str]:
    """The fields of a dataclass that have to be the same."""
    left_out = APART if issubclass(kind, Snapshot) else set()
    if issubclass(kind, Graph):  # whether it was built anew is said of the way there, too
        left_out = {"rebuilt"}
    return [f.name for f in fields(kind) if f.name not in left_out]
