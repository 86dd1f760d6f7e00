"""What people do wrong, each with its line of PyTorch. Without torch: menus show it, too."""

from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.commands import Command


class Mistake(StrEnum):
    """A line that is wrong, or that surprises; some undo another."""

    # forward
    DETACH = "detach"
    FORWARD_NO_GRAD = "forward_no_grad"
    SMALL_IMAGE = "small_image"
    COLOUR_IMAGE = "colour_image"
    NO_BATCH = "no_batch"
    NO_CHANNEL = "no_channel"
    DOUBLE_INPUT = "double_input"
    # loss
    TARGET_SHAPE = "target_shape"
    CLASS_TOO_HIGH = "class_too_high"
    TOO_MANY_TARGETS = "too_many_targets"
    FLOAT_CLASSES = "float_classes"
    SOFTMAX_FIRST = "softmax_first"
    LOSS_CLASS = "loss_class"
    ADD_LOSS = "add_loss"
    # backward
    BACKWARD_OF_OUTPUT = "backward_of_output"
    WRONG_VECTOR = "wrong_vector"
    ITEM_BACKWARD = "item_backward"
    CREATE_GRAPH = "create_graph"
    AUTOGRAD_GRAD = "autograd_grad"
    # tensors with a graph
    READ_OUTPUT_GRAD = "read_output_grad"
    RETAIN_GRAD = "retain_grad"
    FREEZE_OUTPUT = "freeze_output"
    OUTPUT_TO_NUMPY = "output_to_numpy"
    COPY_LOSS = "copy_loss"
    KEEP_LOSS = "keep_loss"
    DROP_LOSSES = "drop_losses"
    # parameters
    ADD_TO_LEAF = "add_to_leaf"
    WRITE_TO_VIEW = "write_to_view"
    EDIT_NO_GRAD = "edit_no_grad"
    EDIT_DATA = "edit_data"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    KILL_RELU = "kill_relu"
    ZERO_LAYER = "zero_layer"
    REPLACE_LAYER = "replace_layer"
    EVAL = "eval"
    TRAIN = "train"
    # gradient accounts
    GRADIENT_SIZE = "gradient_size"
    WRITE_GRADIENT = "write_gradient"
    KEEP_GRADIENT = "keep_gradient"
    LOOK_BACK = "look_back"
    HOOK = "hook"
    # updates and optimizers
    REBIND = "rebind"
    DATA_NAME = "data_name"
    ASSIGN_TENSOR = "assign_tensor"
    CLIP_EXHAUSTED = "clip_exhausted"
    OPTIMIZER_EXHAUSTED = "optimizer_exhausted"
    OPTIMIZER_OF_TENSOR = "optimizer_of_tensor"
    # mixed precision's scaler
    SCALED_BACKWARD = "scaled_backward"
    OVERFLOW = "overflow"
    UNSCALE = "unscale"
    SCALER_STEP = "scaler_step"


@dataclass(frozen=True, slots=True)
class Misuse(Command):
    """Run the line of a mistake; a reset undoes whatever it did.

    Attributes:
        mistake: which.
    """

    mistake: Mistake


_EXHAUSTED = "parameters = net.parameters(); list(parameters); "
_CLASSES = "target.argmax(1)"

LINES: dict[Mistake, str] = {
    Mistake.DETACH: "output = net(input).detach()",
    Mistake.FORWARD_NO_GRAD: "with torch.no_grad(): output = net(input)",
    Mistake.SMALL_IMAGE: "output = net(input[..., 2:30, 2:30])",
    Mistake.COLOUR_IMAGE: "output = net(input.repeat(1, 3, 1, 1))",
    Mistake.NO_BATCH: "output = net(input[0])",
    Mistake.NO_CHANNEL: "output = net(input[0, 0])",
    Mistake.DOUBLE_INPUT: "output = net(input.double())",
    Mistake.TARGET_SHAPE: "loss = criterion(output, target.view(-1, 1))",
    Mistake.CLASS_TOO_HIGH: f"loss = nn.CrossEntropyLoss()(output, {_CLASSES} + 10)",
    Mistake.TOO_MANY_TARGETS: f"loss = nn.CrossEntropyLoss()(output, {_CLASSES}.repeat(2))",
    Mistake.FLOAT_CLASSES: f"loss = nn.CrossEntropyLoss()(output, {_CLASSES}.float())",
    Mistake.SOFTMAX_FIRST: f"loss = nn.CrossEntropyLoss()(output.softmax(1), {_CLASSES})",
    Mistake.LOSS_CLASS: "loss = nn.MSELoss(output, target)",
    Mistake.ADD_LOSS: "loss = loss + criterion(output, target)",
    Mistake.BACKWARD_OF_OUTPUT: "output.backward()",
    Mistake.WRONG_VECTOR: "output.backward(torch.randn(10))",
    Mistake.ITEM_BACKWARD: "loss.item().backward()",
    Mistake.CREATE_GRAPH: "loss.backward(create_graph=True)",
    Mistake.AUTOGRAD_GRAD: "gradients = torch.autograd.grad(loss, list(net.parameters()))",
    Mistake.READ_OUTPUT_GRAD: "output.grad",
    Mistake.RETAIN_GRAD: "output.retain_grad()",
    Mistake.FREEZE_OUTPUT: "output.requires_grad = False",
    Mistake.OUTPUT_TO_NUMPY: "output.numpy()",
    Mistake.COPY_LOSS: "copy.deepcopy(loss)",
    Mistake.KEEP_LOSS: "losses.append(loss)",
    Mistake.DROP_LOSSES: "losses.clear()",
    Mistake.ADD_TO_LEAF: "net.fc3.weight.add_(0.1)",
    Mistake.WRITE_TO_VIEW: "net.fc3.weight[0] = 0",
    Mistake.EDIT_NO_GRAD: "with torch.no_grad(): net.fc3.weight.mul_(1.5)",
    Mistake.EDIT_DATA: "net.fc3.weight.data.mul_(1.5)",
    Mistake.FREEZE: "net.conv1.weight.requires_grad_(False)",
    Mistake.UNFREEZE: "net.conv1.weight.requires_grad_(True)",
    Mistake.KILL_RELU: "net.fc2.bias.data.fill_(-100)",
    Mistake.ZERO_LAYER: "for p in net.fc2.parameters(): p.data.zero_()",
    Mistake.REPLACE_LAYER: "net.fc3 = nn.Linear(84, 10)",
    Mistake.EVAL: "net.eval()",
    Mistake.TRAIN: "net.train()",
    Mistake.GRADIENT_SIZE: "net.fc3.bias.grad = torch.zeros(3)",
    Mistake.WRITE_GRADIENT: "net.fc3.bias.grad.fill_(1.0)",
    Mistake.KEEP_GRADIENT: "history.append(net.conv1.bias.grad)",
    Mistake.LOOK_BACK: "[gradient is history[-1] for gradient in history]",
    Mistake.HOOK: "net.fc3.bias.register_hook(lambda gradient: gradient * 10)",
    Mistake.REBIND: "for w in net.parameters(): w = w - learning_rate * w.grad",
    Mistake.DATA_NAME: ("for f in net.parameters(): f = f.data.sub_(f.grad.data * learning_rate)"),
    Mistake.ASSIGN_TENSOR: (
        "net.fc3.weight = net.fc3.weight - learning_rate * net.fc3.weight.grad"
    ),
    Mistake.CLIP_EXHAUSTED: f"{_EXHAUSTED}nn.utils.clip_grad_norm_(parameters, max_norm=1.0)",
    Mistake.OPTIMIZER_EXHAUSTED: f"{_EXHAUSTED}optimizer = optim.SGD(parameters, lr=0.01)",
    Mistake.OPTIMIZER_OF_TENSOR: "optimizer = optim.SGD(net.fc3.bias, lr=0.01)",
    Mistake.SCALED_BACKWARD: "scaler.scale(loss).backward()",
    Mistake.OVERFLOW: "scaler.scale(loss * 1e38).backward()",
    Mistake.UNSCALE: "scaler.unscale_(optimizer)",
    Mistake.SCALER_STEP: "scaler.step(optimizer); scaler.update()",
}
"""What a script would have in the place of each, in the tutorial's names.

``losses`` and ``history`` are lists, and ``scaler`` is ``torch.amp.GradScaler("cpu")``.
"""
