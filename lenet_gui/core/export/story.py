"""A session divided into chapters: what a script writes below one another, a notebook in cells."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby

from lenet_gui.core.export.definitions import functions, imports
from lenet_gui.core.export.folding import Loop, Node, fold
from lenet_gui.core.export.liveness import without_unread
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.statements import Role, names_read
from lenet_gui.core.export.telling import tell
from lenet_gui.core.export.words import Words
from lenet_gui.core.listing import INDENT

END = "print(json.dumps(losses))"
"""The last line."""


class Part(StrEnum):
    """What a chapter is about."""

    IMPORTS = "imports"
    NETWORK = "network"
    READING = "reading"
    START = "start"
    SETTINGS = "settings"
    CALLS = "calls"
    LOOP = "loop"
    END = "end"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Code that belongs together.

    Attributes:
        part: what it is about.
        text: the same in a sentence.
        code: lines of Python.
    """

    part: Part
    text: str
    code: tuple[str, ...]


def story(history: LinearHistory, words: Words, folder: str) -> list[Chapter]:
    """The chapters of a session.

    Args:
        history: the session.
        words: the sentences.
        folder: an expression for the folder that the file of the digits lies in, a ``Path``.
    """
    statements = without_unread(list(tell(history)))
    body = [*_chapters(fold(statements), words), Chapter(Part.END, words.end, (END,))]
    read = names_read("\n".join(line for chapter in body for line in chapter.code))
    return [*foreword(read, words, folder), *body]


def foreword(read: Iterable[str], words: Words, folder: str) -> list[Chapter]:
    """The chapters before the first statement, for code that reads certain names."""
    defined = functions(read)
    constants: tuple[str, ...] = ()
    if "DIGITS" in read:
        constants = (
            f'DIGITS = {folder} / "digits.npz"', f"DIGITS_MISSING = {words.digits_missing!r}",
        )  # fmt: skip
    all_read = set(read).union(*(names_read(code) for code in (*defined, *constants)))
    net, *reading = (tuple(code.splitlines()) for code in defined)
    chapters = [
        Chapter(Part.IMPORTS, words.imports, imports(all_read)),
        Chapter(Part.NETWORK, words.network, net),
    ]
    if reading:
        spaced = [line for code in reading for line in ("", "", *code)][2:]
        above = (*constants, "", "") if constants else ()
        chapters.append(Chapter(Part.READING, words.reading, (*above, *spaced)))
    return chapters


def result(history: LinearHistory, words: Words) -> tuple[str, ...]:
    """What holds of the numbers, in sentences."""
    environment = history.environment
    sentences = [words.promise]
    if environment is not None:
        sentences.append(words.environment.format(**asdict(environment)))
    computed = [loss for loss in history.losses if loss == loss]  # NaN: the call computed none
    if computed:
        sentences.append(words.recorded.format(count=len(computed), last=repr(computed[-1])))
    else:
        sentences.append(words.no_losses)
    return tuple(sentences)


def code_of(nodes: Sequence[Node], depth: int = 0) -> tuple[str, ...]:
    """Statements and loops as lines of Python."""
    lines: list[str] = []
    for node in nodes:
        if isinstance(node, Loop):
            lines.append(f"{INDENT * depth}for {_counter(node)} in range({node.count}):")
            lines += code_of(node.body, depth + 1)
        else:
            lines += (INDENT * depth + line for line in node.lines)
    return tuple(lines)


def _counter(loop: Loop) -> str:
    """The variable of a loop, by what it counts; that of a loop of loops counts neither."""
    if any(isinstance(node, Loop) and _updates(node) for node in loop.body):
        return "_"
    return "step" if _updates(loop) else "micro_batch"


def _updates(node: Node) -> bool:
    if isinstance(node, Loop):
        return any(_updates(inner) for inner in node.body)
    return node.role is Role.UPDATE


def _chapters(nodes: Sequence[Node], words: Words) -> list[Chapter]:
    chapters = []
    for part, group in groupby(nodes, _part):
        if part is Part.LOOP:
            chapters += [
                Chapter(part, words.loop.format(count=loop.count), code_of([loop]))
                for loop in group
                if isinstance(loop, Loop)
            ]
        else:
            chapters.append(Chapter(part, getattr(words, part.value), code_of(list(group))))
    return chapters


def _part(node: Node) -> Part:
    if isinstance(node, Loop):
        return Part.LOOP
    return {Role.START: Part.START, Role.SETTING: Part.SETTINGS}.get(node.role, Part.CALLS)
