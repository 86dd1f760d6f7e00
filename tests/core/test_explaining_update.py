import pytest
import torch

from lenet_gui.core.commands import (
    Backward,
    ClipGradNorm,
    ComputeLoss,
    Forward,
    OptimizerStep,
    SetOptimizer,
    UpdateRule,
    ZeroGrad,
)
from lenet_gui.core.digest import digest
from lenet_gui.core.explaining_update import explain_update, ulps_between
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import SGD, Adadelta, Adagrad, Adam, AdamW, RMSprop
from lenet_gui.core.timeline import GoTo
from lenet_gui.core.trainer import Trainer
from lenet_gui.core.update_explained import Computed
from tests.core.oracle import tutorial

NUMBERS = (
    ("conv1.weight", (3, 0, 2, 4)), ("conv2.bias", (7,)), ("fc1.weight", (119, 399)),
    ("fc2.weight", (5, 17)), ("fc3.weight", (9, 80)), ("fc3.bias", (0,)),
)  # fmt: skip
SPECS = (
    SGD(lr=0.05),
    SGD(lr=0.01, momentum=0.9, weight_decay=0.01),
    SGD(lr=0.01, momentum=0.9, dampening=0.25),
    SGD(lr=0.01, momentum=0.8, nesterov=True, weight_decay=0.1),
    Adam(),
    Adam(lr=0.01, betas=(0.7, 0.9), weight_decay=0.1, amsgrad=True),
    Adam(betas=(0.0, 0.0)),
    AdamW(lr=0.01),
    AdamW(lr=0.003, weight_decay=0.5, amsgrad=True),
    RMSprop(lr=0.001),
    RMSprop(lr=0.001, momentum=0.9, centered=True, weight_decay=0.05, alpha=0.6),
    Adagrad(),
    Adagrad(lr=0.02, lr_decay=0.3, weight_decay=0.02, initial_accumulator_value=0.1),
    Adadelta(),
    Adadelta(lr=0.4, rho=0.5, weight_decay=0.03),
)
TO_BACKWARD = (ZeroGrad(), Forward(), ComputeLoss(), Backward())


def looking(*commands) -> Trainer:
    """A trainer whose Inspector shows a number."""
    trainer = Trainer()
    trainer.apply(Inspect(Element(Quantity.PARAMETER, "fc3.bias", (0,))))
    for command in commands:
        trainer.apply(command)
    return trainer


def explained(trainer, name="fc3.bias", index=(0,)):
    found = explain_update(trainer.state, name, index)
    assert found is not None
    return found


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_present_rule_is_predicted_and_explained_over_20_steps(spec):
    start = tutorial()
    optimizer = getattr(torch.optim, spec.name)(start.net.parameters(), **spec.arguments())
    parameters = dict(start.net.named_parameters())
    trainer = looking(SetOptimizer(spec))
    for step in range(20):
        optimizer.zero_grad()
        torch.nn.MSELoss()(start.net(start.x), start.y).backward()
        for command in TO_BACKWARD:
            trainer.apply(command)
        before = {name: parameters[name][index].item() for name, index in NUMBERS}
        to_come = [explained(trainer, *number) for number in NUMBERS]
        optimizer.step()
        trainer.apply(OptimizerStep())
        for (name, index), guess in zip(NUMBERS, to_come, strict=True):
            after, rule = parameters[name][index].item(), guess.rules[0]
            assert not guess.done
            assert guess.actual is None
            assert guess.weight == before[name]
            assert guess.gradient == parameters[name].grad[index].item()
            assert rule.present
            assert rule.rule == spec
            assert rule.ulps == 0
            assert rule.torch_weight == after
            made = explained(trainer, name, index)
            assert made.done
            assert made.actual == after
            assert made.actual_ulps == 0
            assert made.rules == guess.rules
            if spec.name != "SGD":
                assert rule.steps_before == step


@pytest.mark.parametrize("steps", [0, 3])
def test_every_other_rule_does_what_torch_optim_does_from_the_same_gradient(steps):
    trainer = looking(SetOptimizer(Adam(lr=0.02)))
    for command in (*TO_BACKWARD, OptimizerStep()) * steps + TO_BACKWARD:
        trainer.apply(command)
    for name, index in NUMBERS:
        found = explained(trainer, name, index)
        live = trainer.parameters[name]
        others = found.rules[1:]
        assert {rule.rule.name for rule in others if rule.rule} == {
            "SGD", "AdamW", "RMSprop", "Adagrad", "Adadelta",
        }  # fmt: skip
        for rule in others:
            copy = live.detach().clone().requires_grad_()
            copy.grad = live.grad.clone()
            if rule.rule is None:
                copy.data.sub_(copy.grad.data * 0.02)
            else:
                options = rule.rule.arguments()
                getattr(torch.optim, rule.rule.name)([copy], **options).step()
                assert rule.rule.lr == 0.02
                assert rule.lines[0].quantity is Computed.OPTIONS
                assert f"{rule.rule.lr!r}" in rule.lines[0].numbers
            assert rule.torch_weight == copy[index].item()
            assert rule.ulps == 0
            assert rule.update == rule.torch_update == rule.torch_weight - found.weight
            assert rule.steps_before == 0
            assert not rule.present


def test_rule_by_hand_is_explained_where_the_step_was_made_by_hand():
    trainer = looking(*TO_BACKWARD, OptimizerStep(UpdateRule.MANUAL))
    made = explained(trainer)
    assert made.done
    assert made.rules[0].rule is None
    assert made.rules[0].lines[-1].value == made.actual
    assert made.actual_ulps == 0


@pytest.mark.parametrize(
    "change",
    [ClipGradNorm(0.1), Backward(), OptimizerStep(), Misuse(Mistake.EDIT_DATA)],
    ids=lambda command: type(command).__name__,
)
def test_step_is_no_longer_explained_once_the_gradient_or_the_parameter_is_another(change):
    trainer = looking(ZeroGrad(), Forward(), ComputeLoss(), Backward(retain_graph=True))
    trainer.apply(OptimizerStep(UpdateRule.MANUAL))
    assert explained(trainer).done
    trainer.apply(change)
    found = explained(trainer)
    number = trainer.parameters["fc3.bias"]
    if isinstance(change, OptimizerStep):
        assert found.actual == number[0].item()  # the second step
        assert found.rules[0].rule is not None
    else:
        assert not found.done
        assert found.weight == number[0].item()
        assert found.gradient == number.grad[0].item()


def test_there_is_nothing_to_explain_without_a_gradient_or_a_number():
    trainer = looking(Forward())
    assert explain_update(trainer.state, "fc3.bias", (0,)) is None
    trainer = looking(*TO_BACKWARD)
    for name, index in (("fc4.bias", (0,)), ("fc3.bias", (10,)), ("fc3.bias", ()),
                        ("fc3.weight", (-1, 0))):  # fmt: skip
        assert explain_update(trainer.state, name, index) is None
    trainer.apply(OptimizerStep())
    trainer.apply(ZeroGrad())
    assert explain_update(trainer.state, "fc3.bias", (0,)) is None


def test_parameter_that_the_optimizer_does_not_own_is_said_to_be_left_alone():
    trainer = looking(*TO_BACKWARD, OptimizerStep(), Misuse(Mistake.REPLACE_LAYER))
    for command in TO_BACKWARD:
        trainer.apply(command)
    assert not explained(trainer).owned
    assert explained(trainer, "fc2.bias").owned
    trainer.apply(OptimizerStep())
    made = explained(trainer)
    assert made.done
    assert made.actual == made.weight
    assert made.actual_ulps is None


def test_step_that_was_made_unobserved_is_explained_if_it_had_no_state_to_start_from():
    adam = [SetOptimizer(Adam()), *TO_BACKWARD, OptimizerStep()]
    trainer = Trainer()
    for command in adam:
        trainer.apply(command)
    assert explained(trainer).done
    for command in adam[1:]:
        trainer.apply(command)
    again = explained(trainer)  # the moments before it are not known any more
    assert not again.done
    assert again.rules[0].steps_before == 2


def test_going_back_to_a_step_explains_it_again():
    trainer = looking(SetOptimizer(Adam()), *TO_BACKWARD, OptimizerStep(), *TO_BACKWARD)
    trainer.apply(OptimizerStep())
    made, moment = explained(trainer), trainer.now
    for command in (*TO_BACKWARD, OptimizerStep()):
        trainer.apply(command)
    trainer.apply(GoTo(moment))
    assert explained(trainer) == made
    assert made.done


def test_step_of_a_free_run_is_not_taken_for_the_one_before():
    trainer = looking(*TO_BACKWARD, OptimizerStep())
    trainer.apply(OptimizerStep(), measured=False)
    assert not explained(trainer).done


def test_explaining_changes_nothing():
    trainer = looking(SetOptimizer(Adam()), *TO_BACKWARD, OptimizerStep(), *TO_BACKWARD)
    state = trainer.state

    def all_of_it():
        versions = [(p._version, id(p.grad), p.grad._version) for p in state.parameters.values()]
        return digest(state), versions, torch.get_rng_state().tolist()

    before = all_of_it()
    for number in NUMBERS:
        explained(trainer, *number)
    assert all_of_it() == before


def test_looking_at_a_number_does_not_change_what_the_steps_come_to():
    with_, without = looking(SetOptimizer(Adam())), Trainer()
    without.apply(SetOptimizer(Adam()))
    for command in (*TO_BACKWARD, OptimizerStep()) * 3:
        with_.apply(command)
        without.apply(command)
    assert digest(with_.state) == digest(without.state)


def test_learning_rate_that_no_float32_holds_is_not_explained():
    trainer = looking(SetOptimizer(SGD(lr=1e39)), *TO_BACKWARD)
    assert explain_update(trainer.state, "fc3.bias", (0,)) is None


def test_units_in_the_last_place_are_counted():
    one = torch.tensor(1.0)
    next_one = torch.nextafter(one, torch.tensor(2.0)).item()
    tiny = torch.nextafter(torch.tensor(0.0), one).item()
    assert ulps_between(1.0, 1.0) == 0
    assert ulps_between(1.0, next_one) == 1
    assert ulps_between(-tiny, tiny) == 2
    assert ulps_between(float("nan"), float("nan")) == 0
    assert ulps_between(float("nan"), 1.0) > ulps_between(float("-inf"), float("inf"))


def test_step_that_left_a_parameter_alone_did_so_whatever_optimizer_comes_after():
    trainer = looking(*TO_BACKWARD, Misuse(Mistake.REPLACE_LAYER))
    for command in (*TO_BACKWARD, OptimizerStep(), SetOptimizer()):
        trainer.apply(command)
    found = explained(trainer)
    assert (found.done, found.owned, found.actual_ulps) == (True, False, None)
    assert found.actual == found.weight


@pytest.mark.parametrize(
    ("decay", "quantity"), [(0.0, Computed.GRADIENT), (0.1, Computed.DECAYED_GRADIENT)]
)
def test_gradient_is_called_decayed_only_with_weight_decay(decay, quantity):
    trainer = Trainer()
    for call in (SetOptimizer(SGD(weight_decay=decay)), Forward(), ComputeLoss(), Backward()):
        trainer.apply(call)
    trainer.apply(Inspect(Element(Quantity.UPDATE, "fc3.bias", (0,))))
    present = trainer.snapshot().inspection.update.rules[0]
    assert [line.quantity for line in present.lines][1] is quantity
