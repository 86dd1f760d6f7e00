"""What a script would set and never read: an optimizer beside the rule by hand, and the like."""

from collections.abc import Sequence

from lenet_gui.core.export.statements import Statement, names_of


def without_unread(statements: Sequence[Statement]) -> list[Statement]:
    """Leave out each optional statement whose names nobody reads before they are bound again.

    Args:
        statements: in the order in which they run, not folded into loops.
    """
    kept: list[Statement] = []
    wanted: set[str] = set()
    for statement in reversed(statements):
        read, bound = names_of(statement)
        if statement.optional and wanted.isdisjoint(bound):
            continue
        wanted -= bound
        wanted |= read
        kept.append(statement)
    return kept[::-1]
