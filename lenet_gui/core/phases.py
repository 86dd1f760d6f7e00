"""The calls of the training loop: each does to the state what its line of PyTorch does."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias, cast

import torch
from torch import Tensor, nn

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Evaluate,
    Forward,
    LossKind,
    NextBatch,
    OptimizerStep,
    SchedulerStep,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.errors import CallError, FailureKind, InputError, InputProblem
from lenet_gui.core.failures import explain, name_error
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.state import TestResult, TrainingState

Handlers: TypeAlias = Mapping[type[Command], Callable[[TrainingState, Any], None]]
"""What does each command, by its class."""


def next_batch(state: TrainingState, _command: NextBatch) -> None:
    """``input, target = next(batches)``."""
    if not state.feed.advance():
        raise CallError(name_error(FailureKind.NO_BATCHES, "batches"))
    state.sample = min(state.sample, len(state.feed.batch.images) - 1)


def zero_grad(state: TrainingState, command: ZeroGrad) -> None:
    """``net.zero_grad()`` or ``optimizer.zero_grad()``."""
    owner = state.net if command.of is ZeroGradOf.NETWORK else state.built_optimizer()
    owner.zero_grad(set_to_none=command.set_to_none)
    accounts = state.accounts
    if accounts.pending:
        state.notices.append(Notice.GRADIENTS_WIPED)
    elif not accounts.holds_deposits:
        state.notices.append(Notice.NOTHING_TO_CLEAR)
    accounts.clear()


def forward(state: TrainingState, _command: Forward) -> None:
    """``output = net(input)``."""
    if state.fresh_output:
        state.notices.append(Notice.GRAPH_REPLACED)
    batch = state.feed.batch
    if state.measured:
        state.activations = dict(state.net.stages(batch.images))
        state.output = state.activations["fc3"]
    else:
        # Kept, the intermediate results would take the memory that backward could use again:
        # 3 % of the time of a step.
        state.activations = {}
        state.output = cast(Tensor, state.net(batch.images))
    state.accuracy = None
    if batch.labels is not None:
        right = (state.output.detach().argmax(1) == batch.labels).sum()
        state.accuracy = right.item() / len(batch.labels)
    state.graph_of = "output"
    state.fresh_output, state.fresh_loss = True, False
    state.output_of = (state.step, batch)


def compute_loss(state: TrainingState, command: ComputeLoss) -> None:
    """``loss = criterion(output, target)``."""
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
    try:
        state.loss = cast(Tensor, state.criterion(state.output, target))
    except (RuntimeError, ValueError, IndexError) as error:
        raise CallError(explain(error, state.parameters)) from error
    if command.divide_by != 1:
        state.loss = state.loss / command.divide_by
    state.record.add_loss(state.step, state.loss.item(), state.accuracy)
    state.graph_of = "loss"
    state.fresh_output, state.fresh_loss = False, True


def backward(state: TrainingState, command: Backward) -> None:
    """``loss.backward()``."""
    if state.loss is None:
        raise CallError(name_error(FailureKind.NO_LOSS, "loss"))
    state.graph_of = "loss"
    _go_back(state, state.loss, None, command.retain_graph)
    state.fresh_loss = False


def backward_output(state: TrainingState, command: BackwardOutput) -> None:
    """``output.backward(vector)``."""
    if state.output is None:
        raise CallError(name_error(FailureKind.NO_OUTPUT, "output"))
    if command.vector is not None:
        vector = torch.tensor(command.vector, dtype=torch.float32).view(1, -1)
    else:
        generator = state.vectors
        if command.seed is not None:
            generator = torch.Generator().manual_seed(command.seed)
        vector = torch.randn(tuple(state.output.shape), generator=generator)
    if not state.fresh_loss:
        state.graph_of = "output"
    _go_back(state, state.output, vector.to(state.device), command.retain_graph)
    state.fresh_output = False


def _go_back(state: TrainingState, root: Tensor, vector: Tensor | None, retain_graph: bool) -> None:
    accounts = state.accounts
    before = accounts.marks()
    try:
        root.backward(vector, retain_graph=retain_graph)  # type: ignore[no-untyped-call]
    except RuntimeError as error:
        written = accounts.written_since(before)
        accounts.deposit(written)
        accounts.failed = True
        raise CallError(explain(error, state.parameters, written)) from error
    accounts.failed = False
    if accounts.deposit(accounts.written_since(before)):
        state.notices.append(Notice.DEPOSIT_ADDED)


def optimizer_step(state: TrainingState, command: OptimizerStep) -> None:
    """``optimizer.step()``, or the tutorial's rule by hand."""
    _notice_step(state)
    if state.measured:
        state.before_step = [p.detach().clone() for p in state.parameters.values()]
    if command.rule is UpdateRule.OPTIMIZER:
        state.built_optimizer().step()
    else:
        _manual_step(state)
    state.step += 1
    state.accounts.step()


def _manual_step(state: TrainingState) -> None:
    # As in the tutorial, `.data` and all: the version counters do not move.
    learning_rate = state.spec.lr
    try:
        for f in state.net.parameters():
            f.data.sub_(cast(Tensor, f.grad).data * learning_rate)
    except AttributeError as error:
        raise CallError(explain(error, state.parameters)) from error


def _notice_step(state: TrainingState) -> None:
    accounts = state.accounts
    if all(parameter.grad is None for parameter in state.parameters.values()):
        state.notices.append(Notice.STEP_WITHOUT_GRADIENTS)
    elif not accounts.holds_deposits:
        state.notices.append(Notice.STEP_ON_ZEROS)
    elif not accounts.pending:
        state.notices.append(Notice.STEP_REPEATED)
    elif accounts.carried:
        state.notices.append(Notice.STEP_ACCUMULATED)


def clip_grad_norm(state: TrainingState, command: ClipGradNorm) -> None:
    """``nn.utils.clip_grad_norm_(net.parameters(), max_norm)``."""
    if not command.max_norm > 0:
        raise InputError(
            InputProblem.OUT_OF_RANGE, "max_norm", lowest=0, highest="", actual=command.max_norm
        )
    if all(parameter.grad is None for parameter in state.parameters.values()):
        state.notices.append(Notice.NOTHING_TO_CLIP)
    nn.utils.clip_grad_norm_(state.net.parameters(), command.max_norm)


def scheduler_step(state: TrainingState, _command: SchedulerStep) -> None:
    """``scheduler.step()``."""
    state.built_optimizer()
    if state.scheduler is None:
        raise CallError(name_error(FailureKind.NO_SCHEDULER, "scheduler"))
    with heard(state):
        state.scheduler.step()


@contextmanager
def heard(state: TrainingState) -> Iterator[None]:
    """Write down what PyTorch warns of, each time anew."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    state.warnings += [f"{w.category.__name__}: {w.message}" for w in caught]


def evaluate(state: TrainingState, command: Evaluate) -> None:
    """The accuracy on the test part."""
    right = count = 0
    with torch.no_grad():
        for batch in state.feed.test_batches(command.limit):
            state.check_interruption()
            assert batch.labels is not None  # noqa: S101 - a data set has labels
            right += int((state.net(batch.images).argmax(1) == batch.labels).sum().item())
            count += len(batch.labels)
    if not count:
        raise CallError(name_error(FailureKind.NO_BATCHES, "test_input"))
    state.test = TestResult(right / count, count, state.step)
    state.record.add_test(state.step, right / count)


PHASES: Handlers = {
    NextBatch: next_batch,
    ZeroGrad: zero_grad,
    Forward: forward,
    ComputeLoss: compute_loss,
    Backward: backward,
    BackwardOutput: backward_output,
    OptimizerStep: optimizer_step,
    ClipGradNorm: clip_grad_norm,
    SchedulerStep: scheduler_step,
    Evaluate: evaluate,
}
"""The calls that a training loop is made of."""
