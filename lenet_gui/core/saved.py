"""What a forward, a loss and a backward were made of, as copies.

They tell whether a gradient is that of the weights it was made of, and how a number came about.

The graph holds on to the weights themselves. Who changes them through ``.data`` does so behind
autograd's back: the version counters stand still, backward raises nothing, and is wrong.
"""

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call

from lenet_gui.core.commands import LossKind

LossOf = Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class SavedForward:
    """The weights and the input of one forward.

    Attributes:
        images: what went in.
        tensors: the parameters themselves, by name.
        values: copies of them.
        versions: their version counters.
        frozen: those that required no gradient.
    """

    images: Tensor
    tensors: Mapping[str, Tensor]
    values: Mapping[str, Tensor]
    versions: Mapping[str, int]
    frozen: frozenset[str] = frozenset()

    @classmethod
    def of(cls, images: Tensor, parameters: Mapping[str, Tensor]) -> "SavedForward":
        """Copy what there is now."""
        return cls(
            images,
            dict(parameters),
            {name: parameter.detach().clone() for name, parameter in parameters.items()},
            {name: parameter._version for name, parameter in parameters.items()},
            frozenset(n for n, parameter in parameters.items() if not parameter.requires_grad),
        )

    def edited(self) -> tuple[str, ...]:
        """The parameters that have other bits now, though their version counters agree."""
        return tuple(
            name
            for name, tensor in self.tensors.items()
            if tensor._version == self.versions[name]
            and not same_bits(tensor.detach(), self.values[name])
        )

    def true_gradients(
        self, net: nn.Module, root_of: LossOf, vector: Tensor | None
    ) -> dict[str, Tensor]:
        """The gradients at the saved weights, computed on copies.

        Args:
            net: the network, for its structure.
            root_of: where backward starts, for an output.
            vector: what backward is given.
        """
        copies = {name: value.clone().requires_grad_() for name, value in self.values.items()}
        with torch.enable_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the session's own loss has warned, if there is reason
            output: Tensor = functional_call(net, copies, (self.images,))
            found = torch.autograd.grad(root_of(output), list(copies.values()), grad_outputs=vector)
        return dict(zip(copies, found, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class LossRule:
    """``criterion(output, target) / divisor``.

    Attributes:
        kind: the loss function.
        target: shape ``(N, 10)``; for MSE also another one that is broadcast with it, for
            cross-entropy also classes, shape ``(N,)``.
        divisor: as above.
    """

    kind: LossKind
    target: Tensor
    divisor: int


@dataclass(frozen=True, slots=True, eq=False)
class SavedLoss:
    """How a loss was computed.

    Attributes:
        forward: the forward that its output is of.
        loss_of: the loss of an output.
        rule: the same as data; ``None``: it was computed otherwise.
    """

    forward: SavedForward
    loss_of: LossOf
    rule: LossRule | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SavedBackward:
    """How the last backward was made.

    Attributes:
        call: its number, the Log's.
        forward: the forward that it went back through; ``None``: not known, or several.
        loss: the loss that it started from; ``None``: the output, or not known.
        vector: what it was given.
        factor: what the loss was multiplied by for mixed precision.
        edited: the parameters whose numbers were not those of the forward any more, though their
            version counters agreed.
    """

    call: int
    forward: SavedForward | None
    loss: SavedLoss | None
    vector: Tensor | None
    factor: float
    edited: tuple[str, ...] = ()

    def root_of(self, output: Tensor) -> Tensor:
        """Where it started, for an output: the output itself, or its loss."""
        if self.loss is None:
            return output
        loss = self.loss.loss_of(output)
        return loss if self.factor == 1 else loss * self.factor


def largest_difference(
    names: Iterable[str],
    parameters: Mapping[str, Tensor],
    before: Mapping[str, Tensor],
    true: Mapping[str, Tensor],
) -> float:
    """The largest absolute difference between what was deposited and the true gradient.

    Args:
        names: the parameters that received a deposit.
        parameters: the parameters, whose ``.grad`` holds it.
        before: the gradients before that; absent: there was none.
        true: the true gradients.
    """
    worst = 0.0
    for name in names:
        gradient = parameters[name].grad
        if gradient is not None and name in true:
            deposit = gradient.detach() - before[name] if name in before else gradient.detach()
            worst = max(worst, float((deposit - true[name]).abs().max().item()))
    return worst


def same_bits(one: Tensor, other: Tensor) -> bool:
    """Whether two float32 tensors are equal to the last bit: NaN equals itself, -0 is not 0."""
    return torch.equal(one.view(torch.int32), other.view(torch.int32))
