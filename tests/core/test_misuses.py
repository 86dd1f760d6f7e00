"""Mistakes against the line that is shown for each, run by plain PyTorch: words and bits."""

import gc
import weakref

import numpy as np
import pytest
import torch
from torch import nn

from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    LossKind,
    OptimizerStep,
    Reset,
    SetLoss,
    SetOptimizer,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.errors import CallError, FailureKind
from lenet_gui.core.graph import GraphStatus
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import LINES, Mistake, Misuse
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.trainer import Trainer
from tests.core import oracle, scripts

STATES = {
    "fresh": (),
    "loss": (Forward(), ComputeLoss()),
    "backward": (Forward(), ComputeLoss(), Backward()),
    "retained": (Forward(), ComputeLoss(), Backward(retain_graph=True)),
    "step": (Forward(), ComputeLoss(), Backward(), OptimizerStep()),
}
START = (Forward(), ComputeLoss())


def apply_all(trainer, *commands):
    """Apply them; an error of the last one is part of its outcome."""
    for command in commands:
        try:
            outcome = trainer.apply(command)
        except CallError:
            outcome = trainer.state.last
    return outcome


def mistakes(*names):
    return tuple(Misuse(name) for name in names)


def bits(tensor):
    return None if tensor is None else tensor.detach().numpy().tobytes()


def assert_same(trainer, script):
    for (name, ours), (other, theirs) in zip(
        trainer.parameters.items(), script.net.named_parameters(), strict=True
    ):
        assert name == other
        assert bits(ours) == bits(theirs), name
        assert bits(ours.grad) == bits(theirs.grad), name
        assert ours.requires_grad == theirs.requires_grad
        assert ours._version == theirs._version


def test_every_mistake_has_a_line_that_parses():
    for mistake in Mistake:
        compile(LINES[mistake], "line", "exec")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("mistake", Mistake)
def test_mistake_does_what_its_line_does_in_a_script(mistake, state):
    commands = (*STATES[state], Misuse(mistake))
    trainer = Trainer(seed=0)
    outcome = apply_all(trainer, *commands)
    script = scripts.run(scripts.start(), *commands)
    assert (outcome.failure.text if outcome.failure else "") == script.error
    assert outcome.warnings == script.warned
    if outcome.failure:
        assert outcome.failure.kind is not FailureKind.OTHER
    assert_same(trainer, script)
    trainer.snapshot()


@pytest.mark.parametrize("mistake", Mistake)
def test_reset_undoes_a_mistake_to_the_last_bit(mistake):
    iteration = (ZeroGrad(), *START, Backward(), OptimizerStep())
    trainer, fresh = Trainer(seed=3), Trainer(seed=3)
    apply_all(trainer, *iteration, *START, Misuse(mistake), *iteration, Reset())
    for commands in ((), iteration, iteration):
        apply_all(trainer, *commands, ZeroGrad(set_to_none=False))
        apply_all(fresh, *commands, ZeroGrad(set_to_none=False))
        for (name, ours), theirs in zip(
            trainer.parameters.items(), fresh.parameters.values(), strict=True
        ):
            assert (bits(ours), bits(ours.grad)) == (bits(theirs), bits(theirs.grad)), name
            assert ours._version == theirs._version
        one, two = trainer.snapshot(), fresh.snapshot()
        assert one.rows == two.rows
        assert (one.kept_losses, one.kept_bytes, one.loss) == (0, 0, two.loss)
        assert trainer.state.last.notices == fresh.state.last.notices


@pytest.mark.parametrize("mistake", Mistake)
def test_mistake_leaves_the_global_stream_of_random_numbers_alone(mistake):
    trainer = Trainer()
    apply_all(trainer, *START)
    torch.manual_seed(11)
    expected = torch.rand(3)
    torch.manual_seed(11)
    apply_all(trainer, Misuse(mistake))
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.parametrize("mistake", Mistake)
def test_unmeasured_mistake_has_the_bits_of_a_measured_one(mistake):
    one, two = Trainer(), Trainer()
    for trainer, measured in ((one, True), (two, False)):
        for command in (*START, Backward(), Misuse(mistake), *START, Backward(), OptimizerStep()):
            try:
                trainer.apply(command, measured=measured)
            except CallError:
                continue
    for ours, theirs in zip(one.parameters.values(), two.parameters.values(), strict=True):
        assert (bits(ours), bits(ours.grad)) == (bits(theirs), bits(theirs.grad))


@pytest.mark.parametrize("mistake", Mistake)
def test_mistake_on_a_batch_of_digits_fails_as_pytorch_does_if_at_all(mistake):
    trainer = Trainer(source=Digits(batch_size=4))
    outcome = apply_all(trainer, *START, Misuse(mistake))
    assert outcome.failure is None or outcome.failure.kind is not FailureKind.OTHER
    snapshot = trainer.snapshot()
    assert snapshot.activations["conv1"].shape == (6, 28, 28)
    assert snapshot.activations["fc3"].shape == (10,)


def test_gradient_through_data_is_held_against_the_true_one():
    trainer = Trainer()
    outcome = apply_all(trainer, *START, *mistakes(Mistake.EDIT_DATA), Backward())
    assert outcome.notices == (Notice.STALE_DATA,)
    start = oracle.tutorial()
    nn.MSELoss()(start.net(start.x), start.y).backward()
    worst = max(
        float((ours.grad - theirs.grad).abs().max())
        for ours, theirs in zip(trainer.parameters.values(), start.net.parameters(), strict=True)
    )
    assert dict(outcome.facts) == {"edited": "fc3.weight", "difference": f"{worst:.3g}"}
    assert worst > 0.01


def test_true_gradient_is_that_of_the_forward_that_the_loss_is_of():
    trainer = Trainer()
    apply_all(trainer, *START, *mistakes(Mistake.EDIT_DATA), Forward())
    outcome = apply_all(trainer, Backward())  # of the old loss, with the old graph
    assert Notice.STALE_DATA in outcome.notices
    outcome = apply_all(trainer, ZeroGrad(), Forward(), ComputeLoss(), Backward())
    assert outcome.notices == ()


def test_edit_that_leaves_every_bit_as_it_was_is_no_stale_data():
    trainer = Trainer()
    trainer.parameters["fc3.weight"].data.zero_()
    outcome = apply_all(trainer, *START, *mistakes(Mistake.EDIT_DATA), Backward())  # 0 * 1.5
    assert Notice.STALE_DATA not in outcome.notices


def test_frozen_parameter_keeps_its_gradient_and_moves_once_more():
    trainer = Trainer()
    apply_all(trainer, *START, Backward(), *mistakes(Mistake.FREEZE))
    before = trainer.snapshot().parameters["conv1.weight"]
    outcome = apply_all(trainer, OptimizerStep())
    assert outcome.notices == (Notice.STALE_FROZEN,)
    snapshot = trainer.snapshot()
    assert (snapshot.parameters["conv1.weight"] != before).any()
    assert [row.name for row in snapshot.rows if not row.requires_grad] == ["conv1.weight"]


def test_unfrozen_parameter_receives_gradients_again():
    trainer = Trainer()
    apply_all(trainer, *mistakes(Mistake.FREEZE), *START, Backward())
    assert trainer.snapshot().gradients["conv1.weight"] is None
    outcome = apply_all(trainer, ZeroGrad(), *mistakes(Mistake.UNFREEZE), *START, Backward())
    assert outcome.notices == ()
    assert trainer.snapshot().gradients["conv1.weight"] is not None


def test_replaced_layer_has_no_owner_and_its_gradients_pile_up():
    trainer = Trainer()
    own_zero_grad = ZeroGrad(of=ZeroGradOf.OPTIMIZER)
    apply_all(trainer, *mistakes(Mistake.REPLACE_LAYER), *START, Backward())
    once = trainer.snapshot().gradients["fc3.bias"]
    before = trainer.snapshot().parameters
    outcome = apply_all(trainer, OptimizerStep())
    assert outcome.notices == (Notice.ORPHANS,)
    after = trainer.snapshot()
    assert after.parameters["fc3.weight"].tobytes() == before["fc3.weight"].tobytes()
    assert (after.parameters["fc2.weight"] != before["fc2.weight"]).any()
    assert [row.name for row in after.rows if not row.owner] == ["fc3.weight", "fc3.bias"]
    outcome = apply_all(trainer, own_zero_grad)
    assert outcome.notices == (Notice.ORPHANS_KEPT,)
    assert [row.name for row in trainer.snapshot().rows if row.deposits] == [
        "fc3.weight", "fc3.bias",
    ]  # fmt: skip
    apply_all(trainer, *START, Backward())
    snapshot = trainer.snapshot()
    assert {row.name: row.deposits for row in snapshot.rows}["fc3.bias"] == 2
    assert np.abs(snapshot.gradients["fc3.bias"]).sum() > np.abs(once).sum()


def test_kept_losses_are_counted_with_the_bytes_of_their_graphs():
    trainer = Trainer()
    apply_all(trainer, *START)
    one = trainer.snapshot().graph.saved_bytes
    apply_all(trainer, *mistakes(Mistake.KEEP_LOSS, Mistake.KEEP_LOSS))
    snapshot = trainer.snapshot()
    assert (snapshot.kept_losses, snapshot.kept_bytes) == (2, one)  # the same loss twice
    outcome = apply_all(trainer, *START, *mistakes(Mistake.KEEP_LOSS))
    assert outcome.notices == (Notice.GRAPHS_KEPT,)
    target = 4 * 10  # both hold it, and it is there once
    assert trainer.snapshot().kept_bytes == 2 * one - target
    apply_all(trainer, Backward())
    assert trainer.snapshot().kept_bytes == one  # backward freed what its graph had saved
    apply_all(trainer, *mistakes(Mistake.DROP_LOSSES))
    assert (trainer.snapshot().kept_losses, trainer.snapshot().kept_bytes) == (0, 0)


@pytest.mark.parametrize("end", [ZeroGrad(), ZeroGrad(set_to_none=False), Reset()], ids=str)
def test_graph_of_the_gradients_is_let_go_when_they_are_cleared_and_all_is_reset(end):
    trainer = Trainer()
    apply_all(trainer, *START, *mistakes(Mistake.CREATE_GRAPH))
    assert trainer.parameters["fc3.bias"].grad.grad_fn is not None
    assert trainer.snapshot().graph.status is GraphStatus.ALIVE
    kept = weakref.ref(trainer.parameters["fc3.weight"])
    trainer.apply(end)
    if not isinstance(end, Reset):
        trainer.apply(Reset())
    gc.collect()
    assert kept() is None


def test_retained_sum_of_losses_counts_the_old_ones_again():
    trainer = Trainer()
    keep = Backward(retain_graph=True)
    apply_all(trainer, *START, keep)
    once = trainer.snapshot().gradients["fc3.bias"]
    for _ in range(2):
        outcome = apply_all(trainer, Forward(), *mistakes(Mistake.ADD_LOSS), keep)
    assert outcome.notices == (Notice.LOSSES_ADDED,)
    assert trainer.snapshot().gradients["fc3.bias"] == pytest.approx(6 * once, rel=1e-5)


def test_image_without_a_batch_goes_through_and_warns_of_a_batch_of_targets():
    trainer = Trainer(source=Digits(batch_size=4))
    outcome = apply_all(trainer, *mistakes(Mistake.NO_BATCH))
    assert outcome.notices == (Notice.BATCH_MISSING,)
    outcome = apply_all(trainer, ComputeLoss())
    assert outcome.notices == (Notice.TARGET_BROADCAST,)
    assert outcome.warnings[0].startswith("UserWarning: Using a target size (torch.Size([4, 10]))")
    assert dict(outcome.facts)["terms"] == "40"


def test_manual_rule_that_fails_half_way_says_what_it_had_moved():
    trainer = Trainer()
    apply_all(trainer, *START, Backward(), *mistakes(Mistake.REPLACE_LAYER))
    outcome = apply_all(trainer, OptimizerStep(UpdateRule.MANUAL))
    assert outcome.failure.kind is FailureKind.GRADIENT_NONE
    assert dict(outcome.failure.facts) == {"moved": "8", "parameter": "fc3.weight"}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (None, FailureKind.TARGET_COUNT),
        (Digits(batch_size=4), FailureKind.TARGET_DIMENSIONS),
    ],
    ids=["numbers", "classes"],
)
def test_wrong_target_for_cross_entropy_is_refused(source, kind):
    trainer = Trainer(source=source)
    apply_all(trainer, SetLoss(LossKind.CROSS_ENTROPY), Forward())
    outcome = apply_all(trainer, *mistakes(Mistake.TARGET_SHAPE))
    assert outcome.failure.kind is kind


@pytest.mark.parametrize("edit", [Mistake.EDIT_DATA, Mistake.KILL_RELU])
def test_a_scaled_backward_through_edited_weights_is_a_success_with_a_warning(edit):
    trainer = Trainer()
    outcome = apply_all(trainer, *START, *mistakes(edit, Mistake.SCALED_BACKWARD))
    assert outcome.failure is None
    assert Notice.STALE_DATA in outcome.notices
    plain = Trainer()
    facts = dict(apply_all(plain, *START, *mistakes(edit), Backward()).facts)
    scaled = dict(outcome.facts)
    assert float(scaled["difference"]) == pytest.approx(
        65536 * float(facts["difference"]), rel=0.01
    )


def test_a_learning_rate_that_no_float32_holds_is_told_as_pytorch_tells_it():
    trainer = Trainer()
    outcome = apply_all(trainer, SetOptimizer(SGD(lr=1e39)), *START, Backward(), OptimizerStep())
    assert "without overflow" in outcome.failure.text
    with pytest.raises(RuntimeError, match="without overflow"):
        torch.zeros(1).add_(torch.ones(1), alpha=-1e39)
