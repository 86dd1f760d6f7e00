"""Colours: one palette for light and one for dark, told apart by colour-blind people, too."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from lenet_gui.core.commands import Phase


@dataclass(frozen=True, slots=True)
class Colours:
    """What panels draw with. The hues are Okabe and Ito's, lightened on a dark ground.

    Attributes:
        surface: ground of plots and tables.
        text: writing and axes.
        muted: secondary writing.
        grid: faint lines.
        accent: the expected next call, selections.
        parameters, accounts, graph, optimizer: the four parts of the machine.
        notice, error: what wants attention, and what failed.
        series: curves, in the order in which they are drawn.
    """

    surface: str
    text: str
    muted: str
    grid: str
    accent: str
    parameters: str
    accounts: str
    graph: str
    optimizer: str
    notice: str
    error: str
    series: tuple[str, ...]

    def phase(self, phase: Phase) -> str:
        """The colour of a phase: that of the part which it changes."""
        return {
            Phase.ZERO_GRAD: self.accounts,
            Phase.FORWARD: self.graph,
            Phase.LOSS: self.graph,
            Phase.BACKWARD: self.accounts,
            Phase.STEP: self.parameters,
        }[phase]


LIGHT = Colours(
    surface="#ffffff",
    text="#1d2733",
    muted="#5d6b7a",
    grid="#e3e8ee",
    accent="#0067b8",
    parameters="#0067b8",
    accounts="#c04f00",
    graph="#8e4a8a",
    optimizer="#007a5a",
    notice="#8a6100",
    error="#b3261e",
    series=("#0067b8", "#c04f00", "#007a5a", "#8e4a8a", "#8a6100"),
)
DARK = Colours(
    surface="#171b21",
    text="#e4e9ef",
    muted="#9aa7b4",
    grid="#2b323b",
    accent="#5cb3f5",
    parameters="#5cb3f5",
    accounts="#f0954d",
    graph="#d99bd3",
    optimizer="#3fc59b",
    notice="#e6b94a",
    error="#ff8a80",
    series=("#5cb3f5", "#f0954d", "#3fc59b", "#d99bd3", "#e6b94a"),
)


def is_dark(palette: QPalette) -> bool:
    """Whether the palette is one of light writing on dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def colours(palette: QPalette) -> Colours:
    """The colours that go with a widget's palette."""
    return DARK if is_dark(palette) else LIGHT


def mix(first: str, second: str, share: float) -> QColor:
    """`share` (0 to 1) of the second colour in the first."""
    return QColor(_mixed(first, second, share))


@lru_cache(maxsize=1024)
def _mixed(first: str, second: str, share: float) -> QColor:
    a, b = QColor(first), QColor(second)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def set_style(widget: QWidget, style_sheet: str) -> None:
    """Set a style sheet if it is another one.

    Setting it sends a change of the palette, even where nothing changes: a widget that restyles
    itself on that event would never come to an end.
    """
    if widget.styleSheet() != style_sheet:
        widget.setStyleSheet(style_sheet)
