"""A strip above the panels: one sentence, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from lenet_gui.gui.plot_style import colours, set_style


class Strip(QFrame):
    """Base of the strips. They are calm: neither an error nor a warning."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.text = QLabel(self)
        self.text.setObjectName(f"{name}_text")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 4, 6, 4)
        self._row.addWidget(self.text, 1)
        self.restyle()
        self.hide()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._row.addWidget(widget)

    def add_button(self, name: str, call: Callable[[], object]) -> QPushButton:
        """Put a button at the end."""
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(call)
        self.add(button)
        return button

    def retranslate(self) -> None:
        """Set every text."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Set the colours."""
        shades = colours(self.palette())
        set_style(
            self,
            f"Strip {{ border: 0; border-left: 5px solid {shades.accent};"
            f" border-bottom: 1px solid {shades.grid}; background: {shades.surface}; }}",
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self.restyle()
