"""The state at one moment, kept: all of it but the graph, which nothing can copy.

A graph is never kept and never revived. A state is kept before a forward, and who goes to a later
moment has the calls from there on made again: they build the graph anew, with the same version
counters, so that it fails where the old one would.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from lenet_gui.core.debugger import Debugger, SavedDebugger
from lenet_gui.core.gradient_record import GradientRecord
from lenet_gui.core.ledger import GradientLedger, SavedLedger
from lenet_gui.core.leftovers import SavedLeftovers
from lenet_gui.core.lenet import network_of
from lenet_gui.core.losses import LossRecord
from lenet_gui.core.saved_optimizer import SavedOptimizer
from lenet_gui.core.saved_tensors import SavedLeaf, Sharing
from lenet_gui.core.state import NEVER, TrainingState

OVERHEAD = 16384
"""Bytes that a kept state takes besides its tensors, about: small objects and newest events."""

GRAPH = (
    "output", "output_of", "loss", "activations", "results", "saved_output", "saved_loss",
    "went_back", "deposited", "asked", "remembered", "trace", "trace_since",
)  # fmt: skip
"""What of a state leads to a graph, to a copy of what a graph saved, or says what it is of."""

COPIED = (
    "net", "parameters", "accounts", "ledger", "optimizer", "scheduler", "counter", "feed",
    "vectors", "left", "record", "gradients", "interrupted", "looking", "notices", "facts",
    "warnings",
)  # fmt: skip
"""What of a state is changed in place; each has its own way to be kept. Nothing else is."""

_APART = frozenset((*COPIED, *GRAPH))


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """The state at one moment.

    Attributes:
        call: calls made up to then.
        step: updates made up to then.
        spent: seconds of computing that the history had taken up to then.
        plain: what of the state is never changed in place, by its name.
        leaves: the parameters, and after them those that the optimizer alone has.
        names: the names of the parameters.
        optimizer: it, with its scheduler; ``None``: it has not been built.
        ledger: the ledger.
        left: what experiments had left.
        vectors: the generator of random vectors.
        record: the record of losses, which goes on, and how far it was.
        record_counts: as above.
        gradients: the record of the gradients, which goes on, and how often they had been
            written to.
        gradients_seen: as above.
        training: the network's flag.
        threads: torch's threads.
        debugger: what had come of the calls.
        others: copies of the counter, the accounts and the feed.
    """

    call: int
    step: int
    spent: float
    plain: Mapping[str, Any]
    leaves: tuple[SavedLeaf, ...]
    names: tuple[str, ...]
    optimizer: SavedOptimizer | None
    ledger: SavedLedger
    left: SavedLeftovers
    vectors: Tensor
    record: LossRecord
    record_counts: tuple[int, int]
    gradients: GradientRecord
    gradients_seen: int
    training: bool
    threads: int
    debugger: SavedDebugger
    others: Mapping[str, Any]

    def tensors(self) -> Iterator[Tensor]:
        """All tensors that it keeps; some may be kept by other states, too."""
        for leaf in self.leaves:
            yield leaf.value
            if leaf.grad is not None:
                yield leaf.grad
        if self.optimizer is not None:
            yield from self.optimizer.tensors()
        for account in self.ledger.accounts:
            if account.base is not None:
                yield account.base
        for record in {id(r): r for a in self.ledger.accounts for r in a.records}.values():
            yield from record.tensors.values()
        yield from self.plain["before_step"] or ()
        yield from self.others["feed"].tensors()

    def revive(self, interrupted: Callable[[], bool]) -> TrainingState:
        """A state of its own, as it was then, without a graph; its `Machine` says who looks on.

        Args:
            interrupted: as in `TrainingState`.
        """
        torch.set_num_threads(self.threads)
        state = TrainingState.__new__(TrainingState)
        vars(state).update(self.plain)
        state.interrupted = interrupted
        state.notices, state.facts, state.warnings = [], [], []
        for name, value in self.others.items():
            setattr(state, name, copy.copy(value))
        leaves = [leaf.revive() for leaf in self.leaves]
        state.net = network_of(dict(zip(self.names, leaves, strict=False)))
        state.net.train(self.training)
        state.parameters = dict(state.net.named_parameters())
        state.optimizer, state.scheduler = None, None
        if self.optimizer is not None:
            state.optimizer, state.scheduler = self.optimizer.revive(leaves)
        state.ledger = GradientLedger(state.parameters)
        state.ledger.restore(self.ledger)
        state.left = self.left.revive(state.parameters, state.device)
        state.vectors = torch.Generator()
        state.vectors.set_state(self.vectors)
        state.record = self.record.at(self.record_counts)
        state.gradients = self.gradients.counting(self.gradients_seen)
        state.output = state.loss = state.saved_output = state.saved_loss = None
        state.activations, state.results = {}, {}
        state.output_of = state.deposited = state.asked = state.remembered = None
        state.went_back = state.trace = None
        state.trace_since = NEVER
        return state


def keep(
    state: TrainingState, debugger: Debugger, spent: float, previous: Checkpoint | None
) -> Checkpoint | None:
    """Keep the state; ``None``: something in it cannot be kept, and later it will be otherwise.

    Args:
        state: the state.
        debugger: what has come of the calls.
        spent: seconds of computing up to now.
        previous: a state kept before, to share what has not changed.
    """
    if any(p.grad is not None and p.grad.requires_grad for p in state.parameters.values()):
        return None  # by create_graph=True: it leads to a graph
    left = state.left.saved(state.parameters, min(state.output_since, state.loss_since))
    if left is None:
        return None
    # In a free run a step lies between two states: there is nothing to share.
    sharing = Sharing(previous.tensors() if previous is not None and state.measured else ())
    tensors = [*state.parameters.values(), *_owned_alone(state)]
    leaves = tuple([sharing.leaf(tensor) for tensor in tensors])
    optimizer = state.optimizer
    count = len(state.parameters)
    return Checkpoint(
        call=state.calls,
        step=state.step,
        spent=spent,
        plain={name: value for name, value in vars(state).items() if name not in _APART},
        leaves=leaves,
        names=tuple(state.parameters),
        optimizer=None
        if optimizer is None
        else SavedOptimizer.of(
            optimizer,
            state.spec,
            state.scheduler,
            state.counter.program.scheduler,
            tensors,
            sharing,
        ),
        ledger=state.ledger.saved([leaf.grad for leaf in leaves[:count]], whole=state.measured),
        left=left,
        vectors=state.vectors.get_state(),
        record=state.record,
        record_counts=state.record.counts(),
        gradients=state.gradients,
        gradients_seen=state.gradients.seen,
        training=state.net.training,
        threads=torch.get_num_threads(),
        debugger=debugger.saved(),
        others={name: copy.copy(getattr(state, name)) for name in ("counter", "accounts", "feed")},
    )


def _owned_alone(state: TrainingState) -> list[Tensor]:
    """The tensors that the optimizer has and the network no longer."""
    if not state.orphans or state.optimizer is None:
        return []
    known = {id(parameter) for parameter in state.parameters.values()}
    groups = state.optimizer.param_groups
    return [p for group in groups for p in group["params"] if id(p) not in known]
