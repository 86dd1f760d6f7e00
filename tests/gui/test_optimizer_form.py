"""The form for an optimizer's arguments."""

import pytest

from lenet_gui.core.optimizers import OPTIMIZERS, SGD, Adadelta, Adam, AdamW, RMSprop
from lenet_gui.gui.optimizer_form import OptimizerForm, defaults
from lenet_gui.gui.program.argument_field import ArgumentField, parse_number


@pytest.fixture
def form(qtbot) -> OptimizerForm:
    form = OptimizerForm()
    form.retranslate()
    form.restyle()
    qtbot.addWidget(form)
    form.show()
    return form


def field(form: OptimizerForm, name: str) -> ArgumentField:
    return form.findChild(ArgumentField, f"argument_{name}")


def type_into(form: OptimizerForm, name: str, text: str, index: int = 0) -> None:
    edit = field(form, name).edits[index]
    edit.clear()
    edit.insert(text)
    edit.textEdited.emit(text)


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_spec_comes_out_of_the_form_as_it_went_in(form, kind):
    form.show_spec(kind())
    assert form.spec() == kind()


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_only_the_arguments_of_the_chosen_optimizer_are_shown(form, kind):
    form.show_spec(kind())
    shown = {f.name for f in form.findChildren(ArgumentField) if f.isVisible()}
    assert shown == set(defaults(kind))


def test_a_spec_with_other_arguments_is_shown_exactly(form):
    spec = AdamW(lr=3e-4, betas=(0.85, 0.9995), eps=1e-10, amsgrad=True)
    form.show_spec(spec)
    assert field(form, "eps").texts == ["1e-10"]
    assert form.spec() == spec


def test_choosing_another_optimizer_brings_its_defaults(form, qtbot):
    combo = form.findChild(object, "optimizer_kind")
    with qtbot.waitSignal(form.changed):
        combo.setCurrentText("Adadelta")
        combo.activated.emit(combo.currentIndex())
    assert form.spec() == Adadelta()


def test_typing_changes_the_spec(form, qtbot):
    with qtbot.waitSignal(form.changed):
        type_into(form, "lr", "5e-2")
    assert form.spec() == SGD(lr=0.05)


def test_a_check_box_changes_the_spec(form):
    form.show_spec(Adam())
    field(form, "amsgrad").box.click()
    assert form.spec() == Adam(amsgrad=True)


@pytest.mark.parametrize("text", ["", "abc", "0,01", "nan", "inf", "1e400"])
def test_what_is_no_number_is_said_beside_the_form(form, text):
    type_into(form, "lr", text)
    assert form.spec() is None
    assert form.problem.startswith("⚠ lr: ")
    assert f"“{text}”" in form.problem


@pytest.mark.parametrize(
    ("kind", "name", "text", "words"),
    [
        (SGD, "lr", "-1", "lr must be at least 0"),
        (SGD, "weight_decay", "-0.1", "weight_decay must be at least 0"),
        (Adam, "betas", "1", "betas must be at least 0 and below 1"),
        (Adadelta, "rho", "1.5", "rho must be between 0 and 1"),
        (RMSprop, "eps", "-1e-8", "eps must be at least 0"),
    ],
)
def test_a_number_out_of_range_is_said_beside_the_form(form, kind, name, text, words):
    form.show_spec(kind())
    type_into(form, name, text)
    assert form.spec() is None
    assert words in form.problem


def test_nesterov_without_momentum_is_said_beside_the_form(form):
    field(form, "nesterov").box.click()
    assert form.spec() is None
    assert "nesterov" in form.problem
    type_into(form, "momentum", "0.9")
    assert form.problem == ""
    assert form.spec() == SGD(momentum=0.9, nesterov=True)


def test_a_wrong_number_is_marked_and_a_right_one_is_not(form):
    type_into(form, "lr", "x")
    wrong = field(form, "lr").edits[0].palette().text().color()
    right = field(form, "momentum").edits[0].palette().text().color()
    assert wrong != right


def test_each_argument_is_explained_beside_it_where_there_is_room(form):
    form.resize(1400, 400)
    assert field(form, "lr").hint.isVisible()
    form.resize(300, 400)
    assert not field(form, "lr").hint.isVisible()
    assert field(form, "lr").edits[0].toolTip() == field(form, "lr").hint.text()


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_every_argument_has_an_explanation(form, kind):
    for name in defaults(kind):
        assert field(form, name).hint.text()


@pytest.mark.parametrize(("text", "number"), [("1e-8", 1e-8), (" 0.5 ", 0.5), ("-3", -3.0)])
def test_numbers_are_read_as_python_writes_them(text, number):
    assert parse_number(text) == number
