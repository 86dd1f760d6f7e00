"""Mistakes with the input, the output and the loss: each function runs one line of PyTorch."""

import copy
import weakref
from typing import Any

import torch
from torch import Tensor, nn

from lenet_gui.core.computing_loss import loss_arguments, take_loss, try_loss
from lenet_gui.core.errors import CallError, FailureKind
from lenet_gui.core.failures import name_error
from lenet_gui.core.going_back import go_back
from lenet_gui.core.phases import run_network
from lenet_gui.core.retaining import cut_off_retained
from lenet_gui.core.saved import LossRule
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.state import TrainingState


def detach(state: TrainingState) -> None:
    """The output is cut off from its graph."""
    run_network(state, state.feed.batch.images, detach=True)


def forward_no_grad(state: TrainingState) -> None:
    """No graph is recorded."""
    with torch.no_grad():
        run_network(state, state.feed.batch.images)


def small_image(state: TrainingState) -> None:
    """28 x 28, the size of MNIST's images."""
    run_network(state, state.feed.batch.images[..., 2:30, 2:30])


def colour_image(state: TrainingState) -> None:
    """Three channels for a network that takes one."""
    run_network(state, state.feed.batch.images.repeat(1, 3, 1, 1))


def no_batch(state: TrainingState) -> None:
    """One image without its batch dimension: it goes through."""
    run_network(state, state.feed.batch.images[0])
    state.notices.append(Notice.BATCH_MISSING)


def no_channel(state: TrainingState) -> None:
    """Height and width alone."""
    run_network(state, state.feed.batch.images[0, 0])


def double_input(state: TrainingState) -> None:
    """float64, as numpy makes it."""
    run_network(state, state.feed.batch.images.double())


def target_shape(state: TrainingState) -> None:
    """A column for a row: MSE compares each output with each target."""
    output, target = loss_arguments(state)
    column, criterion = target.view(-1, 1), state.criterion

    def loss_of(output: Tensor) -> Tensor:
        loss: Tensor = criterion(output, column)
        return loss

    rule = LossRule(state.loss_kind, column, 1)
    take_loss(state, try_loss(state, loss_of, output, column), loss_of, rule)


def _classes(state: TrainingState) -> tuple[Tensor, Tensor]:
    """The output and the classes of the targets."""
    output, _ = loss_arguments(state)
    target = state.feed.batch.target
    assert target is not None  # noqa: S101 - it has just been looked at
    return output, target.argmax(1)


def class_too_high(state: TrainingState) -> None:
    """Classes from 10 on, of which the network knows none."""
    output, classes = _classes(state)
    nn.CrossEntropyLoss()(output, classes + 10)


def too_many_targets(state: TrainingState) -> None:
    """Two targets for each sample."""
    output, classes = _classes(state)
    nn.CrossEntropyLoss()(output, classes.repeat(2))


def float_classes(state: TrainingState) -> None:
    """Classes as floats."""
    output, classes = _classes(state)
    nn.CrossEntropyLoss()(output, classes.float())


def softmax_first(state: TrainingState) -> None:
    """Cross-entropy applies softmax itself, so here it is applied twice."""
    output, classes = _classes(state)

    def loss_of(output: Tensor) -> Tensor:
        loss: Tensor = nn.CrossEntropyLoss()(output.softmax(1), classes)
        return loss

    loss = loss_of(output)
    right = nn.CrossEntropyLoss()(output.detach(), classes).item()
    take_loss(state, loss, loss_of)
    state.notice(Notice.SOFTMAX_TWICE, once=f"{right:.6g}", twice=f"{loss.item():.6g}")


def loss_class(state: TrainingState) -> None:
    """The arguments go to the constructor."""
    output, target = loss_arguments(state)
    nn.MSELoss(output, target)


def add_loss(state: TrainingState) -> None:
    """The loss goes on from the last one, with its graph."""
    old = _loss(state)
    output, target = loss_arguments(state)
    new = state.criterion(output, target)
    take_loss(state, old + new, None, parts=(*state.parts, new.item()))


def backward_of_output(state: TrainingState) -> None:
    """Ten numbers, and no vector."""
    output = _output(state)
    if not state.fresh_loss:
        state.graph_of = "output"
    go_back(state, output)


def wrong_vector(state: TrainingState) -> None:
    """Ten numbers for an output of shape (1, 10)."""
    output = _output(state)
    vector = torch.randn(10, generator=torch.Generator().manual_seed(state.seed + 1))
    go_back(state, output, vector.to(state.device))


def item_backward(state: TrainingState) -> None:
    """item() leaves a plain Python float."""
    number: Any = _loss(state).item()
    number.backward()


def create_graph(state: TrainingState) -> None:
    """The gradients get a graph of their own, which leads back to the parameters."""
    loss = _loss(state)
    state.graph_of = "loss"
    try:
        go_back(state, loss, create_graph=True)
    finally:
        cut_off_retained(state)
    state.fresh_loss = False


def autograd_grad(state: TrainingState) -> None:
    """The gradients are returned, not deposited; the graph is freed all the same."""
    loss = _loss(state)
    state.graph_of = "loss"
    gradients = torch.autograd.grad(loss, list(state.net.parameters()))
    state.fresh_loss = False
    norm = sum(float(gradient.double().square().sum().item()) for gradient in gradients) ** 0.5
    state.notice(Notice.GRADIENTS_RETURNED, norm=f"{norm:.6g}")


def read_output_grad(state: TrainingState) -> None:
    """The gradient of a computed tensor is not kept."""
    output = _output(state)
    if _is_retained_aside(state, output):
        output = output.view_as(output)
    _ = output.grad


def retain_grad(state: TrainingState) -> None:
    """Asked for before backward it would keep the output's gradient."""
    output = _output(state)
    if _is_retained_aside(state, output):
        output.grad = None
    output.retain_grad()
    state.asked = weakref.ref(output)
    if output.grad is None and not state.fresh_output and not state.fresh_loss:
        state.notices.append(Notice.RETAINED_LATE)


def _is_retained_aside(state: TrainingState, output: Tensor) -> bool:
    """Only who looks on has asked for the output's gradient; no call may notice that."""
    return output.retains_grad and (state.asked is None or state.asked() is not output)


def freeze_output(state: TrainingState) -> None:
    """The flag of a computed tensor follows from what it was computed of."""
    _output(state).requires_grad = False


def output_to_numpy(state: TrainingState) -> None:
    """Numpy knows no graph."""
    _output(state).numpy()


def copy_loss(state: TrainingState) -> None:
    """A graph cannot be copied."""
    copy.deepcopy(_loss(state))


def keep_loss(state: TrainingState) -> None:
    """The list keeps the loss, and the loss its graph."""
    losses = state.left.losses
    losses.append(_loss(state))
    state.left.losses_of = state.output_since
    held = state.left.kept_bytes(state.parameters, [state.feed.batch.images])
    if held and len(losses) > 1:
        state.notice(Notice.GRAPHS_KEPT, losses=str(len(losses)), bytes=str(held))


def drop_losses(state: TrainingState) -> None:
    """The graphs go with the losses."""
    state.left.losses.clear()


def _output(state: TrainingState) -> Tensor:
    if state.output is None:
        raise CallError(name_error(FailureKind.NO_OUTPUT, "output"))
    return state.output


def _loss(state: TrainingState) -> Tensor:
    if state.loss is None:
        raise CallError(name_error(FailureKind.NO_LOSS, "loss"))
    return state.loss
