"""``python -m lenet_gui``, and the command ``lenet-gui``."""

import gc
import sys
from collections.abc import Sequence

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QApplication

from lenet_gui import __version__
from lenet_gui.command_line import NAME, parse
from lenet_gui.opening import Opening
from lenet_gui.qt_version import refuse_bad_pair


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit status."""
    options = parse(sys.argv[1:] if argv is None else argv)
    refusal = refuse_bad_pair(sys.version_info[:2], pyside_version)
    if refusal is not None:
        sys.stderr.write(refusal + "\n")
        return 1
    # Nothing that is imported is garbage, and to look for some takes a tenth of the time of the
    # import. It stays off until there is a collector for this thread alone.
    gc.disable()
    if options.torch_first:
        from lenet_gui.app import load_trainer

        load_trainer()
    app, opening = begin()
    # What takes a second is imported behind that.
    from lenet_gui.app import run

    gc.freeze()
    return run(app, opening, options)


def begin() -> tuple[QApplication, Opening]:
    """The application, and what it shows until there is a window."""
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(NAME)  # which the desktop knows the window by
    app.setStyle("Fusion")
    opening = Opening(NAME)
    opening.show_at_once()
    return app, opening


if __name__ == "__main__":
    raise SystemExit(main())
