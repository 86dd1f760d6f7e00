"""The training loop as data: lines that can be edited, switched off, moved, and stopped at."""

from dataclasses import dataclass, replace

from lenet_gui.core.commands import (
    Backward,
    Command,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    ZeroGrad,
)

MAX_MICRO_BATCHES = 64


@dataclass(frozen=True, slots=True)
class Break:
    """A breakpoint on a line: a run stops before the line is called.

    Attributes:
        hits: at the how-manieth time it stops first, at least 1; then at every time.
        condition: a watch expression that must hold; empty: none.
    """

    hits: int = 1
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the loop's body.

    Attributes:
        call: what it does.
        enabled: it is not commented out.
        inner: it lies in the loop over the micro-batches.
        stop: its breakpoint; ``None``: it has none.
    """

    call: Command
    enabled: bool = True
    inner: bool = False
    stop: Break | None = None


@dataclass(frozen=True, slots=True)
class StepLR:
    """``torch.optim.lr_scheduler.StepLR``: the learning rate times `gamma` every so many steps.

    Attributes:
        step_size: calls of ``scheduler.step()`` between two changes, at least 1.
        gamma: the factor.

    Raises:
        ValueError: the number of calls is out of range.
    """

    step_size: int = 10
    gamma: float = 0.5

    def __post_init__(self) -> None:
        if self.step_size < 1:
            raise ValueError(f"step_size must be at least 1, not {self.step_size}")

    def line(self) -> str:
        """The line of PyTorch that builds it."""
        return (
            f"scheduler = optim.lr_scheduler.StepLR(optimizer, step_size={self.step_size}, "
            f"gamma={self.gamma!r})"
        )


@dataclass(frozen=True, slots=True)
class Program:
    """The body of the training loop, with at most one loop inside it.

    Attributes:
        lines: in order; those with `Line.inner` follow one another without a gap.
        micro_batches: how often the inner lines are gone through in one iteration,
            1 to `MAX_MICRO_BATCHES`.
        scheduler: what ``scheduler`` is; ``None``: there is none.

    Raises:
        ValueError: the inner lines are not together, or a number is out of range.
    """

    lines: tuple[Line, ...]
    micro_batches: int = 1
    scheduler: StepLR | None = None

    def __post_init__(self) -> None:
        inner = [index for index, line in enumerate(self.lines) if line.inner]
        if inner and inner[-1] - inner[0] + 1 != len(inner):
            raise ValueError("the lines of the inner loop must follow one another")
        if not 1 <= self.micro_batches <= MAX_MICRO_BATCHES:
            raise ValueError(f"micro-batches must be 1 to {MAX_MICRO_BATCHES}")

    @property
    def inner(self) -> tuple[int, ...]:
        """The lines of the loop over the micro-batches."""
        return tuple(index for index, line in enumerate(self.lines) if line.inner)

    def schedule(self, *, batches: bool) -> tuple[int, ...]:
        """The lines in the order in which one iteration calls them.

        Args:
            batches: the input has a next batch; without one, the line that takes it is left out.
        """

        def called(index: int) -> bool:
            line = self.lines[index]
            return line.enabled and (batches or not isinstance(line.call, NextBatch))

        inner = self.inner
        start = inner[0] if inner else len(self.lines)
        before = [index for index in range(start) if called(index)]
        repeated = [index for index in inner if called(index)] * self.micro_batches
        after = [index for index in range(start + len(inner), len(self.lines)) if called(index)]
        return (*before, *repeated, *after)

    def find(self, kind: type[Command]) -> int | None:
        """The first line that is called and has a call of this kind, or else any such line."""
        found = [index for index, line in enumerate(self.lines) if type(line.call) is kind]
        return next((i for i in found if self.lines[i].enabled), found[0] if found else None)

    def with_line(self, index: int, line: Line) -> "Program":
        """The same with another line in the place of one."""
        return replace(self, lines=(*self.lines[:index], line, *self.lines[index + 1 :]))

    def without_stops(self) -> "Program":
        """The same without breakpoints."""
        return replace(self, lines=tuple(replace(line, stop=None) for line in self.lines))

    def with_micro_batches(self, count: int) -> "Program":
        """The same with another number of micro-batches.

        Losses that were divided by the old number are divided by the new one.
        """
        lines = tuple(
            replace(line, call=replace(line.call, divide_by=count))
            if isinstance(line.call, ComputeLoss) and line.call.divide_by == self.micro_batches != 1
            else line
            for line in self.lines
        )
        return replace(self, lines=lines, micro_batches=count)

    def moved(self, index: int, by: int) -> "Program":
        """The same with a line one place further up (`by` -1) or down (1).

        At the edge of the inner loop a line first goes into it or out of it, as an editor would
        change its indentation, and the order stays.
        """
        line, inner, target = self.lines[index], self.inner, index + by
        if line.inner is not (target in inner):
            if line.inner and len(inner) == 1:
                return self  # a loop must hold something
            return self.with_line(index, replace(line, inner=not line.inner))
        if not 0 <= target < len(self.lines):
            return self
        lines = list(self.lines)
        lines[index], lines[target] = lines[target], lines[index]
        return replace(self, lines=tuple(lines))


CANONICAL = Program(
    (
        Line(NextBatch()),
        Line(ZeroGrad()),
        Line(Forward()),
        Line(ComputeLoss()),
        Line(Backward()),
        Line(OptimizerStep()),
    )
)
"""The loop as every tutorial has it."""


@dataclass(frozen=True, slots=True)
class SetProgram(Command):
    """Choose or edit the loop; the mark stays at the same call where that is still there."""

    program: Program = CANONICAL
