"""Autograd held against central differences, on a copy of the network in float64."""

import math
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from torch import Tensor

from lenet_gui.core.accumulation_loop import copy_of
from lenet_gui.core.commands import LossKind
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.gradient_check import (
    MAX_SAMPLE,
    CheckedNumber,
    CheckGradient,
    GradientCheck,
    Kink,
)
from lenet_gui.core.lenet import Net
from lenet_gui.core.saved import LossOf
from lenet_gui.core.state import MAX_SEED, TrainingState

Place = tuple[str, tuple[int, ...]]
"""A number: its parameter, and where in it."""

Progress = Callable[[int, int], None]
"""Told how many numbers have been checked, and of how many."""

Patterns = dict[tuple[Kink, str], Tensor]
"""Which straight piece of each relu and max-pool a network is on."""


def check_gradient(
    state: TrainingState, command: CheckGradient, progress: Progress = lambda _done, _of: None
) -> GradientCheck:
    """Compare the derivatives of the loss with central differences; nothing is changed.

    The loss is the last one that was measured, with the weights and the input that it was
    computed of. Where it is not known how that was computed, it is the loss of the present
    weights, input and target.

    Args:
        state: the state.
        command: which numbers, and how far they are moved.
        progress: told after each number.

    Raises:
        InputError: an argument is out of range, or there is no target.
        InterruptedError: somebody has asked for that.
    """
    _check_arguments(state, command)
    subject = _subject(state)
    with torch.enable_grad():
        loss, middle = subject.evaluate()
        found = torch.autograd.grad(loss, list(subject.parameters.values()))
    exact = dict(zip(subject.parameters, found, strict=True))
    places = list(_places(state, command))
    numbers = []
    with torch.no_grad():
        for done, (name, index) in enumerate(places, 1):
            state.check_interruption()
            moved = _move(subject, (name, index), command.step, middle)
            numbers.append(_checked(state, (name, index), exact[name][index].item(), moved))
            progress(done, len(places))
    deposits = max(state.accounts.deposits.values())
    return GradientCheck(command, state.calls, tuple(numbers), loss.item(), deposits)


@dataclass(frozen=True, slots=True, eq=False)
class _Subject:
    """What is differentiated, all of it float64 and its own.

    Attributes:
        net: the network.
        images: its input.
        loss_of: the loss of an output.
    """

    net: Net
    images: Tensor
    loss_of: LossOf

    @property
    def parameters(self) -> dict[str, Tensor]:
        """The parameters by name."""
        return dict(self.net.named_parameters())

    def evaluate(self) -> tuple[Tensor, Patterns]:
        """The loss as the parameters are now, and on which straight pieces the network is."""
        patterns: Patterns = {}
        before = self.images
        for name, value in self.net.stages(self.images):
            if name.startswith("relu"):
                patterns[Kink.RELU, name] = before.sign()
            elif name.startswith("pool"):
                windows = before.unfold(-2, 2, 2).unfold(-2, 2, 2)
                patterns[Kink.MAX_POOL, name] = windows == windows.amax((-2, -1), keepdim=True)
            before = value
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the session's own loss has warned, if there is reason
            return self.loss_of(before), patterns


@dataclass(frozen=True, slots=True)
class _Moved:
    """The loss on either side of a number.

    Attributes:
        low: with the number moved down.
        high: with the number moved up.
        step: how far.
        kinks: what lies in between.
    """

    low: float
    high: float
    step: float
    kinks: tuple[tuple[Kink, str], ...]


def _move(subject: _Subject, place: Place, step: float, middle: Patterns) -> _Moved:
    name, index = place
    parameter = subject.parameters[name]
    old = parameter[index].item()
    losses, kinks = [], set()
    for moved in (old - step, old + step):
        parameter[index] = moved
        loss, patterns = subject.evaluate()
        losses.append(loss.item())
        kinks |= {key for key, value in patterns.items() if not torch.equal(value, middle[key])}
    parameter[index] = old
    low, high = losses
    return _Moved(low, high, step, tuple(key for key in middle if key in kinks))


def _checked(state: TrainingState, place: Place, exact: float, moved: _Moved) -> CheckedNumber:
    name, index = place
    gradient = state.parameters[name].grad
    return CheckedNumber(
        parameter=name,
        index=index,
        low=moved.low,
        high=moved.high,
        difference=(moved.high - moved.low) / (2 * moved.step),
        autograd=exact,
        grad=None if gradient is None else gradient[index].item(),
        kinks=moved.kinks,
    )


def _subject(state: TrainingState) -> _Subject:
    """The last loss with what it was computed of, or what the next one would be computed of."""
    saved = state.saved_loss
    values: Mapping[str, Tensor] = state.parameters
    images = state.feed.batch.images
    if saved is not None and all(saved.forward.tensors[n] is p for n, p in values.items()):
        values, images, loss_of = saved.forward.values, saved.forward.images, saved.loss_of
    else:
        loss_of = _next_loss(state)
    net = cast(Net, copy_of(state.net)).double()
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            parameter.copy_(values[name])
    # The target stays float32 where it was: PyTorch takes it to float64, which rounds nothing.
    return _Subject(net, images.double(), loss_of)


def _next_loss(state: TrainingState) -> LossOf:
    batch, criterion = state.feed.batch, state.criterion
    target = batch.target
    if state.loss_kind is LossKind.CROSS_ENTROPY and batch.labels is not None:
        target = batch.labels
    if target is None:
        raise InputError(InputProblem.MISSING, "target")

    def loss_of(output: Tensor) -> Tensor:
        loss: Tensor = criterion(output, target)
        return loss

    return loss_of


def _places(state: TrainingState, command: CheckGradient) -> Iterator[Place]:
    """The numbers to check: one, or a random sample of all, none of them twice."""
    if command.parameter:
        yield command.parameter, command.index
        return
    shapes = {name: tuple(parameter.shape) for name, parameter in state.parameters.items()}
    ends = np.cumsum([math.prod(shape) for shape in shapes.values()])
    generator = np.random.default_rng(command.seed)
    names = list(shapes)
    for number in generator.choice(ends[-1], command.count, replace=False):
        which = int(np.searchsorted(ends, number, side="right"))
        name = names[which]
        begin = ends[which] - math.prod(shapes[name])
        index = np.unravel_index(number - begin, shapes[name])
        yield name, tuple(int(place) for place in index)


def _check_arguments(state: TrainingState, command: CheckGradient) -> None:
    if not 0 < command.step <= 1:
        raise _out_of_range("step", 0, 1, command.step)
    if not command.parameter:
        if not 1 <= command.count <= MAX_SAMPLE:
            raise _out_of_range("count", 1, MAX_SAMPLE, command.count)
        if not 0 <= command.seed <= MAX_SEED:
            raise _out_of_range("seed", 0, MAX_SEED, command.seed)
        return
    parameter = state.parameters.get(command.parameter)
    if parameter is None:
        raise InputError(InputProblem.MISSING, command.parameter)
    shape, index = parameter.shape, command.index
    if len(index) != len(shape):
        raise _out_of_range("len(index)", len(shape), len(shape), len(index))
    for axis, (place, size) in enumerate(zip(index, shape, strict=True)):
        if not 0 <= place < size:
            raise _out_of_range(f"index[{axis}]", 0, size - 1, place)


def _out_of_range(name: str, lowest: int, highest: int, actual: float) -> InputError:
    return InputError(
        InputProblem.OUT_OF_RANGE, name, lowest=lowest, highest=highest, actual=actual
    )
