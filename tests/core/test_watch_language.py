"""What the language of watch expressions lets through, and what it says of the rest."""

import ast

import pytest

from lenet_gui.core.watch_language import (
    FUNCTIONS,
    LARGEST_INT,
    MAX_LENGTH,
    METHODS,
    Construct,
    Function,
    WatchError,
    WatchProblem,
    parse,
)
from lenet_gui.core.watch_tree import Call, Comparison, Index, Literal, Name, Operator, Span

P = WatchProblem
NAMES = (
    "conv1.weight", "conv1.weight.grad", "conv1.bias", "conv1.bias.grad", "fc3.weight",
    "fc3.weight.grad", "conv1", "relu1", "output", "loss", "step",
)  # fmt: skip

ACCEPTED = (
    "conv1.bias.grad[0]", "norm(conv1.weight.grad)", "fc3.weight.grad.norm() > 1", "loss",
    "version(fc3.weight)", "conv1.bias.grad is None", "conv1.bias.grad is not None",
    "norm(fc3.weight.grad) / norm(fc3.weight)", "abs(conv1.bias.grad).max()", "output[0, 3]",
    "step >= 10 and loss < 0.1", "  loss\t", "conv1 . weight", "(conv1).weight", "-loss ** 2",
    "output[:, 1:3]", "output[-1][::2]", "output[0,]", "relu1.mean().item()", "+1_000.5e-3",
    "not (loss < 1 or loss > 2) == False", "0 < loss <= 1 != 3", "7 // 2 % 3 * 4 - 5",
    "loss ** -8", "sqrt(loss + 1)", "loss is None is None", "None",
    f"{LARGEST_INT} + -{LARGEST_INT}", ".5 + 5. + 1e-3 + 1E3", "exp(-relu1).sum()",
)  # fmt: skip

ATTACKS = {
    '__import__("os").system("id")': P.NOT_ALLOWED,
    'open("x")': P.NOT_ALLOWED,
    "open(loss)": P.UNKNOWN_FUNCTION,
    "__import__": P.UNKNOWN_NAME,
    "__builtins__": P.UNKNOWN_NAME,
    "eval(loss)": P.UNKNOWN_FUNCTION,
    "().__class__": P.NOT_ALLOWED,
    "().__class__.__bases__[0].__subclasses__()": P.NOT_ALLOWED,
    "loss.__class__": P.UNKNOWN_NAME,
    "loss.__class__()": P.UNKNOWN_FUNCTION,
    "loss.real": P.UNKNOWN_NAME,
    "norm.__globals__": P.UNKNOWN_NAME,
    "norm(loss).__class__": P.NOT_ALLOWED,
    "conv1.weight[0].__array_interface__": P.NOT_ALLOWED,
    "conv1.weight.tofile(step)": P.UNKNOWN_FUNCTION,
    "conv1.weight.grad.fill(0)": P.UNKNOWN_FUNCTION,
    "conv1.weight.sum(out=conv1.bias)": P.NOT_ALLOWED,
    "[x for x in [y for y in loss]]": P.NOT_ALLOWED,
    "sum(x for x in loss)": P.NOT_ALLOWED,
    "{x: 1 for x in loss}": P.NOT_ALLOWED,
    "(lambda: loss)()": P.NOT_ALLOWED,
    "(lambda f: f(f))(lambda f: f(f))": P.NOT_ALLOWED,
    "(loss := 1)": P.NOT_ALLOWED,
    "norm(*output)": P.NOT_ALLOWED,
    "norm(**output)": P.NOT_ALLOWED,
    "f'{loss}'": P.NOT_ALLOWED,
    "b'a' * 10": P.NOT_ALLOWED,
    "'a' * 1000000000": P.NOT_ALLOWED,
    "[0] * 1000000000": P.NOT_ALLOWED,
    "(0,) * 1000000000": P.NOT_ALLOWED,
    "1 << 1000000000": P.NOT_ALLOWED,
    "output @ output": P.NOT_ALLOWED,
    "9**9**9": P.EXPONENT_TOO_LARGE,
    "2 ** --9": P.EXPONENT_TOO_LARGE,
    "9" * 190: P.NUMBER_TOO_LARGE,
    "(" * 99 + "1" + ")" * 99 + "x": P.SYNTAX,
    "(" * 200: P.SYNTAX,
    "-" * 199 + "1": P.TOO_COMPLEX,
    "x[" * 66 + "0" + "]" * 66: P.TOO_COMPLEX,
    "1" + "+1" * 99: P.TOO_COMPLEX,
    "loss " * 1_000_000: P.TOO_LONG,
    "loss\0": P.CHARACTER,
    "loss\n+ 1": P.CHARACTER,
    "loss\f": P.CHARACTER,
    "loss # fine": P.CHARACTER,
    "loss \\": P.CHARACTER,
    "\ud800": P.CHARACTER,
    "ｎorm(loss)": P.CHARACTER,
    "output[０]": P.CHARACTER,
    "lоss": P.CHARACTER,  # a Cyrillic о
    "loss\u202e": P.CHARACTER,
    "1or 2": P.BAD_NUMBER,  # Python's tokenizer would warn
    "loss if 1else 2": P.BAD_NUMBER,
    "0x1for x in loss": P.BAD_NUMBER,
    "import os": P.SYNTAX,
    "loss; step": P.SYNTAX,
    "loss = 1": P.SYNTAX,
    "del loss": P.SYNTAX,
    "await loss": P.NOT_ALLOWED,
    "(yield loss)": P.NOT_ALLOWED,
}


def refusal(text: str) -> WatchError:
    with pytest.raises(WatchError) as caught:
        parse(text, NAMES)
    return caught.value


@pytest.mark.parametrize("text", ACCEPTED)
def test_expressions_of_the_language_are_accepted_with_their_text(text):
    assert parse(text, NAMES).text == text


@pytest.mark.parametrize("text", ATTACKS, ids=lambda text: ascii(text[:40]))
def test_attacks_are_refused(text):
    error = refusal(text)
    assert error.problem is ATTACKS[text]
    assert 0 <= error.position < len(text)


def test_a_text_becomes_the_parts_that_it_names():
    root = parse("norm(output[1, 2:, -3:-1:2]) < 1.5", NAMES).root
    keys = (1, Span(2, None, None), Span(-3, -1, 2))
    inner = Index(5, 27, Name(5, 11, "output"), keys)
    call = Call(0, 28, Function.NORM, inner)
    assert root == Comparison(0, 34, (Operator.LESS,), (call, Literal(31, 34, 1.5)))


def test_a_method_is_the_function_of_its_owner():
    root = parse("conv1.weight.grad.norm()", NAMES).root
    assert root == Call(0, 24, Function.NORM, Name(0, 17, "conv1.weight.grad"))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_takes_one_value_in_parentheses(function):
    parse(f"{function}(output)", NAMES)
    assert refusal(f"{function}()").facts == {"name": function, "expected": 1, "actual": 0}
    assert refusal(f"{function}(loss, 1)").problem is P.ARGUMENT_COUNT
    assert refusal(f"1 + {function}").problem is P.NOT_CALLED


@pytest.mark.parametrize("method", METHODS)
def test_every_method_takes_nothing(method):
    parse(f"output.{method}()", NAMES)
    assert refusal(f"output.{method}(0)").facts == {"name": method, "expected": 0, "actual": 1}
    error = refusal(f"1 + output.{method}")
    assert (error.problem, error.position, error.facts) == (P.NOT_CALLED, 4, {"name": method})


def test_expressions_are_equal_by_their_text_and_hashable():
    first, second = parse("loss + 1", NAMES), parse("loss + 1", {"loss"})
    assert first == second
    assert len({first, second, parse("loss+1", NAMES)}) == 2


def test_an_unknown_name_comes_with_the_nearest():
    error = refusal("1 + conv1.wieght.grad")
    assert (error.problem, error.position) == (P.UNKNOWN_NAME, 4)
    assert error.facts["name"] == "conv1.wieght.grad"
    assert str(error.facts["nearest"]).split(", ")[0] == "conv1.weight.grad"
    assert refusal("zzz").facts["nearest"] == ""


def test_an_unknown_function_or_method_comes_with_the_nearest():
    error = refusal("1 + nrom(loss)")
    assert (error.problem, error.position) == (P.UNKNOWN_FUNCTION, 4)
    assert error.facts == {"name": "nrom", "nearest": "norm"}
    error = refusal("output . means()")
    assert (error.problem, error.position) == (P.UNKNOWN_FUNCTION, 9)
    assert error.facts["nearest"] == "mean"


@pytest.mark.parametrize(
    ("text", "position", "construct", "part"),
    [
        ("1 + 'é'", 4, Construct.STRING, "'é'"),
        ("1 + [1 for x in loss]", 4, Construct.COMPREHENSION, "[1 for x in loss]"),
        ("1 + {1 for x in loss}", 4, Construct.COMPREHENSION, "{1 for x in loss}"),
        ("lambda: 1", 0, Construct.LAMBDA, "lambda: 1"),
        ("1 + (x := 1)", 5, Construct.ASSIGNMENT, "x := 1"),
        ("norm(x=loss)", 5, Construct.KEYWORD_ARGUMENT, "x=loss"),
        ("norm(*loss)", 5, Construct.STARRED, "*loss"),
        ("1 + {1: 2}", 4, Construct.DICT, "{1: 2}"),
        ("1 + [1]", 4, Construct.LIST, "[1]"),
        ("1 + {1}", 4, Construct.SET, "{1}"),
        ("1 + (1, 2)", 4, Construct.TUPLE, "(1, 2)"),
        ("1 if loss else 2", 0, Construct.CONDITIONAL, "1 if loss else 2"),
        ("1 + 2j", 4, Construct.IMAGINARY, "2j"),
        ("1 + output[0].real", 4, Construct.ATTRIBUTE, "output[0].real"),
        ("1 + (loss & 1)", 5, Construct.OPERATOR, "loss & 1"),
        ("~loss", 0, Construct.OPERATOR, "~loss"),
        ("1 not in loss", 0, Construct.MEMBERSHIP, "1 not in loss"),
        ("loss is 1", 0, Construct.IDENTITY, "loss is 1"),
        ("output[...]", 7, Construct.INDEX, "..."),
        ("output[None]", 7, Construct.INDEX, "None"),
        ("output[True]", 7, Construct.INDEX, "True"),
        ("output[0, 1.0]", 10, Construct.INDEX, "1.0"),
        ("output[step]", 7, Construct.INDEX, "step"),
        ("output[()]", 7, Construct.INDEX, "()"),
        ("output[:loss]", 8, Construct.INDEX, "loss"),
        ("output[0](1)", 0, Construct.CALL, "output[0](1)"),
        ("loss + ...", 7, Construct.OTHER, "..."),
    ],
)
def test_what_is_not_allowed_is_named_with_its_place(text, position, construct, part):
    error = refusal(text)
    assert (error.problem, error.position) == (P.NOT_ALLOWED, position)
    assert error.facts == {"construct": construct, "text": part}


@pytest.mark.parametrize(
    ("text", "position", "problem", "facts"),
    [
        ("", 0, P.EMPTY, {}),
        (" \t ", 0, P.EMPTY, {}),
        ("x" * 201, 200, P.TOO_LONG, {"length": 201, "limit": 200}),
        ("1" + "+1" * 50, 0, P.TOO_COMPLEX, {"limit": 100}),
        (" loss > ", 7, P.SYNTAX, {"python": "invalid syntax"}),
        ("1 + (loss", 4, P.SYNTAX, {"python": "'(' was never closed"}),
        ("  loss step", 7, P.SYNTAX, {"python": "invalid syntax"}),
        ("loss > 1.2.3", 7, P.BAD_NUMBER, {"text": "1.2.3"}),
        ("loss + 0x10", 7, P.BAD_NUMBER, {"text": "0x10"}),
        ("version(loss + 1)", 8, P.NOT_A_NAME, {"text": "loss + 1"}),
        ("2 * 1000000000000001", 4, P.NUMBER_TOO_LARGE, {"limit": LARGEST_INT}),
        ("output[1000000000000001]", 7, P.NUMBER_TOO_LARGE, {"limit": LARGEST_INT}),
        ("loss ** -8.5", 8, P.EXPONENT_TOO_LARGE, {"limit": 8}),
        ("output[0, ::-1]", 10, P.SLICE_STEP, {"step": -1}),
        ("output[::0]", 7, P.SLICE_STEP, {"step": 0}),
    ],
)
def test_a_refusal_tells_its_place_and_facts(text, position, problem, facts):
    error = refusal(text)
    assert (error.problem, error.position, error.facts) == (problem, position, facts)


@pytest.mark.parametrize(
    ("text", "position", "meant"),
    [
        ("norm（loss）", 4, "("),
        ("output[0，3]", 8, ","),
        ("loss ＞ 1", 5, ">"),
        ("lｏss", 1, "o"),
        ("loss\u3000> 1", 4, " "),
        ("\u00a0loss", 0, " "),
        ("2 × loss", 2, "*"),
        ("−loss", 0, "-"),
        ("loss ≤ 1", 5, "<="),
        ("loss² ", 4, "**2"),
        ("norm(损失)", 5, ""),
        ("loss + 😀", 7, ""),
        ("“loss”", 0, ""),
        ("＂loss＂", 0, ""),
        ("loss #", 5, ""),
    ],
)
def test_a_foreign_character_is_placed_by_characters_with_what_to_type_instead(
    text, position, meant
):
    character = text[position]
    error = refusal(text)
    assert (error.problem, error.position) == (P.CHARACTER, position)
    assert error.facts == {"character": character, "code": ord(character), "meant": meant}


def test_the_longest_and_the_most_complex_texts_are_accepted():
    assert parse("1" + " " * (MAX_LENGTH - 1), NAMES)
    # 50 numbers under 49 sums, and a sign: 100 parts.
    assert parse("-1" + "+1" * 49, NAMES)


@pytest.mark.parametrize("raised", [RecursionError, MemoryError, ValueError])
def test_a_text_that_defeats_the_parser_is_refused(monkeypatch, raised):
    def defeated(*args, **kwargs):
        raise raised

    monkeypatch.setattr(ast, "parse", defeated)
    assert refusal("loss").problem is P.TOO_COMPLEX
