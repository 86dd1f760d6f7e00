"""Thousands of numbers explained, against sums that plain PyTorch makes of its own tensors."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    LossKind,
    OptimizerStep,
    SetLoss,
    ZeroGrad,
)
from lenet_gui.core.explaining import inspect
from lenet_gui.core.explanation import Element, Inspect, Missing, Quantity, Rule
from lenet_gui.core.inputs import Digits, RandomImage
from lenet_gui.core.trainer import Trainer
from tests.core import oracle

SOURCES = {"random": RandomImage(), "digit": Digits(1), "batch": Digits(5)}
ITERATION = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
MOMENTS = {
    "first": ITERATION[:4],
    "third": ITERATION * 3,
    "two deposits": (*ITERATION, *ITERATION[1:]),
}
NUMBERS = 112
"""Of each of the 18 cases: 2016 together."""

CLOSE = 1e-5


class Sums:
    """A forward and a backward by plain PyTorch; each sum in float64 of its own float32 tensors."""

    def __init__(self, weights, images, target, kind):
        net = oracle.Net()
        net.load_state_dict(weights)
        self.values = {"input": images}
        x = images
        for name, layer in self.layers(net):
            x = layer(x)
            x.retain_grad()
            self.values[name] = x
        self.loss = getattr(torch.nn, kind.value)()(x, target)
        self.loss.backward()
        self.flows = {n: v.grad for n, v in self.values.items() if n != "input"}
        self.gradients = {n: p.grad for n, p in net.named_parameters()}
        self.net, self.target, self.kind = net, target, kind

    @staticmethod
    def layers(net):
        return (
            ("conv1", net.conv1), ("relu1", F.relu), ("pool1", lambda x: F.max_pool2d(x, 2)),
            ("conv2", net.conv2), ("relu2", F.relu), ("pool2", lambda x: F.max_pool2d(x, 2)),
            ("view", lambda x: x.view(-1, 400)), ("fc1", net.fc1), ("relu3", F.relu),
            ("fc2", net.fc2), ("relu4", F.relu), ("fc3", net.fc3),
        )  # fmt: skip

    def sum_of(self, quantity, name):
        """The whole tensor of float64 sums that a number of it is explained by."""
        d = {n: v.detach().double() for n, v in self.values.items()}
        g = {n: v.double() for n, v in self.flows.items()}
        w = {n: p.detach().double() for n, p in self.net.named_parameters()}
        names = list(self.values)
        if quantity is Quantity.LOSS:
            return self.criterion(d["fc3"])
        if quantity is Quantity.ACTIVATION:
            source = d[names[names.index(name) - 1]]
            if name.startswith("conv"):
                columns = F.unfold(source, 5)  # (N, c * 25, positions)
                kernels = w[f"{name}.weight"].flatten(1)
                out = torch.einsum("ok,nkl->nol", kernels, columns).view_as(d[name])
                return out + w[f"{name}.bias"].view(1, -1, 1, 1)
            if name.startswith("fc"):
                return source @ w[f"{name}.weight"].T + w[f"{name}.bias"]
            return d[name]
        if quantity is Quantity.FLOW:
            if name == "fc3":
                output = d["fc3"].requires_grad_()
                return torch.autograd.grad(self.criterion(output), output)[0]
            following = names[names.index(name) + 1]
            if following.startswith("conv"):
                return F.conv_transpose2d(g[following], w[f"{following}.weight"])
            if following.startswith("fc"):
                return g[following] @ w[f"{following}.weight"]
            return g[name]
        layer, _, kind = name.partition(".")
        source, flow = d[names[names.index(layer) - 1]], g[layer]
        if kind == "bias":
            return flow.flatten(2).sum((0, 2)) if flow.dim() == 4 else flow.sum(0)
        if flow.dim() == 4:
            product = torch.einsum("nol,nkl->ok", flow.flatten(2), F.unfold(source, 5))
            return product.view_as(w[name])
        return flow.T @ source

    def criterion(self, output):
        target = self.target.double() if self.target.is_floating_point() else self.target
        return getattr(torch.nn, self.kind.value)()(output, target)


def weights_of(trainer):
    return {n: p.detach().clone() for n, p in trainer.parameters.items()}


def prepared(source, kind, moment):
    """A trainer at a moment, and the weights of its last forward."""
    trainer = Trainer(source=source)
    trainer.apply(SetLoss(kind))
    for command in moment:
        if command == Forward():
            weights = weights_of(trainer)
        trainer.apply(command)
    return trainer, weights


def random_element(generator, trainer, sums):
    quantity = list(Quantity)[generator.integers(len(Quantity))]
    if quantity is Quantity.LOSS:
        return Element(quantity, "loss")
    if quantity is Quantity.ACTIVATION:
        shapes = {n: v.shape for n, v in sums.values.items() if n != "input"}
    elif quantity is Quantity.FLOW:
        shapes = {n: v.shape for n, v in sums.flows.items()}
    else:
        shapes = {n: p.shape for n, p in trainer.parameters.items()}
    name = list(shapes)[generator.integers(len(shapes))]
    return Element(quantity, name, tuple(int(generator.integers(n)) for n in shapes[name]))


def live_number(trainer, sums, element):
    """The number as plain PyTorch has it; ``None``: it cannot have one."""
    place = element.index
    match element.quantity:
        case Quantity.LOSS:
            return sums.loss.item()
        case Quantity.ACTIVATION:
            return sums.values[element.name][place].item()
        case Quantity.FLOW:
            return sums.flows[element.name][place].item()
        case Quantity.GRADIENT:
            return trainer.parameters[element.name].grad[place].item()
        case Quantity.PARAMETER:
            return trainer.parameters[element.name][place].item()


def within(one, other, bound):
    return abs(one - other) <= bound


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("kind", LossKind)
@pytest.mark.parametrize("source", SOURCES)
def test_random_numbers_are_the_sums_of_their_terms(source, kind, moment):
    trainer, weights = prepared(SOURCES[source], kind, MOMENTS[moment])
    batch = trainer.state.feed.batch
    classes = kind is LossKind.CROSS_ENTROPY and batch.labels is not None
    sums = Sums(weights, batch.images, batch.labels if classes else batch.target, kind)
    generator = np.random.default_rng([*map(ord, source + kind + moment)])
    ledger, cancelled = trainer.state.ledger.view(), 0
    for _ in range(NUMBERS):
        element = random_element(generator, trainer, sums)
        trainer.apply(Inspect(element))
        inspection = inspect(trainer.state, ledger)
        found = inspection.explanation
        if element.quantity is Quantity.UPDATE and moment == "first":
            assert (found, inspection.missing) == (None, Missing.NO_STEP)
            continue
        number = live_number(trainer, sums, element)
        if number is not None:
            assert found.number == number, element
        scale = np.abs(found.products).sum() + (0 if found.bias is None else abs(found.bias[1]))
        if not within(found.total, found.number, CLOSE * abs(found.number)):
            cancelled += 1
            assert within(found.total, found.number, CLOSE * scale), element
        if element.quantity in (Quantity.PARAMETER, Quantity.UPDATE):
            assert found.total == found.number
            continue
        if found.rule is Rule.DEPOSITS:
            assert moment == "two deposits"
            assert found.facts["folded"] == found.number
            found = found.last
        if element.quantity is Quantity.GRADIENT:
            assert found.number == sums.gradients[element.name][element.index].item()
            assert found.same_bits is True
        whole = sums.sum_of(element.quantity, element.name)
        assert within(found.total, whole[element.index].item(), 1e-12 * scale), element
        # What comes before is rounded, too, and may cancel: the largest number is the measure.
        assert within(found.exact, found.number, CLOSE * whole.abs().max().item()), element
    assert cancelled <= 1  # with these seeds none is; another processor may round otherwise
