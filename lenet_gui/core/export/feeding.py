"""The statements that take an input: which images, in which order."""

import base64
import textwrap
from collections.abc import Iterator

from lenet_gui.core.export.scope import Scope
from lenet_gui.core.export.statements import WIDTH, Role, Statement
from lenet_gui.core.inputs import SIDE, Digits, IdxFolder, Picture, RandomImage

NEXT = "input, labels = next(batches)"
"""The next batch of a data set."""

ONE_HOT = "target = F.one_hot(labels, 10).float()"
"""The target that MSE compares with; cross-entropy takes the labels."""


def load_input(scope: Scope, role: Role, *, follows_network: bool = False) -> Iterator[Statement]:
    """The input and its target.

    Args:
        scope: what holds from here on.
        role: what the statements are to the story.
        follows_network: the network has just drawn its parameters from the same seed.
    """
    match scope.source:
        case RandomImage() as source:
            lines = _random(scope, source, follows_network=follows_network)
            yield Statement(lines, role, optional=True)
        case Picture() as source:
            yield from _picture(scope, source, role)
        case Digits() | IdxFolder() as source:
            yield from _data_set(scope, source, role)
    # What an input before this one has left is not for this one.
    if not scope.has_batches:
        yield Statement(("batches = None",), role, optional=True)
    if not isinstance(scope.source, Digits | IdxFolder):
        yield Statement(("data = None",), role, optional=True)


def next_batch(scope: Scope) -> list[Statement]:
    """The next batch, and its one-hot target."""
    return [Statement((_next(scope),)), Statement((ONE_HOT,), optional=True)]


def _next(scope: Scope) -> str:
    if not scope.to_device:
        return NEXT
    return f"input, labels = (tensor{scope.to_device} for tensor in next(batches))"


def _random(scope: Scope, source: RandomImage, *, follows_network: bool) -> tuple[str, ...]:
    lines: tuple[str, ...] = ()
    if source.seed is not None:
        lines = (f"torch.manual_seed({source.seed})",)
    elif not follows_network:
        lines = (f"torch.manual_seed({scope.seed})", "Net()  # draws first, as at the start")
    return (
        *lines,
        f"input = torch.randn(1, 1, 32, 32){scope.to_device}",
        f"target = torch.randn(10).view(1, -1){scope.to_device}",
    )


def _picture(scope: Scope, source: Picture, role: Role) -> Iterator[Statement]:
    text = base64.b64encode(source.pixels).decode("ascii")
    lines = (
        "picture = (",
        *(f'    "{piece}"' for piece in textwrap.wrap(text, WIDTH - 8)),
        ")",
        "pixels = np.frombuffer(base64.b64decode(picture), np.uint8)",
        f"input = as_input(pixels.reshape(1, {SIDE}, {SIDE})){scope.to_device}",
    )
    yield Statement(lines, role, optional=True)
    if source.label is None:
        yield Statement(("target = None",), role, optional=True)
    else:
        labels = f"labels = torch.tensor([{source.label}]){scope.to_device}"
        yield Statement((labels,), role, optional=True)
        yield Statement((ONE_HOT,), role, optional=True)


def _data_set(scope: Scope, source: Digits | IdxFolder, role: Role) -> Iterator[Statement]:
    read = "read_digits(DIGITS)"
    if isinstance(source, IdxFolder):
        read = f"read_mnist(Path({source.path!r}))"
    yield Statement((f"data = {read}",), role, optional=True)
    part = f'data["{source.part.value}"]'
    if source.index is None:
        order = f"batches = shuffled({part}, batch_size={source.batch_size}, seed={source.seed})"
        yield Statement((order, _next(scope)), role, optional=True)
    else:
        one = f"pick({part}, [{source.index}])"
        if scope.to_device:
            one = f"(tensor{scope.to_device} for tensor in {one})"
        yield Statement((f"input, labels = {one}",), role, optional=True)
    yield Statement((ONE_HOT,), role, optional=True)
