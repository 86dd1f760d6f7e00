"""The gradient accounts: how many deposits each ``.grad`` holds, and whether a step used them."""

from collections.abc import Iterable


class GradientAccounts:
    """Counts the deposits of backward calls; what they were is in the `GradientLedger`.

    Attributes:
        deposits: deposits since the account was cleared, by parameter.
        pending: a deposit was made that no step has used.
        applied: a step used what the accounts hold.
        carried: what the accounts hold is partly from before the last step.
        cleared: they were cleared, and nothing has been deposited since.
        failed: the last backward failed.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.deposits = dict.fromkeys(names, 0)
        self.pending = False
        self.applied = False
        self.carried = False
        self.cleared = False
        self.failed = False

    def __copy__(self) -> "GradientAccounts":
        accounts = object.__new__(GradientAccounts)
        vars(accounts).update(vars(self))
        accounts.deposits = dict(self.deposits)
        return accounts

    @property
    def holds_deposits(self) -> bool:
        """At least one account has a deposit in it."""
        return any(self.deposits.values())

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
        self.deposits = dict.fromkeys(self.deposits, 0) | left
        if not any(left.values()):
            self.pending = self.applied = self.carried = self.failed = False
            self.cleared = True

    def forget(self, name: str) -> None:
        """Book that a parameter is another tensor now, whose account is empty."""
        self.deposits[name] = 0
