"""SHA-256 of a state, and where it was computed: to tell whether a replay has the same bits."""

import hashlib
import platform

import numpy as np
import torch
from torch import Tensor

from lenet_gui.core.session import Environment
from lenet_gui.core.state import TrainingState


def environment() -> Environment:
    """Where numbers are computed now."""
    return Environment(
        torch=torch.__version__,
        python=platform.python_version(),
        system=platform.system(),
        machine=platform.machine(),
        processor=torch.backends.cpu.get_cpu_capability(),
    )


def digest(state: TrainingState) -> str:
    """The SHA-256 of all that the next calls depend on, as hexadecimal digits.

    Parameters and gradients (None and zeros told apart), the optimizer's settings and state, the
    generator of random vectors, where the input stands, and the counts. Not the graph, which
    follows from the calls.
    """
    found = hashlib.sha256()

    def add(name: str, value: object) -> None:
        found.update(f"{name}={value!r};".encode())

    def add_tensor(name: str, tensor: Tensor | None) -> None:
        if tensor is None:
            add(name, None)
            return
        array = tensor.detach().cpu().numpy()
        add(name, (array.dtype.str, array.shape))
        # Little-endian in any case, so that the digest does not depend on the machine's order.
        found.update(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes())

    add("counts", (state.calls, state.step, state.counter.position, state.counter.iteration))
    for name, parameter in state.parameters.items():
        add_tensor(name, parameter)
        add_tensor(f"{name}.grad", parameter.grad)
        add(f"{name}.requires_grad", parameter.requires_grad)
    add("optimizer", state.spec)
    if state.optimizer is not None and state.optimizer.state:
        for group in state.optimizer.param_groups:
            add("lr", float(group["lr"]))
        for name, parameter in state.parameters.items():
            for key, value in sorted(state.optimizer.state.get(parameter, {}).items()):
                if isinstance(value, Tensor):
                    add_tensor(f"{name}.{key}", value)
                else:
                    add(f"{name}.{key}", value)
    add("training", state.net.training)
    add("order", state.feed.order)
    add_tensor("vectors", state.vectors.get_state())
    return found.hexdigest()
