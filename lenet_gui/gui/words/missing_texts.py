"""Why a number cannot be explained at a moment, and what to press."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.explanation import MAX_SAMPLES, Missing
from lenet_gui.gui.words.number_text import count

translate = QCoreApplication.translate


def why_missing(reason: Missing) -> str:
    """The sentence for a reason."""
    return {
        Missing.NO_FORWARD: translate(
            "missing", "Nothing has been computed yet. Press forward, and this number comes to be."
        ),
        Missing.NO_LOSS: translate("missing", "There is no loss yet. Press forward and then loss."),
        Missing.NO_BACKWARD: translate(
            "missing",
            "No gradient has flowed back yet. Press forward, loss and backward; then it can be "
            "followed.",
        ),
        Missing.NONE: translate(
            "missing",
            "There is no gradient here: it is None. Press forward, loss and backward; what is "
            "frozen gets none even then.",
        ),
        Missing.NO_STEP: translate(
            "missing", "No step has been made yet. Press step once there are gradients."
        ),
        Missing.NOT_SHOWN: translate(
            "missing",
            "This comes from a call within a free run, whose results were not kept. Pause, then "
            "press forward, loss and backward one by one.",
        ),
        Missing.OTHER_NETWORK: translate(
            "missing",
            "The last forward went through other shapes than those of this network, such as a "
            "28×28 or an unbatched image. Choose an input and press forward.",
        ),
        Missing.GONE: translate(
            "missing",
            "There is no such number any more: the batch or the network is another one. Choose "
            "another number above.",
        ),
        Missing.TOO_LARGE: translate(
            "missing",
            "The batch is too large for this: numbers are explained for batches of at most {most} "
            "images. Choose a smaller batch.",
        ),
        Missing.NOT_BY_RULES: translate(
            "missing",
            "A call that is no line of the loop has made or changed this number, so no rule of "
            "the network leads to it. Press zero_grad, forward, loss and backward for a clean one.",
        ),
    }[reason].format(most=count(MAX_SAMPLES))
