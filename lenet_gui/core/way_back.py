"""From a gradient back to the loss, along the largest term of each sum."""

from collections.abc import Callable, Iterator

import numpy as np

from lenet_gui.core.explanation import Element, Link, Quantity, Rule
from lenet_gui.core.terms import Terms

LOSS = Element(Quantity.FLOW, "loss")
"""dL / dL, where a backward from a loss starts."""


def way_back(
    element: Element, terms: Terms, terms_of: Callable[[Element], Terms | None]
) -> tuple[Link, ...]:
    """The way from one number.

    Args:
        element: the number.
        terms: its terms.
        terms_of: the terms of a flow; ``None``: it does not follow from the rules.

    Returns:
        Its links; empty: the way does not reach the loss by the rules.
    """
    links = list(_links(element, terms, terms_of))
    if not links or links[-1].rule not in (Rule.SEED, Rule.VECTOR):
        return ()
    return tuple(links)


def _links(
    element: Element, terms: Terms, terms_of: Callable[[Element], Terms | None]
) -> Iterator[Link]:
    known: Terms | None = terms
    while known is not None and len(known.products):
        flow = next((f for f in known.factors if f.quantity is Quantity.FLOW), None)
        if flow is None:  # the output: the loss is one function of it, or it was given a vector
            yield Link(element, known.total, 1, known.rule)
            if known.rule is not Rule.VECTOR:
                yield Link(LOSS, 1.0, 1, Rule.SEED)
            return
        term = int(np.argmax(np.abs(known.products)))
        others = [factor.values[term] for factor in known.factors if factor is not flow]
        yield Link(element, float(np.prod(others)), len(known.products), known.rule)
        following = flow.element(term)
        assert following is not None  # noqa: S101 - a flow has a place
        element, known = following, terms_of(following)
