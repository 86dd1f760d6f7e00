"""``python -m lenet_gui``, and the command ``lenet-gui``."""

import gc

# Nothing that is imported is garbage, and to look for some takes a tenth of the time of the import.
gc.disable()

from lenet_gui.app import main  # noqa: E402

gc.freeze()

if __name__ == "__main__":
    raise SystemExit(main())
