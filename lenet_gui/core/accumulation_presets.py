"""Ways to accumulate, right ones and well-known mistakes. A preset is data: to add one, list it.

The window's name for it is in ``gui/accumulation/preset_names.py``.
"""

from dataclasses import replace
from enum import StrEnum

from lenet_gui.core.accumulation import (
    AccumulationPlan,
    Clipping,
    Reduction,
    Scheduling,
    Weighting,
)


class Preset(StrEnum):
    """The presets, in the order in which they are offered."""

    EQUAL = "equal"
    UNDIVIDED = "undivided"
    SMALLER_LR = "smaller_lr"
    UNEQUAL = "unequal"
    UNEQUAL_WEIGHTED = "unequal_weighted"
    PARTIAL_WINDOW = "partial_window"
    CLIP_ONCE = "clip_once"
    CLIP_EACH = "clip_each"
    SCHEDULE_UPDATE = "schedule_update"
    SCHEDULE_MICRO_BATCH = "schedule_micro_batch"
    MASKED = "masked"
    MASKED_TOTAL = "masked_total"


MASKED = frozenset({Preset.MASKED, Preset.MASKED_TOTAL})
"""Presets that ignore targets, for which cross-entropy is needed."""

MICRO_BATCHES = 4
UPDATES = 10
MAX_NORM = 0.05


def preset_plan(preset: Preset, samples: int) -> AccumulationPlan:
    """The plan of a preset for a batch.

    Args:
        preset: the preset.
        samples: samples in the batch, at least 2. Where they cannot be split evenly, the last few
            are left out.
    """
    pieces = min(MICRO_BATCHES, samples)
    equal = AccumulationPlan((samples // pieces,) * pieces, updates=UPDATES)
    unequal = replace(equal, sizes=_unequal(samples))
    clipped = replace(equal, clipping=Clipping.ONCE, max_norm=MAX_NORM)
    half = samples // 2
    # Of the first half only an eighth is left, at least one target.
    masked = replace(equal, sizes=(half, half), ignored=half - max(1, half // 8))
    return {
        Preset.EQUAL: equal,
        Preset.UNDIVIDED: replace(equal, weighting=Weighting.NONE),
        Preset.SMALLER_LR: replace(equal, weighting=Weighting.NONE, divide_lr=True),
        Preset.UNEQUAL: unequal,
        Preset.UNEQUAL_WEIGHTED: replace(unequal, weighting=Weighting.SHARE),
        Preset.PARTIAL_WINDOW: replace(equal, sizes=equal.sizes[1:], window=pieces),
        Preset.CLIP_ONCE: clipped,
        Preset.CLIP_EACH: replace(clipped, clipping=Clipping.EACH),
        Preset.SCHEDULE_UPDATE: replace(equal, scheduling=Scheduling.UPDATE),
        Preset.SCHEDULE_MICRO_BATCH: replace(equal, scheduling=Scheduling.MICRO_BATCH),
        Preset.MASKED: masked,
        Preset.MASKED_TOTAL: replace(masked, reduction=Reduction.SUM, weighting=Weighting.TOTAL),
    }[preset]


def _unequal(samples: int) -> tuple[int, ...]:
    """Three sizes such as 12, 12 and 8; two where there are hardly any samples."""
    if samples < MICRO_BATCHES:
        return samples - 1, 1
    large = 3 * samples // 8
    small = samples - 2 * large
    return (large, large, small) if small != large else (large + 1, large, large - 1)
