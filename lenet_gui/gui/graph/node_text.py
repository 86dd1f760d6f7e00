"""All that is known of one node, as rich text."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.graph import Graph, GraphNode, SavedStatus, SavedTensor
from lenet_gui.core.snapshot import GradientState, ParameterRow
from lenet_gui.gui.graph.classes import meaning
from lenet_gui.gui.graph.words import (
    hook_sentence,
    retained_sentence,
    stale_sentence,
    status_word,
    title,
    what_it_is,
)
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.words.none_texts import why_none
from lenet_gui.gui.words.number_text import count, number

translate = QCoreApplication.translate

NODE = "node:"
"""What a link to another node begins with; its place follows."""

SURPRISE = "surprise:"
"""The link to the tutorial's surprise."""

CHIPS = {SavedStatus.ALIVE: "■", SavedStatus.FREED: "□", SavedStatus.OUT_OF_DATE: "!"}


def node_html(
    graph: Graph, index: int, rows: Iterable[ParameterRow], layers: Iterable[str], look: Colours
) -> str:
    """Class, meaning, origin, path, followers, saved tensors, hooks and account of a node.

    Args:
        graph: the graph.
        index: the node's place in it.
        rows: the parameters and their accounts.
        layers: the layers whose results can keep their gradient.
        look: the colours.
    """
    node = graph.nodes[index]
    parts = [f"<p><b>{escape(title(node))}</b><br>{escape(meaning(node.name))}</p>"]
    parts += [_origin(node), _followers(graph, node), _saved(node, look)]
    parts += [_paragraph(hook_sentence(hook)) for hook in node.hooks]
    parts += [_paragraph(_account(row)) for row in rows if row.name == node.variable]
    if node.main and node.stage in layers:
        parts.append(_paragraph(retained_sentence(node.stage, graph.retained.get(node.stage))))
    return "".join(parts)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def code(text: str) -> str:
    """A piece of code."""
    return f"<code>{escape(text)}</code>"


def coloured(text: str, colour: str) -> str:
    """A paragraph that wants attention."""
    return f'<p style="color: {colour}">{escape(text)}</p>'


def _origin(node: GraphNode) -> str:
    lines = [code(node.path)]
    if node.line:
        made = escape(translate("graph", "Forward made it in {stage} with:")).format(
            stage=code(node.stage)
        )
        lines.insert(0, f"{made} {code(node.line)}")
    if node.shape:
        shape = escape(translate("graph", "Shape of the gradient that comes in: {shape}"))
        lines.append(shape.format(shape=code(str(node.shape))))
    return f"<p>{'<br>'.join(lines)}</p>"


def _followers(graph: Graph, node: GraphNode) -> str:
    if not node.followers:
        return ""
    lines = [code("next_functions")]
    for index, follower in enumerate(node.followers):
        if follower is None:
            goal = escape(translate("graph", "None: nothing there requires a gradient"))
        else:
            goal = f'<a href="{NODE}{follower}">{escape(title(graph.nodes[follower]))}</a>'
        lines.append(f"{code(f'[{index}][0]')} → {goal}")
    return f"<p>{'<br>'.join(lines)}</p>"


def _saved(node: GraphNode, look: Colours) -> str:
    """A line for each tensor that it saved, and below them what will go wrong because of that."""
    if not node.saved:
        return _paragraph(translate("graph", "It saved nothing for backward."))
    rows = [_row(saved) for saved in node.saved]
    stale = [
        coloured(f"! {stale_sentence(saved)}", look.error)
        for saved in node.saved
        if saved.status is SavedStatus.OUT_OF_DATE
    ]
    head = escape(translate("graph", "Saved for backward:"))
    return f"<p>{'<br>'.join([head, *rows])}</p>{''.join(stale)}"


def _row(saved: SavedTensor) -> str:
    """Name, which tensor it is, shape, bytes, versions, and what has become of it."""
    facts = [what_it_is(saved), "×".join(map(str, saved.shape))]
    if saved.bytes:
        facts.append(translate("graph", "{bytes} bytes").format(bytes=count(saved.bytes)))
    if saved.saved_version is not None:
        pattern = (
            translate("graph", "version {then}")
            if saved.version is None
            else translate("graph", "version {then} when saved, {now} now")
        )
        facts.append(pattern.format(then=saved.saved_version, now=saved.version))
    facts.append(status_word(saved.status))
    words = " · ".join(fact for fact in facts if fact and fact != "—")
    return f"{CHIPS[saved.status]} {code(saved.name)}: {escape(words)}"


def _account(row: ParameterRow) -> str:
    match row.gradient_state:
        case GradientState.VALUES:
            pattern = translate("graph", "{name}.grad holds values now, norm {norm}.")
        case GradientState.ZEROS:
            pattern = translate("graph", "{name}.grad is full of zeros now.")
        case GradientState.NONE:
            why = "" if row.none_reason is None else " " + why_none(row.none_reason, row.name)
            pattern = translate("graph", "{name}.grad is None now.")
            return pattern.format(name=row.name) + why
    return pattern.format(name=row.name, norm=number(row.gradient_norm))
