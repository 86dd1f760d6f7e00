"""Numbers that are measured in the training thread, so that the window only has to draw them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from threading import get_ident

import numpy as np
import torch
from torch import Tensor

from lenet_gui.core.snapshot import Array, StateEntry


def norm(tensor: Tensor) -> float:
    """The Euclidean norm, summed in float64 so that the digits shown are right."""
    return float(torch.linalg.vector_norm(tensor, dtype=torch.float64).item())


def norms(tensors: Iterable[Tensor]) -> list[float]:
    """The `norm` of each of several tensors on one device, up to rounding in float64.

    At once and with numpy it takes half the time that PyTorch's norm in float64 does, and a free
    run in which deposits add up asks for ten of them at every step.
    """
    listed = [tensor.detach() for tensor in tensors]
    if not listed or not listed[0].is_cpu or not all(map(Tensor.numel, listed)):
        return [norm(tensor) for tensor in listed]
    room = _room_for(get_ident(), tuple([tensor.shape for tensor in listed]))
    torch._foreach_copy_(room.parts, listed)
    np.square(room.numbers, out=room.numbers)
    sums = np.add.reduceat(room.numbers, room.starts)
    found: list[float] = np.sqrt(sums).tolist()
    return found


def total_norm(norms: Iterable[float]) -> float:
    """The Euclidean norm of several tensors together, from the norm of each."""
    return math.sqrt(sum(value * value for value in norms))


def copy(tensor: Tensor) -> Array:
    """A read-only copy that shares no memory with the tensor."""
    array = tensor.detach().to("cpu", torch.float32).numpy().copy()
    return _read_only(array)


def share(tensor: Tensor) -> Array:
    """The numbers of a tensor that nobody ever writes to, read-only, without a copy on the CPU."""
    return _read_only(tensor.detach().to("cpu", torch.float32).numpy())


def state_entries(
    state: Mapping[Tensor, Mapping[str, object]], parameters: Mapping[str, Tensor]
) -> tuple[StateEntry, ...]:
    """The optimizer's state, parameter by parameter, in PyTorch's names."""
    entries = []
    for name, parameter in parameters.items():
        for key, value in state.get(parameter, {}).items():
            if isinstance(value, Tensor) and value.dim() > 0:
                entries.append(StateEntry(name, key, tuple(value.shape), norm(value)))
            elif isinstance(value, Tensor | int | float):
                entries.append(StateEntry(name, key, (), float(value)))
    return tuple(entries)


@dataclass(frozen=True, slots=True, eq=False)
class _Room:
    """Where the numbers of several tensors stand side by side in float64.

    Attributes:
        numbers: all of them.
        parts: the same memory, a tensor for each.
        starts: where each begins.
    """

    numbers: Array
    parts: list[Tensor]
    starts: list[int]


@lru_cache(maxsize=16)
def _room_for(_thread: int, shapes: tuple[torch.Size, ...]) -> _Room:
    sizes = [shape.numel() for shape in shapes]
    whole = torch.empty(sum(sizes), dtype=torch.float64)
    parts = [
        part.view(shape) for part, shape in zip(torch.split(whole, sizes), shapes, strict=True)
    ]
    return _Room(whole.numpy(), parts, [0, *accumulate(sizes[:-1])])


def _read_only(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array
