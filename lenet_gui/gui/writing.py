"""Colour and typeface of a widget's writing."""

from PySide6.QtWidgets import QLabel, QWidget

from lenet_gui.gui.fonts import fixed_font
from lenet_gui.gui.plot_style import set_style

LINE = 80
"""Characters in a line that is still easy to read."""


def set_writing(widget: QWidget, colour: str = "", *, fixed: bool = False) -> None:
    """Choose how a widget writes.

    By a style sheet of its own: fonts and palettes that are set on a widget are lost when the
    program's style sheet changes while the widget's panel restyles itself (PySide6 6.11.3).

    Args:
        widget: whose writing it is.
        colour: empty: the palette's.
        fixed: in the fixed-width font. The size is that of the program either way.
    """
    rules = f"color: {colour};" if colour else ""
    if fixed:
        rules += f' font-family: "{fixed_font(widget.font()).family()}", monospace;'
    # By its class, or the tool tip would be written so, too.
    set_style(widget, f"{widget.metaObject().className()} {{ {rules} }}" if rules else "")


def keep_readable(label: QLabel) -> None:
    """Break a label's text after at most `LINE` characters."""
    label.setWordWrap(True)
    label.setMaximumWidth(LINE * label.fontMetrics().averageCharWidth())
