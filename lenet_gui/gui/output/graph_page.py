"""The way back from the loss to the input, as PyTorch wrote it down."""

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.graph import Graph, GraphNode, GraphStatus
from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.output.graph_model import GraphModel
from lenet_gui.gui.output.printed_output import output_node, parent_path, short_path, stem
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.words.number_text import count
from lenet_gui.gui.writing import set_writing


class GraphPage(QWidget):
    """The ``grad_fn`` chain in words and as a tree, and the path of the chosen node."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph_page")
        self._graph = Graph()
        self._chain = _label("graph_chain")
        self._status = _label("graph_status")
        self._surprise = _label("graph_surprise")
        self._model = GraphModel(self)
        self._tree = QTreeView(self)
        self._tree.setObjectName("graph_tree")
        self._tree.setModel(self._model)
        self._tree.setUniformRowHeights(True)
        self._tree.setHeaderHidden(True)
        self._tree.selectionModel().currentChanged.connect(self._show_path)
        self._path = QPlainTextEdit(self)
        self._path.setObjectName("graph_path")
        self._path.setReadOnly(True)
        self._path.setTabChangesFocus(True)
        self._copy = QToolButton(self)
        self._copy.setObjectName("graph_copy")
        self._copy.clicked.connect(self.copy_path)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_path)
        self._lay_out()
        self.setFocusProxy(self._tree)

    @property
    def path(self) -> str:
        """How a script reaches the chosen node; empty: none is chosen."""
        node = self._model.node(self._tree.currentIndex())
        return "" if node is None else node.path

    def show_graph(self, graph: Graph) -> None:
        """Show this graph; during a run it is the same one again and again."""
        if graph == self._graph:
            return
        self._graph = graph
        if self._model.set_nodes(graph.nodes):
            self._tree.expandAll()
            self._tree.setCurrentIndex(self._model.index_of(0 if graph.nodes else -1))
        self._write()

    def copy_path(self) -> None:
        """Copy the path of the chosen node."""
        QGuiApplication.clipboard().setText(self.path)

    def retranslate(self) -> None:
        """Set every text again."""
        self._tree.setAccessibleName(self.tr("Nodes of the autograd graph"))
        self._path.setAccessibleName(self.tr("Path of the chosen node"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setToolTip(self.tr("Copy the path, to be pasted into a script"))
        self._copy.setAccessibleName(self.tr("Copy the path"))
        self._write()

    def restyle(self) -> None:
        """Set colours and fonts."""
        fixed = fixed_font(self.font())
        self._model.set_font(fixed)
        set_writing(self._path, fixed=True)
        metrics = self.fontMetrics()
        # Twelve levels deep, in a panel of the width of forty letters.
        self._tree.setIndentation(metrics.averageCharWidth() + 2)
        set_writing(self._status, colours(self.palette()).muted)
        set_writing(self._surprise, colours(self.palette()).notice)

    def _lay_out(self) -> None:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label in (self._chain, self._status, self._surprise):
            column.addWidget(label)
        self._words = QScrollArea(self)
        self._words.setObjectName("graph_words")
        self._words.setWidgetResizable(True)
        self._words.setFrameShape(QScrollArea.Shape.NoFrame)
        self._words.setWidget(self._content)
        # A long node is read by scrolling; cut off, it would lose its parameter.
        self._tree.header().setStretchLastSection(False)
        foot = QHBoxLayout()
        foot.addWidget(self._path, 1)
        foot.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._words)
        layout.addWidget(self._tree, 1)
        layout.addLayout(foot)

    def _write(self) -> None:
        graph = self._graph
        there = graph.status is not GraphStatus.NONE
        self._chain.setText(self._in_words(graph) if there else self._nothing())
        self._status.setText(self._in_numbers(graph))
        surprise = self._surprise_of(graph)
        self._surprise.setText(surprise)
        self._surprise.setVisible(bool(surprise))
        for widget in (self._status, self._tree, self._path, self._copy):
            widget.setVisible(there)
        self._fit()

    def _fit(self) -> None:
        """Give the words the height that they need, but leave most of it to the tree."""
        # Beside a scroll bar, or one that is there already would never go.
        bar = self._words.verticalScrollBar().sizeHint().width()
        needed = self._content.heightForWidth(max(1, self.width() - bar))
        self._words.setFixedHeight(max(0, min(needed, round(0.36 * self.height()))))
        lines = 2 if self.height() > 14 * self.fontMetrics().height() else 1
        margins = 2 * int(self._path.document().documentMargin()) + 2 * self._path.frameWidth()
        self._path.setFixedHeight(lines * self._path.fontMetrics().lineSpacing() + margins)
        self._tree.resizeColumnToContents(0)
        header = self._tree.header()
        room = self.width() - bar - 2 * self._tree.frameWidth()
        header.resizeSection(0, max(header.sectionSize(0), room))

    def _nothing(self) -> str:
        return self.tr(
            "No graph yet. Press forward: each operation leaves a node here, so that backward can "
            "find the way from the loss back to the input."
        )

    def _in_words(self, graph: Graph) -> str:
        names = [stem(node.name) for node in graph.nodes if node.main]
        return " ← ".join([graph.root, *names, "input"])

    def _in_numbers(self, graph: Graph) -> str:
        text = {
            GraphStatus.NONE: "",
            GraphStatus.ALIVE: self.tr("alive: nodes {nodes}, saved for backward {bytes} bytes"),
            GraphStatus.FREED: self.tr(
                "freed: nodes {nodes}, but backward has let go of the tensors they had saved"
            ),
        }[graph.status]
        return text.format(nodes=len(graph.nodes), bytes=count(graph.saved_bytes))

    def _surprise_of(self, graph: Graph) -> str:
        """The tutorial walked ``next_functions[0][0]`` from Addmm and did not meet its ReLU."""
        made = output_node(graph)
        if graph.root != "loss" or made is None:
            return ""
        below = {
            short_path(node.path): node
            for node in graph.nodes
            if parent_path(node.path) == made.path
        }
        first = below.get("[0][0]")
        onward: GraphNode | None = next((node for node in below.values() if node.main), None)
        if first is None or onward is None or first is onward or not first.variable:
            return ""
        return self.tr(
            "A surprise of the tutorial: next_functions[0][0] of {node} is {first} of {variable}, "
            "not {onward}. The way on to the input is next_functions{index}."
        ).format(
            node=stem(made.name),
            first=first.name,
            variable=first.variable,
            onward=stem(onward.name),
            index=short_path(onward.path),
        )

    def _show_path(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._path.setPlainText(self.path)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.restyle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
