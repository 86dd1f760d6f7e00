import ast
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import main

PINS = {"base": ["torch==2.13.*", "numpy>=1"], "test": ["pytest>=8"]}
SOURCE = Path(main.__file__).read_text(encoding="utf-8")
PYPROJECT = (main.ROOT / "pyproject.toml").read_text(encoding="utf-8")
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and inherited locks of POSIX")


@pytest.fixture
def venv(tmp_path):
    """An empty `.venv` whose Python is there."""
    venv = main.Venv(tmp_path, PINS)
    venv.python.parent.mkdir(parents=True)
    venv.python.touch()
    return venv


class Pip:
    """Stands for `pip install`: keeps what it was asked, and answers as told, else with success."""

    def __init__(self):
        self.asked = []
        self.answers = []

    def __call__(self, _, *arguments):
        self.asked.append(list(arguments))
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.fixture
def pip(monkeypatch):
    pip = Pip()
    monkeypatch.setattr(main, "pip", pip)
    return pip


@pytest.fixture
def made(monkeypatch):
    """Stands for `make`: the virtual environments that were made anew."""
    made = []

    def make(venv):
        made.append(venv)
        venv.stamp.unlink(missing_ok=True)
        venv.unfinished.unlink(missing_ok=True)

    monkeypatch.setattr(main, "make", make)
    monkeypatch.setattr(main, "mend_qt", lambda *_: False)
    return made


# Which Python


def test_supported_pythons_are_those_of_pyproject():
    assert main.supported_pythons(PYPROJECT) == ["3.11", "3.12", "3.13"]


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_supported_python_is_not_refused(version):
    assert main.refuse_python(["3.11", "3.12", "3.13"], version) is None


@pytest.mark.parametrize("version", ["3.6", "3.10", "3.14"])
def test_other_python_is_told_which_command_to_type(version, monkeypatch):
    monkeypatch.setattr(main.shutil, "which", lambda name: name == "python3.12" or None)
    monkeypatch.setattr(main, "ON_WINDOWS", False)
    refusal = main.refuse_python(["3.11", "3.12", "3.13"], version)
    assert "Python 3.11 to 3.13" in refusal
    assert f"is {version}." in refusal
    assert "type: python3.12 main.py" in refusal


def test_newest_python_is_advised_where_none_is_found(monkeypatch):
    monkeypatch.setattr(main.shutil, "which", lambda _: None)
    monkeypatch.setattr(main, "ON_WINDOWS", True)
    refusal = main.refuse_python(["3.11", "3.12", "3.13"], "3.14")
    assert "type: py -3.13 main.py" in refusal
    assert "first install Python 3.13" in refusal


def test_start_on_another_python_fails_before_it_touches_anything(monkeypatch, capsys):
    monkeypatch.setattr(main, "VERSION", "3.10")
    monkeypatch.setattr(main, "set_up", lambda *_: pytest.fail("set up"))
    assert main.main([]) == 1
    assert "This needs Python" in capsys.readouterr().err


def test_file_parses_on_python_3_6():
    tree = ast.parse(SOURCE, feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    annotations = [f.returns for f in functions] + [
        a.annotation for f in functions for a in f.args.args
    ]
    # A subscript or a union in an annotation is evaluated, and fails there, unless it is quoted.
    assert all(
        isinstance(note, ast.Constant | ast.Name | ast.Attribute | None) for note in annotations
    )
    assert "from __future__" not in SOURCE


def test_file_imports_tomllib_only_inside_a_function():
    imported = [
        alias.name
        for node in ast.parse(SOURCE).body
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    assert "json" in imported
    assert not {"tomllib", "fcntl", "msvcrt"} & set(imported)


def test_file_names_no_address():
    assert "://" not in SOURCE


# What is installed


def test_requirements_are_those_of_pyproject():
    groups = main.read_requirements(PYPROJECT)
    assert any(package.startswith("PySide6-Essentials") for package in groups["base"])
    assert any(package.startswith("pytest") for package in groups["test"])


def test_pin_of_torch_gives_one_cpu_build_on_linux(monkeypatch):
    monkeypatch.setattr(main, "ON_LINUX", True)
    pins = main.read_requirements(PYPROJECT)["base"]
    assert re.fullmatch(r"torch==\d+\.\d+\.\d+\+cpu", main.torch_wheel(pins))


@pytest.mark.parametrize(
    ("on_linux", "wheel"), [(True, "torch==2.13.0+cpu"), (False, "torch==2.13.0")]
)
def test_cpu_build_is_named_only_where_the_plain_one_is_not_it(on_linux, wheel, monkeypatch):
    monkeypatch.setattr(main, "ON_LINUX", on_linux)
    assert main.torch_wheel(PINS["base"]) == wheel


def test_torch_that_pip_finds_is_asked_for_once(venv, pip, monkeypatch):
    monkeypatch.setattr(main, "ON_LINUX", True)
    monkeypatch.setenv(main.TORCH_INDEX, "somewhere")
    main.install_torch(venv)
    assert pip.asked == [["--no-deps", "torch==2.13.0+cpu"]]


def test_torch_that_pip_does_not_find_is_asked_from_the_given_index(venv, pip, monkeypatch):
    monkeypatch.setattr(main, "ON_LINUX", True)
    monkeypatch.setenv(main.TORCH_INDEX, "somewhere")
    pip.answers = [False, True]
    main.install_torch(venv)
    assert pip.asked[1:] == [["--no-deps", "--index-url", "somewhere", "torch==2.13.0+cpu"]]


@pytest.mark.parametrize("index", ["", "somewhere"])
def test_torch_that_is_nowhere_stops_the_set_up_and_never_asks_for_cuda(
    index, venv, pip, monkeypatch
):
    monkeypatch.setattr(main, "ON_LINUX", True)
    monkeypatch.setenv(main.TORCH_INDEX, index)
    pip.answers = [False, False]
    with pytest.raises(main.SetUpError, match=f"export {main.TORCH_INDEX}=ADDRESS"):
        main.install_torch(venv)
    assert all(asked[-1] == "torch==2.13.0+cpu" for asked in pip.asked)
    assert len(pip.asked) == (2 if index else 1)


def test_missing_torch_elsewhere_does_not_ask_for_an_index(venv, pip, monkeypatch):
    monkeypatch.setattr(main, "ON_LINUX", False)
    monkeypatch.delenv(main.TORCH_INDEX, raising=False)
    pip.answers = [False]
    with pytest.raises(main.SetUpError) as caught:
        main.install_torch(venv)
    assert main.TORCH_INDEX not in str(caught.value)


def test_first_set_up_installs_torch_then_all_and_stamps_last(venv, pip, made):
    main.set_up(venv, ["base", "test"], {})
    assert made == [venv]
    assert pip.asked[0][-1] == main.torch_wheel(PINS["base"])
    assert pip.asked[1:] == [PINS["base"] + PINS["test"]]
    assert venv.lacks(["base", "test"]) == []


def test_adding_the_tests_installs_them_beside_the_pinned_base(venv, pip, made):
    venv.write_stamp(["base"])
    main.set_up(venv, ["base", "test"], {})
    assert made == []
    assert pip.asked == [PINS["base"] + PINS["test"]]
    assert venv.lacks(["base", "test"]) == []


def test_second_start_installs_nothing_and_takes_no_lock(venv, pip, made, monkeypatch):
    venv.write_stamp(["base"])
    monkeypatch.setattr(main, "only_one", lambda _: pytest.fail("locked"))
    main.set_up(venv, ["base"], {})
    assert pip.asked == []


def test_start_that_waited_for_another_set_up_installs_nothing(venv, pip, made, monkeypatch):
    monkeypatch.setattr(main, "try_lock", lambda _: venv.write_stamp(["base"]) or True)
    main.set_up(venv, ["base"], {})
    assert pip.asked == []


def test_changed_pin_is_installed_into_the_venv_that_is_there(venv, pip, made):
    venv.write_stamp(["base"])
    newer = main.Venv(venv.root, {**PINS, "base": ["torch==2.14.*"]})
    main.set_up(newer, ["base"], {})
    assert made == []
    assert pip.asked[-1] == ["torch==2.14.*"]


def test_failed_pip_leaves_no_stamp(venv, pip, made):
    pip.answers = [True, False]
    with pytest.raises(main.SetUpError, match="network"):
        main.set_up(venv, ["base"], {})
    assert venv.lacks(["base"]) == ["base"]


def test_failure_to_add_the_tests_leaves_the_program_usable(venv, pip, made):
    venv.write_stamp(["base"])
    pip.answers = [False]
    with pytest.raises(main.SetUpError):
        main.set_up(venv, ["base", "test"], {})
    assert venv.lacks(["base", "test"]) == ["test"]


# pip itself


@pytest.fixture
def child(monkeypatch):
    """Stands for every child process; `wait_for` answers its `status`, after those `before` it."""
    child = SimpleNamespace(status=0, before=[], commands=[])

    def popen(command, **_):
        child.commands.append([str(word) for word in command])
        return child

    def wait_for(_):
        status = child.before.pop(0) if child.before else child.status
        if isinstance(status, BaseException):
            raise status
        return status

    monkeypatch.setattr(main.subprocess, "Popen", popen)
    monkeypatch.setattr(main, "wait_for", wait_for)
    return child


@pytest.mark.parametrize(("status", "succeeded"), [(0, True), (1, False)])
def test_pip_that_ended_by_itself_leaves_no_mark(venv, child, status, succeeded):
    child.status = status
    assert main.pip(venv, "numpy") is succeeded
    assert not venv.unfinished.exists()
    assert child.commands[0][-1] == "numpy"


def test_pip_that_was_killed_leaves_a_mark(venv, child):
    child.status = 128 + 9
    assert main.pip(venv, "numpy") is False
    assert venv.unfinished.exists()


def test_set_up_after_an_interrupted_one_makes_the_venv_anew(venv, child, made):
    venv.write_stamp(["base"])
    child.status = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        main.set_up(venv, ["base", "test"], {})
    assert venv.lacks(["base", "test"]) == ["test"], "the program can still be started"
    child.status = 0
    main.set_up(venv, ["base", "test"], {})
    assert made == [venv]
    assert venv.lacks(["base", "test"]) == []


def test_pip_shows_its_progress_only_on_a_terminal(venv, child, monkeypatch):
    for is_terminal in (True, False):
        monkeypatch.setattr(main.sys.stdout, "isatty", lambda shown=is_terminal: shown)
        main.pip(venv, "numpy")
    shown, hidden = child.commands
    assert "-qq" not in shown
    assert "-qq" in hidden


# The stamp


def test_venv_without_a_stamp_lacks_everything(venv):
    assert venv.lacks(["base", "test"]) == ["base", "test"]


def test_base_stays_valid_when_the_tests_are_added(venv):
    venv.write_stamp(["base"])
    assert venv.lacks(["base", "test"]) == ["test"]
    venv.write_stamp(["test"])
    assert venv.lacks(["base", "test"]) == []


def test_changed_pin_is_lacked_in_its_own_group_only(venv):
    venv.write_stamp(["base", "test"])
    newer = main.Venv(venv.root, {**PINS, "test": ["pytest>=9"]})
    assert newer.lacks(["base", "test"]) == ["test"]


def test_moved_folder_lacks_everything(venv, tmp_path):
    venv.write_stamp(["base"])
    moved = tmp_path / "移动 了"
    moved.mkdir()
    venv.folder.rename(moved / ".venv")
    assert main.Venv(moved, PINS).lacks(["base"]) == ["base"]


def test_venv_of_another_python_lacks_everything(venv, monkeypatch):
    venv.write_stamp(["base"])
    monkeypatch.setattr(main, "VERSION", "3.99")
    assert venv.lacks(["base"]) == ["base"]


def test_venv_whose_python_was_removed_lacks_everything(venv, tmp_path, monkeypatch):
    maker = tmp_path / "python3"
    maker.touch()
    monkeypatch.setattr(main, "MAKER", str(maker))
    venv.write_stamp(["base"])
    assert venv.lacks(["base"]) == []
    maker.unlink()
    assert venv.lacks(["base"]) == ["base"]


def test_venv_that_lost_its_own_python_lacks_everything(venv):
    venv.write_stamp(["base"])
    venv.python.unlink()
    assert venv.lacks(["base"]) == ["base"]


@pytest.mark.parametrize(
    "garbage",
    [b"", b"{", b"[]", b"null", b'{"python": 1}', b"\xff\xfe", b'{"groups": {"base": 1}}'],
)
def test_garbage_in_the_stamp_counts_as_no_stamp(venv, garbage):
    venv.stamp.write_bytes(garbage)
    assert venv.lacks(["base"]) == ["base"]


def test_stamp_that_cannot_be_finished_leaves_the_old_one(venv, monkeypatch):
    venv.write_stamp(["base"])

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        venv.write_stamp(["test"])
    assert venv.lacks(["base", "test"]) == ["test"]


# Making .venv


def test_venv_is_made_anew_over_an_old_one(venv, monkeypatch):
    real_run = subprocess.run
    monkeypatch.setattr(
        main.subprocess, "run", lambda words, **how: real_run([*words, "--without-pip"], **how)
    )
    venv.write_stamp(["base"])
    main.make(venv)
    assert venv.lacks(["base"]) == ["base"]
    told = subprocess.run([venv.python, "-c", "import sys; print(sys.prefix)"], capture_output=True)
    assert venv.folder.samefile(told.stdout.decode().strip())


def test_stamp_goes_before_anything_else_is_removed(venv, monkeypatch):
    venv.write_stamp(["base"])

    def interrupt(folder):
        raise KeyboardInterrupt

    monkeypatch.setattr(main.shutil, "rmtree", interrupt)
    with pytest.raises(KeyboardInterrupt):
        main.make(venv)
    assert venv.lacks(["base"]) == ["base"]


def test_full_disk_is_refused_with_figures(tmp_path, monkeypatch):
    monkeypatch.setattr(main.shutil, "disk_usage", lambda _: SimpleNamespace(free=400_000_000))
    with pytest.raises(main.SetUpError, match=r"0\.4 GB free; the set-up needs 1\.5 GB"):
        main.make(main.Venv(tmp_path, PINS))
    assert list(tmp_path.iterdir()) == []


def test_python_without_ensurepip_asks_for_debians_package(tmp_path, monkeypatch):
    monkeypatch.setattr(main, "find_spec", lambda _: None)
    monkeypatch.setattr(main.shutil, "which", lambda _: None)
    with pytest.raises(main.SetUpError, match=f"sudo apt install python{main.VERSION}-venv"):
        main.make(main.Venv(tmp_path, PINS))


# Qt's system libraries


@pytest.fixture
def qt_fault(monkeypatch):
    """Makes the probe fail with a message; keeps the probes and the packages asked for."""
    seen = SimpleNamespace(fault="ImportError: libEGL.so.1: cannot open", probes=[], packages=[])

    def run(words, **_):
        seen.probes.append(words)
        return SimpleNamespace(returncode=1, stderr=f"Traceback\n{seen.fault}\n")

    monkeypatch.setattr(main, "ON_LINUX", True)
    monkeypatch.setattr(main.subprocess, "run", run)
    monkeypatch.setattr(main, "install_debian", lambda names, _: seen.packages.append(names))
    return seen


@pytest.mark.parametrize("env", [{}, {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}])
def test_offscreen_asks_for_the_short_list(venv, qt_fault, env):
    assert main.mend_qt(venv, env) is True
    assert qt_fault.packages == [main.QT_PACKAGES]
    assert "platforms/libqxcb.so" not in qt_fault.probes[0]


@pytest.mark.parametrize("env", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_screen_asks_for_the_libraries_of_xcb_too(venv, qt_fault, env):
    assert main.mend_qt(venv, env) is True
    assert "libxcb-cursor0" in qt_fault.packages[0].split()
    assert "libegl1" in qt_fault.packages[0].split()
    assert "platforms/libqxcb.so" in qt_fault.probes[0]


def test_fault_that_is_no_missing_library_is_left_alone(venv, qt_fault):
    qt_fault.fault = "ModuleNotFoundError: No module named 'PySide6'"
    assert main.mend_qt(venv, {}) is False
    assert qt_fault.packages == []


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages")
def test_root_installs_debian_packages_after_an_update(monkeypatch):
    commands = []
    monkeypatch.setattr(main.os, "geteuid", lambda: 0)
    monkeypatch.setattr(main.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(main.subprocess, "call", lambda words, **_: commands.append(words) or 0)
    main.install_debian("libegl1 libgl1", "Qt cannot be loaded")
    assert [words[0] for words in commands] == ["apt-get", "apt-get"]
    assert "update" in commands[0]
    assert commands[1][-2:] == ["libegl1", "libgl1"]
    assert "--yes" in commands[1]


@pytest.mark.parametrize(("user", "apt"), [(1000, "/usr/bin/apt-get"), (0, None)])
def test_others_are_told_the_exact_line(user, apt, monkeypatch):
    monkeypatch.setattr(main.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(main.shutil, "which", lambda _: apt)
    monkeypatch.setattr(main.subprocess, "call", lambda *_, **__: pytest.fail("ran apt-get"))
    with pytest.raises(main.SetUpError, match="sudo apt install libegl1 libgl1\n"):
        main.install_debian("libegl1 libgl1", "Qt cannot be loaded")


# The lock


def test_lock_is_refused_while_another_process_has_it_and_free_when_it_died(tmp_path):
    path = tmp_path / "lock"
    hold = (
        "import main, pathlib, sys\n"
        "with main.only_one(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, path],
        cwd=main.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with holder, path.open("a") as file:
        assert holder.stdout.readline().strip() == b"held"
        assert not main.try_lock(file)
        holder.kill()
        holder.wait(timeout=30)
        assert main.try_lock(file)


@posix_only
def test_lock_lasts_until_the_pip_of_a_killed_set_up_has_ended(tmp_path):
    path = tmp_path / "lock"
    with main.only_one(path):
        pip = subprocess.Popen(["cat"], stdin=subprocess.PIPE, close_fds=False)
    with path.open("a") as file:
        assert not main.try_lock(file)
        pip.stdin.close()
        pip.wait(timeout=30)
        assert main.try_lock(file)


def test_waiting_for_the_lock_is_said_once(tmp_path, monkeypatch, capsys):
    answers = [False, False, False, True]
    monkeypatch.setattr(main, "try_lock", lambda _: answers.pop(0))
    monkeypatch.setattr(main.time, "sleep", lambda _: None)
    with main.only_one(tmp_path / "lock"):
        assert answers == []
    assert capsys.readouterr().out.count("waiting for it") == 1


# Running


def test_status_of_the_child_is_returned():
    assert main.wait_for(subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"])) == 7


@posix_only
def test_death_by_a_signal_is_returned_as_shells_do():
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert main.wait_for(subprocess.Popen([sys.executable, "-c", code])) == 128 + 9


@posix_only
def test_ctrl_c_is_raised_once_the_child_has_tidied_up(tmp_path):
    tidied = tmp_path / "tidied"
    code = (
        "import os, pathlib, signal, sys\n"
        "os.kill(os.getppid(), signal.SIGINT)\n"
        "pathlib.Path(sys.argv[1]).touch()"
    )
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        main.wait_for(subprocess.Popen([sys.executable, "-c", code, tidied]))
    assert tidied.exists()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


@posix_only
def test_request_to_terminate_is_handed_on():
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(9))\n"
        "signal.alarm(20)\n"
        "os.kill(os.getppid(), signal.SIGTERM)\n"
        "signal.pause()"
    )
    assert main.wait_for(subprocess.Popen([sys.executable, "-c", code])) == 9


def test_every_module_runs_and_the_first_failure_is_the_status(venv, child, monkeypatch):
    monkeypatch.setattr(main, "mend_qt", lambda *_: False)
    child.before = [3]
    assert main.run(venv, [["ruff", "check"], ["mypy"]], ["here"], {}) == 3
    assert [words[1:] for words in child.commands] == [
        ["-m", "ruff", "check", "here"],
        ["-m", "mypy", "here"],
    ]


def test_program_is_started_again_once_when_qt_was_mended(venv, child, monkeypatch):
    monkeypatch.setattr(main, "mend_qt", lambda *_: True)
    child.status = 1
    assert main.run(venv, [["lenet_gui"]], [], {}) == 1
    assert len(child.commands) == 2


def test_success_does_not_look_at_qt(venv, child, monkeypatch):
    monkeypatch.setattr(main, "mend_qt", lambda *_: pytest.fail("looked"))
    assert main.run(venv, [["lenet_gui"]], ["--safe-mode"], {}) == 0
    assert child.commands[0][1:] == ["-m", "lenet_gui", "--safe-mode"]


# The environment


def test_tools_draw_into_memory_where_no_screen_is(monkeypatch):
    monkeypatch.setattr(main, "ON_LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main.environment(is_tool=True)["QT_QPA_PLATFORM"] == "offscreen"
    assert "QT_QPA_PLATFORM" not in main.environment(is_tool=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert "QT_QPA_PLATFORM" not in main.environment(is_tool=True)


def test_python_paths_of_other_programs_are_left_out(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    assert "PYTHONPATH" not in main.environment(is_tool=False)


def test_tools_keep_what_they_compile(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in main.environment(is_tool=True)
    assert main.environment(is_tool=False)["PYTHONDONTWRITEBYTECODE"] == "1"


# The command line


@pytest.fixture
def calls(monkeypatch):
    """What `main` sets up and runs."""
    calls = []
    monkeypatch.setattr(main, "set_up", lambda _, groups, __: calls.append(groups))
    monkeypatch.setattr(main, "run", lambda _, *rest: calls.append(rest[:2]) or 5)
    return calls


@pytest.mark.parametrize(
    ("argv", "groups", "modules", "args"),
    [
        ([], ["base"], [["lenet_gui"]], []),
        (["--lang", "zh_CN"], ["base"], [["lenet_gui"]], ["--lang", "zh_CN"]),
        (
            ["test", "-k", "name"],
            ["base", "test"],
            [["pytest", "-n", "auto", "--dist", "loadfile"]],
            ["-k", "name"],
        ),
        (["bench", "--quick"], ["base"], [["tests.benchmarks"]], ["--quick"]),
        (["desktop", "--remove"], ["base"], [["lenet_gui.desktop_entry"]], ["--remove"]),
        (
            ["check"],
            ["base", "test"],
            [["ruff", "format", "--check"], ["ruff", "check"], ["mypy"]],
            [],
        ),
    ],
)
def test_command_sets_up_what_it_needs_and_passes_its_arguments_on(
    calls, argv, groups, modules, args
):
    assert main.main(argv) == 5
    assert calls == [groups, (modules, args)]


def test_session_is_found_from_wherever_the_command_was_typed(calls, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    main.main(["--lang", "en", "mine.LENET"])
    assert calls[1][1] == ["--lang", "en", str(tmp_path / "mine.LENET")]


def test_help_needs_no_set_up(calls, capsys):
    assert main.main(["--help"]) == 0
    assert calls == []
    shown = capsys.readouterr().out
    words = ("test", "bench", "check", "desktop", "FILE", main.TORCH_INDEX)
    assert all(word in shown for word in words)


def test_help_names_every_option_of_the_program():
    app = (main.ROOT / "lenet_gui" / "command_line.py").read_text(encoding="utf-8")
    options = re.findall(r'add_argument\(\s*"(--[a-z-]+)"', app)
    assert "--lang" in options
    assert all(option in main.__doc__ for option in options)


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (main.SetUpError("no network"), 1, "no network"),
        (PermissionError(13, "Permission denied", ".venv"), 1, "Permission denied"),
        (KeyboardInterrupt(), 130, "Interrupted"),
    ],
)
def test_fault_is_a_sentence_with_the_command_to_repeat(fault, status, said, monkeypatch, capsys):
    def fail(*_):
        raise fault

    monkeypatch.setattr(main, "set_up", fail)
    assert main.main(["test", "-x"]) == status
    shown = capsys.readouterr().err
    assert said in shown
    assert "main.py test -x" in shown
    assert "Traceback" not in shown


def test_script_shows_its_help_in_a_console_without_chinese():
    shown = subprocess.run(
        [sys.executable, main.__file__, "--help"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert shown.returncode == 0
    assert shown.stdout.startswith("Start the program")
