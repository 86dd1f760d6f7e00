"""The handler of mistakes: which function runs which line, and how its failure is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lenet_gui.core import misuses_of_graphs as graphs
from lenet_gui.core import misuses_of_parameters as parameters
from lenet_gui.core.errors import CallError
from lenet_gui.core.failures import explain
from lenet_gui.core.hearing import heard
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.phases import Handlers
from lenet_gui.core.saved import same_bits
from lenet_gui.core.state import TrainingState


def misuse(state: TrainingState, command: Misuse) -> None:
    """Run the line of a mistake."""
    state.remembered = None  # it may write through .data, which no version counter tells
    try:
        with heard(state), _edits_noted(state):
            _CALLS[command.mistake](state)
    except CallError:
        raise
    except (RuntimeError, TypeError, ValueError, IndexError, AttributeError, AssertionError) as e:
        subject = _subject(state, command.mistake)
        facts = (("parameter", subject),) if subject else ()
        raise CallError(explain(e, state.parameters, facts=facts)) from e


@contextmanager
def _edits_noted(state: TrainingState) -> Iterator[None]:
    """Note which parameters have other bits afterwards, unless by a step."""
    step, before = state.step, {n: p.detach().clone() for n, p in state.parameters.items()}
    try:
        yield
    finally:
        changed = [n for n, p in state.parameters.items() if not same_bits(p.detach(), before[n])]
        state.edited = frozenset() if state.step > step else state.edited.union(changed)


def _subject(state: TrainingState, mistake: Mistake) -> str:
    """The parameter that the line is about; empty: none."""
    if mistake in (Mistake.REBIND, Mistake.DATA_NAME):  # they go through all, up to the first None
        return next((name for name, p in state.parameters.items() if p.grad is None), "")
    return _SUBJECTS.get(mistake, "")


_CALLS: dict[Mistake, Callable[[TrainingState], None]] = {
    Mistake.DETACH: graphs.detach,
    Mistake.FORWARD_NO_GRAD: graphs.forward_no_grad,
    Mistake.SMALL_IMAGE: graphs.small_image,
    Mistake.COLOUR_IMAGE: graphs.colour_image,
    Mistake.NO_BATCH: graphs.no_batch,
    Mistake.NO_CHANNEL: graphs.no_channel,
    Mistake.DOUBLE_INPUT: graphs.double_input,
    Mistake.TARGET_SHAPE: graphs.target_shape,
    Mistake.CLASS_TOO_HIGH: graphs.class_too_high,
    Mistake.TOO_MANY_TARGETS: graphs.too_many_targets,
    Mistake.FLOAT_CLASSES: graphs.float_classes,
    Mistake.SOFTMAX_FIRST: graphs.softmax_first,
    Mistake.LOSS_CLASS: graphs.loss_class,
    Mistake.ADD_LOSS: graphs.add_loss,
    Mistake.BACKWARD_OF_OUTPUT: graphs.backward_of_output,
    Mistake.WRONG_VECTOR: graphs.wrong_vector,
    Mistake.ITEM_BACKWARD: graphs.item_backward,
    Mistake.CREATE_GRAPH: graphs.create_graph,
    Mistake.AUTOGRAD_GRAD: graphs.autograd_grad,
    Mistake.READ_OUTPUT_GRAD: graphs.read_output_grad,
    Mistake.RETAIN_GRAD: graphs.retain_grad,
    Mistake.FREEZE_OUTPUT: graphs.freeze_output,
    Mistake.OUTPUT_TO_NUMPY: graphs.output_to_numpy,
    Mistake.COPY_LOSS: graphs.copy_loss,
    Mistake.KEEP_LOSS: graphs.keep_loss,
    Mistake.DROP_LOSSES: graphs.drop_losses,
    Mistake.ADD_TO_LEAF: parameters.add_to_leaf,
    Mistake.WRITE_TO_VIEW: parameters.write_to_view,
    Mistake.EDIT_NO_GRAD: parameters.edit_no_grad,
    Mistake.EDIT_DATA: parameters.edit_data,
    Mistake.FREEZE: parameters.freeze,
    Mistake.UNFREEZE: parameters.unfreeze,
    Mistake.KILL_RELU: parameters.kill_relu,
    Mistake.ZERO_LAYER: parameters.zero_layer,
    Mistake.REPLACE_LAYER: parameters.replace_layer,
    Mistake.EVAL: parameters.evaluating,
    Mistake.TRAIN: parameters.training,
    Mistake.GRADIENT_SIZE: parameters.gradient_size,
    Mistake.WRITE_GRADIENT: parameters.write_gradient,
    Mistake.KEEP_GRADIENT: parameters.keep_gradient,
    Mistake.LOOK_BACK: parameters.look_back,
    Mistake.HOOK: parameters.hook,
    Mistake.REBIND: parameters.rebind,
    Mistake.DATA_NAME: parameters.data_name,
    Mistake.ASSIGN_TENSOR: parameters.assign_tensor,
    Mistake.CLIP_EXHAUSTED: parameters.clip_exhausted,
    Mistake.OPTIMIZER_EXHAUSTED: parameters.optimizer_exhausted,
    Mistake.OPTIMIZER_OF_TENSOR: parameters.optimizer_of_tensor,
    Mistake.SCALED_BACKWARD: parameters.scaled_backward,
    Mistake.OVERFLOW: parameters.overflow,
    Mistake.UNSCALE: parameters.unscale,
    Mistake.SCALER_STEP: parameters.scaler_step,
}

_SUBJECTS = {
    Mistake.ADD_TO_LEAF: "fc3.weight",
    Mistake.WRITE_TO_VIEW: "fc3.weight",
    Mistake.GRADIENT_SIZE: "fc3.bias",
    Mistake.WRITE_GRADIENT: "fc3.bias",
    Mistake.ASSIGN_TENSOR: "fc3.weight",
    Mistake.OPTIMIZER_OF_TENSOR: "fc3.bias",
}
"""The parameter that a line names, where PyTorch's words do not."""

MISUSES: Handlers = {Misuse: misuse}
"""What people do wrong."""
