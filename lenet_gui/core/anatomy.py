"""One forward and backward made again on copies, with everything in between laid open.

The session's own graph keeps no gradient of an intermediate result, and may be freed. From the
weights and the input that were saved the same operations give the same bits, and in float64 what
they would give without rounding.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812 - the field's own habit
from torch import Tensor, nn

from lenet_gui.core.explanation import Factors, Places, Quantity
from lenet_gui.core.lenet import network_of
from lenet_gui.core.saved import SavedBackward, SavedForward
from lenet_gui.core.snapshot import Layer

Numbers = npt.NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Anatomy:
    """What a forward and a backward consist of. It holds no graph.

    Attributes:
        layers: the network's summary, input first.
        forward: what was made again.
        back: the backward through it; ``None``: there was none.
        values: each layer's result by name, the input's too, shape ``(N, ...)``.
        flows: dL / d(a layer's result), where a gradient came; empty without a backward.
        parameters: the weights that the forward used.
        gradients: dL / d(parameter), what that backward alone deposits.
    """

    layers: tuple[Layer, ...]
    forward: SavedForward
    back: SavedBackward | None
    values: Mapping[str, Numbers]
    flows: Mapping[str, Numbers]
    parameters: Mapping[str, Numbers]
    gradients: Mapping[str, Numbers]

    @cached_property
    def exact(self) -> "Anatomy | None":
        """The same in float64, from the same weights, input, target and vector.

        ``None``: the device has no float64.
        """
        if self.forward.images.device.type == "mps":
            return None
        return dissect(self.layers, self.forward, self.back, torch.float64)

    def exact_number(self, quantity: Quantity, name: str, index: tuple[int, ...]) -> float | None:
        """A number in float64; arguments and ``None`` as in `Element` and `exact`."""
        if self.exact is None:
            return None
        return float(self.exact._numbers[quantity][name][index])

    @property
    def output(self) -> str:
        """The name of the last layer."""
        return self.layers[-1].name

    def source_of(self, layer: Layer) -> str:
        """The name of the layer whose result a layer takes."""
        return self.layers[self.layers.index(layer) - 1].name

    def is_of(self, forward: SavedForward, back: SavedBackward | None) -> bool:
        """It is that of these two."""
        return self.forward is forward and self.back is back

    def picked(self, quantity: Quantity, name: str, places: Places) -> Factors:
        """A column of numbers.

        Args:
            quantity: an activation, a flow or a parameter.
            name: of what.
            places: shape ``(terms, dimensions)``.
        """
        numbers = self._numbers[quantity][name][tuple(places.T)]
        return Factors(quantity, name, places, numbers.astype(np.float64))

    def input_of(self, layer: Layer, places: Places) -> Factors:
        """A column of numbers of what a layer takes; arguments as in `picked`."""
        return self.picked(Quantity.ACTIVATION, self.source_of(layer), places)

    def winners(self, layer: Layer) -> npt.NDArray[np.int64]:
        """The winner of each window of a max-pool, by PyTorch itself.

        Returns:
            Shape of the layer's result: the place in the rows of its input, one after the other.
        """
        if layer.name not in self._winners:
            source = torch.from_numpy(self.values[self.source_of(layer)])
            window = layer.kernel_shape
            _, places = F.max_pool2d(source, window, return_indices=True)
            self._winners[layer.name] = places.numpy()
        return self._winners[layer.name]

    @cached_property
    def _numbers(self) -> Mapping[Quantity, Mapping[str, Numbers]]:
        return {
            Quantity.ACTIVATION: self.values,
            Quantity.FLOW: self.flows,
            Quantity.PARAMETER: self.parameters,
            Quantity.GRADIENT: self.gradients,
        }

    @cached_property
    def _winners(self) -> dict[str, npt.NDArray[np.int64]]:
        return {}


def dissect(
    layers: tuple[Layer, ...],
    forward: SavedForward,
    back: SavedBackward | None,
    dtype: torch.dtype = torch.float32,
) -> Anatomy:
    """Make a forward and a backward again. No number is drawn, and nothing else is touched.

    Args:
        layers: the network's summary.
        forward: the forward.
        back: a backward through it; ``None``: there was none.
        dtype: in which precision.
    """
    copies = {
        name: nn.Parameter(value.to(dtype, copy=True), requires_grad=name not in forward.frozen)
        for name, value in forward.values.items()
    }
    images = forward.images.to(dtype)
    with torch.enable_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the session's own call has warned, if there is reason
        stages = dict(network_of(copies).stages(images))
        wanted = [{n: t for n, t in those.items() if t.requires_grad} for those in (stages, copies)]
        found: Sequence[Tensor] = ()
        if back is not None:
            root = back.root_of(stages[layers[-1].name])
            vector = None if back.vector is None else back.vector.to(dtype)
            inputs = [tensor for those in wanted for tensor in those.values()]
            found = torch.autograd.grad(root, inputs, grad_outputs=vector)
    names = [name for those in wanted for name in those]
    backward = {name: _array(tensor) for name, tensor in zip(names, found, strict=False)}
    return Anatomy(
        layers,
        forward,
        back,
        {name: _array(tensor) for name, tensor in ((layers[0].name, images), *stages.items())},
        {name: backward[name] for name in wanted[0] if name in backward},
        {name: _array(tensor) for name, tensor in copies.items()},
        {name: backward[name] for name in wanted[1] if name in backward},
    )


def _array(tensor: Tensor) -> Numbers:
    return tensor.detach().cpu().numpy()
