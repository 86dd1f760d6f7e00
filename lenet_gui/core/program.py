"""The training loop's body as data, and the request to run it."""

from dataclasses import dataclass

from lenet_gui.core.commands import (
    Backward,
    Command,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    ZeroGrad,
)


@dataclass(frozen=True, slots=True)
class LoopBody:
    """What one iteration does.

    Attributes:
        zero_grad: how the gradients are cleared; ``None``: not at all, as in the tutorial's
            first method.
        backward: the backward call.
        step: the update.
        next_batch: take the next batch first.
    """

    zero_grad: ZeroGrad | None = ZeroGrad()
    backward: Backward = Backward()
    step: OptimizerStep = OptimizerStep()
    next_batch: bool = False

    def commands(self) -> tuple[Command, ...]:
        """The calls of one iteration, in order."""
        head: tuple[Command, ...] = (NextBatch(),) if self.next_batch else ()
        if self.zero_grad is not None:
            head += (self.zero_grad,)
        return (*head, Forward(), ComputeLoss(), self.backward, self.step)


@dataclass(frozen=True, slots=True)
class Run:
    """Run the loop.

    Attributes:
        body: one iteration.
        count: iterations, at least 1; ``None``: until paused.
        evaluate_every: measure the accuracy on the test part after so many updates, and at the
            end; ``None``: never.
    """

    body: LoopBody
    count: int | None = 1
    evaluate_every: int | None = None
