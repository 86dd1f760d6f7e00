"""The files of an export: what they hold, what they are called, and how they are written."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.loss.loss_export import Format, png, svg, write_file
from lenet_gui.gui.panels.panel import Panel
from lenet_gui.gui.plots.picture import on_paper


def file_stem(snapshot: Snapshot, now: datetime, *, exact: bool = False) -> str:
    """How the names of the files begin.

    Args:
        snapshot: the present moment.
        now: the time.
        exact: with the time of day, so that files of today are not written over.
    """
    day = now.strftime("%Y-%m-%d_%H%M%S" if exact else "%Y-%m-%d")
    return f"lenet_{day}_seed{snapshot.seed}"


def plot_files(panels: Sequence[Panel], kind: Format) -> Mapping[str, bytes]:
    """The plots of all panels, by their names.

    Args:
        panels: whose plots.
        kind: `Format.PNG` or `Format.SVG`.

    Raises:
        OSError: one could not be drawn.
    """
    files = {}
    for picture in (picture for panel in panels for picture in panel.pictures()):
        with on_paper(picture) as sheet:
            files[picture.name] = png(sheet) if kind is Format.PNG else svg(sheet, picture.title)
    return files


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all of the files; if one cannot be written, the new ones are taken away again.

    Raises:
        OSError: one cannot be written. What was at its path before is still there.
    """
    new: list[Path] = []
    try:
        for path, data in files.items():
            there = path.exists()
            write_file(path, data)
            if not there:
                new.append(path)
    except OSError:
        for path in new:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
