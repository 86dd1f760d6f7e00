"""How a number comes about, in one plain sentence a rule, and in symbols."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.explanation import Explanation, Rule
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate

FORMULAS: Mapping[Rule, str] = {
    Rule.INPUT: "input[n, c, i, j]",
    Rule.CONVOLUTION: "y[n, o, i, j] = b[o] + Σ w[o, c, u, v] · x[n, c, i+u, j+v]",
    Rule.LINEAR: "y[n, o] = b[o] + Σ w[o, k] · x[n, k]",
    Rule.RELU: "y = max(x, 0)",
    Rule.MAX_POOL: "y[n, c, i, j] = max x[n, c, 2i+u, 2j+v],  u, v = 0, 1",
    Rule.VIEW: "y = x.view(...)",
    Rule.MSE: "L = Σ (output - target)² / count",
    Rule.MSE_PAIRS: "L = Σ (output[j] - target[i])² / count,  every pair i, j",
    Rule.CROSS_ENTROPY: "L = Σ (log Σ exp(output[n, k]) - output[n, class]) / N",
    Rule.LOSS_SUM: "L = L1 + L2 + ...",
    Rule.SEED: "dL/dL = 1",
    Rule.VECTOR: "dL/d(output) = v",
    Rule.MSE_BACKWARD: "dL/d(output) = 2 · (output - target) / count",
    Rule.MSE_PAIRS_BACKWARD: "dL/d(output[j]) = Σ 2 · (output[j] - target[i]) / count",
    Rule.CROSS_ENTROPY_BACKWARD: "dL/d(output) = (softmax(output) - one_hot(class)) / N",
    Rule.CONVOLUTION_BACKWARD: "dL/dx[n, c, p, q] = Σ dL/dy[n, o, i, j] · w[o, c, p-i, q-j]",
    Rule.LINEAR_BACKWARD: "dL/dx[n, k] = Σ dL/dy[n, o] · w[o, k]",
    Rule.RELU_BACKWARD: "dL/dx = dL/dy  if x > 0 else 0",
    Rule.MAX_POOL_BACKWARD: "dL/dx = Σ dL/dy of the windows that x has won",
    Rule.VIEW_BACKWARD: "dL/dx = dL/dy.view(...)",
    Rule.CONVOLUTION_WEIGHT: "dL/dw[o, c, u, v] = Σ dL/dy[n, o, i, j] · x[n, c, i+u, j+v]",
    Rule.CONVOLUTION_BIAS: "dL/db[o] = Σ dL/dy[n, o, i, j]",
    Rule.LINEAR_WEIGHT: "dL/dw[o, k] = Σ dL/dy[n, o] · x[n, k]",
    Rule.LINEAR_BIAS: "dL/db[o] = Σ dL/dy[n, o]",
    Rule.DEPOSITS: ".grad = g1 + g2 + ...",
    Rule.INITIAL: "w",
    Rule.STEPPED: "w = w before + update",
    Rule.UPDATE: "update = w after - w before",
}
"""Each rule in symbols: x goes into a layer, y comes out of it, L is the loss, n counts images."""


def rule_sentence(explanation: Explanation) -> str:
    """How a number comes about."""
    name = explanation.element.name
    return _sentence(explanation.rule).format(
        name=name, layer=name.rpartition(".")[0] or name, terms=count(len(explanation.products))
    )


def _sentence(rule: Rule) -> str:
    return _forward(rule) or _backward(rule) or _parameter(rule)


def _forward(rule: Rule) -> str:
    return {
        Rule.INPUT: translate(
            "rule", "It is a pixel of the input: it is fed in, and nothing computes it."
        ),
        Rule.CONVOLUTION: translate(
            "rule",
            "{name} lays its kernel on a window of what comes in: each weight times the number "
            "below it is one term ({terms} in all), and the bias is added to their sum.",
        ),
        Rule.LINEAR: translate(
            "rule",
            "{name} multiplies each of its inputs with a weight of its own: {terms} terms, and "
            "the bias is added to their sum.",
        ),
        Rule.RELU: translate(
            "rule", "{name} lets a number above 0 through as it is, and makes 0 of any other."
        ),
        Rule.MAX_POOL: translate(
            "rule", "{name} looks at a window of {terms} numbers and keeps the largest."
        ),
        Rule.VIEW: translate(
            "rule", "{name} gives the same numbers another shape; it computes nothing."
        ),
        Rule.MSE: translate(
            "rule",
            "The loss is the mean of the squared differences between output and target: {terms} "
            "terms.",
        ),
        Rule.MSE_PAIRS: translate(
            "rule",
            "Output and target have different shapes, so each output is held against several "
            "numbers of the target: the loss is the mean of {terms} squared differences, most of "
            "them between numbers that do not belong together.",
        ),
        Rule.CROSS_ENTROPY: translate(
            "rule",
            "Cross-entropy asks of each image how small the softmax share of the right class is; "
            "the loss is the mean over the batch: {terms} terms.",
        ),
        Rule.LOSS_SUM: translate("rule", "This loss is a sum of losses: {terms} terms."),
    }.get(rule, "")


def _backward(rule: Rule) -> str:
    return {
        Rule.SEED: translate(
            "rule", "Here backward starts: the derivative of the loss by itself is 1."
        ),
        Rule.VECTOR: translate(
            "rule",
            "Here output.backward(vector) starts: the vector stands where the gradient of a loss "
            "by the output would stand.",
        ),
        Rule.MSE_BACKWARD: translate(
            "rule",
            "The derivative of a squared difference: twice the difference between output and "
            "target, divided by how many numbers the mean is over.",
        ),
        Rule.MSE_PAIRS_BACKWARD: translate(
            "rule",
            "This output was held against {terms} numbers of the target, for the shapes differ: "
            "each pulls at it with twice the difference, divided by how many numbers the mean is "
            "over. Together they pull it towards the mean of those targets.",
        ),
        Rule.CROSS_ENTROPY_BACKWARD: translate(
            "rule",
            "The softmax share of this class, less 1 if it is the right class, divided by the "
            "images of the batch.",
        ),
        Rule.CONVOLUTION_BACKWARD: translate(
            "rule",
            "This number was used at several positions of the next convolution. At each, the "
            "gradient of the result times the weight that met it is one term: {terms} in all.",
        ),
        Rule.LINEAR_BACKWARD: translate(
            "rule",
            "This number went into every output of the next layer: the gradient of each output "
            "times its weight is one term, {terms} in all.",
        ),
        Rule.RELU_BACKWARD: translate(
            "rule",
            "relu passes the gradient on where its input was above 0; everywhere else it passes "
            "on 0.",
        ),
        Rule.MAX_POOL_BACKWARD: translate(
            "rule",
            "max-pool gives the gradient of a window to the number that won it; the others of the "
            "window get 0.",
        ),
        Rule.VIEW_BACKWARD: translate(
            "rule", "view gave the numbers another shape, so their gradients get the old one back."
        ),
    }.get(rule, "")


def _parameter(rule: Rule) -> str:
    return {
        Rule.CONVOLUTION_WEIGHT: translate(
            "rule",
            "This weight was used at {terms} positions; at each the gradient of {layer}'s result "
            "times the number below the weight is one term.",
        ),
        Rule.CONVOLUTION_BIAS: translate(
            "rule",
            "This bias was added at {terms} positions; the gradient of {layer}'s result at each "
            "is one term.",
        ),
        Rule.LINEAR_WEIGHT: translate(
            "rule",
            "This weight links one input of {layer} with one output: the gradient of the output "
            "times the input, image by image (terms: {terms}).",
        ),
        Rule.LINEAR_BIAS: translate(
            "rule",
            "This bias was added to one output of {layer}: the gradient of the output, image by "
            "image (terms: {terms}).",
        ),
        Rule.DEPOSITS: translate(
            "rule",
            ".grad is a running sum: each backward since it was cleared has deposited one term "
            "({terms} here, by their calls). With more than one, it is the derivative of no single "
            "loss.",
        ),
        Rule.INITIAL: translate(
            "rule", "No step has changed this number since the start: it is as it was initialised."
        ),
        Rule.STEPPED: translate(
            "rule", "It is what it was before the last step, and what that step added to it."
        ),
        Rule.UPDATE: translate(
            "rule",
            "What the last step changed this number by: what it is now, less what it was. The tab "
            "Step shows how the optimizer came to it.",
        ),
    }.get(rule, "")
