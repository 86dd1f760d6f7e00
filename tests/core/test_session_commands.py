"""Sessions saved and opened by the trainer."""

import pytest

from lenet_gui.core.commands import Forward, SetThreads
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.inputs import Digits
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.core.timeline import GoTo, Moment, NameBranch, SetHistoryBudget
from lenet_gui.core.trainer import Trainer
from lenet_gui.core.watches import SetWatches, Watch
from tests.core.same import differences
from tests.core.test_time_travel import LOOP


def trained(calls=LOOP * 2):
    trainer = Trainer(source=Digits(batch_size=3))
    for command in calls:
        trainer.apply(command)
    return trainer


def test_a_session_comes_back_from_its_file_with_all_branches(tmp_path):
    trainer = trained()
    trainer.apply(GoTo(Moment(0, 4)))
    trainer.apply(Forward())
    trainer.apply(NameBranch(1, "另一条"))
    path = str(tmp_path / "一 session.lenet")
    trainer.apply(SaveSession(path))
    other = Trainer(seed=5)
    other.apply(OpenSession(path))
    one, two = trainer.snapshot(), other.snapshot()
    assert not differences(one, two)
    assert two.session.report.verified
    assert two.session.path == path
    assert not two.session.changed
    assert [branch.name for branch in two.timeline.branches] == ["", "另一条"]
    assert two.timeline.arrival is None
    other.apply(GoTo(Moment(0, 10)))
    trainer.apply(GoTo(Moment(0, 10)))
    assert not differences(trainer.snapshot(), other.snapshot())


def test_what_is_saved_is_told_from_what_is_not(tmp_path):
    trainer = trained()
    view = trainer.snapshot().session
    assert view.changed
    assert view.path == ""
    path = str(tmp_path / "a.lenet")
    trainer.apply(SaveSession(path))
    assert not trainer.snapshot().session.changed
    trainer.apply(GoTo(Moment(0, 3)))  # to look around changes nothing
    assert not trainer.snapshot().session.changed
    trainer.apply(NameBranch(0, "first"))
    assert trainer.snapshot().session.changed


def test_a_fresh_trainer_has_nothing_to_save():
    assert not Trainer().snapshot().session.changed


def test_a_backup_is_a_copy_and_leaves_the_session_unsaved(tmp_path):
    trainer = trained()
    path = str(tmp_path / "backup.lenet")
    trainer.apply(SaveSession(path, backup=True))
    view = trainer.snapshot().session
    assert view.changed
    assert view.path == ""
    assert view.backed_up == view.revision
    trainer.apply(Forward())
    view = trainer.snapshot().session
    assert view.backed_up != view.revision
    other = Trainer()
    other.apply(OpenSession(path, name=""))
    view = other.snapshot().session
    assert view.path == ""
    assert view.changed
    other.apply(OpenSession(path, name="/somewhere/mine.lenet"))
    view = other.snapshot().session
    assert view.path == "/somewhere/mine.lenet"
    assert view.changed


def test_saving_again_keeps_the_older_version(tmp_path):
    trainer = trained()
    path = tmp_path / "a.lenet"
    trainer.apply(SaveSession(str(path)))
    first = path.read_bytes()
    trainer.apply(Forward())
    trainer.apply(SaveSession(str(path)))
    assert path.read_bytes() != first
    assert (tmp_path / "a.lenet.1").read_bytes() == first


def test_a_file_that_cannot_be_read_changes_nothing(tmp_path):
    trainer = trained()
    before, threads = trainer.snapshot(), trainer.snapshot().threads
    bad = tmp_path / "bad.lenet"
    bad.write_bytes(b"lenet session 1\n")
    for path in (bad, tmp_path / "missing.lenet"):
        with pytest.raises(InputError):
            trainer.apply(OpenSession(str(path)))
    after = trainer.snapshot()
    assert not differences(before, after)
    assert after.threads == threads
    assert after.timeline.end == Moment(0, 10)


def test_an_interrupted_opening_changes_nothing(tmp_path):
    trainer = Trainer()
    for command in (SetThreads(2), *LOOP):
        trainer.apply(command)
    path = str(tmp_path / "a.lenet")
    trainer.apply(SaveSession(path))
    other = trained()
    before = other.snapshot()
    other.interrupted = lambda: True
    with pytest.raises(InterruptedError):
        other.apply(OpenSession(path))
    other.interrupted = lambda: False
    assert not differences(before, other.snapshot())


def test_a_file_that_cannot_be_written_leaves_the_session_unsaved(tmp_path):
    trainer = trained()
    with pytest.raises(InputError) as refused:
        trainer.apply(SaveSession(str(tmp_path / "no folder" / "a.lenet")))
    assert refused.value.problem is InputProblem.CANNOT_WRITE
    assert trainer.snapshot().session.changed


def test_watches_stay_when_another_session_is_opened(tmp_path):
    trainer = trained()
    path = str(tmp_path / "a.lenet")
    trainer.apply(SaveSession(path))
    other = Trainer()
    other.apply(SetWatches((Watch("step"),)))
    other.apply(OpenSession(path))
    assert other.snapshot().watches[0].value == 2


def test_an_opened_session_is_told_its_progress_and_goes_on_being_interruptible(tmp_path):
    trainer = trained()
    path = str(tmp_path / "a.lenet")
    trainer.apply(SaveSession(path))
    other, told = Trainer(), []
    ask = lambda: False  # noqa: E731 - the very object is looked for below
    other.interrupted = ask
    other.progress = lambda done, of: told.append((done, of))
    other.apply(OpenSession(path))
    assert told[0] == (0, 10)
    assert other.interrupted is ask


def test_the_bound_of_the_memory_stays_when_another_session_is_opened(tmp_path):
    path = str(tmp_path / "a.lenet")
    trained().apply(SaveSession(path))
    other = Trainer()
    other.apply(SetHistoryBudget(16))
    other.apply(OpenSession(path))
    assert other.snapshot().timeline.budget == 16 * 2**20
