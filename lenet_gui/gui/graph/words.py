"""Sentences about nodes, what they saved, and what is registered on them."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.graph import (
    Graph,
    GraphNode,
    GraphStatus,
    Hook,
    Retained,
    SavedStatus,
    SavedTensor,
)
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate


def title(node: GraphNode) -> str:
    """What a node is called: its class, and whose account it adds to."""
    if not node.variable:
        return node.name
    return translate("graph", "{name} of {parameter}").format(
        name=node.name, parameter=node.variable
    )


def state_words(node: GraphNode) -> str:
    """Class, path and state in a line, for a tool tip and for screen readers."""
    parts = [title(node), node.path]
    if node.stage:
        parts.append(translate("graph", "made by {stage}").format(stage=node.stage))
    for status in dict.fromkeys(saved.status for saved in node.saved):
        some = [saved.name for saved in node.saved if saved.status is status]
        pattern = translate("graph", "saved {names}: {status}")
        parts.append(pattern.format(names=", ".join(some), status=status_word(status)))
    return ", ".join(parts)


def status_word(status: SavedStatus) -> str:
    """What has become of a saved tensor, in a word or two."""
    return {
        SavedStatus.ALIVE: translate("graph", "alive"),
        SavedStatus.FREED: translate("graph", "freed"),
        SavedStatus.OUT_OF_DATE: translate("graph", "out of date"),
    }[status]


def what_it_is(saved: SavedTensor) -> str:
    """Which tensor of the program it is."""
    if not saved.of:
        return "—"
    if saved.transposed:
        return translate("graph", "{tensor}, transposed").format(tensor=saved.of)
    return saved.of


def stale_sentence(saved: SavedTensor) -> str:
    """What will happen at a saved tensor that was changed in place since."""
    tensor = what_it_is(saved) if saved.of else saved.name
    if saved.saved_version is None or saved.version is None:
        pattern = translate(
            "graph", "backward will fail here: {tensor} was changed in place since it was saved."
        )
    else:
        pattern = translate(
            "graph",
            "backward will fail here: {tensor} was saved at version {then}, and is at version "
            "{now} now. Something has changed it in place in between.",
        )
    return pattern.format(tensor=tensor, then=saved.saved_version, now=saved.version)


def failure_sentence(node: GraphNode) -> str:
    """Why backward failed at a node, as far as its saved tensors tell."""
    stale = [saved for saved in node.saved if saved.status is SavedStatus.OUT_OF_DATE]
    if stale:
        pattern = translate(
            "graph",
            "backward failed here: {tensor} was saved at version {then}, but was at version {now} "
            "when it was needed.",
        )
        return pattern.format(
            tensor=what_it_is(stale[0]) if stale[0].of else stale[0].name,
            then=stale[0].saved_version, now=stale[0].version,
        )  # fmt: skip
    if any(saved.status is SavedStatus.FREED for saved in node.saved):
        return translate(
            "graph",
            "backward failed here: an earlier backward has let go of what this node had saved.",
        )
    return translate("graph", "backward failed here. The Log has PyTorch's own words.")


def hook_sentence(hook: Hook) -> str:
    """Who registered a hook, and what for."""
    pattern = {
        "ledger": translate(
            "graph", "{kind} on {tensor}: the Ledger writes down each deposit with it."
        ),
        "trace": translate(
            "graph", "{kind} on {tensor}: it writes this backward down, node by node."
        ),
        "retain_grad": translate(
            "graph", "{kind} on {tensor}: PyTorch keeps the gradient of this activation with it."
        ),
        "experiment": translate(
            "graph", "{kind} on {tensor}: an experiment has registered it, and may change results."
        ),
    }.get(hook.of, "{kind} on {tensor}")
    return pattern.format(kind=hook.kind, tensor=hook.tensor)


def retained_sentence(layer: str, retained: Retained | None) -> str:
    """What has become of the wish that a layer's result keep its gradient."""
    pattern = {
        None: translate(
            "graph",
            "{layer} does not keep its gradient: backward passes it on and drops it, for only "
            "leaves get a .grad.",
        ),
        Retained.WAITS: translate(
            "graph", "{layer} has no result yet: the next forward will call retain_grad() on it."
        ),
        Retained.SET: translate(
            "graph", "{layer} will keep its gradient: retain_grad() was called before backward."
        ),
        Retained.FILLED: translate(
            "graph", "{layer} has kept its gradient: backward has filled its .grad."
        ),
        Retained.TOO_LATE: translate(
            "graph",
            "Too late for {layer}: backward has been, and its .grad stays None. The next forward "
            "will retain it in time.",
        ),
        Retained.NO_GRAPH: translate(
            "graph",
            "{layer} cannot keep a gradient: its result does not require one (PyTorch: can't "
            "retain_grad on Tensor that has requires_grad=False).",
        ),
    }[retained]
    return pattern.format(layer=layer)


def bytes_sentence(graph: Graph) -> str:
    """Whether the graph is alive, how many nodes it has, and how many bytes it holds."""
    text = {
        GraphStatus.NONE: "",
        GraphStatus.ALIVE: translate(
            "graph", "alive: nodes {nodes}, saved for backward {bytes} bytes"
        ),
        GraphStatus.FREED: translate(
            "graph", "freed: nodes {nodes}, but backward has let go of the tensors they had saved"
        ),
    }[graph.status]
    return text.format(nodes=len(graph.nodes), bytes=count(graph.saved_bytes))
