"""``loss = criterion(output, target)``, and what can go wrong with the shapes."""

from typing import cast

from torch import Tensor

from lenet_gui.core import quick_calls
from lenet_gui.core.commands import ComputeLoss, LossKind
from lenet_gui.core.errors import CallError, FailureKind
from lenet_gui.core.failures import explain, name_error
from lenet_gui.core.hearing import heard
from lenet_gui.core.saved import LossOf, LossRule, SavedLoss
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.state import TrainingState


def compute_loss(state: TrainingState, command: ComputeLoss) -> None:
    """``loss = criterion(output, target)``."""
    output, target = loss_arguments(state)
    of_mse, divide_by = state.loss_kind is LossKind.MSE, command.divide_by
    quick = of_mse and output.shape == target.shape and not state.measured
    criterion = quick_calls.mse_loss if quick else state.criterion

    def loss_of(output: Tensor) -> Tensor:
        loss = cast(Tensor, criterion(output, target))
        return loss if divide_by == 1 else loss / divide_by

    rule = None if quick else LossRule(state.loss_kind, target, divide_by)
    take_loss(state, try_loss(state, loss_of, output, target), loss_of, rule)
    state.divisor = divide_by


def loss_arguments(state: TrainingState) -> tuple[Tensor, Tensor]:
    """The output and the target.

    Raises:
        CallError: one is not there.
    """
    if state.output is None:
        raise CallError(name_error(FailureKind.NO_OUTPUT, "output"))
    batch = state.feed.batch
    target = batch.target
    if target is None:
        raise CallError(name_error(FailureKind.NO_TARGET, "target"))
    if state.loss_kind is LossKind.CROSS_ENTROPY:
        if batch.labels is None:
            state.notices.append(Notice.TARGET_NOT_CLASSES)
        else:
            target = batch.labels
    if state.output_of != (state.step, batch):
        state.notices.append(Notice.LOSS_OF_OLD_OUTPUT)
    return state.output, target


def try_loss(state: TrainingState, loss_of: LossOf, output: Tensor, target: Tensor) -> Tensor:
    """The loss of `output`; MSE compares each number with each where the shapes differ.

    Raises:
        CallError: PyTorch refused it.
    """
    try:
        if state.loss_kind is not LossKind.MSE or output.shape == target.shape:
            return loss_of(output)
        with heard(state):
            loss = loss_of(output)
    except (RuntimeError, ValueError, IndexError) as error:
        raise CallError(explain(error, state.parameters)) from error
    terms = (output.detach() - target).numel()
    state.notice(
        Notice.TARGET_BROADCAST,
        output=str(list(output.shape)), target=str(list(target.shape)), terms=str(terms),
    )  # fmt: skip
    return loss


def take_loss(
    state: TrainingState,
    loss: Tensor,
    loss_of: LossOf | None,
    rule: LossRule | None = None,
    parts: tuple[float, ...] = (),
) -> None:
    """Let `loss` be the loss.

    Args:
        state: the state.
        loss: the new loss.
        loss_of: how it was computed from the output; ``None``: not from the output alone.
        rule: the same as data; ``None``: it is none of the two loss functions'.
        parts: the losses that it is the sum of; empty: it is no sum.
    """
    state.loss_by = (*(state.loss_by if parts else ()), state.command)
    state.computed = loss.item()
    state.loss, state.divisor, state.parts = loss, 1, parts or (state.computed,)
    known = state.saved_output if state.measured else None
    state.saved_loss = None if known is None or loss_of is None else SavedLoss(known, loss_of, rule)
    since = state.output_since
    state.loss_since = min(since, state.loss_since) if parts else since
    state.record.add_loss(state.calls + 1, state.step, state.computed, state.accuracy)
    state.graph_of = "loss"
    state.fresh_output, state.fresh_loss = False, True
    if not loss.requires_grad:
        state.notice(Notice.WITHOUT_GRAPH, root="loss")
