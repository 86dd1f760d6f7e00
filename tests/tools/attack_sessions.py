"""Attack the sessions' file: bad files by the thousand, and programs killed while they save.

``python -m tests.tools.attack_sessions --files 10000 --kills 200`` is the long form of what the
suite does at every change. It ends with an error at the first file that does anything but be
refused in time, in 200 MB, and at the first save that was acknowledged and is not there.
"""

import argparse
import faulthandler
import io
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from lenet_gui.core.errors import InputError
from lenet_gui.core.session import SavedState, Session
from lenet_gui.core.session_file import load_session, save_session
from lenet_gui.core.session_format import decode, encode
from lenet_gui.core.timeline import Moment
from tests.core.bad_sessions import by_chance
from tests.core.sessions import bits, sample

MORE = 200 * 10**6
"""Bytes that reading a bad file may take."""

SECONDS = 2
"""That it may take; then this program ends, and shows where it was."""

ROOT = Path(__file__).parents[2]


def attack_files(rng: random.Random, count: int, *, bounded: bool = False) -> int:
    """Read files changed by chance.

    Args:
        rng: chance.
        count: how many.
        bounded: end this program where one takes too long.

    Returns:
        How many of them were sessions after all; these come back from a file as they are.
    """
    good = 0
    for _ in range(count):
        data = by_chance(rng)
        if bounded:
            signal.alarm(SECONDS)
        try:
            session = decode(io.BytesIO(data), "a.lenet")
        except InputError:
            continue
        good += 1
        assert bits(decode(io.BytesIO(encode(session)), "a.lenet")) == bits(session)
    if bounded:
        signal.alarm(0)
    return good


def limit_memory() -> None:
    """Allow this process so much more memory than it has, and show where it is when time is up."""
    import resource

    faulthandler.register(signal.SIGALRM, chain=True)  # a thread would take memory
    now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MORE,) * 2)


def read_files(folder: Path) -> str:
    """Read each file of a folder, with little memory and little time."""
    limit_memory()
    refused, paths = 0, sorted(folder.iterdir())
    for path in paths:
        signal.alarm(SECONDS)
        try:
            load_session(path)
        except InputError:
            refused += 1
    signal.alarm(0)
    return f"{refused} of {len(paths)} refused"


def save_until_killed(path: Path, first: int) -> None:
    """Save a session again and again, and print the seed of each that was saved."""
    # Of some megabytes, so that most of the time is spent in the midst of a write.
    state = SavedState(Moment(), {}, {"zeros": np.zeros(2**19)})
    good = sample()
    fields = {name: getattr(good, name) for name in good.__slots__} | {"states": (state,)}
    for seed in range(first, sys.maxsize):
        save_session(path, Session(**fields | {"seed": seed}))
        print(seed, flush=True)


def attack_saves(rng: random.Random, folder: Path, count: int) -> int:
    """Kill programs that save, each at a moment by chance.

    Returns:
        How many left an unfinished file behind, which was gone after the next save.

    Raises:
        AssertionError: a save that was acknowledged is not there, or a file is not whole.
    """
    path, acknowledged, unfinished = folder / "killed.lenet", 0, 0
    for _ in range(count):
        command = [sys.executable, "-m", "tests.tools.attack_sessions", "--save", str(path)]
        command.append(str(acknowledged + 1))
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]  # it saves now
            with suppress(subprocess.TimeoutExpired):
                process.wait(rng.uniform(0, 0.1))
            process.kill()
            lines += process.stdout.readlines()
        acknowledged = max(int(line) for line in lines if line.endswith(b"\n"))
        found = load_session(path).seed
        assert acknowledged <= found <= acknowledged + 1, (acknowledged, found)
        for version in folder.glob("killed.lenet.*"):
            assert load_session(version).seed <= found
        acknowledged = found
        parts = list(folder.glob("*.part"))
        assert len(parts) <= 1  # that of the program before was cleaned up
        unfinished += len(parts)
    save_session(path, sample())
    assert not list(folder.glob("*.part"))
    return unfinished


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=0, help="read so many files by chance")
    parser.add_argument("--kills", type=int, default=0, help="kill so many programs")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--read", type=Path, help="read the files of this folder")
    parser.add_argument("--save", nargs=2, help="save there from this seed on, until killed")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    if options.save:
        save_until_killed(Path(options.save[0]), int(options.save[1]))
    if options.read:
        print(read_files(options.read))
    if options.files:
        limit_memory()
        start = time.perf_counter()
        good = attack_files(rng, options.files, bounded=True)
        seconds = time.perf_counter() - start
        print(f"{options.files} files in {seconds:.0f} s, {good} of them sessions after all")
    if options.kills:
        with tempfile.TemporaryDirectory() as folder:
            left = attack_saves(rng, Path(folder), options.kills)
        print(f"{options.kills} programs killed, {left} in the midst of a write; no save lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
