"""What the fields of an accumulation plan are called in its form."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def plan_words() -> dict[str, tuple[str, str]]:
    """The label of each field by its name, and what it is."""
    return {
        "sizes": (
            translate("plan", "Sizes"),
            translate(
                "plan",
                "Samples in each micro-batch, from the front of the batch: 8, 8, 16. 4 x 8 "
                "stands for 8, 8, 8, 8.",
            ),
        ),
        "window": (
            translate("plan", "Full window N"),
            translate(
                "plan",
                "The N of loss / N. More than there are sizes: the last window of an epoch, "
                "only partly filled.",
            ),
        ),
        "reduction": (
            translate("plan", "Loss function"),
            translate("plan", "What the loss function makes of the losses of a micro-batch"),
        ),
        "weighting": (
            translate("plan", "Before backward"),
            translate(
                "plan",
                "What is done to each loss: n_i are the samples of the micro-batch, n those of "
                "all, total all targets that are not ignored.",
            ),
        ),
        "ignored": (
            translate("plan", "Ignored targets"),
            translate(
                "plan",
                "So many targets from the front are -100, which CrossEntropyLoss leaves out, as"
                " it does with padding.",
            ),
        ),
        "clipping": (
            translate("plan", "Clip"),
            translate("plan", "How often clip_grad_norm_ is called"),
        ),
        "max_norm": (
            translate("plan", "Clip to max_norm"),
            translate("plan", "The norm that all gradients together are clipped to"),
        ),
        "scheduling": (
            translate("plan", "Scheduler"),
            translate(
                "plan",
                "How often scheduler.step() is called; every 10 calls halve the learning rate.",
            ),
        ),
        "divide_lr": (
            translate("plan", "Learning rate"),
            translate("plan", "Make the updates with the learning rate divided by N"),
        ),
        "updates": (
            translate("plan", "Updates"),
            translate("plan", "How many updates each of the two loops makes, all on this batch"),
        ),
    }
