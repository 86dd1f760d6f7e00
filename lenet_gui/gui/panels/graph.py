"""The Graph panel: the way that backward takes, to be walked node by node."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.commands import Phase, phase_of
from lenet_gui.core.graph import Graph, GraphNode, GraphStatus
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.trace import RetainGrad, Trace, TraceBackward
from lenet_gui.gui.graph.details import GraphDetails
from lenet_gui.gui.graph.frontier import Frontier
from lenet_gui.gui.graph.node_text import coloured, node_html
from lenet_gui.gui.graph.on_paper import graph_on
from lenet_gui.gui.graph.overview import overview_html
from lenet_gui.gui.graph.playback import PlaybackBar
from lenet_gui.gui.graph.surprise import Stop, surprise
from lenet_gui.gui.graph.toolbar import GraphToolbar
from lenet_gui.gui.graph.view import CLOSER, GraphView
from lenet_gui.gui.graph.words import bytes_sentence, failure_sentence
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plots.picture import Picture
from lenet_gui.gui.widgets.turning_splitter import TurningSplitter
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate


class GraphPanel(Panel):
    """The live graph, or a backward through it at one of its nodes; beside it the chosen node."""

    key: ClassVar[str] = "graph"
    area: ClassVar[Area] = Area.CENTRE_TOP
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._begins = False
        self._running = False
        self._stops: tuple[Stop, ...] = ()
        self._stop = -1
        self.view = GraphView(self)
        self.view.node_chosen.connect(self._show_chosen)
        self.view.pin_clicked.connect(self._toggle_pin)
        self.playback = PlaybackBar(self)
        self.playback.moved.connect(self._follow_frontier)
        self.details = GraphDetails(self)
        self.details.node_wanted.connect(self.view.choose)
        self.details.surprise_wanted.connect(self.show_surprise)
        self.details.account_wanted.connect(self.account_chosen)
        self.details.flows.number_chosen.connect(self.number_chosen)
        self.details.flows.unexplained.connect(self.unexplained)
        self.view.copy_wanted.connect(self.details.copy_path)
        self._hint = QLabel(self)
        self._hint.setObjectName("graph_hint")
        self._hint.setWordWrap(True)
        self._hint.setMargin(8)
        self._bar = GraphToolbar(self)
        self._connect_toolbar()
        self._add_keys()
        self._lay_out()
        self.setFocusProxy(self.view)
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("GraphPanel", "Graph")

    @override
    def take(self, snapshot: Snapshot) -> None:
        if snapshot.trace is not self._trace:
            self._begin_playback(snapshot)
        elif self._bar.play.isChecked() and _has_newer_graph(snapshot):
            self._bar.play.setChecked(False)
        self._bar.node_by_node.setChecked(snapshot.tracing)
        super().take(snapshot)

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        graph, frontier = self._shown(snapshot)
        self._stops = surprise(graph)
        there = graph.status is not GraphStatus.NONE
        # Never both, however briefly, or the window would grow to have room for both.
        (self._hint if there else self._splitter).hide()
        (self._splitter if there else self._hint).show()
        self._bar.play.setVisible(self.playback.frontier is not None)
        self.playback.setVisible(frontier is not None)
        self._bar.surprise.setVisible(bool(self._stops))
        if there:
            self.view.show_graph(graph, [layer.name for layer in snapshot.layers], frontier)
            if frontier is not None and self._begins:
                self.view.walk.choose(frontier.present)
            self._begins = False
            self._write_overview(snapshot, graph, frontier)
            self._show_node(snapshot)

    @override
    def retranslate(self) -> None:
        self._hint.setText(
            self.tr(
                "No graph yet. Press forward: each operation leaves a node here, so that backward "
                "can find the way from the loss back to the input."
            )
        )
        for part in (self._bar, self.view, self.playback, self.details):
            part.retranslate()

    @override
    def restyle(self) -> None:
        self.playback.restyle()
        self.details.restyle()
        set_writing(self._hint, self.colours.muted)

    @override
    def start_session(self) -> None:
        self._trace = None
        self.playback.show_frontier(None)
        self._bar.play.setChecked(False)

    @override
    def set_running(self, *, running: bool) -> None:
        self._running = running
        if running:
            self._bar.play.setChecked(False)  # each iteration has a graph of its own

    @override
    def pictures(self) -> tuple[Picture, ...]:
        if self.snapshot is None or self.snapshot.graph.status is GraphStatus.NONE:
            return ()
        graph, layers = self.snapshot.graph, [layer.name for layer in self.snapshot.layers]
        caption = f"<p>{bytes_sentence(graph)}</p>"
        drawn = partial(graph_on, graph, layers)
        return (Picture("graph", self.title(), drawn, height=440, caption=caption),)

    def _connect_toolbar(self) -> None:
        bar = self._bar
        bar.node_by_node.triggered.connect(self._send_tracing)
        bar.play.triggered.connect(self._redraw)
        bar.keep.triggered.connect(self._toggle_chosen_pin)
        bar.surprise.triggered.connect(self.show_surprise)
        bar.closer.triggered.connect(lambda: self.view.zoom(CLOSER))
        bar.farther.triggered.connect(lambda: self.view.zoom(1 / CLOSER))
        bar.fit.triggered.connect(self.view.fit)

    def _add_keys(self) -> None:
        for key, deed in (
            (Qt.Key.Key_Comma, lambda: self.playback.go_by(-1)),
            (Qt.Key.Key_Period, lambda: self.playback.go_by(1)),
            (Qt.Key.Key_Space, self.playback.toggle_play),
            (Qt.Key.Key_K, self._toggle_chosen_pin),
        ):
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(deed)

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.view, 1)
        column.addWidget(self.playback)
        self._splitter = TurningSplitter(left, self.details, (0.6, 0.55), ratio=1.2, characters=60)
        self._splitter.setObjectName("graph_splitter")
        self._splitter.hide()  # until there is a graph
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 6)
        layout.setSpacing(3)
        layout.addWidget(self._bar)
        layout.addWidget(self._hint)
        layout.addWidget(self._splitter, 1)
        layout.addStretch()

    # -- showing ----------------------------------------------------------------------------

    def _begin_playback(self, snapshot: Snapshot) -> None:
        """Show a backward that was just written down from its first node on."""
        self._trace = snapshot.trace
        frontier = None if snapshot.trace is None else Frontier(snapshot.trace)
        if frontier is not None and not frontier.stops:
            frontier = None  # it was refused before it came to any node
        past = snapshot.timeline.arrival is not None
        if frontier is not None and past:
            frontier = frontier.moved(len(frontier.stops))  # what came of it
        self.playback.show_frontier(frontier)
        self._begins = frontier is not None and not past and not self._running
        self._bar.play.setChecked(self._begins)
        if frontier is not None and self._begins:
            self.details.show_stop(failed=frontier.fails)

    def _shown(self, snapshot: Snapshot) -> tuple[Graph, Frontier | None]:
        frontier = self.playback.frontier if self._bar.play.isChecked() else None
        if frontier is None:
            return snapshot.graph, None
        # What the activations have kept is a matter of now: the pins change it.
        return replace(frontier.graph, retained=snapshot.graph.retained), frontier

    def _redraw(self) -> None:
        if self.snapshot is not None:
            self.redraw(self.snapshot)

    def _write_overview(self, snapshot: Snapshot, graph: Graph, frontier: Frontier | None) -> None:
        html = overview_html(graph, [layer.name for layer in snapshot.layers], self.colours)
        if frontier is not None:
            text = self.tr("Call {call}, backward: at node {at} of {all}.").format(
                call=frontier.trace.call, at=frontier.at + 1, all=len(frontier.stops)
            )
            html = coloured(text, self.colours.accounts) + html
        self.details.show_overview(html)

    def _show_node(self, snapshot: Snapshot) -> None:
        graph, frontier = self._shown(snapshot)
        index = self.view.chosen
        if not 0 <= index < len(graph.nodes):
            self.details.show_node("", "", "")
            return
        node = graph.nodes[index]
        layers = [layer.name for layer in snapshot.layers[1:]]
        html = node_html(graph, index, snapshot.rows, layers, self.colours)
        self.details.show_node(node.path, node.variable, self._guide(index, frontier) + html)
        visit = None if frontier is None else frontier.visit(index)
        kept = snapshot.retained.get(node.stage) if node.main else None
        last = snapshot.explained_backward
        self.details.flows.show_node(
            graph, index, visit, kept,
            sample=snapshot.input.sample, played=frontier is not None,
            explained=last is not None and (frontier is None or frontier.trace.call == last),
        )  # fmt: skip
        layer = _layer_of(node, layers)
        self._bar.keep.setEnabled(bool(layer))
        self._bar.keep.setChecked(layer in snapshot.graph.retained)

    def _guide(self, index: int, frontier: Frontier | None) -> str:
        """What is to be said of the node before all else."""
        if frontier is not None and frontier.fails and index == frontier.present:
            node = frontier.graph.nodes[index]
            return coloured(f"✗ {failure_sentence(node)}", self.colours.error)
        guided = 0 <= self._stop < len(self._stops) and self._stops[self._stop].node == index
        return coloured(self._stops[self._stop].words, self.colours.notice) if guided else ""

    # -- what the person does ---------------------------------------------------------------

    def show_surprise(self) -> None:
        """Go to the next stop of the tutorial's surprise; after the last one, begin again."""
        if self._stops:
            self._stop = (self._stop + 1) % len(self._stops)
            self.details.tabs.setCurrentWidget(self.details.node)
            self.view.choose(self._stops[self._stop].node)

    @Slot(int)
    def _show_chosen(self, index: int) -> None:
        if not (0 <= self._stop < len(self._stops) and self._stops[self._stop].node == index):
            self._stop = -1
        if self.details.tabs.currentWidget() is self.details.overview:
            self.details.tabs.setCurrentWidget(self.details.node)
        if self.snapshot is not None:
            self._show_node(self.snapshot)

    @Slot()
    def _follow_frontier(self) -> None:
        self._redraw()
        if self.playback.frontier is not None:
            self.details.show_stop(failed=self.playback.frontier.fails)
            self.view.choose(self.playback.frontier.present)

    @Slot(bool)
    def _send_tracing(self, on: bool) -> None:
        self.command_issued.emit(TraceBackward(on=on))

    def _toggle_chosen_pin(self) -> None:
        if self.snapshot is not None and 0 <= self.view.chosen < len(self.view.graph.nodes):
            layers = [layer.name for layer in self.snapshot.layers[1:]]
            layer = _layer_of(self.view.graph.nodes[self.view.chosen], layers)
            if layer:
                self._toggle_pin(layer)

    @Slot(str)
    def _toggle_pin(self, layer: str) -> None:
        if self.snapshot is not None:
            kept = frozenset(self.snapshot.graph.retained)
            self.command_issued.emit(RetainGrad(kept ^ {layer}))


def _layer_of(node: GraphNode, layers: list[str]) -> str:
    """The layer whose result the node made; empty: none that could keep its gradient."""
    return node.stage if node.main and node.stage in layers else ""


def _has_newer_graph(snapshot: Snapshot) -> bool:
    """Whether the last call made a graph that the backward before knew nothing of."""
    last = snapshot.last
    builds = last is not None and phase_of(last.command) in (Phase.FORWARD, Phase.LOSS)
    return builds and last is not None and last.failure is None
