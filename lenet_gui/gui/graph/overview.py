"""All that is known of the graph as a whole, as rich text."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.graph import Graph, GraphStatus, SavedStatus
from lenet_gui.gui.graph.node_text import NODE, SURPRISE, coloured
from lenet_gui.gui.graph.surprise import surprise
from lenet_gui.gui.graph.words import bytes_sentence, retained_sentence, stale_sentence, title
from lenet_gui.gui.output.printed_output import stem
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate


def overview_html(graph: Graph, layers: Iterable[str], look: Colours) -> str:
    """The chain as the tutorial prints it, what the graph holds, and what else is alive.

    Args:
        graph: the graph.
        layers: the layers in the order of forward, the input first.
        look: the colours.
    """
    parts = [f"<p>{escape(chain(graph))}</p>", f"<p>{escape(bytes_sentence(graph))}</p>"]
    if surprise(graph):
        text = translate("graph", "A surprise of the tutorial: next_functions[0][0] is no ReLU.")
        link = translate("graph", "Show me")
        parts.append(f'<p>{escape(text)} <a href="{SURPRISE}">{escape(link)}</a></p>')
    if graph.rebuilt:
        text = translate(
            "graph",
            "Rebuilt: going to this moment has made the calls anew. It has the same nodes and "
            "numbers as the first one, but is not the same object.",
        )
        parts.append(f"<p>{escape(text)}</p>")
    parts += [_stale(graph, look), _others(graph)]
    kept = [retained_sentence(name, graph.retained[name]) for name in _kept(graph, layers)]
    parts += [f"<p>{escape(sentence)}</p>" for sentence in kept]
    return "".join([*parts, _legend(look), _keys()])


def chain(graph: Graph) -> str:
    """The main chain in words, such as ``loss ← MseLoss ← Addmm ← input``."""
    names = [stem(node.name) for node in graph.nodes if node.main]
    return " ← ".join([graph.root, *names, "input"])


def _kept(graph: Graph, layers: Iterable[str]) -> list[str]:
    return [name for name in layers if name in graph.retained]


def _stale(graph: Graph, look: Colours) -> str:
    """The nodes at which backward would fail, said before it does."""
    lines = []
    for index, node in enumerate(graph.nodes):
        for saved in node.saved:
            if saved.status is SavedStatus.OUT_OF_DATE:
                link = f'<a href="{NODE}{index}">{escape(title(node))}</a>'
                place = escape(node.stage or node.path)
                lines.append(
                    f"{link} ({place})" + coloured(f"! {stale_sentence(saved)}", look.error)
                )
    return "".join(lines)


def _others(graph: Graph) -> str:
    if not graph.others:
        return ""
    total = sum(other.saved_bytes for other in graph.others) + graph.saved_bytes
    alive = len(graph.others) + (graph.status is GraphStatus.ALIVE)
    pattern = translate(
        "graph", "Graphs that hold saved tensors: {count}, together {bytes} bytes. Besides this:"
    )
    lines = [escape(pattern.format(count=alive, bytes=count(total)))]
    one = translate("graph", "{name}: nodes {nodes}, {bytes} bytes more")
    for other in graph.others:
        words = one.format(name=other.name, nodes=other.nodes, bytes=count(other.saved_bytes))
        lines.append(f"• {escape(words)}")
    return f"<p>{'<br>'.join(lines)}</p>"


def _legend(look: Colours) -> str:
    """What the marks in the picture mean."""
    entries = (
        ("■", look.graph, translate("graph", "saved tensor, alive")),
        ("□", look.graph, translate("graph", "freed by backward")),
        ("!", look.error, translate("graph", "out of date: backward will fail")),
        ("◆", look.optimizer, translate("graph", "a hook on the edge")),
        ("○", look.muted, translate("graph", "pin: click it, and the activation keeps its .grad")),
    )
    marks = [f'<span style="color: {c}">{mark}</span> {escape(text)}' for mark, c, text in entries]
    return f"<p>{'<br>'.join(marks)}</p>"


def _keys() -> str:
    text = translate(
        "graph",
        "Keys in the picture: the arrows follow next_functions, go back, and go to the node "
        "beside; Home goes to the root; Ctrl+C copies the path; K keeps .grad.",
    )
    return f"<p>{escape(text)}</p>"
