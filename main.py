#!/usr/bin/env python3
"""Start the program; the first time, set it up: it takes a minute and 1.5 GB.

usage: python3 main.py [COMMAND | OPTIONS] [FILE] (on Windows: py main.py)

  (nothing)        start the program
  FILE             start it with this session, a .lenet file
  replay FILE...   replay sessions and say which came out bit for bit
  test [ARGS]      run the tests; ARGS go to pytest
  bench [ARGS]     run the benchmarks
  check [PATHS]    check format, lint and types
  desktop          on Linux, open .lenet files by a double click; desktop --remove undoes it

options of the program:
  --lang en|zh_CN  language of this start
  --safe-mode      forget the layout and all settings
  --torch-first    load torch before the window, which then takes seconds to appear
  --version        show the version

environment, read by the set-up on Linux:
  LENET_GUI_TORCH_INDEX  address of PyTorch's CPU wheel index, as the PyTorch installation page
                         shows it under CPU; used where pip finds no CPU wheel without it
"""

# The set-up makes .venv beside this file, installs what pyproject.toml pins, and writes a stamp
# last. Later starts compare that stamp, touch no network, and run the program in .venv.
#
# Standard library only. The file must parse on old Pythons, down to 3.6, to be able to say which
# one is needed: hence no newer syntax, newer types only in quotes, and tomllib imported late.

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent
ON_LINUX, ON_WINDOWS = sys.platform == "linux", os.name == "nt"
COMMAND = "py main.py" if ON_WINDOWS else "python3 main.py"
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
# The Python that makes .venv; not the one in .venv, should that be the one that runs this file.
MAKER = getattr(sys, "_base_executable", None) or sys.executable
TORCH_INDEX = "LENET_GUI_TORCH_INDEX"
NEEDED_GB = 1.5  # .venv takes 1.2, and pip unpacks before it moves

# What each command needs installed, and the modules that it runs one after the other.
PROGRAM = (["base"], [["lenet_gui"]])
TOOLS = {
    "replay": (["base"], [["lenet_gui.replay_files"]]),
    # A file's tests stay together, for they share what takes long to make.
    "test": (["base", "test"], [["pytest", "-n", "auto", "--dist", "loadfile"]]),
    "bench": (["base"], [["tests.benchmarks"]]),
    "check": (["base", "test"], [["ruff", "format", "--check"], ["ruff", "check"], ["mypy"]]),
    "desktop": (["base"], [["lenet_gui.desktop_entry"]]),
}

# Debian's names, from ldd on PySide6 6.11; even the offscreen platform needs the first ones.
QT_PACKAGES = "libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0"
SCREEN_PACKAGES = "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
QT_PROBE = """
import ctypes, pathlib, sys, PySide6.QtSvg, PySide6.QtWidgets
for plugin in sys.argv[1:]:
    ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / plugin))
"""
# pip handles Ctrl+C only once it has been imported.
PIP_WITHOUT_TRACEBACK = """
import runpy
try:
    runpy.run_module("pip", run_name="__main__", alter_sys=True)
except KeyboardInterrupt:
    raise SystemExit(130)
"""


class SetUpError(Exception):
    """The set-up cannot go on; the text says what the person can do about it."""


def main(argv: "list[str]") -> int:
    """Set up what is missing, run what was asked for; the exit status."""
    if argv[:1] in (["-h"], ["--help"]):
        say(str(__doc__))
        return 0
    is_tool = bool(argv) and argv[0] in TOOLS
    groups, modules = TOOLS[argv[0]] if is_tool else PROGRAM
    try:
        pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        refusal = refuse_python(supported_pythons(pyproject), VERSION)
        if refusal:
            print(refusal, file=sys.stderr)
            return 1
        venv, env = Venv(ROOT, read_requirements(pyproject)), environment(is_tool)
        set_up(venv, groups, env)
        return run(venv, modules, with_whole_paths(argv[1:] if is_tool else argv), env)
    except SetUpError as error:
        problem, status = str(error), 1
    except OSError as error:
        problem, status = f"The system refused: {error}\n请先解决上面的问题。", 1
    except KeyboardInterrupt:
        problem, status = "Interrupted. 已中断。", 130
    print(f"\n{problem}\nTo go on, type: {' '.join([COMMAND, *argv])}", file=sys.stderr)
    return status


def with_whole_paths(argv: "list[str]") -> "list[str]":
    """The arguments with the session's path from the root on: the program runs elsewhere."""
    return [str(Path.cwd() / arg) if arg.lower().endswith(".lenet") else arg for arg in argv]


def say(text: str) -> None:
    """Print at once: what is run next writes to the same place."""
    print(text, flush=True)


def supported_pythons(pyproject: str) -> "list[str]":
    """Read ``requires-python = ">=3.11,<3.14"``, by hand: an old Python has no tomllib."""
    line = next(line for line in pyproject.splitlines() if line.startswith("requires-python"))
    low, high = re.findall(r"3\.(\d+)", line)
    return [f"3.{minor}" for minor in range(int(low), int(high))]


def refuse_python(supported: "list[str]", running: str) -> "str | None":
    """What to say to a Python that has no wheels of the pinned packages, or that nobody tried."""
    if running in supported:
        return None
    there = [version for version in reversed(supported) if shutil.which("python" + version)]
    version = there[0] if there else supported[-1]
    name = f"py -{version}" if ON_WINDOWS else f"python{version}"
    return (
        f"This needs Python {supported[0]} to {supported[-1]}; {sys.executable} is {running}.\n"
        f"Please type: {name} main.py   (first install Python {version} if you have none)\n"
        "请改用上一行的 Python 版本。"
    )


def read_requirements(pyproject: str) -> "dict[str, list[str]]":
    """The pinned packages of each group: ``base``, and the optional ones by their names."""
    import tomllib

    project = tomllib.loads(pyproject)["project"]
    return {"base": project["dependencies"], **project["optional-dependencies"]}


def environment(is_tool: bool) -> "dict[str, str]":
    """The environment of what runs in ``.venv``; tools draw into memory where no screen is."""
    # Other programs' Python paths would come before the pinned packages.
    dropped = {"PYTHONPATH", "PYTHONHOME"}
    if is_tool:  # the tests start dozens of processes: each would compile the program again
        dropped.add("PYTHONDONTWRITEBYTECODE")
    env = {k: v for k, v in os.environ.items() if k not in dropped}
    if is_tool and ON_LINUX and not has_screen(env):
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return env


def has_screen(env: "dict[str, str]") -> bool:
    """Whether a Linux session has a screen."""
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


class Venv:
    """``.venv``, and the stamp that says what has been installed in it.

    A venv does not survive a move, or the loss of the Python that made it: the stamp has both.
    """

    def __init__(self, root: Path, requirements: "dict[str, list[str]]") -> None:
        self.root = root
        self.requirements = requirements
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
        self.stamp = self.folder / "lenet_gui.json"
        # Exists while pip works: if pip was cut off, a package may be there by half.
        self.unfinished = self.folder / "unfinished"

    def installed(self) -> "dict[str, str]":
        """The digest of each installed group; empty if there is no venv that can be used."""
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
            alive = self.python.exists() and Path(stamp["made_by"]).exists()
            at_home = [stamp["python"], stamp["folder"]] == [VERSION, str(self.root)]
            return dict(stamp["groups"]) if alive and at_home else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def lacks(self, groups: "list[str]") -> "list[str]":
        """Those of the groups that are not installed as ``pyproject.toml`` has them now."""
        installed = self.installed()
        return [group for group in groups if installed.get(group) != self._digest(group)]

    def write_stamp(self, groups: "list[str]") -> None:
        """Record these groups, beside those recorded before, in one step."""
        digests = {**self.installed(), **{group: self._digest(group) for group in groups}}
        place = {"python": VERSION, "made_by": MAKER, "folder": str(self.root)}
        new = self.stamp.with_suffix(".new")
        new.write_text(json.dumps({**place, "groups": digests}, indent=1), encoding="utf-8")
        new.replace(self.stamp)

    def _digest(self, group: str) -> str:
        return hashlib.sha256(json.dumps(self.requirements[group]).encode()).hexdigest()


def set_up(venv: Venv, groups: "list[str]", env: "dict[str, str]") -> None:
    """Install the groups that ``.venv`` lacks; only a look at the stamp if it has them."""
    if not venv.lacks(groups):
        return
    with only_one(venv.root / ".venv.lock"):
        missing = venv.lacks(groups)  # another start may have installed them meanwhile
        if missing:
            started = time.monotonic()
            say("Setting up, once; this takes about a minute. 首次运行，正在安装，约需一分钟。")
            install(venv, missing)
            mend_qt(venv, env)
            say(f"Ready after {time.monotonic() - started:.0f} s.")


@contextlib.contextmanager
def only_one(path: Path) -> "Iterator[None]":
    """Hold the lock, after waiting for another set-up of the same folder to end."""
    with path.open("a") as file:
        # pip inherits it: if this process is killed, the lock lasts until pip has ended too.
        os.set_inheritable(file.fileno(), True)
        if not try_lock(file):
            say("Another set-up of this folder is under way; waiting for it. 正在等待另一个安装。")
            while not try_lock(file):
                time.sleep(0.5)
        yield


def try_lock(file: TextIO) -> bool:
    """Take the lock unless another process has it. The system frees it when its holders end."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def install(venv: Venv, missing: "list[str]") -> None:
    """Make ``.venv`` if there is none to build on, install the groups, and write the stamp."""
    # Always with the base ones, so that nothing added later moves a pinned version.
    groups = sorted({"base", *missing})
    if not venv.installed() or venv.unfinished.exists():
        missing = groups
        make(venv)
    if "base" in missing:
        install_torch(venv)
    say(f"- installing the packages of: {', '.join(missing)}")
    if not pip(venv, *(package for group in groups for package in venv.requirements[group])):
        raise SetUpError(
            "pip could not install the packages; its own words are above.\n"
            "Please check the network connection (or proxy). 请检查网络连接。"
        )
    venv.write_stamp(missing)


def make(venv: Venv) -> None:
    """Make ``.venv`` anew."""
    if venv.folder.exists():
        say("- removing a .venv that is unfinished, moved, or of another Python")
        venv.stamp.unlink(missing_ok=True)  # first: what is half removed must not pass as whole
        shutil.rmtree(venv.folder)
    free_gb = shutil.disk_usage(venv.root).free / 1e9
    if free_gb < NEEDED_GB:
        raise SetUpError(
            f"{venv.root} has {free_gb:.1f} GB free; the set-up needs {NEEDED_GB} GB.\n"
            "Please make room. 磁盘空间不足，请先清理。"
        )
    if find_spec("ensurepip") is None:
        install_debian(f"python{VERSION}-venv", f"{MAKER} cannot make virtual environments")
    say("- making .venv")
    command = [MAKER, "-I", "-m", "venv", str(venv.folder)]
    # Its output is kept back: interrupted, it would show a traceback.
    made = subprocess.run(
        command, close_fds=False, capture_output=True, text=True, errors="replace"
    )
    if made.returncode:
        raise SetUpError(f"{' '.join(command)} failed:\n{made.stdout}{made.stderr}")


def install_torch(venv: Venv) -> None:
    """Install torch first and alone, so that nothing else chooses its build."""
    wheel = torch_wheel(venv.requirements["base"])
    index = os.environ.get(TORCH_INDEX)
    say(f"- installing {wheel}, about 200 MB")
    if pip(venv, "--no-deps", wheel):
        return
    if index:
        say(f"- not found there; asking {TORCH_INDEX}")
        if pip(venv, "--no-deps", "--index-url", index, wheel):
            return
    advice = "Please check the network connection (or proxy). 请检查网络连接。"
    if ON_LINUX:
        advice += (
            f"\nIf it is fine: {TORCH_INDEX} must be set to the address of PyTorch's CPU wheel\n"
            "index, as shown on the PyTorch installation page under CPU. In the shell, type:\n"
            f"  export {TORCH_INDEX}=ADDRESS\n"
            "若网络正常，请按上一行填入 PyTorch 安装页面给出的 CPU 版地址。"
        )
    raise SetUpError(f"pip did not find {wheel}; its own words are above.\n{advice}")


def torch_wheel(requirements: "list[str]") -> str:
    """``torch==2.13.0+cpu`` for the pin ``torch==2.13.*``.

    On Linux the plain version would pull gigabytes of CUDA packages, and only a CPU build can
    satisfy ``+cpu``. On other systems the plain one is a CPU build and has no such suffix.
    """
    pin = next(item for item in requirements if item.startswith("torch=="))
    return pin.replace(".*", ".0") + ("+cpu" if ON_LINUX else "")


def pip(venv: Venv, *arguments: str) -> bool:
    """Whether ``pip install`` succeeded. It shows its progress where somebody watches."""
    quiet = [] if sys.stdout.isatty() else ["-qq"]
    options = ["--no-input", "--disable-pip-version-check", *quiet]
    python = [str(venv.python), "-I", "-c", PIP_WITHOUT_TRACEBACK]
    venv.unfinished.touch()
    child = subprocess.Popen([*python, "install", *options, *arguments], close_fds=False)
    status = wait_for(child)
    if status < 128:  # it ended by itself, and left no package by half
        venv.unfinished.unlink()
    return status == 0


def mend_qt(venv: Venv, env: "dict[str, str]") -> bool:
    """Install the system libraries that Qt does not find; whether there were any.

    Raises:
        SetUpError: there are, and this user may not install them.
    """
    if not ON_LINUX:
        return False
    on_screen = has_screen(env) and env.get("QT_QPA_PLATFORM", "xcb") == "xcb"
    probe = [str(venv.python), "-c", QT_PROBE, *(["platforms/libqxcb.so"] if on_screen else [])]
    probed = subprocess.run(probe, env=env, stderr=subprocess.PIPE, text=True, errors="replace")
    fault = "".join(probed.stderr.splitlines()[-1:])
    if probed.returncode == 0 or ".so" not in fault:
        return False
    packages = QT_PACKAGES + (" " + SCREEN_PACKAGES if on_screen else "")
    install_debian(packages, f"Qt cannot be loaded: {fault}")
    return True


def install_debian(packages: str, why: str) -> None:
    """Install Debian packages as root; otherwise stop and say what to type."""
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"- {why}\n- apt-get install {packages}")
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "-qq", "update"], env=env)
        options = ["-qq", "--yes", "--no-install-recommends"]
        if subprocess.call(["apt-get", "install", *options, *packages.split()], env=env) == 0:
            return
    raise SetUpError(
        f"{why}.\nOn Debian and Ubuntu, type: sudo apt install {packages}\n"
        "Elsewhere, install what your system calls these packages. 请先安装以上系统软件包。"
    )


def run(venv: Venv, modules: "list[list[str]]", args: "list[str]", env: "dict[str, str]") -> int:
    """Run modules in ``.venv`` one after another; the first exit status that is not 0."""
    failed = 0
    for module in modules:
        # python.exe, not pythonw.exe: a start that fails must be able to say why, and a double
        # click has opened a console for this file in any case.
        command = [str(venv.python), "-m", *module, *args]
        status = wait_for(subprocess.Popen(command, cwd=str(venv.root), env=env))
        # A failed start may be Qt's: its libraries can go when the system is upgraded.
        if status and mend_qt(venv, env):
            status = wait_for(subprocess.Popen(command, cwd=str(venv.root), env=env))
        failed = failed or status
    return failed


def wait_for(child: "subprocess.Popen[bytes]") -> int:
    """The exit status of the child, which ends before this process does.

    Raises:
        KeyboardInterrupt: Ctrl+C was pressed meanwhile. It reaches the child by itself, which is
            left the time to tidy up; a request to terminate is handed on.
    """
    presses = []
    before = [
        (signal.SIGINT, signal.signal(signal.SIGINT, lambda *_: presses.append(1))),
        (signal.SIGTERM, signal.signal(signal.SIGTERM, lambda *_: child.terminate())),
    ]
    status = child.wait()
    for number, handler in before:
        signal.signal(number, handler)
    if presses:
        raise KeyboardInterrupt
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.version_info >= (3, 7):
        sys.stdout.reconfigure(errors="replace")  # a console without Chinese
    exit_status = main(sys.argv[1:])
    if exit_status and ON_WINDOWS and len(sys.argv) == 1 and sys.stdin.isatty():
        input("Press Enter to close. 按回车键关闭。")  # the console of a double click would vanish
    sys.exit(exit_status)
