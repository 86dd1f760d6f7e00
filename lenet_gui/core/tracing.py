"""Writes down a backward node by node, through hooks on the nodes, and changes nothing in it."""

from collections.abc import Sequence
from functools import partial
from types import TracebackType
from typing import Any, TypeAlias

import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.graph import Graph, GraphNode
from lenet_gui.core.graph_viewing import graph_behind
from lenet_gui.core.graph_walk import Node
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.retaining import sample_of
from lenet_gui.core.state import TrainingState
from lenet_gui.core.trace import Deposit, Flow, Trace, Visit

Gradients: TypeAlias = tuple[Tensor | None, ...]


class Tracer:
    """The hooks of one backward; to be entered around it. Its trace belongs to the state then.

    The hooks copy numbers at once and keep no tensor, so that an AccumulateGrad takes a gradient
    over, or adds to one in place, as it does without them.
    """

    def __init__(self, state: TrainingState, root: Tensor, *, retain_graph: bool) -> None:
        """Prepare.

        Args:
            state: the state.
            root: where the backward starts.
            retain_graph: the saved tensors will stay.
        """
        self._state = state
        self._root = root
        self._retain_graph = retain_graph
        self._graph = Graph()
        # An AccumulateGrad that nobody holds forgets its hooks.
        self._nodes: Sequence[Node] = ()
        self._handles: list[Any] = []
        self._visits: list[Visit] = []
        self._at_work: int | None = None
        self._before: float | None = None

    def __enter__(self) -> None:
        self._graph, self._nodes = self._read()
        for place, node in enumerate(self._nodes):
            self._handles.append(node.register_prehook(partial(self._begin, place)))
            self._handles.append(node.register_hook(partial(self._end, place)))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for handle in self._handles:
            handle.remove()
        self._nodes = ()  # it must not keep the graph
        self._state.trace = Trace(
            self._state.calls + 1,
            self._graph,
            tuple(self._visits),
            # PyTorch calls a node's first hook before it looks at what the node saved.
            self._at_work,
            self._retain_graph,
        )

    def _read(self) -> tuple[Graph, Sequence[Node]]:
        state, root = self._state, self._root
        if root is state.output:
            return graph_behind(state, root, "output")
        if root is state.loss:
            return graph_behind(state, root, "loss")
        line = pytorch_line(state.command)  # mixed precision scales the loss first
        return graph_behind(state, root, line.removesuffix(".backward()"), line)

    def _begin(self, place: int, _incoming: Gradients) -> None:
        self._at_work = place
        gradient = getattr(self._nodes[place], "variable", _NOTHING).grad
        self._before = None if gradient is None else measure.norm(gradient.detach())

    def _end(self, place: int, outgoing: Gradients, incoming: Gradients) -> None:
        node = self._graph.nodes[place]
        followers = [None if o is None else self._graph.nodes[o] for o in node.followers]
        arrived = tuple([self._flow(gradient, node) for gradient in incoming])
        left = tuple([self._flow(g, f) for g, f in zip(outgoing, followers, strict=True)])
        self._visits.append(Visit(place, arrived, left, self._deposit(place, arrived)))
        self._at_work = None

    def _deposit(self, place: int, arrived: tuple[Flow | None, ...]) -> Deposit | None:
        variable = getattr(self._nodes[place], "variable", _NOTHING)
        if variable.grad is None or arrived[0] is None:
            return None
        name = self._graph.nodes[place].variable
        after = measure.norm(variable.grad.detach())
        return Deposit(name, self._before, arrived[0].norm, after)

    def _flow(self, gradient: Tensor | None, into: GraphNode | None) -> Flow | None:
        if gradient is None:
            return None
        gradient, shape = gradient.detach(), tuple(gradient.shape)
        of_parameter = into is not None and into.name in ("AccumulateGrad", "TBackward0")
        sample = None if of_parameter else sample_of(self._state, shape)
        return Flow(
            shape,
            measure.norm(gradient),
            gradient.numel() - int(torch.count_nonzero(gradient).item()),
            int((~torch.isfinite(gradient)).sum().item()),
            measure.copy(gradient if sample is None else gradient[sample]),
            sample,
        )


_NOTHING = torch.empty(0)
"""Has no gradient, as a node that has no parameter."""
