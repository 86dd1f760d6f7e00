"""What a forward saved, as copies: to see whether a gradient is that of the weights it was made of.

The graph holds on to the weights themselves. Who changes them through ``.data`` does so behind
autograd's back: the version counters stand still, backward raises nothing, and is wrong.
"""

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call

LossOf = Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class SavedForward:
    """The weights and the input of one forward.

    Attributes:
        images: what went in.
        tensors: the parameters themselves, by name.
        values: copies of them.
        versions: their version counters.
    """

    images: Tensor
    tensors: Mapping[str, Tensor]
    values: Mapping[str, Tensor]
    versions: Mapping[str, int]

    @classmethod
    def of(cls, images: Tensor, parameters: Mapping[str, Tensor]) -> "SavedForward":
        """Copy what there is now."""
        return cls(
            images,
            dict(parameters),
            {name: parameter.detach().clone() for name, parameter in parameters.items()},
            {name: parameter._version for name, parameter in parameters.items()},
        )

    def edited(self) -> tuple[str, ...]:
        """The parameters that have other bits now, though their version counters agree."""
        return tuple(
            name
            for name, tensor in self.tensors.items()
            if tensor._version == self.versions[name]
            and not torch.equal(_bits(tensor.detach()), _bits(self.values[name]))
        )

    def true_gradients(
        self, net: nn.Module, loss_of: LossOf | None, vector: Tensor | None
    ) -> dict[str, Tensor]:
        """The gradients at the saved weights, computed on copies.

        Args:
            net: the network, for its structure.
            loss_of: the loss of an output; ``None``: backward starts at the output.
            vector: what backward is given.
        """
        copies = {name: value.clone().requires_grad_() for name, value in self.values.items()}
        with torch.enable_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the session's own loss has warned, if there is reason
            output: Tensor = functional_call(net, copies, (self.images,))
            root = output if loss_of is None else loss_of(output)
            found = torch.autograd.grad(root, list(copies.values()), grad_outputs=vector)
        return dict(zip(copies, found, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class SavedLoss:
    """How a loss was computed.

    Attributes:
        forward: the forward that its output is of.
        loss_of: the loss of an output.
    """

    forward: SavedForward
    loss_of: LossOf


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


def _bits(tensor: Tensor) -> Tensor:
    return tensor.view(torch.int32)  # so that NaN equals itself, and -0 is not 0
