"""What each class of node means for backward, in one sentence."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.gui.output.printed_output import stem

translate = QCoreApplication.translate


def meaning(name: str) -> str:
    """The sentence for a class, such as ``AddmmBackward0``."""
    return (
        _of_layers(stem(name))
        or _of_losses(stem(name))
        or _of_shapes(stem(name))
        or translate(
            "graph_classes",
            "It holds the rule by which an operation of forward passes a gradient on to its "
            "inputs.",
        )
    )


def _of_layers(kind: str) -> str:
    return {
        "AccumulateGrad": translate(
            "graph_classes",
            "A leaf: here the way ends. It adds what comes in to the parameter's .grad.",
        ),
        "Addmm": translate(
            "graph_classes",
            "bias + input · weightᵀ, a linear layer. Its next_functions are in that order: bias, "
            "input, transposed weight.",
        ),
        "Linear": translate(
            "graph_classes", "A linear layer: it passes a gradient to input, weight and bias."
        ),
        "Mm": translate(
            "graph_classes", "A product of matrices: each factor's gradient needs the other factor."
        ),
        "Convolution": translate(
            "graph_classes",
            "A convolution: it passes a gradient to its input, its weight and its bias.",
        ),
        "Relu": translate(
            "graph_classes",
            "relu: the gradient passes where the result was above 0, and becomes 0 elsewhere.",
        ),
        "MaxPool2DWithIndices": translate(
            "graph_classes",
            "Max-pooling: the gradient goes to the largest number of each window, the others get "
            "0. Which one it was, it has saved as indices.",
        ),
        "T": translate(
            "graph_classes",
            "A transposition: the weight was turned before the product, so its gradient is turned "
            "back.",
        ),
    }.get(kind, "")  # fmt: skip


def _of_losses(kind: str) -> str:
    return {
        "MseLoss": translate(
            "graph_classes",
            "The mean squared error: its gradient is 2 · (output − target) / number of elements.",
        ),
        "LogSoftmax": translate(
            "graph_classes",
            "The logarithm of softmax; with the node before it, it makes cross-entropy, whose "
            "gradient is softmax − one-hot, divided by the number of samples.",
        ),
        "NllLoss": translate(
            "graph_classes",
            "The negative log-likelihood: it takes the number of the right class, with a minus "
            "sign, and averages over the batch.",
        ),
        "Div": translate(
            "graph_classes", "A division: the gradient is divided by the same number."
        ),
        "Mul": translate(
            "graph_classes", "A product: each factor's gradient is multiplied by the other factor."
        ),
        "Add": translate(
            "graph_classes", "A sum: it passes the same gradient on to each of its terms."
        ),
        "Sub": translate(
            "graph_classes", "A difference: the second term gets the gradient with a minus sign."
        ),
        "Sum": translate(
            "graph_classes", "A sum of all elements: each of them gets the same gradient."
        ),
        "Mean": translate(
            "graph_classes",
            "A mean: each element gets the same gradient, divided by how many they are.",
        ),
        "Pow": translate("graph_classes", "A power: d(xⁿ)/dx = n · xⁿ⁻¹."),
    }.get(kind, "")


def _of_shapes(kind: str) -> str:
    other_shape = translate(
        "graph_classes",
        "It computes nothing: the same numbers in another shape, and the gradient goes back into "
        "the old one.",
    )
    return {
        "View": other_shape,
        "Reshape": other_shape,
        "ReshapeAlias": other_shape,
        "UnsafeView": other_shape,
        "Unsqueeze": other_shape,
        "Squeeze": other_shape,
        "Select": translate(
            "graph_classes",
            "An index, such as output[0]: the gradient goes to what was taken, the rest gets 0.",
        ),
        "Slice": translate(
            "graph_classes", "A slice: the gradient goes to what was taken, the rest gets 0."
        ),
        "Expand": translate(
            "graph_classes", "Numbers that were repeated: their gradients are added up."
        ),
        "Clone": translate("graph_classes", "A copy: the gradient passes as it is."),
    }.get(kind, "")
