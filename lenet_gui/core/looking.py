"""What somebody who looks on wants to see besides; it changes no result of a call."""

import weakref
from dataclasses import dataclass, field

from torch import Tensor

from lenet_gui.core.anatomy import Anatomy
from lenet_gui.core.explanation import Element
from lenet_gui.core.gradient_check import GradientCheck


@dataclass(slots=True)
class Looking:
    """Wishes of who looks on. All states of a trainer share one.

    Attributes:
        tracing: each backward that is shown is to be written down node by node.
        retained: layers whose results are to keep their gradient.
        results: those that do, as long as something else keeps them.
        element: the number that is to be explained; ``None``: none.
        anatomy: the forward and backward that were last laid open for it, to be used again.
        flats: dead units and ties are to be counted.
        check: the last comparison with finite differences; ``None``: there was none.
    """

    tracing: bool = False
    retained: frozenset[str] = frozenset()
    results: "list[weakref.ref[Tensor]]" = field(default_factory=list)
    element: Element | None = None
    anatomy: Anatomy | None = None
    flats: bool = False
    check: GradientCheck | None = None
