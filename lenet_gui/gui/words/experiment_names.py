"""What the experiments are called, in the reader's language.

The names say what is done, and not how it ends: that is for the experiment to show.
"""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.experiments import CALLS, Experiment, Group, group_of
from lenet_gui.core.lines import pytorch_line

translate = QCoreApplication.translate


def group_name(group: Group) -> str:
    """The submenu's name."""
    return {
        Group.GRAPH: translate("experiments", "Graph"),
        Group.GRADIENTS: translate("experiments", "Gradient accounts"),
        Group.OPTIMIZER: translate("experiments", "Updates and optimizers"),
        Group.SHAPES: translate("experiments", "Shapes, types and losses"),
        Group.MEMORY: translate("experiments", "Memory"),
    }[group]


def experiment_lines(experiment: Experiment) -> str:
    """The lines of PyTorch that it runs."""
    return "\n".join(pytorch_line(call) for call in CALLS[experiment])


def experiment_name(experiment: Experiment) -> str:
    """A few words for a menu."""
    # Of its group only: the menu asks for every one, and all of all would hold up the start.
    names = {
        Group.GRAPH: _of_graphs,
        Group.GRADIENTS: _of_gradients,
        Group.OPTIMIZER: _of_optimizers,
        Group.SHAPES: _of_shapes,
        Group.MEMORY: _of_memory,
    }
    return names[group_of(experiment)]()[experiment]


def _of_graphs() -> dict[Experiment, str]:
    return {
        Experiment.SECOND_BACKWARD: translate("experiments", "backward twice"),
        Experiment.ZERO_GRAD_BETWEEN: translate(
            "experiments", "backward twice, zero_grad in between"
        ),
        Experiment.RETAINED_AGAIN: translate("experiments", "backward twice with retain_graph"),
        Experiment.OLD_OUTPUT: translate("experiments", "A new loss of the old output"),
        Experiment.STEP_BETWEEN: translate("experiments", "A step between two backwards"),
        Experiment.MANUAL_STEP_BETWEEN: translate("experiments", "The same, with the step by hand"),
        Experiment.EDIT_NO_GRAD: translate(
            "experiments", "Change a weight after forward, under no_grad"
        ),
        Experiment.EDIT_DATA: translate(
            "experiments", "Change a weight after forward, through .data"
        ),
        Experiment.DETACHED: translate("experiments", "Detach the output"),
        Experiment.NO_GRAD_FORWARD: translate("experiments", "forward under no_grad"),
        Experiment.NO_VECTOR: translate("experiments", "backward from ten numbers"),
        Experiment.WRONG_VECTOR: translate("experiments", "A vector of another shape"),
        Experiment.FLOAT_BACKWARD: translate("experiments", "loss.item().backward()"),
        Experiment.EVAL_MODE: translate("experiments", "eval() and backward"),
        Experiment.OUTPUT_GRAD: translate("experiments", "Look at output.grad"),
        Experiment.RETAINED_LATE: translate("experiments", "Ask for output.grad after backward"),
        Experiment.OUTPUT_FLAG: translate("experiments", "output.requires_grad = False"),
        Experiment.NUMPY: translate("experiments", "output.numpy()"),
    }


def _of_gradients() -> dict[Experiment, str]:
    return {
        Experiment.FORGOTTEN_ZERO_GRAD: translate("experiments", "Forget zero_grad"),
        Experiment.ZERO_GRAD_BEFORE_STEP: translate(
            "experiments", "zero_grad between backward and step"
        ),
        Experiment.LEAF_IN_PLACE: translate("experiments", "Change a parameter in place"),
        Experiment.VIEW_IN_PLACE: translate("experiments", "Change a row of a parameter in place"),
        Experiment.FREEZE_BEFORE: translate("experiments", "Freeze a parameter before backward"),
        Experiment.FREEZE_AFTER: translate("experiments", "Freeze a parameter after backward"),
        Experiment.AUTOGRAD_GRAD: translate("experiments", "torch.autograd.grad"),
        Experiment.GRADIENT_SIZE: translate("experiments", "Write a .grad of another shape"),
        Experiment.GRADIENT_BY_HAND: translate("experiments", "Write numbers into a .grad"),
        Experiment.GRADIENT_HISTORY: translate("experiments", "Keep gradients in a list"),
        Experiment.HOOK_TWICE: translate("experiments", "Register a hook twice"),
        Experiment.DEAD_RELU: translate("experiments", "Kill a layer of ReLUs"),
        Experiment.ZERO_LAYER: translate("experiments", "A layer of zeros"),
    }


def _of_optimizers() -> dict[Experiment, str]:
    return {
        Experiment.STEP_TWICE: translate("experiments", "step twice"),
        Experiment.REPLACED_LAYER: translate(
            "experiments", "Replace fc3 after the optimizer was built"
        ),
        Experiment.REPLACED_LAYER_CLEARED: translate(
            "experiments", "Replace fc3, then the optimizer's zero_grad"
        ),
        Experiment.REBIND: translate("experiments", "w = w - lr * g in a loop"),
        Experiment.ASSIGN_TENSOR: translate("experiments", "net.fc3.weight = weight - lr * g"),
        Experiment.NAME_OF_DATA: translate("experiments", "The tutorial's f = f.data.sub_(...)"),
        Experiment.NONE_BY_HAND: translate("experiments", "The rule by hand without gradients"),
        Experiment.EXHAUSTED_OPTIMIZER: translate(
            "experiments", "An optimizer of a used-up generator"
        ),
        Experiment.EXHAUSTED_CLIP: translate("experiments", "Clip with a used-up generator"),
        Experiment.OPTIMIZER_OF_TENSOR: translate("experiments", "An optimizer of one tensor"),
        Experiment.CLIP_SCALED: translate("experiments", "Clip before unscaling"),
        Experiment.UNSCALE_TWICE: translate("experiments", "Unscale twice"),
        Experiment.OVERFLOW: translate("experiments", "A loss that overflows"),
    }


def _of_shapes() -> dict[Experiment, str]:
    return {
        Experiment.TARGET_SHAPE: translate("experiments", "A target of another shape"),
        Experiment.SMALL_IMAGE: translate("experiments", "An image of 28 x 28"),
        Experiment.COLOUR_IMAGE: translate("experiments", "An image with three channels"),
        Experiment.NO_BATCH: translate("experiments", "An image without a batch"),
        Experiment.NO_CHANNEL: translate("experiments", "An image without a channel"),
        Experiment.DOUBLE_INPUT: translate("experiments", "An image in float64"),
        Experiment.CLASS_TOO_HIGH: translate("experiments", "A class that does not exist"),
        Experiment.TOO_MANY_TARGETS: translate("experiments", "Twice as many targets"),
        Experiment.FLOAT_CLASSES: translate("experiments", "Classes as floats"),
        Experiment.SOFTMAX_FIRST: translate("experiments", "softmax before cross-entropy"),
        Experiment.LOSS_CLASS: translate("experiments", "nn.MSELoss(output, target)"),
    }


def _of_memory() -> dict[Experiment, str]:
    return {
        Experiment.ADDED_LOSSES: translate("experiments", "loss = loss + ... across iterations"),
        Experiment.ADDED_LOSSES_RETAINED: translate("experiments", "The same with retain_graph"),
        Experiment.KEPT_LOSSES: translate("experiments", "Keep losses in a list"),
        Experiment.CREATE_GRAPH: translate("experiments", "backward with create_graph"),
        Experiment.COPIED_LOSS: translate("experiments", "Copy the loss"),
    }
