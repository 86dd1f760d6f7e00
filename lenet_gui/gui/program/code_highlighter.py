"""Colours for Python, by Pygments' lexer."""

from collections.abc import Iterator
from dataclasses import dataclass

from pygments.lexers.python import PythonLexer
from pygments.token import Token
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from lenet_gui.gui.plot_style import LIGHT, Colours


@dataclass(frozen=True, slots=True)
class CodeStyle:
    """How a piece of code is written.

    Attributes:
        colour: as a theme names it.
        bold: in heavy letters.
        italic: in slanted letters.
    """

    colour: str
    bold: bool = False
    italic: bool = False


class CodeColours:
    """Splits Python into pieces that are written alike."""

    def __init__(self, colours: Colours) -> None:
        # Made with the first code: it compiles its rules, which would hold up the first window.
        self._lexer: PythonLexer | None = None
        self._styles = _styles(colours)

    def take(self, colours: Colours) -> None:
        """Take on the colours of a theme."""
        self._styles = _styles(colours)

    def pieces(self, code: str) -> Iterator[tuple[int, str, CodeStyle | None]]:
        """Where each piece begins, its text, and its style; ``None``: that of all other code."""
        if self._lexer is None:
            self._lexer = PythonLexer(stripnl=False, ensurenl=False)
        for start, kind, text in self._lexer.get_tokens_unprocessed(code):
            # A kind without a style has that of the next wider kind.
            while kind is not None and kind not in self._styles:
                kind = kind.parent
            yield start, text, self._styles.get(kind)


class CodeHighlighter(QSyntaxHighlighter):
    """Colours each row of a document by itself: no token of ours goes over two rows."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._colours = CodeColours(LIGHT)

    def set_colours(self, colours: Colours) -> None:
        """Take on the colours of a theme."""
        self._colours.take(colours)
        self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        if not text:
            return
        for start, piece, style in self._colours.pieces(text):
            if style is not None:
                self.setFormat(start, len(piece), _format(style))


def _styles(colours: Colours) -> dict[object, CodeStyle]:
    keyword = CodeStyle(colours.graph, bold=True)
    return {
        Token.Keyword: keyword,
        Token.Operator.Word: keyword,
        Token.Literal.Number: CodeStyle(colours.parameters),
        Token.Literal.String: CodeStyle(colours.optimizer),
        Token.Comment: CodeStyle(colours.muted, italic=True),
    }


def _format(style: CodeStyle) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setForeground(QColor(style.colour))
    if style.bold:
        result.setFontWeight(600)
    result.setFontItalic(style.italic)
    return result
