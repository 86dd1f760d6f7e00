import pytest

from lenet_gui.core.accumulation import AccumulationPlan, Clipping, Reduction, Scheduling, Weighting
from lenet_gui.core.accumulation_program import program_of
from lenet_gui.core.commands import ComputeLoss
from lenet_gui.core.recipes import PROGRAMS, Recipe

FOUR = (8, 8, 8, 8)


@pytest.mark.parametrize(
    ("plan", "recipe"),
    [
        (AccumulationPlan(FOUR), Recipe.ACCUMULATE),
        (AccumulationPlan(FOUR, weighting=Weighting.NONE), Recipe.ACCUMULATE_UNDIVIDED),
        (AccumulationPlan(FOUR, clipping=Clipping.ONCE), Recipe.CLIP_ONCE),
        (AccumulationPlan(FOUR, clipping=Clipping.EACH), Recipe.CLIP_EACH),
        (AccumulationPlan(FOUR, scheduling=Scheduling.UPDATE), Recipe.SCHEDULE),
        (AccumulationPlan(FOUR, scheduling=Scheduling.MICRO_BATCH), Recipe.SCHEDULE_EACH),
    ],
)
def test_plans_that_are_recipes_become_them(plan, recipe):
    assert program_of(plan) == PROGRAMS[recipe]


def test_a_partial_window_keeps_its_divisor():
    program = program_of(AccumulationPlan((8, 8, 8), window=4))
    assert program.micro_batches == 3
    assert ComputeLoss(divide_by=4) in [line.call for line in program.lines]


@pytest.mark.parametrize(
    "plan",
    [
        AccumulationPlan((12, 12, 8)),
        AccumulationPlan(FOUR, weighting=Weighting.SHARE),
        AccumulationPlan(FOUR, reduction=Reduction.SUM),
        AccumulationPlan(FOUR, divide_lr=True),
        AccumulationPlan(FOUR, ignored=3),
    ],
)
def test_what_a_program_cannot_say_becomes_none(plan):
    assert program_of(plan) is None
