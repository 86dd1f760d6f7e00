"""The calls of the training loop: each does to the state what its line of PyTorch does."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

import torch
from torch import Tensor, nn

from lenet_gui.core import quick_calls
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Evaluate,
    Forward,
    NextBatch,
    OptimizerStep,
    SchedulerStep,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.computing_loss import compute_loss
from lenet_gui.core.errors import CallError, FailureKind, InputError, InputProblem
from lenet_gui.core.failures import explain, name_error
from lenet_gui.core.going_back import go_back
from lenet_gui.core.gradient_history import Cause
from lenet_gui.core.hearing import heard
from lenet_gui.core.remembered_step import RememberedStep, remember_step
from lenet_gui.core.retaining import retain
from lenet_gui.core.saved import SavedForward
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
    if owner is state.net and command.set_to_none and not state.measured:
        quick_calls.zero_grad(state.parameters.values())
    else:
        owner.zero_grad(set_to_none=command.set_to_none)
    accounts = state.accounts
    kept: tuple[str, ...] = ()
    if state.orphans and command.of is ZeroGradOf.OPTIMIZER:
        kept = tuple(name for name in state.orphans if state.parameters[name].grad is not None)
    if kept:
        state.notice(Notice.ORPHANS_KEPT, orphans=", ".join(kept))
    elif accounts.pending:
        state.notices.append(Notice.GRADIENTS_WIPED)
    elif not accounts.holds_deposits:
        state.notices.append(Notice.NOTHING_TO_CLEAR)
    accounts.clear(kept)
    state.ledger.clear(state.origin(), kept)
    state.left.scaled = False


def forward(state: TrainingState, _command: Forward) -> None:
    """``output = net(input)``."""
    run_network(state, state.feed.batch.images)


def run_network(state: TrainingState, images: Tensor, *, detach: bool = False) -> None:
    """``output = net(images)``.

    Args:
        state: the state.
        images: the input, or what somebody took for it.
        detach: cut the output and every intermediate result off from the graph.
    """
    batch = state.feed.batch
    replaced = state.fresh_output
    if state.measured:
        stages = dict(state.net.stages(images))
        if detach:
            stages = {name: value.detach() for name, value in stages.items()}
        state.output, state.results = stages["fc3"], stages
        # An image without a batch goes through the convolutions without one.
        state.activations = {n: v[None] if v.dim() == 3 else v for n, v in stages.items()}
        state.saved_output = SavedForward.of(images, state.parameters)
        retain(state)
    else:
        # Kept, the intermediate results would take the memory that backward could use again:
        # 3 % of the time of a step.
        output = quick_calls.forward(state.parameters, images)
        state.activations, state.results = {}, {}
        state.output = output.detach() if detach else output
        state.saved_output = None
    if replaced:
        state.notices.append(Notice.GRAPH_REPLACED)
    state.accuracy = None
    if batch.labels is not None and len(state.output) == len(batch.labels):
        right = (state.output.detach().argmax(1) == batch.labels).sum()
        state.accuracy = right.item() / len(batch.labels)
    state.graph_of = "output"
    state.fresh_output, state.fresh_loss = state.output.requires_grad, False
    if not state.output.requires_grad:
        state.notice(Notice.WITHOUT_GRAPH, root="output")
    state.output_of = (state.step, batch)
    state.output_since = state.calls + 1


def backward(state: TrainingState, command: Backward) -> None:
    """``loss.backward()``."""
    if state.loss is None:
        raise CallError(name_error(FailureKind.NO_LOSS, "loss"))
    state.graph_of = "loss"
    go_back(state, state.loss, retain_graph=command.retain_graph)
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
    go_back(state, state.output, vector.to(state.device), retain_graph=command.retain_graph)
    state.fresh_output = False


def optimizer_step(state: TrainingState, command: OptimizerStep) -> None:
    """``optimizer.step()``, or the tutorial's rule by hand."""
    _notice_step(state, command.rule)
    state.before_step, state.remembered, begun = None, None, None
    if state.measured:
        state.before_step = [p.detach().clone() for p in state.parameters.values()]
        begun = _remember(state, command.rule)
    if command.rule is UpdateRule.OPTIMIZER:
        try:
            optimizer = state.built_optimizer()
            if state.measured:
                optimizer.step()
            else:
                quick_calls.step(optimizer)
        except RuntimeError as error:  # such as an lr that no float32 can hold
            raise CallError(explain(error, state.parameters)) from error
    else:
        _manual_step(state)
    state.step += 1
    state.edited = frozenset()
    state.accounts.step()
    if begun is not None:
        state.remembered = begun.done(state.parameters)


def _remember(state: TrainingState, rule: UpdateRule) -> RememberedStep:
    optimizer = state.optimizer if rule is UpdateRule.MANUAL else state.built_optimizer()
    looked_at = state.looking.element is not None
    return remember_step(
        rule,
        optimizer,
        state.spec,
        state.parameters,
        step=state.step + 1,
        whole=looked_at,
        orphans=state.orphans,
    )


def _manual_step(state: TrainingState) -> None:
    # As in the tutorial, `.data` and all: the version counters do not move.
    learning_rate = state.spec.lr
    moved = 0
    try:
        for f in state.net.parameters():
            f.data.sub_(cast(Tensor, f.grad).data * learning_rate)
            moved += 1
    except AttributeError as error:
        names = list(state.parameters)
        state.edited = state.edited.union(names[:moved])
        facts = (("moved", str(moved)), ("parameter", names[moved]))
        raise CallError(explain(error, state.parameters, facts=facts)) from error


def _notice_step(state: TrainingState, rule: UpdateRule) -> None:
    accounts = state.accounts
    if state.frozen:
        stale = [n for n in state.frozen if state.parameters[n].grad is not None]
        if stale:
            state.notice(Notice.STALE_FROZEN, frozen=", ".join(stale))
    if state.orphans and rule is UpdateRule.OPTIMIZER:
        state.notice(Notice.ORPHANS, orphans=", ".join(state.orphans))
    if state.left.scaled:
        notice_scaled(state)
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
    nothing = all(parameter.grad is None for parameter in state.parameters.values())
    if nothing:
        state.notices.append(Notice.NOTHING_TO_CLIP)
    if state.left.scaled:
        notice_scaled(state)
    state.ledger.about_to_write()
    norm = nn.utils.clip_grad_norm_(state.net.parameters(), command.max_norm)
    # As torch.nn.utils.clip_grads_with_norm_ computes it, so that the bits are the same.
    coefficient = torch.clamp(command.max_norm / (norm + 1e-6), max=1.0)
    state.ledger.scale(state.origin(), coefficient.item())
    if not nothing:
        state.record_gradients(Cause.CLIP)


def notice_scaled(state: TrainingState) -> None:
    """Say that ``.grad`` holds gradients times the scaler's scale."""
    scaler = state.left.scaler
    scale = 1.0 if scaler is None else scaler.get_scale()
    state.notice(Notice.GRADIENTS_SCALED, scale=f"{scale:g}")


def scheduler_step(state: TrainingState, _command: SchedulerStep) -> None:
    """``scheduler.step()``."""
    state.built_optimizer()
    if state.scheduler is None:
        raise CallError(name_error(FailureKind.NO_SCHEDULER, "scheduler"))
    with heard(state):
        state.scheduler.step()


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
    state.record.add_test(state.calls + 1, state.step, right / count)


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
