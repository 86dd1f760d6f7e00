"""Errors of order, shapes, types and optimizers, explained."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.errors import FailureKind
from lenet_gui.gui.words.changes import Part
from lenet_gui.gui.words.explained import Explained, Facts

translate = QCoreApplication.translate


def explain_order_failure(kind: FailureKind) -> Explained | None:
    """A call before what it needs; ``None``: the error is of another sort."""
    match kind:
        case FailureKind.NO_OUTPUT:
            return Explained(
                translate(
                    "failures", "There is no output yet, so this call has nothing to work on."
                ),
                Part.GRAPH,
                translate("failures", "Press forward first: it computes output."),
            )
        case FailureKind.NO_LOSS:
            return Explained(
                translate("failures", "There is no loss yet, so backward has nowhere to start."),
                Part.GRAPH,
                translate(
                    "failures",
                    "Press forward and then loss. Or go back from the output itself, with a "
                    "vector: see the menu of backward.",
                ),
            )
        case FailureKind.NO_TARGET:
            return Explained(
                translate("failures", "This input has no target, so there is no loss to compute."),
                None,
                translate("failures", "Say in the Input panel which digit the picture shows."),
            )
        case FailureKind.NO_BATCHES:
            return Explained(
                translate("failures", "This input is a single image: there is no next batch."),
                None,
                translate("failures", "Choose batches of digits in the Input panel."),
            )
        case FailureKind.NO_SCHEDULER:
            return Explained(
                translate("failures", "This loop has no scheduler."),
                Part.OPTIMIZER,
                translate(
                    "failures", "Choose one of the recipes with a schedule in the Program panel."
                ),
            )
    return None


def explain_shape_failure(kind: FailureKind, facts: Facts) -> Explained | None:
    """Shapes and types that do not fit; ``None``: the error is of another sort."""
    match kind:
        case FailureKind.IMAGE_SIZE:
            return Explained(
                translate(
                    "failures",
                    "{parameter} takes {expected} numbers, but images of this size leave {actual}: "
                    "LeNet is made for 32 x 32.",
                ).format_map(facts),
                None,
                translate(
                    "failures",
                    "Pad MNIST's 28 x 28 images by 2 on each side: a few more multiplications. "
                    "Or give conv1 padding=2, which changes the network's text and nothing else"
                    " of it. Or build fc1 for the other size, and train anew.",
                ),
                translate(
                    "failures", "“view(-1, 400) adapts itself.” Only the -1, the batch, does."
                ),
            )
        case FailureKind.CHANNELS:
            return Explained(
                translate(
                    "failures",
                    "The image has {actual} channels; {parameter} is made for {expected}.",
                ).format_map(facts),
                None,
                translate(
                    "failures",
                    "Turn the image grey, the mean over its channels: the colours are lost. Or "
                    "build conv1 for three channels: three times as many weights in it, and "
                    "training anew.",
                ),
            )
        case FailureKind.DIMENSIONS:
            return Explained(
                translate(
                    "failures", "An image of shape {input} lacks its channel and its batch."
                ).format_map(facts),
                None,
                translate(
                    "failures",
                    "Add them in front: image[None, None] has the shape (1, 1, 32, 32) and "
                    "shares the memory. Or let a DataLoader make batches.",
                ),
            )
        case FailureKind.DTYPE:
            return Explained(
                translate("failures", "The input is {input}, the weights are {weight}.").format_map(
                    facts
                ),
                None,
                translate(
                    "failures",
                    "input.float() is what numpy's float64 needs: a copy at half the size. Or "
                    "make the array in float32 from the start. net.double() works, too, at "
                    "twice the memory and less speed.",
                ),
            )
        case FailureKind.SHAPES_DIFFER:
            return Explained(
                translate(
                    "failures",
                    "output and target have {output} and {target} entries where they should match.",
                ).format_map(facts),
                None,
                translate(
                    "failures",
                    "Give the target the output's shape: target.view(output.shape) costs "
                    "nothing. Or choose the rows that belong together, where there are too "
                    "many.",
                ),
            )
        case FailureKind.TARGET_CLASS:
            return Explained(
                translate(
                    "failures", "There is no output for class {actual}: the ten are 0 to 9."
                ).format_map(facts),
                None,
                translate(
                    "failures",
                    "Number the classes from 0. Or give fc3 more outputs, and train anew. Or "
                    "mark what has no class with -100, which cross-entropy leaves out.",
                ),
            )
        case FailureKind.TARGET_COUNT:
            return Explained(
                translate("failures", "{output} samples came with {target} targets.").format_map(
                    facts
                ),
                None,
                translate(
                    "failures",
                    "Cross-entropy takes one class for each sample: take both from the same "
                    "batch. Or repeat the input, where each sample is meant to have several "
                    "targets.",
                ),
            )
        case FailureKind.TARGET_DIMENSIONS:
            return Explained(
                translate(
                    "failures",
                    "Cross-entropy takes the classes of a batch as one row, shape (N,); these "
                    "have a second dimension.",
                ),
                None,
                translate(
                    "failures",
                    "target.view(-1) or target.squeeze(1) takes it away and costs nothing. Or "
                    "give a probability for each class, in the output's shape.",
                ),
            )
        case FailureKind.TARGET_DTYPE:
            return Explained(
                translate("failures", "Classes are whole numbers; these are {actual}.").format_map(
                    facts
                ),
                None,
                translate(
                    "failures",
                    "target.long() makes classes of them. Or give a probability for each class,"
                    " in the output's shape: ten times the memory, and soft targets become "
                    "possible.",
                ),
            )
    return None


def explain_object_failure(kind: FailureKind) -> Explained | None:
    """Losses and optimizers built wrongly; ``None``: the error is of another sort."""
    match kind:
        case FailureKind.LOSS_CLASS:
            return Explained(
                translate(
                    "failures",
                    "output and target went to the constructor of the loss, which takes options.",
                ),
                None,
                translate(
                    "failures",
                    "First make it, then call it: criterion = nn.MSELoss() once, "
                    "criterion(output, target) at each step. Or use F.mse_loss(output, target),"
                    " which needs no object.",
                ),
            )
        case FailureKind.NO_PARAMETERS:
            return Explained(
                translate("failures", "The optimizer got no parameters at all."),
                Part.OPTIMIZER,
                translate(
                    "failures",
                    "net.parameters() gives each parameter once: whoever went through it before"
                    " left nothing. Call it again each time; or keep a list, which goes stale "
                    "when a layer is replaced.",
                ),
                translate("failures", "“parameters() is a list.” It is a generator."),
            )
        case FailureKind.NOT_A_LIST:
            return Explained(
                translate("failures", "The optimizer takes a list of tensors, not one tensor."),
                Part.OPTIMIZER,
                translate(
                    "failures",
                    "Put it into brackets: optim.SGD([net.fc3.bias], lr=0.01) trains this one "
                    "alone. Or give net.parameters() to train all.",
                ),
            )
        case FailureKind.UNSCALED_TWICE:
            return Explained(
                translate("failures", "The gradients were divided by the scale already."),
                Part.ACCOUNTS,
                translate(
                    "failures",
                    "Call scaler.unscale_ once before each step, after the last micro-batch and "
                    "before clipping.",
                ),
            )
        case FailureKind.NOT_SCALED:
            return Explained(
                translate("failures", "The scaler has not scaled any loss since the last step."),
                Part.ACCOUNTS,
                translate(
                    "failures", "Go back from scaler.scale(loss), and then call scaler.step."
                ),
            )
    return None
