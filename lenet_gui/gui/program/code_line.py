"""A line of PyTorch on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from lenet_gui.gui.writing import set_writing


class CodeLine(QLabel):
    """A line that a button runs; it can be selected and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty line.

        Args:
            name: the object name.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)

    def show_line(self, line: str) -> None:
        """Show another line; nothing at all where it is empty."""
        if line != self.text():
            self.setText(line)
        self.setVisible(bool(line))

    def restyle(self, colour: str) -> None:
        """Write in a colour of the theme."""
        set_writing(self, colour, fixed=True)


def tint(label: QLabel, colour: str) -> None:
    """Give a label's writing a colour."""
    set_writing(label, colour)
