"""What the alarms are called, what they found, and what helps."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.alarms import Alarm, AlarmHit
from lenet_gui.gui.words.number_text import number

translate = QCoreApplication.translate


def alarm_name(alarm: Alarm) -> str:
    """A few words for a table."""
    return {
        Alarm.NON_FINITE: translate("alarms", "NaN or infinity"),
        Alarm.EXPLODING: translate("alarms", "Gradients explode: norm above"),
        Alarm.VANISHING: translate("alarms", "Gradients vanish: RMS below"),
        Alarm.DEAD_RELU: translate("alarms", "Dead ReLU: share of units above"),
        Alarm.UNCHANGED: translate("alarms", "A step leaves a parameter unchanged"),
        Alarm.UPDATE_RATIO: translate("alarms", "Update / parameter above"),
        Alarm.LOSS_RISING: translate("alarms", "Loss rises in a row, times"),
    }[alarm]


def alarm_sentence(hit: AlarmHit) -> str:
    """What was found."""
    pattern = {
        Alarm.NON_FINITE: translate("alarms", "Numbers in {subject} that are not finite: {value}."),
        Alarm.EXPLODING: translate(
            "alarms", "The norm of all gradients is {value}, above {threshold}."
        ),
        Alarm.VANISHING: translate("alarms", "The RMS of {subject} is {value}, below {threshold}."),
        Alarm.DEAD_RELU: translate(
            "alarms", "In {subject}, a share of {value} of the units is 0 for the whole batch."
        ),
        Alarm.UNCHANGED: translate(
            "alarms",
            "The step left {subject} as it was to the last bit, though it has a gradient.",
        ),
        Alarm.UPDATE_RATIO: translate(
            "alarms", "The step moved {subject} by {value} of its norm, above {threshold}."
        ),
        Alarm.LOSS_RISING: translate(
            "alarms", "The loss has risen {threshold} times in a row, to {value}."
        ),
    }[hit.alarm]
    return pattern.format(
        subject=hit.subject, value=number(hit.value), threshold=number(hit.threshold)
    )


def alarm_advice(alarm: Alarm) -> str:
    """Why it happens, and what helps."""
    return {
        Alarm.NON_FINITE: translate(
            "alarms",
            "One NaN spreads to every parameter with the next step. Usual causes: a learning rate "
            "that is too high, a logarithm or a root of 0, a division by 0. Go back to the start "
            "(reset) and lower the learning rate; look at which call shows it first.",
        ),
        Alarm.EXPLODING: translate(
            "alarms",
            "Each backward multiplies by weights, and sums over everything that was not cleared. "
            "Is zero_grad in the loop? Then lower the learning rate, or clip the norm before the "
            "step.",
        ),
        Alarm.VANISHING: translate(
            "alarms",
            "Little arrives at this layer: many units at 0 in the layers behind it, tiny weights, "
            "or a loss that is almost 0 already, which is no fault. Compare it with the layers "
            "behind; adaptive optimizers such as Adam care less about the size.",
        ),
        Alarm.DEAD_RELU: translate(
            "alarms",
            "relu passes no gradient where its output is 0. After a single sample many units are "
            "0, which is normal; dead is a unit that is 0 for every sample. Look with a larger "
            "batch; then lower the learning rate, or start with another seed.",
        ),
        Alarm.UNCHANGED: translate(
            "alarms",
            "The gradient is 0, or so small that adding it changes no bit of a float32; or the "
            "optimizer does not own this parameter; or lr is 0.",
        ),
        Alarm.UPDATE_RATIO: translate(
            "alarms",
            "A step is usually about a thousandth of the parameter's norm. One this long forgets "
            "what was learned: lower the learning rate, or see whether gradients have piled up.",
        ),
        Alarm.LOSS_RISING: translate(
            "alarms",
            "Past the goal, or going up: a learning rate that is too high, or momentum, which is "
            "also what a forgotten zero_grad is. On changing batches some rises are noise.",
        ),
    }[alarm]
