"""PyTorch's calls in free running: what they come to where nobody but the loop looks.

Each does the same to the same tensors as the public call, bit for bit; left out is what it does
around that, in Python, for profilers, subclasses of tensors, and hooks of modules and of an
optimizer, of which the program has none. With calls of a millisecond that is a quarter of the time.
Whatever is shown is made by the public calls.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import torch
import torch.nn.functional as F  # noqa: N812 - the field's own habit
from torch import Tensor
from torch.autograd import Variable

_run_backward: Any = Variable._execution_engine.run_backward
_mse_loss: Any = torch._C._nn.mse_loss

_MEAN = 1
"""PyTorch's number for ``reduction="mean"``."""

_PLAIN = ("momentum", "weight_decay", "maximize", "differentiable", "foreach", "fused")
"""The arguments of SGD that leave ``weight -= lr * grad`` as it is where none of them is set."""


def zero_grad(parameters: Iterable[Tensor]) -> None:
    """What ``Module.zero_grad()`` comes to, without looking for the parameters in all modules."""
    for parameter in parameters:
        parameter.grad = None


def forward(parameters: Mapping[str, Tensor], images: Tensor) -> Tensor:
    """What ``net(images)`` comes to for `lenet.Net`.

    Args:
        parameters: the network's, by name.
        images: shape ``(N, 1, 32, 32)``.

    Returns:
        The output, shape ``(N, 10)``.

    Raises:
        RuntimeError: as ``net(images)`` does.
    """
    of = parameters
    x = torch.relu(torch.conv2d(images, of["conv1.weight"], of["conv1.bias"]))
    x = torch.max_pool2d(x, 2)
    x = torch.relu(torch.conv2d(x, of["conv2.weight"], of["conv2.bias"]))
    x = torch.max_pool2d(x, 2).view(-1, 400)
    x = torch.relu(F.linear(x, of["fc1.weight"], of["fc1.bias"]))
    x = torch.relu(F.linear(x, of["fc2.weight"], of["fc2.bias"]))
    return F.linear(x, of["fc3.weight"], of["fc3.bias"])


def mse_loss(output: Tensor, target: Tensor) -> Tensor:
    """What ``nn.MSELoss()(output, target)`` comes to where both have one shape."""
    return cast(Tensor, _mse_loss(output, target, _MEAN))


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
    elif type(optimizer) is torch.optim.SGD and all(map(_is_plain, optimizer.param_groups)):
        with torch.no_grad():
            for group in optimizer.param_groups:
                _step_plain(group["params"], group["lr"])
    else:
        public.__wrapped__(optimizer)


def _is_plain(group: Mapping[str, Any]) -> bool:
    """Whether PyTorch steps parameter by parameter, each by ``weight -= lr * grad``."""
    return group["params"][0].is_cpu and not any(group[name] for name in _PLAIN)


def _step_plain(parameters: Iterable[Tensor], lr: float) -> None:
    for parameter in parameters:
        if parameter.grad is not None:
            parameter.add_(parameter.grad, alpha=-lr)
