"""PyTorch's warnings, written down."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from lenet_gui.core.state import TrainingState


@contextmanager
def heard(state: TrainingState) -> Iterator[None]:
    """Write down what PyTorch warns of, each time anew."""
    once = not torch.is_warn_always_enabled()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        torch.set_warn_always(True)  # some of its warnings come once in a process otherwise
        try:
            yield
        finally:
            torch.set_warn_always(not once)
            state.warnings += [f"{w.category.__name__}: {w.message}" for w in caught]
