"""Training loops to choose from. A recipe is data: to add one, list it here.

The window's name for it is in ``gui/program/recipe_names.py``.
"""

from dataclasses import replace
from enum import StrEnum
from functools import partial

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    SchedulerStep,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.program import CANONICAL, Line, Program, StepLR


class Recipe(StrEnum):
    """The recipes, in the order in which they are offered."""

    CANONICAL = "canonical"
    MANUAL = "manual"
    MANUAL_WITHOUT_ZERO_GRAD = "manual_without_zero_grad"
    OPTIMIZER = "optimizer"
    OPTIMIZER_WITHOUT_ZERO_GRAD = "optimizer_without_zero_grad"
    ACCUMULATE = "accumulate"
    ACCUMULATE_UNDIVIDED = "accumulate_undivided"
    CLIP_ONCE = "clip_once"
    CLIP_EACH = "clip_each"
    SCHEDULE = "schedule"
    SCHEDULE_EACH = "schedule_each"
    VECTOR_THEN_LOSS = "vector_then_loss"


def _body(*calls: Command) -> tuple[Line, ...]:
    return tuple(Line(call) for call in calls)


def _inner(*calls: Command) -> tuple[Line, ...]:
    return tuple(Line(call, inner=True) for call in calls)


def _without_zero_grad(program: Program) -> Program:
    """The line commented out, as the tutorial leaves it."""
    index = program.find(ZeroGrad)
    assert index is not None  # noqa: S101 - it is one of ours
    return program.with_line(index, replace(program.lines[index], enabled=False))


_OPTIMIZER_ZERO_GRAD = ZeroGrad(of=ZeroGradOf.OPTIMIZER)
_MICRO_BATCHES = 4
_MANUAL = Program(
    _body(ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep(UpdateRule.MANUAL))
)
_OPTIMIZER = Program(
    _body(_OPTIMIZER_ZERO_GRAD, Forward(), ComputeLoss(), Backward(), OptimizerStep())
)


def accumulate(
    micro_batches: int, divide_by: int, *, each: tuple[Command, ...] = (),
    once: tuple[Command, ...] = (), after: tuple[Command, ...] = (),
    scheduler: StepLR | None = None,
) -> Program:  # fmt: skip
    """A loop that accumulates.

    Args:
        micro_batches: batches that make one update.
        divide_by: each loss is divided by it.
        each: calls after each ``backward``.
        once: calls before the update.
        after: calls after it.
        scheduler: the scheduler; ``None``: there is none.
    """
    loss = ComputeLoss(divide_by=divide_by)
    lines = (
        *_body(_OPTIMIZER_ZERO_GRAD),
        *_inner(NextBatch(), Forward(), loss, Backward(), *each),
        *_body(*once, OptimizerStep(), *after),
    )
    return Program(lines, micro_batches, scheduler)


_divided = partial(accumulate, _MICRO_BATCHES, _MICRO_BATCHES)

PROGRAMS: dict[Recipe, Program] = {
    Recipe.CANONICAL: CANONICAL,
    Recipe.MANUAL: _MANUAL,
    Recipe.MANUAL_WITHOUT_ZERO_GRAD: _without_zero_grad(_MANUAL),
    Recipe.OPTIMIZER: _OPTIMIZER,
    Recipe.OPTIMIZER_WITHOUT_ZERO_GRAD: _without_zero_grad(_OPTIMIZER),
    Recipe.ACCUMULATE: _divided(),
    Recipe.ACCUMULATE_UNDIVIDED: accumulate(_MICRO_BATCHES, 1),
    Recipe.CLIP_ONCE: _divided(once=(ClipGradNorm(0.5),)),
    Recipe.CLIP_EACH: _divided(each=(ClipGradNorm(0.5),)),
    Recipe.SCHEDULE: _divided(after=(SchedulerStep(),), scheduler=StepLR()),
    Recipe.SCHEDULE_EACH: _divided(each=(SchedulerStep(),), scheduler=StepLR()),
    Recipe.VECTOR_THEN_LOSS: Program(
        _body(ZeroGrad(), Forward(), BackwardOutput(retain_graph=True))
        + _body(ComputeLoss(), Backward(), OptimizerStep())
    ),
}
"""The loop of each recipe."""
