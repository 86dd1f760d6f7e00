"""What changes how somebody looks on: no calls of the history, and no result is another."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import Command, ShowSample
from lenet_gui.core.configuration import show_sample
from lenet_gui.core.debugger import Debugger
from lenet_gui.core.elements import require
from lenet_gui.core.explanation import Inspect
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.retaining import retain_of
from lenet_gui.core.state import TrainingState
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.core.watches import SetWatches

Looks: TypeAlias = Mapping[type[Command], Callable[[TrainingState, Debugger, Any], None]]


def _trace_backward(state: TrainingState, _debugger: Debugger, command: TraceBackward) -> None:
    state.looking.tracing = command.on


def _inspect(state: TrainingState, _debugger: Debugger, command: Inspect) -> None:
    if command.element is not None:
        require(state, command.element)
    state.looking.element = command.element


def _show_flats(state: TrainingState, _debugger: Debugger, command: ShowFlats) -> None:
    state.looking.flats = command.on


LOOKS: Looks = {
    SetWatches: lambda state, debugger, command: debugger.set_watches(state, command),
    SetAlarms: lambda _state, debugger, command: debugger.set_alarms(command),
    SetMuted: lambda _state, debugger, command: debugger.set_muted(command),
    ShowSample: lambda state, _debugger, command: show_sample(state, command),
    TraceBackward: _trace_backward,
    RetainGrad: lambda state, _debugger, command: retain_of(state, command),
    Inspect: _inspect,
    ShowFlats: _show_flats,
}
"""What does each command, by its class."""
