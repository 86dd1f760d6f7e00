"""The update rules of ``torch.optim`` as plain data, named and defaulted as PyTorch does.

Each class stands for the class of the same name in ``torch.optim``; its fields are that class's
keyword arguments. Nothing here imports torch: the window builds its forms from these fields.
"""

import math
from dataclasses import asdict, dataclass, fields
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimizerSpec:
    """One optimizer and its arguments.

    Raises:
        ValueError: an argument lies outside the range that PyTorch accepts.
    """

    lr: float

    # The range of each argument, as PyTorch's own constructors check it. `math.inf` stands for
    # "any finite number".
    RANGES: ClassVar[dict[str, tuple[float, float]]] = {
        "lr": (0.0, math.inf),
        "momentum": (0.0, math.inf),
        "dampening": (-math.inf, math.inf),
        "weight_decay": (0.0, math.inf),
        "betas": (0.0, 1.0),
        "eps": (0.0, math.inf),
        "alpha": (0.0, math.inf),
        "rho": (0.0, 1.0),
        "lr_decay": (0.0, math.inf),
        "initial_accumulator_value": (0.0, math.inf),
    }

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool):
                continue
            low, high = self.RANGES[field.name]
            numbers = value if isinstance(value, tuple) else (value,)
            for number in numbers:
                if not (math.isfinite(number) and low <= number <= high):
                    raise ValueError(f"{field.name} must be between {low} and {high}, not {number}")
            if field.name == "betas" and max(numbers) >= 1.0:
                raise ValueError(f"betas must be below 1, not {value}")

    @property
    def name(self) -> str:
        """The name of the class in ``torch.optim``."""
        return type(self).__name__

    def arguments(self) -> dict[str, float | bool | tuple[float, float]]:
        """The keyword arguments for the class in ``torch.optim``."""
        return asdict(self)

    def line(self) -> str:
        """The line of PyTorch that builds this optimizer; defaults are left out, ``lr`` is not."""
        shown = [f"lr={self.lr!r}"]
        shown += [
            f"{field.name}={getattr(self, field.name)!r}"
            for field in fields(self)
            if field.name != "lr" and getattr(self, field.name) != field.default
        ]
        return f"optimizer = optim.{self.name}(net.parameters(), {', '.join(shown)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SGD(OptimizerSpec):
    """``torch.optim.SGD``. The default ``lr`` is the tutorial's.

    Raises:
        ValueError: Nesterov momentum without momentum, or with dampening, as PyTorch has it.
    """

    lr: float = 0.01
    momentum: float = 0.0
    dampening: float = 0.0
    weight_decay: float = 0.0
    nesterov: bool = False

    def __post_init__(self) -> None:
        # Not `super()`: a slotted dataclass is a new class, which the implicit cell does not name.
        OptimizerSpec.__post_init__(self)
        if self.nesterov and (self.momentum <= 0 or self.dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adam(OptimizerSpec):
    """``torch.optim.Adam``."""

    lr: float = 0.001
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8
    weight_decay: float = 0.0
    amsgrad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AdamW(OptimizerSpec):
    """``torch.optim.AdamW``: Adam whose weight decay does not pass through the moments."""

    lr: float = 0.001
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8
    weight_decay: float = 0.01
    amsgrad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RMSprop(OptimizerSpec):
    """``torch.optim.RMSprop``."""

    lr: float = 0.01
    alpha: float = 0.99
    eps: float = 1e-8
    weight_decay: float = 0.0
    momentum: float = 0.0
    centered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adagrad(OptimizerSpec):
    """``torch.optim.Adagrad``."""

    lr: float = 0.01
    lr_decay: float = 0.0
    weight_decay: float = 0.0
    initial_accumulator_value: float = 0.0
    eps: float = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Adadelta(OptimizerSpec):
    """``torch.optim.Adadelta``."""

    lr: float = 1.0
    rho: float = 0.9
    eps: float = 1e-6
    weight_decay: float = 0.0


OPTIMIZERS: tuple[type[OptimizerSpec], ...] = (SGD, Adam, AdamW, RMSprop, Adagrad, Adadelta)
"""Every optimizer on offer, in the order in which the window lists them."""
