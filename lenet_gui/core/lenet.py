"""LeNet as the tutorial defines it, and its summary."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

import torch
import torch.nn.functional as F  # noqa: N812 - the field's own habit
from torch import Tensor, nn
from typing_extensions import override

from lenet_gui.core.snapshot import Layer


class Net(nn.Module):
    """The tutorial's network: two convolutions, three linear layers, 61 706 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def stages(self, x: Tensor) -> Iterator[tuple[str, Tensor]]:
        """Each intermediate result of `forward`, with its name; the last is the output.

        Args:
            x: shape ``(N, 1, 32, 32)``.
        """
        x = self.conv1(x)  # (N, 6, 28, 28)
        yield "conv1", x
        x = F.relu(x)
        yield "relu1", x
        x = F.max_pool2d(x, (2, 2))  # (N, 6, 14, 14)
        yield "pool1", x
        x = self.conv2(x)  # (N, 16, 10, 10)
        yield "conv2", x
        x = F.relu(x)
        yield "relu2", x
        x = F.max_pool2d(x, 2)  # (N, 16, 5, 5)
        yield "pool2", x
        x = x.view(-1, 16 * 5 * 5)  # (N, 400)
        yield "view", x
        x = self.fc1(x)  # (N, 120)
        yield "fc1", x
        x = F.relu(x)
        yield "relu3", x
        x = self.fc2(x)  # (N, 84)
        yield "fc2", x
        x = F.relu(x)
        yield "relu4", x
        x = self.fc3(x)  # (N, 10)
        yield "fc3", x

    @override
    def forward(self, x: Tensor) -> Tensor:
        """The ten outputs, shape ``(N, 10)``, for images of shape ``(N, 1, 32, 32)``."""
        for _, stage in self.stages(x):
            x = stage
        return x


LINES: Mapping[str, str] = MappingProxyType({
    "conv1": "x = self.conv1(x)",
    "relu1": "x = F.relu(x)",
    "pool1": "x = F.max_pool2d(x, (2, 2))",
    "conv2": "x = self.conv2(x)",
    "relu2": "x = F.relu(x)",
    "pool2": "x = F.max_pool2d(x, 2)",
    "view": "x = x.view(-1, 16 * 5 * 5)",
    "fc1": "x = self.fc1(x)",
    "relu3": "x = F.relu(x)",
    "fc2": "x = self.fc2(x)",
    "relu4": "x = F.relu(x)",
    "fc3": "x = self.fc3(x)",
})  # fmt: skip
"""The line of `Net.stages` that makes each intermediate result, by the result's name."""


def initialised(seed: int, device: str) -> Net:
    """A new network, whose weights follow from the seed alone.

    Args:
        seed: as for ``torch.manual_seed``, whose generator is left as it was.
        device: where it is to lie.
    """
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        net = Net()
    # Initialised on the CPU and then moved, so that a seed means the same on every device.
    return net.to(device)


def network_of(parameters: Mapping[str, nn.Parameter]) -> Net:
    """A network of these parameters themselves, by their names in it."""
    with torch.device("meta"):  # no number is drawn, and none computed
        net = Net()
    for name, parameter in parameters.items():
        module, _, attribute = name.partition(".")
        setattr(getattr(net, module), attribute, parameter)
    return net


_FUNCTIONS = {"relu": "relu", "pool": "max_pool2d", "view": "view"}


def summarize(net: Net) -> tuple[Layer, ...]:
    """The rows of the network's summary for one sample, from the input to the output.

    Multiply-adds: a convolution does one for each output value and each entry of its kernel
    over all input channels, a linear layer one for each entry of its weight.
    """
    image = torch.zeros(1, 1, 32, 32, device=next(net.parameters()).device)
    rows = [Layer("input", "", (), tuple(image.shape[1:]), (), 0, 0)]
    with torch.no_grad():
        for name, value in net.stages(image):
            rows.append(_layer(net, name, value))
    return tuple(rows)


def _layer(net: Net, name: str, value: Tensor) -> Layer:
    output_shape = tuple(value.shape[1:])
    module = dict(net.named_children()).get(name)
    if module is None:
        kind = _FUNCTIONS[name.rstrip("0123456789")]
        kernel = (2, 2) if kind == "max_pool2d" else ()
        return Layer(name, kind, kernel, output_shape, (), 0, 0)
    parameters = dict(module.named_parameters())
    weight = cast(Tensor, module.weight)
    places = output_shape[1] * output_shape[2] if len(output_shape) == 3 else 1
    return Layer(
        name,
        type(module).__name__,
        tuple(weight.shape),
        output_shape,
        tuple(f"{name}.{key}" for key in parameters),
        sum(parameter.numel() for parameter in parameters.values()),
        weight.numel() * places,
    )
