"""What a person's experiments leave lying about besides the network; a reset drops it all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor

from lenet_gui.core.autograd_graph import read_graph


@dataclass(slots=True)
class Leftovers:
    """The names that a script would have besides those of the loop.

    Attributes:
        losses: the list ``losses``.
        history: the list ``history`` of gradients.
        hooks: hooks registered on ``fc3.bias``.
        scaler: mixed precision's scaler; ``None``: it was not used.
        scaled: ``.grad`` holds gradients times its scale.
    """

    losses: list[Tensor] = field(default_factory=list)
    history: list[Tensor | None] = field(default_factory=list)
    hooks: int = 0
    scaler: torch.amp.GradScaler | None = None
    scaled: bool = False

    def kept_bytes(self, parameters: Mapping[str, Tensor], inputs: Iterable[Tensor]) -> int:
        """Bytes of saved tensors that the graphs of `losses` hold, each tensor once."""
        known = list(inputs)
        total = 0
        for loss in {id(loss): loss for loss in self.losses}.values():
            total += read_graph(loss, "loss", parameters, known).saved_bytes
        return total
