"""Mistakes with parameters, gradients and optimizers: each function runs one line of PyTorch."""

from typing import Any, cast

import torch
from torch import Tensor, nn, optim

from lenet_gui.core import measure
from lenet_gui.core.errors import CallError, FailureKind
from lenet_gui.core.failures import name_error
from lenet_gui.core.going_back import go_back
from lenet_gui.core.gradient_history import Cause
from lenet_gui.core.leftovers import register_hook
from lenet_gui.core.lenet import Net
from lenet_gui.core.phases import notice_scaled
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.state import TrainingState


def add_to_leaf(state: TrainingState) -> None:
    """In place on a leaf, while autograd looks."""
    state.net.fc3.weight.add_(0.1)


def write_to_view(state: TrainingState) -> None:
    """The same through a row of it."""
    state.net.fc3.weight[0] = 0


def edit_no_grad(state: TrainingState) -> None:
    """Allowed, and counted by the version counter."""
    with torch.no_grad():
        state.net.fc3.weight.mul_(1.5)


def edit_data(state: TrainingState) -> None:
    """Allowed, and not counted."""
    state.net.fc3.weight.data.mul_(1.5)


def freeze(state: TrainingState) -> None:
    """conv1.weight requires no gradient from now on; what is in its .grad stays."""
    state.net.conv1.weight.requires_grad_(False)
    state.take_changed_parameters()


def unfreeze(state: TrainingState) -> None:
    """And again it does."""
    state.net.conv1.weight.requires_grad_(True)
    state.take_changed_parameters()


def kill_relu(state: TrainingState) -> None:
    """With so low a bias, every unit of the layer is 0 whatever comes in."""
    state.net.fc2.bias.data.fill_(-100)


def zero_layer(state: TrainingState) -> None:
    """With weights and biases of 0, every unit stands exactly at the corner of relu."""
    for p in state.net.fc2.parameters():
        p.data.zero_()


def replace_layer(state: TrainingState) -> None:
    """The optimizer, built before, goes on with the old layer."""
    state.built_optimizer()
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(state.seed + 1)
        layer = nn.Linear(84, 10)
    state.net.fc3 = layer.to(state.device)
    state.take_changed_parameters()


def evaluating(state: TrainingState) -> None:
    """Only dropout and batch norm behave otherwise then, and LeNet has neither."""
    state.net.eval()


def training(state: TrainingState) -> None:
    """Back to training mode."""
    state.net.train()


def gradient_size(state: TrainingState) -> None:
    """Three numbers for ten."""
    state.parameters["fc3.bias"].grad = torch.zeros(3, device=state.device)


def write_gradient(state: TrainingState) -> None:
    """Other numbers in the place of the sum: no deposit, and step uses them all the same."""
    gradient = cast(Tensor, state.parameters["fc3.bias"].grad)
    norm = measure.norm(gradient) if gradient is not None else 0.0
    gradient.fill_(1.0)
    state.notice(
        Notice.GRADIENT_WRITTEN, old_norm=f"{norm:.6g}", new_norm=f"{measure.norm(gradient):.6g}"
    )


def keep_gradient(state: TrainingState) -> None:
    """What is kept is the account itself."""
    state.left.history.append(state.parameters["conv1.bias"].grad)


def look_back(state: TrainingState) -> None:
    """Are the entries of the list one and the same tensor?"""
    history = state.left.history
    last = history[-1] if history else None
    same = sum(gradient is last for gradient in history)
    if same > 1 and last is not None:
        state.notice(Notice.GRADIENT_ALIAS, same=str(same), entries=str(len(history)))


def hook(state: TrainingState) -> None:
    """Each registration is called, in order, with what the one before returned."""
    register_hook(state.net.fc3.bias)
    state.left.hooks += 1
    state.left.hooked.append(state.net.fc3.bias)


def rebind(state: TrainingState) -> None:
    """The loop's name is bound to a new tensor; the parameter stays."""
    before = [p.detach().clone() for p in state.net.parameters()]
    learning_rate = state.spec.lr
    w: Tensor
    for w in state.net.parameters():
        w = w - learning_rate * cast(Tensor, w.grad)
    moved = sum(
        int((p.detach() != old).sum().item())
        for p, old in zip(state.net.parameters(), before, strict=True)
    )
    total = sum(old.numel() for old in before)
    state.notice(Notice.REBOUND, moved=str(moved), total=str(total))


def data_name(state: TrainingState) -> None:
    """The name is bound anew too, and sub_ changes the parameter's memory all the same."""
    learning_rate = state.spec.lr
    state.before_step = None
    if state.measured:
        state.before_step = [p.detach().clone() for p in state.parameters.values()]
    for p in state.net.parameters():
        f: Tensor = p
        f = f.data.sub_(cast(Tensor, f.grad).data * learning_rate)
    state.step += 1
    state.accounts.step()
    state.notice(
        Notice.NAME_OF_DATA,
        same_object=str(f is p),
        same_memory=str(f.data_ptr() == p.data_ptr()),
    )


def assign_tensor(state: TrainingState) -> None:
    """A parameter's place takes a parameter only."""
    weight = state.net.fc3.weight
    state.net.fc3.weight = cast(Any, weight - state.spec.lr * cast(Tensor, weight.grad))


def _exhausted(net: Net) -> "list[nn.Parameter]":
    parameters = net.parameters()
    list(parameters)
    return cast("list[nn.Parameter]", parameters)  # a generator, with nothing left in it


def clip_exhausted(state: TrainingState) -> None:
    """A generator gives each parameter once."""
    nn.utils.clip_grad_norm_(_exhausted(state.net), 1.0)


def optimizer_exhausted(state: TrainingState) -> None:
    """The same where an optimizer is built."""
    optim.SGD(_exhausted(state.net), lr=0.01)


def optimizer_of_tensor(state: TrainingState) -> None:
    """One tensor where a list is wanted."""
    optim.SGD(state.net.fc3.bias, lr=0.01)


def _scaler(state: TrainingState) -> torch.amp.GradScaler:
    if state.left.scaler is None:
        state.left.scaler = torch.amp.GradScaler(state.device)
    return state.left.scaler


def _scaled(state: TrainingState, factor: float) -> None:
    if state.loss is None:
        raise CallError(name_error(FailureKind.NO_LOSS, "loss"))
    state.graph_of = "loss"
    scaler = _scaler(state)
    # As in the line: multiplied by 1, it would have another graph.
    scaled = scaler.scale(state.loss if factor == 1 else state.loss * factor)
    go_back(state, scaled, factor=factor * scaler.get_scale())
    state.fresh_loss = False
    state.left.scaled = True
    notice_scaled(state)


def scaled_backward(state: TrainingState) -> None:
    """Small gradients of float16 would become 0; so the loss is multiplied first."""
    _scaled(state, 1.0)


def overflow(state: TrainingState) -> None:
    """A loss so large that its gradients are infinite."""
    _scaled(state, 1e38)


def unscale(state: TrainingState) -> None:
    """Divide the gradients by the scale, once before each step."""
    _scaler(state).unscale_(state.built_optimizer())
    state.record_gradients(Cause.UNSCALE)
    state.left.scaled = False


def scaler_step(state: TrainingState) -> None:
    """A step, unless a gradient is infinite; then the scale is halved instead."""
    scaler = _scaler(state)
    before = [p.detach().clone() for p in state.parameters.values()]
    scale = scaler.get_scale()
    scaler.step(state.built_optimizer())
    scaler.update()
    state.left.scaled = False
    state.before_step = before
    if scaler.get_scale() < scale:
        state.notice(Notice.STEP_SKIPPED, scale=f"{scale:g}", new_scale=f"{scaler.get_scale():g}")
    else:
        state.step += 1
        state.accounts.step()
