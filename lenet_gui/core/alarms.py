"""Alarms: what should make a person look, with thresholds that the person sets."""

from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.commands import Command


class Alarm(StrEnum):
    """What an alarm watches for."""

    NON_FINITE = "non_finite"  # NaN or infinity in the loss, the output or a gradient
    EXPLODING = "exploding"  # the norm of all gradients together is above the threshold
    VANISHING = "vanishing"  # the RMS of a weight's gradient is below it, and not 0
    DEAD_RELU = "dead_relu"  # a share of a layer's units above it is 0 for the whole batch
    UNCHANGED = "unchanged"  # a step left a parameter that has a gradient as it was, to the bit
    UPDATE_RATIO = "update_ratio"  # a step's norm over the parameter's norm is above it
    LOSS_RISING = "loss_rising"  # the loss has risen so many times in a row


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """How one alarm is set.

    Attributes:
        alarm: which.
        threshold: see `Alarm`; of no meaning for `Alarm.NON_FINITE` and `Alarm.UNCHANGED`.
        on: it is looked for.
        stops: a run stops when it goes off. It is then looked for after every call of a run;
            otherwise, in a run, at the calls that are shown.
    """

    alarm: Alarm
    threshold: float
    on: bool = True
    stops: bool = False


@dataclass(frozen=True, slots=True)
class AlarmHit:
    """An alarm that has gone off.

    Attributes:
        alarm: which.
        subject: what it was found at: ``loss``, ``output``, a parameter or a layer.
        value: the number that crossed the threshold.
        threshold: the threshold.
    """

    alarm: Alarm
    subject: str
    value: float
    threshold: float


RULES: tuple[AlarmRule, ...] = (
    AlarmRule(Alarm.NON_FINITE, 0.0),
    AlarmRule(Alarm.EXPLODING, 100.0),
    AlarmRule(Alarm.VANISHING, 1e-7),
    AlarmRule(Alarm.DEAD_RELU, 0.95),
    AlarmRule(Alarm.UNCHANGED, 0.0),
    AlarmRule(Alarm.UPDATE_RATIO, 0.1),
    AlarmRule(Alarm.LOSS_RISING, 5.0),
)
"""How the alarms are set at first. Which numbers deserve a look is a judgement: of LeNet at seed 0
the norm of the gradients is 1.2, the RMS of its weights' gradients 3e-3 to 2e-2, the largest share
of units at 0 after one sample 0.57, and a step at lr 0.01 moves a parameter by 1e-3 of its norm."""


@dataclass(frozen=True, slots=True)
class SetAlarms(Command):
    """Set the alarms: one rule each."""

    rules: tuple[AlarmRule, ...] = RULES


@dataclass(frozen=True, slots=True)
class AlarmView:
    """What has come of an alarm since the start.

    Attributes:
        rule: how it is set.
        count: how often it has gone off.
        last: the newest hit; ``None``: there was none.
        step: updates made before that.
    """

    rule: AlarmRule
    count: int
    last: AlarmHit | None
    step: int
