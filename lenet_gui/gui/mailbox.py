"""The latest value, handed from the training thread to the window."""

from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One slot: a newer value replaces one that nobody has taken.

    Queued signals at 1 000 a second made the window 12 s late; a slot cannot fall behind.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._value: T | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the last value has been taken."""
        return self._value is None

    def put(self, value: T) -> None:
        """Leave a value, in the place of an older one."""
        with self._lock:
            self._value = value

    def take(self) -> T | None:
        """Take the value out; ``None``: there is no new one."""
        with self._lock:
            value, self._value = self._value, None
        return value
