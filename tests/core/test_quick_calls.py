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
    SGD(), SGD(momentum=0.9, nesterov=True), SGD(weight_decay=0.1), Adam(), AdamW(), RMSprop(),
    Adagrad(), Adadelta(),
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
    loss = nn.functional.mse_loss(net(images), target)
    (quick_calls.backward(loss, torch.ones(())) if quick else loss.backward())
    (quick_calls.step(optimizer) if quick else optimizer.step())
    return loss


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
