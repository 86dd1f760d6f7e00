"""The choice of the loss function, with what each is for."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from lenet_gui.core.commands import LossKind, SetLoss
from lenet_gui.core.lines import pytorch_line
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.program.code_line import CodeLine
from lenet_gui.gui.writing import keep_readable


class LossChoice(QWidget):
    """A button for each loss function, its line of PyTorch, and a sentence about it."""

    chosen = Signal(object)
    """A person chose a `LossKind`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loss_choice")
        self._group = QButtonGroup(self)
        self._buttons: dict[LossKind, QRadioButton] = {}
        self._words: dict[LossKind, QLabel] = {}
        self._lines: list[CodeLine] = []
        self._column = QVBoxLayout(self)
        for kind in LossKind:
            self._add(kind)
        self._column.addStretch(1)
        self._group.idClicked.connect(self._announce)

    def show_kind(self, kind: LossKind) -> None:
        """Mark the loss function in use."""
        self._buttons[kind].setChecked(True)

    def retranslate(self) -> None:
        """Set the texts again."""
        self._words[LossKind.MSE].setText(
            self.tr(
                "The mean of the squared differences between output and target: the tutorial's. "
                "The target is ten numbers; for a digit, 1 at its place and 0 elsewhere."
            )
        )
        self._words[LossKind.CROSS_ENTROPY].setText(
            self.tr(
                "Minus the logarithm of the probability that softmax gives to the right digit. "
                "It expects a class, so choose digits in the Input panel first."
            )
        )
        for kind, button in self._buttons.items():
            button.setAccessibleDescription(self._words[kind].text())
            button.setToolTip(pytorch_line(SetLoss(kind)))

    def restyle(self) -> None:
        """Follow the size of the writing."""
        for line in self._lines:
            line.restyle(colours(self.palette()).graph)
        for words in self._words.values():
            keep_readable(words)

    @Slot(int)
    def _announce(self, index: int) -> None:
        self.chosen.emit(list(LossKind)[index])

    def _add(self, kind: LossKind) -> None:
        button = QRadioButton(kind.value, self)
        button.setObjectName(f"loss_{kind.name.lower()}")
        button.setAccessibleName(kind.value)
        line = CodeLine(f"loss_{kind.name.lower()}_line", self)
        line.show_line(pytorch_line(SetLoss(kind)))
        words = QLabel(self)
        words.setObjectName(f"loss_{kind.name.lower()}_words")
        indent = QVBoxLayout()
        indent.setContentsMargins(24, 0, 0, 10)
        indent.addWidget(line)
        indent.addWidget(words)
        self._group.addButton(button, len(self._buttons))
        self._buttons[kind], self._words[kind] = button, words
        self._lines.append(line)
        self._column.addWidget(button)
        self._column.addLayout(indent)
