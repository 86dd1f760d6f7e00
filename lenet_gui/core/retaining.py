"""``retain_grad()`` on layers' results, for who looks on: it changes no other gradient."""

import weakref
from collections.abc import Mapping

from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.graph import Retained
from lenet_gui.core.graph_saved import saved_tensors
from lenet_gui.core.snapshot import Array
from lenet_gui.core.state import TrainingState
from lenet_gui.core.trace import RetainGrad


def retain_of(state: TrainingState, command: RetainGrad) -> None:
    """Choose the layers whose results keep their gradient, now and from now on.

    Raises:
        InputError: there is no such layer; nothing has changed.
    """
    known = [layer.name for layer in state.layers[1:]]
    unknown = sorted(command.layers.difference(known))
    if unknown:
        raise InputError(InputProblem.NO_SUCH_LAYER, unknown[0], expected=", ".join(known))
    state.looking.retained = command.layers
    retain(state)


def retain(state: TrainingState) -> None:
    """Call it on the results at hand through which a backward can still go."""
    if not state.looking.retained or _freed(state):
        return
    looking = state.looking
    looking.results = [known for known in looking.results if known() is not None]
    for name, result in results_at_hand(state).items():
        if name in looking.retained and result.requires_grad:
            result.retain_grad()
            looking.results.append(weakref.ref(result))


def results_at_hand(state: TrainingState) -> Mapping[str, Tensor]:
    """The layers' own results; after a forward that nobody looked at, the last one's alone."""
    if state.results or state.output is None:
        return state.results
    return {state.layers[-1].name: state.output}


def retained(state: TrainingState) -> dict[str, Retained]:
    """What has become of the wish for each layer, in the network's order."""
    if not state.looking.retained:
        return {}
    results, freed = results_at_hand(state), _freed(state)
    return {
        layer.name: _fate(results.get(layer.name), freed=freed)
        for layer in state.layers
        if layer.name in state.looking.retained
    }


def retained_gradients(state: TrainingState) -> dict[str, Array]:
    """The gradients that were retained for who looks on: the shown sample's."""
    found = {}
    for name, result in results_at_hand(state).items():
        # Asked for otherwise, `.grad` of a result makes PyTorch warn.
        if name in state.looking.retained and result.retains_grad and result.grad is not None:
            sample = sample_of(state, tuple(result.shape))
            found[name] = measure.copy(result.grad if sample is None else result.grad[sample])
    return found


def cut_off_retained(state: TrainingState) -> None:
    """Cut the retained gradients off from the graph that ``create_graph=True`` gave them.

    It leads back to the results that hold them: a cycle that nothing would ever free.
    """
    for known in state.looking.results:
        result = known()
        if result is not None and result.grad is not None:
            result.grad = result.grad.detach()


def sample_of(state: TrainingState, shape: tuple[int, ...]) -> int | None:
    """Which entry along a result's first dimension is the shown sample's.

    Images are ``(N, channels, height, width)`` and rows ``(N, units)``; with an odd number of
    dimensions there is no batch, and the answer is ``None``.
    """
    return min(state.sample, shape[0] - 1) if len(shape) in (2, 4) else None


def _fate(result: Tensor | None, *, freed: bool) -> Retained:
    if result is None:
        return Retained.WAITS
    if not result.requires_grad:
        return Retained.NO_GRAPH
    if result.retains_grad and result.grad is not None:
        return Retained.FILLED
    return Retained.SET if result.retains_grad and not freed else Retained.TOO_LATE


def _freed(state: TrainingState) -> bool:
    """Whether a backward has freed what the output's node saved, and none can go on from there."""
    node = None if state.output is None else state.output.grad_fn
    return node is not None and any(tensor is None for _, tensor, _ in saved_tensors(node))
