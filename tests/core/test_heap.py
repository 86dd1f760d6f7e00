"""Memory that is given back to the system."""

import subprocess
import sys

import pytest

SCRIPT = """
from pathlib import Path
from lenet_gui.core import heap

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024

heap.keep_between_steps()
blocks = [bytearray(200_000) for _ in range(1000)]
full = resident()
blocks = blocks[::10]  # what is free lies between them
freed = resident()
heap.give_back()
print(full, freed, resident(), sum(map(len, blocks)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other C libraries are left alone")
def test_what_is_free_between_what_is_kept_is_given_back():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    full, freed, after, kept = map(int, done.stdout.split())
    assert kept == 20_000_000
    assert full - freed < 20  # MiB of 190
    assert full - after > 150
