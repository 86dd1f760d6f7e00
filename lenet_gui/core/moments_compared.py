"""Two states compared, bit by bit."""

from collections.abc import Iterator

import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.open_account import same_bits
from lenet_gui.core.state import TrainingState
from lenet_gui.core.timeline import Moment, MomentsCompared, TensorDifference


def compare_states(
    one: Moment, first: TrainingState, other: Moment, second: TrainingState
) -> MomentsCompared:
    """Compare what there was at two moments.

    Args:
        one: the first moment.
        first: the state then.
        other: the second moment.
        second: the state then.
    """
    ours, theirs = dict(_tensors(first)), dict(_tensors(second))
    places = list(dict.fromkeys((*ours, *theirs)))
    rows = [_difference(*place, ours.get(place), theirs.get(place)) for place in places]
    facts = zip(_facts(first), _facts(second), strict=True)
    return MomentsCompared(
        one, other, tuple(rows), tuple((name, text, text2) for (name, text), (_, text2) in facts)
    )


def _tensors(state: TrainingState) -> Iterator[tuple[tuple[str, str], Tensor]]:
    for name, parameter in state.parameters.items():
        yield ("parameter", name), parameter.detach()
    for name, parameter in state.parameters.items():
        if parameter.grad is not None:
            yield ("grad", name), parameter.grad.detach()
    entries = {} if state.optimizer is None else state.optimizer.state
    for name, parameter in state.parameters.items():
        for key, value in entries.get(parameter, {}).items():
            if isinstance(value, Tensor):
                yield (key, name), value.detach()


def _difference(
    part: str, name: str, first: Tensor | None, second: Tensor | None
) -> TensorDifference:
    norms = tuple(None if tensor is None else measure.norm(tensor) for tensor in (first, second))
    count = max(0 if tensor is None else tensor.numel() for tensor in (first, second))
    if first is None or second is None:
        return TensorDifference(part, name, count, None, None, None, (norms[0], norms[1]))
    if same_bits(first, second):
        return TensorDifference(part, name, count, 0, 0.0, 0.0, (norms[0], norms[1]))
    changed = torch.count_nonzero(first.view(torch.int32) != second.view(torch.int32))
    difference = second.double() - first.double()
    return TensorDifference(
        part,
        name,
        count,
        int(changed.item()),
        float(difference.abs().max().item()),
        measure.norm(difference),
        (norms[0], norms[1]),
    )


def _facts(state: TrainingState) -> tuple[tuple[str, str], ...]:
    return (
        ("step", str(state.step)),
        ("loss", "" if state.loss is None else repr(state.loss.item())),
        ("lr", repr(state.lr)),
        ("optimizer", state.spec.name),
    )
