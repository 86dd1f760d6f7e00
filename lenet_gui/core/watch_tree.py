"""What a watch expression is made of: the functions, the operators and the parts of its tree.

These are all that there is. `watch_language` builds the tree from a text, and `watch_values`
evaluates it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Function(StrEnum):
    """What can be called: all but `ITEM` as ``norm(x)``, those in `METHODS` as ``x.norm()``."""

    NORM = "norm"  # Euclidean norm of all entries
    ABS = "abs"  # magnitude of each entry
    SUM = "sum"  # of all entries
    MEAN = "mean"  # of all entries
    STD = "std"  # standard deviation of all entries, divided by n - 1 as torch does
    MIN = "min"  # smallest entry; NaN where one is
    MAX = "max"  # largest entry; NaN where one is
    NUMEL = "numel"  # how many entries
    SQRT = "sqrt"  # of each entry
    LOG = "log"  # natural logarithm of each entry
    EXP = "exp"  # of each entry
    ISNAN = "isnan"  # how many entries are NaN
    ISINF = "isinf"  # how many entries are infinite
    VERSION = "version"  # a tensor's version counter, which each in-place change raises
    ITEM = "item"  # the only entry, as a Python number


FUNCTIONS = tuple(function for function in Function if function is not Function.ITEM)
METHODS = (
    Function.NORM, Function.ABS, Function.SUM, Function.MEAN, Function.STD, Function.MIN,
    Function.MAX, Function.NUMEL, Function.ITEM,
)  # fmt: skip


class Operator(StrEnum):
    """The operators, as they are written."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    FLOOR_DIVIDE = "//"
    MODULO = "%"
    POWER = "**"
    LESS = "<"
    LESS_EQUAL = "<="
    GREATER = ">"
    GREATER_EQUAL = ">="
    EQUAL = "=="
    NOT_EQUAL = "!="
    IS = "is"
    IS_NOT = "is not"
    AND = "and"
    OR = "or"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression, at ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal(Part):
    """A number, True, False or None."""

    value: int | float | None


@dataclass(frozen=True, slots=True)
class Name(Part):
    """A value that exists, by its dotted name."""

    name: str


@dataclass(frozen=True, slots=True)
class Version(Part):
    """The version counter of a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary(Part):
    """``+``, ``-`` or ``not``."""

    operator: Operator
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary(Part):
    """Arithmetic with two operands."""

    operator: Operator
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison(Part):
    """A chain ``a < b <= c``: one operator fewer than operands."""

    operators: tuple[Operator, ...]
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Logic(Part):
    """``and`` or ``or`` between two or more operands."""

    operator: Operator
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A slice inside an index; the step is at least 1."""

    start: int | None
    stop: int | None
    step: int | None


@dataclass(frozen=True, slots=True)
class Index(Part):
    """Entries of an array, by one key a dimension."""

    operand: "Node"
    keys: tuple[int | Span, ...]


@dataclass(frozen=True, slots=True)
class Call(Part):
    """A function or method of one value."""

    function: Function
    operand: "Node"


Node: TypeAlias = Literal | Name | Version | Unary | Binary | Comparison | Logic | Index | Call


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that may be evaluated; equal to another of the same text."""

    text: str
    root: Node = field(compare=False, repr=False)
