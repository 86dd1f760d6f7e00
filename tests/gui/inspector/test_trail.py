from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.gui.inspector.trail import Trail

LOSS = Element(Quantity.LOSS, "loss")
OUTPUT = Element(Quantity.ACTIVATION, "fc3", (0, 1))
HIDDEN = Element(Quantity.ACTIVATION, "relu4", (0, 5))


def shown(*elements: Element) -> Trail:
    trail = Trail()
    for element in elements:
        trail.show(element)
    return trail


def follow(trail: Trail, element: Element) -> None:
    trail.ask_part(element)
    trail.show(element)


def test_back_and_forward_go_through_what_was_shown():
    trail = shown(LOSS, OUTPUT, HIDDEN)
    assert (trail.beside(-1), trail.beside(1)) == (OUTPUT, None)
    trail.ask_beside(-1)
    assert trail.present.element == HIDDEN
    trail.show(OUTPUT)
    assert (trail.beside(-1), trail.beside(1)) == (LOSS, HIDDEN)


def test_what_is_refused_is_not_visited():
    trail = shown(LOSS, OUTPUT)
    trail.ask_beside(-1)
    trail.forget_asked()
    trail.show(HIDDEN)
    assert trail.beside(-1) == OUTPUT


def test_another_number_after_going_back_takes_the_place_of_those_ahead():
    trail = shown(LOSS, OUTPUT)
    trail.ask_beside(-1)
    trail.show(LOSS)
    trail.show(HIDDEN)
    assert (trail.beside(-1), trail.present.element, trail.beside(1)) == (LOSS, HIDDEN, None)


def test_the_same_number_after_another_call_is_no_second_visit():
    assert shown(LOSS, LOSS, LOSS).beside(-1) is None


def test_parts_make_a_path_and_a_number_chosen_elsewhere_begins_anew():
    trail = shown(LOSS)
    follow(trail, OUTPUT)
    follow(trail, HIDDEN)
    assert trail.present.path == (LOSS, OUTPUT)
    trail.show(LOSS)
    assert trail.present.path == ()


def test_a_number_of_the_path_cuts_the_path_short():
    trail = shown(LOSS)
    follow(trail, OUTPUT)
    follow(trail, HIDDEN)
    follow(trail, OUTPUT)
    assert trail.present.path == (LOSS,)
