"""Experiments: sequences of calls that end at an error, a warning or a notice that teaches.

An experiment is data: to add one, list it here. The window's texts for it are in
``gui/words/experiment_names.py``.
"""

from enum import StrEnum

from lenet_gui.core.commands import (
    Backward,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Forward,
    LossKind,
    OptimizerStep,
    SetLoss,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.mistakes import Mistake, Misuse


class Group(StrEnum):
    """What an experiment is about; the submenus, in order."""

    GRAPH = "graph"
    GRADIENTS = "gradients"
    OPTIMIZER = "optimizer"
    SHAPES = "shapes"
    MEMORY = "memory"


class Experiment(StrEnum):
    """The experiments, in the order in which they are offered."""

    # graph
    SECOND_BACKWARD = "second_backward"
    ZERO_GRAD_BETWEEN = "zero_grad_between"
    RETAINED_AGAIN = "retained_again"
    OLD_OUTPUT = "old_output"
    STEP_BETWEEN = "step_between"
    MANUAL_STEP_BETWEEN = "manual_step_between"
    EDIT_NO_GRAD = "edit_no_grad"
    EDIT_DATA = "edit_data"
    DETACHED = "detached"
    NO_GRAD_FORWARD = "no_grad_forward"
    NO_VECTOR = "no_vector"
    WRONG_VECTOR = "wrong_vector"
    FLOAT_BACKWARD = "float_backward"
    EVAL_MODE = "eval_mode"
    OUTPUT_GRAD = "output_grad"
    RETAINED_LATE = "retained_late"
    OUTPUT_FLAG = "output_flag"
    NUMPY = "numpy"
    # gradients
    FORGOTTEN_ZERO_GRAD = "forgotten_zero_grad"
    ZERO_GRAD_BEFORE_STEP = "zero_grad_before_step"
    LEAF_IN_PLACE = "leaf_in_place"
    VIEW_IN_PLACE = "view_in_place"
    FREEZE_BEFORE = "freeze_before"
    FREEZE_AFTER = "freeze_after"
    AUTOGRAD_GRAD = "autograd_grad"
    GRADIENT_SIZE = "gradient_size"
    GRADIENT_BY_HAND = "gradient_by_hand"
    GRADIENT_HISTORY = "gradient_history"
    HOOK_TWICE = "hook_twice"
    DEAD_RELU = "dead_relu"
    ZERO_LAYER = "zero_layer"
    # optimizer
    STEP_TWICE = "step_twice"
    REPLACED_LAYER = "replaced_layer"
    REPLACED_LAYER_CLEARED = "replaced_layer_cleared"
    REBIND = "rebind"
    ASSIGN_TENSOR = "assign_tensor"
    NAME_OF_DATA = "name_of_data"
    NONE_BY_HAND = "none_by_hand"
    EXHAUSTED_OPTIMIZER = "exhausted_optimizer"
    EXHAUSTED_CLIP = "exhausted_clip"
    OPTIMIZER_OF_TENSOR = "optimizer_of_tensor"
    CLIP_SCALED = "clip_scaled"
    UNSCALE_TWICE = "unscale_twice"
    OVERFLOW = "overflow"
    # shapes
    TARGET_SHAPE = "target_shape"
    SMALL_IMAGE = "small_image"
    COLOUR_IMAGE = "colour_image"
    NO_BATCH = "no_batch"
    NO_CHANNEL = "no_channel"
    DOUBLE_INPUT = "double_input"
    CLASS_TOO_HIGH = "class_too_high"
    TOO_MANY_TARGETS = "too_many_targets"
    FLOAT_CLASSES = "float_classes"
    SOFTMAX_FIRST = "softmax_first"
    LOSS_CLASS = "loss_class"
    # memory
    ADDED_LOSSES = "added_losses"
    ADDED_LOSSES_RETAINED = "added_losses_retained"
    KEPT_LOSSES = "kept_losses"
    CREATE_GRAPH = "create_graph"
    COPIED_LOSS = "copied_loss"


def _misuse(*mistakes: Mistake) -> tuple[Command, ...]:
    return tuple(Misuse(mistake) for mistake in mistakes)


_START: tuple[Command, ...] = (ZeroGrad(), Forward(), ComputeLoss())
_TO_BACKWARD: tuple[Command, ...] = (*_START, Backward())
_KEEP = Backward(retain_graph=True)
_MANUAL = OptimizerStep(UpdateRule.MANUAL)
_OWN_ZERO_GRAD = ZeroGrad(of=ZeroGradOf.OPTIMIZER)
_MSE = SetLoss(LossKind.MSE)

_GRAPH: dict[Experiment, tuple[Command, ...]] = {
    Experiment.SECOND_BACKWARD: (*_TO_BACKWARD, Backward()),
    Experiment.ZERO_GRAD_BETWEEN: (*_TO_BACKWARD, ZeroGrad(), Backward()),
    Experiment.RETAINED_AGAIN: (*_START, _KEEP, Backward()),
    Experiment.OLD_OUTPUT: (*_TO_BACKWARD, ComputeLoss(), Backward()),
    Experiment.STEP_BETWEEN: (*_START, _KEEP, OptimizerStep(), Backward()),
    Experiment.MANUAL_STEP_BETWEEN: (*_START, _KEEP, _MANUAL, Backward()),
    Experiment.EDIT_NO_GRAD: (*_START, *_misuse(Mistake.EDIT_NO_GRAD), Backward()),
    Experiment.EDIT_DATA: (*_START, *_misuse(Mistake.EDIT_DATA), Backward()),
    Experiment.DETACHED: (ZeroGrad(), *_misuse(Mistake.DETACH), ComputeLoss(), Backward()),
    Experiment.NO_GRAD_FORWARD: (
        ZeroGrad(), *_misuse(Mistake.FORWARD_NO_GRAD), ComputeLoss(), Backward(),
    ),
    Experiment.NO_VECTOR: (ZeroGrad(), Forward(), *_misuse(Mistake.BACKWARD_OF_OUTPUT)),
    Experiment.WRONG_VECTOR: (ZeroGrad(), Forward(), *_misuse(Mistake.WRONG_VECTOR)),
    Experiment.FLOAT_BACKWARD: (*_START, *_misuse(Mistake.ITEM_BACKWARD)),
    Experiment.EVAL_MODE: (*_misuse(Mistake.EVAL), *_TO_BACKWARD),
    Experiment.OUTPUT_GRAD: (*_TO_BACKWARD, *_misuse(Mistake.READ_OUTPUT_GRAD)),
    Experiment.RETAINED_LATE: (*_TO_BACKWARD, *_misuse(Mistake.RETAIN_GRAD)),
    Experiment.OUTPUT_FLAG: (Forward(), *_misuse(Mistake.FREEZE_OUTPUT)),
    Experiment.NUMPY: (Forward(), *_misuse(Mistake.OUTPUT_TO_NUMPY)),
}  # fmt: skip

_GRADIENTS: dict[Experiment, tuple[Command, ...]] = {
    Experiment.FORGOTTEN_ZERO_GRAD: (
        *_TO_BACKWARD, OptimizerStep(), Forward(), ComputeLoss(), Backward(), OptimizerStep(),
    ),
    Experiment.ZERO_GRAD_BEFORE_STEP: (*_TO_BACKWARD, ZeroGrad(), OptimizerStep()),
    Experiment.LEAF_IN_PLACE: _misuse(Mistake.ADD_TO_LEAF),
    Experiment.VIEW_IN_PLACE: _misuse(Mistake.WRITE_TO_VIEW),
    Experiment.FREEZE_BEFORE: (*_misuse(Mistake.FREEZE), *_TO_BACKWARD),
    Experiment.FREEZE_AFTER: (
        *_misuse(Mistake.UNFREEZE), *_TO_BACKWARD, *_misuse(Mistake.FREEZE), OptimizerStep(),
    ),
    Experiment.AUTOGRAD_GRAD: (
        *_misuse(Mistake.UNFREEZE), *_START, *_misuse(Mistake.AUTOGRAD_GRAD),
    ),
    Experiment.GRADIENT_SIZE: _misuse(Mistake.GRADIENT_SIZE),
    Experiment.GRADIENT_BY_HAND: (*_TO_BACKWARD, *_misuse(Mistake.WRITE_GRADIENT)),
    Experiment.GRADIENT_HISTORY: (
        *_TO_BACKWARD, *_misuse(Mistake.KEEP_GRADIENT), Forward(), ComputeLoss(), Backward(),
        *_misuse(Mistake.KEEP_GRADIENT, Mistake.LOOK_BACK),
    ),
    Experiment.HOOK_TWICE: (*_misuse(Mistake.HOOK, Mistake.HOOK), *_TO_BACKWARD),
    Experiment.DEAD_RELU: (*_misuse(Mistake.KILL_RELU), *_TO_BACKWARD),
    Experiment.ZERO_LAYER: (*_misuse(Mistake.ZERO_LAYER), *_TO_BACKWARD),
}  # fmt: skip

_OPTIMIZER: dict[Experiment, tuple[Command, ...]] = {
    Experiment.STEP_TWICE: (*_TO_BACKWARD, OptimizerStep(), OptimizerStep()),
    Experiment.REPLACED_LAYER: (
        *_misuse(Mistake.REPLACE_LAYER), *_TO_BACKWARD, OptimizerStep(),
    ),
    Experiment.REPLACED_LAYER_CLEARED: (
        *_misuse(Mistake.REPLACE_LAYER), *_TO_BACKWARD, _OWN_ZERO_GRAD,
    ),
    Experiment.REBIND: (*_TO_BACKWARD, *_misuse(Mistake.REBIND)),
    Experiment.ASSIGN_TENSOR: (*_TO_BACKWARD, *_misuse(Mistake.ASSIGN_TENSOR)),
    Experiment.NAME_OF_DATA: (*_TO_BACKWARD, *_misuse(Mistake.DATA_NAME)),
    Experiment.NONE_BY_HAND: (ZeroGrad(), _MANUAL),
    Experiment.EXHAUSTED_OPTIMIZER: _misuse(Mistake.OPTIMIZER_EXHAUSTED),
    Experiment.EXHAUSTED_CLIP: (*_TO_BACKWARD, *_misuse(Mistake.CLIP_EXHAUSTED)),
    Experiment.OPTIMIZER_OF_TENSOR: _misuse(Mistake.OPTIMIZER_OF_TENSOR),
    Experiment.CLIP_SCALED: (*_START, *_misuse(Mistake.SCALED_BACKWARD), ClipGradNorm(1.0)),
    Experiment.UNSCALE_TWICE: (
        *_START, *_misuse(Mistake.SCALED_BACKWARD, Mistake.UNSCALE, Mistake.UNSCALE),
    ),
    Experiment.OVERFLOW: (*_START, *_misuse(Mistake.OVERFLOW, Mistake.SCALER_STEP)),
}  # fmt: skip

_SHAPES: dict[Experiment, tuple[Command, ...]] = {
    Experiment.TARGET_SHAPE: (_MSE, ZeroGrad(), Forward(), *_misuse(Mistake.TARGET_SHAPE)),
    Experiment.SMALL_IMAGE: _misuse(Mistake.SMALL_IMAGE),
    Experiment.COLOUR_IMAGE: _misuse(Mistake.COLOUR_IMAGE),
    Experiment.NO_BATCH: _misuse(Mistake.NO_BATCH),
    Experiment.NO_CHANNEL: _misuse(Mistake.NO_CHANNEL),
    Experiment.DOUBLE_INPUT: _misuse(Mistake.DOUBLE_INPUT),
    Experiment.CLASS_TOO_HIGH: (Forward(), *_misuse(Mistake.CLASS_TOO_HIGH)),
    Experiment.TOO_MANY_TARGETS: (Forward(), *_misuse(Mistake.TOO_MANY_TARGETS)),
    Experiment.FLOAT_CLASSES: (Forward(), *_misuse(Mistake.FLOAT_CLASSES)),
    Experiment.SOFTMAX_FIRST: (Forward(), *_misuse(Mistake.SOFTMAX_FIRST)),
    Experiment.LOSS_CLASS: (Forward(), *_misuse(Mistake.LOSS_CLASS)),
}

_ADD = _misuse(Mistake.ADD_LOSS)

_MEMORY: dict[Experiment, tuple[Command, ...]] = {
    Experiment.ADDED_LOSSES: (*_TO_BACKWARD, Forward(), *_ADD, Backward()),
    Experiment.ADDED_LOSSES_RETAINED: (
        *_START, _KEEP, Forward(), *_ADD, _KEEP, Forward(), *_ADD, _KEEP,
    ),
    Experiment.KEPT_LOSSES: (
        Forward(), ComputeLoss(), *_misuse(Mistake.KEEP_LOSS),
        Forward(), ComputeLoss(), *_misuse(Mistake.KEEP_LOSS),
        Forward(), ComputeLoss(), *_misuse(Mistake.KEEP_LOSS),
    ),
    Experiment.CREATE_GRAPH: (*_START, *_misuse(Mistake.CREATE_GRAPH)),
    Experiment.COPIED_LOSS: (Forward(), ComputeLoss(), *_misuse(Mistake.COPY_LOSS)),
}  # fmt: skip

GROUPS: dict[Group, dict[Experiment, tuple[Command, ...]]] = {
    Group.GRAPH: _GRAPH,
    Group.GRADIENTS: _GRADIENTS,
    Group.OPTIMIZER: _OPTIMIZER,
    Group.SHAPES: _SHAPES,
    Group.MEMORY: _MEMORY,
}
"""The experiments of each group."""

CALLS: dict[Experiment, tuple[Command, ...]] = {
    experiment: calls for group in GROUPS.values() for experiment, calls in group.items()
}
"""What each experiment calls, from whatever state it finds."""


def group_of(experiment: Experiment) -> Group:
    """The group that an experiment belongs to."""
    return next(group for group, members in GROUPS.items() if experiment in members)
