"""One backward node by node, as it really ran: what came into each node and what went out.

The engine calls one node after the other; hooks on the nodes write down what they see. Nothing
here imports torch.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lenet_gui.core.commands import Command
from lenet_gui.core.graph import Graph


@dataclass(frozen=True, slots=True)
class TraceBackward(Command):
    """Write down each backward that is shown, node by node; a setting that changes no result.

    Attributes:
        on: whether to.
    """

    on: bool = True


@dataclass(frozen=True, slots=True)
class RetainGrad(Command):
    """``retain_grad()`` on the results of these layers, now and after each forward that is shown.

    A setting of who looks: it changes no parameter and no gradient of one.

    Attributes:
        layers: names as in the network's summary, such as ``relu1``.
    """

    layers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A gradient on its way from one node to another.

    Attributes:
        shape: its shape, the batch included.
        norm: its Euclidean norm.
        zeros: entries that are exactly 0.
        non_finite: entries that are NaN or infinite.
        values: its numbers, read-only; of a batch the shown sample's alone.
        sample: which sample that is, the one that was shown then; ``None``: it has no batch, and
            `values` is all of it.
    """

    shape: tuple[int, ...]
    norm: float
    zeros: int
    non_finite: int
    values: npt.NDArray[np.float32]
    sample: int | None


@dataclass(frozen=True, slots=True)
class Deposit:
    """What an ``AccumulateGrad`` did to its parameter's account.

    Attributes:
        parameter: whose account.
        before: Euclidean norm of ``.grad`` before; ``None``: it was None.
        added: norm of what was added.
        after: norm of ``.grad`` after it.
    """

    parameter: str
    before: float | None
    added: float
    after: float


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """One node at work.

    Attributes:
        node: its place in `Trace.graph`'s nodes.
        incoming: what came in from the loss's side, PyTorch's ``grad_outputs``.
        outgoing: what it sent on, PyTorch's ``grad_inputs``, one for each of ``next_functions``;
            ``None``: nothing, for nothing there requires a gradient.
        deposit: for ``AccumulateGrad``: the deposit.
    """

    node: int
    incoming: tuple[Flow | None, ...]
    outgoing: tuple[Flow | None, ...]
    deposit: Deposit | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One backward.

    Attributes:
        call: its number, the Log's.
        graph: the graph as it was just before, without the hooks that write it down.
        visits: in the order in which the engine called the nodes.
        failed: the node at which it failed, which is not among the visits; ``None``: it did not, or
            it was refused before the first node.
        retain_graph: the saved tensors stayed.
    """

    call: int
    graph: Graph
    visits: tuple[Visit, ...]
    failed: int | None
    retain_graph: bool
