"""The Network panel: the layers, and what the chosen one holds."""

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.snapshot import Array, Layer, Snapshot
from lenet_gui.gui.network.tile_page import TilePage
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.widgets.row_table import NONE, Column, RowTable
from lenet_gui.gui.widgets.turning_splitter import TurningSplitter
from lenet_gui.gui.words.number_text import count
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate

COLUMNS = (
    Column.CODE,
    Column.CODE,
    Column.CODE,
    Column.CODE,
    Column.FIGURES,
    Column.FIGURES,
)


class NetworkPanel(Panel):
    """The summary of the network; below it the chosen layer's output and weights as tiles."""

    key: ClassVar[str] = "network"
    area: ClassVar[Area] = Area.LEFT_TOP
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()
        self._table = RowTable(COLUMNS, self)
        self._table.setObjectName("network_layers")
        self._table.row_chosen.connect(self._show_layer)
        self._totals = QLabel(self)
        self._totals.setObjectName("network_totals")
        self._totals.setWordWrap(True)
        self._output = TilePage("network_output", self)
        self._weights = TilePage("network_weights", self)
        self._output.number_chosen.connect(self._explain_output)
        self._weights.number_chosen.connect(self._explain_weight)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("network_text")
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("network_tabs")
        self._tabs.setDocumentMode(True)
        for page in (self._output, self._weights, self._text):
            self._tabs.addTab(page, "")
        self._tabs.currentChanged.connect(self._show_layer)
        self._lay_out()
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("NetworkPanel", "Network")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        if snapshot.layers != self._layers:
            self._layers = snapshot.layers
            self._fill_table()
        if self._text.toPlainText() != snapshot.network_text:
            self._text.setPlainText(snapshot.network_text)
        self._show_layer()

    @override
    def retranslate(self) -> None:
        self._table.setAccessibleName(self.tr("Layers of the network"))
        self._text.setAccessibleName(self.tr("The network as Python prints it"))
        self._table.set_headers(
            (
                self.tr("Layer"),
                self.tr("Kind"),
                self.tr("Kernel"),
                self.tr("Output"),
                self.tr("Parameters"),
                self.tr("Multiply-adds"),
            ),
            (
                self.tr("Name of the layer, in the order of forward"),
                self.tr("The module of torch.nn, or the function of torch.nn.functional"),
                self.tr("Shape of the weights, or of the pooling window"),
                self.tr("Shape of what it puts out for one image"),
                self.tr("Numbers that training changes: weights and biases"),
                self.tr("Multiplications with an addition, for one image, biases not counted"),
            ),
        )
        self._tabs.tabBar().setAccessibleName(self.tr("Views of the chosen layer"))
        self._tabs.setTabText(0, self.tr("Output"))
        self._tabs.setTabText(1, self.tr("Weights"))
        self._tabs.setTabText(2, self.tr("Text"))
        self._tabs.setTabToolTip(2, "print(net)")
        self._output.view.setAccessibleName(self.tr("Output of the chosen layer"))
        self._weights.view.setAccessibleName(self.tr("Weights of the chosen layer"))
        self._output.retranslate()
        self._weights.retranslate()
        self._write_totals()

    @override
    def restyle(self) -> None:
        set_writing(self._text, fixed=True)
        self._output.restyle()
        self._weights.restyle()

    def _fill_table(self) -> None:
        chosen = max(0, self._table.currentRow())
        self._table.set_rows([_cells(layer) for layer in self._layers])
        if self._table.currentRow() < 0 and self._layers:
            # The first layer that computes something says more than the input.
            with_weights = [i for i, layer in enumerate(self._layers) if layer.parameter_count]
            chosen = with_weights[0] if with_weights else 0
        self._table.selectRow(min(chosen, len(self._layers) - 1))
        self._write_totals()

    def _write_totals(self) -> None:
        self._totals.setText(
            self.tr("Total: {parameters} parameters, {operations} multiply-adds").format(
                parameters=count(sum(layer.parameter_count for layer in self._layers)),
                operations=count(sum(layer.multiply_adds for layer in self._layers)),
            )
        )

    @Slot()
    def _show_layer(self) -> None:
        row, snapshot = self._table.currentRow(), self.snapshot
        if snapshot is None or not 0 <= row < len(self._layers):
            return
        layer = self._layers[row]
        page = self._tabs.currentWidget()
        if page is self._output:
            self._show_output(layer, snapshot)
        elif page is self._weights:
            self._show_weights(layer, snapshot)

    def _show_output(self, layer: Layer, snapshot: Snapshot) -> None:
        values = _output_of(layer, snapshot)
        if values is None:
            self._output.show_message(
                self.tr("Press forward to see what {layer} makes of the image.").format(
                    layer=layer.name
                )
            )
        else:
            self._output.show_values(layer.name, values)

    def _show_weights(self, layer: Layer, snapshot: Snapshot) -> None:
        name = _weight_of(layer)
        values = snapshot.parameters.get(name)
        if values is None:
            self._weights.show_message(
                self.tr("{layer} has no weights: there is nothing in it to learn.").format(
                    layer=layer.name
                )
            )
        else:
            self._weights.show_values(f"net.{name}", values)

    @Slot(object)
    def _explain_output(self, index: tuple[int, ...]) -> None:
        row, snapshot = self._table.currentRow(), self.snapshot
        if snapshot is not None and 0 <= row < len(self._layers):
            place = (snapshot.input.sample, *index)
            self.number_chosen.emit(Element(Quantity.ACTIVATION, self._layers[row].name, place))

    @Slot(object)
    def _explain_weight(self, index: tuple[int, ...]) -> None:
        row = self._table.currentRow()
        if 0 <= row < len(self._layers) and (name := _weight_of(self._layers[row])):
            self.number_chosen.emit(Element(Quantity.PARAMETER, name, index))

    def _lay_out(self) -> None:
        self._table.setMinimumHeight(3 * self.fontMetrics().height())  # its own is too high for 720
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table, 1)
        column.addWidget(self._totals)
        splitter = TurningSplitter(top, self._tabs, (0.5, 0.58))
        splitter.setObjectName("network_splitter")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 6, 6, 6)
        outer.addWidget(splitter)


def _cells(layer: Layer) -> tuple[str, ...]:
    return (
        layer.name,
        layer.kind or NONE,
        _shape(layer.kernel_shape),
        _shape(layer.output_shape),
        count(layer.parameter_count) if layer.parameter_count else NONE,
        count(layer.multiply_adds) if layer.multiply_adds else NONE,
    )


def _weight_of(layer: Layer) -> str:
    """The parameter that is drawn as tiles; empty: the layer has none."""
    return next((name for name in layer.parameter_names if name.endswith("weight")), "")


def _shape(shape: tuple[int, ...]) -> str:
    return "×".join(str(length) for length in shape) or NONE


def _output_of(layer: Layer, snapshot: Snapshot) -> Array | None:
    """The layer's values for the shown sample; the input's are there before any forward."""
    if layer.name in snapshot.activations:
        return snapshot.activations[layer.name]
    pixels = snapshot.input.pixels
    if layer.output_shape == (1, *pixels.shape) and not layer.kind:
        return pixels[None]
    return None
