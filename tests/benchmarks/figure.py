"""One figure: what was measured, beside what, and what it should be."""

from dataclasses import dataclass

SLACK = 0.1
"""By how much of the target a figure may fall short before the benchmark fails."""


@dataclass(frozen=True)
class Figure:
    """A measured value with its target.

    Attributes:
        name: what was measured.
        value: the value that is held against the target.
        unit: its unit; empty for a ratio.
        target: the bound.
        at_least: the target is a lower bound; otherwise an upper one.
        detail: reference, spread and whatever else belongs to it.
    """

    name: str
    value: float
    unit: str
    target: float
    at_least: bool
    detail: str = ""

    @property
    def met(self) -> bool:
        if self.at_least:
            return self.value >= self.target
        return self.value <= self.target

    @property
    def failed(self) -> bool:
        """Short of the target by more than the slack."""
        if self.at_least:
            return self.value < self.target * (1 - SLACK)
        return self.value > self.target * (1 + SLACK)

    def line(self) -> str:
        sign = ">=" if self.at_least else "<="
        verdict = "met" if self.met else ("FAILED" if self.failed else "short")
        unit = f" {self.unit}" if self.unit else ""
        return (
            f"{self.name:<44} {self.value:10.3f}{unit:<4} target {sign} {self.target:g}"
            f"{unit}  {verdict:<6} {self.detail}"
        )


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
