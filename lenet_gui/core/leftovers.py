"""What a person's experiments leave lying about besides the network; a reset drops it all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from lenet_gui.core.holdings import Holdings


@dataclass(slots=True)
class Leftovers:
    """The names that a script would have besides those of the loop.

    Attributes:
        losses: the list ``losses``.
        losses_of: the newest forward that one of them can be of, as its call.
        history: the list ``history`` of gradients.
        hooks: hooks registered on ``fc3.bias``.
        hooked: the tensor that each of them was registered on.
        known: tensors that the graphs of `losses` refer to and have not saved for themselves.
        scaler: mixed precision's scaler; ``None``: it was not used.
        scaled: ``.grad`` holds gradients times its scale.
    """

    losses: list[Tensor] = field(default_factory=list)
    losses_of: int = 0
    history: list[Tensor | None] = field(default_factory=list)
    hooks: int = 0
    hooked: list[Tensor] = field(default_factory=list)
    known: list[Tensor] = field(default_factory=list)
    scaler: torch.amp.GradScaler | None = None
    scaled: bool = False

    def kept_bytes(self, parameters: Mapping[str, Tensor], inputs: Iterable[Tensor]) -> int:
        """Bytes of saved tensors that the graphs of `losses` hold, each tensor once."""
        holdings = Holdings([*parameters.values(), *inputs, *self.known])
        return sum(holdings.add(loss)[1] for loss in self.losses)

    def saved(self, parameters: Mapping[str, Tensor], alive: int) -> "SavedLeftovers | None":
        """Keep it; ``None``: it cannot be kept now.

        Args:
            parameters: the network's parameters.
            alive: the oldest forward whose graph can still be gone through, and freed by that,
                as its call.
        """
        scaler = self.scaler
        if self.losses and self.losses_of >= alive:
            return None
        # Between unscale_ and update the scaler notes per optimizer what it has found; its
        # `state_dict` has no place for that.
        if scaler is not None and scaler._per_optimizer_states:
            return None
        own = {id(p.grad): name for name, p in parameters.items() if p.grad is not None}
        copies = {id(g): g.detach().clone() for g in self.history if g is not None}
        hooked = sum(tensor is parameters["fc3.bias"] for tensor in self.hooked)
        return SavedLeftovers(
            tuple(self.losses),
            self.losses_of,
            (*self.known, *(parameters.values() if self.losses else ())),
            tuple((own.get(id(g)), copies.get(id(g))) for g in self.history),
            self.hooks,
            hooked,
            None if scaler is None else scaler.state_dict(),
            scaler is not None and scaler._scale is not None,
            self.scaled,
        )


@dataclass(frozen=True, slots=True, eq=False)
class SavedLeftovers:
    """Leftovers as they were at a moment.

    Attributes:
        losses: the list; nothing reaches its graphs any more, so that it stays what it is.
        losses_of: as in `Leftovers`.
        known: as in `Leftovers`, with the parameters of that time.
        history: of each entry the parameter whose ``.grad`` it was (``None``: of none any more),
            and a copy; entries that were one tensor have one copy.
        hooks: as in `Leftovers`.
        hooked: how many of them are on the present parameter.
        scaler: the scaler's ``state_dict()``; ``None``: there was none.
        used: the scaler had scaled a loss.
        scaled: as in `Leftovers`.
    """

    losses: tuple[Tensor, ...]
    losses_of: int
    known: tuple[Tensor, ...]
    history: tuple[tuple[str | None, Tensor | None], ...]
    hooks: int
    hooked: int
    scaler: Mapping[str, Any] | None
    used: bool
    scaled: bool

    def revive(self, parameters: Mapping[str, Tensor], device: str) -> Leftovers:
        """Leftovers of their own, as they were.

        Args:
            parameters: the network's parameters, with their gradients.
            device: where the scaler works.
        """
        left = Leftovers(list(self.losses), self.losses_of, hooks=self.hooks, scaled=self.scaled)
        left.known = list(self.known)
        for name, copy in self.history:
            left.history.append(copy if name is None else parameters[name].grad)
        for _ in range(self.hooked):
            register_hook(parameters["fc3.bias"])
            left.hooked.append(parameters["fc3.bias"])
        if self.scaler is not None:
            left.scaler = torch.amp.GradScaler(device)
            left.scaler.load_state_dict(dict(self.scaler))
            if self.used:
                left.scaler.scale(torch.zeros((), device=device))  # it is made ready by that
        return left


def register_hook(parameter: Any) -> None:  # it has no types
    """Register the hook of the experiment, which multiplies a gradient by ten."""
    parameter.register_hook(times_ten)


def times_ten(gradient: Tensor) -> Tensor:
    """The hook itself; it has a name, so that others can tell whose it is."""
    return gradient * 10
