"""Drive one real PyTorch training step by hand, and see everything it touches.

The map of the package:

* ``core``: the training step itself, without Qt. ``Trainer.apply(command)`` is its only entrance,
  ``Trainer.snapshot()`` its only exit.
* ``gui``: the window, without torch. It sends commands and draws snapshots.
* ``app``: builds both, connects them, and shuts them down.
* ``resources``: the one module that knows where icons, translations and samples lie.
"""

__version__ = "0.1.0"
