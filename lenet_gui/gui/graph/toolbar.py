"""The buttons above the graph."""

from PySide6.QtWidgets import QWidget

from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words


class GraphToolbar(PanelToolbar):
    """Writing backward down and playing it, keeping gradients, the surprise, and zooming.

    Attributes:
        node_by_node: each backward is written down; checkable.
        play: the backward that was written down is shown; checkable.
        keep: the result of the chosen node keeps its gradient; checkable.
        surprise: go to the next stop of the tutorial's surprise.
        closer: zoom in.
        farther: zoom out.
        fit: show all.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("graph_toolbar", parent, low=True)
        self.node_by_node = self.add("graph_node_by_node", checkable=True)
        self.play = self.add("graph_playback_shown", checkable=True)
        self.keep = self.add("graph_keep", checkable=True)
        self.surprise = self.add("graph_show_surprise")
        self.closer = self.add("graph_closer")
        self.farther = self.add("graph_farther")
        self.fit = self.add("graph_fit")

    def retranslate(self) -> None:
        """Set every text again."""
        set_words(
            self.node_by_node, self.tr("Node by node"),
            self.tr("Write the next backward that you press down, node by node, to be played here"),
        )  # fmt: skip
        set_words(
            self.play, self.tr("Playback"),
            self.tr("Show the backward that was written down; else the graph as it is now"),
        )  # fmt: skip
        set_words(
            self.keep, self.tr("Keep .grad"),
            self.tr("retain_grad() on the result that this node made (K in the graph)"),
        )  # fmt: skip
        set_words(
            self.surprise, self.tr("Surprise"),
            self.tr(
                "A surprise of the tutorial: next_functions[0][0] is not the ReLU. Walk there in "
                "three stops"
            ),
        )  # fmt: skip
        set_words(self.fit, self.tr("Fit"), self.tr("Show the whole graph (0; zoom: + and −)"))
        set_words(self.closer, "+", self.tr("Show it larger (+)"))
        set_words(self.farther, "−", self.tr("Show it smaller (−)"))
