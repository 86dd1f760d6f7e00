"""The calls of free running do what PyTorch's public calls do, bit for bit."""

import warnings

import pytest
import torch
from torch import nn

from lenet_gui.core import quick_calls
from lenet_gui.core.lenet import Net
from lenet_gui.core.optimizers import SGD, Adadelta, Adagrad, Adam, AdamW, RMSprop
from lenet_gui.core.state import make_optimizer

SPECS = [
    SGD(), SGD(lr=0.3), SGD(momentum=0.9, nesterov=True), SGD(weight_decay=0.1), Adam(), AdamW(),
    RMSprop(), Adagrad(), Adadelta(),
]  # fmt: skip


def network() -> tuple[Net, torch.Tensor, torch.Tensor]:
    torch.manual_seed(3)
    return Net(), torch.randn(2, 1, 32, 32), torch.randn(2, 10)


def bits(net: nn.Module) -> list[tuple[torch.Tensor, int, torch.Tensor | None]]:
    found = []
    for parameter in net.parameters():
        grad = None if parameter.grad is None else parameter.grad.view(torch.int32).clone()
        found.append((parameter.detach().view(torch.int32).clone(), parameter._version, grad))
    return found


def assert_same(one: nn.Module, other: nn.Module) -> None:
    for (value, version, grad), (value2, version2, grad2) in zip(
        bits(one), bits(other), strict=True
    ):
        assert torch.equal(value, value2)
        assert version == version2
        assert (grad is None) == (grad2 is None)
        assert grad is None or torch.equal(grad, grad2)


def one_step(net, optimizer, images, target, *, quick: bool, clears: bool = True) -> torch.Tensor:
    if clears:
        (quick_calls.zero_grad(net.parameters()) if quick else net.zero_grad())
    loss = loss_of(net, images, target, quick=quick)
    (quick_calls.backward(loss, torch.ones(())) if quick else loss.backward())
    (quick_calls.step(optimizer) if quick else optimizer.step())
    return loss


def loss_of(net, images, target, *, quick: bool) -> torch.Tensor:
    if quick:
        return quick_calls.mse_loss(
            quick_calls.forward(dict(net.named_parameters()), images), target
        )
    return nn.MSELoss()(net(images), target)


def chain(node) -> list[str]:
    """The names of all nodes of a graph, depth first."""
    return [node.name(), *(n for child, _ in node.next_functions if child for n in chain(child))]


@pytest.mark.parametrize("clears", [True, False], ids=["cleared", "summed"])
@pytest.mark.parametrize("spec", SPECS, ids=repr)
def test_quick_steps_have_the_bits_of_public_ones(spec, clears):
    nets = []
    for quick in (True, False):
        net, images, target = network()
        optimizer = make_optimizer(spec, net.parameters())
        for _ in range(6):
            one_step(net, optimizer, images, target, quick=quick, clears=clears)
        nets.append(net)
    assert_same(*nets)


@pytest.mark.parametrize("shape", [(1, 1, 32, 32), (64, 1, 32, 32), (1, 32, 32)], ids=str)
def test_quick_forward_and_loss_build_the_graph_of_the_public_ones(shape):
    net, _, _ = network()
    net.fc3 = nn.Linear(84, 10)  # as a person may replace it
    images = torch.randn(shape)
    target = torch.randn(shape[0] if len(shape) == 4 else 1, 10)
    quick, public = (loss_of(net, images, target, quick=quick) for quick in (True, False))
    assert quick.item() == public.item()
    assert chain(quick.grad_fn) == chain(public.grad_fn)
    assert len(chain(public.grad_fn)) > 20


def test_quick_forward_of_a_wrong_size_fails_with_the_same_words():
    net, _, _ = network()
    images = torch.randn(1, 1, 28, 28)
    with pytest.raises(RuntimeError) as quick:
        quick_calls.forward(dict(net.named_parameters()), images)
    with pytest.raises(RuntimeError) as public:
        net(images)
    assert str(quick.value) == str(public.value)


def test_quick_step_leaves_out_what_has_no_gradient_and_counts_versions():
    versions = []
    for quick in (True, False):
        net, images, target = network()
        net.conv1.weight.requires_grad_(False)
        optimizer = make_optimizer(SGD(lr=0.1), net.parameters())
        before = [parameter._version for parameter in net.parameters()]
        one_step(net, optimizer, images, target, quick=quick)
        assert not optimizer.state
        versions.append([p._version - v for p, v in zip(net.parameters(), before, strict=True)])
    assert versions == [[0] + 9 * [1]] * 2


def test_quick_backward_through_a_freed_graph_fails_with_the_same_words():
    words = []
    for quick in (True, False):
        net, images, target = network()
        loss = nn.functional.mse_loss(net(images), target)
        loss.backward()
        before = bits(net)
        with pytest.raises(RuntimeError) as raised:
            (quick_calls.backward(loss, torch.ones(())) if quick else loss.backward())
        words.append(str(raised.value))
        assert all(torch.equal(a[2], b[2]) for a, b in zip(before, bits(net), strict=True))
    assert words[0] == words[1]


@pytest.mark.parametrize("root", [torch.ones(()), torch.ones(3, requires_grad=True) * 2])
def test_what_is_no_loss_with_a_graph_is_refused_in_the_public_words(root):
    with pytest.raises(RuntimeError) as quick:
        quick_calls.backward(root, torch.ones(()))
    with pytest.raises(RuntimeError) as public:
        root.backward()
    assert str(quick.value) == str(public.value)


def test_quick_backward_never_gives_its_one_away():
    weight = torch.zeros((), requires_grad=True)
    one = torch.ones(())
    for _ in range(3):
        quick_calls.backward(weight + 0, one)
    assert weight.grad == 3
    assert one == 1
    assert weight.grad is not one


def test_scheduler_still_counts_the_steps():
    net, images, target = network()
    optimizer = make_optimizer(SGD(lr=0.1), net.parameters())
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.5)
    one_step(net, optimizer, images, target, quick=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it warns where it has seen no step
        scheduler.step()
    assert optimizer.param_groups[0]["lr"] == 0.05
