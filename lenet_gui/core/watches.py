"""Watches as data: what is looked at after each call, and what has come of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lenet_gui.core.commands import Command
from lenet_gui.core.watch_problems import WatchError
from lenet_gui.core.watch_values import Value

if TYPE_CHECKING:
    from lenet_gui.core.snapshot import Counts, Series

MAX_WATCHES = 20
"""So many watches at most: each costs time at every call."""

NUMBERS = ("loss", "lr", "step", "accuracy")
TENSORS = ("input", "target", "output")


@dataclass(frozen=True, slots=True)
class Watch:
    """An expression that is evaluated after each call.

    Attributes:
        text: the expression.
        stops: a run stops when it becomes true.
        plotted: its numbers are drawn over time.
    """

    text: str
    stops: bool = False
    plotted: bool = True


@dataclass(frozen=True, slots=True)
class SetWatches(Command):
    """Choose what is watched, at most `MAX_WATCHES`."""

    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchView:
    """What has come of a watch.

    Attributes:
        watch: the watch.
        value: its value after the last call.
        error: why it has none; ``None``: it has one.
        steps: shape ``(n,)``, updates made before each recorded number.
        values: shape ``(n,)``, the numbers; a number is recorded after a call that changed it.
    """

    watch: Watch
    value: Value
    error: WatchError | None
    steps: "Counts"
    values: "Series"

    def without_record(self) -> "WatchView":
        """The same with no more than the last value."""
        return replace(self, steps=self.steps[:0], values=self.values[:0])


def watch_names(parameters: Iterable[str], layers: Iterable[str]) -> frozenset[str]:
    """The names that expressions may use.

    Args:
        parameters: the network's parameters.
        layers: the layers, whose activations of the shown batch can be watched.
    """
    parameters = tuple(parameters)
    gradients = (f"{name}.grad" for name in parameters)
    return frozenset((*parameters, *gradients, *layers, *TENSORS, *NUMBERS))
