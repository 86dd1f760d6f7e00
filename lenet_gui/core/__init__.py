"""The training step itself: commands in, snapshots out. Knows nothing of Qt.

``commands``, ``snapshot``, ``optimizers``, ``inputs``, ``program`` and ``errors`` do not import
torch either, so that the window can be drawn before torch has been loaded.
"""
