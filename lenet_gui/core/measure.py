"""Numbers that are measured in the training thread, so that the window only has to draw them."""

import math
from collections.abc import Iterable, Mapping

import numpy as np
import torch
from torch import Tensor

from lenet_gui.core.snapshot import Array, Histogram, StateEntry

BINS = 64


def norm(tensor: Tensor) -> float:
    """The Euclidean norm, summed in float64 so that the digits shown are right."""
    return float(torch.linalg.vector_norm(tensor, dtype=torch.float64).item())


def total_norm(norms: Iterable[float]) -> float:
    """The Euclidean norm of several tensors together, from the norm of each."""
    return math.sqrt(sum(value * value for value in norms))


def histogram(tensor: Tensor, tensor_norm: float) -> Histogram:
    """The distribution of a tensor's entries over `BINS` bins, symmetric around 0.

    Args:
        tensor: any shape, at least one entry.
        tensor_norm: its norm; finite just when all of its entries are.
    """
    flat = tensor.detach().reshape(-1)
    finite = flat if math.isfinite(tensor_norm) else flat[torch.isfinite(flat)]
    zeros = flat.numel() - int(torch.count_nonzero(flat).item())
    reach = float(finite.abs().max().item()) if finite.numel() else 0.0
    # All zeros: a range of some width, so that they are seen in the middle.
    reach = reach or 1.0
    counts = torch.histc(finite.float(), BINS, -reach, reach) if finite.numel() else None
    bins = np.zeros(BINS, np.int64) if counts is None else counts.cpu().numpy().astype(np.int64)
    return Histogram(
        _read_only(bins), -reach, reach, zeros, flat.numel() - finite.numel(), flat.numel(),
        tensor_norm,
    )  # fmt: skip


def copy(tensor: Tensor) -> Array:
    """A read-only copy that shares no memory with the tensor."""
    array = tensor.detach().to("cpu", torch.float32).numpy().copy()
    return _read_only(array)


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
