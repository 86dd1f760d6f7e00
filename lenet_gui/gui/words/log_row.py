"""One entry of the log as it is written down, to be printed or exported."""

from dataclasses import dataclass

from lenet_gui.gui.words.messages import Message


@dataclass(frozen=True, slots=True)
class LogRow:
    """One call, or all calls of one run.

    Attributes:
        first: number of the call; of a run, that of its first one.
        last: of a run, number of its last call so far; else the same as `first`.
        line: the line of PyTorch that ran, or a comment that says what it was.
        message: what it changed, in the language in which the row was asked for.
    """

    first: int
    last: int
    line: str
    message: Message

    @property
    def calls(self) -> str:
        """The numbers of the calls in a few letters."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
