"""Repetitions made loops, so that a run of half a million calls is a script of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from lenet_gui.core.export.statements import Role, Statement

MAX_PERIOD = 128
"""Statements and loops of the longest body that is looked for."""

MIN_SAVED = 4
"""Statements that a loop has to save: two or three calls by hand stay what they are."""

Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Loop:
    """The same again and again.

    Attributes:
        count: how often, at least 2.
        body: what.
    """

    count: int
    body: "tuple[Node, ...]"


Node: TypeAlias = Statement | Loop


def fold(statements: Sequence[Statement]) -> tuple[Node, ...]:
    """Make loops of repetitions, the shortest bodies first, so that loops hold loops.

    The statements, unrolled, stay what they were. It takes time in proportion to their number.
    """
    nodes: list[Node] = []
    known: dict[Node, int] = {}

    def number_of(node: Node) -> int:
        number = known.setdefault(node, len(nodes))
        if number == len(nodes):
            nodes.append(node)
        return number

    def loop(count: int, body: Numbers) -> int:
        return number_of(Loop(count, tuple(nodes[number] for number in body)))

    row = np.array([number_of(statement) for statement in statements], np.int64)
    period = 1
    while period <= min(MAX_PERIOD, len(row) // 2):
        pieces: list[Numbers] = []
        done = 0
        for start, count in _repetitions(row, period, nodes):
            body = row[start : start + period]
            pieces += [row[done:start], np.array([loop(count, body)])]
            done = start + count * period
        if done:
            row, period = np.concatenate((*pieces, row[done:])), 1
        else:
            period += 1
    return tuple(nodes[number] for number in row)


def _repetitions(row: Numbers, period: int, nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """``(start, count)`` of the repetitions of bodies of one length, none overlapping another."""
    same = np.concatenate(([False], row[:-period] == row[period:], [False]))
    edges = np.flatnonzero(same[1:] != same[:-1])
    starts, ends = edges[::2], edges[1::2] + period  # what repeats itself lies between
    worth = (ends - starts) // period >= _least(period)
    found: list[tuple[int, int]] = []
    done = 0
    for first, end in zip(starts[worth].tolist(), ends[worth].tolist(), strict=True):
        start = max(first, done)
        if (end - start) // period < _least(period):
            continue
        start += _shift([nodes[number] for number in row[start:end][: 2 * period]], end - start)
        count = (end - start) // period
        found.append((start, count))
        done = start + count * period
    return found


def _least(period: int) -> int:
    """How often a body of that length has to come to be worth a loop."""
    return 1 + max(1, -(-MIN_SAVED // period))


def _shift(body: Sequence[Node], length: int) -> int:
    """How many nodes to leave before the loop, so that its body ends with an update.

    A repetition can be cut anywhere; it is cut there only where that costs no passage.

    Args:
        body: two passages.
        length: nodes that repeat themselves.
    """
    period = len(body) // 2
    updates = [isinstance(n, Statement) and n.role is Role.UPDATE for n in body]
    return next(
        (
            shift
            for shift in range(length % period + 1)
            if updates[shift + period - 1] and not updates[shift]
        ),
        0,
    )
