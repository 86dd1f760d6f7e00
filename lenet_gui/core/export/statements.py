"""A statement of a script: the least piece that is repeated or left out as a whole."""

import ast
import textwrap
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

WIDTH = 96
"""Columns of a line that is not indented; 100 with one level of a loop around it."""


class Role(StrEnum):
    """What a statement is to the story."""

    START = "start"  # seed, network, input, loss function, optimizer
    SETTING = "setting"  # another input, loss function, optimizer, on the way
    CALL = "call"  # a call of the training loop
    UPDATE = "update"  # one that ends an iteration


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more lines of Python.

    Attributes:
        lines: the code, without indentation.
        role: what it is to the story.
        optional: it may be left out where nobody reads the names that it binds.
    """

    lines: tuple[str, ...]
    role: Role = Role.CALL
    optional: bool = False


def names_read(code: str) -> frozenset[str]:
    """The names that code reads, whether or not it has bound them itself."""
    return _names(ast.parse(code), ast.Load)


@lru_cache(maxsize=1024)
def names_of(statement: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a statement reads, and those that it surely binds."""
    read: set[str] = set()
    bound: set[str] = set()
    for line in ast.parse("\n".join(statement.lines)).body:
        read |= _names(line, ast.Load) - bound
        if isinstance(line, ast.Assign):
            bound |= _names(line, ast.Store)
    return frozenset(read), frozenset(bound)


def _names(tree: ast.AST, context: type[ast.expr_context]) -> frozenset[str]:
    return frozenset(
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, context)
    )


def one_below_the_other(line: str) -> tuple[str, ...]:
    """A line that holds several statements, or a loop and its body, as an editor would have it."""
    return tuple(ast.unparse(ast.parse(line)).splitlines())


def wrapped(call: str) -> tuple[str, ...]:
    """A line that ends with a call, broken between its arguments where it is too long."""
    if len(call) <= WIDTH:
        return (call,)
    head, _, arguments = call.removesuffix(")").partition("(")
    broken = textwrap.wrap(arguments, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    return (f"{head}(", *(f"    {line}" for line in broken), ")")
