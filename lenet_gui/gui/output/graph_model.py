"""The autograd graph as a tree for Qt's views."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from lenet_gui.core.graph import GraphNode
from lenet_gui.gui.output.printed_output import parent_path, short_path
from lenet_gui.gui.words.number_text import count

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class GraphModel(QAbstractItemModel):
    """The nodes in the order of ``next_functions``; the main chain is bold.

    While the training runs, the graph has the same nodes again and again; the model then only
    says that numbers have changed, so that what is chosen and opened stays so.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: tuple[GraphNode, ...] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._font = QFont()

    def set_nodes(self, nodes: tuple[GraphNode, ...]) -> bool:
        """Show these nodes; whether they are others than before."""
        if _shape(nodes) == _shape(self._nodes):
            if nodes != self._nodes:
                self._nodes = nodes
                self._changed()
            return False
        self.beginResetModel()
        self._nodes = nodes
        places = {node.path: index for index, node in enumerate(nodes)}
        self._parents = [places.get(parent_path(node.path), -1) for node in nodes]
        self._children = {}
        for index, parent in enumerate(self._parents):
            self._children.setdefault(parent, []).append(index)
        self.endResetModel()
        return True

    def set_font(self, font: QFont) -> None:
        """Set the font of the nodes."""
        self._font = font
        self._changed()

    def node(self, index: Index) -> GraphNode | None:
        """The node of a row; ``None``: the index is none."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, number: int) -> QModelIndex:
        """The index of the node with this number; none for -1."""
        if number < 0:
            return QModelIndex()
        row = self._children[self._parents[number]].index(number)
        return self.createIndex(row, 0, number)

    def _changed(self) -> None:
        for parent, children in self._children.items():
            above = self.index_of(parent)
            first = self.index(0, 0, above)
            self.dataChanged.emit(first, self.index(len(children) - 1, 0, above))

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        if 0 <= row < len(children) and column == 0:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        return (
            self.index_of(self._parents[index.internalId()]) if index.isValid() else QModelIndex()
        )

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, []))

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        match role:
            case Role.DisplayRole:
                saved = f"{count(node.saved_bytes)} B" if node.saved_bytes else ""
                parts = (short_path(node.path), node.name, node.variable, saved)
                return "  ".join(part for part in parts if part)
            case Role.FontRole:
                font = QFont(self._font)
                font.setBold(node.main)
                return font
            case Role.ToolTipRole | Role.AccessibleDescriptionRole:
                return node.path
        return None


def _shape(nodes: tuple[GraphNode, ...]) -> list[tuple[str, str, bool, str]]:
    return [(node.path, node.name, node.main, node.variable) for node in nodes]
