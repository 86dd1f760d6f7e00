"""Where the arguments that can be edited stand in the rows of the program.

An argument that a line leaves out because it has its default is written out, so that there is
something to point at; such a line of Python does the same.
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    OptimizerStep,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.listing import Row, RowKind
from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.program import Program, StepLR

Owner = Command | OptimizerSpec | StepLR | Program
"""What has arguments: a frozen dataclass with a field for each."""

Value = bool | int | float | tuple[float, float] | StrEnum


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument that can be edited.

    Attributes:
        owner: what it is an argument of.
        name: its name in PyTorch, and that of the owner's field.
        start: where it begins in its row, with its name.
        value_start: where its value begins.
        end: where it ends.
        default: the line of PyTorch leaves it out.
    """

    owner: Owner
    name: str
    start: int
    value_start: int
    end: int
    default: bool

    @property
    def value(self) -> Value:
        """What it is now."""
        value: Value = getattr(self.owner, self.name)
        return value

    @property
    def choices(self) -> tuple[tuple[Value, str], ...]:
        """Its values and what each is called; empty: it is a number."""
        if isinstance(self.value, bool):
            return ((False, "False"), (True, "True"))
        return _CHOICES.get(self.name, ())

    def edited(self, value: Value) -> Owner:
        """The owner with another value.

        Raises:
            ValueError: the owner refuses it.
        """
        return with_argument(self.owner, self.name, value)


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row as the window shows it.

    Attributes:
        code: the text.
        arguments: what can be edited in it, from left to right.
    """

    code: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """How an argument is written: what stands before it, and the name that belongs to it."""

    argument: str
    before: str = ""
    label: str = ""


def _named(*arguments: str) -> tuple[_Place, ...]:
    return tuple(_Place(argument, label=f"{argument}=") for argument in arguments)


_PLACES: dict[type[Owner], tuple[_Place, ...]] = {
    ZeroGrad: (_Place("of"), *_named("set_to_none")),
    ComputeLoss: (_Place("divide_by", before=" ", label="/ "),),
    Backward: _named("retain_graph"),
    BackwardOutput: _named("retain_graph"),
    OptimizerStep: (_Place("rule"),),
    ClipGradNorm: _named("max_norm"),
    StepLR: _named("step_size", "gamma"),
    Program: (_Place("micro_batches", before="range("),),
}

_CHOICES: dict[str, tuple[tuple[Value, str], ...]] = {
    "of": ((ZeroGradOf.NETWORK, "net"), (ZeroGradOf.OPTIMIZER, "optimizer")),
    "rule": (
        (UpdateRule.OPTIMIZER, pytorch_line(OptimizerStep())),
        (UpdateRule.MANUAL, "weight -= learning_rate * grad"),
    ),
}

_METHODS = {UpdateRule.OPTIMIZER: "step", UpdateRule.MANUAL: "sub_"}
"""The word in the line that tells the rule."""


def owner_of(row: Row, program: Program, optimizer: OptimizerSpec) -> Owner | None:
    """What the arguments of a row belong to; ``None``: it has none."""
    if row.line is not None:
        return program.lines[row.line].call
    return {
        RowKind.OPTIMIZER: optimizer,
        RowKind.SCHEDULER: program.scheduler,
        RowKind.REPEATS: program,
    }.get(row.kind)


def with_argument(owner: Owner, name: str, value: Value) -> Owner:
    """The same with another value of one argument.

    Raises:
        ValueError: the owner refuses it.
    """
    if isinstance(owner, Program) and name == "micro_batches" and isinstance(value, int):
        return owner.with_micro_batches(value)  # and what each loss is divided by follows
    change: dict[str, Any] = {name: value}
    return replace(owner, **change)


def written_out(row: Row, program: Program, optimizer: OptimizerSpec) -> WrittenRow:
    """A row with every argument that can be edited."""
    owner = owner_of(row, program, optimizer)
    if owner is None:
        return WrittenRow(row.code)
    text, found = row.text, []
    indent = len(row.code) - len(row.text)
    for place in _places_in(row, owner):
        value = _value_text(getattr(owner, place.argument))
        whole = place.before + place.label + value
        default = whole not in text
        if default:
            text = _with_default(text, whole)
        at = text.index(whole)
        start = indent + at + len(place.before)
        value_start = start + len(place.label)
        end = value_start + len(value)
        found.append(Argument(owner, place.argument, start, value_start, end, default))
    return WrittenRow(row.code[:indent] + text, tuple(found))


def _places_in(row: Row, owner: Owner) -> tuple[_Place, ...]:
    if not isinstance(owner, OptimizerSpec):
        return _PLACES.get(type(owner), ())
    if row.text.startswith("learning_rate"):
        return (_Place("lr", before="learning_rate = "),)
    # It has many arguments; those with their default are left to the Optimizer panel.
    return _named(*(field.name for field in fields(owner) if f" {field.name}=" in row.text))


def _value_text(value: Value) -> str:
    if isinstance(value, UpdateRule):
        return _METHODS[value]
    return value.value if isinstance(value, StrEnum) else repr(value)


def _with_default(text: str, argument: str) -> str:
    """A line with an argument that it leaves out: in its brackets, or behind it."""
    if argument.startswith(" "):
        return text + argument
    head, comma = text.removesuffix(")"), "" if text.endswith("()") else ", "
    return f"{head}{comma}{argument})"
