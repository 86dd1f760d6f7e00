"""A session's file names folders on other computers in vain."""

import pytest

from lenet_gui.core import batches
from lenet_gui.core.commands import Forward, LoadInput
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.inputs import IdxFolder
from lenet_gui.core.program import Line, Program, SetProgram
from lenet_gui.core.session import OpenSession
from lenet_gui.core.session_file import save_session
from lenet_gui.core.trainer import Trainer
from tests.core.same import differences
from tests.core.sessions import sample

PATHS = (
    r"\\server\share", "//server/share", r"\/server\share", r"\\?\UNC\server\share",
    r"\\.\pipe\name", "//" + "x" * 30_000,
)  # fmt: skip


def in_a_call(path):
    return {"commands": (Forward(), LoadInput(IdxFolder(path))) * 4}


def in_a_line(path):
    line = Line(LoadInput(IdxFolder(path)))
    program = Program((Line(SetProgram(Program((line,)))),))
    return {"commands": (SetProgram(program),) * 7}


def at_the_start(path):
    return {"source": IdxFolder(path)}


@pytest.mark.parametrize("path", PATHS, ids=[path[:20] for path in PATHS])
@pytest.mark.parametrize("place", [in_a_call, in_a_line, at_the_start])
def test_a_session_with_a_network_folder_is_refused_and_nobody_looks_there(
    path, place, tmp_path, monkeypatch
):
    looked = []
    monkeypatch.setattr(batches, "load_idx_folder", looked.append)
    good = sample()
    fields = {name: getattr(good, name) for name in good.__slots__}
    file = tmp_path / "from a stranger.lenet"
    save_session(file, type(good)(**fields | place(path)))
    trainer = Trainer()
    before = trainer.snapshot()
    with pytest.raises(InputError) as refused:
        trainer.apply(OpenSession(str(file)))
    assert refused.value.problem is InputProblem.ON_NETWORK
    assert path.startswith(refused.value.name)
    assert not looked
    assert not differences(before, trainer.snapshot())


@pytest.mark.parametrize("path", ["/home/me/mnist", r"C:\mnist", "C:/mnist", "mnist", r"\mnist"])
def test_a_folder_of_this_computer_is_looked_for(path, tmp_path):
    good = sample()
    fields = {name: getattr(good, name) for name in good.__slots__}
    file = tmp_path / "a.lenet"
    save_session(file, type(good)(**fields | at_the_start(path)))
    with pytest.raises(InputError) as refused:
        Trainer().apply(OpenSession(str(file)))
    assert refused.value.problem is InputProblem.MISSING
