"""Colours for Python, by Pygments' lexer."""

from pygments.lexers.python import PythonLexer
from pygments.token import Token
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from lenet_gui.gui.plot_style import LIGHT, Colours


class CodeHighlighter(QSyntaxHighlighter):
    """Colours each row of a document by itself: no token of ours goes over two rows."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        # Made with the first code: it compiles its rules, which would hold up the first window.
        self._lexer: PythonLexer | None = None
        self._formats = _formats(LIGHT)

    def set_colours(self, colours: Colours) -> None:
        """Take on the colours of a theme."""
        self._formats = _formats(colours)
        self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        if not text:
            return
        if self._lexer is None:
            self._lexer = PythonLexer(stripnl=False, ensurenl=False)
        for start, kind, value in self._lexer.get_tokens_unprocessed(text):
            # A kind without a colour has that of the next wider kind.
            while kind is not None and kind not in self._formats:
                kind = kind.parent
            if kind is not None:
                self.setFormat(start, len(value), self._formats[kind])


def _formats(colours: Colours) -> dict[object, QTextCharFormat]:
    keyword, number, comment = (
        _format(colour) for colour in (colours.graph, colours.parameters, colours.muted)
    )
    keyword.setFontWeight(600)
    comment.setFontItalic(True)
    return {
        Token.Keyword: keyword,
        Token.Operator.Word: keyword,
        Token.Literal.Number: number,
        Token.Literal.String: _format(colours.optimizer),
        Token.Comment: comment,
    }


def _format(colour: str) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setForeground(QColor(colour))
    return result
