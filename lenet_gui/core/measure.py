"""Numbers that are measured in the training thread, so that the window only has to draw them."""

import math
from collections.abc import Iterable, Mapping

import numpy as np
import torch
from torch import Tensor

from lenet_gui.core.snapshot import Array, StateEntry


def norm(tensor: Tensor) -> float:
    """The Euclidean norm, summed in float64 so that the digits shown are right."""
    return float(torch.linalg.vector_norm(tensor, dtype=torch.float64).item())


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


def _read_only(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array
