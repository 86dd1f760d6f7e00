"""Files are replaced whole, whatever the system does meanwhile."""

import errno
import io
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from lenet_gui.core import safe_file
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.safe_file import clean_folder, opened, write_safely

OLD, NEW = b"old " * 50_000, b"new " * 60_000
posix = pytest.mark.skipif(os.name == "nt", reason="links, pipes and processes are others there")


def refused(path: Path, data: bytes = NEW) -> InputError:
    with pytest.raises(InputError) as caught:
        write_safely(path, data)
    assert caught.value.problem is InputProblem.CANNOT_WRITE
    return caught.value


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["a.lenet", "第一次 课.lenet", "🙂", "a" * 255, "no ending"])
def test_file_of_any_name_is_written_and_read(name: str, tmp_path: Path) -> None:
    write_safely(tmp_path / name, NEW, versions=0)
    write_safely(tmp_path / name, OLD, versions=0)
    with opened(tmp_path / name, 10**6) as file:
        assert file.read() == OLD
    assert names(tmp_path) == [name]


def test_empty_file_is_written(tmp_path: Path) -> None:
    write_safely(tmp_path / "a", b"")
    assert (tmp_path / "a").read_bytes() == b""


def test_three_older_versions_are_kept_the_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "a.lenet"
    for number in range(6):
        write_safely(path, b"%d" % number)
    assert names(tmp_path) == ["a.lenet", "a.lenet.1", "a.lenet.2", "a.lenet.3"]
    assert [file.read_bytes() for file in sorted(tmp_path.iterdir())] == [b"5", b"4", b"3", b"2"]


def test_a_gap_among_the_older_versions_is_filled_before_one_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.lenet"
    for number in range(4):
        write_safely(path, b"%d" % number)
    (tmp_path / "a.lenet.2").unlink()
    write_safely(path, b"4")
    kept = [(tmp_path / f"a.lenet.{number}").read_bytes() for number in (1, 2, 3)]
    assert kept == [b"3", b"2", b"0"]


def test_save_that_ended_after_it_kept_the_old_file_does_not_keep_it_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.lenet"
    for number in range(3):
        write_safely(path, b"%d" % number)
    with pytest.MonkeyPatch.context() as patch:
        refuse(patch, os, "replace", when=lambda source, _target: str(source).endswith(".part"))
        for _ in range(5):
            refused(path)
    write_safely(path, b"3")
    kept = [(tmp_path / f"a.lenet.{number}").read_bytes() for number in (1, 2, 3)]
    assert kept == [b"2", b"1", b"0"]


def test_where_a_file_can_have_one_name_only_the_older_version_is_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, os, "link")
    path = tmp_path / "a.lenet"
    for number in range(3):
        write_safely(path, b"%d" % number)
    assert names(tmp_path) == ["a.lenet", "a.lenet.1", "a.lenet.2"]
    assert (tmp_path / "a.lenet.1").read_bytes() == b"1"


def test_the_file_is_there_at_every_moment_of_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.lenet"
    for number in range(5):
        write_safely(path, OLD + b"%d" % number)
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        assert path.stat().st_size in (len(OLD) + 1, len(NEW))

    for name in ("replace", "link", "unlink", "fsync"):
        real = getattr(os, name)

        def watched(*args: object, real: Callable[..., object] = real, **more: object) -> object:
            look()
            result = real(*args, **more)
            look()
            return result

        monkeypatch.setattr(os, name, watched)
    write_safely(path, NEW)
    assert looks >= 12


@posix
def test_a_link_stays_and_the_file_that_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "a.lenet", tmp_path / "link.lenet"
    real.write_bytes(OLD)
    link.symlink_to(real)
    write_safely(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert (tmp_path / "far" / "a.lenet.1").read_bytes() == OLD
    assert names(tmp_path) == ["far", "link.lenet"]


@posix
def test_a_link_to_nothing_yet_makes_that_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    write_safely(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == NEW


def loop(path: Path) -> None:
    path.symlink_to(path.name)


@posix
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, loop])
def test_what_is_no_file_is_not_replaced(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "a.lenet"
    make(path)
    before = path.lstat()
    refused(path)
    assert path.lstat().st_ino == before.st_ino
    assert names(tmp_path) == ["a.lenet"]


@posix
def test_a_link_in_the_place_of_the_temporary_file_is_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"diary")
    for name in ("a.lenet", "a.lenet.1"):
        (tmp_path / safe_file._part_name(name)).symlink_to(precious)
    (tmp_path / "a.lenet").write_bytes(OLD)
    with pytest.MonkeyPatch.context() as patch:
        refuse(patch, os, "link")  # so that the older version is copied, too
        write_safely(tmp_path / "a.lenet", NEW)
    assert precious.read_bytes() == b"diary"
    assert names(tmp_path) == ["a.lenet", "a.lenet.1", "precious"]


@posix
def test_a_link_in_the_place_of_an_older_version_is_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"diary")
    path = tmp_path / "a.lenet"
    path.write_bytes(OLD)
    (tmp_path / "a.lenet.1").symlink_to(precious)
    write_safely(path, NEW)
    assert precious.read_bytes() == b"diary"
    assert (tmp_path / "a.lenet.1").read_bytes() == OLD


@pytest.mark.parametrize("name", ["missing/a.lenet", "NUL\0byte", "a" * 300, "file/a.lenet"])
def test_name_that_no_file_can_have_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    assert refused(tmp_path / name).facts["reason"]
    assert names(tmp_path) == ["file"]


def refuse(
    patch: pytest.MonkeyPatch, module: object, name: str,
    when: Callable[..., bool] = lambda *_: True, error: int = errno.ENOSPC,
) -> None:  # fmt: skip
    real = getattr(module, name)

    def call(*args: object, **more: object) -> object:
        if when(*args):
            raise OSError(error, os.strerror(error))
        return real(*args, **more)

    patch.setattr(module, name, call)


CALLS = ("stat", "lstat", "scandir", "unlink", "open", "fsync", "replace", "link", "close")


class Faults:
    """Counts the calls of the system, and lets some of them fail."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count, self.calls = 0, list[str]()
        self.fails: Callable[[int], bool] = lambda _: False
        for name in CALLS:
            self._wrap(patch, os, name)
        faults, real = self, io.open

        class File(io.FileIO):
            def write(self, data: object) -> int:
                faults.call("write")
                return super().write(data)

            def readinto(self, data: object) -> int:
                faults.call("read")
                return super().readinto(data)

        def open_file(file: object, mode: str = "r", buffering: int = -1, *rest: object) -> object:
            if "b" not in mode:
                return real(file, mode, buffering, *rest)
            self.call("open file")
            raw = File(file, mode)
            return raw if buffering == 0 else io.BufferedReader(raw)

        patch.setattr(io, "open", open_file)

    def call(self, name: str) -> None:
        self.count += 1
        self.calls.append(name)
        if self.fails(self.count):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _wrap(self, patch: pytest.MonkeyPatch, module: object, name: str) -> None:
        real = getattr(module, name)

        def call(*args: object, **more: object) -> object:
            self.call(name)
            return real(*args, **more)

        patch.setattr(module, name, call)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return saved_in(tmp_path)


def saved_in(folder: Path) -> Path:
    """A file with three older versions."""
    path = folder / "a.lenet"
    for content in (b"0", b"1", b"2", OLD):
        write_safely(path, content)
    return path


def save_with_faults(
    path: Path, fails: Callable[[int], bool]
) -> tuple[InputError | None, list[str]]:
    """Save, with failing calls: what was said of it, and the calls."""
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch)
        faults.fails = fails
        try:
            write_safely(path, NEW)
        except InputError as error:
            return error, faults.calls
        return None, faults.calls


def test_save_looks_at_what_it_has_written_before_it_touches_the_old_file(saved: Path) -> None:
    error, calls = save_with_faults(saved, lambda _: False)
    assert error is None
    order = [calls.index(name) for name in ("write", "fsync", "read", "replace", "link")]
    assert order == sorted(order)
    assert calls[-3:] == ["open", "fsync", "close"]  # the folder's


@pytest.mark.parametrize("from_then_on", [False, True], ids=["once", "from then on"])
def test_whichever_call_fails_the_file_is_whole(from_then_on: bool, tmp_path: Path) -> None:
    (tmp_path / "0").mkdir()
    _, calls = save_with_faults(saved_in(tmp_path / "0"), lambda _: False)
    assert len(calls) > 20
    refusals = 0
    for call in range(1, len(calls) + 1):
        folder = tmp_path / str(call)
        folder.mkdir()
        path = saved_in(folder)

        def fails(count: int, call: int = call) -> bool:
            return count >= call if from_then_on else count == call

        error, _ = save_with_faults(path, fails)
        assert path.read_bytes() == NEW if error is None else path.read_bytes() in (OLD, NEW)
        if error:
            refusals += 1
            assert error.problem is InputProblem.CANNOT_WRITE
            assert error.facts["reason"] == os.strerror(errno.ENOSPC)
        older = {version.read_bytes() for version in folder.glob("a.lenet.*")}
        assert {b"1", b"2"} <= older <= {b"0", b"1", b"2", OLD}
        write_safely(path, b"next")  # as if nothing had been
        assert path.read_bytes() == b"next"
        assert not list(folder.glob("*.part"))
    assert refusals > 10


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_full_disk_leaves_the_old_file_and_nothing_else(
    saved: Path, call: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    faults = Faults(monkeypatch)
    faults.fails = lambda _: faults.calls[-1] == call
    assert refused(saved).facts["reason"] == "No space left on device"
    faults.fails = lambda _: False
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


class Short(io.FileIO):
    """A file of a disk that takes a thousand bytes at a time, up to a hundred thousand."""

    honest = True

    def write(self, data: memoryview) -> int:
        room = min(1000, 100_000 - self.tell())
        written = super().write(data[:room]) if room > 0 else 0
        return written if self.honest else len(data)


class Lying(Short):
    honest = False


@pytest.mark.parametrize("kind", [Short, Lying])
def test_write_that_falls_short_is_noticed(
    saved: Path, kind: type[Short], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = io.open

    def open_file(file: object, mode: str, *rest: int) -> object:
        return kind(file, mode) if mode == "xb" else real(file, mode, *rest)

    monkeypatch.setattr(io, "open", open_file)
    refused(saved, NEW)
    assert saved.read_bytes() == OLD
    assert not list(saved.parent.glob("*.part"))


def test_write_in_many_pieces_is_made_to_its_end(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = io.open
    monkeypatch.setattr(
        io, "open", lambda file, mode, *_: Short(file, mode) if mode == "xb" else real(file, mode)
    )
    write_safely(saved, b"n" * 90_500)
    assert saved.read_bytes() == b"n" * 90_500


def test_bit_that_turned_over_on_the_way_is_noticed(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def turn(handle: int) -> None:
        os.lseek(handle, 1000, os.SEEK_SET)
        os.write(handle, b"\x01")
        real(handle)

    monkeypatch.setattr(os, "fsync", turn)
    refused(saved)
    assert saved.read_bytes() == OLD


@posix
def test_file_system_that_hands_no_folder_to_the_disk_is_written_to_all_the_same(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if os.path.isdir(f"/dev/fd/{handle}"):  # noqa: PTH112 - a handle, not a path
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    write_safely(saved, NEW)
    assert saved.read_bytes() == NEW


@posix
@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_may_not_be_written_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.lenet").write_bytes(OLD)
    tmp_path.chmod(0o500)
    try:
        assert refused(tmp_path / "a.lenet").facts["reason"] == "Permission denied"
    finally:
        tmp_path.chmod(0o700)
    assert (tmp_path / "a.lenet").read_bytes() == OLD


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def part(process: int | str, machine: str | None = None) -> str:
    return f"lenet-{process}-{machine or safe_file._machine()}-{zlib.crc32(b'a'):08x}.part"


@posix
def test_leftovers_of_dead_processes_go_at_the_next_save(tmp_path: Path) -> None:
    for process in (dead_process(), 99_999_999, 9_999_999_999):
        (tmp_path / part(process)).write_bytes(b"half")
    write_safely(tmp_path / "a.lenet", NEW)
    assert names(tmp_path) == ["a.lenet"]


@posix
def test_leftovers_go_from_a_folder_that_is_cleaned(tmp_path: Path) -> None:
    (tmp_path / part(dead_process())).write_bytes(b"half")
    clean_folder(tmp_path)
    assert names(tmp_path) == []


@posix
def test_nothing_else_goes(tmp_path: Path) -> None:
    dead = dead_process()
    kept = [
        part(os.getpid()), part(os.getppid()), part(1), part(0), part(dead, "01234567"),
        part("12345678901"), part("-1"), part(""), part("zwölf"), part(dead) + "x",
        "x" + part(dead), part(dead).upper(), "film.1234.part", "a.lenet", "a.lenet.1", ".part",
        "lenet-.part",
    ]  # fmt: skip
    for name in kept:
        (tmp_path / name).write_bytes(b"diary")
    write_safely(tmp_path / "b", NEW)
    assert names(tmp_path) == sorted([*kept, "b"])


@posix
def test_link_and_folder_with_the_name_of_a_leftover_stay(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"diary")
    one, two = part(99_999_998), part(99_999_999)
    (tmp_path / one).symlink_to(precious)
    (tmp_path / two).mkdir()
    clean_folder(tmp_path)
    assert names(tmp_path) == sorted(["precious", one, two])
    assert precious.read_bytes() == b"diary"


def test_folder_that_is_not_there_is_clean(tmp_path: Path) -> None:
    clean_folder(tmp_path / "missing")
    assert names(tmp_path) == []


def unopened(path: Path, limit: int = 10) -> InputError:
    with pytest.raises(InputError) as caught, opened(path, limit):
        raise AssertionError("it was opened")
    return caught.value


def test_file_of_the_largest_size_is_read_and_one_above_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    with opened(path, 10) as file:
        assert file.read() == b"0123456789"
    error = unopened(path, 9)
    assert (error.problem, error.name) == (InputProblem.TOO_LARGE, "a")
    assert error.facts == {"limit": 9, "actual": 10}


@posix
@pytest.mark.timeout(10)
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    loop(tmp_path / "loop")
    for name in ("pipe", "zero", "loop", "."):
        assert unopened(tmp_path / name).problem is InputProblem.UNREADABLE
    assert unopened(tmp_path / "missing").problem is InputProblem.MISSING
    assert unopened(tmp_path / "NUL\0").problem is InputProblem.UNREADABLE
    assert unopened(tmp_path / ("a" * 300)).problem is InputProblem.UNREADABLE


def test_disk_that_fails_while_a_file_is_read_is_an_error_of_that_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    with pytest.raises(InputError) as caught, opened(path, 10):
        raise OSError(errno.EIO, "Input/output error")
    assert caught.value.problem is InputProblem.UNREADABLE
    assert caught.value.facts == {"reason": "Input/output error"}
