"""What is typed for an argument is read as a number, and as nothing else."""

import pytest

from lenet_gui.core.commands import ClipGradNorm, ComputeLoss
from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.program import StepLR
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.gui.program.argument_reading import read, shown_text
from lenet_gui.gui.program.arguments import Argument, Owner

LOOP = PROGRAMS[Recipe.ACCUMULATE]
NESTEROV = SGD(momentum=0.9, nesterov=True)


def argument(owner: Owner, name: str) -> Argument:
    return Argument(owner, name, 0, 0, 0, default=False)


@pytest.mark.parametrize(
    ("owner", "name", "text", "value"),
    [
        (SGD(), "lr", "1e-3", 0.001),
        (SGD(), "lr", " 0 ", 0.0),
        (SGD(), "dampening", "-0.5", -0.5),
        (ClipGradNorm(), "max_norm", "2", 2.0),
        (ComputeLoss(), "divide_by", "4", 4),
        (LOOP, "micro_batches", "64", 64),
        (StepLR(), "step_size", "500", 500),
        (StepLR(), "gamma", "0.1", 0.1),
        (Adam(), "betas", "(0.8, 0.99)", (0.8, 0.99)),
        (Adam(), "betas", "0.8,0.99", (0.8, 0.99)),
    ],
)
def test_numbers_are_read(owner, name, text, value):
    assert read(argument(owner, name), text) == (value, "")


@pytest.mark.parametrize(
    ("owner", "name", "text", "sentence"),
    [
        (SGD(), "lr", "", "is not a number. Write it like 0.01"),
        (SGD(), "lr", "nan", "“nan” is not a number"),
        (SGD(), "lr", "1e999", "is not a number"),
        (SGD(), "lr", "-1", "lr must be at least 0."),
        (SGD(), "lr", "__import__('os')", "is not a number"),
        (NESTEROV, "momentum", "0", "nesterov needs a momentum above 0"),
        (Adam(), "betas", "0.9", "is not a pair of numbers"),
        (Adam(), "betas", "0.9, 0.99, 1", "is not a pair of numbers"),
        (Adam(), "betas", "0.9, 1", "betas must be at least 0 and below 1."),
        (ClipGradNorm(), "max_norm", "0", "max_norm must be above 0."),
        (StepLR(), "gamma", "-0.5", "gamma must be above 0."),
        (ComputeLoss(), "divide_by", "2.5", "“2.5” is not a whole number."),
        (ComputeLoss(), "divide_by", "0", "divide_by must be between 1 and 64."),
        (LOOP, "micro_batches", "65", "micro_batches must be between 1 and 64."),
        (StepLR(), "step_size", "0", "step_size must be between 1 and 1000000."),
        (StepLR(), "step_size", "1+1", "is not a whole number"),
    ],
)
def test_what_cannot_be_taken_is_told_in_a_sentence(owner, name, text, sentence):
    value, problem = read(argument(owner, name), text)
    assert sentence in problem
    assert problem.startswith("⚠ ")
    assert name == "momentum" or problem[2:].startswith(name)
    assert value is None


@pytest.mark.parametrize(
    ("value", "text"), [(0.01, "0.01"), (1e-08, "1e-08"), (4, "4"), ((0.9, 0.999), "0.9, 0.999")]
)
def test_value_is_shown_as_it_can_be_typed(value, text):
    assert shown_text(value) == text
