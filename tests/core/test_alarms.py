"""Each alarm is made to go off by a training that deserves it, and stays silent otherwise."""

import math
from dataclasses import replace

import pytest
import torch

from lenet_gui.core.alarms import RULES, Alarm, AlarmRule, SetAlarms
from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    OptimizerStep,
    SetOptimizer,
    ZeroGrad,
)
from lenet_gui.core.errors import InputError
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.trainer import Trainer

ITERATION = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())


@pytest.fixture
def trainer() -> Trainer:
    return Trainer(seed=0)


def rules(**changes) -> SetAlarms:
    """The usual rules, with the thresholds of some changed."""
    return SetAlarms(
        tuple(
            replace(rule, threshold=changes.get(rule.alarm.value, rule.threshold)) for rule in RULES
        )
    )


def hits(trainer: Trainer, *commands) -> list[tuple[Alarm, str]]:
    found = []
    for command in commands:
        found += [(hit.alarm, hit.subject) for hit in trainer.apply(command).alarms]
    return found


def test_a_healthy_start_sets_off_none(trainer):
    assert hits(trainer, *ITERATION * 5) == []


def test_nan_in_a_weight_is_found_in_output_loss_and_gradients(trainer):
    trainer.parameters["fc3.bias"].data[0] = math.nan
    found = hits(trainer, Forward(), ComputeLoss(), Backward())
    assert (Alarm.NON_FINITE, "output") in found
    assert (Alarm.NON_FINITE, "loss") in found
    assert (Alarm.NON_FINITE, "fc3.bias.grad") in found


def test_large_gradients_explode(trainer):
    trainer.apply(rules(exploding=1.0))
    outcome = [trainer.apply(c) for c in (Forward(), ComputeLoss(), Backward())][-1]
    [hit] = outcome.alarms
    norms = [p.grad.double().norm() for p in trainer.parameters.values()]
    assert (hit.alarm, hit.subject) == (Alarm.EXPLODING, "net")
    assert hit.value == pytest.approx(float(torch.stack(norms).norm()), rel=1e-12)


def test_small_gradients_vanish_and_zeros_do_not_count(trainer):
    trainer.apply(rules(vanishing=5e-3))
    trainer.parameters["fc2.bias"].data.fill_(-100)  # all gradients but fc3.bias's are 0
    found = hits(trainer, Forward(), ComputeLoss(), Backward())
    assert Alarm.VANISHING not in [alarm for alarm, _ in found]
    trainer = Trainer(seed=0)
    trainer.apply(rules(vanishing=5e-3))
    found = hits(trainer, Forward(), ComputeLoss(), Backward())
    expected = [
        name
        for name, p in trainer.parameters.items()
        if 0 < float(p.grad.double().square().mean().sqrt()) < 5e-3
    ]
    assert [subject for _, subject in found] == [f"{name}.grad" for name in expected]
    assert expected


def test_units_that_never_wake_are_dead(trainer):
    trainer.parameters["fc2.bias"].data.fill_(-100)
    assert hits(trainer, Forward()) == [(Alarm.DEAD_RELU, "relu4")]


def test_step_that_changes_no_bit_is_found(trainer):
    trainer.apply(SetOptimizer(SGD(lr=1e-30)))
    found = hits(trainer, *ITERATION)
    assert len(found) == 10
    assert {alarm for alarm, _ in found} == {Alarm.UNCHANGED}


def test_step_without_gradients_is_no_unchanged_weight(trainer):
    assert hits(trainer, OptimizerStep()) == []


def test_step_that_is_too_long_is_found_with_its_ratio(trainer):
    trainer.apply(SetOptimizer(SGD(lr=10.0)))
    before = {name: p.detach().clone() for name, p in trainer.parameters.items()}
    for command in ITERATION[:-1]:
        trainer.apply(command)
    outcome = trainer.apply(OptimizerStep())
    ratios = {
        name: float((p.detach() - before[name]).double().norm() / before[name].double().norm())
        for name, p in trainer.parameters.items()
    }
    long = {name for name, ratio in ratios.items() if ratio > 0.1}
    assert {hit.subject for hit in outcome.alarms} == long
    for hit in outcome.alarms:
        assert hit.value == pytest.approx(ratios[hit.subject], rel=1e-6)


def test_loss_that_rises_again_and_again_is_found(trainer):
    trainer.apply(rules(loss_rising=2))
    for _ in range(12):  # without zero_grad: past the minimum at 10 the loss rises
        for command in ITERATION[1:]:
            trainer.apply(command)
    assert hits(trainer, Forward(), ComputeLoss()) == [(Alarm.LOSS_RISING, "loss")]


def test_muted_alarm_is_not_looked_for(trainer):
    trainer.apply(SetAlarms(tuple(replace(rule, on=False) for rule in RULES)))
    trainer.parameters["fc3.bias"].data[0] = math.nan
    assert hits(trainer, Forward(), ComputeLoss(), Backward()) == []


def test_alarm_that_stops_makes_every_call_watched_and_halts(trainer):
    stopping = tuple(replace(rule, stops=rule.alarm is Alarm.NON_FINITE) for rule in RULES)
    trainer.apply(SetAlarms(stopping))
    assert trainer.watchful
    trainer.apply(Forward())
    assert trainer.halt is None
    trainer.parameters["fc3.bias"].data[0] = math.nan
    trainer.apply(Forward())
    assert trainer.halt.text == Alarm.NON_FINITE


def test_views_count_what_was_found_until_a_reset(trainer):
    from lenet_gui.core.commands import Reset

    trainer.parameters["fc2.bias"].data.fill_(-100)
    hits(trainer, Forward(), Forward())
    [view] = [v for v in trainer.snapshot().alarms if v.rule.alarm is Alarm.DEAD_RELU]
    assert (view.count, view.last.subject) == (2, "relu4")
    trainer.apply(Reset())
    assert all(view.count == 0 for view in trainer.snapshot().alarms)


@pytest.mark.parametrize("wrong", [RULES[1:], (*RULES, RULES[0]), ()])
def test_rules_that_are_not_one_each_are_refused(trainer, wrong):
    with pytest.raises(InputError):
        trainer.apply(SetAlarms(wrong))


@pytest.mark.parametrize("threshold", [-1.0, math.nan, math.inf])
def test_threshold_that_is_no_number_is_refused(trainer, threshold):
    with pytest.raises(InputError):
        trainer.apply(SetAlarms((AlarmRule(Alarm.NON_FINITE, threshold), *RULES[1:])))


def test_alarms_change_no_bit_of_the_training():
    watched, bare = Trainer(seed=0), Trainer(seed=0)
    watched.apply(SetAlarms(tuple(replace(rule, stops=True) for rule in RULES)))
    for command in ITERATION * 4:
        watched.apply(command)
        bare.apply(command, measured=False)
    for name, values in watched.snapshot().parameters.items():
        assert values.tobytes() == bare.snapshot().parameters[name].tobytes()
