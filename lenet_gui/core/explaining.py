"""One number explained, whatever it is one of."""

from collections.abc import Callable, Mapping

from lenet_gui.core.account_rules import parameter_terms, update_terms
from lenet_gui.core.elements import images_of, lies_within, shape_of
from lenet_gui.core.explaining_gradients import flow, gradient
from lenet_gui.core.explaining_update import explain_update
from lenet_gui.core.explanation import Explanation, Inspection, Missing, Quantity, Rule
from lenet_gui.core.forward_rules import FORWARD
from lenet_gui.core.ledger_view import Ledger
from lenet_gui.core.loss_rules import loss_terms
from lenet_gui.core.question import Answer, Question, have_same_bits
from lenet_gui.core.state import TrainingState
from lenet_gui.core.subject import subject, subject_of
from lenet_gui.core.terms import plain, products_of


def inspect(state: TrainingState, ledger: Ledger) -> Inspection | None:
    """The number that is looked at, explained; nothing in the state is changed.

    Args:
        state: the state.
        ledger: where its gradients came from.

    Returns:
        What is to be seen of it; ``None``: no number is looked at.
    """
    element = state.looking.element
    if element is None:
        state.looking.anatomy = None
        return None
    shape = shape_of(state, element)
    if shape is None or not lies_within(element, shape):
        return Inspection(element, None, Missing.GONE, size=shape or ())
    answer = _ANSWERS[element.quantity](Question(state, ledger, element))
    missing = answer if isinstance(answer, Missing) else None
    explained = None if isinstance(answer, Missing) else answer
    check = state.looking.check
    return Inspection(
        element,
        explained,
        missing,
        update=explain_update(state, element.name, element.index)
        if element.quantity in _OF_PARAMETERS
        else None,
        check=None if check is None or check.call != state.calls else check,
        size=shape,
    )


def _activation(question: Question) -> Answer:
    state, name, index = question.state, question.element.name, question.element.index
    if name == state.layers[0].name:
        return _input(question)
    anatomy = subject(state)
    if isinstance(anatomy, Missing):
        return anatomy
    live = float(state.activations[name].detach()[index].item())
    layer = next(layer for layer in anatomy.layers if layer.name == name)
    return question.answer(
        live,
        FORWARD[layer.kind](anatomy, layer, index),
        anatomy.exact_number(Quantity.ACTIVATION, name, index),
        same_bits=have_same_bits(live, anatomy.values[name][index]),
    )


def _input(question: Question) -> Explanation:
    number = float(images_of(question.state)[question.element.index].item())
    return question.answer(number, products_of(Rule.INPUT, plain("input", number)), number)


def _loss(question: Question) -> Answer:
    state = question.state
    if state.loss is None:
        return Missing.NO_LOSS
    number = float(state.loss.item())
    if len(state.parts) > 1:
        return question.answer(
            number, products_of(Rule.LOSS_SUM, plain("loss", *state.parts)), None
        )
    saved = state.saved_loss
    if saved is None:
        return Missing.NOT_SHOWN
    if saved.rule is None:
        return Missing.NOT_BY_RULES
    anatomy = subject_of(state, saved.forward)
    if isinstance(anatomy, Missing):
        return anatomy
    terms = loss_terms(saved.rule, anatomy.values[anatomy.output])
    precise = anatomy.exact
    if precise is None:
        return question.answer(number, terms, None)
    exact = loss_terms(saved.rule, precise.values[anatomy.output])
    return question.answer(number, terms, exact.total)


def _parameter(question: Question) -> Answer:
    now, before = _now(question), _before(question)
    if isinstance(before, Missing) and before is not Missing.NO_STEP:
        return before
    terms = parameter_terms(now, None if isinstance(before, Missing) else before)
    return question.answer(now, terms, None)


def _update(question: Question) -> Answer:
    now, before = _now(question), _before(question)
    if isinstance(before, Missing):
        return before
    return question.answer(now - before, update_terms(now, before), None)


def _now(question: Question) -> float:
    element = question.element
    return float(question.state.parameters[element.name].detach()[element.index].item())


def _before(question: Question) -> float | Missing:
    """What a number of a parameter was before the last step."""
    state, element = question.state, question.element
    if element.name in state.edited:
        return Missing.NOT_BY_RULES
    if not state.step:
        return Missing.NO_STEP
    if element.name in state.orphans:
        return Missing.NOT_BY_RULES
    if state.before_step is None:
        return Missing.NOT_SHOWN
    before = dict(zip(state.parameters, state.before_step, strict=True))
    return float(before[element.name][element.index].item())


_OF_PARAMETERS = (Quantity.PARAMETER, Quantity.GRADIENT, Quantity.UPDATE)

_ANSWERS: Mapping[Quantity, Callable[[Question], Answer]] = {
    Quantity.ACTIVATION: _activation,
    Quantity.FLOW: flow,
    Quantity.PARAMETER: _parameter,
    Quantity.GRADIENT: gradient,
    Quantity.UPDATE: _update,
    Quantity.LOSS: _loss,
}
