"""A loop over micro-batches, carried out on a network of its own."""

import copy
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import cast

import torch
from torch import Tensor, nn

from lenet_gui.core import measure
from lenet_gui.core.accumulation import (
    AccumulationPlan,
    Clipping,
    Scheduling,
    Weighting,
)
from lenet_gui.core.commands import LossKind
from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.state import make_optimizer

IGNORED = -100
"""The target that ``nn.CrossEntropyLoss`` leaves out by default."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a loop works on.

    Attributes:
        net: the network at the start; the loop copies it.
        images: shape ``(n, 1, 32, 32)``.
        target: classes, shape ``(n,)``, or numbers, shape ``(n, 10)``.
        loss: the loss function.
        optimizer: the update rule.
    """

    net: nn.Module
    images: Tensor
    target: Tensor
    loss: LossKind
    optimizer: OptimizerSpec

    def in_float64(self) -> "Material":
        """The same in double precision, on the CPU: not every device has it."""
        target = self.target.cpu()
        return replace(
            self,
            net=copy_of(self.net).cpu().double(),
            images=self.images.cpu().double(),
            target=target.double() if target.is_floating_point() else target,
        )


@dataclass(frozen=True, slots=True)
class Deposit:
    """What one micro-batch of the first update did.

    Attributes:
        loss: its loss.
        weight: what it was multiplied by before ``backward``.
        weighted: the loss that ``backward`` was called on.
        gradient: what it added to every ``.grad``, one after the other, shape ``(parameters,)``.
        before: norm of all gradients before any clipping.
        after: norm of all gradients afterwards.
    """

    loss: float
    weight: float
    weighted: float
    gradient: Tensor
    before: float
    after: float


@dataclass(slots=True)
class Passage:
    """What came of a loop.

    Attributes:
        deposits: the micro-batches of the first update.
        gradient: every ``.grad`` at the first update, one after the other.
        parameters: the parameters after the last update, likewise.
        losses: the sum of the losses that ``backward`` was called on, for each update.
        lrs: the learning rate of each update.
        warned: what PyTorch warned of.
    """

    deposits: list[Deposit] = field(default_factory=list)
    gradient: Tensor = field(default_factory=lambda: torch.empty(0))
    parameters: Tensor = field(default_factory=lambda: torch.empty(0))
    losses: list[float] = field(default_factory=list)
    lrs: list[float] = field(default_factory=list)
    warned: tuple[str, ...] = ()


def go_through(plan: AccumulationPlan, material: Material, check: Callable[[], None]) -> Passage:
    """Carry a plan out.

    Args:
        plan: what to do, checked before.
        material: on what.
        check: called at each micro-batch; it raises what is to end the loop early.
    """
    return _Loop(plan, material, check).run()


class _Loop:
    """The names of the loop: a script would have them as variables."""

    def __init__(
        self, plan: AccumulationPlan, material: Material, check: Callable[[], None]
    ) -> None:
        self._plan, self._check = plan, check
        self._net = copy_of(material.net)
        self._parameters = list(self._net.parameters())
        self._criterion = cast(
            nn.Module, getattr(nn, material.loss.value)(reduction=plan.reduction.value)
        )
        spec = material.optimizer
        if plan.divide_lr:
            spec = replace(spec, lr=spec.lr / plan.divisor)
        self._optimizer = make_optimizer(spec, self._parameters)
        self._scheduler = torch.optim.lr_scheduler.StepLR(
            self._optimizer, plan.scheduler.step_size, plan.scheduler.gamma
        )
        target = material.target[: plan.samples].clone()
        if plan.ignored:
            target[: plan.ignored] = IGNORED
        self._total = int((target != IGNORED).sum()) if target.dim() == 1 else target.numel()
        images = material.images[: plan.samples]
        sizes = list(plan.sizes)
        self._pieces = list(
            zip(torch.split(images, sizes), torch.split(target, sizes), strict=True)
        )
        self._passage = Passage()

    def run(self) -> Passage:
        """Make all updates."""
        passage = self._passage
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for update in range(self._plan.updates):
                self._update(first=update == 0)
        passage.warned = tuple(f"{w.category.__name__}: {w.message}" for w in caught)
        passage.parameters = flat(self._parameters)
        return passage

    def _update(self, *, first: bool) -> None:
        plan, passage = self._plan, self._passage
        self._optimizer.zero_grad()
        deposits = [self._deposit(images, target) for images, target in self._pieces]
        passage.losses.append(sum(deposit.weighted for deposit in deposits))
        if plan.clipping is Clipping.ONCE:
            self._clip()
        if first:
            passage.deposits, passage.gradient = deposits, flat(_gradients(self._parameters))
        passage.lrs.append(float(self._optimizer.param_groups[0]["lr"]))
        self._optimizer.step()
        if plan.scheduling is Scheduling.UPDATE:
            self._scheduler.step()

    def _deposit(self, images: Tensor, target: Tensor) -> Deposit:
        self._check()
        plan = self._plan
        loss = cast(Tensor, self._criterion(self._net(images), target))
        weighted = self._weighted(loss, len(images))
        deposited: dict[int, Tensor] = {}
        hooks = [
            parameter.register_hook(partial(deposited.__setitem__, index))  # type: ignore[no-untyped-call]
            for index, parameter in enumerate(self._parameters)
        ]
        weighted.backward()  # type: ignore[no-untyped-call]
        for hook in hooks:
            hook.remove()
        before = _norm(_gradients(self._parameters))
        if plan.clipping is Clipping.EACH:
            self._clip()
        if plan.scheduling is Scheduling.MICRO_BATCH:
            self._scheduler.step()
        return Deposit(
            loss.item(),
            plan.weight(len(images), self._total),
            weighted.item(),
            flat(deposited[index] for index in range(len(self._parameters))),
            before,
            _norm(_gradients(self._parameters)),
        )

    def _weighted(self, loss: Tensor, size: int) -> Tensor:
        plan = self._plan
        match plan.weighting:
            case Weighting.COUNT:
                return loss / plan.divisor
            case Weighting.SHARE:
                return loss * (size / plan.samples)
            case Weighting.TOTAL:
                return loss / self._total
            case Weighting.NONE:
                return loss

    def _clip(self) -> None:
        nn.utils.clip_grad_norm_(self._parameters, self._plan.max_norm)


def copy_of(net: nn.Module) -> nn.Module:
    """The same parameters in a network of its own: no gradients, no hooks, nothing frozen."""
    return copy.deepcopy(net).requires_grad_(True)


def flat(tensors: Iterable[Tensor]) -> Tensor:
    """A copy of all numbers, one after the other, shape ``(n,)``, on the CPU."""
    return torch.cat([tensor.detach().flatten() for tensor in tensors]).cpu()


def _gradients(parameters: Iterable[Tensor]) -> list[Tensor]:
    return [cast(Tensor, parameter.grad) for parameter in parameters]


def _norm(tensors: Iterable[Tensor]) -> float:
    return measure.total_norm(measure.norm(tensor) for tensor in tensors)
