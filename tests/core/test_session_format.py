"""Sessions come back with all of their bits; whatever is none is refused, and costs little."""

import hashlib
import io
import json
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from safetensors.numpy import load

from lenet_gui.core import session_format
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import Forward
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.session import Digest, SavedState, Session, SessionBranch
from lenet_gui.core.session_format import MAX_BYTES, VERSION, decode, encode, seal
from lenet_gui.core.timeline import Moment
from tests.core import bad_sessions
from tests.core.bad_sessions import ARRAYS, BAD, DOCUMENT, WHOLE
from tests.core.sessions import CALLS, bits, sample, sessions, with_every_call
from tests.tools import attack_sessions


def read(data: bytes) -> Session:
    return decode(io.BytesIO(data), "a.lenet")


def refusal(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(data)
    return caught.value


def with_losses(*losses: float) -> Session:
    calls = np.zeros(len(losses), np.uint32)
    branch = SessionBranch(0, "", None, 0, calls, np.array(losses, np.float64))
    return changed(commands=(Forward(),), branches=(branch,), now=Moment(), digests=(), states=())


def changed(**fields: object) -> Session:
    good = sample()
    return Session(**{name: getattr(good, name) for name in Session.__slots__} | fields)


@given(sessions())
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_session_comes_back_with_its_bits(session):
    data = encode(session)
    again = read(data)
    assert bits(again) == bits(session)
    assert encode(again) == data


def test_session_by_hand_comes_back_with_its_bits():
    assert bits(read(WHOLE)) == bits(sample())


def test_file_of_version_1_is_read_by_every_later_version():
    """It was written once. Who changes a class in it writes a migration, not another file."""
    data = (Path(__file__).parent / "version_1.lenet").read_bytes()
    assert data.startswith(b"lenet session 1\n")
    assert bits(read(data)) == bits(with_every_call())


def test_call_that_version_1_does_not_know_is_of_a_later_version():
    known = {type(command) for command in with_every_call().commands}
    assert VERSION > 1 or known == set(CALLS)


def test_arrays_that_come_out_are_read_only():
    session = read(WHOLE)
    arrays = [array for branch in session.branches for array in (branch.calls, branch.losses)]
    arrays += [array for state in session.states for array in state.tensors.values()]
    assert len(arrays) == 7
    assert not any(array.flags.writeable for array in arrays)


def test_file_is_what_its_description_says():
    first, checksum, lengths, rest = WHOLE.split(b"\n", 3)
    assert first == b"lenet session 1"
    content = b"\n".join((first, lengths, rest))
    assert checksum.decode() == hashlib.sha256(content).hexdigest()
    sizes = [int(size) for size in lengths.split()]
    assert sum(sizes) == len(rest)
    assert json.loads(rest[: sizes[0]])["seed"] == 7
    assert load(rest[sizes[0] :])["states.0.optimizer.step"] == 3.0


@pytest.mark.parametrize(
    ("losses", "dtype"),
    [
        ((0.5, np.nan, float(np.float32(0.1)), np.inf, -0.0), np.float32),
        ((0.5, 0.1), np.float64),
        ((1e300,), np.float64),
        ((1e-50,), np.float64),
        ((np.nan,), np.float32),
        ((), np.float32),
    ],
)
def test_losses_take_four_bytes_where_that_loses_nothing(losses, dtype):
    data = encode(with_losses(*losses))
    arrays = load(data.split(b"\n", 3)[3].partition(b"]}")[2])
    assert arrays["losses"].dtype == dtype
    assert bits(read(data).branches[0].losses) == bits(np.array(losses, np.float64))


@pytest.mark.parametrize(("commands", "dtype"), [(256, np.uint8), (257, np.uint16)])
def test_calls_take_as_little_as_their_commands_allow(commands, dtype):
    calls = np.array([0, commands - 1], np.uint32)
    branch = SessionBranch(0, "", None, 0, calls, np.full(2, np.nan))
    session = changed(
        commands=(Forward(),) * commands, branches=(branch,), now=Moment(), digests=(), states=()
    )
    data = encode(session)
    arrays = load(data.split(b"\n", 3)[3].partition(b'"states":[]}')[2])
    assert arrays["calls"].dtype == dtype
    assert bits(read(data)) == bits(session)


def test_millions_of_calls_take_two_bytes_each():
    count = 600_000
    losses = np.full(count, np.nan)
    losses[2::6] = np.linspace(0, 1, count // 6, dtype=np.float32)
    branch = SessionBranch(0, "", None, 0, np.arange(count, dtype=np.uint32) % 6, losses)
    session = changed(
        commands=sample().commands, branches=(branch,), now=Moment(), digests=(), states=()
    )
    data = encode(session)
    assert len(data) < 2 * count
    assert bits(read(data).branches[0]) == bits(branch)


@pytest.mark.parametrize("case", BAD)
@pytest.mark.timeout(2)
def test_bad_file_is_refused(case):
    data, problem = BAD[case]
    error = refusal(data)
    assert (error.problem, error.name) == (problem, "a.lenet")
    assert problem is not InputProblem.DAMAGED or 0 < len(error.facts["reason"]) <= 200


def test_there_are_more_than_60_bad_files_and_none_is_the_good_one():
    assert len({data for data, _ in BAD.values()}) == len(BAD) > 60
    assert WHOLE not in {data for data, _ in BAD.values()}


def test_every_bit_of_a_file_is_vouched_for():
    for place in range(0, len(WHOLE), 7):
        for bit in (0, 5):
            turned = bytearray(WHOLE)
            turned[place] ^= 1 << bit
            refusal(bytes(turned))


def test_file_cut_anywhere_is_refused():
    for end in range(0, len(WHOLE), 5):
        assert refusal(WHOLE[:end]).problem in (InputProblem.TRUNCATED, InputProblem.EMPTY)


def test_newer_version_is_told_beside_ones_own():
    assert refusal(seal(DOCUMENT, ARRAYS, 3)).facts == {"expected": VERSION, "actual": 3}


def test_older_version_is_migrated_step_by_step(monkeypatch):
    def add_device(document: Mapping[str, object]) -> object:
        return {**document, "device": "cpu"}

    def name_seed(document: Mapping[str, object]) -> object:
        return {("seed" if name == "start" else name): value for name, value in document.items()}

    first = json.loads(DOCUMENT)
    first["start"] = first.pop("seed")
    del first["device"]
    monkeypatch.setattr(session_format, "VERSION", 3)
    monkeypatch.setattr(session_format, "MIGRATIONS", {1: add_device, 2: name_seed})
    data = seal(json.dumps(first).encode(), ARRAYS, 1)
    assert bits(read(data)) == bits(sample())
    assert refusal(seal(DOCUMENT, ARRAYS, 4)).facts == {"expected": 3, "actual": 4}
    assert refusal(seal(json.dumps(first).encode(), ARRAYS, 2)).problem is InputProblem.DAMAGED
    assert refusal(seal(DOCUMENT, ARRAYS, 0)).problem is InputProblem.WRONG_FORMAT


def test_file_above_the_limit_is_not_read():
    class Unread(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(InputError) as caught:
        decode(Unread(bytes(MAX_BYTES + 1)), "a.lenet")
    assert caught.value.facts == {"limit": MAX_BYTES, "actual": MAX_BYTES + 1}


def branch_of(calls: int, losses: int) -> SessionBranch:
    return SessionBranch(0, "", None, 0, np.zeros(calls, np.uint32), np.zeros(losses))


@pytest.mark.parametrize(
    "fields",
    [
        {"branches": (branch_of(3, 2),)},
        {"branches": ()},
        {"now": Moment(5, 0)},
        {"seed": -1},
        {"digests": (Digest(Moment(), "short"),)},
        {"states": (SavedState(Moment(), {}, {"a": np.array([True])}),)},
        {"states": (SavedState(Moment(), {}, {"a": np.array([None])}),)},
    ],
)
def test_session_that_does_not_hold_together_is_not_written(fields):
    with pytest.raises(ValueError, match=r"."):
        encode(changed(**fields))


def test_command_that_is_no_call_is_not_written():
    with pytest.raises(TypeError, match="SetAlarms"):
        encode(changed(commands=(SetAlarms(),)))


def test_file_changed_by_chance_is_refused_or_another_session():
    good = attack_sessions.attack_files(random.Random(7), 400)
    assert 5 < good < 200  # a change of a text or a seed makes another session


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is Linux's")
def test_bad_files_take_less_than_200_megabytes(tmp_path: Path):
    files = [(name, data) for name, (data, _) in BAD.items()]
    for index, (_, data) in enumerate([*files, *bad_sessions.heavy()]):
        (tmp_path / f"{index}.lenet").write_bytes(data)
    command = [sys.executable, "-m", "tests.tools.attack_sessions", "--read", str(tmp_path)]
    result = subprocess.run(
        command, capture_output=True, text=True, timeout=100, cwd=Path(__file__).parents[2]
    )
    assert result.returncode == 0, result.stderr
    count = len(list(tmp_path.iterdir()))
    assert f"{count} of {count} refused" in result.stdout


def test_neither_torch_nor_qt_is_needed():
    code = "import sys, lenet_gui.core.session_file; print('\\n'.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert not set(result.stdout.split()) & {"torch", "PySide6"}
