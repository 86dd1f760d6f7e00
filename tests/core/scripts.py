"""The lines that the program shows, run as a plain script: what PyTorch itself does."""

import copy
import warnings
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn, optim

from lenet_gui.core.commands import Command
from lenet_gui.core.lines import pytorch_line
from tests.core import oracle


@dataclass
class Script:
    """A script after its last line.

    Attributes:
        scope: its names.
        error: what the last line raised, as ``Kind: words``; empty: nothing.
        warned: what the last line warned of, in the same form.
    """

    scope: dict[str, Any]
    error: str = ""
    warned: tuple[str, ...] = ()

    @property
    def net(self) -> nn.Module:
        return self.scope["net"]


def start(seed: int = 0) -> Script:
    begin = oracle.tutorial(seed)
    return Script({
        "torch": torch, "nn": nn, "optim": optim, "copy": copy, "net": begin.net,
        "input": begin.x, "target": begin.y, "criterion": nn.MSELoss(), "learning_rate": 0.01,
        "optimizer": optim.SGD(begin.net.parameters(), lr=0.01), "losses": [], "history": [],
        "scaler": torch.amp.GradScaler("cpu"),
    })  # fmt: skip


def run(script: Script, *commands: Command, seed: int = 0) -> Script:
    """Run the line of each command; the first that raises is the last."""
    for command in commands:
        torch.default_generator.manual_seed(seed + 1)  # what a new layer draws from
        script.error = ""
        always = torch.is_warn_always_enabled()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            torch.set_warn_always(True)
            try:
                exec(pytorch_line(command), script.scope)  # noqa: S102 - our own lines, in a test
            except Exception as error:
                script.error = f"{type(error).__name__}: {error}"
            torch.set_warn_always(always)
        script.warned = tuple(f"{w.category.__name__}: {w.message}" for w in caught)
        if script.error:
            break
    return script
