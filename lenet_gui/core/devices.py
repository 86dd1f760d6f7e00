"""Where torch can compute."""

import torch


def available_devices() -> tuple[str, ...]:
    """The devices of this computer; the CPU first."""
    devices = ["cpu"]
    if torch.cuda.is_available():
        devices.append("cuda")
    if torch.backends.mps.is_available():
        devices.append("mps")
    return tuple(devices)
