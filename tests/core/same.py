"""Two snapshots compared in all that they hold, every array bit by bit."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import numpy as np

from lenet_gui.core.graph import Graph
from lenet_gui.core.snapshot import Snapshot

APART = {"timeline", "session", "gradient_history"}
"""What depends on how a moment was reached: the way there, and which moments were recorded."""


def differences(one: object, other: object, place: str = "") -> list[str]:
    """Where two values differ; empty: nowhere."""
    if type(one) is not type(other):
        return [f"{place}: {type(one).__name__} and {type(other).__name__}"]
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
        names = [f.name for f in fields(one)]
        if isinstance(one, Snapshot):
            names = [name for name in names if name not in APART]
        if isinstance(one, Graph):  # whether it was built anew is said of the way there, too
            names.remove("rebuilt")
        return [
            d
            for n in names
            for d in differences(getattr(one, n), getattr(other, n), f"{place}.{n}")
        ]
    same = one == other or (one != one and other != other)
    return [] if same else [f"{place}: {one!r} and {other!r}"]
