"""Each rule at numbers that one can add up in one's head."""

import warnings
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from lenet_gui.core import account_rules, backward_rules, forward_rules
from lenet_gui.core.anatomy import Anatomy
from lenet_gui.core.commands import Backward, LossKind
from lenet_gui.core.explanation import Element, Quantity, Rule
from lenet_gui.core.ledger_view import Account, Earlier, Entry, EntryKind, Origin
from lenet_gui.core.loss_rules import loss_terms, output_terms
from lenet_gui.core.saved import LossRule, SavedBackward
from lenet_gui.core.snapshot import Layer


def array(values, shape):
    return np.array(values, dtype=np.float32).reshape(shape)


def layer(name, kind, kernel, out, parameters=()):
    return Layer(name, kind, kernel, out, parameters, 0, 0)


def anatomy_of(a_layer, source, flow, **parameters):
    """A network of one layer between the input ``x`` and the result, whose gradient is `flow`."""
    before = layer("x", "", (), source.shape[1:])
    named = {f"{a_layer.name}.{key}": value for key, value in parameters.items()}
    values = {"x": source, a_layer.name: flow}  # of the result only the shape is used here
    return Anatomy((before, a_layer), None, None, values, {a_layer.name: flow}, named, {})


@pytest.fixture
def convolution():
    """3 x 3 ones to nines through a kernel of 2 x 2; two samples, the second all 1."""
    it = layer("c", "Conv2d", (1, 1, 2, 2), (1, 2, 2), ("c.weight", "c.bias"))
    source = np.concatenate([array(range(1, 10), (1, 1, 3, 3)), array([1] * 9, (1, 1, 3, 3))])
    flow = array([1, 2, 3, 4, 10, 20, 30, 40], (2, 1, 2, 2))
    return it, anatomy_of(
        it, source, flow, weight=array([1, 10, 100, 1000], (1, 1, 2, 2)), bias=array([0.5], 1)
    )


@pytest.fixture
def linear():
    """Two units of three numbers each; two samples."""
    it = layer("f", "Linear", (2, 3), (2,), ("f.weight", "f.bias"))
    return it, anatomy_of(
        it,
        array([1, 2, 3, 4, 5, 6], (2, 3)),
        array([1, 10, 100, 1000], (2, 2)),
        weight=array([1, 2, 3, 4, 5, 6], (2, 3)),
        bias=array([7, 8], 2),
    )


def pool(window, flow=(5.0,)):
    it = layer("p", "max_pool2d", (2, 2), (1, 1, 1))
    return it, anatomy_of(it, array(window, (1, 1, 2, 2)), array(flow, (1, 1, 1, 1)))


def test_a_convolution_sums_its_window_times_its_kernel_and_adds_the_bias(convolution):
    it, anatomy = convolution
    terms = forward_rules.convolution(anatomy, it, (0, 0, 1, 0))
    assert terms.rule is Rule.CONVOLUTION
    assert terms.products.tolist() == [4, 50, 700, 8000]
    assert terms.bias == (Element(Quantity.PARAMETER, "c.bias", (0,)), 0.5)
    assert terms.total == 8754.5
    weight, source = terms.factors
    assert weight.element(1) == Element(Quantity.PARAMETER, "c.weight", (0, 0, 0, 1))
    assert source.element(1) == Element(Quantity.ACTIVATION, "x", (0, 0, 1, 1))


def test_a_linear_unit_sums_its_weights_times_the_sample_and_adds_the_bias(linear):
    it, anatomy = linear
    terms = forward_rules.linear(anatomy, it, (1, 0))
    assert terms.rule is Rule.LINEAR
    assert terms.products.tolist() == [4, 10, 18]
    assert terms.total == 39
    assert terms.factors[1].element(2) == Element(Quantity.ACTIVATION, "x", (1, 2))


@pytest.mark.parametrize(
    ("x", "on"), [(3.0, 1), (-3.0, 0), (0.0, 0), (float("inf"), 1), (float("-inf"), 0)]
)
def test_relu_lets_through_what_is_above_zero_in_both_directions(x, on):
    it = layer("r", "relu", (), (1,))
    anatomy = anatomy_of(it, array([x], (1, 1)), array([7], (1, 1)))
    terms = forward_rules.relu(anatomy, it, (0, 0))
    assert (terms.rule, terms.total, terms.facts["input"]) == (Rule.RELU, x if on else 0, x)
    back = backward_rules.relu(anatomy, it, (0, 0))
    assert (back.rule, back.total) == (Rule.RELU_BACKWARD, 7 * on)
    leaf = torch.tensor([x], requires_grad=True)
    torch.relu(leaf).backward(torch.tensor([7.0]))
    assert back.total == leaf.grad.item()


def test_a_max_pool_takes_the_largest_of_its_window():
    it, anatomy = pool([1, 4, 2, 3])
    terms = forward_rules.max_pool(anatomy, it, (0, 0, 0, 0))
    assert terms.rule is Rule.MAX_POOL
    assert terms.products.tolist() == [0, 4, 0, 0]
    assert terms.factors[0].values.tolist() == [1, 4, 2, 3]
    assert terms.facts == {"winner": 1, "row": 0, "column": 1, "tied": 1}


@pytest.mark.parametrize("window", [[2, 2, 2, 2], [1, 2, 2, 1], [0, 1, 0, 1], [-1, -2, -1, -1]])
def test_of_equal_maxima_the_one_gets_all_that_pytorch_lets_win(window):
    leaf = torch.tensor(window, dtype=torch.float32).view(1, 1, 2, 2).requires_grad_()
    torch.nn.functional.max_pool2d(leaf, 2).backward(torch.full((1, 1, 1, 1), 5.0))
    amax = torch.tensor(window, dtype=torch.float32).requires_grad_()
    amax.amax().backward()
    it, anatomy = pool(window)
    for place in range(4):
        index = (0, 0, *divmod(place, 2))
        terms = backward_rules.max_pool(anatomy, it, index)
        assert terms.rule is Rule.MAX_POOL_BACKWARD
        assert terms.total == leaf.grad[index].item()
        assert terms.facts["place"] == place
        assert terms.facts["winner"] == window.index(max(window))
        assert terms.facts["tied"] == np.count_nonzero(amax.grad)
    assert amax.grad.max().item() == pytest.approx(1 / terms.facts["tied"])  # amax would split


def test_view_finds_the_same_number_in_both_directions():
    it = layer("v", "view", (), (4,))
    anatomy = anatomy_of(it, array([1, 2, 3, 4], (1, 1, 2, 2)), array([5, 6, 7, 8], (1, 4)))
    forward = forward_rules.view(anatomy, it, (0, 2))
    assert (forward.rule, forward.total) == (Rule.VIEW, 3)
    assert forward.factors[0].element(0) == Element(Quantity.ACTIVATION, "x", (0, 0, 1, 0))
    back = backward_rules.view(anatomy, it, (0, 0, 1, 0))
    assert (back.rule, back.total) == (Rule.VIEW_BACKWARD, 7)
    assert back.factors[0].element(0) == Element(Quantity.FLOW, "v", (0, 2))


@pytest.mark.parametrize(
    ("place", "products"),
    [((0, 0), [1]), ((0, 1), [2, 10]), ((1, 1), [4, 30, 200, 1000]), ((2, 2), [4000])],
)
def test_a_gradient_comes_back_from_every_window_that_used_the_number(convolution, place, products):
    it, anatomy = convolution
    terms = backward_rules.convolution(anatomy, it, (0, 0, *place))
    assert terms.rule is Rule.CONVOLUTION_BACKWARD
    assert terms.products.tolist() == products


def test_a_gradient_comes_back_from_every_unit_that_used_the_number(linear):
    it, anatomy = linear
    terms = backward_rules.linear(anatomy, it, (0, 1))
    assert (terms.rule, terms.products.tolist()) == (Rule.LINEAR_BACKWARD, [2, 50])


def test_a_kernels_weight_gathers_all_positions_of_all_samples(convolution):
    it, anatomy = convolution
    terms = backward_rules.convolution_weight(anatomy, it, (0, 0, 0, 1))
    assert terms.rule is Rule.CONVOLUTION_WEIGHT
    assert terms.products.tolist() == [2, 6, 15, 24, 10, 20, 30, 40]
    bias = backward_rules.convolution_bias(anatomy, it, (0,))
    assert (bias.rule, bias.total, len(bias.products)) == (Rule.CONVOLUTION_BIAS, 110, 8)


def test_a_linear_weight_gathers_all_samples(linear):
    it, anatomy = linear
    terms = backward_rules.linear_weight(anatomy, it, (1, 0))
    assert (terms.rule, terms.products.tolist()) == (Rule.LINEAR_WEIGHT, [10, 4000])
    bias = backward_rules.linear_bias(anatomy, it, (1,))
    assert (bias.rule, bias.products.tolist()) == (Rule.LINEAR_BIAS, [10, 1000])


def back_of(rule, factor=1.0):
    loss = SimpleNamespace(rule=rule)
    return SavedBackward(1, None, loss, None, factor)


def test_mean_squared_error_is_a_term_for_each_output():
    rule = LossRule(LossKind.MSE, torch.tensor([[1.0, 0.0], [2.0, 2.0]]), divisor=2)
    output = array([3, 1, 2, 5], (2, 2))
    terms = loss_terms(rule, output)
    assert (terms.rule, terms.products.tolist()) == (Rule.MSE, [0.5, 0.125, 0, 1.125])
    assert [factor.name for factor in terms.factors] == [
        "output - target", "(output - target) / 4 / 2",
    ]  # fmt: skip
    back = output_terms(rule, back_of(rule, 16.0), output, (1, 1))
    assert (back.rule, back.total) == (Rule.MSE_BACKWARD, 3 * 2 / 4 / 2 * 16)
    assert back.factors[1].name == "2 / 4 / 2 * 16"


@pytest.mark.parametrize("shape", [(6, 1), (1,), (3,), (2, 1), (4, 1, 1), (5, 2, 3)])
def test_squared_differences_of_a_target_that_is_broadcast_are_those_of_pytorch(shape):
    generator = torch.Generator().manual_seed(5)
    output = torch.randn(2, 3, generator=generator)
    if shape == (6, 1):  # as `target.view(-1, 1)` of one sample has it
        output = output.view(1, 6)
    target = torch.randn(shape, generator=generator)
    rule = LossRule(LossKind.MSE, target, divisor=2)
    leaf = output.double().requires_grad_()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loss = torch.nn.MSELoss()(leaf, target.double()) / 2
    (3 * loss).backward()
    terms = loss_terms(rule, output.numpy())
    pairs = (output - target).numel()
    assert (terms.rule, len(terms.products)) == (Rule.MSE_PAIRS, pairs)
    assert terms.total == pytest.approx(loss.item(), rel=1e-6)
    for index in np.ndindex(*output.shape):
        back = output_terms(rule, back_of(rule, 3.0), output.numpy(), index)
        assert (back.rule, len(back.products)) == (
            Rule.MSE_PAIRS_BACKWARD,
            pairs // output.numel(),
        )
        assert back.total == pytest.approx(leaf.grad[index].item(), rel=1e-5, abs=1e-7)
        assert back.facts["output"] == float(output[index])


@pytest.mark.parametrize(
    "target", [torch.tensor([2, 0]), torch.tensor([[0.5, -1.0, 2.0], [0.0, 0.25, 1.0]])]
)
def test_cross_entropy_and_its_derivative_are_those_of_pytorch_in_float64(target):
    output = array([1, 2, 3, 0, 0, 800], (2, 3))
    rule = LossRule(LossKind.CROSS_ENTROPY, target, divisor=1)
    leaf = torch.from_numpy(output).double().requires_grad_()
    wanted = target.double() if target.is_floating_point() else target
    loss = torch.nn.CrossEntropyLoss()(leaf, wanted)
    loss.backward()
    terms = loss_terms(rule, output)
    assert terms.rule is Rule.CROSS_ENTROPY
    assert terms.total == pytest.approx(loss.item(), rel=1e-12)
    for index in np.ndindex(2, 3):
        back = output_terms(rule, back_of(rule), output, index)
        assert back.rule is Rule.CROSS_ENTROPY_BACKWARD
        assert back.total == pytest.approx(leaf.grad[index].item(), rel=1e-12, abs=1e-15)


def entry(kind, call, value, factor=1.0):
    values = None if value is None else array([value], 1)
    return Entry(kind, Origin(Backward(), call, 0), values, factor)


def account(entries, earlier=None, *, zeros=False):
    return Account("p", zeros, earlier, entries, array([0], 1), proved=True)


def test_deposits_are_told_by_their_calls_and_folded_as_float32_in_their_order():
    big, small = 2.0**24, 1.0
    entries = tuple(entry(EntryKind.DEPOSIT, 3 + n, v) for n, v in enumerate((big, small, small)))
    terms = account_rules.deposit_terms(account(entries), (0,))
    assert (terms.rule, terms.products.tolist()) == (Rule.DEPOSITS, [big, small, small])
    assert terms.factors[0].places[:, 0].tolist() == [3, 4, 5]
    assert terms.total == big + 2
    assert terms.facts["folded"] == big  # each 1 is lost by itself
    assert terms.facts["deposits"] == 3


def test_a_scaling_multiplies_what_was_deposited_before_and_nothing_after():
    entries = (
        entry(EntryKind.DEPOSIT, 1, 8.0),
        entry(EntryKind.SCALED, 2, None, 0.5),
        entry(EntryKind.ABORTED, 3, 1.0),
    )
    earlier = Earlier(2, array([16], 1))
    terms = account_rules.deposit_terms(account(entries, earlier), (0,))
    assert terms.products.tolist() == [8, 4, 1]
    assert terms.factors[0].places[:, 0].tolist() == [0, 1, 3]
    assert terms.total == terms.facts["folded"] == 13
    assert (terms.facts["earlier"], terms.facts["scalings"]) == (2, 1)


@pytest.mark.parametrize("kind", [EntryKind.OVERWRITTEN, EntryKind.UNEXPLAINED])
def test_what_was_overwritten_counts_no_more(kind):
    entries = (
        entry(EntryKind.DEPOSIT, 1, 8.0), entry(kind, 2, 3.0), entry(EntryKind.DEPOSIT, 4, 1.0),
    )  # fmt: skip
    terms = account_rules.deposit_terms(account(entries), (0,))
    assert terms.products.tolist() == [3, 1]
    assert terms.total == terms.facts["folded"] == 4
    assert terms.facts["overwritten"] == 1


def test_an_account_of_zeros_is_the_empty_sum():
    terms = account_rules.deposit_terms(account((), zeros=True), (0,))
    assert (terms.total, len(terms.products), terms.facts["zeros"]) == (0, 0, 1)


def test_a_parameter_is_what_it_was_and_its_update():
    first = account_rules.parameter_terms(0.5, None)
    assert (first.rule, first.total) == (Rule.INITIAL, 0.5)
    stepped = account_rules.parameter_terms(0.5, 0.75)
    assert (stepped.rule, stepped.products.tolist()) == (Rule.STEPPED, [0.75, -0.25])
    update = account_rules.update_terms(0.5, 0.75)
    assert (update.rule, update.total) == (Rule.UPDATE, -0.25)
