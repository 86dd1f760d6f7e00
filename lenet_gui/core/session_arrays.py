"""The arrays of a session in the safetensors format, packed for many millions of calls.

A call takes an index as small as the number of commands allows, and a bit that says whether it
computed a loss; a loss takes four bytes where float32, which it was computed in, holds all of it.
An hour of free running then fits into some 40 MB, and what a file claims can be checked before
anything larger than the file is made of it.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import safetensors
from safetensors.numpy import save

from lenet_gui.core.session import SavedState, SessionBranch
from lenet_gui.core.session_document import Document

Array = npt.NDArray[np.generic]

MAX_HEADER = 2**20
"""Largest list of arrays, in bytes; it is read before the arrays are, and three times as slowly."""

_TYPES = {
    "F32": "<f4", "F64": "<f8", "I32": "<i4", "I64": "<i8", "U8": "|u1", "U16": "<u2",
    "U32": "<u4",
}  # fmt: skip
"""The types of numbers that there may be, by safetensors' names."""

_INDICES = ("|u1", "<u2", "<u4")
_CALLS, _LOSSES, _HAS_LOSS = "calls", "losses", "has_loss"


def pack(branches: Sequence[SessionBranch], states: Sequence[SavedState]) -> bytes:
    """All arrays as one safetensors file.

    Raises:
        ValueError: an array has a type that is not saved.
    """
    calls = np.concatenate([branch.calls for branch in branches])
    losses = np.concatenate([branch.losses for branch in branches])
    has_loss = ~np.isnan(losses)
    arrays: dict[str, Array] = {
        _CALLS: calls.astype(np.min_scalar_type(int(calls.max(initial=0)))),
        _LOSSES: _shortened(losses[has_loss]),
        _HAS_LOSS: np.packbits(has_loss),
    }
    for index, state in enumerate(states):
        for name, array in state.tensors.items():
            # safetensors takes the memory as it lies there; asarray keeps a scalar one.
            arrays[_key(index, name)] = np.asarray(array, order="C")
    if any(array.dtype.str not in _TYPES.values() for array in arrays.values()):
        raise ValueError("an array has a type that is not saved")
    return save(arrays)


def unpack(blob: bytes, document: Document) -> tuple[list[SessionBranch], list[SavedState]]:
    """The branches and the states that a document and its arrays make up.

    Args:
        blob: as `pack` makes it.
        document: what is said of the arrays.

    Returns:
        Branches and states, with read-only arrays.

    Raises:
        ValueError: the arrays are not those that the document tells of.
        safetensors.SafetensorError: they are not in the safetensors format.
    """
    arrays = _read(blob)
    expected = [_key(i, name) for i, row in enumerate(document.states) for name in row.tensors]
    if arrays.keys() != {_CALLS, _LOSSES, _HAS_LOSS, *expected}:
        raise ValueError("it holds other arrays than it says")
    branches = _branches(arrays, document)
    states = [
        SavedState(row.moment, row.facts, {name: arrays[_key(i, name)] for name in row.tensors})
        for i, row in enumerate(document.states)
    ]
    return branches, states


def _key(index: int, name: str) -> str:
    return f"states.{index}.{name}"


def _shortened(losses: npt.NDArray[np.float64]) -> npt.NDArray[np.floating]:
    with np.errstate(over="ignore", under="ignore"):
        short = losses.astype(np.float32)
    return short if np.array_equal(short, losses) else losses


def _read(blob: bytes) -> dict[str, Array]:
    if int.from_bytes(blob[:8], "little") > MAX_HEADER:
        raise ValueError("it holds too many arrays")
    arrays: dict[str, Array] = {}
    for name, entry in safetensors.deserialize(blob):  # type: ignore[no-untyped-call]
        if entry["dtype"] not in _TYPES:
            raise ValueError("an array has a type that is not saved")
        arrays[name] = np.frombuffer(entry["data"], _TYPES[entry["dtype"]]).reshape(entry["shape"])
        arrays[name].flags.writeable = False
    return arrays


def _branches(arrays: Mapping[str, Array], document: Document) -> list[SessionBranch]:
    calls, count = arrays[_CALLS], document.calls
    if calls.dtype.str not in _INDICES or calls.shape != (count,):
        raise ValueError("it has other calls than it says")
    if count and int(calls.max()) >= len(document.commands):
        raise ValueError("a call is none of its commands")
    losses = _losses(arrays, count)
    indices = calls.astype(np.uint32)
    indices.flags.writeable = losses.flags.writeable = False
    branches, start = [], 0
    for row in document.branches:
        part = slice(start, start + row.calls)
        branches.append(
            SessionBranch(
                row.number, row.name, row.parent, row.fork, indices[part], losses[part]
            )
        )  # fmt: skip
        start += row.calls
    return branches


def _losses(arrays: Mapping[str, Array], count: int) -> npt.NDArray[np.float64]:
    packed, values = arrays[_HAS_LOSS], arrays[_LOSSES]
    if packed.dtype != np.uint8 or packed.shape != ((count + 7) // 8,):
        raise ValueError("it has other calls than it says")
    has_loss = np.unpackbits(packed.view(np.uint8), count=count).view(bool)
    if values.dtype.kind != "f" or values.shape != (int(has_loss.sum()),):
        raise ValueError("it has other losses than it says")
    if np.isnan(values).any():
        raise ValueError("a loss is no number")
    losses = np.full(count, np.nan)
    losses[has_loss] = values
    return losses
