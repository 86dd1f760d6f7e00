"""An optimizer as it was at a moment, with its scheduler."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler, StepLR

from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.program import StepLR as StepLRSpec
from lenet_gui.core.saved_tensors import Sharing
from lenet_gui.core.state import make_optimizer

CALLED = "_opt_called"
"""Where a scheduler notes that there was a step, so that it need not warn of the order."""


@dataclass(frozen=True, slots=True, eq=False)
class SavedOptimizer:
    """An optimizer.

    Attributes:
        spec: its class and arguments.
        groups: for each group its settings, and which leaves are in it.
        state: the entries of its state, by the leaf's index.
        called: a scheduler has seen a step.
        schedule: the scheduler's arguments; ``None``: there is no scheduler.
        scheduler: the scheduler's ``state_dict()``.
    """

    spec: OptimizerSpec
    groups: tuple[tuple[Mapping[str, Any], tuple[int, ...]], ...]
    state: Mapping[int, Mapping[str, Any]]
    called: bool
    schedule: StepLRSpec | None
    scheduler: Mapping[str, Any]

    @classmethod
    def of(
        cls,
        optimizer: Optimizer,
        spec: OptimizerSpec,
        scheduler: LRScheduler | None,
        schedule: StepLRSpec | None,
        leaves: Sequence[Tensor],
        sharing: Sharing,
    ) -> "SavedOptimizer":
        """Keep one.

        Args:
            optimizer: it.
            spec: its class and arguments.
            scheduler: its scheduler; ``None``: there is none.
            schedule: the scheduler's arguments.
            leaves: the parameters, all of its among them.
            sharing: copies tensors.
        """
        places = {id(leaf): place for place, leaf in enumerate(leaves)}
        groups = tuple(
            (
                {key: value for key, value in group.items() if key != "params"},
                tuple([places[id(parameter)] for parameter in group["params"]]),
            )
            for group in optimizer.param_groups
        )
        state = {
            places[id(parameter)]: {
                key: sharing.copy(value) if isinstance(value, Tensor) else value
                for key, value in entries.items()
            }
            for parameter, entries in optimizer.state.items()
        }
        kept = {} if scheduler is None else scheduler.state_dict()
        called = getattr(optimizer, CALLED, False)
        return cls(spec, groups, state, called, None if scheduler is None else schedule, kept)

    def tensors(self) -> Iterator[Tensor]:
        """The tensors of its state."""
        for entries in self.state.values():
            yield from (value for value in entries.values() if isinstance(value, Tensor))

    def revive(self, leaves: Sequence[nn.Parameter]) -> tuple[Optimizer, LRScheduler | None]:
        """One of its own, as it was.

        Args:
            leaves: the parameters, in the order in which they were.
        """
        owned = [leaves[place] for _, places in self.groups for place in places]
        optimizer = make_optimizer(self.spec, owned)
        scheduler = None
        if self.schedule is not None:
            scheduler = StepLR(optimizer, self.schedule.step_size, self.schedule.gamma)
            scheduler.load_state_dict(dict(self.scheduler))
        # After the scheduler, which has just set the learning rate. An optimizer here has one
        # group: it is built from net.parameters().
        for group, (settings, _) in zip(optimizer.param_groups, self.groups, strict=True):
            group.update(settings)
        for place, entries in self.state.items():
            optimizer.state[leaves[place]] = {
                key: value.clone() if isinstance(value, Tensor) else value
                for key, value in entries.items()
            }
        if self.called:
            setattr(optimizer, CALLED, True)
        return optimizer, scheduler
