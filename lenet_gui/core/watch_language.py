"""The language of watch expressions: Python's own syntax, of which little is let through.

A text becomes a frozen tree of a few kinds of parts (`watch_tree`), and only these are ever
evaluated (`watch_values`). Nothing here runs the text: ``ast.parse`` only reads it, and what is
not on the list is refused. So there are no attributes, no strings and no comprehensions, which
is where libraries for expressions have been broken out of.
"""

import ast
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from lenet_gui.core import watch_tree as tree
from lenet_gui.core.watch_problems import Construct, WatchError, WatchProblem
from lenet_gui.core.watch_tree import FUNCTIONS, METHODS, Expression, Function, Operator

MAX_LENGTH = 200  # characters
MAX_NODES = 100
LARGEST_INT = 10**15  # in magnitude, also of a result: Python's integers would grow without end
LARGEST_EXPONENT = 8  # in magnitude

__all__ = [
    "FUNCTIONS", "LARGEST_EXPONENT", "LARGEST_INT", "MAX_LENGTH", "MAX_NODES", "METHODS",
    "Construct", "Expression", "Function", "WatchError", "WatchProblem", "parse",
]  # fmt: skip

_OPERATORS: dict[type[ast.AST], Operator] = {
    ast.Add: Operator.ADD, ast.Sub: Operator.SUBTRACT, ast.Mult: Operator.MULTIPLY,
    ast.Div: Operator.DIVIDE, ast.FloorDiv: Operator.FLOOR_DIVIDE, ast.Mod: Operator.MODULO,
    ast.Pow: Operator.POWER, ast.Lt: Operator.LESS, ast.LtE: Operator.LESS_EQUAL,
    ast.Gt: Operator.GREATER, ast.GtE: Operator.GREATER_EQUAL, ast.Eq: Operator.EQUAL,
    ast.NotEq: Operator.NOT_EQUAL, ast.Is: Operator.IS, ast.IsNot: Operator.IS_NOT,
    ast.And: Operator.AND, ast.Or: Operator.OR, ast.UAdd: Operator.ADD,
    ast.USub: Operator.SUBTRACT, ast.Not: Operator.NOT,
}  # fmt: skip

_CONSTRUCTS: dict[type[ast.AST], Construct] = {
    ast.ListComp: Construct.COMPREHENSION, ast.SetComp: Construct.COMPREHENSION,
    ast.DictComp: Construct.COMPREHENSION, ast.GeneratorExp: Construct.COMPREHENSION,
    ast.Lambda: Construct.LAMBDA, ast.NamedExpr: Construct.ASSIGNMENT,
    ast.Starred: Construct.STARRED, ast.Dict: Construct.DICT, ast.List: Construct.LIST,
    ast.Set: Construct.SET, ast.Tuple: Construct.TUPLE, ast.IfExp: Construct.CONDITIONAL,
    ast.Attribute: Construct.ATTRIBUTE, ast.Call: Construct.CALL, ast.Slice: Construct.INDEX,
    ast.UnaryOp: Construct.OPERATOR, ast.BinOp: Construct.OPERATOR,
}  # fmt: skip

# A number may not touch a letter: of `1or 2` Python's tokenizer warns, and Python keeps the state
# of its warnings for all threads at once, so they cannot be silenced here while PyTorch's are
# being collected. Quotes, `#` and the backslash start what is never let through.
_TOKEN = re.compile(
    r"[ \t]+|[A-Za-z_][A-Za-z0-9_]*"
    r"|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?[jJ]?(?![A-Za-z0-9_.])"
    r"|[]()[{}+\-*/%@&|^~<>=!,:;.$?`]"
)

# Characters of a text that was copied or typed with a Chinese keyboard, beyond the full-width
# forms that Unicode's NFKC knows.
_MEANT = {
    "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "。": ".",
    "、": ",", "【": "[", "】": "]", "²": "**2", "³": "**3",
}  # fmt: skip


def parse(text: str, names: Collection[str]) -> Expression:
    """Read a watch expression.

    Args:
        text: what was typed, such as ``norm(conv1.weight.grad) > 1``; at most `MAX_LENGTH`
            characters and `MAX_NODES` parts, all of them ASCII.
        names: the dotted names that exist, such as ``conv1.weight.grad``, ``loss``, ``step``.

    Raises:
        WatchError: it is not an expression of this language. No other exception leaves here.
    """
    _check_characters(text)
    # Python refuses spaces at the start of an expression.
    shift = len(text) - len(text.lstrip(" \t"))
    try:
        parsed = ast.parse(text[shift:], mode="eval")
    except SyntaxError as error:
        # At the end of the text Python reports offset 0.
        offset = shift + error.offset if error.offset else len(text)
        position = min(offset, len(text)) - 1
        raise WatchError(WatchProblem.SYNTAX, position, python=error.msg) from None
    except (ValueError, RecursionError, MemoryError):
        raise WatchError(WatchProblem.TOO_COMPLEX, 0, limit=MAX_NODES) from None
    # Without recursion, and before the reader, which recurses.
    if sum(isinstance(node, ast.expr) for node in ast.walk(parsed)) > MAX_NODES:
        raise WatchError(WatchProblem.TOO_COMPLEX, 0, limit=MAX_NODES)
    return Expression(text, _Reader(text, shift, frozenset(names)).read(parsed.body))


def _check_characters(text: str) -> None:
    """Refuse what no expression contains, so that ``ast.parse`` sees harmless ASCII only.

    Names in full-width letters would even be accepted by Python, which turns them into plain
    ones; here they are refused, with what to type instead.
    """
    if len(text) > MAX_LENGTH:
        raise WatchError(WatchProblem.TOO_LONG, MAX_LENGTH, length=len(text), limit=MAX_LENGTH)
    if not text.strip(" \t"):
        raise WatchError(WatchProblem.EMPTY, 0)
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            raise _character_error(text, position)
        position = token.end()


def _character_error(text: str, position: int) -> WatchError:
    character = text[position]
    if character in "'\"":
        return WatchError(
            WatchProblem.NOT_ALLOWED,
            position,
            construct=Construct.STRING.value,
            text=text[position:],
        )
    if character in "0123456789":
        run = re.compile(r"[A-Za-z0-9_.]+").match(text, position)
        return WatchError(WatchProblem.BAD_NUMBER, position, text=run.group() if run else character)
    meant = _MEANT.get(character, "")
    if unicodedata.decomposition(character).startswith(("<wide>", "<noBreak>")):
        plain = unicodedata.normalize("NFKC", character)
        meant = plain if _TOKEN.fullmatch(plain) else ""
    return WatchError(
        WatchProblem.CHARACTER, position, character=character, code=ord(character), meant=meant
    )


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib  # here, for it takes as long to import as all of this language

    return ", ".join(difflib.get_close_matches(name, sorted(known)))


def _function(name: str, known: tuple[Function, ...], position: int) -> Function:
    if name not in known:
        nearest = _nearest(name, known)
        raise WatchError(WatchProblem.UNKNOWN_FUNCTION, position, name=name, nearest=nearest)
    return Function(name)


def _dotted(node: ast.expr) -> str | None:
    """The name that a chain of attributes spells; ``None``: it starts with something else."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            owner = _dotted(node.value)
            return None if owner is None else f"{owner}.{node.attr}"
    return None


def _signed(node: ast.expr) -> int | float | None:
    """The number that is written out, signs included; ``None``: it is something else."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(op=ast.UAdd() | ast.USub() as sign):
            number = _signed(node.operand)
            return -number if number is not None and isinstance(sign, ast.USub) else number
    return None


class _Reader:
    """Turns Python's tree of a text into one of our own, or refuses it."""

    def __init__(self, text: str, shift: int, names: frozenset[str]) -> None:
        self._text = text
        self._shift = shift
        self._names = names

    def read(self, node: ast.expr) -> tree.Node:
        """The part that a node of Python's tree stands for; raises `WatchError`."""
        start, end = self._place(node)
        match node:
            case ast.Constant(value=None | bool() | int() | float() as value):
                if isinstance(value, int) and abs(value) > LARGEST_INT:
                    raise WatchError(WatchProblem.NUMBER_TOO_LARGE, start, limit=LARGEST_INT)
                return tree.Literal(start, end, value)
            case ast.Name() | ast.Attribute() if (dotted := _dotted(node)) is not None:
                return tree.Name(start, end, self._name(node, dotted))
            case ast.UnaryOp() if type(node.op) in _OPERATORS:
                return tree.Unary(start, end, _OPERATORS[type(node.op)], self.read(node.operand))
            case ast.BinOp() if type(node.op) in _OPERATORS:
                self._check_exponent(node)
                left, right = self.read(node.left), self.read(node.right)
                return tree.Binary(start, end, _OPERATORS[type(node.op)], left, right)
            case ast.BoolOp():
                operands = tuple(self.read(value) for value in node.values)
                return tree.Logic(start, end, _OPERATORS[type(node.op)], operands)
            case ast.Compare():
                operators = tuple(self._comparison(node))
                operands = tuple(self.read(value) for value in (node.left, *node.comparators))
                return tree.Comparison(start, end, operators, operands)
            case ast.Subscript():
                keys = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
                operand = self.read(node.value)
                if not keys:
                    raise self._refused(node.slice, Construct.INDEX)
                return tree.Index(start, end, operand, tuple(self._key(key) for key in keys))
            case ast.Call():
                return self._call(node)
        raise self._refused(node)

    def _name(self, node: ast.expr, dotted: str) -> str:
        if dotted in self._names:
            return dotted
        start, _ = self._place(node)
        owner, _, last = dotted.rpartition(".")
        if (owner in self._names and last in METHODS) or dotted in FUNCTIONS:
            raise WatchError(WatchProblem.NOT_CALLED, start, name=last)
        nearest = _nearest(dotted, self._names)
        raise WatchError(WatchProblem.UNKNOWN_NAME, start, name=dotted, nearest=nearest)

    def _call(self, node: ast.Call) -> tree.Node:
        start, end = self._place(node)
        match node.func:
            case ast.Name(id=name):
                function = _function(name, FUNCTIONS, start)
                self._check_arguments(node, function, 1)
                operand = self.read(node.args[0])
            case ast.Attribute(value=owner, attr=name):
                operand = self.read(owner)
                _, name_end = self._place(node.func)
                function = _function(name, METHODS, name_end - len(name))
                self._check_arguments(node, function, 0)
            case _:
                raise self._refused(node)
        if function is not Function.VERSION:
            return tree.Call(start, end, function, operand)
        if not isinstance(operand, tree.Name):
            text = self._text[operand.start : operand.end]
            raise WatchError(WatchProblem.NOT_A_NAME, operand.start, text=text)
        return tree.Version(start, end, operand.name)

    def _check_arguments(self, node: ast.Call, function: Function, expected: int) -> None:
        for part in (*node.args, *node.keywords):
            if isinstance(part, ast.keyword):
                raise self._refused(part, Construct.KEYWORD_ARGUMENT)
            if isinstance(part, ast.Starred):
                raise self._refused(part)
        if (actual := len(node.args)) != expected:
            start, _ = self._place(node)
            facts = {"name": function.value, "expected": expected, "actual": actual}
            raise WatchError(WatchProblem.ARGUMENT_COUNT, start, **facts)

    def _comparison(self, node: ast.Compare) -> Iterator[Operator]:
        for kind, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(kind, ast.In | ast.NotIn):
                raise self._refused(node, Construct.MEMBERSHIP)
            operator = _OPERATORS[type(kind)]
            none = isinstance(right, ast.Constant) and right.value is None
            if operator in (Operator.IS, Operator.IS_NOT) and not none:
                raise self._refused(node, Construct.IDENTITY)
            yield operator

    def _check_exponent(self, node: ast.BinOp) -> None:
        exponent = _signed(node.right) if isinstance(node.op, ast.Pow) else None
        if exponent is not None and abs(exponent) > LARGEST_EXPONENT:
            start, _ = self._place(node.right)
            raise WatchError(WatchProblem.EXPONENT_TOO_LARGE, start, limit=LARGEST_EXPONENT)

    def _key(self, node: ast.expr) -> int | tree.Span:
        if not isinstance(node, ast.Slice):
            return self._integer(node)
        start, stop, step = (
            None if bound is None else self._integer(bound)
            for bound in (node.lower, node.upper, node.step)
        )
        if step is not None and step < 1:
            raise WatchError(WatchProblem.SLICE_STEP, self._place(node)[0], step=step)
        return tree.Span(start, stop, step)

    def _integer(self, node: ast.expr) -> int:
        number = _signed(node)
        if not isinstance(number, int):
            raise self._refused(node, Construct.INDEX)
        if abs(number) > LARGEST_INT:
            raise WatchError(WatchProblem.NUMBER_TOO_LARGE, self._place(node)[0], limit=LARGEST_INT)
        return number

    def _refused(
        self, node: ast.expr | ast.keyword, construct: Construct | None = None
    ) -> WatchError:
        start, end = self._place(node)
        if construct is None:
            imaginary = isinstance(node, ast.Constant) and isinstance(node.value, complex)
            other = Construct.IMAGINARY if imaginary else Construct.OTHER
            construct = _CONSTRUCTS.get(type(node), other)
        text = self._text[start:end]
        return WatchError(WatchProblem.NOT_ALLOWED, start, construct=construct.value, text=text)

    def _place(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        # Python counts in bytes of UTF-8. The text is ASCII by now, so they are characters.
        return self._shift + node.col_offset, self._shift + (node.end_col_offset or node.col_offset)
