"""Sessions made on a real trainer, and their scripts run without the program."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path

import torch

from lenet_gui.core.commands import Command, Evaluate
from lenet_gui.core.errors import CallError
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.trainer import Trainer
from lenet_gui.resources import resource_path

# All scripts in one process, as importing torch takes seconds; -I: this project is not to be found.
RUNNER = """
import contextlib, io, json, runpy, sys, warnings
warnings.simplefilter("ignore")
said = {}
for path in sys.argv[1:]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        space = runpy.run_path(path, run_name="__main__")
    parameters = {n: p.detach().numpy().tobytes().hex() for n, p in space["net"].named_parameters()}
    said[path] = {"out": out.getvalue().splitlines(), "parameters": parameters}
print(json.dumps(said))
"""


@dataclass
class Recorded:
    """A session.

    Attributes:
        history: its calls.
        losses: the losses that there were, NaN among them, in hexadecimal digits.
        accuracies: the accuracies that there were.
        parameters: each one's bytes at the end, in hexadecimal digits.
    """

    history: LinearHistory
    losses: list[str]
    accuracies: list[float]
    parameters: dict[str, str]


def record(
    calls: Iterable[Command], *, seed: int = 0, source: InputSource | None = None, threads: int = 1
) -> Recorded:
    """Make the calls."""
    before = torch.get_num_threads()
    trainer = Trainer(seed, source=source, threads=threads)
    calls, losses, computed, accuracies, failed = tuple(calls), [], [], [], set()
    for index, command in enumerate(calls):
        old = trainer.state.loss
        try:
            trainer.apply(command, measured=False)
        except CallError:
            failed.add(index)
        new = trainer.state.loss
        losses.append(nan if new is None or new is old else new.item())
        if new is not None and new is not old:
            computed.append(new.item().hex())
        if isinstance(command, Evaluate) and index not in failed:
            accuracies.append(trainer.state.test.accuracy)
    torch.set_num_threads(before)
    history = LinearHistory(
        seed, source or RandomImage(), "cpu", threads, calls, tuple(losses), frozenset(failed)
    )
    parameters = {
        name: parameter.detach().numpy().tobytes().hex()
        for name, parameter in trainer.parameters.items()
    }
    return Recorded(history, computed, accuracies, parameters)


def run_all(texts: dict[str, str], folder: Path) -> dict[str, dict]:
    """Run scripts in a folder that holds the digits.

    Returns:
        By the script's name: ``out``, the lines that it printed, and ``parameters`` as `record`
        has them.
    """
    take_digits(folder)
    paths = {name: folder / f"script_{number}.py" for number, name in enumerate(texts)}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    said = json.loads(run_python(["-I", "-c", RUNNER, *map(str, paths.values())], folder))
    return {name: said[str(path)] for name, path in paths.items()}


def take_digits(folder: Path) -> None:
    """Lay the file of the digits where a script looks for it."""
    shutil.copy(resource_path("samples", "digits.npz"), folder)


def run_python(arguments: Sequence[str], folder: Path) -> str:
    """The last line that a Python process prints."""
    result = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, timeout=110,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout.splitlines()[-1]
