"""Sessions on a disk: what was saved is there, and what cannot be saved harms nothing."""

import errno
import os
import random
from pathlib import Path

import numpy as np
import pytest

from lenet_gui.core.commands import Forward, SetDevice
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.session import SavedState, Session
from lenet_gui.core.session_file import load_session, save_session
from lenet_gui.core.session_format import MAX_BYTES
from lenet_gui.core.timeline import Moment
from tests.core.bad_sessions import BAD
from tests.core.sessions import bits, sample
from tests.tools import attack_sessions


def with_fields(**fields: object) -> Session:
    good = sample()
    return Session(**{name: getattr(good, name) for name in Session.__slots__} | fields)


def refused(path: Path, session: Session) -> InputError:
    with pytest.raises(InputError) as caught:
        save_session(path, session)
    assert (caught.value.problem, caught.value.name) == (InputProblem.CANNOT_WRITE, path.name)
    return caught.value


@pytest.mark.parametrize("name", ["a.lenet", "课堂 1.lenet", "no ending"])
def test_what_was_saved_is_loaded_with_its_bits(name: str, tmp_path: Path) -> None:
    save_session(tmp_path / name, sample())
    assert bits(load_session(tmp_path / name)) == bits(sample())


def test_older_versions_can_be_loaded_too(tmp_path: Path) -> None:
    path = tmp_path / "a.lenet"
    for seed in range(6):
        save_session(path, with_fields(seed=seed))
    versions = [path, *(tmp_path / f"a.lenet.{number}" for number in (1, 2, 3))]
    assert [load_session(version).seed for version in versions] == [5, 4, 3, 2]
    assert len(list(tmp_path.iterdir())) == 4


def test_programs_own_copy_needs_no_older_versions(tmp_path: Path) -> None:
    for seed in range(3):
        save_session(tmp_path / "a.lenet", with_fields(seed=seed), versions=0)
    assert [path.name for path in tmp_path.iterdir()] == ["a.lenet"]


@pytest.mark.parametrize("case", [case for case in BAD if "cut" in case or "version" in case])
def test_bad_file_is_named_and_left_as_it_is(case: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.lenet"
    path.write_bytes(BAD[case][0])
    with pytest.raises(InputError) as caught:
        load_session(path)
    assert (caught.value.problem, caught.value.name) == (BAD[case][1], "bad.lenet")
    assert path.read_bytes() == BAD[case][0]


def test_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_session(tmp_path / "a.lenet")
    assert caught.value.problem is InputProblem.MISSING


def test_session_that_could_not_be_read_again_does_not_replace_one(tmp_path: Path) -> None:
    path = tmp_path / "a.lenet"
    save_session(path, sample())
    large = SavedState(Moment(), {}, {"a": np.zeros(MAX_BYTES, np.uint8)})
    assert "too_large" in str(refused(path, with_fields(states=(large,))).facts["reason"])
    refused(path, with_fields(commands=(SetDevice("c" * 40_000),) * 7))
    refused(path, with_fields(commands=(Forward(),)))  # there are calls of others
    assert bits(load_session(path)) == bits(sample())
    assert len(list(tmp_path.iterdir())) == 1


def test_full_disk_is_told_and_the_old_session_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.lenet"
    save_session(path, sample())

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert refused(path, with_fields(seed=8)).facts["reason"] == os.strerror(errno.ENOSPC)
    assert bits(load_session(path)) == bits(sample())
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="leftovers go an hour later there")
def test_no_acknowledged_save_is_lost_to_a_kill(tmp_path: Path) -> None:
    attack_sessions.attack_saves(random.Random(3), tmp_path, 12)
