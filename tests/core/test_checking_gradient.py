import pytest
import torch
from torch import nn
from torch.nn import functional

from lenet_gui.core.checking_gradient import check_gradient
from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    LoadInput,
    LossKind,
    OptimizerStep,
    SetLoss,
    ZeroGrad,
)
from lenet_gui.core.digest import digest
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.gradient_check import MAX_SAMPLE, CheckGradient, Kink
from lenet_gui.core.inputs import Digits, Picture
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.timeline import GoTo, Moment
from lenet_gui.core.trainer import Trainer
from tests.core.oracle import Net

TO_BACKWARD = (ZeroGrad(), Forward(), ComputeLoss(), Backward())


def trained(*commands, kind=LossKind.MSE, batch=1) -> Trainer:
    trainer = Trainer(source=None if batch == 1 else Digits(batch_size=batch))
    trainer.apply(SetLoss(kind))
    for command in commands:
        trainer.apply(command)
    return trainer


def plain_loss(trainer: Trainer, kind: LossKind):
    """The loss of the present weights in float64, written as in a script, with its gradients."""
    batch, net = trainer.state.feed.batch, Net().double()
    net.load_state_dict({name: p.detach().double() for name, p in trainer.parameters.items()})
    if kind is LossKind.MSE:
        loss = nn.MSELoss()(net(batch.images.double()), batch.target.double())
    else:
        target = batch.target.double() if batch.labels is None else batch.labels
        loss = functional.cross_entropy(net(batch.images.double()), target)
    loss.backward()
    return loss, dict(net.named_parameters())


@pytest.mark.parametrize("kind", LossKind)
@pytest.mark.parametrize("batch", [1, 3])
def test_differences_agree_with_autograd_away_from_kinks(kind, batch):
    trainer = trained(*TO_BACKWARD, kind=kind, batch=batch)
    check = check_gradient(trainer.state, CheckGradient(count=300, step=1e-5))
    loss, parameters = plain_loss(trainer, kind)
    assert check.loss == pytest.approx(loss.item(), rel=1e-14)
    assert len({(number.parameter, number.index) for number in check.numbers}) == 300
    assert {number.parameter.split(".")[0] for number in check.numbers} >= {"conv2", "fc1", "fc2"}
    smooth = [number for number in check.numbers if not number.kinks]
    assert len(smooth) > 290
    rough = 0
    for number in smooth:
        exact = parameters[number.parameter].grad[number.index].item()
        assert number.autograd == pytest.approx(exact, rel=1e-9, abs=1e-16)
        assert number.difference == (number.high - number.low) / 2e-5
        if number.error > 1e-6:  # a derivative as small as the rounding of the loss
            rough += 1
            assert abs(number.difference - number.autograd) <= 2 * check.noise
    assert rough <= 15


@pytest.mark.parametrize("name", list(dict(Net().named_parameters())))
def test_every_layer_can_be_checked_number_by_number(name):
    trainer = trained(*TO_BACKWARD)
    index = (1,) * trainer.parameters[name].dim()
    if name == "conv1.weight":
        index = (1, 0, 1, 1)
    (number,) = check_gradient(trainer.state, CheckGradient(name, index, step=1e-5)).numbers
    _, parameters = plain_loss(trainer, LossKind.MSE)
    assert (number.parameter, number.index) == (name, index)
    assert number.autograd == pytest.approx(parameters[name].grad[index].item(), rel=1e-9)
    assert number.grad == trainer.parameters[name].grad[index].item()
    assert number.grad == pytest.approx(number.autograd, rel=1e-3, abs=1e-8)


def test_same_seed_draws_the_same_numbers():
    state = trained(*TO_BACKWARD).state
    one, same, other = (
        [(n.parameter, n.index) for n in check_gradient(state, CheckGradient(seed=s)).numbers]
        for s in (4, 4, 5)
    )
    assert one == same != other


def test_relu_input_of_zero_is_a_kink_for_what_moves_it_and_for_nothing_else():
    trainer = trained()
    with torch.no_grad():
        trainer.parameters["conv1.weight"][2] = 0
        trainer.parameters["conv1.bias"][2] = 0
    for command in TO_BACKWARD:
        trainer.apply(command)
    (moving,) = check_gradient(trainer.state, CheckGradient("conv1.bias", (2,))).numbers
    (other,) = check_gradient(trainer.state, CheckGradient("fc3.bias", (2,))).numbers
    assert (Kink.RELU, "relu1") in moving.kinks
    assert moving.autograd == 0  # the derivative that PyTorch takes at 0
    assert moving.difference != 0
    assert not other.kinks


def test_relu_input_that_changes_its_sign_is_a_kink():
    trainer = trained(*TO_BACKWARD)
    (far,) = check_gradient(trainer.state, CheckGradient("fc1.bias", (0,), step=1.0)).numbers
    (near,) = check_gradient(trainer.state, CheckGradient("fc1.bias", (0,), step=1e-6)).numbers
    assert any(kind is Kink.RELU for kind, _ in far.kinks)
    assert not near.kinks


def test_equal_values_under_a_max_pool_are_a_kink_for_what_parts_them():
    trainer = trained()
    images = trainer.state.feed.batch.images
    images.zero_()
    images[0, 0, 10, 10] = images[0, 0, 10, 11] = 1.0  # two pixels of one window of pool1 ...
    images[0, 0, 10, 12] = 0.5  # ... of which only one has this pixel beside it
    with torch.no_grad():
        trainer.parameters["conv1.weight"][0] = 0
        trainer.parameters["conv1.weight"][0, 0, 0, 0] = 1
        trainer.parameters["conv1.bias"][0] = 0.25
    for command in TO_BACKWARD:
        trainer.apply(command)
    state = trainer.state
    (parts,) = check_gradient(state, CheckGradient("conv1.weight", (0, 0, 0, 1))).numbers
    (together,) = check_gradient(state, CheckGradient("conv1.weight", (0, 0, 0, 0))).numbers
    assert (Kink.MAX_POOL, "pool1") in parts.kinks
    assert (Kink.MAX_POOL, "pool1") not in together.kinks


def test_two_deposits_are_twice_the_derivative():
    trainer = trained(*TO_BACKWARD[:-1], Backward(retain_graph=True), Backward())
    check = check_gradient(trainer.state, CheckGradient("fc3.weight", (4, 3)))
    (number,) = check.numbers
    assert check.deposits == 2
    assert number.grad / number.autograd == pytest.approx(2, rel=1e-5)


def test_weights_are_those_of_the_loss_even_after_a_step():
    trainer = trained(*TO_BACKWARD)
    command = CheckGradient("fc3.weight", (4, 3))
    before = check_gradient(trainer.state, command)
    trainer.apply(OptimizerStep())
    after = check_gradient(trainer.state, command)
    assert after.numbers == before.numbers
    assert after.call == before.call + 1


def test_loss_of_the_present_weights_is_taken_before_there_is_any():
    trainer = trained()
    (number,) = check_gradient(trainer.state, CheckGradient("fc3.bias", (4,))).numbers
    _, parameters = plain_loss(trainer, LossKind.MSE)
    assert number.grad is None
    assert number.autograd == pytest.approx(parameters["fc3.bias"].grad[4].item(), rel=1e-12)


def test_frozen_and_replaced_parameters_have_a_derivative_and_no_gradient():
    for mistake, name in ((Mistake.FREEZE, "conv1.bias"), (Mistake.REPLACE_LAYER, "fc3.bias")):
        trainer = trained(*TO_BACKWARD, Misuse(mistake), ZeroGrad())
        (number,) = check_gradient(trainer.state, CheckGradient(name, (0,), step=1e-5)).numbers
        _, parameters = plain_loss(trainer, LossKind.MSE)
        assert number.grad is None
        assert number.autograd == pytest.approx(parameters[name].grad[0].item(), rel=1e-9)
        assert number.error < 1e-6


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (CheckGradient("fc4.bias", (0,)), InputProblem.MISSING),
        (CheckGradient("fc3.bias", (10,)), InputProblem.OUT_OF_RANGE),
        (CheckGradient("fc3.bias", (-1,)), InputProblem.OUT_OF_RANGE),
        (CheckGradient("fc3.bias"), InputProblem.OUT_OF_RANGE),
        (CheckGradient(count=0), InputProblem.OUT_OF_RANGE),
        (CheckGradient(count=MAX_SAMPLE + 1), InputProblem.OUT_OF_RANGE),
        (CheckGradient(seed=-1), InputProblem.OUT_OF_RANGE),
        (CheckGradient(step=0.0), InputProblem.OUT_OF_RANGE),
        (CheckGradient(step=1.5), InputProblem.OUT_OF_RANGE),
        (CheckGradient(step=float("nan")), InputProblem.OUT_OF_RANGE),
        (CheckGradient(step=float("inf")), InputProblem.OUT_OF_RANGE),
    ],
)
def test_bad_arguments_are_refused_and_nothing_is_kept(command, problem):
    trainer = trained(*TO_BACKWARD)
    before = digest(trainer.state)
    with pytest.raises(InputError) as refused:
        trainer.apply(command)
    assert refused.value.problem is problem
    assert trainer.state.looking.check is None
    assert digest(trainer.state) == before


def test_picture_without_a_label_has_no_loss_to_check():
    trainer = trained()
    trainer.apply(LoadInput(Picture(bytes(32 * 32))))
    with pytest.raises(InputError) as refused:
        trainer.apply(CheckGradient())
    assert refused.value.problem is InputProblem.MISSING


def test_checking_changes_nothing_and_tells_how_far_it_is():
    trainer = trained(*TO_BACKWARD)
    state, told = trainer.state, []

    def all_of_it():
        versions = [(p._version, id(p.grad), p.grad._version) for p in state.parameters.values()]
        return digest(state), versions, torch.get_rng_state().tolist(), torch.is_grad_enabled()

    before = all_of_it()
    trainer.progress = lambda done, of: told.append((done, of))
    trainer.apply(CheckGradient(count=5))
    assert all_of_it() == before
    assert told == [(done, 5) for done in range(1, 6)]
    assert trainer.state.looking.check.call == trainer.state.calls


def test_going_to_a_moment_drops_the_check_of_another():
    trainer = trained(*TO_BACKWARD)
    trainer.apply(CheckGradient("fc3.bias", (0,)))
    trainer.apply(GoTo(Moment(0, trainer.now.call - 1)))
    trainer.apply(Forward())  # as many calls as before, and others
    assert trainer.state.looking.check is None


def test_checking_ends_when_somebody_asks_for_that():
    trainer = trained(*TO_BACKWARD)
    asked = iter([False, False, True])
    trainer.interrupted = lambda: next(asked)
    with pytest.raises(InterruptedError):
        trainer.apply(CheckGradient())
    assert trainer.state.looking.check is None
