"""How one number of a gradient came about: of a layer's result, or of a parameter's ``.grad``."""

from dataclasses import replace

from lenet_gui.core.account_rules import deposit_terms
from lenet_gui.core.anatomy import Anatomy
from lenet_gui.core.backward_rules import BACKWARD, PARAMETERS
from lenet_gui.core.explanation import Element, Explanation, Link, Missing, Quantity, Rule
from lenet_gui.core.ledger_view import Account, Entry, EntryKind, Ledger, Values
from lenet_gui.core.loss_rules import output_terms
from lenet_gui.core.question import Answer, Question, have_same_bits
from lenet_gui.core.saved import SavedBackward
from lenet_gui.core.state import TrainingState
from lenet_gui.core.subject import backward_of, subject
from lenet_gui.core.terms import Terms, plain, products_of
from lenet_gui.core.way_back import LOSS, way_back


def flow(question: Question) -> Answer:
    """How a gradient of a layer's result came about."""
    element, anatomy = question.element, subject(question.state)
    if isinstance(anatomy, Missing):
        return anatomy
    back = backward_of(question.state, anatomy)
    if isinstance(back, Missing):
        return back
    terms = _flow_terms(anatomy, back, element)
    if isinstance(terms, Missing):
        return terms
    if terms.rule is Rule.SEED:
        return question.answer(1.0, terms, 1.0)
    same = _reproduced(question.state, question.ledger, anatomy, back)
    if same is None and back.edited:  # it went back at other weights, and nothing tells how far off
        return Missing.NOT_BY_RULES
    found = question.answer(
        float(anatomy.flows[element.name][element.index]),
        terms,
        anatomy.exact_number(Quantity.FLOW, element.name, element.index),
        same_bits=same,
    )
    return replace(found, way=_way(anatomy, back, element, terms))


def gradient(question: Question) -> Answer:
    """How a number of a ``.grad`` came about: by one deposit, or as the fold of several."""
    account, index = question.ledger.accounts[question.element.name], question.element.index
    if account.total is None:
        return Missing.NONE
    number, last = float(account.total[index]), _last_deposit(question, account)
    if last is not None and account.earlier is None and len(account.entries) == 1:
        return replace(last, number=number)
    return replace(question.answer(number, deposit_terms(account, index), None), last=last)


def _last_deposit(question: Question, account: Account) -> Explanation | None:
    state, element = question.state, question.element
    anatomy = subject(state)
    if isinstance(anatomy, Missing) or anatomy.back is None or _hooked(state, account.name):
        return None
    deposited = _deposited(account, anatomy.back)
    if deposited is None or account.name not in anatomy.gradients:
        return None
    layer = next(layer for layer in anatomy.layers if account.name in layer.parameter_names)
    rule = PARAMETERS[layer.kind][layer.parameter_names.index(account.name)]
    terms = rule(anatomy, layer, element.index)
    number = float(deposited[element.index])
    same = have_same_bits(number, anatomy.gradients[account.name][element.index])
    exact = anatomy.exact_number(Quantity.GRADIENT, account.name, element.index)
    found = question.answer(number, terms, exact, same_bits=same)
    return replace(found, way=_way(anatomy, anatomy.back, element, terms))


def _deposited(account: Account, back: SavedBackward) -> Values | None:
    """What a backward deposited, if that is the last deposit of an account."""
    deposits = [entry for entry in account.entries if entry.deposits]
    return deposits[-1].values if deposits and _is_of(deposits[-1], back) else None


def _is_of(entry: Entry, back: SavedBackward) -> bool:
    if entry.kind is not EntryKind.DEPOSIT or entry.origin is None:
        return False
    return entry.origin.call == back.call


def _hooked(state: TrainingState, name: str) -> bool:
    """A hook of the person's own changes what is deposited."""
    return any(tensor is state.parameters[name] for tensor in state.left.hooked)


def _reproduced(
    state: TrainingState, ledger: Ledger, anatomy: Anatomy, back: SavedBackward
) -> bool | None:
    """Whether what a backward deposited has the bits of what it deposits when made again."""
    pairs = [
        (deposited, anatomy.gradients[name])
        for name, account in ledger.accounts.items()
        if (deposited := _deposited(account, back)) is not None and not _hooked(state, name)
    ]
    return all(one.tobytes() == other.tobytes() for one, other in pairs) if pairs else None


def _way(anatomy: Anatomy, back: SavedBackward, element: Element, terms: Terms) -> tuple[Link, ...]:
    def terms_of(flow: Element) -> Terms | None:
        found = _flow_terms(anatomy, back, flow)
        return None if isinstance(found, Missing) else found

    return way_back(element, terms, terms_of)


def _flow_terms(anatomy: Anatomy, back: SavedBackward, element: Element) -> Terms | Missing:
    if element == LOSS:
        one = products_of(Rule.SEED, plain("dL / dL", 1.0))
        return one if back.loss is not None else Missing.NO_LOSS
    if element.name not in anatomy.flows:
        return Missing.NONE
    if element.name != anatomy.output:
        names = [layer.name for layer in anatomy.layers]
        following = anatomy.layers[names.index(element.name) + 1]
        return BACKWARD[following.kind](anatomy, following, element.index)
    output = anatomy.values[anatomy.output]
    if back.loss is None:
        vector = float(anatomy.flows[anatomy.output][element.index])
        return products_of(Rule.VECTOR, plain("vector", vector))
    rule = back.loss.rule
    if rule is None:
        return Missing.NOT_BY_RULES
    return output_terms(rule, back, output, element.index)
