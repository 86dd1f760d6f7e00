"""Looking for what the alarms watch for, after the call that may have caused it."""

import math
from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.alarms import Alarm, AlarmHit, AlarmRule
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    Command,
    ComputeLoss,
    Forward,
    OptimizerStep,
)
from lenet_gui.core.state import TrainingState

Found = Iterator[tuple[str, float]]
"""What an alarm was found at, and the number."""


class AlarmChecks:
    """Everything that the alarms want to know after one call; each number is computed once."""

    def __init__(self, state: TrainingState, command: Command) -> None:
        self._state = state
        self._command = command
        self._gradient_norms: dict[str, float] | None = None
        self._step_norms: dict[str, tuple[float, float]] | None = None

    def hits(self, rule: AlarmRule) -> tuple[AlarmHit, ...]:
        """The hits of one alarm; none where the call cannot have caused it."""
        causes, find = _CHECKS[rule.alarm]
        if not isinstance(self._command, causes):
            return ()
        return tuple(
            AlarmHit(rule.alarm, subject, value, rule.threshold)
            for subject, value in find(self, rule.threshold)
        )

    def non_finite(self, _threshold: float) -> Found:
        """How many numbers are not finite in what the call made."""
        tensors: dict[str, Tensor | None] = {}
        match self._command:
            case Forward():
                tensors["output"] = self._state.output
            case ComputeLoss():
                tensors["loss"] = self._state.loss
            case _:
                # Its norm is finite just when all of its numbers are.
                tensors = {
                    f"{name}.grad": self._state.parameters[name].grad
                    for name, norm in self._norms().items()
                    if not math.isfinite(norm)
                }
        for name, tensor in tensors.items():
            if tensor is not None:
                bad = int((~torch.isfinite(tensor.detach())).sum().item())
                if bad:
                    yield name, float(bad)

    def exploding(self, threshold: float) -> Found:
        """The norm of all gradients together."""
        total = measure.total_norm(self._norms().values())
        if total > threshold:  # false for NaN, which has an alarm of its own
            yield "net", total

    def vanishing(self, threshold: float) -> Found:
        """The root mean square of each gradient."""
        for name, norm in self._norms().items():
            rms = norm / math.sqrt(self._state.parameters[name].numel())
            if 0 < rms < threshold:
                yield f"{name}.grad", rms

    def dead_relu(self, threshold: float) -> Found:
        """The share of each layer's units that are 0 for every sample of the batch."""
        for layer in self._state.layers:
            values = self._state.activations.get(layer.name)
            if layer.kind == "relu" and values is not None:
                dead = values.detach().amax(0) == 0  # relu leaves nothing below 0
                share = float(dead.sum().item()) / dead.numel()
                if share > threshold:
                    yield layer.name, share

    def unchanged(self, _threshold: float) -> Found:
        """The parameters with a gradient that the step left as they were."""
        for name, (moved, _) in self._steps().items():
            if moved == 0 and self._state.parameters[name].grad is not None:
                yield name, 0.0

    def update_ratio(self, threshold: float) -> Found:
        """How far the step moved each parameter, over its norm."""
        for name, (moved, size) in self._steps().items():
            if size and moved / size > threshold:
                yield name, moved / size

    def loss_rising(self, threshold: float) -> Found:
        """The newest loss, where the last ones rose and rose."""
        count = max(1, int(threshold))
        last = self._state.record.last_losses(count + 1)
        if len(last) > count and all(last[i + 1] > last[i] for i in range(count)):
            yield "loss", float(last[-1])

    def _norms(self) -> dict[str, float]:
        if self._gradient_norms is None:
            self._gradient_norms = {
                name: measure.norm(parameter.grad)
                for name, parameter in self._state.parameters.items()
                if parameter.grad is not None
            }
        return self._gradient_norms

    def _steps(self) -> dict[str, tuple[float, float]]:
        """Of each parameter, how far the last step moved it, and its norm before."""
        if self._step_norms is None:
            before = self._state.before_step or ()
            self._step_norms = {
                name: (measure.norm(parameter.detach() - old), measure.norm(old))
                for (name, parameter), old in zip(
                    self._state.parameters.items(), before, strict=False
                )
            }
        return self._step_norms


_BACKWARDS = (Backward, BackwardOutput)
_CHECKS: dict[Alarm, tuple[tuple[type[Command], ...], Callable[[AlarmChecks, float], Found]]] = {
    Alarm.NON_FINITE: ((Forward, ComputeLoss, *_BACKWARDS), AlarmChecks.non_finite),
    Alarm.EXPLODING: (_BACKWARDS, AlarmChecks.exploding),
    Alarm.VANISHING: (_BACKWARDS, AlarmChecks.vanishing),
    Alarm.DEAD_RELU: ((Forward,), AlarmChecks.dead_relu),
    Alarm.UNCHANGED: ((OptimizerStep,), AlarmChecks.unchanged),
    Alarm.UPDATE_RATIO: ((OptimizerStep,), AlarmChecks.update_ratio),
    Alarm.LOSS_RISING: ((ComputeLoss,), AlarmChecks.loss_rising),
}
"""Which calls can cause an alarm, and how it is found."""
