"""The autograd graph as the window sees it: nodes, edges, what each node saved. No torch here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class GraphStatus(StrEnum):
    """What has become of the graph of the last output or loss."""

    NONE = "none"
    ALIVE = "alive"
    FREED = "freed"


class SavedStatus(StrEnum):
    """What has become of a tensor that a node saved for backward."""

    ALIVE = "alive"
    FREED = "freed"  # backward has let go of it
    OUT_OF_DATE = "out_of_date"  # changed in place since it was saved: backward will fail here


@dataclass(frozen=True, slots=True)
class SavedTensor:
    """A tensor that a node saved for backward.

    Attributes:
        name: PyTorch's name without ``_saved_``, such as ``self``, ``weight`` or ``mat2``.
        of: what it is, freed or not: a parameter, a layer whose result it is, what went in
            (``input``), or what the loss compares with (``target``); empty: it has no name in the
            program, such as the places of a max-pool's winners or an old layer's weight.
        transposed: it is that, transposed.
        shape: its shape; of a freed one, as it follows from what is left; empty where it does not.
        bytes: bytes that live only because of it; 0 for a parameter, the input and what an
            earlier node has saved already.
        saved_version: the version counter when it was saved; ``None``: not known.
        version: the version counter now; ``None``: not known.
        status: what has become of it.
    """

    name: str
    of: str
    transposed: bool
    shape: tuple[int, ...]
    bytes: int
    saved_version: int | None
    version: int | None
    status: SavedStatus


@dataclass(frozen=True, slots=True)
class Hook:
    """Something that is called with the gradient at an edge or after a deposit.

    Attributes:
        kind: PyTorch's name of how it was registered, such as ``register_hook``,
            ``retain_grad`` or ``register_post_accumulate_grad_hook``.
        of: whose it is: ``ledger``, ``trace``, ``retain_grad`` or ``experiment``; empty: somebody
            else's. The ledger's are there during a backward alone, so in a trace's graph.
        tensor: the parameter or the layer's result that it is registered on.
    """

    kind: str
    of: str
    tensor: str


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One node of the autograd graph.

    Attributes:
        name: the class, such as ``AddmmBackward0``.
        path: how a script reaches it, such as ``loss.grad_fn.next_functions[0][0]``.
        depth: steps from the root.
        main: it lies on the chain from the root to the input.
        variable: for ``AccumulateGrad``: the parameter whose ``.grad`` it adds to.
        saved_bytes: bytes of tensors it saved for backward and still holds, parameters and the
            input not counted.
        stage: the layer whose line made it, ``loss`` for what came after the output; empty: not
            known.
        line: the line of PyTorch that made it, such as ``x = F.relu(x)``; empty: not known.
        shape: shape of the gradient that flows into it, which is that of the result it is of.
        followers: one for each of ``next_functions``: the followed node's place in
            `Graph.nodes`; ``None``: there is no node, for nothing there requires a gradient.
        saved: what it saved for backward.
        hooks: what is registered on the edge into it.
    """

    name: str
    path: str
    depth: int
    main: bool
    variable: str
    saved_bytes: int
    stage: str = ""
    line: str = ""
    shape: tuple[int, ...] = ()
    followers: tuple[int | None, ...] = ()
    saved: tuple[SavedTensor, ...] = ()
    hooks: tuple[Hook, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherGraph:
    """A graph that is alive besides the one that is shown.

    Attributes:
        name: how a script reaches its root, such as ``losses[0]`` or ``net.conv1.bias.grad``.
        nodes: how many nodes it has that the graphs before it have not.
        saved_bytes: bytes of saved tensors that it holds and the graphs before it do not, nor the
            shown one.
    """

    name: str
    nodes: int
    saved_bytes: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph that ``backward`` would go through.

    Attributes:
        status: none, alive or freed.
        root: ``loss`` or ``output``; in a trace also ``scaler.scale(loss)``.
        nodes: depth first, in the order of ``next_functions``; each node once.
        saved_bytes: bytes of saved tensors still held, parameters and the input not counted.
        rebuilt: it is not the first one: going to a moment has built it anew.
        retained: the layers whose results keep their gradient, with what has become of each.
        others: further graphs that hold saved tensors, the kept losses' first.
    """

    status: GraphStatus = GraphStatus.NONE
    root: str = ""
    nodes: tuple[GraphNode, ...] = ()
    saved_bytes: int = 0
    rebuilt: bool = False
    retained: Mapping[str, "Retained"] = field(default_factory=dict)
    others: tuple[OtherGraph, ...] = ()


class Retained(StrEnum):
    """What has become of a wish that a layer's result keep its gradient."""

    WAITS = "waits"  # there is no result yet: the next forward will retain it
    SET = "set"  # retain_grad() was called before backward
    FILLED = "filled"  # and backward has filled its .grad
    TOO_LATE = "too_late"  # backward had gone before: nothing will fill it until the next forward
    NO_GRAPH = "no_graph"  # the result does not require a gradient
