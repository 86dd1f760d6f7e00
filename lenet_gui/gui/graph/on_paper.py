"""The graph for paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from lenet_gui.core.graph import Graph
from lenet_gui.gui.graph.view import GraphView
from lenet_gui.gui.plots.picture import dressed


def graph_on(graph: Graph, layers: Sequence[str], sheet: QWidget) -> QWidget:
    """The graph on a sheet, with no node chosen.

    Args:
        graph: the graph.
        layers: the network's layers in the order of forward, the input first.
        sheet: the sheet.
    """
    view = dressed(GraphView(sheet))
    view.show_graph(graph, layers, None)
    view.walk.choose(-1)
    return view
