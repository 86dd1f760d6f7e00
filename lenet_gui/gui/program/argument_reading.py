"""Reads what was typed as the value of an argument. Nothing of it is ever run."""

from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.program import MAX_MICRO_BATCHES
from lenet_gui.gui.program.argument_field import parse_number
from lenet_gui.gui.program.arguments import Argument, Value
from lenet_gui.gui.words.argument_texts import (
    no_number,
    no_pair,
    no_whole_number,
    not_above,
    outside,
    outside_of_optimizer,
    wrong_together,
)

WHOLE = {
    "divide_by": (1, MAX_MICRO_BATCHES),
    "micro_batches": (1, MAX_MICRO_BATCHES),
    "step_size": (1, 1_000_000),
}
"""Whole numbers and their ranges."""


def shown_text(value: Value) -> str:
    """A number as a person edits it: a pair without its brackets."""
    return repr(value).strip("()")


def read(argument: Argument, text: str) -> tuple[Value | None, str]:
    """What `text` stands for.

    Args:
        argument: whose value it is to be, a number or a pair of numbers.
        text: what was typed.

    Returns:
        The value, and what is wrong in one sentence: one of the two.
    """
    name, owner = argument.name, argument.owner
    if isinstance(argument.value, tuple):
        value, problem = _pair(name, text)
    elif name in WHOLE:
        value, problem = _whole(name, text)
    else:
        value, problem = _number(argument, text)
    if problem or value is None:
        return None, problem
    try:
        argument.edited(value)
    except ValueError as error:
        values = owner.arguments() if isinstance(owner, OptimizerSpec) else {}
        return None, wrong_together({**values, name: value}, error)
    return value, ""


def _whole(name: str, text: str) -> tuple[Value | None, str]:
    try:
        number = int(text)
    except ValueError:
        return None, no_whole_number(name, text)
    return number, outside(name, number, *WHOLE[name])


def _number(argument: Argument, text: str) -> tuple[Value | None, str]:
    number = parse_number(text)
    if number is None:
        return None, no_number(argument.name, text)
    if isinstance(argument.owner, OptimizerSpec):
        return number, outside_of_optimizer(argument.name, number)
    return number, "" if number > 0 else not_above(argument.name, 0)


def _pair(name: str, text: str) -> tuple[Value | None, str]:
    numbers = [parse_number(part) for part in text.strip().strip("()").split(",")]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None, no_pair(name, text)
    problems = (outside_of_optimizer(name, number) for number in numbers if number is not None)
    return (numbers[0], numbers[1]), next((problem for problem in problems if problem), "")
