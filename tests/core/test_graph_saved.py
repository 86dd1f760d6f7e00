"""Holding what a graph has saved: backward then leaves the interpreter to other threads."""

import sys
import threading
import time

import pytest
import torch
from torch import nn

from lenet_gui.core.graph_saved import hold_saved
from lenet_gui.core.lenet import Net


def a_loss(images=2):
    torch.manual_seed(0)
    net = Net()
    return net, nn.functional.mse_loss(net(torch.randn(images, 1, 32, 32)), torch.ones(images, 10))


def test_a_held_graph_is_freed_by_backward_as_any_other():
    found = []
    for hold in (False, True):
        net, loss = a_loss()
        held = hold_saved(loss) if hold else None
        loss.backward()
        with pytest.raises(RuntimeError) as error:
            loss.backward()
        found.append((str(error.value), [p.grad.numpy().tobytes() for p in net.parameters()]))
        del held
    assert found[0] == found[1]


def test_a_change_in_place_is_noticed_in_a_held_graph_in_the_same_words():
    found = []
    for hold in (False, True):
        net, loss = a_loss()
        held = hold_saved(loss) if hold else None
        with torch.no_grad():
            net.fc3.weight.add_(1)
        with pytest.raises(RuntimeError, match="modified by an inplace operation") as error:
            loss.backward()
        found.append(str(error.value))
        del held
    assert found[0] == found[1]


def test_of_a_graph_that_grows_with_the_training_only_the_newest_part_is_held():
    weight = torch.ones(2, requires_grad=True)
    total = torch.zeros(())
    for _ in range(500):
        total = total + weight.exp().sum()
    assert 0 < len(hold_saved(total)) < 100


def test_where_nothing_is_saved_nothing_is_held():
    assert hold_saved(torch.ones(2, requires_grad=True).sum()) is None


def test_backward_of_a_held_graph_ends_although_another_thread_keeps_the_interpreter():
    net, loss = a_loss(images=512)
    first, last = net.fc3.bias, net.conv1.weight
    held = hold_saved(loss)
    thread = threading.Thread(target=loss.backward)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(60)  # this thread gives the interpreter away by itself alone
    try:
        thread.start()
        while first.grad is None:
            time.sleep(0)  # gives it away
        end = time.monotonic() + 20
        while last.grad is None and time.monotonic() < end:
            pass  # keeps it
        reached = last.grad is not None
    finally:
        sys.setswitchinterval(usual)
        thread.join()
    assert held is not None
    assert reached
