"""The number that is shown, and the numbers that led to it, each a link back."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from lenet_gui.core.explanation import Element
from lenet_gui.core.lines import element_text
from lenet_gui.gui.inspector.trail import Visit
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.words.number_text import exact

MOST = 4
"""Numbers of the path that are written; of more, the last ones."""


class Breadcrumb(QLabel):
    """``loss <- fc3[0, 1] <- relu4[0, 3] = 0.25``: each number is a part of the one before it."""

    number_chosen = Signal(object)
    """The `Element` of a link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_path")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._path: tuple[Element, ...] = ()
        self.linkActivated.connect(self._follow)

    def show_visit(self, visit: Visit, number: float | None) -> None:
        """Write a path.

        Args:
            visit: the number, and what led to it.
            number: PyTorch's number; ``None``: there is none.
        """
        self._path = visit.path
        look = colours(self.palette())
        link = f'style="color: {look.accent}; text-decoration: none"'
        parts = [
            f'<a href="{place}" {link}>{_unbroken(element)}</a>'
            for place, element in enumerate(visit.path)
        ]
        left_out = "… " if len(parts) > MOST else ""
        value = "" if number is None else f"&nbsp;=&nbsp;<b>{escape(exact(number))}</b>"
        parts = [*parts[-MOST:], f"<b>{_unbroken(visit.element)}</b>{value}"]
        text = left_out + " ← ".join(parts)
        if text != self.text():
            self.setText(text)
            words = [element_text(element) for element in (*visit.path, visit.element)]
            self.setAccessibleDescription(" ← ".join(words))

    @Slot(str)
    def _follow(self, place: str) -> None:
        self.number_chosen.emit(self._path[int(place)])


def _unbroken(element: Element) -> str:
    return escape(element_text(element)).replace(" ", "&nbsp;")
