"""What kind of call a command is, and which graph it makes use of."""

from enum import IntEnum

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    Command,
    CompareZeroGrad,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    NextBatch,
    OptimizerStep,
    Reset,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ZeroGrad,
)
from lenet_gui.core.mistakes import Misuse
from lenet_gui.core.program import SetProgram
from lenet_gui.core.timeline import Kind


class Needs(IntEnum):
    """What a call makes use of that leads to a graph."""

    NOTHING = 0
    OUTPUT = 1
    LOSS = 2
    BOTH = 3


def kind_of(command: Command) -> Kind:
    """The kind of a call."""
    return _KINDS.get(type(command), Kind.OTHER)


def needs_of(command: Command) -> Needs:
    """What a call makes use of; of a mistake nobody knows, so that it is both."""
    return _NEEDS.get(type(command), Needs.NOTHING)


_KINDS: dict[type[Command], Kind] = {
    ZeroGrad: Kind.ZERO_GRAD,
    Forward: Kind.FORWARD,
    ComputeLoss: Kind.LOSS,
    Backward: Kind.BACKWARD,
    BackwardOutput: Kind.BACKWARD,
    OptimizerStep: Kind.STEP,
    NextBatch: Kind.BATCH,
    Reset: Kind.START,
    LoadInput: Kind.START,
    SetDevice: Kind.START,
    SetOptimizer: Kind.SETTING,
    SetLoss: Kind.SETTING,
    SetThreads: Kind.SETTING,
    SetProgram: Kind.SETTING,
    Evaluate: Kind.MEASURING,
    CompareZeroGrad: Kind.MEASURING,
    BenchAccumulation: Kind.MEASURING,
}

_NEEDS: dict[type[Command], Needs] = {
    ComputeLoss: Needs.OUTPUT,
    Backward: Needs.LOSS,
    BackwardOutput: Needs.OUTPUT,
    Misuse: Needs.BOTH,
}
