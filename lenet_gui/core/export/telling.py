"""A session said as statements, one after the other."""

from collections.abc import Iterator

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import (
    Command,
    CompareZeroGrad,
    LoadInput,
    Reset,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ShowSample,
)
from lenet_gui.core.export.calling import call
from lenet_gui.core.export.feeding import load_input
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.scope import Scope
from lenet_gui.core.export.starting import criterion, optimizer, scheduler, start
from lenet_gui.core.export.statements import Role, Statement
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.program import SetProgram
from lenet_gui.core.watches import SetWatches

_LOOKING = (ShowSample, CompareZeroGrad, BenchAccumulation, SetWatches, SetAlarms, SetMuted)
_FORGET = Statement(("output = loss = None",), Role.START, optional=True)


def tell(history: LinearHistory) -> Iterator[Statement]:
    """Every statement from the seed to the last call, unfolded, the unread ones among them."""
    scope = Scope(history.seed, history.source, history.device)
    yield Statement((f"torch.set_num_threads({history.threads})",), Role.START)
    yield from start(scope)
    yield Statement(("losses = []",), Role.START)
    for index, command in enumerate(history.calls):
        before, scope = scope, scope.after(command)
        yield from _one(command, before, scope, failed=index in history.failed)


def _one(command: Command, before: Scope, scope: Scope, *, failed: bool) -> Iterator[Statement]:
    match command:
        case Reset() | SetDevice():
            yield from start(scope)
            yield _FORGET
        case SetOptimizer():
            yield from optimizer(scope, Role.SETTING)
        case SetLoss():
            yield criterion(scope, Role.SETTING)
        case LoadInput():
            yield from load_input(scope, Role.SETTING)
        case SetProgram():
            if scope.program.scheduler != before.program.scheduler:
                yield scheduler(scope, Role.SETTING)
        case SetThreads():
            yield Statement((pytorch_line(command),), Role.SETTING)
        case _ if not isinstance(command, _LOOKING):
            yield from call(command, scope, failed=failed)
