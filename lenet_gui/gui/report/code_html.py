"""Python as HTML, in the colours that the Program panel has on a light ground."""

from html import escape

from lenet_gui.gui.plot_style import LIGHT
from lenet_gui.gui.program.code_highlighter import CodeColours, CodeStyle


def code_html(code: str) -> str:
    """The code with its colours, as a block whose long lines are broken and never cut off."""
    pieces = CodeColours(LIGHT).pieces(code)
    return f"<pre>{''.join(_piece(text, style) for _, text, style in pieces)}</pre>"


def _piece(text: str, style: CodeStyle | None) -> str:
    if style is None:
        return escape(text)
    rules = f"color:{style.colour}"
    if style.bold:
        rules += ";font-weight:600"
    if style.italic:
        rules += ";font-style:italic"
    return f'<span style="{rules}">{escape(text)}</span>'
