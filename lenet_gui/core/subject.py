"""What is explained: the last forward with the backward through it, made again when asked for."""

from lenet_gui.core.anatomy import Anatomy, dissect
from lenet_gui.core.explanation import MAX_SAMPLES, Missing
from lenet_gui.core.saved import SavedBackward, SavedForward
from lenet_gui.core.state import TrainingState


def subject(state: TrainingState) -> Anatomy | Missing:
    """The last forward laid open; or why it cannot be."""
    if state.output is None:
        return Missing.NO_FORWARD
    if state.saved_output is None:
        return Missing.NOT_SHOWN
    return subject_of(state, state.saved_output)


def subject_of(state: TrainingState, forward: SavedForward) -> Anatomy | Missing:
    """A forward laid open; or why it cannot be.

    It is kept as long as the same forward and the same backward are asked for.
    """
    if forward.images.shape[1:] != state.layers[0].output_shape or _replaced(state, forward):
        return Missing.OTHER_NETWORK
    if len(forward.images) > MAX_SAMPLES:
        return Missing.TOO_LARGE
    back = state.went_back
    if back is not None and back.forward is not forward:
        back = None
    known = state.looking.anatomy
    if known is None or not known.is_of(forward, back):
        known = state.looking.anatomy = dissect(state.layers, forward, back)
    return known


def backward_of(state: TrainingState, anatomy: Anatomy) -> SavedBackward | Missing:
    """The backward that a forward's gradients flowed in; or why there is none to explain."""
    if anatomy.back is not None:
        return anatomy.back
    back = state.went_back
    if back is None or back.forward is not None or back.call < state.output_since:
        return Missing.NO_BACKWARD
    return Missing.NOT_BY_RULES if len(state.parts) > 1 else Missing.NOT_SHOWN


def explained_backward(state: TrainingState) -> int | None:
    """The call of the backward whose gradients of layers' results can be explained.

    It is the last one, if it went through the forward that the present output is of; else ``None``.
    """
    back = state.went_back
    through = None if back is None else back.forward
    return back.call if back and through and through is state.saved_output else None


def _replaced(state: TrainingState, forward: SavedForward) -> bool:
    return any(forward.tensors[n] is not tensor for n, tensor in state.parameters.items())
