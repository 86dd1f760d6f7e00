"""The tutorial in plain PyTorch, written without the program: what its core is held against."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, 16 * 5 * 5)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


@dataclass
class Start:
    net: Net
    x: Tensor
    y: Tensor


def tutorial(seed: int = 0) -> Start:
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    net = Net()
    x = torch.randn(1, 1, 32, 32)
    y = torch.randn(10).view(1, -1)
    return Start(net, x, y)


def total_norm(net: nn.Module) -> float:
    return float(torch.cat([p.grad.double().flatten() for p in net.parameters()]).norm())
