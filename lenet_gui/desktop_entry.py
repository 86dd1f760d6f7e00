"""Makes the program known to a Linux desktop: its menu, and a double click on a session.

``main.py desktop`` writes two files of one person's own, ``main.py desktop --remove`` takes them
away again. The formats are those of freedesktop.org: the desktop entry specification and the
shared MIME-info database.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lenet_gui.resources import resource_path

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Write or remove the files, and say so; the exit status."""
    parser = argparse.ArgumentParser(prog="main.py desktop", description=__doc__)
    parser.add_argument("--remove", action="store_true", help="take the files away again")
    options = parser.parse_args(argv)
    if not sys.platform.startswith("linux"):
        sys.stderr.write("Desktop entries are for Linux. 此命令只用于 Linux。\n")
        return 1
    data = data_folder()
    try:
        for line in remove(data) if options.remove else install(data):
            sys.stdout.write(line + "\n")
    except OSError as error:
        sys.stderr.write(f"The system refused: {error}\n请先解决上面的问题。\n")
        return 1
    return 0


def data_folder() -> Path:
    """Where a person's own desktop entries lie."""
    chosen = os.environ.get("XDG_DATA_HOME", "")
    # The specification has relative paths ignored.
    return Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".local" / "share"


def files(data: Path) -> dict[Path, str]:
    """What is written, and where."""
    python = getattr(sys, "_base_executable", None) or sys.executable
    entry = resource_path("desktop", "lenet_gui.desktop").read_text(encoding="utf-8")
    kinds = resource_path("desktop", "lenet_gui.xml").read_text(encoding="utf-8")
    entry = entry.format(
        command=f"{quoted(python)} {quoted(str(ROOT / 'main.py'))}",
        icon=escaped(str(resource_path("icons", "lenet_gui.svg"))),
    )
    return {
        data / "applications" / "lenet_gui.desktop": entry,
        data / "mime" / "packages" / "lenet_gui.xml": kinds,
    }


def install(data: Path) -> list[str]:
    """Write the files; what was done, a line each.

    Raises:
        OSError: one of them cannot be written.
    """
    for path, text in files(data).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [
        *(f"Written: {path}" for path in files(data)),
        *refresh(data),
        "A double click on a .lenet file now opens it. To undo this: main.py desktop --remove",
        "现在双击 .lenet 文件即可打开。撤销：main.py desktop --remove",
    ]


def remove(data: Path) -> list[str]:
    """Take the files away; what was done, a line each.

    Raises:
        OSError: one of them cannot be removed.
    """
    there = [path for path in files(data) if path.exists()]
    for path in there:
        path.unlink()
    if not there:
        return ["There was nothing to remove. 没有需要移除的文件。"]
    return [*(f"Removed: {path}" for path in there), *refresh(data)]


def refresh(data: Path) -> list[str]:
    """Have the desktop read the files anew, with its own tools where they are."""
    return [
        *_run("update-mime-database", data / "mime"),
        *_run("update-desktop-database", data / "applications"),
    ]


def quoted(argument: str) -> str:
    """An argument for the key ``Exec``: in quotes, and then escaped as every string is."""
    inner = "".join(f"\\{char}" if char in '"`$\\' else char for char in argument)
    return escaped(f'"{inner}"').replace("%", "%%")


def escaped(text: str) -> str:
    """A string as a value of a desktop entry."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _run(tool: str, folder: Path) -> Sequence[str]:
    path = shutil.which(tool)
    if path is None or not folder.is_dir():
        return (f"Not found, so not run: {tool}",) if path is None else ()
    done = subprocess.run([path, str(folder)], capture_output=True, check=False)  # noqa: S603
    return () if done.returncode == 0 else (f"{tool} failed with status {done.returncode}",)


if __name__ == "__main__":
    raise SystemExit(main())
