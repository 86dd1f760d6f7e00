"""Why a gradient is None, in one sentence."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.snapshot import NoneReason

translate = QCoreApplication.translate


def why_none(reason: NoneReason, name: str) -> str:
    """The sentence for a parameter."""
    return {
        NoneReason.FROZEN: translate(
            "why_none",
            "{name}.requires_grad is False: the graph passes it by. Unfreeze it with "
            "requires_grad_(True) before the next forward.",
        ),
        NoneReason.NOTHING_COMPUTED: translate(
            "why_none", "There was no forward yet, so there is no graph that could lead here."
        ),
        NoneReason.NO_GRAPH: translate(
            "why_none",
            "The chain ends at once: output has no grad_fn, because it was computed under no_grad "
            "or was detached. Nothing leads back from it to {name}.",
        ),
        NoneReason.OUTSIDE: translate(
            "why_none",
            "The graph ends in other tensors: {name} took no part in the last forward, for "
            "instance because its layer was replaced afterwards.",
        ),
        NoneReason.FAILED: translate(
            "why_none",
            "The last backward failed on its way from the loss, before it came to {name}.",
        ),
        NoneReason.CLEARED: translate(
            "why_none",
            "zero_grad dropped it: since PyTorch 2.0 it leaves None, not zeros. The next backward "
            "fills it again.",
        ),
        NoneReason.NO_BACKWARD: translate(
            "why_none", "The graph reaches {name}, but backward was not called yet."
        ),
    }[reason].format(name=name)
