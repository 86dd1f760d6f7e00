"""Starting: from the start of the process to the first paint and to usable buttons."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.figure import Figure

ROOT = Path(__file__).parents[2]

# Run in a process of its own; prints seconds since the process was started.
CHILD = """
import sys, tempfile, time
from pathlib import Path
from lenet_gui.__main__ import begin

started = float(sys.argv[1])
import gc
gc.disable()
app, opening = begin()
assert opening.painted
opened = time.time() - started

from PySide6.QtCore import QEvent, QObject
from lenet_gui import app as program
from lenet_gui.core import heap
from lenet_gui.gui.first_paint import FirstPaint
from lenet_gui.gui.garbage import WindowThreadCollector
from lenet_gui.gui.language import Language
from lenet_gui.gui.settings import Settings

gc.freeze()

class Watch(QObject):
    painted = None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.painted is None:
            self.painted = time.time() - started
        return False

heap.keep_between_steps()
watch = Watch()
window = program.build(app, Settings(Path(tempfile.mkdtemp()) / "s.ini"), Language.ENGLISH)
window.training.ready.connect(WindowThreadCollector(app).start)
window.installEventFilter(watch)
def ready(_snapshot):
    print(opened, watch.painted, time.time() - started, flush=True)
    window.close()
window.training.ready.connect(ready)
FirstPaint(window, opening.close)
window.show()
app.exec()
"""


def _run(code: str, *arguments: str) -> str:
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    # Started for the second time, a program finds its modules compiled, unless that is forbidden:
    # compiling them takes a quarter of a second.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True,
        timeout=120, env=environment, cwd=ROOT,
    ).stdout  # fmt: skip


def startup(runs: int) -> list[Figure]:
    """The program beside a bare ``import torch``, in turn; the first pair warms the disk."""
    opened, painted, usable, imports = [], [], [], []
    for index in range(runs + 1):
        start = time.time()
        _run("import torch")
        imported = time.time() - start
        words = _run(CHILD, str(time.time())).split()
        first, whole, ready = (float(word) for word in words)
        if index:
            opened.append(first)
            painted.append(whole)
            usable.append(ready)
            imports.append(imported)
    opening, paint, use, bare = map(statistics.median, (opened, painted, usable, imports))
    return [
        Figure(
            "start to the first window on screen", opening, "s", 1.0, at_least=False,
            detail=f"max {max(opened):.2f}; the main window is painted at {paint:.2f} s",
        ),
        Figure(
            "buttons usable after a bare import of torch", use - bare, "s", 1.0, at_least=False,
            detail=f"usable at {use:.2f} s, bare import {bare:.2f} s",
        ),
    ]  # fmt: skip
