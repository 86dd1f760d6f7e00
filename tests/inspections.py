"""Hand-made explanations of single numbers, for the tests of the Inspector: no torch."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lenet_gui.core.explanation import (
    Element,
    Explanation,
    Factors,
    Inspection,
    Link,
    Missing,
    Quantity,
    Rule,
)
from lenet_gui.core.flats import Flats, PoolMap, ReluMap
from lenet_gui.core.gradient_check import CheckedNumber, CheckGradient, GradientCheck, Kink
from lenet_gui.core.optimizers import SGD, Adam, RMSprop
from lenet_gui.core.update_explained import Computed, RuleLine, RuleStep, UpdateExplained
from tests.snapshots import ACTIVATIONS, frozen

WEIGHT = Element(Quantity.GRADIENT, "conv1.weight", (2, 0, 1, 3))


def factors(
    quantity: Quantity | None, name: str, places: Sequence[Sequence[int]], values: Sequence[float]
) -> Factors:
    shape = np.array(places, dtype=np.int64).reshape(len(values), -1)
    return Factors(quantity, name, frozen(shape), frozen(np.array(values, dtype=np.float64)))


def explanation(element: Element, rule: Rule, *columns: Factors, **changes: Any) -> Explanation:
    """An explanation whose number is the float32 that its sum rounds to."""
    products = np.prod([column.values for column in columns], axis=0) if columns else np.zeros(0)
    bias = changes.get("bias")
    total = float(products.sum()) + (0.0 if bias is None else bias[1])
    found = Explanation(
        element, rule, float(np.float32(total)), columns, frozen(np.array(products)), None, total,
        None,
    )  # fmt: skip
    return replace(found, **changes)


def grid(*sides: int) -> list[tuple[int, ...]]:
    return [tuple(int(i) for i in place) for place in np.ndindex(*sides)]


def convolution(seed: int = 0) -> Explanation:
    """``conv1[0, 2, 4, 6]``: 25 weights times 25 pixels, and a bias."""
    rng = np.random.default_rng(seed)
    weights = factors(
        Quantity.PARAMETER, "conv1.weight", [(2, 0, *p) for p in grid(5, 5)], rng.normal(size=25)
    )
    pixels = factors(
        Quantity.ACTIVATION, "input", [(0, 0, 4 + u, 6 + v) for u, v in grid(5, 5)],
        rng.normal(size=25),
    )  # fmt: skip
    element = Element(Quantity.ACTIVATION, "conv1", (0, 2, 4, 6))
    bias = (Element(Quantity.PARAMETER, "conv1.bias", (2,)), 0.125)
    return explanation(element, Rule.CONVOLUTION, weights, pixels, bias=bias)


def weight_gradient(**changes: Any) -> Explanation:
    """``conv1.weight.grad[2, 0, 1, 3]``: 784 positions, and the way back to the loss."""
    rng = np.random.default_rng(1)
    flow = rng.normal(size=784) * 0.01 * (rng.random(784) < 0.25)
    gradients = factors(Quantity.FLOW, "conv1", [(0, 2, *p) for p in grid(28, 28)], flow)
    pixels = factors(
        Quantity.ACTIVATION, "input", [(0, 0, i + 1, j + 3) for i, j in grid(28, 28)],
        rng.normal(size=784),
    )  # fmt: skip
    total = float((gradients.values * pixels.values).sum())
    return explanation(
        WEIGHT, Rule.CONVOLUTION_WEIGHT, gradients, pixels,
        **{"exact": total * (1 + 1e-8), "same_bits": True, "way": WAY, **changes},
    )  # fmt: skip


WAY = (
    Link(WEIGHT, 0.5, 784, Rule.CONVOLUTION_WEIGHT),
    Link(Element(Quantity.FLOW, "conv1", (0, 2, 3, 4)), 1.0, 1, Rule.RELU_BACKWARD),
    Link(Element(Quantity.FLOW, "fc1", (0, 7)), -0.25, 84, Rule.LINEAR_BACKWARD),
    Link(Element(Quantity.FLOW, "fc3", (0, 3)), 2.0, 1, Rule.MSE_BACKWARD),
)
"""Its product is -0.25."""


def inspected(explained: Explanation, **changes: Any) -> Inspection:
    return replace(Inspection(explained.element, explained, None), **changes)


def unexplained(reason: Missing, element: Element = WEIGHT, **changes: Any) -> Inspection:
    return replace(Inspection(element, None, reason), **changes)


def rule_step(rule: Any, update: float, **changes: Any) -> RuleStep:
    weight = 0.5
    lines = (
        RuleLine(Computed.GRADIENT, "g = p.grad", "g", 0.25),
        RuleLine(Computed.UPDATE, "update = -lr * g", f"-0.01 * {0.25}", update),
        RuleLine(Computed.WEIGHT, "w = w + update", f"{weight} + {update}", weight + update),
    )
    step = RuleStep(rule, lines, update, update, weight + update, 0, False, 0)
    return replace(step, **changes)


def update(**changes: Any) -> UpdateExplained:
    """A momentum step of ``conv1.weight[2, 0, 1, 3]``, beside two other rules."""
    momentum = SGD(lr=0.01, momentum=0.9)
    lines = (
        RuleLine(Computed.GRADIENT, "g = p.grad", "g", 0.25),
        RuleLine(
            Computed.MOMENTUM, "b = momentum * b + (1 - dampening) * g",
            "0.9 * 0.1 + (1 - 0) * 0.25", 0.34,
        ),
        RuleLine(Computed.UPDATE, "update = -lr * b", "-0.01 * 0.34", -0.0034),
        RuleLine(Computed.WEIGHT, "w = w + update", "0.5 + -0.0034", 0.4966),
    )  # fmt: skip
    present = rule_step(momentum, -0.0034, lines=lines, present=True, steps_before=3)
    others = (
        rule_step(None, -0.0025),
        rule_step(SGD(lr=0.01), -0.0025),
        rule_step(Adam(lr=0.01), -0.01, ulps=1),
        rule_step(RMSprop(lr=0.01), -0.1, ulps=2),
    )
    explained = UpdateExplained(
        "conv1.weight", (2, 0, 1, 3), 0.5, 0.25, False, None, True, (present, *others)
    )
    return replace(explained, **changes)


def checked(**changes: Any) -> CheckedNumber:
    """One number whose difference and derivative agree to 1e-8."""
    number = CheckedNumber(
        "conv1.weight", (2, 0, 1, 3), 0.79466, 0.79467, 0.25, 0.25 * (1 + 1e-8), 0.25, ()
    )
    return replace(number, **changes)


def check(*numbers: CheckedNumber, one: bool = True, **changes: Any) -> GradientCheck:
    command = CheckGradient("conv1.weight", (2, 0, 1, 3)) if one else CheckGradient()
    return replace(GradientCheck(command, 4, numbers or (checked(),), 0.794664, 1), **changes)


def sample(count: int = 100) -> GradientCheck:
    """A sample in which every tenth number lies at a kink."""
    rng = np.random.default_rng(2)
    kinks = ((Kink.RELU, "relu2"), (Kink.MAX_POOL, "pool1"))
    numbers = [
        checked(
            parameter="fc1.weight", index=(i, 2 * i), autograd=0.25, grad=0.25,
            difference=0.25 * (1 + (1e-2 if i % 10 == 0 else 10 ** rng.uniform(-11, -7))),
            kinks=kinks if i % 10 == 0 else (),
        )
        for i in range(count)
    ]  # fmt: skip
    return check(*numbers, one=False)


def flats() -> Flats:
    rng = np.random.default_rng(3)

    def relu(layer: str) -> ReluMap:
        on = rng.random(ACTIVATIONS[layer]).astype(np.float32)
        on[on < 0.3] = 0
        return ReluMap(layer, frozen(on), 2, on.size, int((on == 0).sum()))

    def pool(layer: str) -> PoolMap:
        ties = rng.integers(0, 3, ACTIVATIONS[layer])
        return PoolMap(layer, frozen(ties), int(ties.sum()), 1, 8 * ties.size)

    return Flats(tuple(map(relu, ("relu1", "relu2", "relu3", "relu4"))),
                 tuple(map(pool, ("pool1", "pool2"))))  # fmt: skip


def simple(rule: Rule) -> Explanation:
    """Any rule, with two terms."""
    column = factors(Quantity.FLOW, "fc3", [(0, 1), (0, 2)], [0.5, -0.25])
    return explanation(Element(Quantity.FLOW, "relu4", (0, 3)), rule, column)
