"""The presets and their scripts: same bits, and the verdict that each is there to show."""

import numpy as np
import pytest
import torch
from torch import nn, optim

from lenet_gui.core.accumulation import BenchAccumulation, check_plan
from lenet_gui.core.accumulation_code import plan_code
from lenet_gui.core.accumulation_presets import MASKED, Preset, preset_plan
from lenet_gui.core.accumulation_report import Reason, Verdict
from lenet_gui.core.commands import LossKind, SetLoss, SetOptimizer
from lenet_gui.core.inputs import Digits
from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.trainer import Trainer
from tests.core import oracle

FOUND = {
    Preset.EQUAL: (Verdict.ROUNDING, Reason.NONE, Verdict.ROUNDING, Reason.NONE),
    Preset.UNDIVIDED: (Verdict.FACTOR, Reason.UNDIVIDED, Verdict.WRONG, Reason.GRADIENTS),
    Preset.SMALLER_LR: (Verdict.FACTOR, Reason.UNDIVIDED, Verdict.ROUNDING, Reason.NONE),
    Preset.UNEQUAL: (Verdict.WRONG, Reason.UNEQUAL_SIZES, Verdict.WRONG, Reason.GRADIENTS),
    Preset.UNEQUAL_WEIGHTED: (Verdict.ROUNDING, Reason.NONE, Verdict.ROUNDING, Reason.NONE),
    Preset.PARTIAL_WINDOW: (
        Verdict.FACTOR, Reason.PARTIAL_WINDOW, Verdict.WRONG, Reason.GRADIENTS,
    ),
    Preset.CLIP_ONCE: (Verdict.ROUNDING, Reason.NONE, Verdict.ROUNDING, Reason.NONE),
    Preset.CLIP_EACH: (Verdict.WRONG, Reason.CLIPPED_EACH, Verdict.WRONG, Reason.GRADIENTS),
    Preset.SCHEDULE_UPDATE: (Verdict.ROUNDING, Reason.NONE, Verdict.ROUNDING, Reason.NONE),
    Preset.SCHEDULE_MICRO_BATCH: (
        Verdict.ROUNDING, Reason.NONE, Verdict.WRONG, Reason.SCHEDULE,
    ),
    Preset.MASKED: (Verdict.WRONG, Reason.UNEQUAL_TARGETS, Verdict.WRONG, Reason.GRADIENTS),
    Preset.MASKED_TOTAL: (Verdict.ROUNDING, Reason.NONE, Verdict.ROUNDING, Reason.NONE),
}  # fmt: skip


def loss_for(preset: Preset) -> LossKind:
    return LossKind.CROSS_ENTROPY if preset in MASKED else LossKind.MSE


def trainer_for(preset: Preset, batch_size: int = 32) -> Trainer:
    trainer = Trainer(seed=0, source=Digits(batch_size=batch_size))
    trainer.apply(SetLoss(loss_for(preset)))
    return trainer


@pytest.mark.parametrize("preset", Preset)
def test_every_preset_shows_what_it_is_there_for(preset):
    trainer = trainer_for(preset)
    trainer.apply(BenchAccumulation(preset_plan(preset, 32)))
    report = trainer.snapshot().accumulation
    gradient, moved = report.finding, report.moved_finding
    assert (gradient.verdict, gradient.reason, moved.verdict, moved.reason) == FOUND[preset]


@pytest.mark.parametrize("samples", [2, 3, 4, 5, 7, 8, 17, 30, 256])
@pytest.mark.parametrize("preset", Preset)
def test_every_preset_fits_every_batch(preset, samples):
    plan = preset_plan(preset, samples)
    check_plan(plan, samples, loss_for(preset))
    assert all(plan.valid)


@pytest.mark.filterwarnings("ignore:Detected call of")
@pytest.mark.parametrize("optimizer", [SGD(lr=0.05, momentum=0.9), Adam()])
@pytest.mark.parametrize("preset", Preset)
def test_the_script_of_a_preset_does_what_the_bench_did(preset, optimizer):
    trainer = trainer_for(preset, 30)
    batch, loss = trainer.state.feed.batch, loss_for(preset)
    plan = preset_plan(preset, 30)
    trainer.apply(SetOptimizer(optimizer))
    trainer.apply(BenchAccumulation(plan))
    torch.manual_seed(0)
    net = oracle.Net()
    target = batch.labels if loss is LossKind.CROSS_ENTROPY else batch.target
    scope = {
        "torch": torch, "nn": nn, "optim": optim, "net": net, "input": batch.images,
        "target": target.clone(),
    }  # fmt: skip
    exec(plan_code(plan, optimizer, loss, 30), scope)  # noqa: S102 - our own lines
    end = torch.cat([p.detach().flatten() for p in net.parameters()]).double().numpy()
    moved = trainer.snapshot().accumulation.moved
    assert scope["update"] == plan.updates - 1
    # One other bit in a parameter of usual size changes the norm by more than this.
    assert moved.norm * moved.norm_ratio == pytest.approx(np.sqrt(end @ end), rel=1e-13)
    assert scope["loss"].item() > 0


@pytest.mark.parametrize("samples", range(3, 65))
def test_the_unequal_preset_is_unequal_for_every_batch(samples):
    sizes = preset_plan(Preset.UNEQUAL, samples).sizes
    assert len(set(sizes)) > 1
    assert min(sizes) >= 1
    assert sum(sizes) == samples
