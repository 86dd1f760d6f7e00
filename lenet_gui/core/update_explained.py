"""What an optimizer step does to one number, rule by rule. Data alone, without torch."""

from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.optimizers import OptimizerSpec


class Computed(StrEnum):
    """What a line of a rule computes; each has its symbol and its words in the window."""

    OPTIONS = "options"  # nothing yet: the rule with its options; the value is its lr
    GRADIENT = "gradient"  # g
    DECAYED_GRADIENT = "decayed_gradient"  # g, with the weight decay that is a part of it
    DECAYED_WEIGHT = "decayed_weight"  # AdamW: w * (1 - lr * weight_decay)
    MOMENTUM = "momentum"  # the buffer b
    NESTEROV = "nesterov"  # g + momentum * b
    FIRST_MOMENT = "first_moment"  # m
    SECOND_MOMENT = "second_moment"  # v
    SECOND_MAXIMUM = "second_maximum"  # amsgrad: the largest v so far
    FIRST_CORRECTED = "first_corrected"  # m / (1 - beta1^t)
    SECOND_CORRECTED = "second_corrected"  # v / (1 - beta2^t)
    SQUARE_AVERAGE = "square_average"  # RMSprop, Adadelta
    GRADIENT_AVERAGE = "gradient_average"  # centered RMSprop
    SQUARE_SUM = "square_sum"  # Adagrad
    DELTA = "delta"  # Adadelta: the change before lr
    UPDATE_AVERAGE = "update_average"  # Adadelta's acc_delta
    DENOMINATOR = "denominator"
    RATE = "rate"  # Adagrad's decayed lr
    UPDATE = "update"  # what is added to the weight, before the sum is rounded to float32
    WEIGHT = "weight"  # the new weight


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of a rule's arithmetic.

    Attributes:
        quantity: what it computes.
        formula: in the symbols of the rule, such as ``b = momentum * b + (1 - dampening) * g``.
        numbers: the same with the live values, such as ``0.9 * 0.012 + 1 * -0.0041``.
        value: what it comes to.
    """

    quantity: Computed
    formula: str
    numbers: str
    value: float


@dataclass(frozen=True, slots=True)
class RuleStep:
    """One rule applied to one number.

    Attributes:
        rule: the optimizer; ``None``: the tutorial's rule by hand.
        lines: the arithmetic, in order; the last is the new weight.
        update: what it adds to the weight, as the lines come to: new weight minus old weight,
            exact in float64. The weight is rounded to float32, so it is not quite the line
            `Computed.UPDATE`; weight decay that does not pass through that line is in it.
        torch_update: the same by ``torch.optim`` on a copy of the parameter, or by the tutorial's
            line; new weight minus old weight, exact in float64.
        torch_weight: the new weight by ``torch.optim``.
        ulps: units in the last place between the lines' new weight and that one; 0: same bits.
        present: it is the rule of the present optimizer, with its state.
        steps_before: updates that its state knows of; 0: it begins anew. SGD does not count
            them: 1 where it has a momentum buffer.
    """

    rule: OptimizerSpec | None
    lines: tuple[RuleLine, ...]
    update: float
    torch_update: float
    torch_weight: float
    ulps: int
    present: bool
    steps_before: int


@dataclass(frozen=True, slots=True)
class UpdateExplained:
    """What the step does to one number of a parameter.

    Attributes:
        parameter: its name.
        index: where in it.
        weight: the number before the step.
        gradient: its gradient, which the step uses.
        done: the step was made, and this explains it; False: it is what step would do now.
        actual: the number after the step that was made; ``None``: it was not.
        owned: that step's optimizer owns the parameter; False: the step leaves it alone.
        rules: the present rule first, then the others from the same gradient, which begin anew
            with the present learning rate.
        actual_ulps: units in the last place between the present rule's lines and `actual`;
            ``None``: no step was made, or it left the number alone.
    """

    parameter: str
    index: tuple[int, ...]
    weight: float
    gradient: float
    done: bool
    actual: float | None
    owned: bool
    rules: tuple[RuleStep, ...]
    actual_ulps: int | None = None
