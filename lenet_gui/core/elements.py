"""Which numbers there are to explain."""

from torch import Tensor

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.lines import element_text
from lenet_gui.core.state import TrainingState

Shape = tuple[int, ...]


def require(state: TrainingState, element: Element) -> None:
    """Refuse a number that does not exist.

    Raises:
        InputError: there is none of that name, with so many dimensions, or at that place.
    """
    shape = shape_of(state, element)
    if shape is None or not lies_within(element, shape):
        size = "" if shape is None else str(list(shape))
        raise InputError(InputProblem.MISSING, element_text(element), size=size)


def shape_of(state: TrainingState, element: Element) -> Shape | None:
    """The shape of what a number is one of; ``None``: there is no such thing."""
    match element.quantity:
        case Quantity.LOSS:
            return () if element.name == "loss" else None
        case Quantity.PARAMETER | Quantity.GRADIENT | Quantity.UPDATE:
            parameter = state.parameters.get(element.name)
            return None if parameter is None else tuple(parameter.shape)
    if element == Element(Quantity.FLOW, "loss"):
        return ()
    # No gradient flows to the input: it is no leaf that requires one.
    layers = state.layers if element.quantity is Quantity.ACTIVATION else state.layers[1:]
    shapes = (layer.output_shape for layer in layers if layer.name == element.name)
    shape = next(shapes, None)
    return None if shape is None else (len(images_of(state)), *shape)


def lies_within(element: Element, shape: Shape) -> bool:
    """There is such a place in this shape."""
    return len(element.index) == len(shape) and all(
        0 <= place < size for place, size in zip(element.index, shape, strict=True)
    )


def images_of(state: TrainingState) -> Tensor:
    """The input of the last forward that is known, shape ``(N, 1, 32, 32)``; else the batch."""
    saved = state.saved_output
    if saved is None or saved.images.shape[1:] != state.layers[0].output_shape:
        return state.feed.batch.images
    return saved.images
