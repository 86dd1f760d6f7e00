"""The graph to look at and to walk: one widget, painted by one paintEvent."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from lenet_gui.core.graph import Graph
from lenet_gui.core.graph_layout import GraphLayout, forward_path, forward_ranks, lay_out
from lenet_gui.gui.graph.camera import Camera
from lenet_gui.gui.graph.frontier import Frontier
from lenet_gui.gui.graph.geometry import Geometry, arrange
from lenet_gui.gui.graph.labels import wishes
from lenet_gui.gui.graph.painting import paint_all
from lenet_gui.gui.graph.scene import Scene
from lenet_gui.gui.graph.stages import pin_box
from lenet_gui.gui.graph.walk import Walk
from lenet_gui.gui.graph.words import state_words
from lenet_gui.gui.plot_style import colours

CLOSER = 1.25
"""Factor of one turn of the wheel."""

DRAG = 4
"""Pixels that the mouse must move for a drag."""


class GraphView(QWidget):
    """Nodes and edges; the arrow keys go along ``next_functions``.

    The arrows follow the picture: away from the loss to the first follower, towards it back to
    who led here, across it to the node beside. Home goes to the root. Plus, minus and 0 or the
    wheel zoom, a drag moves.
    """

    node_chosen = Signal(int)
    """Another node was chosen: its place among the nodes."""

    pin_clicked = Signal(str)
    """The pin of this layer was clicked."""

    copy_wanted = Signal()
    """The path of the chosen node is to be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.graph = Graph()
        self.walk = Walk()
        self._frontier: Frontier | None = None
        self._layout = GraphLayout()
        self._structure: object = None
        self._layers: tuple[str, ...] = ()
        self._geometry = Geometry((), {}, QSizeF(), lying=False)
        self._camera = Camera()
        self._pressed: QPointF | None = None
        self._drags = False

    @property
    def chosen(self) -> int:
        """The chosen node's place among all; -1: none."""
        return self.walk.chosen

    @property
    def geometry_of_graph(self) -> Geometry:
        """Where everything lies before any zoom."""
        return self._geometry

    def show_graph(self, graph: Graph, layers: Sequence[str], frontier: Frontier | None) -> None:
        """Show a graph; one with the same nodes keeps its places and the chosen node.

        Args:
            graph: the graph.
            layers: the network's layers in the order of forward, the input first.
            frontier: how far a backward through it has come; ``None``: that is not shown.
        """
        structure = [(node.path, node.name, node.followers, node.main) for node in graph.nodes]
        moved = structure != self._structure
        self.graph, self._frontier = graph, frontier
        if moved or tuple(layers) != self._layers:
            self._structure, self._layers = structure, tuple(layers)
            self._layout = lay_out(graph.nodes)
            self._camera.fitted = True
            self._arrange()
        if moved:
            self.walk.set_nodes(graph.nodes, self._layout)
        self._describe()
        self.update()

    def choose(self, index: int) -> None:
        """Choose a node, and bring it into sight."""
        if 0 <= index < len(self.graph.nodes):
            self.walk.choose(index)
            self._chosen()

    def fit(self) -> None:
        """Show the whole graph again."""
        self._camera.fitted = True
        self._arrange()
        self.update()

    def zoom(self, factor: float) -> None:
        """Show it larger or smaller, around its middle."""
        self._zoom_at(QRectF(self.rect()).center(), factor)

    def place_of(self, index: int) -> QPointF:
        """The middle of a node, in the widget's coordinates."""
        return self._camera.on_screen(self._geometry.boxes[index].center())

    def place_of_pin(self, layer: str) -> QPointF:
        """The middle of a layer's pin, in the widget's coordinates."""
        return self._camera.on_screen(pin_box(self._geometry.stages[layer]).center())

    def node_at(self, place: QPointF) -> int:
        """The node at a place; -1: none."""
        world = self._camera.in_world(place)
        hit = (index for index, box in enumerate(self._geometry.boxes) if box.contains(world))
        return next(hit, -1)

    def pin_at(self, place: QPointF) -> str:
        """The layer whose pin is at a place; empty: none."""
        world = self._camera.in_world(place)
        for name, box in self._geometry.stages.items():
            if name in self._pins() and pin_box(box).adjusted(-3, -3, 3, 3).contains(world):
                return name
        return ""

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Nodes of the autograd graph"))
        self._describe()

    def _pins(self) -> frozenset[str]:
        return frozenset(self._layers[1:])

    def _arrange(self) -> None:
        metrics = QFontMetricsF(self.font())
        if not self.graph.nodes:
            return
        stages = forward_path(self.graph.nodes, self._layers)
        wanted = wishes(self.graph.nodes, self._layout, stages, metrics)
        ranks = forward_ranks(self.graph.nodes, self._layout, stages)
        room = QSizeF(self.size())
        self._geometry = arrange(self._layout, ranks, wanted, room)
        self._camera.fit(self._geometry.size, room)
        if self._camera.scale < 1:  # smaller writing leaves more room for it
            self._geometry = arrange(self._layout, ranks, wanted, room / self._camera.scale)
            self._camera.fit(self._geometry.size, room)

    def _chosen(self) -> None:
        if self.chosen >= 0:
            self._camera.show(self._geometry.boxes[self.chosen], QSizeF(self.size()))
        self._describe()
        self.update()
        self.node_chosen.emit(self.chosen)

    def _describe(self) -> None:
        known = 0 <= self.chosen < len(self.graph.nodes)
        words = state_words(self.graph.nodes[self.chosen]) if known else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _zoom_at(self, place: QPointF, factor: float) -> None:
        self._camera.zoom_at(place, factor)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(24 * line, 16 * line)

    @override
    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(6 * line, 4 * line)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.surface)
        painter.translate(self._camera.offset)
        painter.scale(self._camera.scale, self._camera.scale)
        painter.setFont(self.font())
        paint_all(
            painter,
            Scene(
                self.graph, self._geometry, self._pins(), self.chosen, self.hasFocus(),
                self._frontier, look, self._camera.seen(QSizeF(self.size())),
            ),
        )  # fmt: skip
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._camera.fitted:
            self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._drags = event.position(), False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        moved = event.position() - self._pressed
        if self._drags or moved.manhattanLength() > DRAG:
            self._drags = True
            self._camera.move(moved)
            self._pressed = event.position()
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._drags:
            return
        pin, node = self.pin_at(pressed), self.node_at(pressed)
        if pin:
            self.pin_clicked.emit(pin)
        elif node >= 0:
            self.choose(node)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self._zoom_at(event.position(), CLOSER if turned > 0 else 1 / CLOSER)
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            node, pin = self.node_at(place), self.pin_at(place)
            tip = state_words(self.graph.nodes[node]) if node >= 0 else ""
            if pin:
                tip = self.tr("Keep the gradient of {layer} (retain_grad)").format(layer=pin)
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        step = self._steps().get(Qt.Key(event.key()))
        look = self._looks().get(Qt.Key(event.key()))
        if step is not None:
            step()
            self._chosen()
        elif look is not None:
            look()
        else:
            super().keyPressEvent(event)

    def _steps(self) -> dict[Qt.Key, Callable[[], object]]:
        """What keys do that go through the nodes; the arrows follow the picture."""
        lying, walk = self._geometry.lying, self.walk
        arrows = [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left]
        if lying:
            arrows = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up]
        deeds = (walk.on, walk.back, partial(walk.aside, 1), partial(walk.aside, -1))
        return {Qt.Key.Key_Home: walk.root, **dict(zip(arrows, deeds, strict=True))}

    def _looks(self) -> dict[Qt.Key, Callable[[], object]]:
        return {
            Qt.Key.Key_Plus: partial(self.zoom, CLOSER),
            Qt.Key.Key_Equal: partial(self.zoom, CLOSER),
            Qt.Key.Key_Minus: partial(self.zoom, 1 / CLOSER),
            Qt.Key.Key_0: self.fit,
        }
