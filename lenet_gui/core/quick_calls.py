"""PyTorch's calls in free running: what they come to where nobody but the loop looks.

Each does the same to the same tensors as the public call, bit for bit; left out is what it does
around that, in Python, for profilers, subclasses of tensors and hooks of an optimizer, of which the
program has none. With calls of a millisecond that is a tenth of the time. Whatever is shown is made
by the public calls.
"""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Variable

_run_backward: Any = Variable._execution_engine.run_backward


def zero_grad(parameters: Iterable[Tensor]) -> None:
    """What ``Module.zero_grad()`` comes to, without looking for the parameters in all modules."""
    for parameter in parameters:
        parameter.grad = None


def backward(root: Tensor, one: Tensor) -> None:
    """What ``root.backward()`` comes to.

    Args:
        root: a loss, shape ``()``.
        one: dL / dL: 1, float32, on its device. PyTorch makes a new one at each call.

    Raises:
        RuntimeError: as ``root.backward()`` does.
    """
    if root.dim() or root.grad_fn is None or root.dtype is not one.dtype:
        root.backward()  # type: ignore[no-untyped-call]
        return
    _run_backward((root,), (one,), False, False, (), allow_unreachable=True, accumulate_grad=True)


def step(optimizer: torch.optim.Optimizer) -> None:
    """What ``optimizer.step()`` comes to; a scheduler's own count of the steps is kept."""
    public: Any = type(optimizer).step
    if "step" in vars(optimizer) or not getattr(public, "hooked", False):
        optimizer.step()  # a scheduler has put its own in the place
    else:
        public.__wrapped__(optimizer)
