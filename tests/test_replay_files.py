"""Session files replayed in a terminal: a row a file, and an exit status that tells."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lenet_gui import replay_files
from lenet_gui.core.session_file import save_session
from lenet_gui.core.trainer import Trainer
from tests.core.test_time_travel import LOOP


@pytest.fixture
def session():
    trainer = Trainer()
    for command in LOOP:
        trainer.apply(command)
    return trainer.session()


@pytest.fixture
def good(tmp_path, session):
    path = tmp_path / "good.lenet"
    save_session(path, session)
    return path


@pytest.fixture
def changed(tmp_path, session):
    branch = session.branches[0]
    losses = np.where(np.isnan(branch.losses), branch.losses, 0.5)
    path = tmp_path / "changed.lenet"
    save_session(path, replace(session, branches=(replace(branch, losses=losses),)))
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(replay_files, "_chinese", lambda: False)


def run(capsys, *paths: Path):
    status = replay_files.main([str(path) for path in paths])
    return status, capsys.readouterr().out.splitlines()


def test_a_file_that_comes_out_bit_for_bit_is_verified(good, session, capsys):
    status, lines = run(capsys, good)
    loss = session.branches[0].losses[2]
    assert status == 0
    assert lines[1].split()[:3] == ["good.lenet", "5", repr(float(loss))]
    assert "bit for bit (1 losses" in lines[1]


def test_another_loss_is_told_with_its_call_and_by_how_much(good, changed, capsys):
    status, lines = run(capsys, good, changed)
    assert status == 1
    assert "differs from call 3 on: loss = criterion(output, target)" in lines[2]
    assert "loss 0.5 was recorded" in lines[2]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(good, tmp_path, capsys):
    bad = tmp_path / "bad.lenet"
    bad.write_bytes(b"nothing")
    status, lines = run(capsys, bad, tmp_path / "missing.lenet", good)
    assert status == 2
    assert all("cannot be read" in line for line in lines[1:3])
    assert "bit for bit" in lines[3]


def test_a_session_of_another_machine_says_so(tmp_path, session, capsys):
    there = replace(session.environment, torch="2.12.0", system="Windows", machine="ARM64")
    path = tmp_path / "other.lenet"
    save_session(path, replace(session, environment=there))
    status, lines = run(capsys, path)
    assert status == 0
    assert "saved on torch 2.12.0, Windows ARM64" in lines[1]


def test_the_table_is_in_chinese_where_the_system_is(good, capsys, monkeypatch):
    monkeypatch.setattr(replay_files, "_chinese", lambda: True)
    _, lines = run(capsys, good)
    assert "文件" in lines[0]
    assert "逐位重现" in lines[1]


def test_without_a_file_the_usage_is_shown(capsys):
    status, lines = run(capsys)
    assert status == 2
    assert "main.py replay FILE" in lines[0]
