"""Which pairs of Python and PySide6 must not run: they abort without an error to catch."""

import re


def refuse_bad_pair(python: tuple[int, int], pyside: str) -> str | None:
    """Why this pair cannot run the program; ``None`` if it can.

    PySide6 6.12.0 loses a reference to ``True`` or ``None`` at each emitted signal and each timer
    started. Python 3.12 made these objects immortal; older ones abort once the count is zero,
    after some hundreds of signals. As long as no later release is known to be mended, all are
    refused. PySide6 6.10.1 crashes while making some connections.

    Args:
        python: major and minor version.
        pyside: such as ``6.11.3``; a pre-release counts as its release.
    """
    numbers = tuple(int(number) for number in re.findall(r"\d+", pyside)[:3])
    if numbers == (6, 10, 1):
        return _refusal(pyside, "crashes while it connects signals")
    if numbers >= (6, 12) and python < (3, 12):
        return _refusal(pyside, f"aborts Python {python[0]}.{python[1]} after some signals")
    return None


def _refusal(pyside: str, fault: str) -> str:
    return (
        f"PySide6 {pyside} {fault}, so the program does not start with it. "
        "Start it with main.py, which installs a tested version, "
        'or type: pip install "PySide6-Essentials==6.11.3"'
    )
