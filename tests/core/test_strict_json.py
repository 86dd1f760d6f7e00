"""JSON that nobody should have written is refused before it costs anything."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenet_gui.core.strict_json import MAX_BYTES, MAX_DEPTH, MAX_PARTS, from_json, to_json

MEGABYTE = 2**20
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


@given(DOCUMENTS)
@settings(deadline=None, derandomize=True)
def test_value_comes_back_as_it_was(value):
    again = from_json(to_json(value))
    assert again == value
    assert repr(again) == repr(value)


def test_lone_surrogate_comes_back_as_it_was():
    assert from_json(to_json("/mnt/\udcff")) == "/mnt/\udcff"


REFUSED = {
    "nothing": b"",
    "blanks": b"  ",
    "no json": b"hello",
    "cut": b'{"a": [1, 2',
    "two values": b"1 2",
    "a comma too many": b"[1,]",
    "single quotes": b"{'a': 1}",
    "a comment": b"[1] // one",
    "no utf-8": b'"\xff"',
    "utf-16": '["a"]'.encode("utf-16"),
    "a mark before": b"\xef\xbb\xbf[]",
    "a NUL": b'"\0"',
    "NaN": b"[NaN]",
    "Infinity": b"[Infinity]",
    "-Infinity": b"[-Infinity]",
    "a float that is infinite": b"[1e400]",
    "a float that is -infinite": b"[-1e400]",
    "an integer of 65 bits": b"[18446744073709551616]",
    "a negative integer of 65 bits": b"[-9223372036854775809]",
    "an integer of 5 000 digits": b"[" + b"1" * 5000 + b"]",
    "an integer of a million digits": b"[" + b"1" * 10**6 + b"]",
    "a float of a million digits": b"[0." + b"1" * 10**6 + b"]",
    "a name twice": b'{"a": 1, "a": 2}',
    "a name twice, spelt otherwise": b'{"a": 1, "\\u0061": 2}',
    "a name twice, deep inside": b'[[[{"b": {"a": 1, "a": 1}}]]]',
    "a list too deep": b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2),
    "an object too deep": b'{"a":' * (MAX_DEPTH + 2) + b"1" + b"}" * (MAX_DEPTH + 2),
    "100 000 lists": b"[" * 100_000 + b"]" * 100_000,
    "100 000 lists that do not end": b"[" * 100_000,
    "too many lists": b"[" + b"[]," * (MAX_PARTS // 2) + b"[]]",
    "too many objects": b"[" + b'{"":0},' * (MAX_PARTS // 3 + 1) + b"0]",
    "too long a text": b'"' + b"a" * MAX_BYTES + b'"',
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_json_is_refused(case):
    with pytest.raises(ValueError, match=r"."):
        from_json(REFUSED[case])


def test_depth_is_allowed_up_to_its_bound():
    data = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert to_json(from_json(data)) == data


@pytest.mark.parametrize(
    "piece",
    [b"[],", b"{},", b'{"":0},', b"[0],", b"0.5,", b'"\\u4e00\\u4e8c",', b"[[[[[]]]]],"],
    ids=repr,
)
def test_text_within_the_bounds_takes_bounded_memory(piece):
    marks = sum(piece.count(mark) for mark in b"[{,:")
    count = min((MAX_PARTS - 1) // marks, (MAX_BYTES - 9) // len(piece))
    data = b"[" + piece * (count - 1) + b"0]"
    tracemalloc.start()
    from_json(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * MEGABYTE


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": [float("-inf")]}])
def test_number_that_json_does_not_have_is_not_written(value):
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(value)
