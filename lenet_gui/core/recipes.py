"""Training loops to choose from. A recipe is data: to add one, list it here.

The window's name for it is in ``gui/recipe_names.py``.
"""

from dataclasses import replace
from enum import StrEnum

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


def _accumulate(
    *, divide: bool = True, each: tuple[Command, ...] = (), once: tuple[Command, ...] = (),
    after: tuple[Command, ...] = (), scheduler: StepLR | None = None,
) -> Program:  # fmt: skip
    loss = ComputeLoss(divide_by=_MICRO_BATCHES if divide else 1)
    lines = (
        *_body(_OPTIMIZER_ZERO_GRAD),
        *_inner(NextBatch(), Forward(), loss, Backward(), *each),
        *_body(*once, OptimizerStep(), *after),
    )
    return Program(lines, _MICRO_BATCHES, scheduler)


PROGRAMS: dict[Recipe, Program] = {
    Recipe.CANONICAL: CANONICAL,
    Recipe.MANUAL: _MANUAL,
    Recipe.MANUAL_WITHOUT_ZERO_GRAD: _without_zero_grad(_MANUAL),
    Recipe.OPTIMIZER: _OPTIMIZER,
    Recipe.OPTIMIZER_WITHOUT_ZERO_GRAD: _without_zero_grad(_OPTIMIZER),
    Recipe.ACCUMULATE: _accumulate(),
    Recipe.ACCUMULATE_UNDIVIDED: _accumulate(divide=False),
    Recipe.CLIP_ONCE: _accumulate(once=(ClipGradNorm(0.5),)),
    Recipe.CLIP_EACH: _accumulate(each=(ClipGradNorm(0.5),)),
    Recipe.SCHEDULE: _accumulate(after=(SchedulerStep(),), scheduler=StepLR()),
    Recipe.SCHEDULE_EACH: _accumulate(each=(SchedulerStep(),), scheduler=StepLR()),
    Recipe.VECTOR_THEN_LOSS: Program(
        _body(ZeroGrad(), Forward(), BackwardOutput(retain_graph=True))
        + _body(ComputeLoss(), Backward(), OptimizerStep())
    ),
}
"""The loop of each recipe."""
