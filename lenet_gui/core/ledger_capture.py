"""What a backward adds to each leaf, caught before autograd adds it."""

from collections.abc import Iterable
from functools import partial
from types import TracebackType
from typing import Any, TypeAlias

import torch
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

    Where nobody looks, no hook is called: a hook for each leaf takes a tenth of the time of a
    backward. The gradients are put aside, so that autograd leaves each contribution in ``.grad``
    as it is, and then added to in autograd's own way, ``grad.add_(contribution)`` in place.

    Attributes:
        contributions: by parameter; nobody else writes to them.
        before: the marks of the gradients before; ``None``: each of them was None, and there is
            nothing to capture that ``.grad`` will not tell.
        always: somebody looks at this backward.
    """

    __slots__ = ("_aside", "_handles", "_leaves", "always", "before", "contributions")

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
        self._leaves = [(name, leaf) for name, leaf in leaves if leaf.requires_grad]
        self._handles: list[Any] = []
        self._aside: list[Tensor | None] = []

    def __enter__(self) -> None:
        if not (self.always or any(_is_looked_at(leaf) for _, leaf in self._leaves)):
            for _, leaf in self._leaves:
                self._aside.append(leaf.grad)
                leaf.grad = None
            return
        for name, leaf in self._leaves:
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
        if self._aside:
            self._put_back()
        for (_, leaf), handle in zip(self._leaves, self._handles, strict=False):
            handle.remove()
            if not leaf._backward_hooks:
                # The empty list of hooks would be gone through at each later backward, for which
                # PyTorch's engine waits for the interpreter.
                leaf._backward_hooks = None
        for name, contribution in self.contributions.items():
            if contribution.requires_grad:  # by create_graph=True: it holds on to its own graph
                self.contributions[name] = contribution.detach().clone()

    def _put_back(self) -> None:
        sums, terms = [], []
        for (name, leaf), gradient in zip(self._leaves, self._aside, strict=True):
            contribution = leaf.grad
            if gradient is not None:
                leaf.grad = gradient
                if contribution is not None:
                    sums.append(gradient)
                    terms.append(contribution)
                    self.contributions[name] = contribution
            elif contribution is not None:
                self.contributions[name] = contribution.clone()
        if sums:
            torch._foreach_add_(sums, terms)


def _is_looked_at(leaf: Tensor) -> bool:
    """Whether somebody would see that its gradient is put aside, or that has a graph itself."""
    if leaf._post_accumulate_grad_hooks:
        return True
    gradient = leaf.grad
    return gradient is not None and gradient.requires_grad
