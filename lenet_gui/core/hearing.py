"""PyTorch's warnings, written down."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

import torch

from lenet_gui.core.state import TrainingState


@contextmanager
def heard(state: TrainingState) -> Iterator[None]:
    """Write down what PyTorch warns of, each time anew.

    Only in this thread: at the start another one imports what torch needs later, and there are
    warnings in that, too.
    """
    once, here = not torch.is_warn_always_enabled(), get_ident()

    def write_down(
        message: Warning | str, category: type[Warning], *_where: Any, **_further: Any
    ) -> None:
        if get_ident() == here:
            state.warnings.append(f"{category.__name__}: {message}")

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = write_down
        torch.set_warn_always(True)  # some of its warnings come once in a process otherwise
        try:
            yield
        finally:
            torch.set_warn_always(not once)
