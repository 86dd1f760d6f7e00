"""A person who presses anything at any time, seeded, in a process of its own.

The oracle is the worker's own list of operations, applied again by the plain core and compared
bit for bit. Long form: ``python -m tests.gui.random_events --seeds 100 --events 5000``.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Three hundred events take half a minute, and three times that where the machine is busy; one that
# hangs is found by the process itself.
pytestmark = pytest.mark.timeout(420)
PATIENCE = 400


@pytest.mark.parametrize("seed", range(3))
def test_random_events_end_in_the_state_of_a_replay(seed):
    result = subprocess.run(
        [sys.executable, "-m", "tests.gui.random_events", "--first", str(seed), "--seeds", "1",
         "--events", "300"],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert "identical" in result.stdout


@pytest.mark.parametrize("bug", ["lost_command", "none_norm", "changed_bit"])
def test_harness_sees_a_planted_bug(bug):
    result = subprocess.run(
        [sys.executable, "-m", "tests.gui.random_events", "--seeds", "1", "--events", "60",
         "--plant", bug],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert result.returncode == 1, result.stdout + result.stderr
    assert "FAILED" in result.stdout
