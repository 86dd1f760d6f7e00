"""What the program is told when it is started."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from lenet_gui import __version__

NAME = "lenet_gui"

LANGUAGES = ("en", "zh_CN")
"""The names of the languages, as `gui.language.Language` has them."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options: `session`, `lang`, `safe_mode` and `torch_first`.

    Raises:
        SystemExit: they are wrong, or only ask for the help or the version.
    """
    parser = argparse.ArgumentParser(
        prog=NAME, description="Drive one real PyTorch training step of LeNet by hand."
    )
    parser.add_argument(
        "session", nargs="?", type=Path, metavar="FILE", help="a session to open: a .lenet file"
    )
    parser.add_argument("--version", action="version", version=f"{NAME} {__version__}")
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        help="language of this start; otherwise the remembered one, or the system's",
    )
    parser.add_argument(
        "--safe-mode", action="store_true", help="forget the layout and all settings"
    )
    parser.add_argument(
        "--torch-first",
        action="store_true",
        # Some Windows machines cannot load torch after Qt (pytorch#169429).
        default=sys.platform == "win32",
        help="load torch before the window, which then takes seconds to appear",
    )
    return parser.parse_args(argv)
