"""How a loss came about, and its derivative by one output: where the way back begins.

PyTorch's ``nn.MSELoss`` and ``nn.CrossEntropyLoss`` with ``reduction="mean"``.
"""

import numpy as np
import numpy.typing as npt

from lenet_gui.core import measure
from lenet_gui.core.commands import LossKind
from lenet_gui.core.explanation import Column, Rule
from lenet_gui.core.saved import LossRule, SavedBackward
from lenet_gui.core.terms import Terms, grid, numbered, plain, products_of

Output = npt.NDArray[np.floating]


def loss_terms(rule: LossRule, output: Output) -> Terms:
    """The terms of a loss.

    Args:
        rule: how it is computed.
        output: shape ``(N, 10)``.
    """
    numbers: Column = output.astype(np.float64)
    return _squares(rule, numbers) if rule.kind is LossKind.MSE else _surprises(rule, numbers)


def output_terms(
    rule: LossRule, back: SavedBackward, output: Output, index: tuple[int, ...]
) -> Terms:
    """The terms of dL / d(one output).

    Args:
        rule: how the loss was computed.
        back: the backward, with what the loss was multiplied by.
        output: shape ``(N, 10)``.
        index: which output.
    """
    numbers: Column = output.astype(np.float64)
    if rule.kind is LossKind.MSE:
        return _distance(rule, back.factor, numbers, index)
    return _probability(rule, back.factor, numbers, index)


def _distance(rule: LossRule, scale: float, output: Column, index: tuple[int, ...]) -> Terms:
    numbers = measure.share(rule.target)
    if numbers.shape != output.shape:
        return _distances(rule, scale, output, index)
    target = float(numbers[index])
    share, divided = _share(rule, output.size, scale)
    far = plain("output - target", output[index] - target)
    facts = {"output": float(output[index]), "target": target, "count": float(output.size)}
    return products_of(Rule.MSE_BACKWARD, far, plain(f"2 {divided}", 2 * share), facts=facts)


def _distances(rule: LossRule, scale: float, output: Column, index: tuple[int, ...]) -> Terms:
    """Of a target of another shape: the output was held against several of its numbers."""
    far = output - measure.share(rule.target)
    whose = np.broadcast_to(np.arange(output.size).reshape(output.shape), far.shape)
    pairs = np.argwhere(whose == np.ravel_multi_index(index, output.shape))
    share, divided = _share(rule, far.size, scale)
    return products_of(
        Rule.MSE_PAIRS_BACKWARD,
        numbered("output - target", pairs, far[tuple(pairs.T)]),
        plain(f"2 {divided}", *[2 * share] * len(pairs)),
        facts={"output": float(output[index]), "count": float(far.size)},
    )


def _probability(rule: LossRule, scale: float, output: Column, index: tuple[int, ...]) -> Terms:
    target = _probabilities(rule, output)[index[0]]
    wanted = float(target[index[1]])
    probability = float(np.exp(output[index] - _log_sum(output)[index[0]]))
    share, divided = _share(rule, len(output), scale)
    # Of classes the target's sum is 1; of other numbers softmax is multiplied by it.
    return products_of(
        Rule.CROSS_ENTROPY_BACKWARD,
        plain("softmax - one-hot", probability * float(target.sum()), -wanted),
        plain(f"1 {divided}", share, share),
        facts={"softmax": probability, "target": wanted, "samples": float(len(output))},
    )


def _squares(rule: LossRule, output: Column) -> Terms:
    # Of two shapes, each number of the one is held against each of the other that it meets.
    far = output - measure.share(rule.target)
    places = grid(*far.shape).T
    share, divided = _share(rule, far.size)
    numbers = far.reshape(-1)
    return products_of(
        Rule.MSE if rule.target.shape == output.shape else Rule.MSE_PAIRS,
        numbered("output - target", places, numbers),
        numbered(f"(output - target) {divided}", places, numbers * share),
        facts={"count": float(far.size)},
    )


def _surprises(rule: LossRule, output: Column) -> Terms:
    target = _probabilities(rule, output)
    given = np.argwhere(target)
    place = tuple(given.T)
    surprise = _log_sum(output)[place[0]] - output[place]
    share, divided = _share(rule, len(output))
    return products_of(
        Rule.CROSS_ENTROPY,
        numbered("log(sum(exp(output))) - output[class]", given, surprise),
        numbered(f"target {divided}", given, target[place] * share),
        facts={"samples": float(len(output))},
    )


def _probabilities(rule: LossRule, output: Column) -> Column:
    """The target as a number for each class; of classes, 1 and 0."""
    target = measure.share(rule.target).astype(np.float64)
    if target.ndim == output.ndim:
        return target
    return np.eye(output.shape[1])[target.astype(np.int64)]


def _log_sum(output: Column) -> Column:
    """``log(sum(exp(output)))`` of each sample, without overflow."""
    largest = output.max(axis=1)
    with np.errstate(all="ignore"):
        total: Column = largest + np.log(np.exp(output - largest[:, None]).sum(axis=1))
    return total


def _share(rule: LossRule, count: int, scale: float = 1.0) -> tuple[float, str]:
    """What a term is multiplied by, as the loss was, and how one writes it behind the term."""
    name = f"/ {count}"
    if rule.divisor != 1:
        name += f" / {rule.divisor}"
    if scale != 1:
        name += f" * {scale:g}"
    return scale / count / rule.divisor, name
