"""Flags that a person does not want to see again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lenet_gui.core.commands import Command

if TYPE_CHECKING:  # `snapshot` needs the lines of all commands, this one's too
    from lenet_gui.core.snapshot import Notice


@dataclass(frozen=True, slots=True)
class SetMuted(Command):
    """Choose which notices are left out; what they tell of happens all the same."""

    notices: "frozenset[Notice]" = frozenset()
