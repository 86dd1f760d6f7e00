"""One number explained: when it can be, what an account of several deposits is, what it leaves."""

import contextlib
import math
import random
import warnings
import weakref
from dataclasses import replace

import numpy as np
import pytest
import torch

from lenet_gui.core import subject
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    ComputeLoss,
    Forward,
    LoadInput,
    NextBatch,
    OptimizerStep,
    Reset,
    UpdateRule,
    ZeroGrad,
)
from lenet_gui.core.digest import digest
from lenet_gui.core.errors import CallError, InputError, InputProblem
from lenet_gui.core.explanation import Element, Inspect, Missing, Quantity, Rule
from lenet_gui.core.flats import NO_FLATS, ShowFlats
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.timeline import GoTo
from lenet_gui.core.trainer import Trainer
from tests.core import oracle
from tests.core.same import differences

Q = Quantity
LOSS = (Forward(), ComputeLoss())
BACKWARD = (*LOSS, Backward())
STEP = (*BACKWARD, OptimizerStep())
WEIGHT = Element(Q.GRADIENT, "conv2.weight", (3, 2, 1, 4))
FLOW = Element(Q.FLOW, "pool1", (0, 2, 3, 4))
UNIT = Element(Q.ACTIVATION, "fc2", (0, 5))
THE_LOSS = Element(Q.LOSS, "loss")


def trained(*commands, **start):
    trainer = Trainer(**start)
    for command in commands:
        trainer.apply(command)
    return trainer


def inspected(trainer, element):
    trainer.apply(Inspect(element))
    return trainer.snapshot().inspection


def explained(trainer, element):
    found = inspected(trainer, element)
    assert found.missing is None
    assert found.element == found.explanation.element == element
    return found.explanation


def test_looking_at_numbers_changes_nothing():
    plain, watched = trained(), trained(ShowFlats(on=True))
    elements = (WEIGHT, FLOW, UNIT, THE_LOSS)
    torch.manual_seed(7)
    for number, command in enumerate((*STEP, ZeroGrad(), *STEP)):
        plain.apply(command)
        watched.apply(command)
        before, stream = digest(watched.state), torch.get_rng_state()
        filters = list(warnings.filters)
        tensors = {n: (p, p._version, p.grad) for n, p in watched.parameters.items()}
        inspected(watched, elements[number % len(elements)])
        assert digest(watched.state) == before == digest(plain.state)
        assert torch.equal(torch.get_rng_state(), stream)
        assert torch.is_grad_enabled()
        assert warnings.filters == filters
        for name, (tensor, version, gradient) in tensors.items():
            assert watched.parameters[name] is tensor
            assert tensor._version == version
            assert tensor.grad is gradient
    plain.apply(Forward())
    watched.apply(Forward())
    seen = watched.snapshot()
    assert seen.inspection is not None
    assert seen.flats.relus
    assert not differences(plain.snapshot(), replace(seen, inspection=None, flats=NO_FLATS))


def test_nothing_is_made_again_while_nobody_looks():
    trainer = trained(*BACKWARD)
    trainer.snapshot()
    assert trainer.state.looking.anatomy is None
    inspected(trainer, UNIT)
    first = trainer.state.looking.anatomy
    inspected(trainer, FLOW)
    assert trainer.state.looking.anatomy is first is not None
    trainer.apply(Forward())
    trainer.snapshot()
    assert trainer.state.looking.anatomy is not first
    trainer.apply(Inspect(None))
    assert trainer.snapshot().inspection is None
    assert trainer.state.looking.anatomy is None


def test_what_was_laid_open_keeps_no_graph_alive():
    trainer = trained(*LOSS, Backward(retain_graph=True))
    explained(trainer, WEIGHT)
    graph = weakref.ref(trainer.state.loss)
    for command in LOSS:
        trainer.apply(command)
    assert trainer.state.looking.anatomy is not None
    assert graph() is None


def test_columns_cannot_be_written_to():
    found = explained(trained(*BACKWARD), WEIGHT)
    assert not found.products.flags.writeable
    for factor in found.factors:
        assert not factor.places.flags.writeable
        assert not factor.values.flags.writeable


@pytest.mark.parametrize(
    ("commands", "element", "missing"),
    [
        ((), UNIT, Missing.NO_FORWARD),
        ((), FLOW, Missing.NO_FORWARD),
        ((), THE_LOSS, Missing.NO_LOSS),
        ((), WEIGHT, Missing.NONE),
        (LOSS, FLOW, Missing.NO_BACKWARD),
        ((*BACKWARD, Forward()), FLOW, Missing.NO_BACKWARD),
        ((*BACKWARD, ZeroGrad()), WEIGHT, Missing.NONE),
        (BACKWARD, Element(Q.UPDATE, "fc1.bias", (3,)), Missing.NO_STEP),
        ((*STEP, Misuse(Mistake.NO_BATCH)), UNIT, Missing.OTHER_NETWORK),
        ((*STEP, Misuse(Mistake.REPLACE_LAYER)), FLOW, Missing.OTHER_NETWORK),
        (
            (*STEP, Misuse(Mistake.REPLACE_LAYER)),
            Element(Q.PARAMETER, "fc3.bias", (3,)),
            Missing.NOT_BY_RULES,
        ),
        ((Forward(), Misuse(Mistake.SOFTMAX_FIRST)), THE_LOSS, Missing.NOT_BY_RULES),
        (
            (Forward(), Misuse(Mistake.SOFTMAX_FIRST), Backward()),
            Element(Q.FLOW, "fc3", (0, 1)),
            Missing.NOT_BY_RULES,
        ),
        ((*LOSS, Misuse(Mistake.ADD_LOSS), Backward()), FLOW, Missing.NOT_BY_RULES),
        (
            (Forward(), BackwardOutput(tuple(range(10)))),
            Element(Q.FLOW, "loss"),
            Missing.NO_LOSS,
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_explained_is_told_with_the_reason(commands, element, missing):
    found = inspected(trained(*commands), element)
    assert (found.explanation, found.missing) == (None, missing)


@pytest.mark.parametrize("element", [UNIT, FLOW, THE_LOSS, Element(Q.UPDATE, "fc1.bias", (3,))])
def test_calls_that_were_not_shown_are_not_explained_until_a_measured_one(element):
    trainer = Trainer()
    for command in STEP:
        trainer.apply(command, measured=False)
    assert inspected(trainer, element).missing is Missing.NOT_SHOWN
    for command in (ZeroGrad(), *STEP):
        trainer.apply(command)
    assert explained(trainer, element).total == pytest.approx(
        explained(trainer, element).number, rel=1e-5
    )


def test_too_large_a_batch_is_not_explained(monkeypatch):
    monkeypatch.setattr(subject, "MAX_SAMPLES", 4)
    assert inspected(trained(*BACKWARD, source=Digits(5)), UNIT).missing is Missing.TOO_LARGE
    assert inspected(trained(*BACKWARD, source=Digits(4)), UNIT).missing is None


@pytest.mark.parametrize(
    "element",
    [
        Element(Q.ACTIVATION, "conv9", (0, 0, 0, 0)),
        Element(Q.ACTIVATION, "conv1", (0, 6, 0, 0)),
        Element(Q.ACTIVATION, "conv1", (1, 0, 0, 0)),
        Element(Q.ACTIVATION, "conv1", (0, 0, 0)),
        Element(Q.ACTIVATION, "fc1.weight", (0, 0)),
        Element(Q.FLOW, "input", (0, 0, 0, 0)),
        Element(Q.PARAMETER, "fc1.weight", (-1, 0)),
        Element(Q.GRADIENT, "fc1", (0, 0)),
        Element(Q.UPDATE, "fc3.bias", (10,)),
        Element(Q.LOSS, "loss", (0,)),
        Element(Q.LOSS, "output"),
    ],
)
def test_a_number_that_does_not_exist_is_refused_and_nothing_changes(element):
    trainer = trained(*BACKWARD, Inspect(UNIT))
    before = trainer.snapshot()
    with pytest.raises(InputError) as refused:
        trainer.apply(Inspect(element))
    assert refused.value.problem is InputProblem.MISSING
    assert not differences(before, trainer.snapshot())


def test_a_number_that_no_longer_exists_is_gone_and_comes_back():
    element = Element(Q.ACTIVATION, "fc3", (4, 2))
    trainer = trained(*BACKWARD, Inspect(element), source=Digits(5))
    assert trainer.snapshot().inspection.size == (5, 10)
    trainer.apply(Reset())
    trainer.apply(LoadInput(Digits(3)))
    found = trainer.snapshot().inspection
    assert (found.missing, found.size) == (Missing.GONE, (3, 10))
    trainer.apply(LoadInput(Digits(6)))
    trainer.apply(Forward())
    assert trainer.snapshot().inspection.explanation.rule is Rule.LINEAR


def test_an_input_is_that_of_the_forward_until_the_next():
    element = Element(Q.ACTIVATION, "input", (0, 0, 16, 16))
    trainer = trained(source=Digits(2))
    images = [trainer.state.feed.batch.images]
    assert explained(trainer, element).rule is Rule.INPUT
    trainer.apply(Forward())
    trainer.apply(NextBatch())
    images.append(trainer.state.feed.batch.images)
    old, new = (batch[element.index].item() for batch in images)
    assert old != new
    assert explained(trainer, element).number == old
    trainer.apply(Forward())
    assert explained(trainer, element).number == new


def test_two_deposits_are_told_as_their_fold_with_the_last_one_explained():
    trainer = trained(*STEP, *BACKWARD)
    gradient = trainer.parameters[WEIGHT.name].grad[WEIGHT.index].item()
    found = explained(trainer, WEIGHT)
    assert found.rule is Rule.DEPOSITS
    assert found.factors[0].places[:, 0].tolist() == [3, 7]  # the calls of the two backwards
    first, second = (np.float32(value) for value in found.products)
    assert np.float32(first + second) == found.number == found.facts["folded"] == gradient
    assert found.total == float(first) + float(second)
    assert found.last.rule is Rule.CONVOLUTION_WEIGHT
    assert found.last.number == second
    assert found.last.same_bits is True
    assert found.last.way


def test_a_deposit_of_an_older_output_is_a_deposit_that_is_not_taken_apart():
    trainer = trained(*BACKWARD)
    assert explained(trainer, WEIGHT).rule is Rule.CONVOLUTION_WEIGHT
    trainer.apply(Forward())
    found = explained(trainer, WEIGHT)
    assert found.rule is Rule.DEPOSITS
    assert found.last is None
    assert found.factors[0].places.tolist() == [[3]]


def test_a_clipped_gradient_is_its_deposit_scaled():
    trainer = trained(*BACKWARD)
    deposit = trainer.parameters[WEIGHT.name].grad[WEIGHT.index].item()
    trainer.apply(ClipGradNorm(0.5))
    found = explained(trainer, WEIGHT)
    assert (found.rule, found.facts["scalings"]) == (Rule.DEPOSITS, 1)
    assert found.factors[0].values.tolist() == [deposit]
    assert found.number == found.facts["folded"]
    assert found.total == pytest.approx(found.number, rel=1e-6)
    assert found.last.number == deposit


def test_a_hook_of_ones_own_makes_another_deposit_than_the_rule():
    element = Element(Q.GRADIENT, "fc3.bias", (4,))
    trainer = trained(*LOSS, Misuse(Mistake.HOOK), Backward())
    found = explained(trainer, element)
    assert (found.rule, found.last) == (Rule.DEPOSITS, None)
    assert explained(trainer, WEIGHT).same_bits is True


def test_after_a_step_the_terms_are_those_of_the_weights_before_it():
    trainer = trained(*BACKWARD)
    before = trainer.parameters["fc2.weight"].detach().clone()
    trainer.apply(OptimizerStep())
    found = explained(trainer, UNIT)
    assert found.factors[0].name == "fc2.weight"
    assert found.factors[0].values.tolist() == before[5].double().tolist()
    assert found.same_bits is True
    stepped = explained(trainer, Element(Q.PARAMETER, "fc2.weight", (5, 7)))
    assert (stepped.rule, stepped.facts["before"]) == (Rule.STEPPED, before[5, 7].item())


def test_weights_edited_behind_autograds_back_show_in_the_bits():
    trainer = trained(*LOSS, Misuse(Mistake.EDIT_DATA), Backward())
    for element in (WEIGHT, FLOW):
        found = explained(trainer, element)
        assert found.same_bits is False
    honest = trained(*BACKWARD)
    assert explained(trainer, WEIGHT).total == explained(honest, WEIGHT).total
    assert explained(honest, FLOW).same_bits is True


@pytest.mark.parametrize("measured", [True, False])
def test_a_flow_at_edited_weights_is_not_explained_once_its_deposits_are_gone(measured):
    trainer = trained(*LOSS, Misuse(Mistake.EDIT_DATA))
    trainer.apply(Backward(), measured=measured)
    assert explained(trainer, FLOW).same_bits is False
    trainer.apply(ZeroGrad())
    assert inspected(trainer, FLOW).missing is Missing.NOT_BY_RULES
    honest = trained(*BACKWARD, ZeroGrad())
    assert explained(honest, FLOW).same_bits is None


def test_nothing_flows_to_where_all_is_frozen():
    trainer = Trainer()
    for name in ("conv1.weight", "conv1.bias"):
        trainer.parameters[name].requires_grad_(False)
    for command in BACKWARD:
        trainer.apply(command)
    assert inspected(trainer, FLOW).missing is Missing.NONE
    found = explained(trainer, Element(Q.FLOW, "conv2", (0, 3, 4, 5)))
    assert found.same_bits is True


def test_a_vector_flows_back_as_a_loss_does():
    vector = tuple(float(n) for n in range(10))
    trainer = trained(Forward(), BackwardOutput(vector))
    seed = explained(trainer, Element(Q.FLOW, "fc3", (0, 7)))
    assert (seed.rule, seed.number, seed.total) == (Rule.VECTOR, 7, 7)
    found = explained(trainer, WEIGHT)
    assert found.same_bits is True
    assert found.way[-1].rule is Rule.VECTOR
    assert found.total == pytest.approx(found.number, rel=1e-5)


def test_a_loss_scaled_for_mixed_precision_is_explained_with_its_scale():
    trainer = trained(*LOSS, Misuse(Mistake.SCALED_BACKWARD))
    found = explained(trainer, Element(Q.FLOW, "fc3", (0, 2)))
    assert found.factors[1].name == "2 / 10 * 65536"
    assert found.total == pytest.approx(found.number, rel=1e-6)
    assert found.same_bits is True


def test_a_divided_loss_says_by_what():
    trainer = trained(Forward(), ComputeLoss(divide_by=4), Backward())
    found = explained(trainer, THE_LOSS)
    assert found.factors[1].name == "(output - target) / 10 / 4"
    assert found.total == pytest.approx(trainer.state.loss.item(), rel=1e-6)
    assert explained(trainer, WEIGHT).same_bits is True


def test_a_loss_of_losses_is_their_sum():
    trainer = trained(*LOSS)
    parts = [trainer.state.loss.item()]
    trainer.apply(OptimizerStep())
    trainer.apply(Forward())
    trainer.apply(Misuse(Mistake.ADD_LOSS))
    found = explained(trainer, THE_LOSS)
    assert found.rule is Rule.LOSS_SUM
    assert found.products[0] == parts[0]
    assert found.total == pytest.approx(trainer.state.loss.item(), rel=1e-6)


def test_an_older_loss_is_still_explained_by_the_output_that_it_is_of():
    trainer = trained(*STEP)
    loss = trainer.state.loss.item()
    trainer.apply(Forward())
    found = explained(trainer, THE_LOSS)
    assert found.number == loss
    assert found.total == pytest.approx(loss, rel=1e-6)


def stages_of(trainer):
    """An own network at the session's weights, in float64, with its loss."""
    net = oracle.Net().double()
    net.load_state_dict(trainer.parameters)
    batch, values = trainer.state.feed.batch, {}
    x = batch.images.double()
    for name, layer in (
        ("conv1", net.conv1), ("relu1", torch.relu), ("pool1", lambda x: torch.max_pool2d(x, 2)),
        ("conv2", net.conv2), ("relu2", torch.relu), ("pool2", lambda x: torch.max_pool2d(x, 2)),
        ("view", lambda x: x.view(-1, 400)), ("fc1", net.fc1), ("relu3", torch.relu),
        ("fc2", net.fc2), ("relu4", torch.relu), ("fc3", net.fc3),
    ):  # fmt: skip
        x = values[name] = layer(x)
    values["loss"] = torch.nn.MSELoss()(x, batch.target.double())
    return net, values


@pytest.mark.parametrize(
    "element",
    [
        WEIGHT,
        FLOW,
        Element(Q.GRADIENT, "conv1.weight", (2, 0, 3, 3)),
        Element(Q.GRADIENT, "conv1.bias", (1,)),
        Element(Q.GRADIENT, "fc1.weight", (105, 281)),
        Element(Q.FLOW, "fc3", (1, 4)),
    ],
)
def test_the_derivatives_along_the_way_multiply_to_what_it_contributes(element):
    trainer = trained(*BACKWARD, source=Digits(3))
    found = explained(trainer, element)
    net, values = stages_of(trainer)
    tensors = {**values, **dict(net.named_parameters())}
    contribution = 1.0
    for here, there in zip(found.way, found.way[1:], strict=False):
        source = tensors[here.element.name]
        number = tensors[there.element.name][there.element.index]
        derivative = torch.autograd.grad(number, source, retain_graph=True)[0][here.element.index]
        assert here.derivative == pytest.approx(derivative.item(), rel=1e-4, abs=1e-12)
        contribution *= derivative.item()
    assert (found.way[-1].rule, found.way[-1].derivative) == (Rule.SEED, 1)
    product = math.prod(link.derivative for link in found.way)
    assert product == pytest.approx(contribution, rel=1e-4, abs=1e-12)
    assert found.way[0].element == element
    assert found.way[0].terms == (1 if element.name == "fc3" else len(found.products))


def test_the_way_follows_the_largest_term():
    trainer = trained(*BACKWARD)
    found = explained(trainer, WEIGHT)
    largest = int(np.abs(found.products).argmax())
    following = next(f for f in found.factors if f.quantity is Q.FLOW).element(largest)
    assert found.way[1].element == following
    flow = explained(trainer, following)
    assert found.products[largest] == pytest.approx(found.way[0].derivative * flow.number)
    assert not differences(flow.way, found.way[1:])


def test_exact_numbers_are_those_of_the_network_in_float64():
    trainer = trained(*BACKWARD, source=Digits(3))
    net, values = stages_of(trainer)
    values["pool1"].retain_grad()
    values["loss"].backward()
    unit, flow, weight = (explained(trainer, element) for element in (UNIT, FLOW, WEIGHT))
    assert unit.exact == pytest.approx(values["fc2"][UNIT.index].item(), rel=1e-12)
    assert flow.exact == pytest.approx(values["pool1"].grad[FLOW.index].item(), rel=1e-9)
    assert weight.exact == pytest.approx(net.conv2.weight.grad[WEIGHT.index].item(), rel=1e-9)
    assert explained(trainer, THE_LOSS).exact == pytest.approx(values["loss"].item(), rel=1e-12)


CALLS = (
    *(ZeroGrad(), *LOSS, Backward(), OptimizerStep()) * 3,
    ComputeLoss(divide_by=4), Backward(retain_graph=True), BackwardOutput(retain_graph=True),
    ClipGradNorm(0.5), Reset(3), LoadInput(Digits(3)), *map(Misuse, Mistake),
)  # fmt: skip
ELEMENTS = (
    WEIGHT, FLOW, UNIT, THE_LOSS, Element(Q.ACTIVATION, "input", (0, 0, 9, 9)),
    Element(Q.FLOW, "fc3", (0, 3)), Element(Q.FLOW, "loss"), Element(Q.GRADIENT, "fc3.bias", (3,)),
    Element(Q.PARAMETER, "fc3.bias", (3,)), Element(Q.UPDATE, "fc2.weight", (3, 4)),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_whatever_was_called_a_number_is_explained_or_a_reason_given_then_and_later(seed):
    rng = random.Random(seed)
    trainer = trained(Inspect(ELEMENTS[seed % len(ELEMENTS)]))
    seen = {}
    for _ in range(14):
        with contextlib.suppress(CallError):
            trainer.apply(rng.choice(CALLS))
        seen[trainer.now] = found = trainer.snapshot().inspection
        assert (found.explanation is None) is not (found.missing is None)
    for moment in rng.sample(list(seen), len(seen)):
        trainer.apply(GoTo(moment))
        assert not differences(seen[moment], trainer.snapshot().inspection)


@pytest.mark.parametrize("element", [WEIGHT, FLOW, UNIT, THE_LOSS])
def test_a_moment_that_one_goes_back_to_explains_its_number_again(element):
    trainer = trained(*BACKWARD, Inspect(element))
    moment, then = trainer.now, trainer.snapshot().inspection
    for command in (OptimizerStep(), ZeroGrad(), *STEP):
        trainer.apply(command)
    assert differences(then, trainer.snapshot().inspection)
    trainer.apply(GoTo(moment))
    assert not differences(then, trainer.snapshot().inspection)


@pytest.mark.parametrize(
    "edit", [Mistake.EDIT_DATA, Mistake.EDIT_NO_GRAD, Mistake.ZERO_LAYER, Mistake.KILL_RELU]
)
@pytest.mark.parametrize("steps", [0, 1])
def test_an_edited_number_is_not_what_the_start_or_the_last_step_made_of_it(edit, steps):
    name = "fc2.bias" if edit in (Mistake.ZERO_LAYER, Mistake.KILL_RELU) else "fc3.weight"
    index = (1, 2)[: len(Trainer().parameters[name].shape)]
    trainer = trained(*STEP * steps)
    trainer.apply(Misuse(edit))
    for quantity in (Quantity.PARAMETER, Quantity.UPDATE):
        found = inspected(trainer, Element(quantity, name, index))
        assert found.missing is Missing.NOT_BY_RULES
    row = next(row for row in trainer.snapshot().rows if row.name == name)
    assert row.update_norm is None
    other = inspected(trainer, Element(Quantity.PARAMETER, "fc1.bias", (3,)))
    assert other.explanation.rule is (Rule.STEPPED if steps else Rule.INITIAL)
    for command in (ZeroGrad(), *STEP):
        trainer.apply(command)
    assert inspected(trainer, Element(Quantity.UPDATE, name, index)).missing is None


def test_a_step_by_hand_that_failed_midway_leaves_nothing_as_it_was_initialised():
    trainer = trained(*BACKWARD, Misuse(Mistake.REPLACE_LAYER))
    with pytest.raises(CallError):
        trainer.apply(OptimizerStep(UpdateRule.MANUAL))
    moved = inspected(trainer, Element(Quantity.PARAMETER, "conv1.bias", (0,)))
    assert moved.missing is Missing.NOT_BY_RULES


@pytest.mark.parametrize("mistake", [Mistake.SMALL_IMAGE, Mistake.COLOUR_IMAGE])
def test_a_failed_forward_of_a_free_run_leaves_the_last_one_explained(mistake):
    trainer = trained(*LOSS)
    with pytest.raises(CallError):
        trainer.apply(Misuse(mistake), measured=False)
    assert inspected(trainer, Element(Quantity.ACTIVATION, "relu1", (0, 0, 0, 0))).missing is None
    assert trainer.snapshot().activations


@pytest.mark.parametrize("to_none", [True, False])
def test_two_deposits_of_minus_zero_fold_to_what_autograd_makes_of_them(to_none):
    trainer = trained(*BACKWARD, ZeroGrad(set_to_none=to_none), *BACKWARD, *BACKWARD)
    gradient = trainer.parameters["fc3.weight"].grad
    zeros = (gradient == 0).nonzero().tolist()
    assert zeros
    negative = 0
    for place in zeros:
        found = explained(trainer, Element(Q.GRADIENT, "fc3.weight", tuple(place)))
        number = gradient[tuple(place)].item()
        assert math.copysign(1, found.facts["folded"]) == math.copysign(1, number)
        negative += math.copysign(1, number) < 0
    assert bool(negative) is to_none


def test_backward_is_explained_until_another_forward():
    trainer = trained(*BACKWARD)
    assert trainer.snapshot().explained_backward == 3
    trainer.apply(ZeroGrad())
    assert trainer.snapshot().explained_backward == 3
    trainer.apply(Forward())
    assert trainer.snapshot().explained_backward is None
    trainer.apply(ComputeLoss())
    trainer.apply(Backward())
    assert trainer.snapshot().explained_backward == 7


def test_backward_from_an_older_output_is_not_explained():
    trainer = trained(*LOSS, Forward(), Backward())
    assert trainer.snapshot().explained_backward is None
    assert inspected(trainer, FLOW).missing is Missing.NO_BACKWARD
