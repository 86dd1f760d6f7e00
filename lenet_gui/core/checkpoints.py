"""The states that are kept, within a bound: the older ones thinned, and never the beginning."""

from bisect import bisect_right
from collections.abc import Iterable

from torch import Tensor

from lenet_gui.core.branch_record import Way
from lenet_gui.core.checkpoint import OVERHEAD, Checkpoint

RECENT = 1000
"""The states of so many updates before the newest one are thinned last: one goes there at once."""

SLACK = 8
"""Where the bound is reached, one part in so many is freed, so that it is not reached at once."""


class Checkpoints:
    """States by branch, in the order of their calls.

    Attributes:
        bytes: what they take; what several of them share is counted once.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self._kept: dict[int, list[Checkpoint]] = {}
        self._users: dict[int, int] = {}

    def __len__(self) -> int:
        return sum(len(kept) for kept in self._kept.values())

    def by_branch(self) -> dict[int, list[Checkpoint]]:
        """All of them."""
        return {branch: list(kept) for branch, kept in self._kept.items()}

    def add(self, branch: int, checkpoint: Checkpoint) -> None:
        """Keep a state of a branch, unless one of the same call is there."""
        kept = self._kept.setdefault(branch, [])
        place = bisect_right(kept, checkpoint.call, key=_call)
        if place and kept[place - 1].call == checkpoint.call:
            return
        kept.insert(place, checkpoint)
        self._count(checkpoint.tensors(), 1)
        self.bytes += OVERHEAD

    def latest(self, way: Way, call: int) -> Checkpoint:
        """The last state on a way that was kept up to a call; there is one of the beginning."""
        for branch, _, end in reversed(way.stretches(1)):
            kept = self._kept.get(branch.number, [])
            place = bisect_right(kept, min(call, branch.fork + end), key=_call)
            if place:
                return kept[place - 1]
        return self._kept[0][0]

    def drop_branch(self, branch: int) -> None:
        """Forget the states of a branch."""
        for checkpoint in self._kept.pop(branch, []):
            self._forget(checkpoint)

    def thin(self, budget: int, branch: int) -> int:
        """Come within a bound, if it is exceeded.

        First go those whose loss makes replays the least longer, but not the newest ones of the
        branch that one is on; if that is not enough, these.

        Args:
            budget: bytes that all may take.
            branch: the branch that one is on.

        Returns:
            Bytes that were freed.
        """
        if self.bytes <= budget:
            return 0
        before = self.bytes
        aim = budget - budget // SLACK
        newest = self._kept.get(branch, [])
        first = next((c.step for c in reversed(newest)), 0) - RECENT
        recent = {id(c) for c in newest if c.step > first}
        self._thin(aim, recent)
        if self.bytes > budget:
            self._thin(aim, {id(c) for c in newest[-1:]})
        return before - self.bytes

    def _thin(self, aim: int, spared: set[int]) -> None:
        while self.bytes > aim:
            worth = sorted(
                (kept[place + 1].spent - kept[place - 1].spent, number, place)
                for number, kept in self._kept.items()
                for place in range(1, len(kept) - 1)
                if id(kept[place]) not in spared
            )
            # No two neighbours at once: the gap that one leaves belongs to the other.
            gone: set[tuple[int, int]] = set()
            for _, number, place in worth[: max(1, len(worth) // 2)]:
                if self.bytes <= aim:
                    break
                if not gone & {(number, place - 1), (number, place + 1)}:
                    gone.add((number, place))
                    self._forget(self._kept[number][place])
            if not gone:
                return
            for number in {number for number, _ in gone}:
                self._kept[number] = [
                    c for place, c in enumerate(self._kept[number]) if (number, place) not in gone
                ]

    def _forget(self, checkpoint: Checkpoint) -> None:
        self._count(checkpoint.tensors(), -1)
        self.bytes -= OVERHEAD

    def _count(self, tensors: Iterable[Tensor], change: int) -> None:
        for tensor in {id(tensor): tensor for tensor in tensors}.values():
            users = self._users.get(id(tensor), 0) + change
            if users == (1 if change > 0 else 0):
                self.bytes += change * tensor.numel() * tensor.element_size()
            if users:
                self._users[id(tensor)] = users
            else:
                del self._users[id(tensor)]


def _call(checkpoint: Checkpoint) -> int:
    return checkpoint.call
