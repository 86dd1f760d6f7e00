"""What PyTorch warns of, written down for the call that it belongs to."""

import threading
import warnings

import torch

from lenet_gui.core.hearing import heard
from lenet_gui.core.trainer import Trainer


def test_what_is_warned_of_is_written_down_each_time():
    state = Trainer(seed=0).state
    for _ in range(2):
        with heard(state):
            torch.nn.functional.mse_loss(torch.zeros(2, 1), torch.zeros(2))
    assert len(state.warnings) == 2
    assert state.warnings[0] == state.warnings[1]
    assert state.warnings[0].startswith("UserWarning: Using a target size")


def test_what_another_thread_is_warned_of_is_not():
    state = Trainer(seed=0).state
    with heard(state):
        thread = threading.Thread(target=warnings.warn, args=("of somebody else",))
        thread.start()
        thread.join()
        warnings.warn("of this call", stacklevel=1)
    assert state.warnings == ["UserWarning: of this call"]


def test_afterwards_warnings_go_where_they_went_before():
    shown = warnings.showwarning
    with heard(Trainer(seed=0).state):
        pass
    assert warnings.showwarning is shown
