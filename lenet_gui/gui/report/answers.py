"""The tutorial's questions, answered in short sentences by the session's own numbers."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from lenet_gui.core.optimizers import Adam, AdamW, OptimizerSpec
from lenet_gui.core.snapshot import Curve, GradientState, ParameterRow, Snapshot
from lenet_gui.core.timeline import Kind
from lenet_gui.gui.report.counted import Counted
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.words.number_text import count, number

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, and what the session says to it.

    Attributes:
        question: as somebody asks it who reads the tutorial.
        answer: one or more sentences.
    """

    question: str
    answer: str


def session_answers(snapshot: Snapshot) -> tuple[Answer, ...]:
    """What can be computed of the calls on the way to the present moment, and of its state."""
    counted = Counted(snapshot.timeline)
    return (
        Answer(
            translate("answers", "How many numbers does the network learn?"),
            _parameters(snapshot.rows),
        ),
        Answer(translate("answers", "What became of the loss?"), _losses(snapshot.curve)),
        Answer(translate("answers", "How often was each call made?"), _calls(counted)),
        Answer(
            translate("answers", "Were gradients summed, without a zero_grad in between?"),
            _summed(counted),
        ),
        Answer(translate("answers", "What is in .grad now?"), _gradients(snapshot.rows)),
        Answer(
            translate("answers", "Is the present update rule one with momentum?"),
            one_line(_momentum(snapshot.optimizer), *_by_hand(counted)),
        ),
        Answer(translate("answers", "Did a call fail?"), _failed(counted)),
    )


def counted_from(snapshot: Snapshot) -> str:
    """Which calls the answers are about."""
    start = Counted(snapshot.timeline).start
    text = (
        translate(
            "answers",
            "Computed from this session: its calls since the last start (call {start}) up to the "
            "moment that is shown, and the state at that moment.",
        )
        if start
        else translate(
            "answers",
            "Computed from this session: its calls up to the moment that is shown, and the state "
            "at that moment.",
        )
    )
    return text.format(start=count(start))


def _parameters(rows: tuple[ParameterRow, ...]) -> str:
    text = translate("answers", "{count} parameters, in {tensors} tensors.")
    return text.format(count=count(sum(row.count for row in rows)), tensors=count(len(rows)))


def _losses(curve: Curve) -> str:
    finite = np.flatnonzero(np.isfinite(curve.losses))
    if not len(curve.losses):
        return translate("answers", "None was computed.")
    least = int(finite[np.argmin(curve.losses[finite])]) if len(finite) else 0
    text = translate(
        "answers",
        "Losses computed: {count}. The first was {first} (call {first_call}), the last {last} "
        "(call {last_call}), the smallest {least} (call {least_call}).",
    ).format(
        count=count(len(curve.losses)),
        **_point("first", curve, 0),
        **_point("last", curve, -1),
        **_point("least", curve, least),
    )
    bad = len(curve.losses) - len(finite)
    if not bad:
        return text
    return one_line(text, translate("answers", "Not finite: {count}.").format(count=count(bad)))


def _point(name: str, curve: Curve, index: int) -> dict[str, str]:
    return {
        name: number(float(curve.losses[index])),
        f"{name}_call": count(int(curve.calls[index])),
    }


def _calls(counted: Counted) -> str:
    return translate(
        "answers",
        "zero_grad {zero_grad}, forward {forward}, loss {loss}, backward {backward}, step {step} "
        "times, calls that failed not counted; all calls together: {calls}.",
    ).format(
        zero_grad=count(counted.made(Kind.ZERO_GRAD)),
        forward=count(counted.made(Kind.FORWARD)),
        loss=count(counted.made(Kind.LOSS)),
        backward=count(counted.made(Kind.BACKWARD)),
        step=count(counted.made(Kind.STEP)),
        calls=count(counted.calls),
    )


def _summed(counted: Counted) -> str:
    summed = counted.summed
    several, none = int(np.count_nonzero(summed > 1)), int(np.count_nonzero(summed == 0))
    if not len(summed):
        text = translate("answers", "step was not called.")
    elif several:
        text = translate(
            "answers",
            "Yes: at {several} of {steps} calls of step, backward had been called more than once "
            "since the last zero_grad, at most {most} times.",
        )
    else:
        text = translate(
            "answers",
            "No: at none of {steps} calls of step had backward been called more than once since "
            "the last zero_grad.",
        )
    sentences = [
        text.format(
            several=count(several),
            steps=count(len(summed)),
            most=count(int(summed.max(initial=0))),
        )
    ]
    if none:
        text = translate("answers", "At {none} of them it had not been called at all.")
        sentences.append(text.format(none=count(none)))
    if counted.experiments:
        text = translate(
            "answers",
            "Calls of experiments: {count}; what they did to gradients is not in these numbers.",
        )
        sentences.append(text.format(count=count(counted.experiments)))
    return one_line(*sentences)


def _gradients(rows: tuple[ParameterRow, ...]) -> str:
    states = [row.gradient_state for row in rows]
    text = translate(
        "answers",
        "Of {tensors} tensors, .grad is None at {none}, all zeros at {zeros}, and holds values at "
        "{values}.",
    ).format(
        tensors=count(len(rows)),
        none=count(states.count(GradientState.NONE)),
        zeros=count(states.count(GradientState.ZEROS)),
        values=count(states.count(GradientState.VALUES)),
    )
    deposits = {row.deposits for row in rows}
    since = (
        translate("answers", "Deposits in each since zero_grad: {most}.")
        if len(deposits) == 1
        else translate("answers", "Deposits in each since zero_grad: {least} to {most}.")
    )
    return one_line(
        text,
        since.format(least=count(min(deposits, default=0)), most=count(max(deposits, default=0))),
    )


def _momentum(rule: OptimizerSpec) -> str:
    momentum, line = rule.arguments().get("momentum"), rule.line().removeprefix("optimizer = ")
    if isinstance(rule, Adam | AdamW):
        beta = rule.betas[0]
        text = (
            translate(
                "answers",
                "Much like it: with {line}, betas[0] is {beta}, so that each update follows a "
                "decaying mean of the gradients.",
            )
            if beta
            else translate("answers", "No: with {line}, betas[0] is 0.")
        )
        return text.format(line=line, beta=f"{beta:g}")
    if momentum is None:
        text = translate("answers", "No: {line} knows no momentum.")
    elif momentum:
        text = translate(
            "answers",
            "Yes: with {line}, momentum is {momentum}, so that each update also follows the "
            "gradients of the earlier ones.",
        )
    else:
        text = translate("answers", "No: with {line}, momentum is 0.")
    return text.format(line=line, momentum=momentum)


def _by_hand(counted: Counted) -> tuple[str, ...]:
    if not counted.by_hand:
        return ()
    text = translate(
        "answers",
        "Without the optimizer, weight by weight as the tutorial first does it, updates were made "
        "{count} times; that has no momentum.",
    )
    return (text.format(count=count(counted.by_hand)),)


def _failed(counted: Counted) -> str:
    failed = counted.failed
    if not failed:
        return translate("answers", "No.")
    text = translate("answers", "Yes: {count}. The first was call {call}, {line}.")
    return text.format(
        count=count(len(failed)), call=count(failed[0]), line=counted.line(failed[0])
    )
