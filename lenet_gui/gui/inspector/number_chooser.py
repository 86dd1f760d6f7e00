"""Chooses one number: what it is one of, of which tensor, and where in it."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.inspector.numbers import first_number, shapes_of
from lenet_gui.gui.ledger.number_choice import NumberChoice

translate = QCoreApplication.translate


class IndexLine(NumberChoice):
    """The indices of the number; here they never stand for the whole tensor."""

    @override
    def retranslate(self) -> None:
        self.setPlaceholderText(self.tr("indices"))
        self.setAccessibleName(self.tr("Indices of the number"))
        self.setToolTip(
            self.tr(
                "Where the number is, such as 0, 3, and then Enter. Of a layer's result the first "
                "index is the image of the batch."
            )
        )


class NumberChooser(QWidget):
    """Two lists and a line for the indices."""

    chosen = Signal(object)
    """The `Element` that is wanted."""

    problem_changed = Signal()
    """`problem` has become another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_chooser")
        self._snapshot: Snapshot | None = None
        self._quantity = QComboBox(self)
        self._quantity.setObjectName("inspector_quantity")
        for quantity in Quantity:
            self._quantity.addItem("", quantity)
        self._tensor = QComboBox(self)
        self._tensor.setObjectName("inspector_tensor")
        for box in (self._quantity, self._tensor):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.indices = IndexLine(self, "inspector_indices")
        self.indices.setMinimumWidth(9 * self.fontMetrics().averageCharWidth())
        self._quantity.activated.connect(self._choose_quantity)
        self._tensor.activated.connect(self._choose_tensor)
        self.indices.chosen.connect(self.problem_changed)
        self.indices.returnPressed.connect(self._choose_indices)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        for widget, stretch in ((self._quantity, 9), (self._tensor, 11), (self.indices, 8)):
            row.addWidget(widget, stretch)
        self._select(Quantity.GRADIENT)

    @property
    def problem(self) -> str:
        """What is wrong with the indices that are typed; empty: nothing."""
        return self.indices.problem

    @property
    def quantity(self) -> Quantity:
        """What is chosen in the first list."""
        return Quantity(self._quantity.currentData())

    def show_state(self, snapshot: Snapshot, element: Element | None) -> None:
        """Offer the tensors of a moment, and fill in the number that is shown.

        Args:
            snapshot: the moment.
            element: the number; ``None``: what is chosen stays.
        """
        self._snapshot = snapshot
        if element is None or (self.indices.hasFocus() and self.indices.isModified()):
            self._offer(self._tensor.currentText())
            return
        self._select(element.quantity)
        self._offer(element.name)
        self.indices.setText(", ".join(map(str, element.index)))

    def retranslate(self) -> None:
        """Set every text again."""
        for index in range(self._quantity.count()):
            quantity = Quantity(self._quantity.itemData(index))
            self._quantity.setItemText(index, quantity_name(quantity))
        self._quantity.setAccessibleName(self.tr("What the number is one of"))
        self._quantity.setToolTip(self.tr("What the number is one of"))
        self._tensor.setAccessibleName(self.tr("The tensor that the number is in"))
        self._tensor.setToolTip(self.tr("The tensor that the number is in"))
        self.indices.retranslate()

    def _select(self, quantity: Quantity) -> None:
        self._quantity.setCurrentIndex(list(Quantity).index(quantity))

    def _offer(self, name: str) -> None:
        """List the tensors of the chosen quantity, and choose one of them."""
        if self._snapshot is None:
            return
        shapes = shapes_of(self.quantity, self._snapshot)
        if list(shapes) != [self._tensor.itemText(i) for i in range(self._tensor.count())]:
            self._tensor.clear()
            self._tensor.addItems(list(shapes))
        if name in shapes:
            self._tensor.setCurrentText(name)
        self.indices.set_shape(shapes.get(self._tensor.currentText(), ()))
        self.indices.setEnabled(self.quantity is not Quantity.LOSS)

    @Slot()
    def _choose_quantity(self) -> None:
        self._offer(self._tensor.currentText())
        self._choose_tensor()

    @Slot()
    def _choose_tensor(self) -> None:
        self._offer(self._tensor.currentText())
        if self._snapshot is None or not self._tensor.currentText():
            return
        if self.indices.places is None:
            first = first_number(self.quantity, self._tensor.currentText(), self._snapshot)
            self.indices.setText(", ".join(map(str, first.index)))
        self._choose_indices()

    @Slot()
    def _choose_indices(self) -> None:
        self.indices.setModified(False)
        places = () if self.quantity is Quantity.LOSS else self.indices.places
        if places is not None and self._tensor.currentText():
            self.chosen.emit(Element(self.quantity, self._tensor.currentText(), places))
        self.problem_changed.emit()


def quantity_name(quantity: Quantity) -> str:
    """What a list calls a quantity."""
    return {
        Quantity.ACTIVATION: translate("quantity", "activation"),
        Quantity.FLOW: translate("quantity", "dL/d(layer)"),
        Quantity.PARAMETER: translate("quantity", "parameter"),
        Quantity.GRADIENT: ".grad",
        Quantity.UPDATE: translate("quantity", "last update"),
        Quantity.LOSS: translate("quantity", "loss"),
    }[quantity]
