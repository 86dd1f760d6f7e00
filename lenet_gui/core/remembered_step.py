"""What the last step started from: to explain it when it has been made."""

import weakref
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from torch import Tensor
from torch.optim import Optimizer

from lenet_gui.core.commands import UpdateRule
from lenet_gui.core.optimizers import OptimizerSpec

Entries = Mapping[str, Any]
"""The entries of an optimizer's state for one parameter."""


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """A tensor as it was, without keeping it alive.

    Attributes:
        tensor: it.
        version: its version counter then.
    """

    tensor: "weakref.ref[Tensor]"
    version: int

    @classmethod
    def of(cls, tensor: Tensor) -> "Witness":
        """See a tensor as it is now."""
        return cls(weakref.ref(tensor), tensor._version)

    def agrees(self, tensor: Tensor | None) -> bool:
        """It is the same one, and no call has written to it."""
        known = self.tensor()
        return known is not None and known is tensor and known._version == self.version


@dataclass(frozen=True, slots=True, eq=False)
class RememberedStep:
    """A step that was made. The parameters before it are in ``TrainingState.before_step``.

    Attributes:
        rule: by whom it was made.
        spec: the optimizer with its options as they were.
        learning_rate: that of the tutorial's rule, which no scheduler changes.
        step: updates made, with this one.
        gradients: the gradients that it used, by parameter.
        after: the parameters after it, by name; empty: it has not been made.
        fresh: parameters for which the optimizer had no state.
        entries: its state before the step, by parameter, as copies; ``None``: not remembered.
        orphans: parameters that the optimizer did not own.
    """

    rule: UpdateRule
    spec: OptimizerSpec
    learning_rate: float
    step: int
    gradients: Mapping[str, Witness]
    after: Mapping[str, Witness]
    fresh: frozenset[str]
    entries: Mapping[str, Entries] | None
    orphans: tuple[str, ...]

    def done(self, parameters: Mapping[str, Tensor]) -> "RememberedStep":
        """The same, now that it has been made."""
        return replace(self, after={name: Witness.of(p) for name, p in parameters.items()})

    def holds(self, name: str, parameter: Tensor, step: int) -> bool:
        """It is the last one, and since then nothing has been written to a parameter's tensors.

        Args:
            name: the parameter's name.
            parameter: it.
            step: updates made up to now.
        """
        used, after = self.gradients.get(name), self.after.get(name)
        return (
            step == self.step
            and used is not None
            and used.agrees(parameter.grad)
            and after is not None
            and after.agrees(parameter)
        )

    def entries_of(self, name: str) -> Entries | None:
        """The optimizer's state of a parameter before the step; ``None``: not known any more."""
        if name in self.fresh:
            return {}
        return None if self.entries is None else self.entries[name]


def remember_step(
    rule: UpdateRule,
    optimizer: Optimizer | None,
    spec: OptimizerSpec,
    parameters: Mapping[str, Tensor],
    *,
    step: int,
    whole: bool,
    orphans: tuple[str, ...],
) -> RememberedStep:
    """Remember the step that is about to be made.

    Args:
        rule: by whom.
        optimizer: the optimizer; ``None``: there is none, and none is needed.
        spec: its class and arguments.
        parameters: the network's.
        step: updates made, with this one.
        whole: with the optimizer's state. It is as large as the parameters, or twice that, so it
            is copied only where somebody looks at a number.
        orphans: parameters that the optimizer does not own.
    """
    state: Mapping[Tensor, Entries] = {} if optimizer is None else optimizer.state
    known = {name: state[p] for name, p in parameters.items() if state.get(p)}
    gradients = {n: p.grad for n, p in parameters.items() if p.grad is not None}
    return RememberedStep(
        rule,
        present_spec(spec, optimizer),
        spec.lr,
        step,
        {name: Witness.of(gradient) for name, gradient in gradients.items()},
        {},
        frozenset(parameters) - known.keys(),
        {name: _copied(entries) for name, entries in known.items()} if whole else None,
        orphans,
    )


def present_spec(spec: OptimizerSpec, optimizer: Optimizer | None) -> OptimizerSpec:
    """An optimizer's options as they are now; a scheduler changes the learning rate."""
    if optimizer is None:
        return spec
    (group,) = optimizer.param_groups  # it is built from net.parameters()
    return type(spec)(**{field.name: group[field.name] for field in fields(spec)})


def _copied(entries: Entries) -> Entries:
    return {
        key: value.clone() if isinstance(value, Tensor) else value for key, value in entries.items()
    }
