"""The gradient accounts: how many deposits each ``.grad`` holds, and whether a step used them."""

from collections.abc import Mapping
from typing import TypeAlias

from torch import Tensor

# A gradient as the cheap detector sees it: which tensor it is, and how often it was written to.
_Marks: TypeAlias = list[tuple[Tensor, int] | None]


class GradientAccounts:
    """Counts the deposits of backward calls; the sums themselves are PyTorch's ``.grad``.

    Attributes:
        deposits: deposits since the account was cleared, by parameter.
        pending: a deposit was made that no step has used.
        applied: a step used what the accounts hold.
        carried: what the accounts hold is partly from before the last step.
        cleared: they were cleared, and nothing has been deposited since.
        failed: the last backward failed.
    """

    def __init__(self, parameters: Mapping[str, Tensor]) -> None:
        self._names = tuple(parameters)
        self._tensors = tuple(parameters.values())
        self.deposits = dict.fromkeys(parameters, 0)
        self.pending = False
        self.applied = False
        self.carried = False
        self.cleared = False
        self.failed = False

    @property
    def holds_deposits(self) -> bool:
        """At least one account has a deposit in it."""
        return any(self.deposits.values())

    def marks(self) -> _Marks:
        """What `written_since` needs to know from before a backward call."""
        return [
            None if (gradient := parameter.grad) is None else (gradient, gradient._version)
            for parameter in self._tensors
        ]

    def written_since(self, before: _Marks) -> tuple[str, ...]:
        """The parameters whose ``.grad`` was written to since `before` was taken."""
        return tuple(
            [
                name
                for name, parameter, mark in zip(self._names, self._tensors, before, strict=True)
                if (gradient := parameter.grad) is not None
                and (mark is None or mark[0] is not gradient or mark[1] != gradient._version)
            ]
        )

    def deposit(self, names: tuple[str, ...]) -> bool:
        """Book one deposit each; True: an account already held one."""
        added = any(self.deposits[name] for name in names)
        for name in names:
            self.deposits[name] += 1
        if names:
            self.pending, self.cleared = True, False
            self.carried = self.carried or self.applied
        return added

    def step(self) -> None:
        """Book that a step used the gradients."""
        self.pending = False
        self.applied = self.holds_deposits

    def clear(self, kept: tuple[str, ...] = ()) -> None:
        """Book that the accounts were cleared, all but those in `kept`."""
        left = {name: self.deposits[name] for name in kept}
        self.deposits = dict.fromkeys(self._names, 0) | left
        if not any(left.values()):
            self.pending = self.applied = self.carried = self.failed = False
            self.cleared = True

    def renew(self, parameters: Mapping[str, Tensor]) -> None:
        """Go on with other parameters: a new tensor has no deposits, the others keep theirs."""
        old = dict(zip(self._names, self._tensors, strict=True))
        self.deposits = {
            name: self.deposits[name] if old.get(name) is tensor else 0
            for name, tensor in parameters.items()
        }
        self._names, self._tensors = tuple(parameters), tuple(parameters.values())
