"""What a call changed in the four parts of the machine, in words and numbers."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.graph import Graph, GraphStatus
from lenet_gui.core.snapshot import GradientState, ParameterRow, Snapshot
from lenet_gui.gui.words.number_text import count, number

translate = QCoreApplication.translate


class Part(StrEnum):
    """The four parts of the machine, named as `Colours` names them."""

    PARAMETERS = "parameters"
    ACCOUNTS = "accounts"
    GRAPH = "graph"
    OPTIMIZER = "optimizer"


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of one part.

    Attributes:
        part: which.
        changed: it is not as it was.
        text: what it was and is; where it did not change, that it is untouched.
    """

    part: Part
    changed: bool
    text: str


def part_name(part: Part) -> str:
    """The part's name."""
    return {
        Part.PARAMETERS: translate("changes", "Parameters"),
        Part.ACCOUNTS: translate("changes", "Gradient accounts"),
        Part.GRAPH: translate("changes", "Graph"),
        Part.OPTIMIZER: translate("changes", "Optimizer state"),
    }[part]


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """The differences between two moments, part by part."""
    texts = {
        Part.PARAMETERS: _parameters(before, after),
        Part.ACCOUNTS: _accounts(before, after),
        Part.GRAPH: _graph(before.graph, after.graph),
        Part.OPTIMIZER: _optimizer(before, after),
    }
    return tuple(
        Change(part, bool(text), text or translate("changes", "untouched"))
        for part, text in texts.items()
    )


def _parameters(before: Snapshot, after: Snapshot) -> str:
    old = {row.name: row for row in before.rows}
    moved = [row for row in after.rows if row.name not in old or _moved(old[row.name], row)]
    if not moved:
        return ""
    parts = [
        translate("changes", "{moved} of {all} tensors changed").format(
            moved=len(moved), all=len(after.rows)
        )
    ]
    if after.step == before.step + 1:
        size = sum((row.update_norm or 0.0) ** 2 for row in after.rows) ** 0.5
        parts.append(translate("changes", "by a distance of {size}").format(size=number(size)))
    if len(moved) <= 2:
        parts += [
            f"{row.name}: {number(old[row.name].norm if row.name in old else None)} → "
            f"{number(row.norm)}"
            for row in moved
        ]
    return "; ".join(parts)


def _moved(old: ParameterRow, new: ParameterRow) -> bool:
    return (old.norm, old.version) != (new.norm, new.version)


def _accounts(before: Snapshot, after: Snapshot) -> str:
    old = {row.name: row for row in before.rows}
    written = [
        row for row in after.rows if row.name not in old or _account(old[row.name]) != _account(row)
    ]
    if not written:
        return ""
    kinds: dict[tuple[GradientState, GradientState], int] = {}
    for row in written:
        was = old[row.name].gradient_state if row.name in old else GradientState.NONE
        kinds[was, row.gradient_state] = kinds.get((was, row.gradient_state), 0) + 1
    parts = [f"{_state(was)} → {_state(now)} ({amount})" for (was, now), amount in kinds.items()]
    norms = f"{number(before.gradient_norm)} → {number(after.gradient_norm)}"
    parts.append(translate("changes", "norm {norms}").format(norms=norms))
    deposits = [max((row.deposits for row in s.rows), default=0) for s in (before, after)]
    if deposits[0] != deposits[1]:
        parts.append(translate("changes", "deposits {old} → {new}").format(
            old=deposits[0], new=deposits[1]
        ))  # fmt: skip
    return "; ".join(parts)


def _account(row: ParameterRow) -> tuple[GradientState, float | None, int]:
    return row.gradient_state, row.gradient_norm, row.deposits


def _state(state: GradientState) -> str:
    return {
        GradientState.NONE: "None",
        GradientState.ZEROS: translate("changes", "zeros"),
        GradientState.VALUES: translate("changes", "values"),
    }[state]


def _graph(before: Graph, after: Graph) -> str:
    # The same calls build the same graph anew; what they built is told by the call itself.
    same = (before.status, before.root, len(before.nodes), before.saved_bytes)
    if same == (after.status, after.root, len(after.nodes), after.saved_bytes):
        return ""
    return f"{_graph_words(before)} → {_graph_words(after)}"


def _graph_words(graph: Graph) -> str:
    return {
        GraphStatus.NONE: translate("changes", "none"),
        GraphStatus.FREED: translate("changes", "freed"),
        GraphStatus.ALIVE: translate("changes", "alive from {root}: {nodes} nodes, {bytes} B"),
    }[graph.status].format(root=graph.root, nodes=len(graph.nodes), bytes=count(graph.saved_bytes))


def _optimizer(before: Snapshot, after: Snapshot) -> str:
    parts = []
    if before.optimizer != after.optimizer:
        parts.append(f"{before.optimizer.name} → {after.optimizer.name}")
    if before.optimizer_state != after.optimizer_state:
        parts.append(
            translate("changes", "entries {old} → {new}").format(
                old=len(before.optimizer_state), new=len(after.optimizer_state)
            )
        )
        keys = dict.fromkeys(entry.key for entry in after.optimizer_state)
        if keys:
            parts.append(", ".join(keys))
    if before.lr != after.lr:
        parts.append(f"lr {number(before.lr)} → {number(after.lr)}")
    return "; ".join(parts)
