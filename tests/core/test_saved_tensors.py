"""Copies of tensors that are kept."""

import pytest
import torch

from lenet_gui.core import saved_tensors
from lenet_gui.core.saved_tensors import Sharing


def parameter(changes):
    leaf = torch.nn.Parameter(torch.arange(6.0))
    leaf.grad = torch.full((6,), 2.0)
    with torch.no_grad():
        for _ in range(changes):
            leaf.add_(1)
            leaf.grad.mul_(1)
    return leaf


@pytest.mark.parametrize("public", [True, False], ids=["public way", "torch's own"])
@pytest.mark.parametrize("changes", [0, 3, 1500])
def test_a_parameter_comes_back_with_its_version_counters(changes, public, monkeypatch):
    if public:
        monkeypatch.setattr(saved_tensors, "_set_version", None)
    leaf = parameter(changes)
    revived = Sharing().leaf(leaf).revive()
    assert torch.equal(revived, leaf)
    assert torch.equal(revived.grad, leaf.grad)
    assert (revived._version, revived.grad._version) == (leaf._version, leaf.grad._version)
    with torch.no_grad():
        revived.add_(1)
    assert not torch.equal(revived, leaf)


def test_a_graph_built_on_a_revived_parameter_notices_a_change_by_its_counter():
    revived = Sharing().leaf(parameter(1200)).revive()
    loss = (revived * revived).sum()
    with torch.no_grad():
        revived.add_(1)
    with pytest.raises(RuntimeError, match="is at version 1201; expected version 1200 instead"):
        loss.backward()


def test_equal_tensors_share_one_copy_and_others_do_not():
    first = Sharing()
    zeros = first.copy(torch.zeros(4))
    second = Sharing([zeros])
    assert second.copy(torch.zeros(4)) is zeros
    assert second.copy(-torch.zeros(4)) is not zeros  # -0 has other bits
    assert second.copy(torch.zeros(5)) is not zeros
