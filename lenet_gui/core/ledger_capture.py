"""What a backward adds to each leaf, caught before autograd adds it."""

from collections.abc import Iterable
from functools import partial
from types import TracebackType
from typing import Any, TypeAlias

from torch import Tensor

Mark: TypeAlias = tuple[Tensor, int] | None
"""A gradient as the cheap detector sees it: which tensor it is, and how often it was written to."""


def mark(parameter: Tensor) -> Mark:
    """The mark of a parameter's gradient; ``None``: the gradient is None."""
    gradient = parameter.grad
    return None if gradient is None else (gradient, gradient._version)


class Stash(partial[None]):
    """The ledger's hook on a leaf; of a class of its own, so that others can tell whose it is."""


class Capture:
    """What one backward adds to each leaf; to be entered around it.

    Attributes:
        contributions: by parameter; nobody else writes to them.
        before: the marks of the gradients before; ``None``: each of them was None, and there is
            nothing to capture that ``.grad`` will not tell.
        always: somebody looks at this backward.
    """

    __slots__ = ("_handles", "_leaves", "always", "before", "contributions")

    def __init__(
        self,
        leaves: Iterable[tuple[str, Tensor]] = (),
        before: list[Mark] | None = None,
        *,
        always: bool = False,
    ) -> None:
        self.contributions: dict[str, Tensor] = {}
        self.before = before
        self.always = always
        self._leaves = leaves
        self._handles: list[Any] = []

    def __enter__(self) -> None:
        for name, leaf in self._leaves:
            if leaf.requires_grad:
                # No copy: autograd sees that somebody holds the tensor, and does not make it the
                # leaf's `.grad`, to which it would add later.
                stash = Stash(self.contributions.__setitem__, name)
                self._handles.append(leaf.register_hook(stash))  # type: ignore[no-untyped-call]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for handle in self._handles:
            handle.remove()
        for name, contribution in self.contributions.items():
            if contribution.requires_grad:  # by create_graph=True: it holds on to its own graph
                self.contributions[name] = contribution.detach().clone()
