"""The present input in words."""

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from lenet_gui.core.snapshot import InputView
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.words.input_texts import input_facts


class InputFacts(QLabel):
    """Headings and what stands under them; it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("input_facts")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_input(self, view: InputView) -> None:
        """Describe another input."""
        muted = colours(self.palette()).muted
        text = "".join(
            f'<p style="margin:0 0 5px 0"><span style="color:{muted}">{html.escape(heading)}'
            f"</span><br>{html.escape(words)}</p>"
            for heading, words in input_facts(view)
        )
        if text != self.text():
            self.setText(text)
