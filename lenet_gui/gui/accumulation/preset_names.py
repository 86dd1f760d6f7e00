"""What the presets of the accumulation bench are called, and what each is for."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.accumulation_presets import Preset

translate = QCoreApplication.translate


def preset_name(preset: Preset) -> str:
    """A few words for a list. They say what is done, and not how it ends."""
    return {
        Preset.EQUAL: translate("presets", "Equal pieces, loss / N"),
        Preset.UNDIVIDED: translate("presets", "Equal pieces, undivided"),
        Preset.SMALLER_LR: translate("presets", "Undivided, with lr / N"),
        Preset.UNEQUAL: translate("presets", "Unequal pieces, loss / N"),
        Preset.UNEQUAL_WEIGHTED: translate("presets", "Unequal pieces, weighted"),
        Preset.PARTIAL_WINDOW: translate("presets", "The last window, partly filled"),
        Preset.CLIP_ONCE: translate("presets", "Clip once an update"),
        Preset.CLIP_EACH: translate("presets", "Clip each micro-batch"),
        Preset.SCHEDULE_UPDATE: translate("presets", "Schedule: a step an update"),
        Preset.SCHEDULE_MICRO_BATCH: translate("presets", "Schedule: a step a micro-batch"),
        Preset.MASKED: translate("presets", "Ignored targets, loss / N"),
        Preset.MASKED_TOTAL: translate("presets", "Ignored targets, sum / total"),
    }[preset]


def preset_hint(preset: Preset) -> str:
    """One sentence: the question to ask before pressing Compare."""
    return {
        Preset.EQUAL: translate(
            "presets", "Do the means of equal pieces, each divided by N, make the mean of all?"
        ),
        Preset.UNDIVIDED: translate(
            "presets", "How long is the gradient when nobody divides by N?"
        ),
        Preset.SMALLER_LR: translate(
            "presets", "Can a smaller learning rate take the place of the division?"
        ),
        Preset.UNEQUAL: translate(
            "presets", "Is the mean of the pieces' means the mean of all, if one piece is smaller?"
        ),
        Preset.UNEQUAL_WEIGHTED: translate(
            "presets", "Each mean gets its share n_i / n as its weight."
        ),
        Preset.PARTIAL_WINDOW: translate(
            "presets", "Fewer than N micro-batches are left, and each loss is divided by N."
        ),
        Preset.CLIP_ONCE: translate("presets", "The sum is clipped, just before the step."),
        Preset.CLIP_EACH: translate(
            "presets", "Clipped after each backward: which micro-batch counts most then?"
        ),
        Preset.SCHEDULE_UPDATE: translate("presets", "The learning rate halves every 10 updates."),
        Preset.SCHEDULE_MICRO_BATCH: translate(
            "presets", "The scheduler counts micro-batches: how soon does the rate halve?"
        ),
        Preset.MASKED: translate(
            "presets",
            "Padding is ignored, and one half has fewer targets left than the other: the bug "
            "that was found in well-known training libraries in 2024.",
        ),
        Preset.MASKED_TOTAL: translate(
            "presets", "Sums of losses, divided by the number of targets in the whole batch."
        ),
    }[preset]
