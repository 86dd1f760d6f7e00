"""The tutorial's open question: why is it faster without ``zero_grad``?

Because what ``.grad`` then holds, the sum of all gradients so far, is the buffer of SGD with
momentum 1. Three runs from one start show it, and their equality is computed, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lenet_gui.core.commands import (
    Backward,
    Command,
    ComputeLoss,
    Forward,
    OptimizerStep,
    SetOptimizer,
    ZeroGrad,
)
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.snapshot import Comparison, Curve, Series, Snapshot

if TYPE_CHECKING:
    from lenet_gui.core.machine import Machine

MAX_STEPS = 1000
"""Updates of each run at most: some seconds."""


def compare_zero_grad(
    make: Callable[[], Machine], steps: int, lr: float, check: Callable[[], None]
) -> Comparison:
    """Train three networks from the same start.

    Args:
        make: builds a machine at the start of the three runs.
        steps: updates of each run, at least 1.
        lr: learning rate.
        check: called at each update; it raises what is to end the comparison early.

    Returns:
        The three runs, each with ``steps + 1`` losses: before the first update and after each.
    """

    def train(rule: SGD, zero_grad: ZeroGrad | None, steps: int) -> Snapshot:
        return _train(make(), rule, zero_grad, steps, check)

    without = train(SGD(lr=lr), None, steps)
    with_it = train(SGD(lr=lr), ZeroGrad(), steps)
    momentum = train(SGD(lr=lr, momentum=1.0), ZeroGrad(), steps)
    lowest, highest = _first_swing(without.curve.losses)
    return Comparison(
        curves=(_beside(without.curve), _beside(with_it.curve), _beside(momentum.curve)),
        losses_identical=_same_bits(without.curve.losses, momentum.curve.losses),
        parameters_identical=all(
            _same_bits(values, momentum.parameters[name])
            for name, values in without.parameters.items()
        ),
        parameter_count=sum(values.size for values in without.parameters.values()),
        lowest_step=lowest,
        highest_step=highest,
        seed=without.seed,
        lr=lr,
    )


def _train(
    machine: Machine,
    rule: SGD,
    zero_grad: ZeroGrad | None,
    steps: int,
    check: Callable[[], None],
) -> Snapshot:
    machine.call(SetOptimizer(rule), measured=True)
    head: tuple[Command, ...] = () if zero_grad is None else (zero_grad,)
    iteration = (*head, Forward(), ComputeLoss(), Backward(), OptimizerStep())
    for _ in range(steps):
        check()
        for command in iteration:
            machine.call(command, measured=False)
    machine.call(Forward(), measured=True)
    machine.call(ComputeLoss(), measured=True)
    return machine.snapshot()


def _beside(curve: Curve) -> Curve:
    """A curve whose calls are counted by a history that nobody can go back in."""
    return replace(curve, calls=np.zeros_like(curve.calls))


def _first_swing(losses: Series) -> tuple[int, int]:
    """Where the losses first stop falling, and where the rise that follows ends."""
    last = len(losses) - 1
    lowest = next((k for k in range(last) if losses[k + 1] > losses[k]), last)
    highest = next((k for k in range(lowest, last) if losses[k + 1] < losses[k]), last)
    return lowest, highest


def _same_bits(a: np.ndarray, b: np.ndarray) -> bool:
    return a.tobytes() == b.tobytes()
