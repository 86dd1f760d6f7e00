"""Watch expressions are worth what PyTorch says, and evaluating them changes nothing."""

import math
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lenet_gui.core.watch_language import (
    FUNCTIONS,
    METHODS,
    Expression,
    WatchError,
    WatchProblem,
    parse,
)
from lenet_gui.core.watch_values import MAX_ENTRIES, Value, as_number, evaluate, truth

P = WatchProblem


def entries(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


ODD = np.array([1, math.nan, -math.inf, 0, -0.0, 1e-45, 3e38, math.inf], np.float32)
VALUES: dict[str, Value] = {
    "conv1.weight": entries(0, 6, 1, 5, 5),
    "conv1.weight.grad": entries(1, 6, 1, 5, 5),
    "conv1.bias": entries(2, 6),
    "conv1.bias.grad": None,
    "fc1.weight": entries(3, 120, 400),
    "output": entries(4, 2, 10),
    "relu1": entries(5, 6, 28, 28).clip(0),
    "odd": ODD,
    "one": np.array([2.5], np.float32),
    "tenth": np.array(0.1, np.float32),
    "tenths": np.full((7,), 0.1, np.float32),
    "counts": np.array([3, 1, 2]),
    "loss": 2.3,
    "accuracy": None,
    "step": 10,
    "shuffled": True,
}
GIVEN = {name: v.tobytes() for name, v in VALUES.items() if isinstance(v, np.ndarray)}
TENSORS = {n: torch.from_numpy(v.copy()) for n, v in VALUES.items() if isinstance(v, np.ndarray)}
NAMES = (*VALUES, "gone")


class Space:
    """Gives its own arrays, writable, so that a write would be seen."""

    def value(self, name: str) -> Value:
        return VALUES[name]

    def version(self, name: str) -> int | None:
        if not isinstance(VALUES[name], np.ndarray | None):
            raise KeyError(name)
        return None if VALUES[name] is None else 7


def value(text: str) -> Value:
    return evaluate(parse(text, NAMES), Space())


def refusal(text: str) -> WatchError:
    expression = parse(text, NAMES)
    with pytest.raises(WatchError) as caught:
        evaluate(expression, Space())
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loss", 2.3), ("step", 10), ("shuffled", True), ("accuracy", None), ("None", None),
        ("conv1.bias.grad is None", True), ("conv1.bias is None", False),
        ("conv1.bias.grad is not None", False), ("loss is not None", True),
        ("conv1.bias.grad == None", True), ("conv1.bias != None", True),
        ("version(conv1.weight) + 1", 8), ("step >= 10 and loss < 0.1", False),
        ("step >= 10 and loss < 2.5", True), ("0 and loss", 0), ("None or 5", 5), ("0 or 0.0", 0.0),
        ("loss > 1 or loss > conv1.bias.grad", True), ("not loss", False), ("not None", True),
        ("conv1.bias.grad is not None and norm(conv1.bias.grad) > 1", False),
        ("1 < 2 < 3", True), ("3 > 2 > 2", False), ("1 > 2 > conv1.bias", False),
        ("1 < 2 is None", False), ("7 // 2", 3), ("-7 // 2", -4), ("-7 % 3", 2), ("7 / 2", 3.5),
        ("2 ** 8", 256), ("2 ** -1", 0.5), ("-2 ** 2", -4), ("2.0 ** 0.5", math.sqrt(2)),
        ("8 ** (16 / 2)", 16777216.0), ("+True", 1), ("-True", -1), ("True + True", 2),
        ("1 == 1.0", True), ("10 ** 8 * 10 ** 7", 10**15), ("10 ** 8 * 10 ** 8", 1e16),
        ("((10 ** 8) ** 8) ** 8", math.inf), ("1 / 0", math.inf), ("-1.0 / 0", -math.inf),
        ("0 / 0", math.nan), ("1 // 0", math.inf), ("0 // 0", math.nan), ("1 % 0", math.nan),
        ("0 ** -1", math.inf), ("(-8) ** 0.5", math.nan), ("1e308 * 10", math.inf),
        ("log(0)", -math.inf), ("log(-1)", math.nan), ("sqrt(-1)", math.nan), ("sqrt(9)", 3.0),
        ("exp(1000)", math.inf), ("exp(0)", 1.0), ("log(exp(2))", 2.0), ("abs(-3)", 3),
        ("abs(-loss)", 2.3), ("norm(-3)", 3.0), ("sum(loss)", 2.3), ("mean(step)", 10.0),
        ("std(loss)", math.nan), ("min(step)", 10), ("loss.item()", 2.3), ("numel(loss)", 1),
        ("isnan(0 / 0)", 1), ("isinf(loss)", 0), ("isnan(odd)", 1), ("isinf(odd)", 2),
        ("numel(conv1.weight)", 150), ("output[2:].numel()", 0), ("isnan(output[2:])", 0),
        ("one.item()", 2.5), ("sum(odd > 0)", 4.0), ("sum(odd == 0)", 2.0),
        ("(one > 2).item()", True), ("counts.sum()", 6.0), ("counts[0] - 5", -2.0),
        ("max(odd)", math.nan), ("max(odd[3:])", math.inf),
    ],
)  # fmt: skip
def test_numbers_and_conditions_follow_python_without_its_exceptions(text, expected):
    found = value(text)
    if isinstance(found, np.ndarray):
        found = found.item()
    assert type(found) is type(expected)
    same = found == expected or (found != found and expected != expected)
    assert same or found == pytest.approx(expected, rel=1e-15)


T = TENSORS
OF_TORCH: dict[str, Callable[[], torch.Tensor]] = {
    "conv1.weight": lambda: T["conv1.weight"],
    "conv1.weight[5, 0, -1]": lambda: T["conv1.weight"][5, 0, -1],
    "conv1.weight[1:-1, 0, ::2, :3]": lambda: T["conv1.weight"][1:-1, 0, ::2, :3],
    "conv1.weight[-100:100, 0]": lambda: T["conv1.weight"][-100:100, 0],
    "output[0, 3]": lambda: T["output"][0, 3],
    "output[0,]": lambda: T["output"][0,],
    "-output": lambda: -T["output"],
    "output + 0.1": lambda: T["output"] + 0.1,
    "1 - output": lambda: 1 - T["output"],
    "conv1.weight - 0.01 * conv1.weight.grad": lambda: (
        T["conv1.weight"] - 0.01 * T["conv1.weight.grad"]
    ),
    "output / 3": lambda: T["output"] / 3,
    "output / 0": lambda: T["output"] / 0,
    "output // 0.1": lambda: T["output"] // 0.1,
    "output % 0.3": lambda: T["output"] % 0.3,
    "output % -0.3": lambda: T["output"] % -0.3,
    "output ** 2": lambda: T["output"] ** 2,
    "output[0] * output[1]": lambda: T["output"][0] * T["output"][1],
    "output[:, 0:1] * output[0]": lambda: T["output"][:, 0:1] * T["output"][0],
    "relu1[:, 0, 0] + conv1.weight[:, :, 0, 0]": lambda: (
        T["relu1"][:, 0, 0] + T["conv1.weight"][:, :, 0, 0]
    ),
    "output > 0.1": lambda: T["output"] > 0.1,
    "output[0] <= output[1]": lambda: T["output"][0] <= T["output"][1],
    "tenth == 0.1": lambda: T["tenth"] == 0.1,
    "tenths != 0.1": lambda: T["tenths"] != 0.1,
    "tenths * 1e300": lambda: T["tenths"] * 1e300,
    "abs(output)": lambda: T["output"].abs(),
    "abs(output).max()": lambda: T["output"].abs().max(),
    "output.min()": lambda: T["output"].min(),
    "max(odd[:2])": lambda: T["odd"][:2].max(),
    "odd - odd": lambda: T["odd"] - T["odd"],
    "odd * odd": lambda: T["odd"] * T["odd"],
}


@pytest.mark.parametrize("text", OF_TORCH)
def test_entries_are_torchs_own_to_the_last_bit(text):
    expected = OF_TORCH[text]().numpy()
    found = value(text)
    assert isinstance(found, np.ndarray)
    assert (found.dtype, found.shape) == (expected.dtype, expected.shape)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("name", ["conv1.weight", "output", "fc1.weight", "tenths", "one"])
def test_reductions_are_torchs_in_float64(name):
    exact = TENSORS[name].double()
    sums = {"norm": exact.norm(), "sum": exact.sum(), "mean": exact.mean()}
    if exact.numel() > 1:
        sums["std"] = exact.std()
    for function, expected in sums.items():
        for text in (f"{function}({name})", f"{name}.{function}()"):
            found = value(text)
            assert type(found) is float
            assert found == pytest.approx(expected.item(), rel=1e-12, abs=1e-12)


def test_a_sum_of_float32_entries_does_not_round_in_float32():
    assert value("sum(tenths) - 7 * tenth.item()") == pytest.approx(0, abs=1e-15)


def test_the_deviation_of_one_entry_is_nan_as_in_torch():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert math.isnan(TENSORS["one"].std())
    assert math.isnan(value("std(one)"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sqrt(output)", T["output"].sqrt()), ("exp(output)", T["output"].exp()),
        ("log(output)", T["output"].log()), ("output ** 0.5", T["output"] ** 0.5),
        ("output ** 3", T["output"] ** 3), ("output ** -2", T["output"] ** -2),
    ],
)  # fmt: skip
def test_roots_powers_and_logarithms_are_torchs_up_to_rounding(text, expected):
    # Not to the last bit: torch's vectorized functions are not rounded as libm's.
    np.testing.assert_allclose(value(text), expected.numpy(), rtol=3e-7, equal_nan=True)


def test_what_is_given_out_cannot_be_written_and_the_space_keeps_its_own():
    for text in ("output", "output[0]", "output + 1", "+output", "output > 0", "max(output)"):
        found = value(text)
        assert isinstance(found, np.ndarray)
        assert not found.flags.writeable, text
    assert VALUES["output"].flags.writeable


@pytest.mark.parametrize(
    ("text", "position", "problem", "facts"),
    [
        ("1 + conv1.bias.grad", 4, P.IS_NONE, {"text": "conv1.bias.grad"}),
        ("norm( conv1.bias.grad )", 6, P.IS_NONE, {"text": "conv1.bias.grad"}),
        ("1 + conv1.bias.grad[0]", 4, P.IS_NONE, {"text": "conv1.bias.grad"}),
        ("0 < accuracy", 4, P.IS_NONE, {"text": "accuracy"}),
        ("accuracy < 1", 0, P.IS_NONE, {"text": "accuracy"}),
        ("-None", 1, P.IS_NONE, {"text": "None"}),
        ("1 - (None or accuracy)", 5, P.IS_NONE, {"text": "None or accuracy"}),
        ("1 + version(conv1.bias.grad)", 4, P.IS_NONE, {"text": "conv1.bias.grad"}),
        ("1 + version(loss)", 4, P.NO_VERSION, {"name": "loss"}),
        ("1 + gone", 4, P.UNKNOWN_NAME, {"name": "gone", "nearest": ""}),
        ("1 + output[0, 10]", 4, P.OUT_OF_RANGE,
         {"text": "output", "index": 10, "dimension": 1, "size": 10}),
        ("output[-3]", 0, P.OUT_OF_RANGE,
         {"text": "output", "index": -3, "dimension": 0, "size": 2}),
        ("output[2:][0]", 0, P.OUT_OF_RANGE,
         {"text": "output[2:]", "index": 0, "dimension": 0, "size": 0}),
        ("output[0, 0, 0]", 0, P.TOO_MANY_INDICES,
         {"text": "output", "given": 3, "dimensions": 2}),
        ("1 + loss[0]", 4, P.TOO_MANY_INDICES, {"text": "loss", "given": 1, "dimensions": 0}),
        ("1 + (output - conv1.bias)", 5, P.SHAPES_DIFFER,
         {"text": "output - conv1.bias", "left": "(2, 10)", "right": "(6,)"}),
        ("output == conv1.bias", 0, P.SHAPES_DIFFER,
         {"text": "output == conv1.bias", "left": "(2, 10)", "right": "(6,)"}),
        ("1 + output[2:].max()", 4, P.NO_ENTRIES, {"text": "output[2:]"}),
        ("sum(output[0, 3:3])", 4, P.NO_ENTRIES, {"text": "output[0, 3:3]"}),
        ("not output[2:]", 4, P.NO_ENTRIES, {"text": "output[2:]"}),
        ("1 and not output", 10, P.AMBIGUOUS, {"text": "output", "entries": 20}),
        ("loss > 1 and output > 0 and 1", 13, P.AMBIGUOUS, {"text": "output > 0", "entries": 20}),
        ("0 < output < 1", 0, P.AMBIGUOUS, {"text": "0 < output < 1", "entries": 20}),
        ("1 + output.item()", 4, P.NOT_ONE_ENTRY, {"text": "output", "entries": 20}),
        ("output[2:].item()", 0, P.NOT_ONE_ENTRY, {"text": "output[2:]", "entries": 0}),
        ("2 ** (step - 1)", 6, P.EXPONENT_TOO_LARGE, {"limit": 8}),
        ("2 ** -step", 5, P.EXPONENT_TOO_LARGE, {"limit": 8}),
        ("2 ** odd", 5, P.EXPONENT_TOO_LARGE, {"limit": 8}),
        ("8 ** 8 ** 8", 5, P.EXPONENT_TOO_LARGE, {"limit": 8}),
    ],
)  # fmt: skip
def test_an_expression_without_a_value_tells_its_place_and_facts(text, position, problem, facts):
    error = refusal(text)
    assert (error.problem, error.position, error.facts) == (problem, position, facts)


@pytest.mark.parametrize("function", sorted({*FUNCTIONS, *METHODS} - {"version"}))
def test_no_function_takes_none(function):
    texts = [f"{function}(accuracy)"] if function in FUNCTIONS else []
    texts += [f"accuracy.{function}()"] if function in METHODS else []
    assert {refusal(text).problem for text in texts} == {P.IS_NONE}


def test_an_array_larger_than_the_limit_is_not_built():
    grid = "conv1.weight[:, :, 0:1, 0:1] * (relu1[:, 0:1, 0:1] * fc1.weight)"  # (6, 6, 120, 400)
    error = refusal(grid)
    assert (error.problem, error.position) == (P.TOO_LARGE, 0)
    assert error.facts == {"text": grid, "entries": 1_728_000, "limit": MAX_ENTRIES}


def test_operands_beyond_the_limit_may_meet_when_the_result_is_no_larger(monkeypatch):
    big = np.ones((1001, 1000), np.float32)
    monkeypatch.setitem(VALUES, "output", big)
    assert value("sum(output + output[0])") == 2 * big.size


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, False), (True, True), (0, False), (-2, True), (0.0, False), (math.nan, True),
        (np.array(0, np.float32), False), (np.array([[3]], np.float32), True),
        (np.array([math.nan]), True), (np.array([False]), False),
    ],
)  # fmt: skip
def test_truth_is_pythons_of_a_number_or_an_only_entry(given, expected):
    assert truth(given) is expected


def test_several_entries_or_none_are_neither_true_nor_false():
    for shape, problem in (((2,), P.AMBIGUOUS), ((0,), P.NO_ENTRIES)):
        with pytest.raises(WatchError) as caught:
            truth(np.zeros(shape))
        assert (caught.value.problem, caught.value.position) == (problem, 0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None), (True, 1.0), (False, 0.0), (3, 3.0), (2.5, 2.5), (math.inf, math.inf),
        (np.array([[1.5]]), 1.5), (np.array(True), 1.0), (np.zeros(2), None), (np.zeros(0), None),
    ],
)  # fmt: skip
def test_a_number_for_a_curve_is_an_only_entry(given, expected):
    found = as_number(given)
    assert found == expected
    assert found is None or type(found) is float


# Generated expressions: 11 000 in all. A choice is a byte, so that a failure shrinks quickly.

WORDS = (
    *VALUES, *FUNCTIONS, "item", "conv1", ".grad", ".max()", "()", "(", ")", "[", "]", "[0]",
    "[:, 0:1]", "[9:]", ":", ",", ".", " ", "+", "-", "*", "/", "//", "%", "**", "<", "<=", ">",
    "==", "!=", "is", "None", "not ", " and ", " or ", "True", "0", "1", "8", "9", "1e400", "0.5",
    "1000000000000000", "1_0",
)  # fmt: skip
PIECES = (
    *WORDS, "=", ":=", "in", "if", "else", "lambda", "for", "1j", "0x1f", "_", "__class__", "'",
    '"', "\\", "#", "\n", "\t", "\0", "\r", "\f", "{", "}", "@", "&", "|", "^", "~", ";", "!", "$",
    "?", "`", "é", "ｎ", "（", "０", "−", "²", "\u202e", "\ud800", "😀", "\u00a0", "...",
)  # fmt: skip
CALLED = tuple(name for name in FUNCTIONS if name != "version")
BASES = (
    "conv1.weight.grad[0, 0, -1:] * 2 > tenth", "norm(conv1.weight.grad) / norm(conv1.weight)",
    "conv1.bias.grad is None or abs(conv1.bias.grad).max() < 1", "step >= 10 and loss < 0.1",
    "fc1.weight[:, 0:1] * fc1.weight[0]", "version(conv1.weight) ** 2 // 3 % 0",
    "not (0 < output[0, 3] <= 1 != loss)", "relu1.mean().item() - exp(-odd[::2]).std()",
)  # fmt: skip


def check(text: str) -> bool:
    """Parse and evaluate; only a `WatchError` may be raised. Whether it could be parsed."""
    expression: Expression | None = None
    refused: WatchError | None = None
    try:
        expression = parse(text, NAMES)
        found = evaluate(expression, Space())
        assert found is None or type(found) in (bool, int, float, np.ndarray)
        assert not isinstance(found, np.ndarray) or not found.flags.writeable
        as_number(found)
        truth(found)
    except WatchError as error:
        refused = error
    if refused is not None:
        assert 0 <= refused.position < max(len(text), 1)
        assert isinstance(refused.problem, WatchProblem)
        assert all(type(fact) in (str, int) for fact in refused.facts.values())
        assert str(refused).encode()
    for name, before in GIVEN.items():
        assert VALUES[name].tobytes() == before, name
    return expression is not None


def grown(choices: Iterator[int], depth: int = 0) -> str:
    """An expression of the language; the choices used up: the simplest."""

    def pick(*options: str) -> str:
        return options[next(choices, 0) % len(options)]

    kind = next(choices, 0) % 12 if depth < 5 else 0
    if kind < 3:
        return pick(*NAMES, "0", "1", "-2.5", "1e300", "True", "None", "0.1", "version(one)")
    inner = grown(choices, depth + 1)
    if kind == 3:
        keys = [pick("0", "-1", "1:", ":", "::2", "0:1", "5:5", "99") for _ in range(2)]
        return f"({inner})[{keys[0]}]" if pick("", "2") else f"({inner})[{', '.join(keys)}]"
    if kind < 6:
        return f"{pick(*CALLED)}({inner})"
    if kind == 6:
        return f"({inner}).{pick(*METHODS)}()"
    if kind == 7:
        return f"({pick('-', '+', 'not ')}({inner}))"
    other = grown(choices, depth + 1)
    if kind < 10:
        return f"({inner} {pick('+', '-', '*', '/', '//', '%')} {other})"
    if kind == 10:
        return f"({inner} ** {pick('2', '-1', '0.5', '(one)')})"
    chain = pick("<", ">=", "==", "!=", "and", "or")
    return f"({inner} {chain} {other})" if pick("", "2") else f"(({inner} is None) {chain} {other})"


def generated(count: int) -> settings:
    return settings(max_examples=count, derandomize=True, deadline=None, database=None)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("1or 2")
@generated(4000)
def test_any_text_is_evaluated_or_refused(text):
    check(text)


@given(st.sampled_from(BASES), st.binary(min_size=1, max_size=12))
@generated(3000)
def test_any_damaged_expression_is_evaluated_or_refused(text, damage):
    for place, piece in zip(damage[::2], damage[1::2], strict=False):
        at = place % (len(text) + 1)
        # An even place is an insertion, an odd one a replacement.
        text = text[:at] + WORDS[piece % len(WORDS)] + text[at + place % 2 :]
    check(text)


@given(st.binary(min_size=12, max_size=40))
@generated(4000)
def test_any_expression_of_the_language_is_evaluated_or_has_no_value_now(choices):
    text = grown(iter(choices))
    if len(text) <= 200:
        assert check(text), text
