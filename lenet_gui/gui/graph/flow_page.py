"""The gradients at one node: what came in, what went out, what is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from lenet_gui.core.explanation import Quantity
from lenet_gui.core.graph import Graph
from lenet_gui.core.snapshot import Array
from lenet_gui.core.trace import Deposit, Flow, Visit
from lenet_gui.gui.graph.flow_numbers import number_into
from lenet_gui.gui.graph.words import title
from lenet_gui.gui.network.tile_page import TilePage
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.words.number_text import count, number


@dataclass(frozen=True, slots=True)
class Shown:
    """A gradient that can be looked at.

    Attributes:
        name: what it is, in words.
        expression: how a script would call it.
        facts: its shape, norm and the like, in words; empty: not measured.
        values: its numbers.
        into: the place of the node that it flows into.
        leading: the sample that they are of, where it has a batch.
    """

    name: str
    expression: str
    facts: str
    values: Array
    into: int
    leading: tuple[int, ...] = ()


class FlowPage(QWidget):
    """A choice of the gradients at the node, the facts of the chosen one, and its tiles."""

    number_chosen = Signal(object)
    """The person wants one number explained: its `Element`."""

    unexplained = Signal(object)
    """It cannot be: a function to the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph_flows")
        self._shown: tuple[Shown, ...] = ()
        self._deposit = ""
        self._played = False
        self._graph = Graph()
        self._explained = False
        self.choice = QComboBox(self)
        self.choice.setObjectName("graph_flow")
        self.choice.setMinimumContentsLength(10)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.currentIndexChanged.connect(self._show_chosen)
        self.facts = SteadyLabel("graph_flow_facts", self)
        self.tiles = TilePage("graph_flow", self)
        self.tiles.number_chosen.connect(self._explain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.choice)
        column.addWidget(self.facts)
        column.addWidget(self.tiles, 1)

    def show_node(
        self,
        graph: Graph,
        index: int,
        visit: Visit | None,
        kept: Array | None,
        *,
        sample: int,
        played: bool,
        explained: bool,
    ) -> None:
        """Show the gradients at a node.

        Args:
            graph: the graph.
            index: the node's place in it.
            visit: what backward did there; ``None``: it has not been there, or was not written
                down.
            kept: the gradient that the node's result has kept, of a batch the shown sample's;
                ``None``: it has kept none.
            sample: which sample is shown.
            played: a backward is played.
            explained: it is the backward whose gradients the Inspector explains.
        """
        self._graph, self._played, self._explained = graph, played, explained
        shown = [] if visit is None else self._flows(graph, index, visit)
        if kept is not None:
            shown.append(self._kept(graph, index, kept, sample))
        self._deposit = "" if visit is None or visit.deposit is None else self._sum(visit.deposit)
        self._offer(shown)

    def retranslate(self) -> None:
        """Set the fixed texts again."""
        self.choice.setAccessibleName(self.tr("Gradient at the chosen node"))
        self.choice.setToolTip(self.tr("Gradient at the chosen node"))
        self.tiles.view.setAccessibleName(self.tr("Numbers of that gradient"))
        self.tiles.retranslate()

    def restyle(self) -> None:
        """Follow the size of the writing."""
        self.tiles.restyle()

    def _flows(self, graph: Graph, index: int, visit: Visit) -> list[Shown]:
        node = graph.nodes[index]
        several = len(visit.incoming) > 1
        shown = [
            self._flow(
                self.tr("came in {place}").format(place=f"[{place}]" if several else "").strip(),
                f"grad_outputs[{place}]",
                flow,
                index,
            )
            for place, flow in enumerate(visit.incoming)
            if flow is not None
        ]
        for place, (flow, follower) in enumerate(zip(visit.outgoing, node.followers, strict=False)):
            if flow is not None and follower is not None:
                name = self.tr("went out [{place}] to {node}").format(
                    place=place, node=title(graph.nodes[follower])
                )
                shown.append(self._flow(name, f"grad_inputs[{place}]", flow, follower))
        return shown

    def _flow(self, name: str, expression: str, flow: Flow, into: int) -> Shown:
        facts = [self._size(flow.shape, flow.norm)]
        facts.append(self.tr("zeros: {zeros}").format(zeros=count(flow.zeros)))
        if flow.non_finite:
            facts.append(self.tr("not finite: {count}").format(count=count(flow.non_finite)))
        if flow.sample is not None and flow.shape and flow.shape[0] > 1:
            facts.append(self.tr("tiles: sample {sample}").format(sample=flow.sample))
        leading = () if flow.sample is None else (flow.sample,)
        return Shown(name, expression, ", ".join(facts), flow.values, into, leading)

    def _kept(self, graph: Graph, index: int, kept: Array, sample: int) -> Shown:
        node = graph.nodes[index]
        size = self._size(kept.shape, float(np.linalg.norm(kept.astype(np.float64))))
        leading: tuple[int, ...] = ()
        if len(node.shape) > kept.ndim:
            leading = (min(sample, node.shape[0] - 1),)
            size = self.tr("sample {sample}: {size}").format(sample=leading[0], size=size)
        name = self.tr("kept: {layer}.grad").format(layer=node.stage)
        return Shown(name, f"{node.stage}.grad", size, kept, index, leading)

    def _size(self, shape: tuple[int, ...], norm: float) -> str:
        return self.tr("shape {shape}, norm {norm}").format(
            shape=str(tuple(shape)), norm=number(norm)
        )

    def _sum(self, deposit: Deposit) -> str:
        if deposit.before is None:
            text = self.tr(
                "{name}.grad was None; the deposit of norm {added} makes its norm {after}."
            )
        else:
            text = self.tr(
                "{name}.grad had norm {before}; with the deposit of norm {added} it has {after} "
                "(norms do not simply add)."
            )
        return text.format(
            name=deposit.parameter, before=number(deposit.before),
            added=number(deposit.added), after=number(deposit.after),
        )  # fmt: skip

    def _offer(self, shown: Sequence[Shown]) -> None:
        before = self.choice.currentIndex()
        self._shown = tuple(shown)
        names = [one.name for one in shown]
        if names != [self.choice.itemText(i) for i in range(self.choice.count())]:
            self.choice.blockSignals(True)
            self.choice.clear()
            self.choice.addItems(names)
            self.choice.setCurrentIndex(max(0, min(before, len(names) - 1)))
            self.choice.blockSignals(False)
        self.choice.setEnabled(bool(names))
        self._show_chosen()

    def _show_chosen(self) -> None:
        index = self.choice.currentIndex()
        if not 0 <= index < len(self._shown):
            self.facts.set_text("")
            self.tiles.show_message(self._why_none())
            return
        one = self._shown[index]
        self.facts.set_text("\n".join(text for text in (one.facts, self._deposit) if text))
        self.tiles.show_values(one.expression, one.values, leading=one.leading)

    @Slot(object)
    def _explain(self, place: tuple[int, ...]) -> None:
        """Have a number of the chosen gradient explained; its place in the tiles."""
        one = self._shown[self.choice.currentIndex()]
        # A scalar has a tile, and no place in itself.
        element = number_into(self._graph, one.into, (*one.leading, *place[: one.values.ndim]))
        if element is None:
            self.unexplained.emit(self._why_no_number)
        elif element.quantity is Quantity.FLOW and not self._explained:
            self.unexplained.emit(self._why_other_backward)
        else:
            self.number_chosen.emit(element)

    def _why_no_number(self) -> str:
        return self.tr(
            "The Inspector explains gradients of parameters, of layers' results and of the loss. "
            "This one is of a result in between, to which the program gives no name."
        )

    def _why_other_backward(self) -> str:
        return self.tr(
            "The Inspector explains the gradients of the last backward through the present "
            "output, and this is one of another backward. Press forward, loss and backward."
        )

    def _why_none(self) -> str:
        if self._played:
            return self.tr("The backward that is played has not gone through this node so far.")
        return self.tr(
            "With Node by node on, press backward: then each node's gradients are shown here, "
            "when backward has come to it."
        )
