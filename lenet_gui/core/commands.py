"""What a person can ask the trainer to do: one frozen dataclass a call.

Commands are the only thing that crosses from the window to the training thread. The phases of a
training step come first, the settings after them.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.optimizers import SGD, OptimizerSpec


class Phase(StrEnum):
    """The five phases of a training step, in the order of the canonical loop."""

    ZERO_GRAD = "zero_grad"
    FORWARD = "forward"
    LOSS = "loss"
    BACKWARD = "backward"
    STEP = "step"


class ZeroGradOf(StrEnum):
    """Whose ``zero_grad`` is called: they differ once the two hold different parameters."""

    NETWORK = "net"
    OPTIMIZER = "optimizer"


class UpdateRule(StrEnum):
    """How ``step`` changes the parameters."""

    MANUAL = "manual"
    OPTIMIZER = "optimizer"


class LossKind(StrEnum):
    """The loss functions on offer, by the names of their classes in ``torch.nn``."""

    MSE = "MSELoss"
    CROSS_ENTROPY = "CrossEntropyLoss"


@dataclass(frozen=True, slots=True)
class Command:
    """Base of all commands."""


@dataclass(frozen=True, slots=True)
class ZeroGrad(Command):
    """Clear the gradient accounts.

    Attributes:
        set_to_none: drop each ``.grad`` to None (PyTorch's default since 2.0) or fill it with
            zeros; optimizers treat the two differently.
        of: call the network's ``zero_grad`` or the optimizer's.
    """

    set_to_none: bool = True
    of: ZeroGradOf = ZeroGradOf.NETWORK


@dataclass(frozen=True, slots=True)
class Forward(Command):
    """``output = net(input)``: run the network and build a new graph."""


@dataclass(frozen=True, slots=True)
class ComputeLoss(Command):
    """``loss = criterion(output, target)``: extend the output's graph to a scalar.

    Attributes:
        divide_by: ``loss = criterion(output, target) / divide_by``, at least 1: the number of
            micro-batches whose mean losses are to add up to that of the whole batch.
    """

    divide_by: int = 1


@dataclass(frozen=True, slots=True)
class Backward(Command):
    """``loss.backward()``: deposit a gradient in each parameter's account.

    Attributes:
        retain_graph: keep the saved tensors, so that the graph can be gone through again.
    """

    retain_graph: bool = False


@dataclass(frozen=True, slots=True)
class BackwardOutput(Command):
    """``output.backward(vector)``: a vector-Jacobian product of the ten outputs.

    Attributes:
        vector: the ten numbers; ``None``: a random vector.
        seed: seed of the random vector; ``None``: the next one of the stream. The stream is a
            generator of its own, so it disturbs no other draw.
        retain_graph: as in `Backward`.
    """

    vector: tuple[float, ...] | None = None
    seed: int | None = None
    retain_graph: bool = False


@dataclass(frozen=True, slots=True)
class OptimizerStep(Command):
    """Change the parameters by their gradients.

    Attributes:
        rule: the optimizer's ``step()``, or the tutorial's
            ``weight = weight - learning_rate * gradient`` with the optimizer's ``lr``.
    """

    rule: UpdateRule = UpdateRule.OPTIMIZER


@dataclass(frozen=True, slots=True)
class ClipGradNorm(Command):
    """``nn.utils.clip_grad_norm_(net.parameters(), max_norm)``.

    Attributes:
        max_norm: the norm of all gradients together is scaled down to it; above 0.
    """

    max_norm: float = 1.0


@dataclass(frozen=True, slots=True)
class SchedulerStep(Command):
    """``scheduler.step()``: count one step of the learning rate's schedule."""


@dataclass(frozen=True, slots=True)
class NextBatch(Command):
    """``input, target = next(batches)``: go to the next batch of the input source."""


@dataclass(frozen=True, slots=True)
class Evaluate(Command):
    """Measure the accuracy on the test part, without a graph and without touching anything.

    Attributes:
        limit: at most so many images, from the front; ``None``: all.
    """

    limit: int | None = None


@dataclass(frozen=True, slots=True)
class SetOptimizer(Command):
    """Build a new optimizer; the old one's state (momentum, moments, counts) is lost."""

    optimizer: OptimizerSpec = field(default_factory=SGD)


@dataclass(frozen=True, slots=True)
class SetLoss(Command):
    """Choose the loss function."""

    kind: LossKind = LossKind.MSE


@dataclass(frozen=True, slots=True)
class LoadInput(Command):
    """Choose where the input comes from, and take its first batch."""

    source: InputSource = field(default_factory=RandomImage)


@dataclass(frozen=True, slots=True)
class ShowSample(Command):
    """Choose the sample of the batch whose activations and outputs are shown."""

    index: int = 0


@dataclass(frozen=True, slots=True)
class SetThreads(Command):
    """Set torch's number of threads, at least 1. The bits of results depend on it."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class SetDevice(Command):
    """Choose the device (``cpu``, ``cuda``, ``mps``) and start again on it, as `Reset` does."""

    device: str = "cpu"


@dataclass(frozen=True, slots=True)
class Reset(Command):
    """Start again from a seed, with the chosen input, loss and optimizer.

    Attributes:
        seed: seed of the network's initialisation; ``None``: the same as before.
    """

    seed: int | None = None


@dataclass(frozen=True, slots=True)
class CompareZeroGrad(Command):
    """The tutorial's open question: the same start trained with and without ``zero_grad``.

    It runs on networks of its own and leaves the one at hand alone.

    Attributes:
        steps: updates of each run, 1 to 1000. The tutorial stops at 10, before the swing back.
        lr: learning rate, the tutorial's by default.
    """

    steps: int = 60
    lr: float = 0.01


_PHASES: dict[type[Command], Phase] = {
    ZeroGrad: Phase.ZERO_GRAD,
    Forward: Phase.FORWARD,
    ComputeLoss: Phase.LOSS,
    Backward: Phase.BACKWARD,
    BackwardOutput: Phase.BACKWARD,
    OptimizerStep: Phase.STEP,
}


def phase_of(command: Command) -> Phase | None:
    """The phase that a command belongs to; ``None``: it is none of the five."""
    return _PHASES.get(type(command))
