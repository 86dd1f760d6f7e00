"""What is painted of a graph."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from lenet_gui.core.graph import Graph
from lenet_gui.gui.graph.frontier import Frontier
from lenet_gui.gui.graph.geometry import Geometry
from lenet_gui.gui.plot_style import Colours


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be painted.

    Attributes:
        graph: the graph.
        geometry: where its parts lie.
        layers: the stages whose results can keep their gradient.
        chosen: the chosen node; -1: none.
        focused: the keys go through the nodes.
        frontier: how far backward has come; ``None``: it is not being shown.
        look: the colours.
        seen: the part of the picture that is in sight; the rest need not be painted.
    """

    graph: Graph
    geometry: Geometry
    layers: frozenset[str]
    chosen: int
    focused: bool
    frontier: Frontier | None
    look: Colours
    seen: QRectF
