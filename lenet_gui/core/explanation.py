"""One number explained: which terms were summed, what each is made of, and what that comes to.

Data alone, without torch: `explaining` computes it, the Inspector shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from lenet_gui.core.commands import Command
from lenet_gui.core.gradient_check import GradientCheck
from lenet_gui.core.update_explained import UpdateExplained

Column = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


MAX_SAMPLES = 1024
"""Images of a batch that are explained: a weight of the first convolution then has 802 816 terms,
and their places take 49 MiB."""


class Quantity(StrEnum):
    """What a number is one of."""

    ACTIVATION = "activation"  # of a layer's result, or of the input
    FLOW = "flow"  # dL / d(a layer's result), as it flowed backward
    PARAMETER = "parameter"
    GRADIENT = "gradient"  # of a parameter's .grad
    UPDATE = "update"  # what the last step changed a parameter by
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class Element:
    """One number.

    Attributes:
        quantity: what it is one of.
        name: the layer (``input``, ``conv1``, ... as in the network's summary), or the parameter;
            ``loss``.
        index: where in it; of a layer's result the first is the sample.
    """

    quantity: Quantity
    name: str
    index: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspect(Command):
    """Explain one number, now and after each call that is shown; it changes nothing.

    Attributes:
        element: which; ``None``: none any more.
    """

    element: Element | None


class Rule(StrEnum):
    """How a number comes about. Shapes as in LeNet; ``g`` is dL / d(a layer's result)."""

    INPUT = "input"  # it is fed in
    CONVOLUTION = "convolution"  # sum of weight * window, + bias
    LINEAR = "linear"  # sum of weight * x, + bias
    RELU = "relu"  # max(x, 0)
    MAX_POOL = "max_pool"  # the largest of the window
    VIEW = "view"  # the same number in another shape
    MSE = "mse"  # mean of (output - target)^2
    MSE_PAIRS = "mse_pairs"  # the same where a target of another shape is broadcast
    CROSS_ENTROPY = "cross_entropy"  # mean of log(sum(exp(output))) - output[class]
    LOSS_SUM = "loss_sum"  # a loss made of several losses
    SEED = "seed"  # where backward starts: dL / dL = 1
    VECTOR = "vector"  # output.backward(vector): the vector itself
    MSE_BACKWARD = "mse_backward"  # 2 * (output - target) / count
    MSE_PAIRS_BACKWARD = "mse_pairs_backward"  # sum of that over the targets it was held against
    CROSS_ENTROPY_BACKWARD = "cross_entropy_backward"  # (softmax - one-hot) / samples
    CONVOLUTION_BACKWARD = "convolution_backward"  # sum of g * weight over where x was used
    LINEAR_BACKWARD = "linear_backward"  # sum of g * weight over the outputs
    RELU_BACKWARD = "relu_backward"  # g where x > 0, else 0
    MAX_POOL_BACKWARD = "max_pool_backward"  # g of each window that it won, else 0
    VIEW_BACKWARD = "view_backward"  # g in another shape
    CONVOLUTION_WEIGHT = "convolution_weight"  # sum of g * x over samples and positions
    CONVOLUTION_BIAS = "convolution_bias"  # sum of g over samples and positions
    LINEAR_WEIGHT = "linear_weight"  # sum of g * x over samples
    LINEAR_BIAS = "linear_bias"  # sum of g over samples
    DEPOSITS = "deposits"  # .grad: the deposits, folded in their order
    INITIAL = "initial"  # a parameter that no step has changed since the start
    STEPPED = "stepped"  # a parameter: what it was before the last step, and the update
    UPDATE = "update"  # by the optimizer's rule; see `Inspection.update`


class Missing(StrEnum):
    """Why a number cannot be explained at this moment."""

    NO_FORWARD = "no_forward"  # nothing has been computed yet
    NO_LOSS = "no_loss"
    NO_BACKWARD = "no_backward"  # there is no gradient: backward was not called
    NONE = "none"  # .grad is None; of a layer's result: all before it is frozen, and none came
    NO_STEP = "no_step"
    NOT_SHOWN = "not_shown"  # made by a call of a free run, of which no results were kept
    OTHER_NETWORK = "other_network"  # such as 28x28 or unbatched images: other shapes
    GONE = "gone"  # there is no such number now: the batch or the network is another one
    NOT_BY_RULES = "not_by_rules"  # a call that is no line of the loop made or changed it
    TOO_LARGE = "too_large"  # a batch of more than `MAX_SAMPLES`


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """One column of the terms.

    Attributes:
        quantity: what the factors are numbers of; ``None``: plain numbers, with no place.
        name: of which layer or parameter; for plain numbers what they are, such as ``2 / 10``, or
            ``x > 0`` for 1 or 0; of a difference that is two terms: both, ``softmax - one-hot``.
        places: shape ``(terms, dimensions)``, the index of each.
        values: shape ``(terms,)``, each factor as PyTorch has it, in float64.
    """

    quantity: Quantity | None
    name: str
    places: Places
    values: Column

    def element(self, term: int) -> Element | None:
        """The number that a term's factor is; ``None``: a plain number."""
        if self.quantity is None:
            return None
        return Element(self.quantity, self.name, tuple(int(i) for i in self.places[term]))


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One node of the way back from a number to the loss, along the largest term of each sum.

    Attributes:
        element: the number.
        derivative: d(the next one's tensor) / d(this one's), by which the way is multiplied here:
            the factor beside the gradient in the largest term. The last is dL / dL = 1, or the
            vector's number.
        terms: how many terms its sum has, of which this way follows one.
        rule: how the gradient came here.
    """

    element: Element
    derivative: float
    terms: int
    rule: Rule


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """How one number came about.

    Attributes:
        element: the number.
        rule: how.
        number: PyTorch's own, as it is; exact.
        factors: the columns of the terms: none, one or two; a term is their product.
        products: shape ``(terms,)``, the terms, in float64.
        bias: what is added to their sum; ``None``: nothing.
        total: their sum, in float64.
        exact: the number from the whole network in float64, from the same weights and input;
            ``None``: it is not computed for this rule.
        facts: numbers of the rule by name, such as the window's place that won.
        same_bits: for an activation, or a gradient that is made of one deposit: computing it
            again from the saved weights and input gives the same bits as it has; for a flow, which
            PyTorch does not keep, all deposits of its backward, computed again, do; ``None``:
            nothing was computed again, or there is nothing left to compare with.
        way: from this number back to the loss, along the largest terms; its derivatives
            multiplied give what this one way contributes; empty: no gradient.
        last: for a gradient of several deposits: the last of them by itself; ``None``: it is no
            such number, or that deposit was made of another output than the present one.
    """

    element: Element
    rule: Rule
    number: float
    factors: tuple[Factors, ...]
    products: Column
    bias: tuple[Element, float] | None
    total: float
    exact: float | None
    facts: Mapping[str, float] = field(default_factory=dict)
    same_bits: bool | None = None
    way: tuple[Link, ...] = ()
    last: "Explanation | None" = None

    @property
    def difference(self) -> float:
        """How far the float64 sum of the terms is from PyTorch's number."""
        return self.total - self.number


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """What the Inspector shows.

    Attributes:
        element: the chosen number.
        explanation: how it came about; ``None``: see `missing`.
        missing: why there is no explanation.
        update: for a number of a parameter, its gradient or its update: what the step did, or
            will do, by each rule; ``None``: there is no gradient, or it is no such number.
        check: the last `CheckGradient`; ``None``: there was none since the state changed.
        size: shape of the tensor that it is one of; empty for the loss.
    """

    element: Element
    explanation: Explanation | None
    missing: Missing | None
    update: UpdateExplained | None = None
    check: GradientCheck | None = None
    size: tuple[int, ...] = ()
