"""The window. It sends commands, takes snapshots, and knows nothing of torch.

* ``main_window``, ``docks``, ``tool_bar``, ``menus``, ``status_area``: the window itself.
* ``training_worker`` and what it needs: the way to the training thread and back.
* ``panels``: one module a panel; ``accumulation``, ``gradients``, ``input``, ``ledger``, ``loss``,
  ``network``, ``output`` and ``program`` hold what the larger ones consist of.
* ``quick_imports``: keeps what is imported after this from being slowed down.
* ``plots`` and ``widgets``: what several panels use; ``words``: what happened, and why, in the
  reader's language.
"""

from lenet_gui.gui.quick_imports import import_pyqtgraph, leave_sources_unread

leave_sources_unread()
import_pyqtgraph()
