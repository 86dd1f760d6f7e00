"""What the optimizer's step does to one number: its rule, and each other rule beside it."""

import copy
import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from torch import Tensor, nn

from lenet_gui.core.commands import OptimizerStep, UpdateRule
from lenet_gui.core.optimizers import OPTIMIZERS, SGD, OptimizerSpec
from lenet_gui.core.remembered_step import Entries, present_spec
from lenet_gui.core.state import TrainingState, make_optimizer
from lenet_gui.core.update_explained import RuleStep, UpdateExplained
from lenet_gui.core.update_lines import Lines
from lenet_gui.core.update_rules import by_hand, by_optimizer

NOT_A_NUMBER = 2**32
"""Units in the last place between NaN and a number: more than between any two numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """What a step starts from, for one number; tensors of shape ``(1,)``, copies.

    Attributes:
        rule: by whom the step is made.
        spec: the optimizer with its options.
        learning_rate: that of the tutorial's rule.
        weight: the number.
        gradient: its gradient.
        entries: the optimizer's state of it; empty: it begins anew.
        owned: the step is to change it.
        actual: the number after the step; ``None``: it has not been made.
    """

    rule: UpdateRule
    spec: OptimizerSpec
    learning_rate: float
    weight: Tensor
    gradient: Tensor
    entries: Entries
    owned: bool
    actual: float | None


def explain_update(
    state: TrainingState, name: str, index: tuple[int, ...]
) -> UpdateExplained | None:
    """Explain the step for one number; nothing is changed.

    The step that was made last, as long as neither ``.grad`` nor the parameter has been changed
    since and all is known that it started from; otherwise the step that would be made now.

    Args:
        state: the state.
        name: the parameter.
        index: where in it.

    Returns:
        ``None``: there is no such number, it has no gradient, or the step would fail.
    """
    parameter = state.parameters.get(name)
    if parameter is None or parameter.grad is None or not _inside(index, parameter):
        return None
    start = _made(state, name, index) or _to_come(state, name, index)
    rules = _compared(start)
    if not rules or not rules[0].present:
        return None
    actual = start.actual
    return UpdateExplained(
        parameter=name,
        index=index,
        weight=start.weight.item(),
        gradient=start.gradient.item(),
        done=actual is not None,
        actual=actual,
        owned=start.owned,
        rules=rules,
        actual_ulps=None
        if actual is None or not start.owned
        else ulps_between(rules[0].lines[-1].value, actual),
    )


def _inside(index: tuple[int, ...], parameter: Tensor) -> bool:
    shape = parameter.shape
    return len(index) == len(shape) and all(
        0 <= place < size for place, size in zip(index, shape, strict=True)
    )


def _made(state: TrainingState, name: str, index: tuple[int, ...]) -> _Start | None:
    """What the last step started from; ``None``: it is over, or not all of that is known."""
    made, before, parameter = state.remembered, state.before_step, state.parameters[name]
    if made is None or before is None or not made.holds(name, parameter, state.step):
        return None
    entries = made.entries_of(name)
    if entries is None:
        return None
    return _Start(
        rule=made.rule,
        spec=made.spec,
        learning_rate=made.learning_rate,
        weight=_number(before[list(state.parameters).index(name)], index),
        gradient=_number(parameter.grad, index),
        entries=_entries(entries, index),
        owned=made.rule is UpdateRule.MANUAL or name not in made.orphans,
        actual=_number(parameter, index).item(),
    )


def _to_come(state: TrainingState, name: str, index: tuple[int, ...]) -> _Start:
    """What the next step starts from."""
    parameter, optimizer = state.parameters[name], state.optimizer
    entries: Entries = {} if optimizer is None else optimizer.state.get(parameter, {})
    rule = _rule_of(state)
    return _Start(
        rule=rule,
        spec=present_spec(state.spec, optimizer),
        learning_rate=state.spec.lr,
        weight=_number(parameter, index),
        gradient=_number(parameter.grad, index),
        entries=_entries(entries, index),
        owned=rule is UpdateRule.MANUAL or name not in state.orphans,
        actual=None,
    )


def _rule_of(state: TrainingState) -> UpdateRule:
    """By whom the program's step is made."""
    calls = (line.call for line in state.counter.program.lines if line.enabled)
    return next((c.rule for c in calls if isinstance(c, OptimizerStep)), UpdateRule.OPTIMIZER)


def _number(tensor: Tensor | None, index: tuple[int, ...]) -> Tensor:
    assert tensor is not None  # noqa: S101 - it has been looked at
    return tensor.detach()[index].reshape(1).cpu().clone()


def _entries(entries: Entries, index: tuple[int, ...]) -> dict[str, Any]:
    """One number's entries: of tensors that number, and copies of counts."""
    return {
        key: _number(value, index)
        if isinstance(value, Tensor) and value.dim()
        else copy.copy(value)
        for key, value in entries.items()
        if value is not None
    }


def _compared(start: _Start) -> tuple[RuleStep, ...]:
    """What each rule does; those that PyTorch refuses are left out."""
    found = []
    for rule, present in _rules(start):
        with suppress(RuntimeError):  # an lr that no float32 can hold
            found.append(_apply(start, rule, present=present))
    return tuple(found)


def _rules(start: _Start) -> Iterator[tuple[OptimizerSpec | None, bool]]:
    """Every rule, the present one first, and whether it is that; ``None``: by hand."""
    lr, manual = start.spec.lr, start.rule is UpdateRule.MANUAL
    momentum, nesterov = SGD(lr=lr, momentum=0.9), SGD(lr=lr, momentum=0.9, nesterov=True)
    sgd, *others = (kind(lr=lr) for kind in OPTIMIZERS)
    present = None if manual else start.spec
    yield present, True
    for rule in (None, sgd, momentum, nesterov, *others):
        if rule != present:
            yield rule, False


def _apply(start: _Start, rule: OptimizerSpec | None, *, present: bool) -> RuleStep:
    """One rule, line by line and by ``torch.optim``.

    Raises:
        RuntimeError: PyTorch refuses it.
    """
    entries = start.entries if present and rule is not None else {}
    lines = Lines(start.weight, start.gradient)
    if rule is None:
        by_hand(lines, start.learning_rate)
        found = _step_by_hand(start)
    else:
        by_optimizer(lines, rule, entries)
        found = _step_by_torch(start, rule, entries)
    old, new = start.weight.item(), lines.weight.item()
    return RuleStep(
        rule=rule,
        lines=tuple(lines.found),
        update=new - old,
        torch_update=found - old,
        torch_weight=found,
        ulps=ulps_between(new, found),
        present=present,
        steps_before=_steps(entries),
    )


def _step_by_hand(start: _Start) -> float:
    f = start.weight.clone()
    f.data.sub_(start.gradient.data * start.learning_rate)
    return f.item()


def _step_by_torch(start: _Start, rule: OptimizerSpec, entries: Entries) -> float:
    parameter = nn.Parameter(start.weight.clone())
    parameter.grad = start.gradient.clone()
    optimizer = make_optimizer(rule, [parameter])
    if entries:
        optimizer.state[parameter] = {
            key: value.clone() if isinstance(value, Tensor) else value
            for key, value in entries.items()
        }
    optimizer.step()
    return parameter.item()


def _steps(entries: Entries) -> int:
    return int(entries["step"]) if "step" in entries else len(entries)


def ulps_between(one: float, other: float) -> int:
    """Units in the last place of float32 between two numbers; 0: the same, or both NaN."""
    if math.isnan(one) or math.isnan(other):
        return 0 if math.isnan(one) and math.isnan(other) else NOT_A_NUMBER
    first, second = (_place(np.float32(number)) for number in (one, other))
    return abs(first - second)


def _place(number: np.float32) -> int:
    """Which float32 it is, counted from 0; negative below."""
    bits = int(number.view(np.int32))
    return bits if bits >= 0 else -(bits & 0x7FFFFFFF)
