"""Errors of graphs and gradients, explained."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.errors import FailureKind
from lenet_gui.gui.words.changes import Part
from lenet_gui.gui.words.explained import Explained, Facts

translate = QCoreApplication.translate


def explain_graph_failure(kind: FailureKind, facts: Facts) -> Explained | None:
    """The explanation; ``None``: the error is of another sort."""
    match kind:
        case FailureKind.GRAPH_FREED:
            return Explained(
                translate(
                    "failures",
                    "backward already went through this graph and freed its saved tensors.",
                ),
                Part.GRAPH,
                translate(
                    "failures",
                    "Three cures. Press forward and loss again: a new graph, which is what a "
                    "training loop does. Or call the first backward with retain_graph=True: it "
                    "keeps the memory, and each further backward adds its gradient again. Or add "
                    "both losses and go back once.",
                ),
                translate(
                    "failures",
                    "“zero_grad would help.” It empties .grad; it does not revive a graph.",
                ),
            )
        case FailureKind.STALE_WEIGHTS:
            return Explained(
                translate(
                    "failures",
                    "The graph was built with other weights: {parameter} {shape} was saved at "
                    "version {saved_version} and is now at version {version}.",
                ).format_map(facts),
                Part.GRAPH,
                translate(
                    "failures",
                    "Something, usually step, changed the weights in place after forward had saved "
                    "them, so the derivative at the old weights can no longer be computed. Press "
                    "forward and loss again before backward; or do both backwards before step. (A "
                    "linear layer saves its weight transposed, which is why PyTorch names the "
                    "turned shape.)",
                ),
                translate(
                    "failures",
                    "“Then I change it through .data.” That hides the change from autograd: no "
                    "error, and wrong gradients.",
                ),
            )
        case FailureKind.NO_GRAPH:
            return Explained(
                translate(
                    "failures",
                    "There is no graph behind this tensor: it was computed under no_grad, was "
                    "detached, or all that it was computed of is frozen.",
                ),
                Part.GRAPH,
                translate(
                    "failures",
                    "Press forward and loss: they record a graph. In a script, take the detach or "
                    "the no_grad away from the part that is to be trained; or unfreeze a parameter "
                    "before forward.",
                ),
                translate(
                    "failures",
                    "“requires_grad_(True) on the loss repairs it.” It makes a new leaf, and no "
                    "way back to the weights.",
                ),
            )
        case FailureKind.NOT_SCALAR:
            return Explained(
                translate(
                    "failures", "backward starts from one number; output is several numbers."
                ),
                Part.GRAPH,
                translate(
                    "failures",
                    "Press loss first, which makes one number of them. Or give a vector of "
                    "output's shape: backward then computes vector times Jacobian, and each number "
                    "says how much its output counts.",
                ),
                translate(
                    "failures", "“backward gives the derivative of each output.” It gives one sum."
                ),
            )
        case FailureKind.VECTOR_SHAPE:
            return Explained(
                translate(
                    "failures", "The vector has shape {vector}, but the output has shape {output}."
                ).format_map(facts),
                Part.GRAPH,
                translate(
                    "failures",
                    "backward from something that is not a scalar takes one number for each of "
                    "its entries: how much each entry counts. Give a vector of the output's shape, "
                    "such as torch.randn_like(output).",
                ),
            )
        case FailureKind.LEAF_IN_PLACE | FailureKind.VIEW_IN_PLACE:
            return Explained(
                translate(
                    "failures",
                    "{parameter} is a leaf that autograd follows: it may not be changed in place "
                    "while autograd looks.",
                ).format_map(facts),
                Part.PARAMETERS,
                translate(
                    "failures",
                    "Change it under torch.no_grad(), as optimizers do: the version counter then "
                    "counts the change, and an old graph that needs the old value says so. Or let "
                    "an optimizer do it.",
                ),
                translate("failures", "“A slice of it is a copy.” A slice is the same memory."),
            )
        case FailureKind.NOT_IN_GRAPH | FailureKind.FROZEN_ASKED:
            return Explained(
                translate(
                    "failures", "The graph of the loss does not reach {parameter}."
                ).format_map(facts),
                Part.GRAPH,
                translate(
                    "failures",
                    "Press forward and loss with the network as it is now; or ask only for "
                    "parameters that took part; or pass allow_unused=True and get None.",
                ),
            )
        case FailureKind.GRADIENT_NONE:
            return Explained(
                translate(
                    "failures",
                    "A rule by hand reads .grad, and .grad of {parameter} is None: neither it nor "
                    "a parameter after it has moved.",
                ).format_map(facts),
                Part.ACCOUNTS,
                translate(
                    "failures",
                    "Call backward first. Or skip parameters without a gradient, as "
                    "optimizer.step() does. Or clear with set_to_none=False, which costs memory "
                    "and moves parameters under momentum or decay.",
                ),
                translate(
                    "failures",
                    "“After zero_grad there are zeros.” Since PyTorch 2.0 there is None.",
                ),
            )
        case FailureKind.FLOAT_BACKWARD:
            return Explained(
                translate(
                    "failures", "item() gives a plain Python float, and a float has no graph."
                ),
                Part.GRAPH,
                translate(
                    "failures",
                    "Call backward on the tensor, and item() afterwards, to print or keep the "
                    "number.",
                ),
            )
    return _of_tensors(kind, facts)


def _of_tensors(kind: FailureKind, facts: Facts) -> Explained | None:
    match kind:
        case FailureKind.FLAG_OF_RESULT:
            return Explained(
                translate(
                    "failures",
                    "requires_grad of a computed tensor follows from what it was computed of.",
                ),
                Part.GRAPH,
                translate(
                    "failures",
                    "output.detach() gives the same numbers without a graph; no_grad around the "
                    "forward records none at all, and saves its memory.",
                ),
            )
        case FailureKind.RETAIN_WITHOUT_GRAPH:
            return Explained(
                translate(
                    "failures", "No gradient will come to this tensor, so none can be retained."
                ),
                Part.GRAPH,
                translate(
                    "failures",
                    "Compute it with gradients: forward without no_grad, then retain_grad(), then "
                    "backward.",
                ),
            )
        case FailureKind.NUMPY_OF_GRAPH:
            return Explained(
                translate(
                    "failures", "numpy knows no graph, so PyTorch does not drop this one silently."
                ),
                Part.GRAPH,
                translate(
                    "failures",
                    "output.detach().numpy() shares the memory; add .copy() where the numbers are "
                    "to stay as they are.",
                ),
            )
        case FailureKind.COPY_OF_GRAPH:
            return Explained(
                translate("failures", "A tensor with a graph behind it cannot be copied deeply."),
                Part.GRAPH,
                translate(
                    "failures",
                    "Copy the number (loss.item()) or the values (loss.detach().clone()); compute "
                    "the graph again where you need it.",
                ),
            )
        case FailureKind.GRADIENT_SIZE:
            return Explained(
                translate(
                    "failures",
                    "A gradient of shape {actual} does not fit {parameter}, which has shape "
                    "{shape}.",
                ).format_map(facts),
                Part.ACCOUNTS,
                translate(
                    "failures",
                    "An account holds one number for each number of its parameter. Use "
                    "torch.zeros_like(parameter), or let backward write it.",
                ),
            )
        case FailureKind.NOT_A_PARAMETER:
            return Explained(
                translate(
                    "failures",
                    "{parameter} is a parameter of the network; the result of w - lr * g is an "
                    "ordinary tensor.",
                ).format_map(facts),
                Part.PARAMETERS,
                translate(
                    "failures",
                    "Change the parameter in place under no_grad: w.sub_(lr * w.grad). Or call "
                    "optimizer.step(). A new nn.Parameter in its place would be one that the "
                    "optimizer does not know.",
                ),
                translate(
                    "failures", "“w = w - lr * g changes w.” It makes a new tensor of that name."
                ),
            )
    return None
