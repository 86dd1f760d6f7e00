"""What holds at a place of the script, as far as it decides what the next lines are."""

from dataclasses import dataclass, replace

from lenet_gui.core.commands import (
    Command,
    LoadInput,
    LossKind,
    Reset,
    SetDevice,
    SetLoss,
    SetOptimizer,
)
from lenet_gui.core.inputs import Digits, IdxFolder, InputSource, Picture
from lenet_gui.core.optimizers import SGD, OptimizerSpec
from lenet_gui.core.program import CANONICAL, Program, SetProgram


@dataclass(frozen=True, slots=True)
class Scope:
    """The settings, as the trainer has them.

    Attributes:
        seed: seed of the last start.
        source: the input.
        device: where the network computes.
        loss: the loss function.
        optimizer: the update rule.
        program: the training loop; its scheduler is the script's.
    """

    seed: int
    source: InputSource
    device: str
    loss: LossKind = LossKind.MSE
    optimizer: OptimizerSpec = SGD()
    program: Program = CANONICAL

    @property
    def to_device(self) -> str:
        """What brings a tensor to the device."""
        return "" if self.device == "cpu" else f'.to("{self.device}")'

    @property
    def has_batches(self) -> bool:
        """The input has a next batch."""
        return isinstance(self.source, Digits | IdxFolder) and self.source.index is None

    @property
    def target(self) -> str:
        """What the loss function takes: cross-entropy takes classes where there are any."""
        has_labels = isinstance(self.source, Digits | IdxFolder) or (
            isinstance(self.source, Picture) and self.source.label is not None
        )
        return "labels" if has_labels and self.loss is LossKind.CROSS_ENTROPY else "target"

    def after(self, command: Command) -> "Scope":
        """What holds after a call."""
        match command:
            case Reset(seed=seed):
                return self if seed is None else replace(self, seed=seed)
            case SetDevice(device=device):
                return replace(self, device=device)
            case LoadInput(source=source):
                return replace(self, source=source)
            case SetLoss(kind=kind):
                return replace(self, loss=kind)
            case SetOptimizer(optimizer=optimizer):
                return replace(self, optimizer=optimizer)
            case SetProgram(program=program):
                return replace(self, program=program)
        return self
